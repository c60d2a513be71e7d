//! Things named: the nouns that tell one story from another, by their stems.

use std::ops::Range;

use crate::Case;
use crate::question::stem;

/// The stems of the things named in a range of tokens, in order.
pub fn things<'c>(case: &'c Case<'_>, tokens: Range<usize>) -> impl Iterator<Item = &'c str> {
    tokens
        .filter(|&at| is_thing(case, at))
        .map(|at| stem(case.transcript.tokens.lower(at)))
}

/// True for a noun that is not one of those every story has.
#[must_use]
pub fn is_thing(case: &Case<'_>, at: usize) -> bool {
    let word = case.transcript.tokens.lower(at);
    case.transcript.tokens[at].tag.is_noun()
        && word.len() >= 4
        && !matches!(
            word,
            "year"
                | "years"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "people"
                | "time"
                | "thing"
                | "things"
                | "team"
                | "work"
                | "today"
                | "days"
                | "number"
                | "company"
                | "part"
                | "way"
                | "manager"
                | "lead"
                | "boss"
                | "project"
        )
}
