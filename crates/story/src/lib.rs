//! One story: its frames, its readiness, its facts, and the digging that brings it up.
//!
//! Nothing here does IO, reads a clock, uses chance or makes up a word: what is not known stays blank. Where a review is
//! wanted, what it says is handed in.

mod edited;
mod frame;
mod lay;
mod readiness;

pub use edited::{OtherSections, edited};
pub use frame::{Section, shown};
pub use glidepath_content::{Field, Place};
pub use lay::lay;
pub use readiness::{Marks, Part, PartReading, Readiness, Take, changes_course, readiness};
