//! Reading drills: one, those that are still open, and one as somebody saw it who now wants to change it.

use glidepath_domain::{Drill, DrillState};
use glidepath_store::StoreError;

use crate::{Bank, Error, Kept};

/// Reads one drill.
///
/// # Errors
/// When there is none of that name, or it was removed.
pub async fn drill(bank: &Bank, id: &str) -> Result<Kept<Drill>, Error> {
    Ok(bank.desk().drill(id).await?)
}

/// The drills that can be gone on with, the latest first: told or asked about, and neither ended nor left. Those of a loop are gone on
/// with in the loop.
///
/// # Errors
/// When the database does not answer.
pub async fn open_drills(bank: &Bank) -> Result<Vec<Kept<Drill>>, Error> {
    let mut open = bank.desk().drills().await?;
    open.retain(|kept| is_open(&kept.value) && kept.value.of_loop.is_none());
    open.reverse();
    Ok(open)
}

pub(crate) fn is_open(drill: &Drill) -> bool {
    !matches!(drill.state, DrillState::Done | DrillState::Left)
}

/// Whether the review may be shown, and what the question probes: not before the teller has said how it went.
#[must_use]
pub fn may_see_review(drill: &Drill) -> bool {
    !is_open(drill)
}

/// A drill as its writer saw it.
pub(super) async fn seen_drill(bank: &Bank, id: &str, seen: i64) -> Result<Kept<Drill>, Error> {
    let kept = drill(bank, id).await?;
    if kept.version == seen {
        return Ok(kept);
    }
    Err(went_on())
}

/// Writes a drill in place of the version its writer saw.
pub(crate) async fn keep(bank: &Bank, id: &str, seen: i64, drill: &Drill) -> Result<Kept<Drill>, Error> {
    match bank.desk().put_drill(Some(id), Some(seen), drill).await {
        Err(StoreError::Stale { .. }) => Err(went_on()),
        kept => Ok(kept?),
    }
}

fn went_on() -> Error {
    Error::invalid(
        "drill-went-on",
        "This drill went on elsewhere, so nothing was changed here",
        "another page or terminal has it open too, and was faster",
        "Look at it again and go on from there; sound that was recorded here is kept.",
    )
}

/// Refuses what is not done to one question of a loop alone.
pub(super) fn refuse_of_loop(drill: &Drill, wanted: &str) -> Result<(), Error> {
    if drill.of_loop.is_none() {
        return Ok(());
    }
    Err(Error::invalid(
        "drill-of-loop",
        format!("A question of a loop cannot be {wanted} by itself"),
        "it belongs to its round, and its round to the loop",
        "Go on in the loop, or leave or remove the loop as a whole.",
    ))
}

/// Refuses what a drill's state does not allow.
pub(super) fn refuse_unless(drill: &Drill, allowed: &[DrillState], wanted: &str) -> Result<(), Error> {
    if allowed.contains(&drill.state) {
        return Ok(());
    }
    let (why, fix) = match drill.state {
        DrillState::Telling => ("the question is still being answered", "Finish the answer first."),
        DrillState::Asking => (
            "follow-ups are being asked",
            "Answer or pass, or say that it is enough.",
        ),
        DrillState::Rating => (
            "all is said; what is left is how it went",
            "Say how it went; then its review is shown.",
        ),
        DrillState::Done => ("it has ended", "Start another one, or tell it again."),
        DrillState::Left => ("it was left", "Start another one, or tell it again."),
    };
    Err(Error::invalid(
        "drill-not-now",
        format!("This drill cannot be {wanted} now"),
        why,
        fix,
    ))
}
