//! Numbers told in passing, which a review counts as no figures: "six systems", "within three days", "eleven of us".
//! Two tellings may contradict each other in them all the same.

use glidepath_domain::{FigureKind, FigureRole, NotFigureKind, Span};
use glidepath_text::{Tag, Transcript};

use super::amount::{Amount, Class};
use super::day::Day;
use super::numeral::{Numeral, numeral};
use super::{Item, Matter, figure, length, wording};

/// What is told besides a telling's figures.
pub(super) struct Passing {
    pub(super) items: Vec<Item>,
    /// Which of the items given are read anew: "sixty [one thousand]".
    pub(super) stale: Vec<usize>,
}

/// The numbers of a transcript that none of `items` tells, or not whole.
pub(super) fn find(transcript: &Transcript<'_>, days: &[(Span, Day)], items: &[Item]) -> Passing {
    let tokens = &transcript.tokens;
    let mut passing = Passing {
        items: Vec::new(),
        stale: Vec::new(),
    };
    let mut at = 0;
    while at < tokens.len() {
        let Some(number) = numeral(tokens, at) else {
            passing.items.extend(and_a_half(transcript, days, at, items));
            at += 1;
            continue;
        };
        let (first, last) = (tokens.get(at), tokens.get(number.end - 1));
        let (Some(first), Some(last)) = (first, last) else {
            break;
        };
        let whole = first.span.join(last.span);
        let named = transcript
            .not_figures
            .iter()
            .any(|not| not.kind != NotFigureKind::Effort && not.span.overlaps(whole));
        // "30 of the 34 wards" is a share, and 30 wards besides.
        let share = |item: &Item| item.found.span.start == whole.start && item.found.quote.contains(" of the ");
        let told = items
            .iter()
            .position(|item| item.found.span.overlaps(whole) && !share(item));
        // A figure that begins amid the number was read in part.
        let in_part = told.filter(|told| items.get(*told).is_some_and(|item| item.found.span.start > whole.start));
        if !named
            && (told.is_none() || in_part.is_some())
            && let Some(item) = item(transcript, days, at, number)
        {
            passing.items.push(item);
            passing.stale.extend(in_part);
        }
        at = number.end;
    }
    passing
}

/// "An hour and a half", "a year and a quarter", where no figure tells it.
fn and_a_half(transcript: &Transcript<'_>, days: &[(Span, Day)], at: usize, items: &[Item]) -> Option<Item> {
    let tokens = &transcript.tokens;
    let word = |at: usize| tokens.lower_at(Some(at));
    let part = match word(at + 4) {
        "half" => 0.5,
        "quarter" => 0.25,
        _ => return None,
    };
    let unit = length::unit_of_time(word(at + 1)).filter(|_| matches!(word(at), "a" | "an"))?;
    if word(at + 2) != "and" || word(at + 3) != "a" {
        return None;
    }
    let span = tokens.get(at)?.span.join(tokens.get(at + 4)?.span);
    if items.iter().any(|item| item.found.span.overlaps(span)) {
        return None;
    }
    let value = (1.0 + part) * length::seconds(unit)?;
    Some(amount(
        transcript,
        days,
        span,
        (1.0 + part, value),
        Some(unit),
        Class::Time,
    ))
}

fn item(transcript: &Transcript<'_>, days: &[(Span, Day)], at: usize, number: Numeral) -> Option<Item> {
    let tokens = &transcript.tokens;
    let (end, class, value) = counted(transcript, at, number)?;
    let first = tokens.get(at)?;
    let span = tokens.get(end).map_or(first.span, |last| first.span.join(last.span));
    let bare = end + 1 == number.end;
    let unit = (!bare).then(|| tokens.lower_at(Some(end)));
    Some(amount(transcript, days, span, (number.value, value), unit, class))
}

/// A number with its value as told and in the base unit.
fn amount(
    transcript: &Transcript<'_>,
    days: &[(Span, Day)],
    span: Span,
    (number, value): (f64, f64),
    unit: Option<&str>,
    class: Class,
) -> Item {
    let mut item = figure::made(transcript, transcript.sentence_at(span.start), span, &[span], days);
    item.found.number = Some(number);
    item.found.unit = unit.map(str::to_owned);
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
        bare: unit.is_none(),
        fraction: false,
        paired: unit.is_none() && number.fract() != 0.0,
        partner: None,
        role: FigureRole::Scale,
        motion: wording::motion(transcript, span, FigureRole::Scale),
    });
    item
}

/// What a number counts: the token it ends with, the class and the value in its base unit.
fn counted(transcript: &Transcript<'_>, at: usize, number: Numeral) -> Option<(usize, Class, f64)> {
    let tokens = &transcript.tokens;
    let word = |at: usize| tokens.lower_at(Some(at));
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    let (open, value) = (number.end, number.value);
    let bare = Some((open - 1, Class::Of(String::new()), value));
    if word(open) == "of" && word(open + 1) == "us"
        || before(1) == "of" && matches!(before(2), "team" | "squad" | "crew" | "group")
        || before(2) == "we"
            && matches!(before(1), "were" | "are")
            && matches!(word(open), "" | "." | "," | "altogether" | "in" | "on")
    {
        return Some((open - 1, Class::Team, value));
    }
    // "4.6 down to 3.1": a mark on some scale.
    if number.digits && value.fract() != 0.0 && matches!(before(1), "from" | "to" | "of" | "at" | "was") {
        return bare;
    }
    // "30 of the 34 wards" are wards.
    let noun = if word(open) == "of" && matches!(word(open + 1), "the" | "our" | "my" | "these" | "those" | "them") {
        let past = open + 2;
        numeral(tokens, past).map_or(past, |of| of.end)
    } else {
        open + usize::from(matches!(word(open), "something" | "odd"))
    };
    for end in noun..(noun + 3).min(tokens.len()) {
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
    let year = number.digits && (1900.0..2100.0).contains(&value);
    let placed = value > SMALL && is_placed(before(1), word(open));
    let told = value >= 100.0 || placed || value > SMALL && value.fract() != 0.0;
    bare.filter(|_| told && !year)
}

/// A bare number up to this is said of anything: "two of them", "about ten".
const SMALL: f64 = 12.0;

/// Whether the words beside a bare number say what it does: "at forty six", "sixty one now".
fn is_placed(before: &str, after: &str) -> bool {
    matches!(
        before,
        "to" | "at" | "was" | "were" | "around" | "about" | "roughly" | "nearly" | "almost" | "over" | "under" | "from"
    ) || matches!(after, "before" | "now" | "after" | "afterwards")
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
