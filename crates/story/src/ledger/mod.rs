//! The fact ledger: figures, dates, roles and owners found in a text, each with its exact words and what it is about.
//!
//! Finding says what was told, not whether it is true; `proposed` asks which of it the ledger lacks, `drift` where two
//! tellings differ.

mod amount;
mod day;
mod figure;
mod length;
mod line;
mod numeral;
mod outline;
mod passing;
mod people;
mod proposed;
mod retracted;
mod sense;
mod topic;
mod wording;

use glidepath_domain::{Attempt, FactKind, FigureRole, NotFigureKind, Span};
use glidepath_text::Transcript;

pub(crate) use self::amount::{Amount, Class, Motion};
pub(crate) use self::day::{Day, same_event};
pub(crate) use self::length::seconds;
pub(crate) use self::line::{ledger_items, line};
pub(crate) use self::numeral::numeral;
pub(crate) use self::outline::{Manner, Mention};
pub(crate) use self::people::{Owner, Post};
pub use self::proposed::proposed;
pub(crate) use self::topic::Topic;
use crate::readiness::ANY_DAY;

/// One fact as a text tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What kind of fact.
    pub kind: FactKind,
    /// What it is about: the key words near it, in the order told. Empty where the sentence has none.
    pub what: String,
    /// As told, with its unit: "30 %", "March 2023", "the VP", "I".
    pub value: String,
    /// What it was before, as told, where the same sentence says so.
    pub baseline: Option<String>,
    /// The unit of a figure, as [`glidepath_domain::Figure::unit`] names it.
    pub unit: Option<String>,
    /// The number of a figure in that unit.
    pub number: Option<f64>,
    /// What a figure does in the story.
    pub role: Option<FigureRole>,
    /// The words, exactly.
    pub quote: String,
    /// Where they stand.
    pub span: Span,
    /// The sentence around them.
    pub sentence: Span,
}

/// A fact as told, with what is needed to hold it against others.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) found: Found,
    /// The words near it.
    pub(crate) topic: Topic,
    /// The stems of its whole sentence.
    pub(crate) wide: Vec<String>,
    pub(crate) matter: Matter,
    /// A before whose after is told beside it: the after carries it in the ledger.
    pub(crate) told_with_its_after: bool,
}

/// A fact's value in a form that can be compared.
#[derive(Debug, Clone)]
pub(crate) enum Matter {
    Amount(Amount),
    Day(Day),
    Post(Post),
    Owner(Owner),
}

/// Finds the facts a text tells, in the order told.
#[must_use]
pub fn found(text: &str) -> Vec<Found> {
    let alone = items(text).into_iter().filter(|item| !item.told_with_its_after);
    alone.map(|item| item.found).collect()
}

/// As [`found`], with what each is about.
pub(crate) fn items(text: &str) -> Vec<Item> {
    let attempt = Attempt::of(text, ANY_DAY);
    let transcript = Transcript::read(&attempt);
    let days = day::days(&transcript);
    let mut items = figure::find(&transcript, &days);
    items.extend(day::find(&transcript, &days));
    items.extend(people::find(&transcript));
    items.sort_by_key(|item| (item.found.span.start, item.found.span.end));
    items
}

/// A telling read to be laid against another one of the same story, in other words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Telling {
    /// Its facts, with the numbers told in passing.
    pub(crate) items: Vec<Item>,
    /// How each of them is told.
    pub(crate) manners: Vec<Manner>,
    /// The telling words of each sentence.
    pub(crate) sentences: Vec<Vec<Mention>>,
}

/// Reads a telling.
pub(crate) fn telling(text: &str) -> Telling {
    let attempt = Attempt::of(text, ANY_DAY);
    let transcript = Transcript::read(&attempt);
    let days = day::days(&transcript);
    let mut items = items(text);
    let passing = passing::find(&transcript, &days, &items);
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        !passing.stale.contains(&(at - 1))
    });
    items.extend(passing.items);
    items.sort_by_key(|item| (item.found.span.start, item.found.span.end));
    retracted::leave_out(&transcript, &mut items);
    let stretches = outline::stretches(&transcript);
    Telling {
        manners: items
            .iter()
            .map(|item| outline::manner(&transcript, &stretches, item.found.span))
            .collect(),
        sentences: outline::outline(&transcript),
        items,
    }
}

/// Where numbers stand in a sentence: a window around one does not reach across another.
fn fences(transcript: &Transcript<'_>, sentence: usize) -> Vec<Span> {
    let span = transcript.sentences.get(sentence).map_or(Span::new(0, 0), |s| s.span);
    let figures = transcript.figures.iter().map(|figure| figure.span);
    let others = transcript.not_figures.iter();
    let others = others.filter(|not| matches!(not.kind, NotFigureKind::Effort | NotFigureKind::Date));
    figures
        .chain(others.map(|not| not.span))
        .filter(|fence| span.contains(*fence))
        .collect()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::FactKind;
    use proptest::prelude::*;

    use super::{found, items};

    fn told(text: &str) -> Vec<(FactKind, String, String, Option<String>)> {
        found(text)
            .into_iter()
            .map(|f| (f.kind, f.value, f.what, f.baseline))
            .collect()
    }

    #[test]
    fn a_figure_is_found_with_its_before_and_its_subject() {
        let list = told("Page load went from 4.2 seconds to 1.8 seconds.");
        assert_eq!(
            list,
            [(
                FactKind::Metric,
                "1.8 seconds".to_owned(),
                "page load".to_owned(),
                Some("4.2 seconds".to_owned())
            )]
        );
        let list = found("I cut refund errors by 30%.");
        assert_eq!((list[0].number, list[0].unit.as_deref()), (Some(30.0), Some("%")));
        assert_eq!(list[0].what, "refund errors");
    }

    #[test]
    fn dates_roles_and_owners_are_found() {
        let all = told(
            "In March 2022 we launched the claims portal. As the on-call lead I paged the database team. The VP decided \
             to stop the rollout. Closing the branch was my call.",
        );
        let brief: Vec<(FactKind, &str)> = all.iter().map(|(kind, value, ..)| (*kind, value.as_str())).collect();
        assert_eq!(
            brief,
            [
                (FactKind::Date, "March 2022"),
                (FactKind::Role, "on-call lead"),
                (FactKind::Owner, "The VP"),
                (FactKind::Owner, "I")
            ]
        );
    }

    #[test]
    fn what_is_no_fact_is_left_alone() {
        for text in [
            "",
            "As a result we moved on.",
            "I was the only one left.",
            "Room 14 is on level 3.",
            "They called me at once.",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_quote_is_exact(text in "(the |I |decided |my call |as a lead |was |5 |30% |in 2021 |[a-zé]{1,6}[ .,;]){0,24}") {
            for item in items(&text) {
                prop_assert_eq!(item.found.span.of(&text), item.found.quote.as_str());
                prop_assert!(item.found.sentence.contains(item.found.span));
            }
        }
    }
}
