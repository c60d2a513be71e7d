//! A drill with what its review says: what looking back over several drills works on. Reviews are made elsewhere.

use glidepath_domain::{Drill, Review};

/// A drill that was told and reviewed.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The drill.
    pub drill: &'a Drill,
    /// What its answer's review says.
    pub review: &'a Review,
    /// When it ended, in UTC milliseconds.
    pub at_ms: i64,
}

impl Told<'_> {
    /// Whether there was enough English to judge: what could not be judged speaks neither for nor against its teller.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        !self.review.is_beyond_judging()
    }
}
