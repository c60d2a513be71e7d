//! Baselines and results that belong together, by syntax and by time. Leaves out figures that stand alone.

use glidepath_domain::FigureRole;

use super::quantity::Quantity;
use super::reading::Reading;
use super::role::{before_hedges, is_now_cue, is_past_cue};
use crate::token::TokenKind;

/// Furthest the two of a pair may stand apart, in tokens.
const REACH: usize = 16;

fn tie(q: &mut [Quantity], baseline: usize, result: usize, role: Option<FigureRole>) {
    if let Some(b) = q.get_mut(baseline) {
        (b.pair, b.role) = (Some(result), Some(FigureRole::Baseline));
    }
    if let Some(s) = q.get_mut(result) {
        (s.pair, s.role) = (Some(baseline), role);
    }
}

/// True when the two could be told in one unit: one of them is bare, or both are of a sort.
fn fit(a: &Quantity, b: &Quantity) -> bool {
    let same_sentence = a.sentence == b.sentence;
    same_sentence
        && !a.compares
        && !b.compares
        && (a.measure.is_none() || b.measure.is_none() || a.compares_with(b) || loosely(a, b))
}

/// A rate told once: "€14k to €11.5k a month".
fn loosely(a: &Quantity, b: &Quantity) -> bool {
    let both_time = |m: &super::unit::Measure| m.kind == glidepath_domain::FigureKind::Duration;
    let (Some(x), Some(y)) = (&a.measure, &b.measure) else {
        return false;
    };
    (x == y || (both_time(x) && both_time(y))) && (a.per.is_none() || b.per.is_none())
}

/// The nearest quantity before `k` that fits it, still alone.
fn before(q: &[Quantity], k: usize, reach: usize) -> Option<usize> {
    let this = q.get(k)?;
    (k.saturating_sub(3)..k).rev().find(|&j| {
        q.get(j)
            .is_some_and(|o| o.pair.is_none() && this.first - o.end <= reach && fit(o, this))
    })
}

/// The nearest quantity after `k` that fits it.
fn after(q: &[Quantity], k: usize, reach: usize) -> Option<usize> {
    let this = q.get(k)?;
    (k + 1..(k + 3).min(q.len())).find(|&j| {
        q.get(j)
            .is_some_and(|o| o.pair.is_none() && o.first - this.end <= reach && fit(this, o))
    })
}

/// Pairs that prepositions tell: "from X to Y", "Y instead of X", "Y against a target of X".
pub(super) fn by_syntax(r: Reading, q: &mut [Quantity]) {
    for k in 0..q.len() {
        let Some(this) = q.get(k).filter(|this| this.pair.is_none() && !this.compares) else {
            continue;
        };
        let lead = before_hedges(r, this.first);
        match r.back(lead, 1) {
            "from" => from(r, q, k, lead),
            "of" if r.back(lead, 2) == "instead" => contrast(q, k, lead, Some(FigureRole::Result)),
            "than" if matches!(r.back(lead, 2), "rather") || super::change::comparative(r.back(lead, 2)).is_some() => {
                contrast(q, k, lead, Some(FigureRole::Result))
            }
            "with" | "to" if r.back(lead, 2) == "compared" => contrast(q, k, lead, None),
            "to" if r.back(lead, 2) == "opposed" => contrast(q, k, lead, Some(FigureRole::Result)),
            "against" | "versus" | "vs" | "v" => contrast(q, k, lead, Some(FigureRole::Result)),
            "not" if r.back(lead, 2) == "," => contrast(q, k, lead, Some(FigureRole::Result)),
            _ if matches!(r.word(this.end), "target" | "limit" | "goal" | "sla")
                || (r.tag(this.end).is_noun()
                    && matches!(r.word(this.end + 1), "target" | "limit" | "goal" | "sla")) =>
            {
                let role = q.get(k + 1).and_then(|o| o.role);
                if let Some(other) = after(q, k, REACH) {
                    tie(q, k, other, role);
                }
            }
            "of" | "is" | "was" | "says" | "said" | "at" if is_norm(r, lead) => contrast(q, k, lead, None),
            "with" | "by"
                if (lead.saturating_sub(8)..lead).any(|at| matches!(r.word(at), "replaced" | "swapped"))
                    && k > 0
                    && q.get(k - 1)
                        .is_some_and(|o| fit(o, this) && o.pair.is_none() && this.first - o.end <= 4) =>
            {
                tie(q, k - 1, k, Some(FigureRole::Result))
            }
            "\u{2192}" | ">" if k > 0 && q.get(k - 1).is_some_and(|o| o.end + 3 >= this.first) => {
                tie(q, k - 1, k, Some(FigureRole::Result))
            }
            _ => {}
        }
    }
    series(r, q);
}

/// True when a target, limit or rule is told just before `lead`.
fn is_norm(r: Reading, lead: usize) -> bool {
    if r.back(lead, 2) == "budget"
        && (lead.saturating_sub(5)..lead).any(|at| matches!(r.word(at), "against" | "versus"))
    {
        return true;
    }
    (lead.saturating_sub(4)..lead).any(|at| {
        matches!(
            r.word(at),
            "target"
                | "guideline"
                | "guidelines"
                | "sla"
                | "slo"
                | "benchmark"
                | "goal"
                | "standard"
                | "quota"
                | "norm"
                | "limit"
                | "recommended"
                | "safe"
        )
    })
}

fn from(r: Reading, q: &mut [Quantity], k: usize, lead: usize) {
    let Some(this) = q.get(k) else { return };
    let directed = |j: usize| {
        q.get(j).is_some_and(|o| {
            let lead = before_hedges(r, o.first);
            matches!(r.back(lead, 1), "to" | "into" | "down")
                && o.first - this.end <= REACH
                && !(this.end..o.first).any(|at| r.stops(at))
                && o.sentence == this.sentence
                && o.pair.is_none()
        })
    };
    let to = (k + 1..(k + 3).min(q.len())).find(|&j| directed(j) && q.get(j).is_some_and(|o| fit(this, o)));
    if let Some(to) = to {
        tie(q, k, to, Some(FigureRole::Result));
        return;
    }
    if let Some(result) = before(q, k, REACH) {
        tie(q, k, result, Some(FigureRole::Result));
        return;
    }
    // "We went from a four-day turnaround to same-day."
    let moved = (lead.saturating_sub(7)..lead)
        .any(|at| super::change::verb(r.word(at)).is_some() || matches!(r.word(at), "down" | "up"));
    let goes_on = (this.end..this.end + 9).any(|at| r.word(at) == "to");
    if let Some(this) = q.get_mut(k).filter(|_| moved && goes_on) {
        this.role = Some(FigureRole::Baseline);
    }
}

/// Ties a baseline at `k` to the figure it is set against: the one before, or the one after when it opens its sentence.
fn contrast(q: &mut [Quantity], k: usize, _lead: usize, role: Option<FigureRole>) {
    if let Some(other) = before(q, k, REACH).or_else(|| after(q, k, REACH)) {
        let kept = q.get(other).and_then(|o| o.role);
        tie(q, k, other, role.or(kept));
    }
}

/// "80 percent, 60 percent, 35 percent": a way told step by step.
fn series(r: Reading, q: &mut [Quantity]) {
    let mut k = 0;
    while k + 2 < q.len() {
        let mut last = k;
        while let (Some(a), Some(b)) = (q.get(last), q.get(last + 1)) {
            let glued = b.first.checked_sub(a.end).is_some_and(|gap| gap <= 2)
                && matches!(r.word(a.end), "," | "then" | "to")
                && a.pair.is_none()
                && b.pair.is_none()
                && a.compares_with(b);
            if !glued {
                break;
            }
            last += 1;
        }
        if last >= k + 2
            && q.get(k).is_some_and(|a| {
                (a.first.saturating_sub(8)..a.first).any(|at| super::change::verb(r.word(at)).is_some())
            })
        {
            tie(q, k, last, Some(FigureRole::Result));
            for middle in q.iter_mut().take(last).skip(k + 1) {
                middle.role = Some(FigureRole::Scale);
            }
        }
        k = last.max(k + 1);
    }
}

/// When a quantity held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum When {
    Before,
    /// A state in the past: before, if something after it is told too.
    Was,
    After,
    Unknown,
}

/// Pairs that time tells: "it used to take three hours and now it takes twenty minutes".
pub(super) fn by_time(r: Reading, q: &mut [Quantity]) {
    for k in 1..q.len() {
        often(r, q, k);
        let Some(j) = (k.saturating_sub(3)..k).rev().find(|&j| match (q.get(j), q.get(k)) {
            (Some(a), Some(b)) => {
                a.pair.is_none()
                    && b.pair.is_none()
                    && a.stands()
                    && b.stands()
                    && !a.compares
                    && !b.compares
                    && a.compares_with(b)
                    && b.sentence - a.sentence <= 1
                    && b.first.checked_sub(a.end).is_some_and(|gap| gap <= 34)
            }
            _ => false,
        }) else {
            continue;
        };
        let (Some(a), Some(b)) = (q.get(j), q.get(k)) else {
            continue;
        };
        if matches!(
            r.back(b.first, 1),
            "another" | "other" | "additional" | "further" | "more" | "of"
        ) || matches!(r.word(b.end), "more" | "other")
            || (r.word(a.end) == "of" && b.first - a.end <= 3)
        {
            continue;
        }
        let floor = a.end;
        let ceiling = b.first;
        let (first, second) = (
            when(r, a, q.get(j.wrapping_sub(1)).map_or(0, |p| p.end), ceiling),
            when(r, b, floor, q.get(k + 1).map_or(usize::MAX, |n| n.first)),
        );
        let ceiling = q.get(k + 1).map_or(usize::MAX, |n| n.first);
        let years = (
            year(r, a, q.get(j.wrapping_sub(1)).map_or(0, |p| p.end), b.first),
            year(r, b, a.end, ceiling),
        );
        if let (Some(early), Some(late)) = years {
            match early.cmp(&late) {
                std::cmp::Ordering::Less => tie(q, j, k, Some(FigureRole::Result)),
                std::cmp::Ordering::Greater => tie(q, k, j, Some(FigureRole::Result)),
                std::cmp::Ordering::Equal => {}
            }
            continue;
        }
        let foreseen = (a.first.saturating_sub(9)..a.first)
            .rev()
            .take_while(|at| !r.stops(*at))
            .any(|at| {
                matches!(
                    r.word(at),
                    "promised"
                        | "quoted"
                        | "expected"
                        | "planned"
                        | "estimated"
                        | "scheduled"
                        | "forecast"
                        | "budgeted"
                        | "predicted"
                )
            })
            || (a
                .measure
                .as_ref()
                .is_some_and(|m| m.kind == glidepath_domain::FigureKind::Money)
                && (a.first.saturating_sub(4)..a.first).any(|at| r.word(at) == "asked"));
        let parted = (a.end..b.first).any(|at| matches!(r.word(at), ";" | "," | "and" | "but" | "."));
        let foreseen = foreseen
            || (a.first.saturating_sub(5)..a.first)
                .any(|at| r.word(at) == "would" && matches!(r.word(at + 1), "take" | "cost" | "need"));
        if foreseen && parted && !matches!(second, When::Before) {
            tie(q, j, k, Some(FigureRole::Result));
            continue;
        }
        match (first, second) {
            (When::Before | When::Was | When::Unknown, When::After)
                if first != When::Unknown
                    || a.bare
                    || b.bare
                    || a.measure
                        .as_ref()
                        .is_some_and(|m| m.kind != glidepath_domain::FigureKind::Count) =>
            {
                tie(q, j, k, Some(FigureRole::Result))
            }
            (When::Before, When::Was | When::Unknown) if parted && b.sentence == a.sentence => {
                tie(q, j, k, Some(FigureRole::Result))
            }
            (When::After | When::Was | When::Unknown, When::Before) => tie(q, k, j, Some(FigureRole::Result)),
            _ => {}
        }
    }
}

/// When quantity `this` held, by the words from `floor` before it and up to `ceiling` behind it.
fn when(r: Reading, this: &Quantity, floor: usize, ceiling: usize) -> When {
    let mut found = When::Unknown;
    let start = floor.max(this.first.saturating_sub(20));
    for at in (start..this.first).rev() {
        // A cue right behind the figure before belongs to it: "45 minutes before and 8 after".
        if (at == floor && floor > 0 && matches!(r.word(at), "before" | "after" | "now" | "today" | "previously"))
            || matches!(r.word(at), "." | "!" | "?" | ";")
        {
            break;
        }
        if is_past_cue(r, at) || told_before(r, at) {
            return When::Before;
        }
        let sure = is_now_cue(r, at) && r.word(at) != "since" || told_after(r, at);
        if sure {
            return When::After;
        }
        if matches!(
            r.word(at),
            "was" | "were" | "had" | "took" | "stood" | "quoted" | "did" | "ran" | "got"
        ) && found == When::Unknown
        {
            found = When::Was;
        }
        // "At 9:00 we had 12 and at 11:00 140".
        let hour = matches!(r.word(at), "at" | "by")
            && r.is_number(at + 1)
            && (r.raw(at + 1).contains(':') || matches!(r.word(at + 2), "a.m" | "p.m" | "am" | "pm"));
        if hour && floor > 0 && this.first - at <= 8 {
            return When::After;
        }
        // Months in a row: the first is before, as later words decide for the second.
        if r.kind(at) == Some(TokenKind::Word)
            && matches!(r.word(at), "second" | "next")
            && matches!(r.back(at, 1), "the" | "my" | "our")
        {
            return When::After;
        }
        if r.word(at) == "first" && matches!(r.back(at, 1), "the" | "my" | "our") {
            return When::Before;
        }
    }
    behind(r, this, ceiling).unwrap_or(found)
}

/// "Once every 14 days, and ended at three a day": a frequency told in other terms is still what was before.
fn often(r: Reading, q: &mut [Quantity], k: usize) {
    let (Some(a), Some(b)) = (q.get(k - 1), q.get(k)) else {
        return;
    };
    let every = a.is_duration()
        && r.back(a.first, 1) == "every"
        && a.role.is_none()
        && b.per.is_some()
        && b.sentence == a.sentence;
    if every
        && (a.end..b.first).any(|at| matches!(r.word(at), "ended" | "now" | "to"))
        && let Some(a) = q.get_mut(k - 1)
    {
        a.role = Some(FigureRole::Baseline);
    }
}

/// When a quantity held, by the words right behind it: "45 minutes before", "31 in January", "2.8% when I arrived".
fn behind(r: Reading, this: &Quantity, ceiling: usize) -> Option<When> {
    for at in this.end..ceiling.min(this.end + 7) {
        if r.stops(at) || matches!(r.word(at), "," | "and" | "but" | "so" | "then" | "while") {
            return None;
        }
        let closes = r.stops(at + 1) || matches!(r.word(at + 1), "and" | "but" | ",") || at + 1 >= ceiling;
        match r.word(at) {
            "before" | "beforehand" | "previously" | "originally" | "earlier"
                if closes || r.word(at) == "before" && ceiling != usize::MAX =>
            {
                return Some(When::Before);
            }
            "after" | "afterwards" | "now" | "today" | "later" if closes || at == this.end => return Some(When::After),
            "that" if matches!(r.word(at + 1), "season" | "year") => return Some(When::Before),
            "the" if r.word(at + 1) == "next" => return Some(When::After),
            "when"
                if matches!(
                    r.word(at + 2),
                    "arrived" | "joined" | "started" | "came" | "began" | "took"
                ) =>
            {
                return Some(When::Before);
            }
            "when" if matches!(r.word(at + 2), "left" | "finished" | "handed" | "moved") => return Some(When::After),
            "in" if is_month(r.word(at + 1)) => {
                return Some(if ceiling == usize::MAX {
                    When::After
                } else {
                    When::Before
                });
            }
            _ => {}
        }
    }
    None
}

/// The year told with a quantity: "in 2019 we had 14", "41 in 2022".
fn year(r: Reading, this: &Quantity, floor: usize, ceiling: usize) -> Option<u16> {
    let year = |at: usize| {
        r.raw(at)
            .parse::<u16>()
            .ok()
            .filter(|y| r.raw(at).len() == 4 && (1950..2100).contains(y))
    };
    let left = (floor.max(this.first.saturating_sub(7))..this.first)
        .rev()
        .find_map(year);
    left.or_else(|| (this.end..ceiling.min(this.end + 3)).find_map(year))
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// "the year before it was", "where the old one took".
fn told_before(r: Reading, at: usize) -> bool {
    matches!((r.word(at), r.back(at, 1)), ("worst" | "peak", "its" | "the" | "our"))
        || matches!(r.word(at), "year" | "season" | "month" | "quarter" | "week") && r.word(at + 1) == "before"
        || matches!(r.word(at), "last") && matches!(r.word(at + 1), "year" | "season")
}

/// "I got it", "with netting it was", "the retrofit made it", "I brought".
fn told_after(r: Reading, at: usize) -> bool {
    let bringing = matches!(
        r.word(at),
        "got"
            | "brought"
            | "made"
            | "cut"
            | "dropped"
            | "reduced"
            | "ended"
            | "reached"
            | "negotiated"
            | "fell"
            | "shrank"
            | "came"
    );
    let passive_me = matches!(r.back(at, 1), "i" | "we" | "us" | "retrofit" | "it")
        || matches!(r.word(at + 1), "it" | "them" | "that" | "us" | "down" | "at" | "to");
    (bringing && passive_me)
        || (r.word(at) == "with" && r.word(at + 2) == "it")
        || (r.word(at) == "new" && matches!(r.back(at, 1), "the" | "my" | "our"))
        || (r.word(at) == "then" && r.word(at + 1) == "it")
        || (r.word(at) == "year" && r.word(at + 1) == "later")
        || (r.word(at) == "last" && matches!(r.word(at + 1), "day" | "week") && matches!(r.back(at, 1), "my" | "the"))
}
