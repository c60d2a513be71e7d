//! Digging: what a candidate brought up about one project, before it is a story. Source: domain §3.

use crate::Principle;
use crate::slug::slug_enum;

slug_enum! {
    /// The six steps of digging.
    DigStep as "dig step" {
        /// Bring it all up, without polish.
        Extract = "extract",
        /// Put it on a frame.
        Frame = "frame",
        /// Tell it aloud, again.
        Iterate = "iterate",
        /// Script it, as much as suits.
        Refine = "refine",
        /// Hear from somebody who has interviewed there.
        GoodToGreat = "good-to-great",
        /// Practise under challenge.
        Mindset = "mindset",
    }
}

/// What was answered to one prompt; the brain dump is the answer to the prompt `dump`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigAnswer {
    /// The prompt's slug, from `content/prompts`.
    pub prompt: String,
    /// The words exactly as given.
    pub text: String,
}

/// A sentence worth keeping, word for word from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gem {
    /// The words, an exact part of an answer.
    pub quote: String,
    /// The prompt they answered.
    pub prompt: String,
    /// What they signal.
    pub principle: Option<Principle>,
    /// Whether a customer is in them, which makes them worth more.
    pub customer: bool,
    /// Whether they hold a figure.
    pub metric: bool,
}

/// Digging into one project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dig {
    /// What the candidate calls the project.
    pub project: String,
    /// For whom it was.
    pub employer: String,
    /// Where the conversation stands.
    pub step: DigStep,
    /// What was answered so far.
    pub answers: Vec<DigAnswer>,
    /// What was kept of it.
    pub gems: Vec<Gem>,
}
