//! One story: its frames, its readiness, its facts, and the digging that brings it up.
//!
//! Nothing here does IO, reads a clock, uses chance or makes up a word: what is not known stays blank. Where a review is
//! wanted, what it says is handed in.

mod dig;
mod drift;
mod edited;
mod frame;
mod lay;
mod ledger;
mod pivot;
mod readiness;
mod stem;
mod versions;

pub use dig::{Blank, Candidate, Laid, Next, Signal, gems, laid, next};
pub use drift::{Drift, Side, Source, Statement, drift};
pub use edited::{OtherSections, edited};
pub use frame::{Section, shown};
pub use glidepath_content::{Field, Place};
pub use lay::lay;
pub use ledger::{Found, found, proposed};
pub use pivot::{By, Group, Row, metrics, pivot};
pub use readiness::{Marks, Part, PartReading, Readiness, Take, changes_course, readiness};
pub use versions::{Change, Run, RunKind, field_text, versions, words};
