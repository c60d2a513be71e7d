//! What becomes of sound in the end: recordings of takes that were purged, and, where the settings say so, those older than so many days.
//! Words are never swept.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::Drill;

use super::open_drill::{is_open, keep};
use super::remove_take::{drill_of, drop_sound};
use crate::{Bank, Error, Kept, Recordings};

const DAY_MS: i64 = 86_400_000;

/// What was swept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Takes whose sound went because it was older than the settings allow.
    pub old: usize,
    /// Takes that nothing is known of any more, whose sound went.
    pub orphans: usize,
    /// Bytes that freed.
    pub bytes: u64,
}

/// Removes the sound of takes that were last written more than `days` days ago, where days are given, and of takes that were purged. Sound
/// of open drills stays, and so does that of removed takes inside the time, since removing can be undone.
///
/// # Errors
/// When the database or the disk refuses.
pub async fn sweep_recordings(bank: &Bank, recordings: &Recordings, days: Option<u32>) -> Result<Swept, Error> {
    // Files before rows: what is begun meanwhile has a row that is not read, and no file that was.
    let names: BTreeSet<String> = recordings
        .all()?
        .iter()
        .filter_map(|recording| drill_of(&recording.id))
        .map(str::to_owned)
        .collect();
    let desk = bank.desk();
    let live: BTreeMap<String, Kept<Drill>> = by_name(desk.drills().await?);
    let removed: BTreeMap<String, Kept<Drill>> = by_name(desk.removed_drills().await?);
    let before = days.map(|days| bank.now_ms() - i64::from(days) * DAY_MS);
    let is_old = |kept: &Kept<Drill>| before.is_some_and(|before| kept.updated_ms < before);
    let mut swept = Swept::default();
    for id in names {
        if let Some(kept) = live.get(&id) {
            if is_old(kept) && !is_open(&kept.value) {
                let mut value = kept.value.clone();
                for turn in &mut value.turns {
                    turn.recording.clear();
                }
                keep(bank, &id, kept.version, &value).await?;
                swept.bytes += drop_sound(recordings, &id)?;
                swept.old += 1;
            }
        } else if let Some(kept) = removed.get(&id) {
            if is_old(kept) {
                swept.bytes += drop_sound(recordings, &id)?;
                swept.old += 1;
            }
        } else {
            swept.bytes += drop_sound(recordings, &id)?;
            swept.orphans += 1;
        }
    }
    Ok(swept)
}

fn by_name(drills: Vec<Kept<Drill>>) -> BTreeMap<String, Kept<Drill>> {
    drills.into_iter().map(|kept| (kept.id.clone(), kept)).collect()
}
