//! A sound file that was brought in: kept byte for byte, decoded, and put in the place of a recording.

use std::fs::File;
use std::io::BufReader;

use super::beside::beside;
use super::recording::recording_of;
use crate::{Error, Recordings};

/// A file that was brought in and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The recording's name.
    pub recording: String,
    /// How long it is, in milliseconds.
    pub duration_ms: u64,
    /// What it was: container and codec.
    pub from: String,
    /// Whether it breaks off or has damaged parts; what could be decoded is kept.
    pub truncated: bool,
}

/// Decodes the file that was brought in for a turn ([`Recordings::upload`] under [`recording_of`]) and keeps it as the turn's recording.
///
/// # Errors
/// When there is no such file, or nothing in it can be heard; the file is removed then, since it is of no use to anybody.
pub async fn hear_upload(recordings: &Recordings, drill: &str, turn: usize) -> Result<Heard, Error> {
    let (recordings, recording) = (recordings.clone(), recording_of(drill, turn));
    beside(move || {
        let Some(path) = recordings.original(&recording)? else {
            return Err(Error::not_found(
                "upload-missing",
                "There is no file to listen to",
                "it did not arrive whole",
                "Choose the file again.",
            ));
        };
        let file = File::open(&path).map_err(|error| {
            Error::unavailable(
                "upload-unreadable",
                "The file cannot be read",
                error.to_string(),
                "Choose it again; if that fails, check the disk.",
            )
        })?;
        let ending = path.extension().and_then(|ending| ending.to_str());
        recordings.close(&recording)?;
        let sound = match glidepath_speech::decode(BufReader::new(file), ending) {
            Ok(sound) => sound,
            Err(error) => {
                recordings.remove_original(&recording)?;
                return Err(error.into());
            }
        };
        recordings.put(&recording, &sound.samples)?;
        Ok(Heard {
            recording,
            duration_ms: sound.duration_ms(),
            from: sound.from,
            truncated: sound.truncated,
        })
    })
    .await
}

impl From<glidepath_speech::SoundError> for Error {
    fn from(error: glidepath_speech::SoundError) -> Self {
        Self::invalid(error.code(), error.what(), error.why(), error.fix())
    }
}
