//! Which tellings of a loop are of one story, by what they name and count. What changed between two tellings is found by
//! `glidepath-story`.
//!
//! One person speaks of one trade, so a word that many of the tellings hold says little; what two of them alone hold says much.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{Principle, Retold, Span};
use glidepath_text::Tag;

use crate::anywhere::is_stem_of_anywhere;
use crate::heard::{Heard, attempt, stem};
use crate::numbers::numbers;

/// What was told to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// Which round, from 0.
    pub round: usize,
    /// Which of its exchanges, from 0.
    pub exchange: usize,
    /// The principle it was told for; `None` for a technical question.
    pub principle: Option<Principle>,
    /// The words.
    pub text: &'a str,
}

/// The share of what the scantier telling says that two tellings of one story have in common at least. Fitted on ten loops of six
/// tellings each (`tests/loop/told_twice.rs`), as are the weights below; from 0.15 to 0.17 it makes no difference there.
const ALIKE: f64 = 0.155;

/// The same where there are too few tellings to say which words are this person's daily ones.
const ALIKE_AMONG_FEW: f64 = 0.22;

/// Fewer tellings than this are few.
const FEW: usize = 4;

/// What two tellings have in common at least, however little the scantier says: two names that nobody else has, or so. Set below the least of
/// those ten loops, and above two stories of one employer in the sample loop.
const LEAST: f64 = 4.2;

/// Different content words that make a story; less has nothing to be known again by. Set by hand.
const FEWEST: usize = 12;

/// What a name weighs, a number beyond a dozen, another number, a word that not any company has, and one that any has.
const NAME: f64 = 2.0;
const NUMBER: f64 = 1.5;
const SMALL_NUMBER: f64 = 0.3;
const WORD: f64 = 1.0;
const WORD_OF_ANY: f64 = 0.3;

/// The largest number that is said of anything: "two of us", "ten days".
const SMALL: f64 = 12.0;

/// The most words that say what a story is about.
const MOST_NAMED: usize = 3;

/// Which story each telling is of, numbered from 0 in the order of their first tellings. What is too short to be a story is one by
/// itself.
#[must_use]
pub fn stories(told: &[Told<'_>]) -> Vec<usize> {
    let traits: Vec<Traits> = told.iter().map(|one| Traits::of(one.text)).collect();
    numbered(&traits)
}

/// Stories that were told more than once, each further telling against the first, in order.
#[must_use]
pub fn retold(told: &[Told<'_>]) -> Vec<Retold> {
    let traits: Vec<Traits> = told.iter().map(|one| Traits::of(one.text)).collect();
    let mut first: BTreeMap<usize, (&Told<'_>, &Traits)> = BTreeMap::new();
    let mut found = Vec::new();
    for ((again, its), story) in told.iter().zip(&traits).zip(numbered(&traits)) {
        let (before, known) = first.entry(story).or_insert((again, its));
        if (before.round, before.exchange) != (again.round, again.exchange) {
            found.push(Retold {
                first: (before.round, before.exchange),
                again: (again.round, again.exchange),
                same_principle: before.principle.filter(|principle| again.principle == Some(*principle)),
                what: known.in_common(its),
            });
        }
    }
    found
}

/// What a telling can be known again by.
struct Traits {
    /// Stems, names and numbers with what each weighs.
    weights: BTreeMap<String, f64>,
    /// The words for them as they were first said, in order.
    said: Vec<(String, String)>,
    /// Whether there is enough of it.
    is_story: bool,
}

impl Traits {
    fn of(text: &str) -> Self {
        let attempt = attempt(text);
        let heard = Heard::of(&attempt);
        let mut weights = BTreeMap::new();
        let mut said = Vec::new();
        let mut seen = BTreeSet::new();
        let digits = |stem: &&str| stem.starts_with(|c: char| c.is_ascii_digit());
        for stem in heard.stems().into_iter().filter(|stem| !digits(stem)) {
            weights.insert(
                stem.to_owned(),
                if is_stem_of_anywhere(stem) { WORD_OF_ANY } else { WORD },
            );
        }
        let is_story = weights.len() >= FEWEST;
        for name in heard.names() {
            weights.insert(stem(&name), NAME);
        }
        // A story is called by its things and people, and not by its numbers or months.
        let counted = heard.read.figures.iter().map(|figure| figure.span);
        let counted: Vec<Span> = counted
            .chain(heard.read.not_figures.iter().map(|number| number.span))
            .collect();
        for (index, token) in heard.read.tokens.iter().enumerate() {
            let stem = stem(heard.word(index));
            let named = matches!(token.tag, Tag::Noun | Tag::NounPlural | Tag::Name) && token.span.len() > 2;
            let number = || counted.iter().any(|span| span.overlaps(token.span));
            if named && weights.contains_key(&stem) && !number() && seen.insert(stem.clone()) {
                said.push((stem, token.span.of(text).to_owned()));
            }
        }
        for number in numbers(&heard).into_keys() {
            let small = number.parse().is_ok_and(|value: f64| value <= SMALL);
            weights.insert(format!("#{number}"), if small { SMALL_NUMBER } else { NUMBER });
        }
        Self {
            weights,
            said,
            is_story,
        }
    }

    /// Words that say what this story and another telling of it are about: the weightiest both hold, as this one said them.
    fn in_common(&self, other: &Self) -> String {
        let weight = |stem: &str| self.weights.get(stem).copied().unwrap_or_default();
        let shared = self.said.iter().filter(|(stem, _)| other.weights.contains_key(stem));
        let mut shared: Vec<&(String, String)> = shared.collect();
        // Where none is weighty the first ones stand: the sort keeps their order.
        shared.sort_by(|(a, _), (b, _)| weight(b).total_cmp(&weight(a)));
        let chosen: BTreeSet<&str> = shared.iter().take(MOST_NAMED).map(|(stem, _)| stem.as_str()).collect();
        let chosen = self.said.iter().filter(|(stem, _)| chosen.contains(stem.as_str()));
        chosen.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// A story's number for each telling.
fn numbered(traits: &[Traits]) -> Vec<usize> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in traits.iter().flat_map(|one| one.weights.keys()) {
        *times.entry(name).or_default() += 1;
    }
    // What two tellings hold keeps its weight; each further one takes from it.
    let weight = |(name, weight): (&String, &f64)| {
        let others = times
            .get(name.as_str())
            .map_or(1, |times| times.saturating_sub(1))
            .max(1);
        weight / others as f64
    };
    let alike = if traits.len() < FEW { ALIKE_AMONG_FEW } else { ALIKE };
    let same = |one: &Traits, other: &Traits| {
        let all = |of: &Traits| of.weights.iter().map(weight).sum::<f64>();
        let shared = one.weights.iter().filter(|(name, _)| other.weights.contains_key(*name));
        let shared: f64 = shared.map(weight).sum();
        let least = (alike * all(one).min(all(other))).max(LEAST);
        one.is_story && other.is_story && shared >= least
    };
    // A telling joins every story of which it is like one telling, and so makes them one.
    let mut stories: Vec<usize> = (0..traits.len()).collect();
    for (at, one) in traits.iter().enumerate() {
        for (before, other) in traits.iter().enumerate().take(at) {
            let (Some(new), Some(old)) = (stories.get(at).copied(), stories.get(before).copied()) else {
                continue;
            };
            if new != old && same(one, other) {
                let (least, most) = (new.min(old), new.max(old));
                stories
                    .iter_mut()
                    .filter(|story| **story == most)
                    .for_each(|story| *story = least);
            }
        }
    }
    // Numbers without gaps, in the order of first tellings.
    let mut seen: Vec<usize> = Vec::new();
    let mut number = |story: usize| {
        seen.iter().position(|known| *known == story).unwrap_or_else(|| {
            seen.push(story);
            seen.len() - 1
        })
    };
    stories.into_iter().map(&mut number).collect()
}
