//! What is to be remembered, and how well it is: the cards of the retrieval drill. Source: domain §7.

use crate::slug::slug_enum;
use crate::{Bucket, Principle, StoryId};

slug_enum! {
    /// What a card asks one to bring back.
    MemoryKind as "memory kind" {
        /// Which story answers questions of this family.
        Match = "match",
        /// How a story opens.
        Opening = "opening",
        /// A figure of a story.
        Figure = "figure",
        /// How a story ends.
        Ending = "ending",
        /// A principle that tellings were weak on.
        Principle = "principle",
        /// A finding that came back.
        Finding = "finding",
    }
}

slug_enum! {
    /// How well something was brought back, worst first.
    Grade as "grade" {
        /// Not, or the wrong thing.
        Again = "again",
        /// Late.
        Hard = "hard",
        /// In time.
        Good = "good",
        /// At once.
        Easy = "easy",
    }
}

/// A family of questions: one main principle in one bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuestionFamily {
    /// The main principle.
    pub principle: Principle,
    /// The bucket.
    pub bucket: Bucket,
}

/// One time a card was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recalled {
    /// When, in UTC milliseconds.
    pub at_ms: i64,
    /// How long it took to answer, in milliseconds.
    pub latency_ms: u64,
    /// How well it went.
    pub grade: Grade,
}

/// How firmly something is remembered, as FSRS counts it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the chance of bringing it back falls to nine in ten.
    pub stability: f64,
    /// 1 to 10.
    pub difficulty: f64,
}

/// Something to be brought back in time.
#[derive(Debug, Clone, PartialEq)]
pub struct MemoryCard {
    /// What it asks.
    pub kind: MemoryKind,
    /// The story it is about, where it is about one.
    pub story: Option<StoryId>,
    /// The family of questions, for a match.
    pub family: Option<QuestionFamily>,
    /// What else tells it from its like: a fact's name, a rule's or a principle's slug; may be empty.
    pub about: String,
    /// How firmly it sits; `None` while it was never asked.
    pub memory: Option<Memory>,
    /// When it is due, in UTC milliseconds.
    pub due_ms: i64,
    /// Every time it was asked, oldest first.
    pub asked: Vec<Recalled>,
}
