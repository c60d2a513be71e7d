//! What is written and not coded: the principles in our own words.
//!
//! Content files are embedded, read on first use and checked by tests, so that nothing here can fail once the tests
//! have passed.

mod place;
mod principle;

pub use place::{Field, NoPlace, Place};
pub use principle::{PrincipleText, principle, principles};
