//! The sound of a turn: what its recording is called, how much of it is kept, what it says of the delivery.

use glidepath_domain::{Delivery, Listener};
use glidepath_store::RecordingError;

use super::beside::beside;
use crate::{Error, Recordings};

/// The name of the recording of a turn, counted from 0: the answer is the first. It is known before anything was recorded, so
/// that sound can be kept while nothing else is written.
#[must_use]
pub fn recording_of(drill: &str, turn: usize) -> String {
    format!("{drill}-{turn}")
}

/// How much of a turn is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSound {
    /// The recording's name.
    pub recording: String,
    /// Samples on the disk, 16,000 a second: where recording goes on from.
    pub samples: u64,
}

/// How much of a turn's sound is kept: after a reload or a lost connection, recording goes on from there.
///
/// # Errors
/// When the disk refuses.
pub fn kept_sound(recordings: &Recordings, drill: &str, turn: usize) -> Result<KeptSound, Error> {
    let recording = recording_of(drill, turn);
    let samples = recordings.samples(&recording)?;
    Ok(KeptSound { recording, samples })
}

/// What the sound of a recording says; `None` where there is none.
pub(super) async fn delivery_of(recordings: &Recordings, recording: &str) -> Result<Option<Delivery>, Error> {
    let (recordings, recording) = (recordings.clone(), recording.to_owned());
    beside(move || {
        recordings.close(&recording)?;
        if recordings.samples(&recording)? == 0 {
            return Ok(None);
        }
        let samples = recordings.read(&recording)?;
        Ok(Some(glidepath_speech::delivery(&samples, Listener::Silero)))
    })
    .await
}

impl From<RecordingError> for Error {
    fn from(error: RecordingError) -> Self {
        use RecordingError as E;
        let make = match &error {
            E::Missing { .. } => Self::not_found,
            E::InUse { .. } | E::Disk(_) => Self::unavailable,
            _ => Self::invalid,
        };
        let fix = format!("{}.", error.fix().trim_end_matches('.'));
        make(error.code(), error.what(), error.why(), fix)
    }
}
