//! Removing a loop with what was said in it, taking that back, and wiping it out.
//!
//! The loop goes first and comes back first: whatever ends the program between, its drills are never without it in a way that a person
//! would meet.

use glidepath_domain::{Drill, Loop};
use glidepath_store::StoreError;

use super::open_loop::mock_loop;
use crate::practice::drop_sound;
use crate::{Bank, Error, Kept, Recordings};

/// Removes a loop and returns it as it was, for the notice that offers to undo it. Without `seen` whatever is there goes.
///
/// # Errors
/// When there is none, or it was changed since `seen`.
pub async fn remove_loop(bank: &Bank, id: &str, seen: Option<i64>) -> Result<Kept<Loop>, Error> {
    let kept = mock_loop(bank, id).await?;
    bank.desk().remove_loop(id, seen.unwrap_or(kept.version)).await?;
    for drill in of_loop(bank.desk().drills().await?, id) {
        there(bank.desk().remove_drill(&drill.id, drill.version).await)?;
    }
    Ok(kept)
}

/// The loops that were removed and can be brought back, the last one first.
///
/// # Errors
/// When the database does not answer.
pub async fn removed_loops(bank: &Bank) -> Result<Vec<Kept<Loop>>, Error> {
    Ok(bank.desk().removed_loops().await?)
}

/// Brings a removed loop back as it was, with what was said in it.
///
/// # Errors
/// When none of that name was removed.
pub async fn bring_back_loop(bank: &Bank, id: &str) -> Result<Kept<Loop>, Error> {
    let kept = bank.desk().restore_loop(id).await?;
    for drill in of_loop(bank.desk().removed_drills().await?, id) {
        there(bank.desk().restore_drill(&drill.id).await.map(drop))?;
    }
    Ok(kept)
}

/// Wipes a loop out with all that was said and written in it, its sound too, removed or not. Only a backup has its words then.
///
/// # Errors
/// When there is none, or the disk refuses.
pub async fn purge_loop(bank: &Bank, recordings: &Recordings, id: &str) -> Result<(), Error> {
    let desk = bank.desk();
    desk.purge_loop(id).await?;
    let mut drills = of_loop(desk.drills().await?, id);
    drills.extend(of_loop(desk.removed_drills().await?, id));
    for drill in drills {
        there(desk.purge_drill(&drill.id).await)?;
        drop_sound(recordings, &drill.id)?;
    }
    let mut cards = desk.scorecards().await?;
    cards.extend(desk.removed_scorecards().await?);
    for card in cards.into_iter().filter(|card| card.value.of == id) {
        there(desk.purge_scorecard(&card.id).await)?;
    }
    Ok(())
}

fn of_loop(mut drills: Vec<Kept<Drill>>, id: &str) -> Vec<Kept<Drill>> {
    drills.retain(|kept| kept.value.of_loop.as_ref().is_some_and(|place| place.of == id));
    drills
}

/// What somebody else did already needs no doing.
fn there(done: Result<(), StoreError>) -> Result<(), Error> {
    match done {
        Err(StoreError::Missing { .. } | StoreError::NotRemoved { .. }) => Ok(()),
        done => Ok(done?),
    }
}
