//! An attempt: one telling of an answer, with whatever is known about the occasion.

use crate::{Date, Level, Principle, Role};

/// One word of a recording with its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedWord {
    /// The word as transcribed.
    pub word: String,
    /// Milliseconds from the start of the attempt.
    pub start_ms: u64,
    /// Milliseconds from the start of the attempt; never before `start_ms`.
    pub end_ms: u64,
}

/// One telling of an answer. Only `text` and `as_of` are always there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The words exactly as given.
    pub text: String,
    /// The question asked.
    pub question: Option<String>,
    /// The principles the interviewer was assigned.
    pub principles: Vec<Principle>,
    /// The level applied for.
    pub level: Option<Level>,
    /// The role applied for.
    pub role: Option<Role>,
    /// Word timings, empty when typed.
    pub words: Vec<TimedWord>,
    /// The day of the review: decides what "ten years ago" means.
    pub as_of: Date,
}

impl Attempt {
    /// An attempt of which only the words are known.
    #[must_use]
    pub fn of(text: impl Into<String>, as_of: Date) -> Self {
        Self {
            text: text.into(),
            question: None,
            principles: Vec::new(),
            level: None,
            role: None,
            words: Vec::new(),
            as_of,
        }
    }
}
