//! The next interviewer comes in.

use glidepath_domain::{Loop, RoundState};

use super::go_on::go_on;
use super::open_loop::{keep_loop, not_now, seen_loop};
use super::stand::Stand;
use crate::{Bank, Error, Kept, Reviewer};

/// Lets the next interviewer in: they greet, and put their first question.
///
/// # Errors
/// When a round is on already, the loop is over, or it went on elsewhere.
pub async fn enter_round(bank: &Bank, id: &str, seen: i64) -> Result<(Kept<Loop>, Stand), Error> {
    let running = seen_loop(bank, id, seen).await?;
    if running.round.state != RoundState::Waiting {
        return Err(not_now(
            "entered",
            "a round is on already",
            "Go on with the round; the next one comes after it.",
        ));
    }
    let mut value = running.kept.value;
    if let Some(round) = value.rounds.get_mut(running.at) {
        round.state = RoundState::Asking;
    }
    keep_loop(bank, id, seen, &value).await?;
    // Nothing was said yet, so there is nothing to review.
    go_on(bank, &Reviewer::default(), id).await
}
