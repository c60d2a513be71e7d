//! The sample loop: an invented engineer's six rounds, told out of the sample bank's stories, to look at a debrief with. Two things in it
//! do not hold across rounds; they are meant to be found.

use super::answer_sheet::{AnswerSheet, parse};
use crate::Error;

const SHEET: &str = include_str!("../../../../content/sample-bank/loop.md");

/// The sheet, as it stands in the file.
#[must_use]
pub const fn sample_sheet() -> &'static str {
    SHEET
}

/// The sheet, read.
///
/// # Errors
/// When this build was made with one that cannot be read.
pub fn sample_loop() -> Result<AnswerSheet, Error> {
    parse(SHEET)
}
