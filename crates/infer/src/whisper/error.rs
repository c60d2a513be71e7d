//! What can go wrong between a folder of files and words: which file, what is wrong with it, and what to do.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why the transcriber cannot be opened, or gave no words.
#[derive(Debug, Error)]
#[error("{}: {}. {}", self.what(), self.why(), self.fix())]
pub enum WhisperError {
    /// A file of the model is not there.
    Missing {
        /// The file, or the first of those that would do.
        file: PathBuf,
    },
    /// A file is there and cannot be read for what it should be.
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What reading it came upon.
        why: String,
    },
    /// A file can be read, but is not of a model that this program runs.
    Misfit {
        /// The file.
        file: PathBuf,
        /// What was expected and what was found.
        why: String,
    },
    /// A language that the model does not have.
    Language {
        /// As it was asked for.
        asked: String,
    },
    /// Words to begin with that cannot be taken.
    Prompt {
        /// What is wrong with them.
        why: String,
    },
    /// The model ran, and gave numbers that are none.
    Failed {
        /// Which part of it, and what it came upon.
        why: String,
    },
    /// Whoever asked wanted no more of it.
    Stopped,
}

impl WhisperError {
    pub(super) fn missing(file: &Path) -> Self {
        Self::Missing {
            file: file.to_path_buf(),
        }
    }

    pub(super) fn unreadable(file: &Path, why: impl ToString) -> Self {
        Self::Unreadable {
            file: file.to_path_buf(),
            why: why.to_string(),
        }
    }

    pub(super) fn misfit(file: &Path, why: impl Into<String>) -> Self {
        Self::Misfit {
            file: file.to_path_buf(),
            why: why.into(),
        }
    }

    pub(super) fn failed(part: &str, why: impl ToString) -> Self {
        Self::Failed {
            why: format!("{part}: {}", why.to_string()),
        }
    }

    /// Stable, in kebab case: scripts may rely on it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "whisper-file-missing",
            Self::Unreadable { .. } => "whisper-file-unreadable",
            Self::Misfit { .. } => "whisper-not-supported",
            Self::Language { .. } => "whisper-language-unknown",
            Self::Prompt { .. } => "whisper-prompt-refused",
            Self::Failed { .. } => "whisper-failed",
            Self::Stopped => "whisper-stopped",
        }
    }

    /// What happened.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Missing { file } | Self::Unreadable { file, .. } | Self::Misfit { file, .. } => {
                format!("The transcriber cannot be opened: {}", file.display())
            }
            Self::Language { asked } => format!("The transcriber does not have the language {asked:?}"),
            Self::Prompt { .. } => "The transcriber cannot begin with these words".to_owned(),
            Self::Failed { .. } => "The transcriber gave no words".to_owned(),
            Self::Stopped => "The transcriber was stopped".to_owned(),
        }
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::Missing { .. } => "the file is not there".to_owned(),
            Self::Unreadable { why, .. } | Self::Misfit { why, .. } | Self::Prompt { why } | Self::Failed { why } => {
                why.clone()
            }
            Self::Language { .. } => "its vocabulary has no mark for it".to_owned(),
            Self::Stopped => "that was asked for".to_owned(),
        }
    }

    /// What to do.
    #[must_use]
    pub const fn fix(&self) -> &'static str {
        match self {
            Self::Missing { .. } | Self::Unreadable { .. } => {
                "Check the model with `glidepath models verify`, and fetch or add it again."
            }
            Self::Misfit { .. } => "Use a model of the list: `glidepath models` shows it.",
            Self::Language { .. } => "Give a two-letter code, such as en, or leave the language to be heard.",
            Self::Prompt { .. } => "Take fewer or plainer words, or none.",
            Self::Failed { .. } => "The recording is kept. Type the words, or try another transcriber.",
            Self::Stopped => "Start it again when you want its words.",
        }
    }
}
