//! What an interviewer says around a question: coming in, going on, cutting in, doubting, leaving. The questions themselves are
//! planned, and follow-ups chosen, elsewhere.
//!
//! What is said at a moment hangs only on what lay before it, so that a page can show a round again, line by line, as it was held.

use glidepath_content::Persona;
use glidepath_domain::{Drill, Layer, ReplyKind, Round, Turn};

use crate::step::{drill_at, turn_s};

/// How far over its timebox a reply must run to be called rambling. Source: domain §4, which lets 300 to 375 words pass and not 450.
const RAMBLES: f64 = 4.0 / 3.0;

/// A moment of a round. Exchanges and turns are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The interviewer comes in.
    Entering,
    /// Right before a question.
    Question {
        /// Which exchange.
        exchange: usize,
    },
    /// Right before a follow-up, which stands in the drill already.
    FollowUp {
        /// Which exchange.
        exchange: usize,
        /// Which turn of its drill.
        turn: usize,
    },
    /// The candidate may ask.
    Closing,
    /// The interviewer leaves.
    Leaving,
}

/// What `persona` says at a moment of the round with this number, from 0: no line, one or two. `told` are the drills of the round's
/// exchanges, one to one. Where a person sits, nothing: they speak for themselves.
#[must_use]
pub fn says(persona: &Persona, round_no: usize, round: &Round, told: &[Option<&Drill>], at: Moment) -> Vec<String> {
    if round.seat.is_human() {
        return Vec::new();
    }
    let says = &persona.says;
    let lines = match at {
        Moment::Entering => vec![persona.greeting(round_no, round.minutes), says.first.clone()],
        Moment::Question { exchange } => before_question(persona, round_no, round, told, exchange),
        Moment::FollowUp { exchange, turn } => before_follow_up(persona, round_no, told, exchange, turn),
        Moment::Closing => vec![says.own_questions.clone()],
        Moment::Leaving => vec![says.goodbye.clone()],
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn before_question(
    persona: &Persona,
    round_no: usize,
    round: &Round,
    told: &[Option<&Drill>],
    exchange: usize,
) -> Vec<String> {
    let earlier: Vec<usize> = (0..exchange).filter(|index| drill_at(told, *index).is_some()).collect();
    let Some(last) = earlier.last().copied() else {
        // The first question follows the greeting.
        return Vec::new();
    };
    let technical = |index: usize| round.exchanges.get(index).is_some_and(|e| e.principle.is_none());
    let passed_now = drill_at(told, last)
        .and_then(|drill| drill.turns.last())
        .is_some_and(passed);
    let mut lines = Vec::new();
    if passed_now && passes(told, exchange, 0) == 1 {
        lines.push(persona.says.passed.clone());
    }
    if technical(last) && !technical(exchange) && !persona.says.technical.is_empty() {
        lines.push(persona.says.technical.clone());
    }
    if lines.is_empty() {
        // One line a question: none comes again before all were said.
        lines.extend(nth(&persona.says.next, round_no + earlier.len() - 1));
    }
    lines
}

fn before_follow_up(
    persona: &Persona,
    round_no: usize,
    told: &[Option<&Drill>],
    exchange: usize,
    turn: usize,
) -> Vec<String> {
    let Some(drill) = drill_at(told, exchange) else {
        return Vec::new();
    };
    let Some(before) = turn.checked_sub(1).and_then(|last| drill.turns.get(last)) else {
        return Vec::new();
    };
    let challenges = |turn: &Turn| turn.layer == Some(Layer::Challenge);
    if drill.turns.get(turn).is_some_and(challenges)
        && turns_before(told, exchange, turn).filter(|t| challenges(t)).count() == 0
    {
        return nth(&persona.says.challenge, round_no);
    }
    if passed(before) {
        let first = passes(told, exchange, turn) == 1;
        return if first {
            vec![persona.says.passed.clone()]
        } else {
            Vec::new()
        };
    }
    if !rambles(before, drill.limit_s) {
        return Vec::new();
    }
    let earlier: usize = (0..=exchange)
        .filter_map(|index| drill_at(told, index).map(|drill| (index, drill)))
        .map(|(index, drill)| {
            // Nobody was cut off in what was the last word on a question.
            let until = if index == exchange {
                turn - 1
            } else {
                drill.turns.len().saturating_sub(1)
            };
            drill
                .turns
                .iter()
                .take(until)
                .filter(|turn| rambles(turn, drill.limit_s))
                .count()
        })
        .sum();
    nth(&persona.says.cut, round_no + earlier)
}

/// The line at a place, going round.
fn nth(lines: &[String], at: usize) -> Vec<String> {
    lines.get(at % lines.len().max(1)).cloned().into_iter().collect()
}

/// Turns of the round before this one, in order.
fn turns_before<'d>(told: &'d [Option<&'d Drill>], exchange: usize, turn: usize) -> impl Iterator<Item = &'d Turn> {
    (0..=exchange).flat_map(move |index| {
        let turns = drill_at(told, index).map_or(&[][..], |drill| &drill.turns);
        let until = if index < exchange { turns.len() } else { turn };
        turns.iter().take(until)
    })
}

/// How many turns were passed before this one.
fn passes(told: &[Option<&Drill>], exchange: usize, turn: usize) -> usize {
    turns_before(told, exchange, turn).filter(|turn| passed(turn)).count()
}

fn passed(turn: &Turn) -> bool {
    turn.reply == ReplyKind::Passed
}

/// Whether a reply ran well over its timebox: by the clock, or else by its words.
fn rambles(turn: &Turn, limit_s: u32) -> bool {
    turn.reply == ReplyKind::Said && turn_s(turn) > f64::from(limit_s) * RAMBLES
}
