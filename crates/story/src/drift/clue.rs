//! What speaks for and against two facts of two tellings being one fact: each clue with its weight.
//!
//! The weights are a logistic regression's, made and checked by `fit`; none of them says anything alone. The clues were
//! chosen from some eighty by what each added for a writer left out.

use std::collections::BTreeSet;

use glidepath_domain::FigureRole;

use super::alike::{agrees, comparable};
use super::measure::Thing;
use super::scale::{SMALL, Scale};
use super::sides::{Agreement, EXACT, Sides};
use crate::ledger::{Amount, Class, Day, Item, Manner, Matter, Motion};

/// Two facts that differ, with what stands around them.
pub(super) struct Pair<'p> {
    one: &'p Item,
    other: &'p Item,
    mine: &'p Manner,
    theirs: &'p Manner,
    scale: Option<Scale>,
    words: f32,
    named: bool,
    beside: usize,
    sure: f32,
    rivals: usize,
    order: f32,
    apart: f32,
}

impl<'p> Pair<'p> {
    /// Gathers what the clues look at; `None` where the indices are of no facts.
    pub(super) fn read(
        sides: &'p Sides<'_>,
        (i, j): (usize, usize),
        agreeing: &[Agreement],
        differing: &[(usize, usize)],
    ) -> Option<Self> {
        let (one, other) = (sides.a.items.get(i)?, sides.b.items.get(j)?);
        let shared = sides.shared(i, j);
        let sures = agreeing.iter().filter(|sure| sure.items.0 == i || sure.items.1 == j);
        Some(Self {
            one,
            other,
            mine: sides.a.manners.get(i)?,
            theirs: sides.b.manners.get(j)?,
            scale: Scale::of(one, other),
            words: shared.values().map(|(weight, _)| weight).sum(),
            named: shared.values().any(|(_, word)| word.name),
            beside: sides.witnesses(i, j, agreeing),
            sure: sures.map(|sure| sure.sure).fold(0.0, f32::max),
            rivals: rivals(sides, (i, j), agreeing, differing),
            order: order((i, j), agreeing),
            apart: (sides.place(sides.a, i) - sides.place(sides.b, j)).abs(),
        })
    }

    /// What each clue says.
    pub(super) fn clues(&self) -> [f32; CLUES.len()] {
        CLUES.map(|(_, clue, _)| clue(self))
    }

    /// How likely the two are one fact, as log odds.
    pub(super) fn odds(&self) -> f32 {
        let clues = self.clues();
        let weighed = clues.iter().zip(&CLUES).map(|(clue, (.., weight))| clue * weight);
        weighed.sum::<f32>() + BIAS
    }

    fn amounts(&self) -> Option<(&Amount, &Amount)> {
        match (&self.one.matter, &self.other.matter) {
            (Matter::Amount(a), Matter::Amount(b)) => Some((a, b)),
            _ => None,
        }
    }

    fn days(&self) -> Option<(&Day, &Day)> {
        match (&self.one.matter, &self.other.matter) {
            (Matter::Day(a), Matter::Day(b)) => Some((a, b)),
            _ => None,
        }
    }

    fn both(&self, class: fn(&Class) -> bool) -> bool {
        self.amounts().is_some_and(|(a, b)| class(&a.class) && class(&b.class))
    }

    fn is_time(&self) -> bool {
        self.both(|class| matches!(class, Class::Time))
    }

    fn ratio(&self) -> f32 {
        self.scale
            .as_ref()
            .map_or(0.0, |scale| (scale.ratio().ln() as f32).min(FAR))
    }
}

/// The pairs of facts that differ and may be one, by index.
pub(super) fn differing(sides: &Sides<'_>) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    for (i, one) in sides.a.items.iter().enumerate() {
        for (j, other) in sides.b.items.iter().enumerate() {
            if !agrees(one, other) && comparable(one, other) {
                list.push((i, j));
            }
        }
    }
    list
}

/// How surely a fact must agree with another to be no rival any more. Set by hand.
const SETTLED: f32 = EXACT + 0.5;

/// How many other facts each of the two may be instead.
fn rivals(sides: &Sides<'_>, pair: (usize, usize), agreeing: &[Agreement], differing: &[(usize, usize)]) -> usize {
    let half = |a: (usize, usize), b: (usize, usize)| (a.0 == b.0) != (a.1 == b.1);
    let loose = |(i, j): (usize, usize)| {
        let scale = sides
            .a
            .items
            .get(i)
            .zip(sides.b.items.get(j))
            .and_then(|(a, b)| Scale::of(a, b));
        scale.is_some_and(|scale| scale.thing != Thing::Same)
    };
    let settled = |of: (usize, usize)| agreeing.iter().any(|sure| sure.sure >= SETTLED && half(sure.items, of));
    let guess = loose(pair);
    let rivals = differing.iter().filter(|rival| half(**rival, pair));
    rivals
        .filter(|rival| (guess || !loose(**rival)) && !settled(**rival))
        .count()
}

/// Whether what agrees surely stands on the same side of both, from -1 to 1.
fn order((i, j): (usize, usize), agreeing: &[Agreement]) -> f32 {
    let others = agreeing
        .iter()
        .filter(|sure| sure.sure >= SURE && sure.items.0 != i && sure.items.1 != j);
    let (mut with, mut against) = (0.0, 0.0);
    for sure in others {
        if (sure.items.0 < i) == (sure.items.1 < j) {
            with += 1.0;
        } else {
            against += 1.0;
        }
    }
    (with - against) / (with + against + 2.0)
}

/// How surely facts must agree to tell the order of a story. Set by hand.
const SURE: f32 = 2.0;
/// The logarithm of the ratio beyond which values are no further apart, and the most that words and agreement count.
const FAR: f32 = 2.5;
const MOST_WORDS: f32 = 4.0;
const MOST_SURE: f32 = 6.0;

fn if_so(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

type Clue = fn(&Pair<'_>) -> f32;

/// The odds of a pair of which no clue says anything.
pub(super) const BIAS: f32 = 0.6;

/// Every clue: what it is called, what it says, and what that weighs.
pub(super) const CLUES: [(&str, Clue, f32); 22] = [
    ("words around both", |pair| pair.words.min(MOST_WORDS), 0.7),
    (
        "words of both clauses",
        |pair| pair.one.topic.shared(&pair.other.topic).min(2.0),
        0.8,
    ),
    ("a name near both", |pair| if_so(pair.named), 0.4),
    ("facts that agree beside both", |pair| pair.beside.min(2) as f32, 1.0),
    ("either agrees with another fact", |pair| pair.sure.min(MOST_SURE), -1.7),
    (
        "other facts either may be",
        |pair| (1.0 + pair.rivals as f32).ln(),
        -1.0,
    ),
    ("the order told", |pair| pair.order, 0.9),
    ("apart in the telling", |pair| pair.apart, -1.3),
    (
        "one was only planned",
        |pair| if_so(pair.mine.planned != pair.theirs.planned),
        -1.1,
    ),
    // "Went live", "was launched".
    (
        "the same end of something",
        |pair| if_so(pair.mine.phase.is_some() && pair.mine.phase == pair.theirs.phase),
        0.6,
    ),
    (
        "whose decision",
        |pair| if_so(matches!(pair.one.matter, Matter::Owner(_))),
        0.5,
    ),
    (
        "money",
        |pair| if_so(pair.both(|class| matches!(class, Class::Money(_)))),
        0.5,
    ),
    (
        "a small count",
        |pair| {
            let small = |scale: &Scale| scale.one.value.min(scale.other.value) <= SMALL;
            let count = pair.both(|class| matches!(class, Class::Of(_) | Class::Money(_)));
            if_so(count && pair.scale.as_ref().is_some_and(small))
        },
        -1.1,
    ),
    (RATIO, |pair| if pair.is_time() { 0.0 } else { pair.ratio() }, -1.3),
    (
        RATIO_OF_TIMES,
        |pair| if pair.is_time() { pair.ratio() } else { 0.0 },
        -1.0,
    ),
    (
        "one is hedged",
        |pair| if_so(pair.amounts().is_some_and(|(a, b)| a.hedged != b.hedged)),
        -0.5,
    ),
    (
        "both moved alike",
        |pair| {
            if_so(
                pair.amounts()
                    .is_some_and(|(a, b)| a.motion == b.motion && a.motion != Motion::Open),
            )
        },
        0.4,
    ),
    (
        "one was reached",
        |pair| {
            let to = |amount: &Amount| amount.motion == Motion::To;
            if_so(!pair.is_time() && pair.amounts().is_some_and(|(a, b)| to(a) != to(b)))
        },
        -0.6,
    ),
    (
        "one was before or after",
        |pair| {
            let scale = |amount: &Amount| amount.role == FigureRole::Scale;
            if_so(pair.amounts().is_some_and(|(a, b)| scale(a) != scale(b)))
        },
        -0.4,
    ),
    (
        "the same year",
        |pair| if_so(pair.days().is_some_and(|(a, b)| a.year.is_some() && a.year == b.year)),
        0.6,
    ),
    (
        "one month and the next",
        |pair| if_so(pair.days().is_some_and(|(a, b)| a.is_next_to(b))),
        -0.7,
    ),
    (
        "dates of other doings",
        |pair| {
            let [mine, theirs] =
                [pair.one, pair.other].map(|item| item.topic.verbs().into_iter().collect::<BTreeSet<_>>());
            let apart = !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(&theirs);
            if_so(pair.days().is_some() && apart)
        },
        -0.6,
    ),
];

/// The clues that say how far apart the values are.
pub(super) const RATIO: &str = "values apart";
pub(super) const RATIO_OF_TIMES: &str = "lengths of time apart";
