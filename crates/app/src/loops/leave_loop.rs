//! Leaving a loop in the middle. What was said is kept, and debriefed as far as it goes.

use glidepath_domain::{Loop, LoopState, RoundState};

use super::make_drill::mend;
use super::open_loop::{keep_loop, seen_loop};
use crate::{Bank, Error, Kept};

/// Leaves a loop. The round that was on is broken off; those behind it are not held.
///
/// # Errors
/// When it is over, or went on elsewhere.
pub async fn leave_loop(bank: &Bank, id: &str, seen: i64) -> Result<Kept<Loop>, Error> {
    let running = seen_loop(bank, id, seen).await?;
    let mut value = running.kept.value;
    if let Some(round) = value.rounds.get_mut(running.at)
        && round.state != RoundState::Waiting
    {
        round.state = RoundState::Left;
    }
    value.state = LoopState::Left;
    let kept = keep_loop(bank, id, seen, &value).await?;
    mend(bank, &kept).await?;
    Ok(kept)
}
