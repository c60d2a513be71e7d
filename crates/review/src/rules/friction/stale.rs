//! `stale`: it happened about ten or more years ago.

use glidepath_domain::{Severity, Span};
use glidepath_text::TokenKind;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// A story from long ago, told as the best one there is.
pub static RULE: Rule = Rule {
    code: "stale",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Tell something from the last five years; if this one must stay, say what you have done since because of it.",
        ask: "Have you met something like it in the last few years?",
    },
    title: "It happened ten or more years ago",
    what: "Reads when the event took place: a year, \"twelve years ago\", \"back in the nineties\". Flags one that is about ten years or more before the day \
        of the review. Leaves alone old dates that only tell how long something has existed (since 2006, built in 1998), and any answer that also \
        dates its event in recent years.",
    why: "The interviewer asks what you would do now. An old story shows who you were, and makes them wonder why there is no newer one.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.1),
        Setting {
            key: "years",
            default: 10.0,
            meaning: "years before the day of the review",
            source: "domain §8",
        },
    ],
    flags: &[
        Example::of(
            "This may sound old. [[In 2009]] I ran the ticket desk at a theatre, and I moved the queue outside, where people \
             could see how long it was.",
        ),
        Example::of(
            "[[In 2011]] I was running the dispatch desk of a taxi company, and the radio went down on New Year's Eve.",
        ),
        Example::of(
            "so this is [[about fifteen years ago]] I was still on the ferries then and the captain wanted to sail and I didn't",
        ),
        Example::of(
            "[[Back in the nineties]] I was the youngest printer in the shop, and the press was older than I was.",
        ),
        Example::of(
            "This goes back [[twelve years]], to my time at the post office. A van had been left open overnight.",
        ),
    ],
    passes: &[
        // How long it has stood, not when it happened.
        Example::of(
            "The core of it was written in 1998. In June of last year a customer was billed twice, and I went looking for the reason.",
        ),
        Example::of(
            "I have climbed masts since 2006. Last November I held up a handover because the earthing looked wrong to me.",
        ),
        // Recent.
        Example::of("so this was in 2024 I was running the dispatch desk and the radio went down on new year's eve"),
        Example::of("About four years ago I was running the dispatch desk of a taxi company."),
        // A number that is no year, and years that are an age.
        Example::of(
            "We moved 2010 crates in one night. The youngest loader was nineteen years old and had never seen the hold.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let limit = notes.setting("years") as i32;
    let mut old: Option<Span> = None;
    for at in 0..case.transcript.tokens.len() {
        let Some((span, years)) = dated(case, at) else { continue };
        if years < limit {
            return; // Something recent is dated: the old date stands beside it.
        }
        old = old.or(Some(span));
    }
    if let Some(span) = old {
        notes.span(span, 0.85);
    }
}

/// An event dated at token `at`: the words and how many years ago it was. Background ("built in 1998") is no event.
fn dated(case: &Case<'_>, at: usize) -> Option<(Span, i32)> {
    let tokens = &case.transcript.tokens;
    let before = |back: usize| tokens.lower_at(at.checked_sub(back));
    let after = |ahead: usize| tokens.lower_at(at.checked_add(ahead));
    let span = |from: usize, to: usize| Some(Span::new(tokens.get(from)?.span.start, tokens.get(to)?.span.end));
    let word = tokens.lower(at);
    let now = i32::from(case.attempt.as_of.year);
    // "This may sound old" names no month: May is one only with its capital.
    let capital = |token: usize| {
        tokens
            .get(token)
            .is_some_and(|t| t.span.of(case.transcript.text).starts_with('M'))
    };
    let named = is_season(after(1)) && (after(1) != "may" || capital(at + 1));
    if matches!(word, "last" | "this") && named && !matches!(before(1), "the" | "that") {
        return Some((span(at, at + 1)?, 0));
    }
    if matches!(word, "recently" | "lately") {
        return Some((span(at, at)?, 0));
    }
    // "twelve years ago", "a decade ago", "this goes back twelve years".
    if matches!(word, "years" | "year" | "months" | "decade" | "decades")
        && (after(1) == "ago" || before(2) == "back" || before(3) == "back" || (after(1) == "back" && after(2) != "to"))
    {
        let from = at.checked_sub(1)?;
        let count = count_of(before(1)).or_else(|| (before(1) == "of").then(|| count_of(before(2))).flatten());
        let years = match word {
            "decade" => 10,
            "decades" => 20,
            "months" => 1,
            _ => count?,
        };
        let from = if matches!(before(2), "about" | "around" | "some" | "nearly" | "almost" | "over") {
            from.checked_sub(1)?
        } else {
            from
        };
        let to = if after(1) == "ago" || after(1) == "back" {
            at + 1
        } else {
            at
        };
        return Some((span(from, to)?, years));
    }
    // "back in the nineties", "in the early two thousands".
    if let Some(start) = decade_of(word) {
        let the = (1..=2).find(|back| before(*back) == "the")?;
        let opens = at.checked_sub(the + 1).filter(|t| tokens.lower(*t) == "in")?;
        let from = if opens > 0 && tokens.lower(opens - 1) == "back" {
            opens - 1
        } else {
            opens
        };
        return (!is_background(case, opens))
            .then(|| span(from, at))
            .flatten()
            .map(|s| (s, now - start - 5));
    }
    let (year, to) = year_at(case, at)?;
    if year > now || tokens.get(to + 1).is_some_and(|t| is_counted(case, to + 1, t.kind)) || is_background(case, at) {
        return None;
    }
    let leads = matches!(
        before(1),
        "in" | "during" | "around" | "was" | "like" | "to" | "of" | ","
    ) || at == 0
        || after(1) == ","
        || year == now;
    let from = if matches!(before(1), "in" | "during" | "around") {
        at - 1
    } else {
        at
    };
    leads.then(|| span(from, to)).flatten().map(|s| (s, now - year))
}

fn is_season(word: &str) -> bool {
    matches!(
        word,
        "year"
            | "month"
            | "week"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "quarter"
            | "january"
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
            | "christmas"
            | "easter"
    )
}

/// True where the year before this token counts things: "2010 crates".
fn is_counted(case: &Case<'_>, next: usize, kind: TokenKind) -> bool {
    kind == TokenKind::Word
        && case
            .transcript
            .tokens
            .get(next)
            .is_some_and(|t| t.tag == glidepath_text::Tag::NounPlural)
}

/// True when the words just before say how long something has existed.
fn is_background(case: &Case<'_>, at: usize) -> bool {
    let tokens = &case.transcript.tokens;
    (at.saturating_sub(4)..at).any(|t| {
        matches!(
            tokens.lower(t),
            "since"
                | "founded"
                | "built"
                | "written"
                | "installed"
                | "established"
                | "dating"
                | "dates"
                | "bought"
                | "born"
                | "until"
                | "opened"
                | "merged"
                | "from"
                | "version"
                | "office"
                | "windows"
                | "iso"
                | "signed"
                | "made"
                | "edition"
        )
    })
}

/// The year written at token `at`, in digits or words, and its last token.
fn year_at(case: &Case<'_>, at: usize) -> Option<(i32, usize)> {
    let tokens = &case.transcript.tokens;
    let word = tokens.lower(at);
    let next = |ahead: usize| tokens.lower_at(at.checked_add(ahead));
    if word.len() == 4 && tokens[at].kind == TokenKind::Number {
        return word.parse().ok().filter(|y| (1960..2100).contains(y)).map(|y| (y, at));
    }
    if word == "two" && next(1) == "thousand" {
        let skip = usize::from(next(2) == "and");
        return count_of(next(2 + skip))
            .filter(|n| (1..40).contains(n))
            .map(|n| (2000 + n, at + 2 + skip));
    }
    if word == "twenty" {
        return count_of(next(1))
            .filter(|n| (10..20).contains(n))
            .map(|n| (2000 + n, at + 1))
            .filter(|_| at > 0 && tokens.lower(at - 1) == "in");
    }
    if word == "nineteen" {
        return tens_of(next(1)).map(|n| (1900 + n, at + 1));
    }
    None
}

fn decade_of(word: &str) -> Option<i32> {
    Some(match word {
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        "noughties" | "aughts" | "thousands" => 2000,
        _ => return None,
    })
}

fn tens_of(word: &str) -> Option<i32> {
    Some(match word {
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

fn count_of(word: &str) -> Option<i32> {
    const WORDS: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    match word {
        "a" | "couple" | "few" => Some(2),
        "dozen" => Some(12),
        "twenty" => Some(20),
        "thirty" => Some(30),
        "forty" => Some(40),
        _ => word.parse().ok().or_else(|| {
            WORDS
                .iter()
                .position(|w| *w == word)
                .and_then(|i| i32::try_from(i + 1).ok())
        }),
    }
}
