//! The review of a drill's answer, under the rules of today.

use glidepath_domain::{Attempt, Drill, Review};

use super::beside::beside;
use crate::{Bank, Error, Reviewer};

/// The answer of a drill as an attempt.
pub(super) fn attempt_of(bank: &Bank, drill: &Drill) -> Attempt {
    let answer = drill.answer();
    Attempt {
        question: answer.map(|turn| turn.asked.clone()),
        principles: drill.principles.clone(),
        level: drill.level,
        role: drill.role,
        words: answer.map(|turn| turn.words.clone()).unwrap_or_default(),
        ..Attempt::of(answer.map(|turn| turn.text.as_str()).unwrap_or_default(), bank.today())
    }
}

/// Reviews the answer of a drill.
pub(super) async fn review_of(bank: &Bank, reviewer: &Reviewer, drill: &Drill) -> Result<Review, Error> {
    let (reviewer, attempt) = (reviewer.clone(), attempt_of(bank, drill));
    beside(move || Ok(reviewer.review(&attempt).0)).await
}
