//! A block of practice: 20 to 30 minutes with a plan one can see, and an end. Source: domain §7.

use crate::slug::slug_enum;

slug_enum! {
    /// What one part of a block practises.
    PartKind as "part kind" {
        /// One behavioural question, told and drilled.
        Behavioural = "behavioural",
        /// Stories found against the clock.
        Recall = "recall",
        /// One coding pattern.
        Coding = "coding",
        /// One design vignette.
        Design = "design",
    }
}

/// One part of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockPart {
    /// What it practises.
    pub kind: PartKind,
    /// Its share of the time.
    pub minutes: u32,
    /// What it is done with: a question's or a drill's name; empty until it is begun.
    pub with: String,
    /// Whether it is done.
    pub done: bool,
}

/// A block of practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its parts, in order.
    pub parts: Vec<BlockPart>,
    /// When it was begun, in UTC milliseconds.
    pub begun_ms: i64,
    /// When it was ended, in UTC milliseconds; `None` while it runs.
    pub ended_ms: Option<i64>,
}
