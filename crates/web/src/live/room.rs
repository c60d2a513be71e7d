//! One room: a turn that is being said, who sits in front of it, and where its sound is kept.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use glidepath_app::{Error, RecordingError, Recordings};
use glidepath_domain::{Review, ShownNudge};
use glidepath_practice::{SoFar, TakePlan};

use super::frame::{Chunk, Tell};
use super::seat::Seats;
use super::turn::Turn;

/// What happened in a room while a turn was said, beside what was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Happened {
    /// What was nudged.
    pub(crate) nudges: Vec<ShownNudge>,
    /// When the teller was cut in on, in milliseconds.
    pub(crate) interrupted_ms: Option<u64>,
}

/// A room. It outlives the pages that come and go.
#[derive(Debug)]
pub(crate) struct Room {
    /// Who sits there.
    pub(crate) seats: Seats,
    /// What is asked, for reading the words so far.
    pub(crate) asked: String,
    recording: String,
    recordings: Recordings,
    turn: Mutex<Turn>,
}

impl Room {
    /// The room of a turn; what was recorded of it before counts.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn open(
        plan: TakePlan,
        interrupts: bool,
        asked: String,
        recording: String,
        recordings: Recordings,
    ) -> Result<Self, Error> {
        let samples = recordings.samples(&recording)?;
        Ok(Self {
            seats: Seats::default(),
            asked,
            recording,
            recordings,
            turn: Mutex::new(Turn::new(plan, interrupts, samples)),
        })
    }

    /// Where the room stands: what a page is told that comes in.
    pub(crate) fn hello(&self) -> Tell {
        let turn = self.turn();
        Tell::Hello {
            kept: turn.heard(),
            typed_ms: turn.typed_ms(),
            path: turn.path().to_vec(),
        }
    }

    /// Keeps a chunk, then says so; what there is to say besides comes after it. Blocks on the disk.
    pub(crate) fn hear(&self, chunk: &Chunk<'_>) -> Vec<Tell> {
        let kept = match self.recordings.append(&self.recording, chunk.first, chunk.sound) {
            Ok(kept) => kept,
            Err(RecordingError::Gap { have, .. }) => return vec![Tell::Gap { have }],
            Err(error) => return vec![Tell::Trouble { error: error.into() }],
        };
        let mut turn = self.turn();
        // A chunk that was sent twice is heard once.
        let from = turn.heard();
        let level = turn.hear(&chunk.samples_from(from));
        let mut tell = vec![Tell::Kept {
            samples: kept,
            db: level.db,
            speaking: level.speaking,
        }];
        tell.extend(say(&mut turn));
        tell
    }

    /// Somebody sat typing for so long.
    pub(crate) fn type_on(&self, ms: u64) -> Vec<Tell> {
        let mut turn = self.turn();
        turn.type_on(ms);
        let mut tell = vec![Tell::Time { ms: turn.typed_ms() }];
        tell.extend(say(&mut turn));
        tell
    }

    /// The words so far were read.
    pub(crate) fn read(&self, text: String, so_far: SoFar, review: Option<&Review>) -> Vec<Tell> {
        let mut turn = self.turn();
        turn.read(text, so_far, review);
        let mut tell = vec![Tell::Path {
            points: turn.path().to_vec(),
        }];
        tell.extend(say(&mut turn));
        tell
    }

    /// Ends the writing of the sound: the disk has all of it then. Blocks on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn close(&self) -> Result<(), Error> {
        Ok(self.recordings.close(&self.recording)?)
    }

    /// What happened while it was said.
    pub(crate) fn happened(&self) -> Happened {
        let turn = self.turn();
        Happened {
            nudges: turn.nudges(),
            interrupted_ms: turn.interrupted_ms(),
        }
    }

    /// Where sound is kept.
    pub(crate) fn recordings(&self) -> &Recordings {
        &self.recordings
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is to be said now, if anything: one thing at a time.
fn say(turn: &mut Turn) -> Option<Tell> {
    if let Some(cut) = turn.cut() {
        return Some(Tell::Cut {
            text: cut.text,
            at_ms: cut.at_ms,
        });
    }
    turn.tick().map(|nudge| Tell::Nudge {
        code: nudge.kind.slug(),
        text: nudge.kind.words(),
        at_ms: nudge.at_ms,
    })
}

/// Rooms are shared between the line and the page that ends the turn.
pub(crate) type Shared = Arc<Room>;
