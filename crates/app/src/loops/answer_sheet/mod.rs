//! A whole loop as one file: what was asked and what was answered, round by round, as Markdown. It can be written by hand, replayed, and
//! made from a loop that was held.
//!
//! ```text
//! ---
//! name: Harbour & Sons
//! role: sde
//! level: L6
//! minutes: 45
//! ---
//!
//! # Round 1
//! chair: peer
//! principles: customer-obsession, dive-deep
//!
//! ## dive-deep-came-back-again
//! The answer, in as many paragraphs as it takes.
//!
//! ### Reply What was asked may stand here and is passed over.
//! What was said to the first follow-up.
//!
//! ### Pass
//!
//! ## Tell me about a time you were wrong.
//! A question may be a name of the bank's or own words. Without an answer it was passed.
//!
//! ## Own questions
//! - What did the team give up to ship the last release?
//! ```
//!
//! A line of an answer that begins with `#` is written with a backslash before it.

mod parse;
mod sheet_of;

use glidepath_domain::{Chair, Level, Principle, Role};

pub use parse::parse;
pub use sheet_of::sheet_of;

/// The longest sheet, in bytes. Set by hand: six rounds of an hour have a fiftieth of it.
pub const LONGEST_SHEET: usize = 4 * 1024 * 1024;

/// The usual length of a round where the sheet does not say, in minutes. Source: domain §9.
pub(super) const USUAL_MINUTES: u32 = 45;

/// A loop's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerSheet {
    /// As the candidate calls the loop; empty for none.
    pub name: String,
    /// The role applied for.
    pub role: Option<Role>,
    /// The level applied for.
    pub level: Option<Level>,
    /// How long each round is, in minutes.
    pub minutes: Option<u32>,
    /// How many rounds the loop has, where it has more than are written here.
    pub rounds_in_all: Option<u32>,
    /// Principles in scope.
    pub scope: Vec<Principle>,
    /// The number to draw with.
    pub draw: u64,
    /// The rounds.
    pub rounds: Vec<SheetRound>,
}

/// One round of a sheet. What is not said of who sits there is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRound {
    /// Which chair.
    pub chair: Option<Chair>,
    /// The persona's slug.
    pub persona: String,
    /// A person's name, where one sat.
    pub person: String,
    /// What is looked for.
    pub principles: Vec<Principle>,
    /// The questions.
    pub questions: Vec<SheetQuestion>,
    /// What the candidate asked.
    pub own_questions: Vec<String>,
}

/// A question with what was said to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetQuestion {
    /// A name of the bank's, or own words.
    pub asked: String,
    /// The answer; empty where it was passed.
    pub answer: String,
    /// What was said to each follow-up.
    pub replies: Vec<SheetReply>,
    /// The line of the sheet it stands in, from 1; 0 where it stands in none.
    pub line: usize,
}

/// What was said to a follow-up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetReply {
    /// What was asked, as a remark. An interviewer asks anew what fits; only where a person sat is it put again.
    pub remark: String,
    /// The words; empty where it was passed.
    pub text: String,
}
