//! What an interviewer makes of a question the candidate asks at the end. It reads the question and the job description, and knows
//! nothing of the answer.
//!
//! Turns of phrase tell what a question is about, and words that not any company has tell whether it is about this team. Measured
//! on questions by two writers: `tests/loop/own.rs`.

use std::collections::BTreeSet;

use glidepath_domain::{OwnQuestionNote, Role};

use crate::heard::{Heard, attempt};
use note::note;
pub use signal::OwnSignal;
use signal::signals;
use team::TeamWords;

mod note;
mod phrase;
mod signal;
mod specific;
mod team;
mod turns_of_phrase;

/// What is known of the team that is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Team<'a> {
    /// The job description, word for word; empty for none.
    pub job: &'a str,
    /// The role applied for.
    pub role: Option<Role>,
}

/// What an interviewer of this team makes of a question. Whatever the note quotes stands in the question or the job description.
#[must_use]
pub fn read_own_question(asked: &str, team: &Team<'_>) -> OwnQuestionNote {
    let attempt = attempt(asked);
    let (signals, specific) = signals(&Heard::of(&attempt), &TeamWords::of(team.job));
    note(asked, team, &signals, &specific)
}

/// What a question shows.
#[must_use]
pub fn own_signals(asked: &str, team: &Team<'_>) -> BTreeSet<OwnSignal> {
    let attempt = attempt(asked);
    signals(&Heard::of(&attempt), &TeamWords::of(team.job)).0
}
