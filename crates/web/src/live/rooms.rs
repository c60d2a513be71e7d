//! The rooms that are open, and the disk's second hand over all of them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use glidepath_app::{Error, Recordings};

use super::room::{Happened, Room, Shared};

/// How often the disk is told to write what it was given.
const SYNC: Duration = Duration::from_secs(1);
/// Rooms remembered at most: those where nobody sits are forgotten first. Forgetting one loses which nudges were shown, nothing else.
const MOST: usize = 512;

/// Every open room, by drill and turn.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    open: Mutex<HashMap<(String, usize), Shared>>,
    /// Lines that are open: while there are any, the disk is told each second.
    lines: AtomicUsize,
}

impl Rooms {
    /// The room of a turn, opened by `make` where it is not open yet.
    ///
    /// # Errors
    /// When `make` fails.
    pub(crate) fn enter(
        &self,
        drill: &str,
        turn: usize,
        make: impl FnOnce() -> Result<Room, Error>,
    ) -> Result<Shared, Error> {
        let key = (drill.to_owned(), turn);
        let mut open = self.open();
        if let Some(room) = open.get(&key) {
            return Ok(Arc::clone(room));
        }
        if open.len() >= MOST {
            open.retain(|_, room| !room.seats.is_free());
        }
        let room = Arc::new(make()?);
        open.insert(key, Arc::clone(&room));
        Ok(room)
    }

    /// The room of a turn, if it is open.
    pub(crate) fn find(&self, drill: &str, turn: usize) -> Option<Shared> {
        self.open().get(&(drill.to_owned(), turn)).map(Arc::clone)
    }

    /// Closes the room of a turn that is over: its sound is on the disk, and what happened in it comes back. Blocks on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn end(&self, drill: &str, turn: usize) -> Result<Happened, Error> {
        let room = self.open().remove(&(drill.to_owned(), turn));
        match room {
            Some(room) => {
                room.close()?;
                Ok(room.happened())
            }
            None => Ok(Happened::default()),
        }
    }

    /// Counts a line in. The first one has the disk told each second until the last one is gone.
    pub(crate) fn line(self: &Arc<Self>, recordings: &Recordings) -> Line {
        if self.lines.fetch_add(1, Ordering::AcqRel) == 0 {
            let (rooms, recordings) = (Arc::clone(self), recordings.clone());
            tokio::spawn(async move {
                let mut second = tokio::time::interval(SYNC);
                loop {
                    second.tick().await;
                    let last = rooms.lines.load(Ordering::Acquire) == 0;
                    let recordings = recordings.clone();
                    // Where the disk refuses, the next chunk or the end of the turn says so to whoever speaks.
                    drop(tokio::task::spawn_blocking(move || recordings.sync()).await);
                    if last {
                        break;
                    }
                }
            });
        }
        Line(Arc::clone(self))
    }

    fn open(&self) -> MutexGuard<'_, HashMap<(String, usize), Shared>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A line that is counted until it is dropped.
#[derive(Debug)]
pub(crate) struct Line(Arc<Rooms>);

impl Drop for Line {
    fn drop(&mut self) {
        self.0.lines.fetch_sub(1, Ordering::AcqRel);
    }
}
