//! Two takes held against each other: what the later one fixed, broke, lost and changed.

use std::sync::Arc;

use glidepath_domain::{Drill, Review, Turn};
use glidepath_practice::{Take, TakeDiff, take_diff};

use super::beside::beside;
use super::review_take::reviewable;
use super::reviewing::{attempt_of, review_of};
use crate::compare_answers::{Comparison, compare_answers};
use crate::review_answer::Reviewed;
use crate::{Bank, Error, Kept, Reviewer};

/// Two takes and what lies between them.
#[derive(Debug, Clone, PartialEq)]
pub struct TakesApart {
    /// The earlier take.
    pub earlier: Kept<Drill>,
    /// Its answer and review.
    pub earlier_reviewed: Reviewed,
    /// The later take.
    pub later: Kept<Drill>,
    /// Its answer and review.
    pub later_reviewed: Reviewed,
    /// What the later one made of the earlier.
    pub diff: TakeDiff,
    /// Word by word, and strengths too.
    pub comparison: Comparison,
}

/// Holds one take against another, whichever was told first being the earlier.
///
/// # Errors
/// When one of them is not there, is still open or has no words, or both are the same.
pub async fn compare_takes(bank: &Bank, reviewer: &Reviewer, one: &str, other: &str) -> Result<TakesApart, Error> {
    if one == other {
        return Err(Error::invalid(
            "takes-same",
            "A take cannot be held against itself",
            "both are the same one",
            "Choose another one of the same story or question.",
        ));
    }
    let (mut earlier, mut later) = (reviewable(bank, one).await?, reviewable(bank, other).await?);
    if (later.created_ms, &later.id) < (earlier.created_ms, &earlier.id) {
        std::mem::swap(&mut earlier, &mut later);
    }
    let before = review_of(bank, reviewer, &earlier).await?;
    let after = review_of(bank, reviewer, &later).await?;
    let today = bank.today();
    beside(move || {
        let diff = take_diff(&take(&earlier.value, &before), &take(&later.value, &after));
        let reviewed = |kept: &Kept<Drill>, review: &Arc<Review>| Reviewed {
            attempt: attempt_of(today, &kept.value),
            review: Review::clone(review),
            id: None,
            more: false,
        };
        let (earlier_reviewed, later_reviewed) = (reviewed(&earlier, &before), reviewed(&later, &after));
        Ok(TakesApart {
            comparison: compare_answers(&earlier_reviewed, &later_reviewed),
            earlier,
            earlier_reviewed,
            later,
            later_reviewed,
            diff,
        })
    })
    .await
}

fn take<'t>(drill: &'t Drill, review: &'t Review) -> Take<'t> {
    static NOTHING: &[glidepath_domain::TimedWord] = &[];
    let answer: Option<&Turn> = drill.answer();
    Take {
        text: answer.map(|turn| turn.text.as_str()).unwrap_or_default(),
        review,
        words: answer.map_or(NOTHING, |turn| turn.words.as_slice()),
    }
}
