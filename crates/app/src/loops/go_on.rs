//! Going on: whatever comes next by itself, up to where somebody has to act. The next follow-up is chosen, the next question put, or
//! the candidate is invited to ask.
//!
//! Two who go on at once write the same, and one of them is told that it is there already. A question is named in the loop before its
//! drill is written: a program that ends between the two leaves a name, and the next look makes the drill.

use glidepath_content::persona;
use glidepath_domain::{DrillState, Loop, RoundState};
use glidepath_interview::{Step, may_follow_up};

use super::make_drill::{drill_id, make_drill, mend};
use super::open_loop::{Running, WENT_ON, keep_loop, mock_loop};
use super::stand::{Stand, stand_of};
use crate::practice::{keep, next_turn};
use crate::{Bank, Error, Kept, Reviewer};

/// How often somebody else may be faster before it is given up: each time the loop has come further.
const TRIES: usize = 8;

/// Goes on after a reply: chooses the next follow-up by the interviewer's temperament, puts the next question, or comes to the
/// candidate's own. It may be called at any time, and changes nothing where somebody has to act first.
///
/// # Errors
/// When there is no such loop, or the database does not answer.
pub async fn after_turn(bank: &Bank, reviewer: &Reviewer, id: &str) -> Result<(Kept<Loop>, Stand), Error> {
    go_on(bank, reviewer, id).await
}

pub(super) async fn go_on(bank: &Bank, reviewer: &Reviewer, id: &str) -> Result<(Kept<Loop>, Stand), Error> {
    let mut tries = 0;
    loop {
        let kept = mock_loop(bank, id).await?;
        mend(bank, &kept).await?;
        let moved = match Running::of(bank, kept.clone()).await? {
            Some(running) => one_step(bank, reviewer, running).await,
            None => Ok(false),
        };
        match moved {
            Ok(true) => {}
            Ok(false) => return stand_of(bank, kept).await,
            Err(error) if [WENT_ON, "drill-went-on"].contains(&error.code) && tries < TRIES => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

/// One step, if one can be taken without anybody.
async fn one_step(bank: &Bank, reviewer: &Reviewer, running: Running) -> Result<bool, Error> {
    let human = running.round.seat.is_human();
    match running.step() {
        Step::FollowUp { exchange } if !human => follow_up(bank, reviewer, &running, exchange).await,
        Step::Ask { exchange } if !human => {
            put(bank, running, exchange).await?;
            Ok(true)
        }
        Step::Close if !human && running.round.state == RoundState::Asking => {
            let mut value = running.kept.value;
            if let Some(round) = value.rounds.get_mut(running.at) {
                round.state = RoundState::Closing;
            }
            keep_loop(bank, &running.kept.id, running.kept.version, &value).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Puts the question of an exchange: names its drill in the loop, and makes it.
pub(super) async fn put(bank: &Bank, running: Running, exchange: usize) -> Result<Kept<Loop>, Error> {
    let Running { kept, at, .. } = running;
    let mut value = kept.value;
    if let Some(asked) = value
        .rounds
        .get_mut(at)
        .and_then(|round| round.exchanges.get_mut(exchange))
    {
        asked.drill = drill_id(&kept.id, at, exchange);
    }
    let kept = keep_loop(bank, &kept.id, kept.version, &value).await?;
    make_drill(bank, &kept, at, exchange).await?;
    Ok(kept)
}

/// The next follow-up to an exchange, or the end of its asking.
async fn follow_up(bank: &Bank, reviewer: &Reviewer, running: &Running, exchange: usize) -> Result<bool, Error> {
    let Some(drill) = running.drills.get(exchange).cloned().flatten() else {
        return Ok(false);
    };
    let told = running.told();
    let speaker = persona(&running.round.seat.persona);
    let next = if may_follow_up(&running.round, &told, exchange, speaker) {
        next_turn(bank, reviewer, &drill).await?.ok()
    } else {
        None
    };
    let mut value = drill.value;
    match next {
        Some(turn) => value.turns.push(turn),
        None => value.state = DrillState::Rating,
    }
    keep(bank, &drill.id, drill.version, &value).await?;
    Ok(true)
}
