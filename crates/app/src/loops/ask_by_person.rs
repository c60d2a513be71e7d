//! A person who sits in a round puts a question or a follow-up, or has no more of them. Nothing is made up for them.

use glidepath_domain::{DrillState, Exchange, Loop, ReplyKind, RoundState, Turn};
use glidepath_interview::Step;

use super::go_on::put;
use super::open_loop::{Running, keep_loop, mock_loop, not_now, running};
use super::probed_here::probed_here;
use super::stand::{Stand, stand};
use crate::practice::keep;
use crate::tag_question::whole;
use crate::{Bank, Error, Kept};

/// The most questions a person may put in one round. Set by hand: nobody asks half as many in an hour.
const MOST_QUESTIONS: usize = 12;

/// Puts a question of a person's: one that was planned, where its words are the same, or one in own words; or a follow-up to the
/// question that was answered last.
///
/// # Errors
/// When the round is not on, no person sits there, a question still waits for its answer, there is nothing to follow up, or the words
/// are none or too many.
pub async fn ask_by_person(
    bank: &Bank,
    id: &str,
    round: usize,
    text: &str,
    follow_up: bool,
) -> Result<(Kept<Loop>, Stand), Error> {
    let text = text.trim();
    whole(text)?;
    let running = theirs(bank, id, round).await?;
    let open = match running.step() {
        Step::Answer { .. } | Step::Unwritten { .. } => {
            return Err(not_now(
                "asked about",
                "a question still waits for its answer",
                "Listen to the answer first.",
            ));
        }
        Step::FollowUp { exchange } => running.drills.get(exchange).cloned().flatten(),
        _ => None,
    };
    match (open, follow_up) {
        (Some(drill), true) => {
            let mut value = drill.value;
            value.turns.push(Turn::open(text));
            keep(bank, &drill.id, drill.version, &value).await?;
        }
        (None, true) => {
            return Err(not_now(
                "asked about",
                "nothing was answered yet that could be followed up",
                "Put a question first.",
            ));
        }
        (open, false) => {
            if let Some(drill) = open {
                let mut value = drill.value;
                value.state = DrillState::Rating;
                keep(bank, &drill.id, drill.version, &value).await?;
            }
            question(bank, running, text).await?;
        }
    }
    stand(bank, id).await
}

/// Ends a person's asking: the candidate may ask now. A follow-up that is open counts as passed.
///
/// # Errors
/// When the round is not on, or no person sits there.
pub async fn invite_questions(bank: &Bank, id: &str, round: usize) -> Result<(Kept<Loop>, Stand), Error> {
    let running = theirs(bank, id, round).await?;
    for drill in running.drills.iter().flatten() {
        if !matches!(drill.value.state, DrillState::Telling | DrillState::Asking) {
            continue;
        }
        let mut value = drill.value.clone();
        if let Some(turn) = value.turns.last_mut().filter(|turn| turn.reply == ReplyKind::Open) {
            turn.reply = ReplyKind::Passed;
        }
        value.state = DrillState::Rating;
        keep(bank, &drill.id, drill.version, &value).await?;
    }
    let mut value = running.kept.value;
    if let Some(round) = value.rounds.get_mut(running.at) {
        round.state = RoundState::Closing;
    }
    keep_loop(bank, id, running.kept.version, &value).await?;
    stand(bank, id).await
}

/// The loop, where this round is on and a person asks in it.
async fn theirs(bank: &Bank, id: &str, round: usize) -> Result<Running, Error> {
    let running = running(bank, mock_loop(bank, id).await?).await?;
    if running.at != round || running.round.state != RoundState::Asking {
        return Err(not_now(
            "asked in",
            "this round is not on",
            "Wait until the candidate lets you in; after the round there is the scorecard.",
        ));
    }
    if !running.round.seat.is_human() {
        return Err(not_now(
            "asked in",
            "nobody but the interviewer who sits here asks",
            "Let a person sit here when the loop is planned.",
        ));
    }
    Ok(running)
}

/// Puts a question: the planned one of the same words that was not asked yet, or a new one.
async fn question(bank: &Bank, mut running: Running, text: &str) -> Result<(), Error> {
    let planned = |exchange: &Exchange| exchange.drill.is_empty() && exchange.asked == text;
    let at = match running.round.exchanges.iter().position(planned) {
        Some(at) => at,
        None if running.round.exchanges.len() >= MOST_QUESTIONS => {
            return Err(not_now(
                "asked in",
                "this round has as many questions as fit",
                "Follow up what was answered, or come to the candidate's own questions.",
            ));
        }
        None => {
            let principle = probed_here(&running.round.seat, None, text);
            let exchange = Exchange {
                question: String::new(),
                asked: text.to_owned(),
                principle,
                drill: String::new(),
            };
            let round = running.kept.value.rounds.get_mut(running.at);
            let exchanges = round.map(|round| {
                round.exchanges.push(exchange);
                round.exchanges.len()
            });
            exchanges.unwrap_or_default().saturating_sub(1)
        }
    };
    put(bank, running, at).await?;
    Ok(())
}
