//! How much of a question is about this team and no other: nouns that not any company has, names, figures, dates, and what stands in
//! the job description too.

use std::collections::BTreeSet;

use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind};

use super::team::TeamWords;
use crate::anywhere::is_anywhere;
use crate::heard::{Heard, attempt, stem};
use crate::numbers::numbers;

/// What a noun that any company has not weighs. Two of them make a question specific, one with something beside it too. Set by hand.
const NOUN: f64 = 0.6;

/// The more where the job description has it. Set by hand.
const OF_THE_JOB: f64 = 0.5;

/// What a name, or a figure beyond a dozen, weighs. Set by hand.
const NAME: f64 = 1.0;

/// What a day or a month with a name weighs. Set by hand.
const DATE: f64 = 0.4;

/// Numbers that are said of anything: "two things", "five years".
const SMALL: f64 = 12.0;

/// What is this team's own in a question.
pub(super) struct Specific {
    /// How much, in all.
    pub(super) weight: f64,
    /// Words that are not met anywhere, in order.
    pub(super) rare: Vec<Span>,
    /// How many different words or figures the job description has too.
    pub(super) of_the_job: usize,
}

/// Weighs a question.
pub(super) fn specific(heard: &Heard<'_>, team: &TeamWords) -> Specific {
    let mut found = Specific {
        weight: 0.0,
        rare: Vec::new(),
        of_the_job: 0,
    };
    let opens: BTreeSet<usize> = heard
        .read
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.start)
        .collect();
    let counted = numbers(heard);
    for (figure, span) in &counted {
        let known = team.figures.contains(figure);
        if known || figure.parse().map_or(true, |value: f64| value > SMALL) {
            found.weight += NAME;
            // A number by itself is nothing to quote; one with its unit is.
            found
                .rare
                .extend(heard.read.figures.iter().map(|one| one.span).find(|one| one == span));
        }
        found.of_the_job += usize::from(known);
    }
    let mut seen = BTreeSet::new();
    for (index, token) in heard.read.tokens.iter().enumerate() {
        let word = heard.word(index);
        if !seen.insert(stem(word)) || counted.values().any(|span| span.overlaps(token.span)) {
            continue;
        }
        let noun = matches!(token.tag, Tag::Noun | Tag::NounPlural | Tag::Name);
        if token.kind != TokenKind::Word || !noun || word.len() < 3 {
            continue;
        }
        let capital = token.span.of(heard.read.text).starts_with(char::is_uppercase) && !opens.contains(&index);
        if team.company.as_deref() == Some(word) {
            continue;
        }
        if capital && is_calendar(token.span.of(heard.read.text)) {
            found.weight += DATE;
            continue;
        }
        if capital {
            found.weight += NAME;
            found.rare.push(token.span);
        } else if !is_anywhere(word) {
            found.weight += NOUN;
            found.rare.push(token.span);
        } else {
            continue;
        }
        if team.stems.contains(&stem(word)) {
            found.weight += OF_THE_JOB;
            found.of_the_job += 1;
        }
    }
    if team.says(heard) {
        found.weight += NAME;
        found.of_the_job += 2;
    }
    found
}

/// Whether a word with a capital is a day or a month.
fn is_calendar(word: &str) -> bool {
    let attempt = attempt(word);
    !Heard::of(&attempt).occasions().is_empty()
}
