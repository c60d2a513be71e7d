//! A round as a state machine: what comes next, from what is kept and nothing else, so that a reload, a crash or a week's pause
//! changes nothing. It also counts the time. It chooses no follow-up and writes nothing.

use std::collections::BTreeSet;

use glidepath_content::{Breadth, Persona, persona};
use glidepath_domain::{Drill, DrillState, Principle, ReplyKind, Round, RoundState, Turn};

use crate::round_time::{RoundTime, SHORTEST_ROUND, round_time};

/// Words a minute where nobody took the time. Source: domain §7.
const WORDS_A_MINUTE: f64 = 150.0;

/// Seconds for putting one question. Set by hand.
const PUTTING_S: f64 = 10.0;

/// Seconds that must be left beyond an answer's timebox for one more question: one follow-up at least. Set by hand.
const FOLLOW_UP_S: f64 = 60.0;

/// What comes next in a round. Exchanges and turns are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The interviewer comes in.
    Enter,
    /// A question is put: its drill is made, or made again where it is named and missing.
    Ask {
        /// Which exchange.
        exchange: usize,
    },
    /// A question or follow-up waits for its reply.
    Answer {
        /// Which exchange.
        exchange: usize,
        /// Which turn of its drill.
        turn: usize,
    },
    /// There is sound that nobody has written down yet; what follows hangs on its words.
    Unwritten {
        /// Which exchange.
        exchange: usize,
        /// Which turn of its drill.
        turn: usize,
    },
    /// All that was asked has its reply. The next follow-up is to be chosen, as far as [`may_follow_up`]; where none comes, the
    /// drill's asking ends, and the round goes on.
    FollowUp {
        /// Which exchange.
        exchange: usize,
    },
    /// Nothing more is asked: the candidate may.
    Close,
    /// The round is over.
    Over,
}

/// What comes next. `told` are the drills of the round's exchanges, one to one; what is missing counts as not asked.
#[must_use]
pub fn step(round: &Round, told: &[Option<&Drill>]) -> Step {
    match round.state {
        RoundState::Waiting => return Step::Enter,
        RoundState::Closing => return Step::Close,
        RoundState::Done | RoundState::Left => return Step::Over,
        RoundState::Asking => {}
    }
    for exchange in 0..round.exchanges.len() {
        let Some(drill) = drill_at(told, exchange) else {
            continue;
        };
        if !matches!(drill.state, DrillState::Telling | DrillState::Asking) {
            continue;
        }
        return match drill.turns.iter().position(waits) {
            Some(turn) => drill
                .turns
                .get(turn)
                .filter(|turn| turn.reply == ReplyKind::Open)
                .map_or(Step::Unwritten { exchange, turn }, |_| Step::Answer { exchange, turn }),
            None => Step::FollowUp { exchange },
        };
    }
    // An exchange that names a drill was begun: it is gone on with, whatever the time.
    let begun = |exchange: &usize| round.exchanges.get(*exchange).is_some_and(|e| !e.drill.is_empty());
    let open = (0..round.exchanges.len()).filter(|exchange| drill_at(told, *exchange).is_none());
    let next = open.clone().find(begun);
    let next = next.or_else(|| open.clone().find(|exchange| may_ask(round, told, *exchange)));
    next.map_or(Step::Close, |exchange| Step::Ask { exchange })
}

/// Questions asked at most beyond those there is time for, in place of ones that were passed: after that an interviewer gives up. Set by hand.
const SPARES: usize = 2;

/// Whether one more question may be put: `next`, by its place. The first always may. A further one needs time before what is kept for
/// the candidate's own questions; and a reason: fewer were answered than fit, or nothing was heard for its principle.
#[must_use]
pub fn may_ask(round: &Round, told: &[Option<&Drill>], next: usize) -> bool {
    let Some(exchange) = round.exchanges.get(next) else {
        return false;
    };
    if drill_at(told, next).is_some() {
        return false;
    }
    if told.iter().all(Option::is_none) {
        return true;
    }
    let time = time_of(round, persona_of(round));
    let heard = |index: usize| drill_at(told, index).is_some_and(was_heard);
    let answered = (0..round.exchanges.len()).filter(|index| heard(*index)).count();
    let of_it = |index: &usize| {
        round
            .exchanges
            .get(*index)
            .is_some_and(|e| e.principle == exchange.principle)
    };
    let unheard = exchange.principle.is_some() && !(0..round.exchanges.len()).filter(of_it).any(heard);
    let left_s = asking_s(round, time) - time_used_s(round, told);
    let asked = told.iter().flatten().count();
    (answered < time.questions || unheard)
        && asked < time.questions + SPARES
        && left_s >= f64::from(time.limit_s) + FOLLOW_UP_S
}

/// Whether a follow-up to an exchange may be put by this interviewer: its question was not passed, fewer were put than they ask at most, and there is time left
/// for this exchange. Each has the same share of the round; what an earlier one left over goes to those behind it.
#[must_use]
pub fn may_follow_up(round: &Round, told: &[Option<&Drill>], exchange: usize, persona: Option<&Persona>) -> bool {
    let Some(drill) = drill_at(told, exchange).filter(|drill| was_heard(drill)) else {
        return false;
    };
    let time = time_of(round, persona);
    if drill.turns.len() > time.most_follow_ups as usize {
        return false;
    }
    let sought: BTreeSet<Option<Principle>> = round.exchanges.iter().map(|exchange| exchange.principle).collect();
    let share_s = asking_s(round, time) / time.questions.max(sought.len()).max(1) as f64;
    // What was passed has had its turn and used nothing: its share is not given to the next one alone.
    let before = (0..exchange)
        .filter(|index| drill_at(told, *index).is_some_and(was_heard))
        .count();
    let until_s = (share_s * (before + 1) as f64).min(asking_s(round, time));
    time_used_s(round, told) < until_s
}

/// Seconds used so far: each turn as long as it took, or its words at the usual pace, and a moment for putting each question.
#[must_use]
pub fn time_used_s(round: &Round, told: &[Option<&Drill>]) -> f64 {
    let drills = (0..round.exchanges.len()).filter_map(|exchange| drill_at(told, exchange));
    drills
        .flat_map(|drill| &drill.turns)
        .map(|turn| PUTTING_S + turn_s(turn))
        .sum()
}

/// How long a reply took in seconds: by the clock, or else at the usual pace.
pub(crate) fn turn_s(turn: &Turn) -> f64 {
    let typed = || turn.text.split_whitespace().count() as f64 * 60.0 / WORDS_A_MINUTE;
    turn.took_ms.map_or_else(typed, |ms| ms as f64 / 1000.0)
}

/// How this interviewer spends the round; where a person sits, as most do.
fn time_of(round: &Round, persona: Option<&Persona>) -> RoundTime {
    let breadth = persona
        .filter(|_| !round.seat.is_human())
        .map_or(Breadth::Even, |persona| persona.breadth);
    round_time(round.minutes, breadth)
}

fn persona_of(round: &Round) -> Option<&'static Persona> {
    persona(&round.seat.persona)
}

/// Seconds in which the interviewer asks.
fn asking_s(round: &Round, time: RoundTime) -> f64 {
    f64::from(round.minutes.max(SHORTEST_ROUND)) * 60.0 - f64::from(time.reserve_s)
}

pub(crate) fn drill_at<'d>(told: &[Option<&'d Drill>], exchange: usize) -> Option<&'d Drill> {
    told.get(exchange).copied().flatten()
}

/// Whether its question was answered, and not passed.
fn was_heard(drill: &Drill) -> bool {
    drill.answer().is_some_and(|turn| turn.reply == ReplyKind::Said)
}

/// Whether a turn keeps the round waiting: nothing was said yet, or what was said has no words.
fn waits(turn: &Turn) -> bool {
    match turn.reply {
        ReplyKind::Open => true,
        ReplyKind::Passed => false,
        ReplyKind::Said => turn.text.trim().is_empty() && !turn.recording.is_empty(),
    }
}
