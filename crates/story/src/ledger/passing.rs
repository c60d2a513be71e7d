//! Numbers told in passing, which a review counts as no figures: "six systems", "within three days", "eleven of us".
//! Two tellings may contradict each other in them all the same.

use glidepath_domain::{FigureKind, FigureRole, NotFigureKind, Span};
use glidepath_text::{Tag, TokenKind, Transcript};

use super::amount::{Amount, Class};
use super::day::Day;
use super::{Item, Matter};
use super::{figure, length, wording};

/// The numbers of a transcript that none of `items` tells.
pub(super) fn find(transcript: &Transcript<'_>, days: &[(Span, Day)], items: &[Item]) -> Vec<Item> {
    let tokens = &transcript.tokens;
    let taken = |span: Span| {
        // "30 of the 34 wards" is a share, and 30 wards besides.
        let share = |item: &Item| item.found.span.start == span.start && item.found.quote.contains(" of the ");
        items.iter().any(|item| item.found.span.overlaps(span) && !share(item))
            || transcript
                .not_figures
                .iter()
                .any(|not| not.kind != NotFigureKind::Effort && not.span.overlaps(span))
    };
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { continue };
        if taken(token.span) {
            continue;
        }
        let Some(value) = number(tokens.lower(at)) else {
            continue;
        };
        if let Some((end, class, value)) = counted(transcript, at, value) {
            let span = tokens.get(end).map_or(token.span, |last| token.span.join(last.span));
            let mut item = figure::made(transcript, transcript.sentence_at(span.start), span, &[span], days);
            item.found.number = Some(value);
            item.found.unit = transcript
                .tokens
                .get(end)
                .filter(|_| end > at)
                .map(|_| transcript.tokens.lower(end).to_owned());
            item.matter = Matter::Amount(Amount {
                kind: if class == Class::Time {
                    FigureKind::Duration
                } else {
                    FigureKind::Count
                },
                class,
                value,
                hedged: wording::is_hedged(transcript, span),
                bound: wording::bound(transcript, span),
                bare: is_bare(transcript, at, end),
                fraction: false,
                paired: transcript.tokens.lower(at).contains('.') && is_bare(transcript, at, end),
                role: FigureRole::Scale,
                motion: wording::motion(transcript, span, FigureRole::Scale),
            });
            found.push(item);
        }
    }
    found
}

/// Whether nothing that is counted follows the number.
fn is_bare(transcript: &Transcript<'_>, at: usize, end: usize) -> bool {
    end == at || end == at + 1 && magnitude(transcript.tokens.lower(end)).is_some()
}

fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" | "k" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        _ => return None,
    })
}

/// What the number at a token counts: the token it ends with, the class and the value in its base unit.
fn counted(transcript: &Transcript<'_>, at: usize, value: f64) -> Option<(usize, Class, f64)> {
    let tokens = &transcript.tokens;
    let word = |at: usize| tokens.lower_at(Some(at));
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    if word(at + 1) == "of" && word(at + 2) == "us" {
        return Some((at, Class::Team, value));
    }
    if before(1) == "of" && matches!(before(2), "team" | "squad" | "crew") {
        return Some((at, Class::Team, value));
    }
    // "4.6 down to 3.1": a mark on some scale.
    let digits = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    if digits && word(at).contains('.') && matches!(before(1), "from" | "to" | "of" | "at" | "was") {
        return Some((at, Class::Of(String::new()), value));
    }
    let (value, open) = match magnitude(word(at + 1)) {
        Some(times) => (value * times, at + 2),
        None => (value, at + 1),
    };
    let bare = || {
        let whole = digits && value >= 100.0 && !(1900.0..2100.0).contains(&value);
        (open > at + 1 || whole).then(|| (open - 1, Class::Of(String::new()), value))
    };
    // "30 of the 34 wards" are wards.
    let open = if word(open) == "of" && matches!(word(open + 1), "the" | "our" | "my" | "these" | "those" | "them") {
        let past = open + 2;
        past + usize::from(number(word(past)).is_some())
    } else {
        open
    };
    for end in open..(open + 3).min(tokens.len()) {
        let Some(token) = tokens.get(end) else { break };
        if word(end) == "-" {
            continue;
        }
        if let Some(unit) = length::unit_of_time(word(end)) {
            return Some((end, Class::Time, value * length::seconds(unit)?));
        }
        match token.tag {
            Tag::NounPlural if value > 1.0 => {
                return Some((end, Class::Of(crate::stem::stem(word(end))), value));
            }
            Tag::Adjective | Tag::Noun | Tag::VerbParticiple | Tag::VerbIng => {}
            _ => break,
        }
    }
    bare()
}

/// A number in digits or in a word.
fn number(word: &str) -> Option<f64> {
    const SMALL: [&str; 21] = [
        "zero",
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
    const TENS: [(&str, f64); 7] = [
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
    ];
    if let Some(at) = SMALL.iter().position(|small| *small == word) {
        return Some(at as f64);
    }
    if let Some((_, value)) = TENS.iter().find(|(tens, _)| *tens == word) {
        return Some(*value);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    word.replace(',', "")
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use crate::ledger::{Matter, telling};

    fn amounts(text: &str) -> Vec<(String, f64)> {
        let list = telling(text).items;
        list.iter()
            .filter_map(|item| match &item.matter {
                Matter::Amount(amount) => Some((item.found.quote.clone(), amount.value)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn small_numbers_and_bare_ones_are_read() {
        for (text, quote, value) in [
            ("There were eleven of us on the job.", "eleven", 11.0),
            ("The data came from six systems.", "six systems", 6.0),
            ("We cut the spending to 480,000 that year.", "480,000", 480_000.0),
            ("The fix was out within three days.", "three days", 259_200.0),
            ("Our store rating went down from 4.6 to 3.1.", "3.1", 3.1),
        ] {
            let list = amounts(text);
            assert!(list.contains(&(quote.to_owned(), value)), "{text} {list:?}");
        }
    }

    #[test]
    fn what_counts_nothing_is_no_amount() {
        for text in [
            "",
            "One of them left.",
            "I was the one who asked.",
            "In 2019 we moved.",
            "Two.",
            "Nobody told us why.",
        ] {
            assert_eq!(amounts(text), [], "{text}");
        }
    }
}
