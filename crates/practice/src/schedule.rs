//! When something is asked again: FSRS-6, bent towards the interview. What a card asks and how an answer is graded lie elsewhere.
//!
//! Far from an interview FSRS alone decides. In the last two weeks more is wanted than nine in ten; and in the last three days
//! everything comes by once, spread over them. Bending is done when cards are read, so that a moved interview moves it all.

use fsrs::{
    ComputeParametersInput, FSRS, FSRS6_DEFAULT_DECAY, FSRSItem, FSRSReview, MemoryState, compute_parameters,
    current_retrievability,
};
use glidepath_domain::{Grade, Memory, MemoryCard, MemoryKind, Recalled};

use crate::card::id;

/// A day in milliseconds.
pub(crate) const DAY_MS: i64 = 86_400_000;
/// The chance of bringing something back at which it is asked again, far from an interview. Source: `docs/practice.md` §5; FSRS's own default.
pub const RETENTION: f64 = 0.90;
/// The same on the day itself. Source: `docs/practice.md` §5.
pub const RETENTION_AT_INTERVIEW: f64 = 0.96;
/// Days before the interview from which the one rises to the other. Source: `docs/practice.md` §5.
pub const BEND_DAYS: i64 = 14;
/// Days before the interview over which everything is seen once more. Source: `docs/practice.md` §5.
pub const LAST_DAYS: i64 = 3;
/// Soonest that something is asked again: ten minutes.
const SOONEST_MS: i64 = 600_000;
/// Latest: a year.
const LATEST_MS: i64 = 365 * DAY_MS;
/// Of so many cards asked, one is new while there are new ones.
const ONE_NEW_IN: usize = 4;
/// Answers from which on parameters are fitted to a person. Source: `docs/practice.md` §5.
pub const FIT_FROM: usize = 200;

/// Why a card is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was never asked.
    New,
    /// It is about to be forgotten.
    Fading,
    /// The interview is near, and it was not seen in the last days.
    Interview,
}

/// A card to be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Due<'a> {
    /// The card.
    pub card: &'a MemoryCard,
    /// Since when, in UTC milliseconds.
    pub due_ms: i64,
    /// The chance of bringing it back now, 0 to 1; `None` while it was never asked.
    pub chance: Option<f64>,
    /// Why.
    pub why: Why,
}

/// When things are asked again.
#[derive(Debug, Clone)]
pub struct Schedule {
    fsrs: FSRS,
    decay: f32,
    interview_ms: Option<i64>,
}

/// The chance wanted at `now_ms`, where the day of the interview begins at `interview_ms`.
#[must_use]
pub fn retention_target(now_ms: i64, interview_ms: Option<i64>) -> f64 {
    let left = interview_ms
        .map(|day| day.saturating_sub(now_ms))
        .filter(|left| *left > 0);
    let bend = (BEND_DAYS * DAY_MS) as f64;
    let near = left.map_or(0.0, |left| 1.0 - (left as f64 / bend).min(1.0));
    RETENTION + (RETENTION_AT_INTERVIEW - RETENTION) * near
}

impl Schedule {
    /// A schedule with FSRS's own parameters. `interview_ms` is the start of the interview's day in the person's zone, as UTC
    /// milliseconds; `None` while there is none.
    #[must_use]
    pub fn new(interview_ms: Option<i64>) -> Self {
        Self {
            fsrs: FSRS::default(),
            decay: FSRS6_DEFAULT_DECAY,
            interview_ms,
        }
    }

    /// The same with parameters from [`fit`]. Parameters that are none are passed over for FSRS's own.
    #[must_use]
    pub fn fitted(parameters: &[f32], interview_ms: Option<i64>) -> Self {
        match (FSRS::new(parameters), parameters.get(20)) {
            (Ok(fsrs), Some(decay)) if parameters.iter().all(|p| p.is_finite()) => Self {
                fsrs,
                decay: *decay,
                interview_ms,
            },
            _ => Self::new(interview_ms),
        }
    }

    /// The card after one more answer: how firmly it sits now, and when it is due. Memory is reckoned from the whole history, so
    /// answers may come in any order and other parameters need nothing but the same call.
    #[must_use]
    pub fn after(&self, card: &MemoryCard, recalled: Recalled) -> MemoryCard {
        let mut card = card.clone();
        card.asked.push(recalled);
        card.asked.sort_by_key(|recalled| recalled.at_ms);
        let asked_ms = card.asked.last().map_or(recalled.at_ms, |last| last.at_ms);
        let memory = self.memory(&card);
        card.memory = memory;
        let target = retention_target(asked_ms, self.interview_ms) as f32;
        let days = memory.map_or(0.0, |memory| {
            self.fsrs.next_interval(Some(memory.stability as f32), target, 0)
        });
        let wait = ((f64::from(days) * DAY_MS as f64) as i64).clamp(SOONEST_MS, LATEST_MS);
        card.due_ms = asked_ms.saturating_add(wait);
        card.due_ms = self.due_ms(&card, asked_ms);
        card
    }

    /// When a card is due, bent towards the interview as it now stands: a card that was not seen in the last three days before it is
    /// due on one of them at the latest.
    #[must_use]
    pub fn due_ms(&self, card: &MemoryCard, now_ms: i64) -> i64 {
        match self.interview_ms {
            Some(day) if now_ms < day && !seen_since(card, day - LAST_DAYS * DAY_MS) => {
                card.due_ms.min(last_look(card, day))
            }
            _ => card.due_ms,
        }
    }

    /// The cards to ask now, at most `most`: those about to be forgotten first, the least firm of them in front, then those the
    /// interview calls for; every fourth is one never asked, while there are such.
    #[must_use]
    pub fn due<'a>(&self, cards: &'a [MemoryCard], now_ms: i64, most: usize) -> Vec<Due<'a>> {
        let seen = cards.iter().map(|card| self.standing(card, now_ms));
        let (new, mut old): (Vec<Due<'_>>, Vec<Due<'_>>) = seen
            .filter(|due| due.due_ms <= now_ms)
            .partition(|due| due.why == Why::New);
        old.sort_by(|a, b| {
            let later = (a.why == Why::Interview).cmp(&(b.why == Why::Interview));
            let firmer = a.chance.unwrap_or(0.0).total_cmp(&b.chance.unwrap_or(0.0));
            later.then(firmer).then_with(|| id(a.card).cmp(&id(b.card)))
        });
        let mut new = in_turn(new).into_iter();
        let mut old = old.into_iter();
        let mut asked = Vec::new();
        while asked.len() < most {
            let wants_new = asked.len() % ONE_NEW_IN == ONE_NEW_IN - 1;
            let next = if wants_new {
                new.next().or_else(|| old.next())
            } else {
                old.next().or_else(|| new.next())
            };
            let Some(next) = next else { break };
            asked.push(next);
        }
        asked
    }

    /// When the next card falls due that is not due yet; `None` when none will.
    #[must_use]
    pub fn next_ms(&self, cards: &[MemoryCard], now_ms: i64) -> Option<i64> {
        let dues = cards.iter().map(|card| self.due_ms(card, now_ms));
        dues.filter(|due| *due > now_ms).min()
    }

    fn standing<'a>(&self, card: &'a MemoryCard, now_ms: i64) -> Due<'a> {
        let due_ms = self.due_ms(card, now_ms);
        let why = match card.asked.is_empty() && card.memory.is_none() {
            true => Why::New,
            false if card.due_ms <= now_ms => Why::Fading,
            false => Why::Interview,
        };
        Due {
            card,
            due_ms,
            chance: self.chance(card, now_ms),
            why,
        }
    }

    /// The chance of bringing a card back at `now_ms`; `None` while it was never asked.
    #[must_use]
    pub fn chance(&self, card: &MemoryCard, now_ms: i64) -> Option<f64> {
        let state = state(card.memory?)?;
        let last = card.asked.last()?;
        let days = now_ms.saturating_sub(last.at_ms).max(0) as f64 / DAY_MS as f64;
        Some(f64::from(current_retrievability(state, days as f32, self.decay)).clamp(0.0, 1.0))
    }

    fn memory(&self, card: &MemoryCard) -> Option<Memory> {
        let item = FSRSItem { reviews: reviews(card) };
        let state = self.fsrs.memory_state(item, None).ok()?;
        Some(Memory {
            stability: f64::from(state.stability),
            difficulty: f64::from(state.difficulty),
        })
    }
}

/// Parameters fitted to a person's own answers; `None` under 200 of them, and where they do not allow a fit. The same cards give
/// the same parameters.
#[must_use]
pub fn fit(cards: &[MemoryCard]) -> Option<Vec<f32>> {
    if cards.iter().map(|card| card.asked.len()).sum::<usize>() < FIT_FROM {
        return None;
    }
    let (mut train_set, mut card_ids) = (Vec::new(), Vec::new());
    for (number, card) in (0_i64..).zip(cards) {
        let reviews = reviews(card);
        // FSRS learns from each answer with those before it.
        for end in 2..=reviews.len() {
            train_set.push(FSRSItem {
                reviews: reviews[..end].to_vec(),
            });
            card_ids.push(number);
        }
    }
    let input = ComputeParametersInput {
        train_set,
        card_ids: Some(card_ids),
        ..ComputeParametersInput::default()
    };
    let fitted = compute_parameters(input).ok()?;
    fitted.iter().all(|parameter| parameter.is_finite()).then_some(fitted)
}

/// Never-asked cards by turns of their kinds, so that a fresh bank does not begin with eighty of one kind.
fn in_turn(new: Vec<Due<'_>>) -> Vec<Due<'_>> {
    let mut counts = std::collections::BTreeMap::new();
    let mut placed: Vec<(usize, Due<'_>)> = Vec::new();
    for due in new {
        let nth = counts.entry(due.card.kind).or_insert(0_usize);
        placed.push((*nth, due));
        *nth += 1;
    }
    // What tellings were weak on comes before what is merely new.
    let merely_new = |due: &Due<'_>| !matches!(due.card.kind, MemoryKind::Principle | MemoryKind::Finding);
    placed.sort_by_key(|(nth, due)| (*nth, merely_new(due), due.card.kind));
    placed.into_iter().map(|(_, due)| due).collect()
}

fn seen_since(card: &MemoryCard, since_ms: i64) -> bool {
    card.asked.last().is_some_and(|last| last.at_ms >= since_ms)
}

/// The start of that one of the last three days on which this card comes by: told from its name, so that it never changes and the
/// cards spread.
fn last_look(card: &MemoryCard, interview_ms: i64) -> i64 {
    // FNV-1a.
    let hash = id(card).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let day = ((hash >> 32) % LAST_DAYS as u64) as i64;
    interview_ms - (LAST_DAYS - day) * DAY_MS
}

fn reviews(card: &MemoryCard) -> Vec<FSRSReview> {
    let mut before: Option<i64> = None;
    let each = card.asked.iter().map(|recalled| {
        let gap = before.map_or(0, |before| recalled.at_ms.saturating_sub(before).max(0));
        before = Some(recalled.at_ms);
        FSRSReview {
            rating: match recalled.grade {
                Grade::Again => 1,
                Grade::Hard => 2,
                Grade::Good => 3,
                Grade::Easy => 4,
            },
            delta_t: u32::try_from(gap / DAY_MS).unwrap_or(u32::MAX),
        }
    });
    each.collect()
}

fn state(memory: Memory) -> Option<MemoryState> {
    let usable = memory.stability.is_finite() && memory.stability > 0.0 && memory.difficulty.is_finite();
    usable.then_some(MemoryState {
        stability: memory.stability as f32,
        difficulty: memory.difficulty as f32,
    })
}
