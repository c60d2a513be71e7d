//! Use cases: one file for each thing a person does, and the public shapes they see.
//!
//! This is the only layer that joins thinking with adapters; the command line, the pages and every later edge call it
//! and share [`wire`], the one place with `Serialize` that the outside sees, and [`Error`], the one shape of bad news.

mod anchor;
pub mod answer_with;
pub mod back_up;
pub mod bank;
pub mod bring_in;
pub mod cheat_sheet;
pub mod compare_answers;
pub mod config;
pub mod coverage;
pub mod deck;
pub mod dig;
mod error;
pub mod evaluate;
pub mod fact_ledger;
pub mod find_questions;
pub mod find_stories;
pub mod hand_out;
pub mod hand_out_debrief;
pub mod keep_draft;
pub mod keep_story;
pub mod lay_dig;
pub mod lay_story;
pub mod loops;
pub mod match_stories;
pub mod models;
pub mod note_telling;
pub mod own_questions;
pub mod practice;
pub mod preferences;
pub mod remove_story;
pub mod restore;
pub mod review_answer;
pub mod reviewer;
pub mod sample_bank;
mod saved;
pub mod scorecard_file;
pub mod seeker;
mod side_by_side;
pub mod story_history;
pub mod story_readiness;
pub mod tag_question;
pub mod which_dig;
pub mod which_story;
pub mod wire;

pub use bank::{Bank, Edge, LazyBank};
pub use error::{Error, ErrorKind};
pub use glidepath_exchange::{Incoming, MOST_BYTES, MOST_UNPACKED, Part, Take};
pub use glidepath_store::{
    Act, Draft, Kept, Past, Place, Recording, RecordingError, Recordings, SourceText, StoryCard, Telling, Upload,
};
pub use reviewer::Reviewer;
pub use saved::{Clash, Saved};
pub use side_by_side::side_by_side;
