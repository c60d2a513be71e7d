//! What can go wrong with a recording, told so that a person can act on it. What was recorded before is always kept.

use crate::StoreError;

/// Why sound could not be kept or read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}. {}", self.what(), self.why(), self.fix())]
pub enum RecordingError {
    /// A name is none: 1 to 64 of a-z, 0-9 and -, at least one - among them.
    BadName {
        /// Its first 40 characters, without control characters.
        given: String,
    },
    /// There is no such recording.
    Missing {
        /// Its name.
        id: String,
    },
    /// A chunk begins after the end of what is there: what lies between was lost on the way.
    Gap {
        /// Samples on the disk: the chunk to send next begins here.
        have: u64,
        /// Where the chunk begins.
        from: u64,
    },
    /// A chunk is not a whole number of samples.
    OddLength {
        /// Its bytes.
        bytes: usize,
    },
    /// A chunk is larger than one may be.
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// The most a chunk may have.
        most: usize,
    },
    /// The recording would become longer than one may be.
    TooLong {
        /// The most samples of a recording.
        most: u64,
    },
    /// A file that was brought in is larger than one may be.
    FileTooLarge {
        /// The most bytes of a file.
        most: u64,
    },
    /// Another program is recording under this name.
    InUse {
        /// Its name.
        id: String,
    },
    /// The disk or the system is in the way.
    Disk(#[from] StoreError),
}

impl RecordingError {
    /// Stable, in kebab case: scripts may rely on it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadName { .. } => "recording-bad-name",
            Self::Missing { .. } => "recording-missing",
            Self::Gap { .. } => "recording-gap",
            Self::OddLength { .. } => "recording-odd-length",
            Self::TooLarge { .. } => "recording-chunk-too-large",
            Self::TooLong { .. } => "recording-too-long",
            Self::FileTooLarge { .. } => "recording-file-too-large",
            Self::InUse { .. } => "recording-in-use",
            Self::Disk(error) => error.code(),
        }
    }

    /// What happened.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::BadName { given } => format!("\"{given}\" cannot be the name of a recording"),
            Self::Missing { id } => format!("There is no recording {id}"),
            Self::Gap { have, from } => format!("Sound is missing between sample {have} and sample {from}"),
            Self::OddLength { bytes } => format!("A chunk of {bytes} bytes is no whole number of samples"),
            Self::TooLarge { bytes, .. } => format!("A chunk of {bytes} bytes was sent"),
            Self::TooLong { .. } => "The recording is full".to_owned(),
            Self::FileTooLarge { .. } => "The file is too large".to_owned(),
            Self::InUse { id } => format!("The recording {id} is in use"),
            Self::Disk(error) => error.what(),
        }
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::BadName { .. } => "a name has 3 to 64 of a-z, 0-9 and -, with a - among them".to_owned(),
            Self::Missing { .. } => "it was never begun, or it was removed".to_owned(),
            Self::Gap { .. } => "a chunk did not arrive, and a recording has no holes".to_owned(),
            Self::OddLength { .. } => "a sample has two bytes".to_owned(),
            Self::TooLarge { most, .. } => format!("a chunk has at most {most} bytes"),
            Self::TooLong { most } => {
                let minutes = most / (60 * u64::from(crate::SAMPLE_RATE));
                format!("a recording has at most {minutes} minutes")
            }
            Self::FileTooLarge { most } => format!("a file may have {} MB", most / 1_000_000),
            Self::InUse { .. } => "another Glidepath is recording under this name".to_owned(),
            Self::Disk(error) => error.why(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        match self {
            Self::BadName { .. } => "Take the name as it was given to you",
            Self::Missing { .. } => "Record it again, or go on with the words alone",
            Self::Gap { .. } => "Send again from the first sample that is missing; what was kept is whole",
            Self::OddLength { .. } | Self::TooLarge { .. } => "Send smaller chunks of whole 16-bit samples",
            Self::TooLong { .. } => "Finish this take; all of it is kept",
            Self::FileTooLarge { .. } => "Cut out the one answer, or save it as MP3, Opus or M4A",
            Self::InUse { .. } => "Finish there, or close it there and go on here",
            Self::Disk(error) => error.fix(),
        }
    }
}
