//! Reviews of drills' answers, under the rules of today: of one, and of many for looking back. Each is made once and remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use glidepath_domain::{Attempt, Date, Drill, DrillState, Review, Tier};

use super::beside::beside;
use crate::{Bank, Error, Kept, Reviewer, side_by_side};

/// How many reviews are remembered; they are then all forgotten, which costs a second of reading again.
const MOST_REMEMBERED: usize = 1_000;

/// Whose review it is: the drill's, with or without an encoder.
type Key = (String, bool);

/// A review with what it was made of.
type Remembered = (Attempt, Arc<Review>);

/// Reviews that were made, with the attempt each was made of: a follow-up that came in since changes nothing about the answer.
#[derive(Debug, Default, Clone)]
pub(crate) struct Reviews(Arc<Mutex<HashMap<Key, Remembered>>>);

/// A drill with its review.
#[derive(Debug, Clone)]
pub(crate) struct ReviewedDrill {
    pub(crate) kept: Kept<Drill>,
    pub(crate) review: Arc<Review>,
}

impl ReviewedDrill {
    pub(super) fn told(&self) -> glidepath_practice::Told<'_> {
        glidepath_practice::Told {
            drill: &self.kept.value,
            review: &self.review,
            // Later changes of a drill, such as words put right, do not make it a later one.
            at_ms: self.kept.created_ms,
        }
    }
}

/// The answer of a drill as an attempt.
pub(super) fn attempt_of(today: Date, drill: &Drill) -> Attempt {
    let answer = drill.answer();
    Attempt {
        question: answer.map(|turn| turn.asked.clone()),
        principles: drill.principles.clone(),
        level: drill.level,
        role: drill.role,
        words: answer.map(|turn| turn.words.clone()).unwrap_or_default(),
        ..Attempt::of(answer.map(|turn| turn.text.as_str()).unwrap_or_default(), today)
    }
}

/// Reviews the answer of a drill.
pub(super) async fn review_of(bank: &Bank, reviewer: &Reviewer, drill: &Kept<Drill>) -> Result<Arc<Review>, Error> {
    let mut all = review_all(bank, reviewer, vec![drill.clone()]).await?;
    all.pop().map(|one| one.review).ok_or_else(|| {
        Error::unavailable(
            "work-broke-off",
            "The review broke off",
            "nothing came back",
            "Try again; please report it if it happens again.",
        )
    })
}

/// Every drill that has ended and has words, with its review, oldest first; the latest `most` of them.
pub(super) async fn ended(bank: &Bank, reviewer: &Reviewer, most: usize) -> Result<Vec<ReviewedDrill>, Error> {
    ended_among(bank, reviewer, bank.desk().drills().await?, most).await
}

/// The same among these.
pub(super) async fn ended_among(
    bank: &Bank,
    reviewer: &Reviewer,
    mut drills: Vec<Kept<Drill>>,
    most: usize,
) -> Result<Vec<ReviewedDrill>, Error> {
    drills.retain(|kept| {
        kept.value.state == DrillState::Done && kept.value.answer().is_some_and(|turn| !turn.text.is_empty())
    });
    drills.drain(..drills.len().saturating_sub(most));
    review_all(bank, reviewer, drills).await
}

/// These drills with their reviews, in their order.
pub(crate) async fn review_all(
    bank: &Bank,
    reviewer: &Reviewer,
    drills: Vec<Kept<Drill>>,
) -> Result<Vec<ReviewedDrill>, Error> {
    let (reviews, reviewer, today) = (bank.reviews().clone(), reviewer.clone(), bank.today());
    beside(move || {
        let with_encoder = reviewer.has_encoder();
        Ok(side_by_side(drills, |kept| {
            let key = (kept.id.clone(), with_encoder);
            let attempt = attempt_of(today, &kept.value);
            let known = reviews.get(&key, &attempt);
            let review = known.unwrap_or_else(|| {
                let made = Arc::new(reviewer.review(&attempt).0);
                // An encoder that could not speak, because it is damaged, may be able to later.
                if with_encoder == (made.engine.tier != Tier::Rules) {
                    reviews.put(key, attempt, &made);
                }
                made
            });
            ReviewedDrill { kept, review }
        }))
    })
    .await
}

impl Reviews {
    fn get(&self, key: &Key, attempt: &Attempt) -> Option<Arc<Review>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, review) = known.get(key)?;
        (of == attempt).then(|| Arc::clone(review))
    }

    fn put(&self, key: Key, attempt: Attempt, review: &Arc<Review>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        known.insert(key, (attempt, Arc::clone(review)));
    }
}
