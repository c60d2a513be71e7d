//! The public shape of a loop. What a candidate would not be told beforehand (who looks for what, what an interviewer is like, which
//! questions are still to come, what a follow-up aims at) is null, empty or left out until the loop is over.

use glidepath_content::persona;
use glidepath_domain::{Drill, Exchange, Loop, LoopState, Principle, Round, Seat, Turn};
use serde::Serialize;

use super::slugs;
use crate::Kept;

/// Schema name of [`MockLoopOut`].
pub const LOOP_SCHEMA: &str = "glidepath.loop/1";

/// A loop as its candidate may see it. Rounds, exchanges and turns are counted from 0, here and in a debrief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MockLoopOut {
    /// Always [`LOOP_SCHEMA`].
    pub schema: &'static str,
    /// Its name; empty for a plan that was not begun.
    pub id: String,
    /// Its version, from 1; 0 for a plan.
    pub version: i64,
    /// When it was made, in UTC milliseconds; 0 for a plan.
    pub created_ms: i64,
    /// When it was last written; 0 for a plan.
    pub updated_ms: i64,
    /// As the candidate calls it; empty for none.
    pub name: String,
    /// `sde`, `pm`, `em`, `data`, `ops`, or null.
    pub role: Option<&'static str>,
    /// `L4` to `L8`, or null.
    pub level: Option<&'static str>,
    /// The job description, word for word; empty for none.
    pub job: String,
    /// `running`, `done` or `left`.
    pub state: &'static str,
    /// The round that is on or comes next; null when the loop is over.
    pub at: Option<usize>,
    /// Slugs of the principles that are looked for; by whom, is said when it is over.
    pub scope: Vec<&'static str>,
    /// Its rounds, in order.
    pub rounds: Vec<RoundOut>,
}

/// One interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundOut {
    /// Who asks.
    pub seat: RoundSeatOut,
    /// How long it is.
    pub minutes: u32,
    /// `waiting`, `asking`, `closing`, `done` or `left`.
    pub state: &'static str,
    /// The questions asked so far; all of them, those that were not asked too, when the loop is over.
    pub exchanges: Vec<ExchangeOut>,
    /// What the candidate asked at the end.
    pub own_questions: Vec<String>,
}

/// Who sits in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundSeatOut {
    /// `peer`, `technical`, `manager`, `partner` or `bar-raiser`.
    pub chair: &'static str,
    /// What the interviewer is called.
    pub name: String,
    /// What they are; empty where a person sits.
    pub title: String,
    /// Whether a person sits here.
    pub human: bool,
    /// The persona's slug; empty until the loop is over, and where a person sits.
    pub persona: String,
    /// What the persona looks for and why; null until the loop is over, and where a person sits.
    pub about: Option<String>,
    /// Slugs of what is looked for; empty until the loop is over.
    pub principles: Vec<&'static str>,
}

/// One question with its follow-ups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExchangeOut {
    /// The bank's name of the question; empty for words of somebody's own.
    pub question: String,
    /// What was asked.
    pub asked: String,
    /// Which principle it was for; null until the loop is over, and for a technical question.
    pub principle: Option<&'static str>,
    /// The drill that holds it, which `practice show` shows when the loop is over; empty where it was not asked.
    pub drill: String,
    /// The answer, then each follow-up; empty where it was not asked.
    pub turns: Vec<LoopTurnOut>,
}

/// What was asked and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoopTurnOut {
    /// What was asked.
    pub asked: String,
    /// `clarify`, `evidence`, `alternative`, `failure`, `challenge`, `counterfactual`; null for the question itself and until the loop is over.
    pub layer: Option<&'static str>,
    /// `open`, `said` or `passed`.
    pub reply: &'static str,
    /// The words said, to which spans of a debrief refer.
    pub text: String,
    /// How long it took by the clock, or null.
    pub took_ms: Option<u64>,
}

impl MockLoopOut {
    /// The public shape of a loop; `drills` are those of its exchanges, round by round.
    #[must_use]
    pub fn of(kept: &Kept<Loop>, drills: &[Vec<Option<Kept<Drill>>>]) -> Self {
        Self {
            id: kept.id.clone(),
            version: kept.version,
            created_ms: kept.created_ms,
            updated_ms: kept.updated_ms,
            ..Self::of_held(&kept.value, drills)
        }
    }

    /// The public shape of a plan: a loop that was not begun.
    #[must_use]
    pub fn of_plan(plan: &Loop) -> Self {
        Self::of_held(plan, &[])
    }

    fn of_held(held: &Loop, drills: &[Vec<Option<Kept<Drill>>>]) -> Self {
        let over = held.state != LoopState::Running;
        let rounds = held.rounds.iter().enumerate().map(|(at, round)| {
            let told = drills.get(at).map_or(&[][..], Vec::as_slice);
            round_out(round, told, over)
        });
        Self {
            schema: LOOP_SCHEMA,
            id: String::new(),
            version: 0,
            created_ms: 0,
            updated_ms: 0,
            name: held.name.clone(),
            role: held.role.map(glidepath_domain::Role::slug),
            level: held.level.map(glidepath_domain::Level::slug),
            job: held.job.clone(),
            state: held.state.slug(),
            at: held.current(),
            scope: slugs(&held.scope, Principle::slug),
            rounds: rounds.collect(),
        }
    }
}

fn round_out(round: &Round, told: &[Option<Kept<Drill>>], over: bool) -> RoundOut {
    let shown = round.exchanges.iter().enumerate();
    let shown = shown.filter(|(_, exchange)| over || !exchange.drill.is_empty());
    RoundOut {
        seat: seat_out(&round.seat, over),
        minutes: round.minutes,
        state: round.state.slug(),
        exchanges: shown
            .map(|(at, exchange)| exchange_out(exchange, told.get(at).and_then(Option::as_ref), over))
            .collect(),
        own_questions: round.own_questions.clone(),
    }
}

fn seat_out(seat: &Seat, over: bool) -> RoundSeatOut {
    let sits = persona(&seat.persona).filter(|_| !seat.is_human());
    RoundSeatOut {
        chair: seat.chair.slug(),
        name: sits.map_or_else(|| seat.person.clone(), |persona| persona.name.clone()),
        title: sits.map(|persona| persona.title.clone()).unwrap_or_default(),
        human: seat.is_human(),
        persona: sits
            .filter(|_| over)
            .map(|persona| persona.slug.to_owned())
            .unwrap_or_default(),
        about: sits.filter(|_| over).map(|persona| persona.about.clone()),
        principles: if over {
            slugs(&seat.principles, Principle::slug)
        } else {
            Vec::new()
        },
    }
}

fn exchange_out(exchange: &Exchange, drill: Option<&Kept<Drill>>, over: bool) -> ExchangeOut {
    let turns = drill.map_or(&[][..], |kept| kept.value.turns.as_slice());
    ExchangeOut {
        question: exchange.question.clone(),
        asked: exchange.asked.clone(),
        principle: exchange.principle.filter(|_| over).map(Principle::slug),
        drill: exchange.drill.clone(),
        turns: turns.iter().map(|turn| turn_out(turn, over)).collect(),
    }
}

fn turn_out(turn: &Turn, over: bool) -> LoopTurnOut {
    LoopTurnOut {
        asked: turn.asked.clone(),
        layer: turn.layer.filter(|_| over).map(glidepath_domain::Layer::slug),
        reply: turn.reply.slug(),
        text: turn.text.clone(),
        took_ms: turn.took_ms,
    }
}
