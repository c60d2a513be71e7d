//! A question of the bank, with what an interviewer knows about it.

use crate::slug::slug_enum;
use crate::{Bucket, Form, Level, Principle, Role};

slug_enum! {
    /// How hard a question is to answer well.
    Difficulty as "difficulty" {
        /// Says what it wants.
        Plain = "plain",
        /// Wants something that most stories lack.
        Hard = "hard",
        /// Puts the candidate on the spot.
        Severe = "severe",
    }
}

slug_enum! {
    /// How often a question is asked.
    Commonness as "commonness" {
        /// In most loops.
        VeryCommon = "very-common",
        /// Now and then.
        Common = "common",
        /// Seldom.
        Rare = "rare",
    }
}

/// The name of a question: a slug for the bank's own, a UUIDv7 for a person's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionId(pub String);

/// A question. Source: domain §6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The words, as asked.
    pub text: String,
    /// What it probes, the main principle first.
    pub principles: Vec<Principle>,
    /// The kind of occasion it wants.
    pub bucket: Bucket,
    /// Event, habit or opinion.
    pub form: Form,
    /// What a whole answer must hold, where it asks for more than one thing.
    pub parts: Vec<String>,
    /// Whom it is asked; everybody where empty.
    pub roles: Vec<Role>,
    /// At which levels; all where empty.
    pub levels: Vec<Level>,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// Whether the wording leads astray.
    pub tricky: bool,
    /// How often it is asked.
    pub commonness: Commonness,
    /// Follow-ups, each going deeper than the last.
    pub ladder: Vec<String>,
    /// What a good answer shows.
    pub good: String,
}
