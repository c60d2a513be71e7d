//! The deck for the day: the fewest stories that serve every principle twice, and of these decks the best. Who asks what is not
//! its business; that is the loop plan's.
//!
//! # Formulation
//!
//! Choose `z[s]` in {0, 1} for each story `s`.
//!
//! 1. *Size.* Least `Σ z[s]` with `Σ z[s] ≥ min(2, n[p])` over the `n[p]` stories that serve `p`, for each principle `p`: one story
//!    to tell and another as backup, or what there is. Where a failure is asked for and there is one, `Σ z[s] ≥ 1` over these.
//! 2. *Worth*, with `Σ z[s]` fixed at that size: least `Σ burden(s) z[s] + 4 Σ lack[p] + Σ over[e]` with
//!    `lack[p] + Σ z[s] ≥ 1` over the stories that are about `p`, and `over[e] ≥ Σ z[s] - half` over the stories of employer `e`.
//! 3. *Order.* Among equals the deck whose places in the list (of the stories that can matter) add up to least: the same
//!    programme, costs scaled so that the sum of places never outweighs one unit of worth.
//!
//! Stories that serve the same principles in the same way for the same employer, and ended alike where that counts, can stand for one another;
//! of such a class only the two of least burden can be in a best deck, since a third would serve no principle. The others
//! are set aside before the solver sees them, which keeps a bank of thousands as small as its variety.

use glidepath_domain::{Date, Outcome, Principle, StoryId};

use crate::kind::{Kind, best_of_each};
use crate::matrix::distinct;
use crate::milp::{Bound, Choice, Programme};
use crate::worth::{MAIN_LACKING, burden, employers};
use crate::{Card, Fit, NewStory, Reason, Shortage, Unsolved};

/// A story to tell and another in case that one was told already.
const TELLINGS: usize = 2;

/// How many principles one new story can be expected to carry. Source: domain §3.
pub(crate) const CARRIES: usize = 3;

/// Stories of different kinds that a deck is chosen from at most.
const MOST_KINDS: usize = 6_000;

/// What a deck is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeckOptions {
    /// Today, for freshness.
    pub today: Date,
    /// Have a story that ended badly, or else one that did in part, if there is one; this may take one story more.
    pub failure: bool,
}

/// Who serves a principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The principle.
    pub principle: Principle,
    /// The story to tell: one that is about it before one that serves it too, a ready one first.
    pub primary: Option<StoryId>,
    /// Another.
    pub backup: Option<StoryId>,
}

/// The smallest set of stories for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deck {
    /// The stories, in the order of the cards.
    pub stories: Vec<StoryId>,
    /// One for each principle, in the order given.
    pub cover: Vec<Cover>,
    /// What is lacking, where some principle has no story or no backup. The deck covers the rest all the same.
    pub short: Option<Shortage>,
}

/// The smallest deck that serves every principle with a story and another as backup, and the best of those.
///
/// # Errors
///
/// [`Unsolved`] where the stories are too many and too different to choose from exactly.
pub fn deck(cards: &[Card], needed: &[Principle], options: &DeckOptions) -> Result<Deck, Unsolved> {
    let needed = distinct(needed);
    let ending = wanted_ending(cards, options);
    let kept = set_aside(cards, &needed, ending, options.today);
    if kept.len() > MOST_KINDS {
        return Err(Unsolved::TooLarge {
            choices: kept.len(),
            most: MOST_KINDS,
        });
    }
    let failing: Vec<usize> = (0..kept.len())
        .filter(|&k| ending.is_some() && cards[kept[k]].outcome == ending)
        .collect();
    let size = size(cards, &kept, &needed, &failing)?;
    let chosen = best_of_size(cards, &kept, &needed, &failing, size, options.today)?;
    Ok(Deck {
        stories: chosen.iter().map(|&at| cards[at].id.clone()).collect(),
        cover: needed
            .iter()
            .map(|&principle| cover(cards, &chosen, principle, options.today))
            .collect(),
        short: shortage(cards, &needed),
    })
}

/// How the story ended that the deck has to hold: badly, or else in part; `None` where nothing is asked for or there is none.
fn wanted_ending(cards: &[Card], options: &DeckOptions) -> Option<Outcome> {
    [Outcome::Failure, Outcome::Mixed]
        .into_iter()
        .filter(|_| options.failure)
        .find(|&outcome| cards.iter().any(|card| card.outcome == Some(outcome)))
}

/// The places of the stories that can matter, in order.
fn set_aside(cards: &[Card], needed: &[Principle], ending: Option<Outcome>, today: Date) -> Vec<usize> {
    best_of_each(
        cards,
        today,
        |card| Kind::of(card, needed, ending.is_some() && card.outcome == ending),
        |kind| {
            if kind.marked || kind.serves_any() { TELLINGS } else { 0 }
        },
    )
}

/// One choice for each kept story and the rows that make a deck of them.
fn covering(
    cards: &[Card],
    kept: &[usize],
    needed: &[Principle],
    failing: &[usize],
    cost: impl Fn(usize) -> i32,
) -> (Programme, Vec<Choice>) {
    let mut programme = Programme::default();
    let story: Vec<Choice> = kept.iter().map(|&at| programme.yes(cost(at))).collect();
    for &principle in needed {
        let serving: Vec<Choice> = (0..kept.len())
            .filter(|&k| cards[kept[k]].fit(principle).is_some())
            .map(|k| story[k])
            .collect();
        let least = serving.len().min(TELLINGS);
        programme.sum(serving, Bound::AtLeast(least as i32));
    }
    if !failing.is_empty() {
        programme.sum(failing.iter().map(|&k| story[k]), Bound::AtLeast(1));
    }
    (programme, story)
}

fn impossible() -> Unsolved {
    Unsolved::Solver("a deck that takes every story was called impossible".to_owned())
}

fn size(cards: &[Card], kept: &[usize], needed: &[Principle], failing: &[usize]) -> Result<i32, Unsolved> {
    let (programme, story) = covering(cards, kept, needed, failing, |_| 1);
    let answer = programme.solve()?.ok_or_else(impossible)?;
    Ok(story.iter().map(|&choice| answer.value(choice)).sum())
}

/// The best deck of `size` stories, as places among the cards, in order.
fn best_of_size(
    cards: &[Card],
    kept: &[usize],
    needed: &[Principle],
    failing: &[usize],
    size: i32,
    today: Date,
) -> Result<Vec<usize>, Unsolved> {
    // The kept stories' own order stands for their places: it is the same order, and its sums stay small.
    let scale = 1 + size * kept.len() as i32;
    let place = |at: usize| kept.binary_search(&at).unwrap_or(0) as i32;
    let (mut programme, story) = covering(cards, kept, needed, failing, |at| {
        burden(&cards[at], today) * scale + place(at)
    });
    programme.sum(story.iter().copied(), Bound::Exactly(size));
    for &principle in needed {
        let mut about: Vec<Choice> = (0..kept.len())
            .filter(|&k| cards[kept[k]].fit(principle) == Some(Fit::Main))
            .map(|k| story[k])
            .collect();
        if !about.is_empty() {
            about.push(programme.yes(MAIN_LACKING * scale));
            programme.sum(about, Bound::AtLeast(1));
        }
    }
    let half = size.div_euclid(2) + size % 2;
    for own in employers(cards, kept) {
        if own.len() as i32 > half {
            let over = programme.number(scale, size);
            let mut terms: Vec<(Choice, i32)> = own.iter().map(|&k| (story[k], 1)).collect();
            terms.push((over, -1));
            programme.row(terms, Bound::AtMost(half));
        }
    }
    let answer = programme.solve()?.ok_or_else(impossible)?;
    Ok((0..kept.len())
        .filter(|&k| answer.takes(story[k]))
        .map(|k| kept[k])
        .collect())
}

fn cover(cards: &[Card], chosen: &[usize], principle: Principle, today: Date) -> Cover {
    let mut serving: Vec<usize> = chosen
        .iter()
        .copied()
        .filter(|&at| cards[at].fit(principle).is_some())
        .collect();
    serving.sort_by_key(|&at| {
        (
            !cards[at].is_ready(),
            std::cmp::Reverse(cards[at].fit(principle)),
            burden(&cards[at], today),
            at,
        )
    });
    let mut serving = serving.into_iter().map(|at| cards[at].id.clone());
    Cover {
        principle,
        primary: serving.next(),
        backup: serving.next(),
    }
}

/// What is lacking, in closed form. `d[p]` stories lack for principle `p`, and a new story takes each principle once and three in
/// all, so no fewer than `max(max d, ⌈Σ d / 3⌉)` do. So many do suffice: deal the lacking principles out in turn, equal ones
/// next to each other, and no story gets one twice or more than three.
fn shortage(cards: &[Card], needed: &[Principle]) -> Option<Shortage> {
    let mut lacking: Vec<Principle> = Vec::new();
    let mut why = Vec::new();
    let mut deepest = 0;
    for &principle in needed {
        let have = cards.iter().filter(|card| card.fit(principle).is_some()).count();
        let lack = TELLINGS.saturating_sub(have);
        if lack > 0 {
            why.push(Reason::TooFewFor {
                principle,
                needed: TELLINGS as u32,
                have: have as u32,
            });
            lacking.extend(std::iter::repeat_n(principle, lack));
            deepest = deepest.max(lack);
        }
    }
    let fewest = deepest.max(lacking.len().div_ceil(CARRIES));
    let new: Vec<NewStory> = (0..fewest)
        .map(|first| NewStory {
            principles: lacking.iter().copied().skip(first).step_by(fewest).collect(),
        })
        .collect();
    (fewest > 0).then_some(Shortage {
        fewest_new: fewest as u32,
        new,
        why,
    })
}
