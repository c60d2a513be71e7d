//! What can be wrong with a sound file, in words for the person who brought it. Damage that leaves something to hear is no error: the
//! sound then says that it is cut short.

use std::fmt;

/// Why a file gave no sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SoundError {
    /// Not one byte.
    Empty,
    /// No known kind of sound file.
    NotSound,
    /// Known, but not decoded here: what it is.
    Unsupported(String),
    /// It says that it is a sound file, and nothing in it could be decoded: how it failed.
    Damaged(String),
    /// Longer than [`LONGEST_S`](crate::LONGEST_S) seconds.
    TooLong,
    /// The disk or the connection failed while it was read.
    Unreadable(String),
}

impl SoundError {
    /// Stable, in kebab case: scripts may rely on it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "sound-empty",
            Self::NotSound => "not-sound",
            Self::Unsupported(_) => "sound-unsupported",
            Self::Damaged(_) => "sound-damaged",
            Self::TooLong => "sound-too-long",
            Self::Unreadable(_) => "sound-unreadable",
        }
    }

    /// What happened.
    #[must_use]
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Empty => "The recording is empty",
            Self::NotSound => "This is not a sound file that can be read here",
            Self::Unsupported(_) => "This kind of sound cannot be decoded here",
            Self::Damaged(_) => "Nothing in this recording could be decoded",
            Self::TooLong => "The recording is too long",
            Self::Unreadable(_) => "The recording could not be read to its end",
        }
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::Empty => "the file holds no bytes, or no sample of sound".to_owned(),
            Self::NotSound => {
                "its bytes are none of WAV, AIFF, MP3, M4A, AAC, Ogg, WebM or FLAC, whatever its name says".to_owned()
            }
            Self::Unsupported(what) => format!("it holds {what}"),
            Self::Damaged(how) | Self::Unreadable(how) => how.clone(),
            Self::TooLong => format!(
                "an answer of more than {} hours is not analysed",
                crate::LONGEST_S / 3_600
            ),
        }
    }

    /// What to do.
    #[must_use]
    pub const fn fix(&self) -> &'static str {
        match self {
            Self::Empty => "Record it again, and watch the level meter move before you start.",
            Self::NotSound | Self::Unsupported(_) => {
                "Save it as WAV, MP3, FLAC or Ogg from the program that made it, and bring that."
            }
            Self::Damaged(_) => {
                "Take the original again if you still have it, or save it anew from the program that made it."
            }
            Self::TooLong => "Cut out the answer you want looked at, and bring that.",
            Self::Unreadable(_) => "Check the disk or the connection, and try again.",
        }
    }
}

impl fmt::Display for SoundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.what(), self.why(), self.fix())
    }
}

impl std::error::Error for SoundError {}
