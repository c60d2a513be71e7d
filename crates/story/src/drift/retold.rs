//! Two tellings of one story, in other words: which of their facts are the same fact, and which of those differ.
//!
//! Words alone do not say so over two minutes of speech: much is told in both, and much of it with figures. So what
//! agrees is set aside first, and bears witness: "from 15 to 34" and "from 15 to 22" start out as one. A word counts by
//! how seldom the two tellings say it. Only what each side finds the likeliest of the other's is a contradiction.

use super::alike::{agrees, comparable};
use super::clue::Pair;
use super::sides::Sides;
use crate::ledger::Telling;

/// A fact of each telling, by index, that are one fact with two values; and the words they share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Retold {
    pub(super) items: (usize, usize),
    pub(super) what: String,
}

/// Odds above which two facts are told of, between tellings of one story, and between others.
const ONE_STORY: f32 = 0.0;
const STRANGERS: f32 = 4.0;

/// The facts two tellings differ in, in the order of the first.
pub(super) fn retold(texts: (&str, &str), a: &Telling, b: &Telling, kin: bool) -> Vec<Retold> {
    let sides = Sides::new(a, b);
    let agreeing = sides.agreeing();
    let mut likely = Vec::new();
    for (i, one) in a.items.iter().enumerate() {
        for (j, other) in b.items.iter().enumerate() {
            if agrees(one, other) || !comparable(one, other) {
                continue;
            }
            if let Some(pair) = Pair::read(&sides, i, j, &agreeing) {
                likely.push((i, j, pair.odds()));
            }
        }
    }
    let least = if kin || sides.one_story(&agreeing) {
        ONE_STORY
    } else {
        STRANGERS
    };
    let best = |(i, j, odds): &(usize, usize, f32)| {
        let mut rivals = likely.iter().filter(|(x, y, _)| (x == i) != (y == j));
        *odds >= least && rivals.all(|(.., other)| other <= odds)
    };
    let best = likely.iter().filter(|pair| best(pair));
    best.map(|(i, j, _)| Retold {
        items: (*i, *j),
        what: sides.what(texts.0, *i, *j),
    })
    .collect()
}
