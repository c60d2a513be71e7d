//! Beginning a loop that was planned and looked at.

use std::collections::BTreeSet;

use glidepath_content::{persona, personas};
use glidepath_domain::{Chair, Loop, LoopState, Round, RoundState};
use glidepath_interview::{MOST_PRINCIPLES, SHORTEST_ROUND};

use super::read_job::LONGEST_JOB;
use crate::own_questions::LONGEST_QUESTION;
use crate::{Bank, Error, Kept};

/// The fewest rounds of a loop. Source: domain §9.
pub const FEWEST_ROUNDS: usize = 4;
/// The most. Source: domain §9.
pub const MOST_ROUNDS: usize = 6;
/// The longest round in minutes. Source: domain §9. The shortest is [`SHORTEST_ROUND`].
pub const LONGEST_ROUND: u32 = 60;
/// The longest name of a loop or a person, in characters. Set by hand: a line.
const LONGEST_NAME: usize = 120;

/// Begins a loop: from now on it is kept, and its first interviewer waits at the door. Whatever it held of an earlier one (answers, own
/// questions, where it stood) is left behind.
///
/// # Errors
/// When it has too few or too many rounds, a round cannot be as long, a seat looks for nothing or too much, nobody known sits there,
/// there is not exactly one Bar Raiser, an interviewer has no question, or it cannot be written.
pub async fn start_loop(bank: &Bank, planned: &Loop) -> Result<Kept<Loop>, Error> {
    check(planned)?;
    Ok(bank.desk().put_loop(None, None, &fresh(planned)).await?)
}

/// The loop as it stands before anything was said.
fn fresh(planned: &Loop) -> Loop {
    let mut looped = planned.clone();
    looped.state = LoopState::Running;
    for round in &mut looped.rounds {
        round.state = RoundState::Waiting;
        round.own_questions.clear();
        for exchange in &mut round.exchanges {
            exchange.drill.clear();
        }
    }
    looped
}

/// Checks that a loop can be held.
///
/// # Errors
/// See [`start_loop`].
pub(super) fn check(planned: &Loop) -> Result<(), Error> {
    check_rounds(planned.rounds.len())?;
    if planned.name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid(
            "loop-name",
            "The name of the loop is too long",
            format!("it has to fit a line, and the limit is {LONGEST_NAME} characters"),
            "Shorten it.",
        ));
    }
    if planned.job.len() > LONGEST_JOB {
        return Err(super::read_job::too_long(planned.job.len()));
    }
    let raisers = planned
        .rounds
        .iter()
        .filter(|round| round.seat.chair == Chair::BarRaiser)
        .count();
    if raisers != 1 {
        return Err(Error::invalid(
            "loop-bar-raiser",
            format!("The loop has {raisers} Bar Raisers"),
            "exactly one interviewer comes from outside the team, reads across the rounds and may veto",
            "Give one seat, late in the loop, to the Bar Raiser.",
        ));
    }
    let mut sat = BTreeSet::new();
    for (number, round) in (1..).zip(&planned.rounds) {
        check_round(number, round)?;
        if !round.seat.is_human() && !sat.insert(&round.seat.persona) {
            return Err(Error::invalid(
                "loop-persona",
                format!("The interviewer of round {number} sits in another round already"),
                "each interviewer has one round, and votes once",
                "Choose somebody else, or leave the seat to be drawn.",
            ));
        }
    }
    Ok(())
}

/// Checks how many rounds a loop is to have: before seats are dealt, so that what was asked for is what is said.
///
/// # Errors
/// When it has too few or too many.
pub(super) fn check_rounds(rounds: usize) -> Result<(), Error> {
    if (FEWEST_ROUNDS..=MOST_ROUNDS).contains(&rounds) {
        return Ok(());
    }
    Err(Error::invalid(
        "loop-rounds",
        format!("A loop cannot have {rounds} rounds"),
        "loops have four to six: fewer cannot cover what is asked, and more nobody sits through",
        format!("Choose {FEWEST_ROUNDS} to {MOST_ROUNDS}."),
    ))
}

fn check_round(number: usize, round: &Round) -> Result<(), Error> {
    if !(SHORTEST_ROUND..=LONGEST_ROUND).contains(&round.minutes) {
        return Err(Error::invalid(
            "loop-minutes",
            format!("Round {number} cannot be {} minutes long", round.minutes),
            "real rounds are 45 to 60 minutes; scaled ones need time for one answer, what is asked about it, and a question back",
            format!("Choose {SHORTEST_ROUND} to {LONGEST_ROUND} minutes."),
        ));
    }
    let seat = &round.seat;
    let different: BTreeSet<_> = seat.principles.iter().collect();
    if !(1..=MOST_PRINCIPLES).contains(&seat.principles.len()) || different.len() != seat.principles.len() {
        return Err(Error::invalid(
            "loop-seat",
            format!(
                "The interviewer of round {number} looks for {} principles",
                seat.principles.len()
            ),
            "each looks for one to three, each of them once: more cannot be heard in one round",
            "Take some away, or choose one.",
        ));
    }
    if seat.person.chars().count() > LONGEST_NAME {
        return Err(Error::invalid(
            "loop-person",
            format!("The name of who sits in round {number} is too long"),
            format!("it has to fit a line, and the limit is {LONGEST_NAME} characters"),
            "Shorten it.",
        ));
    }
    if !seat.is_human() && persona(&seat.persona).is_none() {
        let known: Vec<&str> = personas().iter().map(|persona| persona.slug).collect();
        return Err(Error::invalid(
            "loop-persona",
            format!("There is no interviewer {}", seat.persona),
            format!("round {number} names them, and these are known: {}", known.join(", ")),
            "Choose one of them, or leave the seat to be drawn.",
        ));
    }
    if round.exchanges.is_empty() && !seat.is_human() {
        return Err(Error::invalid(
            "loop-no-questions",
            format!("The interviewer of round {number} has nothing to ask"),
            "the bank has no question for their principles that fits the role and level and is not asked elsewhere in the loop",
            "Give them other principles, or write questions of your own.",
        ));
    }
    for exchange in &round.exchanges {
        let unfit =
            !exchange.asked.chars().any(char::is_alphanumeric) || exchange.asked.chars().count() > LONGEST_QUESTION;
        let stray = exchange
            .principle
            .is_some_and(|principle| !seat.principles.contains(&principle));
        if unfit || stray {
            return Err(Error::invalid(
                "loop-question",
                format!("A question of round {number} cannot be asked"),
                "it has no words or too many, or is for a principle that is not looked for there",
                "Plan the loop again.",
            ));
        }
    }
    Ok(())
}
