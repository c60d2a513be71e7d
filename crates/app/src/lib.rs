//! Use cases: one file for each thing a person does, and the public shapes they see.
//!
//! This is the only layer that joins thinking with adapters; the command line, the pages and every later edge call it
//! and share [`wire`], the one place with `Serialize` that the outside sees, and [`Error`], the one shape of bad news.

pub mod compare_answers;
pub mod config;
mod error;
pub mod evaluate;
pub mod models;
pub mod review_answer;
pub mod reviewer;
mod side_by_side;
pub mod wire;

pub use error::{Error, ErrorKind};
pub use reviewer::Reviewer;
pub use side_by_side::side_by_side;
