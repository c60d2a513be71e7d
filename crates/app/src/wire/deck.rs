//! The public shapes of the deck and of the loop planned over it.

use glidepath_domain::{Principle, StoryId};
use glidepath_plan::{LoopOutcome, LoopPlan, Pick, Shortage};
use serde::Serialize;

use crate::deck::Decked;

/// Schema name of [`DeckOut`].
pub const DECK_SCHEMA: &str = "glidepath.deck/1";

/// A deck, and the loop over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeckOut {
    /// Always [`DECK_SCHEMA`].
    pub schema: &'static str,
    /// How many stories the bank holds.
    pub bank: usize,
    /// The stories of the deck, in the bank's order.
    pub stories: Vec<TitledOut>,
    /// Who serves each principle.
    pub cover: Vec<CoverOut>,
    /// What is lacking for the deck; null where nothing is.
    pub lacking: Option<LackingOut>,
    /// The loop; null where no interviewer was named.
    #[serde(rename = "loop")]
    pub looped: Option<LoopOut>,
}

/// A story by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TitledOut {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Who serves a principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverOut {
    /// The principle's slug.
    pub principle: &'static str,
    /// The story to tell.
    pub primary: Option<TitledOut>,
    /// Another.
    pub backup: Option<TitledOut>,
}

/// The fewest new stories, and why they are needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LackingOut {
    /// How many; with one fewer it cannot be done.
    pub fewest_new: u32,
    /// One way to choose them: the principles each has to serve.
    pub new: Vec<Vec<&'static str>>,
    /// The demands in conflict.
    pub why: Vec<WhyOut>,
}

/// A demand in conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyOut {
    /// Stable, in kebab case.
    pub code: &'static str,
    /// The same in words.
    pub says: String,
}

/// A loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoopOut {
    /// Whether it can be done with the stories there are.
    pub feasible: bool,
    /// Every question, in the order of the interviewers.
    pub seats: Vec<SeatOut>,
    /// What is lacking; null where it can be done.
    pub lacking: Option<LackingOut>,
}

/// A question of the loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatOut {
    /// Who asks.
    pub interviewer: String,
    /// What for.
    pub principle: &'static str,
    /// Which of their questions about it, from 1.
    pub question: u32,
    /// What is told.
    pub told: PickOut,
    /// What stands by.
    pub backup: Option<PickOut>,
}

/// A story there is, or one that is lacking: the number of it in the list of new ones, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PickOut {
    /// One there is.
    Story(TitledOut),
    /// One that is lacking.
    New {
        /// Its number.
        new: usize,
    },
}

impl DeckOut {
    /// A deck.
    #[must_use]
    pub fn of(decked: &Decked) -> Self {
        let titled = |id: &StoryId| titled(decked, id);
        Self {
            schema: DECK_SCHEMA,
            bank: decked.cards.len(),
            stories: decked.deck.stories.iter().map(titled).collect(),
            cover: decked
                .deck
                .cover
                .iter()
                .map(|cover| CoverOut {
                    principle: cover.principle.slug(),
                    primary: cover.primary.as_ref().map(titled),
                    backup: cover.backup.as_ref().map(titled),
                })
                .collect(),
            lacking: decked.deck.short.as_ref().map(lacking),
            looped: decked.looped.as_ref().map(|outcome| match outcome {
                LoopOutcome::Planned(plan) => LoopOut {
                    feasible: true,
                    seats: seats(decked, plan),
                    lacking: None,
                },
                LoopOutcome::Infeasible { shortage, filled } => LoopOut {
                    feasible: false,
                    seats: seats(decked, filled),
                    lacking: Some(lacking(shortage)),
                },
            }),
        }
    }
}

fn titled(decked: &Decked, id: &StoryId) -> TitledOut {
    TitledOut {
        id: id.0.clone(),
        title: decked.card(id).map(|card| card.title.clone()).unwrap_or_default(),
    }
}

fn lacking(shortage: &Shortage) -> LackingOut {
    let slugs = |principles: &[Principle]| principles.iter().map(|principle| principle.slug()).collect();
    LackingOut {
        fewest_new: shortage.fewest_new,
        new: shortage.new.iter().map(|story| slugs(&story.principles)).collect(),
        why: shortage
            .why
            .iter()
            .map(|reason| WhyOut {
                code: reason.code(),
                says: reason.say(),
            })
            .collect(),
    }
}

fn seats(decked: &Decked, plan: &LoopPlan) -> Vec<SeatOut> {
    let pick = |pick: &Pick| match pick {
        Pick::Story(id) => PickOut::Story(titled(decked, id)),
        Pick::New(number) => PickOut::New { new: number + 1 },
    };
    let name = |at: usize| {
        decked
            .asked
            .interviewers
            .get(at)
            .map(|who| who.name.clone())
            .unwrap_or_default()
    };
    plan.seats
        .iter()
        .map(|seat| SeatOut {
            interviewer: name(seat.interviewer),
            principle: seat.principle.slug(),
            question: seat.question + 1,
            told: pick(&seat.told),
            backup: seat.backup.as_ref().map(pick),
        })
        .collect()
}
