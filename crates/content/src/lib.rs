//! What is written and not coded: the principles and the questions, in our own words.
//!
//! Content files are embedded, read on first use and checked by tests, so that nothing here can fail once the tests
//! have passed.

mod place;
mod principle;
mod prompt;
mod question;

pub use place::{Field, NoPlace, Place};
pub use principle::{PrincipleText, principle, principles};
pub use prompt::{Area, Prompt, prompt, prompts};
pub use question::{BankQuestion, question, questions};
