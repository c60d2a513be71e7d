//! Removing a take, and taking that back. Its sound stays until it is purged, so that undoing brings back all of it; or the sound alone
//! goes, and the words stay.

use glidepath_domain::Drill;

use super::open_drill::{drill, keep, refuse_of_loop};
use super::recording::recording_of;
use crate::{Bank, Error, Kept, Recordings};

/// Removes a take and returns it as it was, for the notice that offers to undo it. Without `seen` whatever is there goes.
///
/// # Errors
/// When there is none, it belongs to a loop, or it was changed since `seen`.
pub async fn remove_take(bank: &Bank, id: &str, seen: Option<i64>) -> Result<Kept<Drill>, Error> {
    let take = drill(bank, id).await?;
    refuse_of_loop(&take.value, "removed")?;
    bank.desk().remove_drill(id, seen.unwrap_or(take.version)).await?;
    Ok(take)
}

/// The takes that were removed and can be brought back, the last one first. Those of a loop come back with it.
///
/// # Errors
/// When the database does not answer.
pub async fn removed_takes(bank: &Bank) -> Result<Vec<Kept<Drill>>, Error> {
    let mut removed = bank.desk().removed_drills().await?;
    removed.retain(|kept| kept.value.of_loop.is_none());
    Ok(removed)
}

/// Brings a removed take back as it was, with its sound.
///
/// # Errors
/// When none of that name was removed.
pub async fn bring_back_take(bank: &Bank, id: &str) -> Result<Kept<Drill>, Error> {
    Ok(bank.desk().restore_drill(id).await?)
}

/// Wipes a take out with its history and its sound, removed or not. Only a backup has its words then, and nothing has its sound.
///
/// # Errors
/// When there is none, or the disk refuses.
pub async fn purge_take(bank: &Bank, recordings: &Recordings, id: &str) -> Result<(), Error> {
    bank.desk().purge_drill(id).await?;
    drop_sound(recordings, id)?;
    Ok(())
}

/// Removes the sound of a take for good and keeps its words and measures. Returns the bytes that freed.
///
/// # Errors
/// When there is no such take, it was changed since `seen`, or the disk refuses.
pub async fn remove_sound(
    bank: &Bank,
    recordings: &Recordings,
    id: &str,
    seen: i64,
) -> Result<(Kept<Drill>, u64), Error> {
    let mut value = super::open_drill::seen_drill(bank, id, seen).await?.value;
    for turn in &mut value.turns {
        turn.recording.clear();
    }
    // The row first: a name that leads nowhere is worse than a file that the next sweep finds.
    let kept = keep(bank, id, seen, &value).await?;
    let freed = drop_sound(recordings, id)?;
    Ok((kept, freed))
}

/// Removes every recording of a drill, also of turns that were never finished.
pub(crate) fn drop_sound(recordings: &Recordings, id: &str) -> Result<u64, Error> {
    let mut freed = 0;
    for recording in recordings.all()? {
        if drill_of(&recording.id) == Some(id) {
            freed += recordings.remove(&recording.id)?;
        }
    }
    Ok(freed)
}

/// The drill that a recording belongs to, by its name.
pub(super) fn drill_of(recording: &str) -> Option<&str> {
    let (drill, turn) = recording.rsplit_once('-')?;
    let turn: usize = turn.parse().ok()?;
    (recording_of(drill, turn) == recording).then_some(drill)
}
