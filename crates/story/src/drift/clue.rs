//! What speaks for and against two facts of two tellings being one fact: each clue with its weight.
//!
//! The weights are a logistic regression's over the loops tuned on (`tests/data/contradictions`, a, b and e), rounded. So
//! none of them says anything alone: a share, for one, needs more than a count, because a telling has more of them.

use super::alike::before_and_after;
use super::sides::{Agreement, EXACT, Sides};
use crate::ledger::{Amount, Class, Item, Manner, Matter, Motion};

/// Two facts that differ, with what stands around them.
pub(super) struct Pair<'p> {
    one: &'p Item,
    other: &'p Item,
    mine: &'p Manner,
    theirs: &'p Manner,
    words: f32,
    top: f32,
    beside: usize,
    nearby: usize,
    exact: usize,
    loose: usize,
}

impl<'p> Pair<'p> {
    /// Gathers what the clues look at; `None` where the indices are of no facts, or each of them is another's to the letter.
    pub(super) fn read(sides: &'p Sides<'_>, i: usize, j: usize, agreeing: &[Agreement]) -> Option<Self> {
        let (one, other) = (sides.a.items.get(i)?, sides.b.items.get(j)?);
        let (mine, theirs) = (sides.a.manners.get(i)?, sides.b.manners.get(j)?);
        let shared = sides.shared(i, j);
        let words: f32 = shared.values().map(|(weight, _)| weight).sum();
        let sure = |of: &dyn Fn(&Agreement) -> bool| {
            let sure = agreeing.iter().filter(|one| of(one)).map(|one| one.sure);
            sure.fold(0.0, f32::max)
        };
        let sures = [sure(&|one| one.items.0 == i), sure(&|one| one.items.1 == j)];
        // A team is told by its size alone, which may be anybody's.
        let team = matches!(&one.matter, Matter::Amount(amount) if amount.class == Class::Team);
        if !team && sures.iter().any(|sure| *sure >= EXACT && *sure >= words + SURER) {
            return None;
        }
        let exact = sures.iter().filter(|sure| **sure >= EXACT).count();
        let loose = sures.iter().filter(|sure| **sure > 0.0 && **sure < EXACT).count();
        Some(Self {
            one,
            other,
            mine,
            theirs,
            words,
            top: shared.values().map(|(weight, _)| *weight).fold(0.0, f32::max),
            beside: sides.witnesses(i, j, agreeing, 0),
            nearby: sides.witnesses(i, j, agreeing, 1),
            exact,
            loose,
        })
    }

    /// How likely the two are one fact, as log odds; what is worth telling lies above zero.
    pub(super) fn odds(&self) -> f32 {
        CLUES.iter().map(|(clue, weight)| clue(self) * weight).sum::<f32>() + BIAS
    }

    fn amounts(&self) -> Option<(&Amount, &Amount)> {
        match (&self.one.matter, &self.other.matter) {
            (Matter::Amount(a), Matter::Amount(b)) => Some((a, b)),
            _ => None,
        }
    }

    fn class(&self) -> Option<&Class> {
        self.amounts().map(|(a, _)| &a.class)
    }

    fn is_day(&self) -> bool {
        matches!(self.one.matter, Matter::Day(_))
    }

    fn is_count(&self) -> bool {
        matches!(self.class(), Some(Class::Of(_)))
    }

    fn is_time(&self) -> bool {
        matches!(self.class(), Some(Class::Time))
    }
}

/// What the clues of a pair of which nothing is known come to. Set so that one loop left out in turn gave the fewest
/// wrong of both kinds.
const BIAS: f32 = -1.8;
/// How much surer than the words of a pair an exact agreement of either with another fact must be to rule it out.
const SURER: f32 = 1.5;

fn if_so(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

type Clue = fn(&Pair<'_>) -> f32;

/// Every clue and what it weighs.
const CLUES: [(Clue, f32); 21] = [
    // Words around both, and the most telling of them.
    (|pair| pair.words.min(4.0), 1.2),
    (|pair| pair.top.min(1.7), 1.2),
    // Facts that agree beside both, or in the next sentences.
    (|pair| pair.beside.min(2) as f32, 1.6),
    (|pair| pair.nearby.min(3) as f32, 1.0),
    // A name, a day, another word before a shared one. Set by hand, as the short pairs of `tests/gold` ask: the loops
    // have too few of them.
    (|pair| if_so(pair.one.topic.contrasts(&pair.other.topic)), -1.5),
    // Either is something else that the other side tells alike.
    (|pair| pair.loose as f32, -2.0),
    (|pair| pair.exact as f32, -3.0),
    // "Nine wards", "extended to nine wards"; "three strings left".
    (
        |pair| if_so(pair.is_count() && pair.mine.grown != pair.theirs.grown),
        -0.6,
    ),
    (|pair| if_so(pair.mine.planned != pair.theirs.planned), -0.8),
    (
        |pair| {
            let to = |amount: &Amount| amount.motion == Motion::To;
            if_so(!pair.is_time() && pair.amounts().is_some_and(|(a, b)| to(a) != to(b)))
        },
        -1.2,
    ),
    (
        |pair| if_so(pair.amounts().is_some_and(|(a, b)| before_and_after(a, b))),
        -0.7,
    ),
    // What kind of fact it is: of some, a telling has more.
    (|pair| if_so(pair.is_count()), -0.7),
    (
        |pair| if_so(matches!(pair.class(), Some(Class::Percent | Class::Factor))),
        -2.0,
    ),
    (|pair| if_so(pair.is_time()), -0.7),
    (|pair| if_so(matches!(pair.class(), Some(Class::Team))), 2.7),
    (
        |pair| if_so(matches!(pair.one.matter, Matter::Owner(_) | Matter::Post(_))),
        0.8,
    ),
    // "Went live", "was launched": the same end of something.
    (
        |pair| if_so(pair.is_day() && pair.mine.phase.is_some() && pair.mine.phase == pair.theirs.phase),
        1.4,
    ),
    (
        |pair| {
            let phases = pair.mine.phase.is_some() && pair.theirs.phase.is_some();
            if_so(pair.is_day() && phases && pair.mine.phase != pair.theirs.phase)
        },
        -0.9,
    ),
    (|pair| if_so(pair.is_day() && pair.mine.all && pair.theirs.all), 1.2),
    (
        |pair| if_so(pair.is_time() && pair.mine.whole && pair.theirs.whole),
        1.6,
    ),
    // The further apart, the likelier two things.
    (
        |pair| {
            let ratio = |(a, b): (&Amount, &Amount)| (a.share().max(b.share()) / a.share().min(b.share())).ln();
            pair.amounts().map_or(0.0, |pair| ratio(pair) as f32)
        },
        -0.8,
    ),
];
