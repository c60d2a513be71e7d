//! Two tellings of one story, in other words: which of their facts are the same fact, and which of those differ.
//!
//! Words alone do not say so over two minutes of speech: much is told in both, and much of it with figures. So what
//! agrees is set aside first, and bears witness: "from 15 to 34" and "from 15 to 22" start out as one. A word counts by
//! how seldom the two tellings say it. Only what each side finds the likeliest of the other's is a contradiction.

use super::clue::{Pair, differing};
use super::sides::Sides;
use crate::ledger::Telling;

/// A fact of each telling, by index, that are one fact with two values; and the words they share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Retold {
    pub(super) items: (usize, usize),
    pub(super) what: String,
}

/// Odds above which the likeliest is told of, between tellings of one story, and between others. The first was chosen with
/// the writers left out one by one (`super::fit`), the second set by hand.
pub(super) const ONE_STORY: f32 = -0.25;
const STRANGERS: f32 = 4.0;
/// How much more it takes to tell of a second one: a person seldom contradicts two things of a story at once. Chosen like the
/// first.
const FURTHER: f32 = 3.0;

/// The facts two tellings differ in, in the order of the first.
pub(super) fn retold(texts: (&str, &str), a: &Telling, b: &Telling, kin: bool) -> Vec<Retold> {
    let sides = Sides::new(a, b);
    let agreeing = sides.agreeing();
    let differing = differing(&sides);
    let read = |pair: &(usize, usize)| Some((*pair, Pair::read(&sides, *pair, &agreeing, &differing)?.odds()));
    let likely: Vec<Likely> = differing.iter().filter_map(read).collect();
    let least = if kin || sides.one_story(&agreeing) {
        ONE_STORY
    } else {
        STRANGERS
    };
    let mut found = likeliest(&likely, least);
    found.sort_unstable();
    found
        .into_iter()
        .map(|(i, j)| Retold {
            items: (i, j),
            what: sides.what(texts.0, i, j),
        })
        .collect()
}

/// A fact of each telling, by index, and the odds that they are one.
pub(super) type Likely = ((usize, usize), f32);

/// The likeliest pairs, each fact in one of them, the likeliest first; of any more, those that are much likelier than `least`.
pub(super) fn likeliest(likely: &[Likely], least: f32) -> Vec<(usize, usize)> {
    let mut sorted: Vec<&Likely> = likely.iter().collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut apart: Vec<&Likely> = Vec::new();
    for pair in sorted {
        if apart.iter().all(|one| one.0.0 != pair.0.0 && one.0.1 != pair.0.1) {
            apart.push(pair);
        }
    }
    let told = apart.iter().enumerate().filter(|(at, (_, odds))| {
        let least = if *at == 0 { least } else { least + FURTHER };
        *odds >= least
    });
    told.map(|(_, (items, _))| *items).collect()
}

#[cfg(test)]
mod tests {
    use super::retold;
    use crate::ledger::telling;

    fn told(a: &str, b: &str) -> Vec<(String, String)> {
        let (one, other) = (telling(a), telling(b));
        let quote = |items: &[crate::ledger::Item], at: usize| items[at].found.quote.clone();
        retold((a, b), &one, &other, true)
            .into_iter()
            .map(|found| (quote(&one.items, found.items.0), quote(&other.items, found.items.1)))
            .collect()
    }

    const FLOOD: &str =
        "The cellar flooded in the night. Pumping it dry took two days. We lost 400 files to the water.";

    #[test]
    fn what_agrees_bears_witness_for_what_does_not() {
        let other =
            "After the flood the cellar was pumped dry within two days. In the end 150 files were lost to the water.";
        assert_eq!(told(FLOOD, other), [("400 files".to_owned(), "150 files".to_owned())]);
    }

    #[test]
    fn the_same_told_loosely_is_the_same() {
        let other = "The cellar was dry after 48 hours of pumping. Nearly four hundred files were lost to the water.";
        assert_eq!(told(FLOOD, other), []);
        assert_eq!(told(FLOOD, FLOOD), []);
    }

    #[test]
    fn other_things_of_a_story_are_left_alone() {
        let other = "The insurer sent three people to the cellar. They wrote 26 pages about the shelves.";
        assert_eq!(told(FLOOD, other), []);
        assert_eq!(told("", FLOOD), []);
    }
}
