//! What a single figure does in the story, told from the words around it: baseline, result or scale. Leaves out pairs.

use glidepath_domain::{FigureKind, FigureRole};

use super::change::{self, Change};
use super::quantity::Quantity;
use super::reading::Reading;
use crate::tag::Tag;

/// Most words of hedging before a number.
const HEDGES: usize = 8;

/// The token index before which the words that hedge the number at `first` begin: "to [just under a] hundred".
pub(super) fn before_hedges(r: Reading, first: usize) -> usize {
    let mut at = first;
    while at > 0 && first - at < HEDGES {
        let hedge = match r.back(at, 1) {
            "than" => matches!(
                r.back(at, 2),
                "more" | "less" | "fewer" | "better" | "slower" | "higher" | "lower"
            ),
            "more" | "less" | "fewer" | "better" | "higher" | "lower" | "slower" => r.word(at) == "than",
            "least" | "most" => r.back(at, 2) == "at",
            "at" => matches!(r.word(at), "least" | "most"),
            "to" => matches!(r.back(at, 2), "close" | "next"),
            "about" | "roughly" | "around" | "nearly" | "almost" | "just" | "only" | "maybe" | "like" | "some"
            | "approximately" | "perhaps" | "probably" | "say" | "over" | "under" | "below" | "above" | "barely"
            | "well" | "um" | "uh" | "er" | "somewhere" | "close" | "a" | "an" | "the" | "my" | "our" | "its"
            | "their" | "his" | "her" | "this" | "those" | "original" | "usual" | "previous" | "planned" | "old"
            | "average" | "current" | "whole" | "positive" | "full" | "mere" | "total" | "those," | "average,"
            | "~" | "<" | ">" | "another" | "initial" | "budgeted" | "expected" | "these" | "all" | "up"
            | "exactly" | "even" | "literally" | "fully" | "a," => !(r.back(at, 1) == "up" && r.word(at) != "to"),
            _ => false,
        };
        let aside = match r.back(at, 1) {
            "think" | "guess" | "believe" | "reckon" if r.back(at, 2) == "i" => 2,
            "say" if r.back(at, 2) == "to" && r.back(at, 3) == "want" => 4,
            "average" if r.back(at, 2) == "on" => 2,
            "of" if matches!(r.back(at, 2), "sort" | "kind") => 2,
            // "from managing three people".
            _ if r.tag(at - 1) == Tag::VerbIng && matches!(r.back(at, 2), "from" | "to") => 1,
            _ => usize::from(hedge),
        };
        if aside == 0 {
            break;
        }
        at = at.saturating_sub(aside);
    }
    at
}

/// How far left the verb that governs a figure may stand.
const REACH: usize = 14;

fn is_be(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "were"
            | "is"
            | "are"
            | "'s"
            | "'re"
            | "be"
            | "been"
            | "being"
            | "stood"
            | "stands"
            | "ran"
            | "had"
            | "have"
            | "has"
            | "'d"
            | "'ve"
            | "averaged"
            | "running"
            | "held"
    )
}

/// Words that put what they stand by before the change.
pub(super) fn is_past_cue(r: Reading, at: usize) -> bool {
    match r.word(at) {
        "used" => r.word(at + 1) == "to" && r.tag(at + 2).is_verb(),
        "before" => {
            !r.tag(at + 1).is_noun()
                && !matches!(
                    r.word(at + 1),
                    "i" | "we" | "you" | "he" | "she" | "they" | "the" | "it"
                )
                || r.stops(at + 1)
        }
        "previously" | "originally" | "initially" | "formerly" | "prior" | "historically" | "beforehand" => true,
        "old" | "previous" | "original" => {
            !matches!(r.back(at, 1), "year" | "years" | "month" | "months" | "days" | "-")
                && !matches!(
                    r.word(at + 1),
                    "woman" | "man" | "lady" | "friend" | "job" | "boss" | "employer" | "company"
                )
        }
        "first" => r.back(at, 1) == "at" && r.word(at + 1) != "hand",
        "been" => r.back(at, 1) == "had",
        _ => false,
    }
}

/// Words that put what they stand by after the change.
pub(super) fn is_now_cue(r: Reading, at: usize) -> bool {
    match r.word(at) {
        "now" | "today" | "nowadays" | "afterwards" | "eventually" | "finally" | "currently" | "since" | "later"
        | "afterward" | "thereafter" => true,
        "after" => true,
        "end" => matches!(r.back(at, 1), "the" | "'s" | "year") && matches!(r.back(at, 2), "in" | "by" | "at"),
        "by" => {
            matches!(
                r.word(at + 1),
                "the"
                    | "then"
                    | "spring"
                    | "summer"
                    | "autumn"
                    | "winter"
                    | "christmas"
                    | "easter"
                    | "year"
                    | "midnight"
                    | "noon"
                    | "next"
            ) || r.capital(at + 1)
                || r.word(at + 1).starts_with("q")
        }
        "within" => true,
        _ => false,
    }
}

/// The role of one figure by itself, none when nothing around it tells; `before` is the figure told before it.
pub(super) fn single(r: Reading, q: &Quantity, before: Option<(&Quantity, FigureRole)>) -> Option<FigureRole> {
    let next = r.word(q.end);
    if q.compares || is_compared(r, q) {
        let asked = (q.first.saturating_sub(5)..q.first).any(|at| {
            matches!(
                r.word(at),
                "asked" | "wanted" | "demanded" | "promised" | "expected" | "proposed" | "needed"
            )
        });
        return Some(if asked && !q.compares {
            FigureRole::Scale
        } else {
            FigureRole::Result
        });
    }
    if moves_behind(r, q.end)
        || next == "saved"
        || (matches!(next, "more" | "fewer" | "less") && r.word(q.end + 1) == "than" && q.bare)
    {
        return Some(FigureRole::Result);
    }
    let lead = before_hedges(r, q.first);
    let near = |reach: usize, words: &[&str]| (lead.saturating_sub(reach)..lead).any(|at| words.contains(&r.word(at)));
    // "$5 million of the $7 million", "12 out of 40": the whole is only a size.
    if r.back(lead, 1) == "of" && before.is_some_and(|(o, _)| q.first - o.end <= 4) {
        return Some(FigureRole::Scale);
    }
    // "to shipping every two weeks".
    if r.back(lead, 1) == "every" && r.back(lead, 3) == "to" && near(10, &["from", "went", "moved"]) {
        return Some(FigureRole::Result);
    }
    if matches!(r.back(lead, 1), "every" | "each")
        || (r.back(lead, 1) == "at" && q.per.is_some() && near(3, &["grew", "growing", "rose", "fell"]))
    {
        return Some(FigureRole::Scale);
    }
    let shifted = near(7, &["brought", "moved", "pushed", "pulled"]) && q.is_duration();
    if matches!(r.back(lead, 1), "down" | "up") && !q.is_duration() && !matches!(r.back(lead, 2), "made" | "went") {
        return Some(FigureRole::Result);
    }
    if r.back(lead, 1) == "by" && (change::direction(r, lead).is_some() || shifted) {
        return Some(if intended(r, lead.saturating_sub(2)) {
            FigureRole::Scale
        } else {
            FigureRole::Result
        });
    }
    let ahead = matches!(next, "early" | "sooner" | "ahead" | "faster" | "earlier")
        || (next == "in" && r.word(q.end + 1) == "hand");
    if q.is_duration() && (ahead || next == "late" && !near(4, &["was", "is", "were", "running", "already"])) {
        return Some(FigureRole::Result);
    }
    if next == "off"
        && q.kind() != Some(FigureKind::Count)
        && !near(3, &["wanted", "asked", "want", "demanded", "was", "were"])
    {
        return Some(FigureRole::Result);
    }
    // Beside another figure with nothing but a comma between, it tells the same thing again.
    if let Some((other, role)) = before
        && q.first.saturating_sub(other.end) <= 3
        && matches!(r.word(other.end), "," | "(" | "-" | "\u{2014}" | "\u{2013}")
        && lead.saturating_sub(other.end) <= 1
        && q.kind() != other.kind()
        && q.kind() != Some(FigureKind::Count)
        && role != FigureRole::Scale
    {
        return Some(role);
    }
    // Past the figure before, a verb governs only what is coordinated: "grew sales 20% and margins 5%".
    let floor = before
        .filter(|(o, _)| !matches!(r.word(o.end), "," | "and" | "or") && r.back(lead, 1) != "to")
        .map_or(0, |(o, _)| o.end);
    governed(r, q, lead, floor)
}

/// "12 percent, up three points", "12,000, up from": the figure that ends at `end` is where something went.
fn moves_behind(r: Reading, end: usize) -> bool {
    let at = end + usize::from(r.word(end) == ",");
    matches!(r.word(at), "up" | "down")
        && (matches!(r.word(at + 1), "from" | "by") || (at > end && r.tag(at + 1) == Tag::Cardinal))
}

/// "40% shorter", "a 14% lift".
fn is_compared(r: Reading, q: &Quantity) -> bool {
    if !matches!(
        q.kind(),
        Some(FigureKind::Percent | FigureKind::Ratio | FigureKind::Money | FigureKind::Rate | FigureKind::Duration)
    ) {
        return false;
    }
    let next = r.word(q.end);
    let percent = q.kind() == Some(FigureKind::Percent);
    (change::comparative(next).is_some()
        && !matches!(
            next,
            "up" | "above" | "off" | "down" | "better" | "more" | "longer" | "further"
        )
        && (percent || q.is_duration()))
        || (percent && next == "more")
        || (percent
            && (change::noun(next).is_some()
                || (r.tag(q.end) == Tag::Adjective && change::noun(r.word(q.end + 1)).is_some())))
        || (matches!(r.word(q.end), "in" | "of")
            && matches!(r.word(q.end + 1), "savings" | "annual")
            && matches!(r.word(q.end + 2), "savings" | "." | "a" | ","))
}

/// True when the verb at `at` is only wanted, not done: "we had to cut".
fn intended(r: Reading, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|n| {
        r.word(n) == "to"
            && matches!(
                r.back(n, 1),
                "want"
                    | "wanted"
                    | "had"
                    | "need"
                    | "needed"
                    | "asked"
                    | "us"
                    | "me"
                    | "goal"
                    | "target"
                    | "promised"
                    | "aim"
                    | "plan"
                    | "hoped"
                    | "trying"
                    | "told"
                    | "was"
                    | "supposed"
            )
    }) || (at.saturating_sub(2)..=at).any(|n| {
        matches!(r.word(n), "would" | "could" | "should" | "might" | "'d")
            && r.word(n + 1) != "been"
            && r.tag(n + 1) == Tag::VerbBase
    })
}

/// The role that the nearest verb gives.
fn governed(r: Reading, q: &Quantity, lead: usize, floor: usize) -> Option<FigureRole> {
    let mut cue = None;
    let often = q.measure.as_ref().is_some_and(|m| m.name == "times");
    let mut at = lead;
    let start = lead.saturating_sub(REACH).max(floor);
    while at > start {
        at -= 1;
        if r.stops(at) {
            break;
        }
        let word = r.word(at);
        if cue.is_none() {
            if is_past_cue(r, at) {
                cue = Some(FigureRole::Baseline);
            } else if is_present(word) {
                cue = Some(FigureRole::Result);
            }
        }
        if !r.tag(at).is_verb() && !is_be(word) {
            continue;
        }
        if let Some(role) = Some(()).filter(|()| !often).and_then(|()| by_verb(r, q, at, lead)) {
            return cue
                .filter(|c| *c == FigureRole::Baseline && role != FigureRole::Result)
                .or(Some(role));
        }
        if is_be(word) && !matches!(r.tag(at + 1), Tag::VerbIng | Tag::VerbParticiple) {
            let moved = (at + 1..lead).any(|n| matches!(r.word(n), "down" | "up" | "back") && r.word(n + 1) != "for");
            return if moved {
                Some(FigureRole::Result)
            } else {
                cue.or_else(|| around(r, at, q.end))
            };
        }
        return cue.or_else(|| around(r, at, q.end));
    }
    cue.or_else(|| after_verb(r, q))
}

fn is_present(word: &str) -> bool {
    matches!(word, "now" | "today" | "eventually" | "finally" | "nowadays")
}

/// What a verb of change, gain or loss at `at` makes of the figure; none when it is no such verb.
fn by_verb(r: Reading, q: &Quantity, at: usize, lead: usize) -> Option<FigureRole> {
    let word = r.word(at);
    let lead_word = r.back(lead, 1);
    if matches!(
        word,
        "losing" | "wasting" | "missing" | "failing" | "leaking" | "bleeding" | "burning"
    ) && (at.saturating_sub(2)..at).any(|n| matches!(r.word(n), "was" | "were" | "been"))
    {
        let fixed = (at.saturating_sub(8)..at).any(|n| r.word(n) == "after");
        return Some(if fixed {
            FigureRole::Result
        } else {
            FigureRole::Baseline
        });
    }
    if word.starts_with("generat") && q.kind() == Some(FigureKind::Percent) {
        return Some(FigureRole::Scale);
    }
    let change = change::verb(word)?;
    if intended(r, at) {
        return Some(FigureRole::Scale);
    }
    let count = q.kind() == Some(FigureKind::Count);
    match change {
        Change::Down | Change::Up => {
            // "raised $2M", "raised three tickets": an outcome only for money and shares; "cut two people" is one.
            let participle = r.tag(at) == Tag::VerbParticiple && r.back(at, 1) == "the";
            (!participle).then_some(if count && matches!(word, "raised" | "raise" | "extended" | "expand") {
                FigureRole::Scale
            } else {
                FigureRole::Result
            })
        }
        Change::Gain => {
            if lead_word == "for" && !is_price(word) {
                return Some(FigureRole::Scale);
            }
            let other = matches!(r.tag(at.wrapping_sub(1)), Tag::Name | Tag::Noun | Tag::NounPlural)
                || matches!(r.back(at, 1), "he" | "she" | "they");
            Some(if count && other {
                FigureRole::Scale
            } else {
                FigureRole::Result
            })
        }
        Change::Bring => {
            let limited = (lead..q.first).any(|n| matches!(r.word(n), "under" | "below" | "over" | "above"));
            let directed = (at + 1..lead).any(|n| matches!(r.word(n), "up" | "down" | "back"));
            let moves = matches!(
                word,
                "go" | "went" | "goes" | "going" | "gone" | "came" | "come" | "comes" | "coming"
            );
            let object = matches!(r.word(at + 1), "it" | "that" | "them" | "us");
            if lead_word == "for" && !object || (word == "made" && r.word(at + 1) == "up") {
                return Some(FigureRole::Scale);
            }
            match word {
                "came" | "come" | "comes" if !directed => Some(FigureRole::Scale),
                // "took it down to", "took ten minutes off"; "it took ten minutes" only measures.
                "take" | "took" | "takes" | "taken" => {
                    let off = (q.end..q.end + 3).any(|n| r.word(n) == "off");
                    (directed || object && lead_word == "to" || off).then_some(FigureRole::Result)
                }
                "became" => Some(FigureRole::Result),
                _ => (directed
                    || matches!(lead_word, "to" | "into" | "down" | "up")
                        && (moves || object || q.kind() != Some(FigureKind::Count))
                    || limited
                    || object && !moves)
                    .then_some(FigureRole::Result),
            }
        }
        Change::Reach => Some(if count || q.is_duration() {
            FigureRole::Scale
        } else {
            FigureRole::Result
        }),
    }
}

/// "sold for", "settled for": the price is the outcome.
fn is_price(word: &str) -> bool {
    matches!(word, "settled" | "won" | "recovered" | "got")
}

/// Cues of time in the clause from the verb at `verb` leftwards and behind the figure.
fn around(r: Reading, verb: usize, end: usize) -> Option<FigureRole> {
    for at in (verb.saturating_sub(9)..verb).rev() {
        if r.stops(at) {
            break;
        }
        if is_past_cue(r, at) {
            return Some(FigureRole::Baseline);
        }
        if is_present(r.word(at)) {
            return Some(FigureRole::Result);
        }
    }
    for at in end..end + 5 {
        if r.stops(at) || r.word(at) == "," {
            break;
        }
        if matches!(r.word(at), "before" | "beforehand" | "previously") && r.stops(at + 1) {
            return Some(FigureRole::Baseline);
        }
        if matches!(r.word(at), "now" | "today" | "afterwards") || (r.word(at) == "this" && r.word(at + 1) == "time") {
            return Some(FigureRole::Result);
        }
    }
    None
}

/// A figure that opens its clause takes its role from the verb behind it: "60 of the 75 farmers agreed".
fn after_verb(r: Reading, q: &Quantity) -> Option<FigureRole> {
    let lead = before_hedges(r, q.first);
    if r.word(lead) == "only" || r.back(lead, 1) == "only" {
        return None;
    }
    let whole = matches!(r.back(lead, 1), "of" | "that");
    for at in q.end..q.end + 8 {
        if r.stops(at) || r.word(at) == "," {
            break;
        }
        if r.word(at) == "this" && r.word(at + 1) == "time" {
            return Some(FigureRole::Result);
        }
        let outcome = matches!(
            r.word(at),
            "agreed"
                | "passed"
                | "renewed"
                | "adopted"
                | "signed"
                | "switched"
                | "converted"
                | "returned"
                | "stayed"
                | "joined"
                | "enrolled"
                | "graduated"
                | "opted"
                | "completed"
                | "moved"
        );
        if outcome && !whole && q.kind() == Some(FigureKind::Count) && r.tag(at).is_verb() {
            return Some(FigureRole::Result);
        }
        if r.word(at) == "was" && matches!(r.word(at + 1), "saved" | "recovered" | "cut") {
            return Some(FigureRole::Result);
        }
    }
    None
}
