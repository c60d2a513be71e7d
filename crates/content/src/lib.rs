//! What is written and not coded: the principles, the questions, the follow-ups and the interviewers, in our own words.
//!
//! Content files are embedded, read on first use and checked by tests, so that nothing here can fail once the tests
//! have passed.

mod follow_up;
mod own_question;
mod persona;
mod place;
mod principle;
mod prompt;
mod question;

pub use follow_up::{CutIn, FollowUpTemplate, FollowUps, Source, Variable, Voice, Want, follow_ups};
pub use own_question::{About, OwnQuestion, own_questions};
pub use persona::{Breadth, InDebrief, Persona, Pet, Says, persona, personas};
pub use place::{Field, NoPlace, Place};
pub use principle::{PrincipleText, principle, principles};
pub use prompt::{Area, Prompt, prompt, prompts};
pub use question::{BankQuestion, question, questions};
