//! The end of a drill: enough was asked, its teller says how it went, and only then is the review shown. Or it is left.

use glidepath_domain::{Drill, DrillState, FirstReview, ReplyKind, Review, StoryId, Verdict};

use super::open_drill::{is_open, keep, refuse_of_loop, refuse_unless, seen_drill};
use super::reviewing::review_of;
use super::weak_cards;
use crate::note_telling::{Told, note_telling};
use crate::{Bank, Error, Kept, Reviewer};

/// How it went, as its teller says before the review is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The teller's own mark.
    pub verdict: Verdict,
    /// The story that was told, where it is one of the bank's; what was given at the start unless given.
    pub story: Option<String>,
}

/// Ends the asking. A follow-up that is still open counts as passed.
///
/// # Errors
/// When nothing was answered yet, the drill has ended, or it went on elsewhere.
pub async fn enough(bank: &Bank, id: &str, seen: i64) -> Result<Kept<Drill>, Error> {
    let mut value = seen_drill(bank, id, seen).await?.value;
    refuse_unless(&value, &[DrillState::Asking], "ended")?;
    if let Some(turn) = value.turns.last_mut().filter(|turn| turn.reply == ReplyKind::Open) {
        turn.reply = ReplyKind::Passed;
    }
    value.state = DrillState::Rating;
    keep(bank, id, seen, &value).await
}

/// Leaves a drill. What was said is kept and can be looked at.
///
/// # Errors
/// When it has ended, belongs to a loop, or went on elsewhere.
pub async fn leave_drill(bank: &Bank, id: &str, seen: i64) -> Result<Kept<Drill>, Error> {
    let mut value = seen_drill(bank, id, seen).await?.value;
    refuse_of_loop(&value, "left")?;
    if !is_open(&value) {
        refuse_unless(&value, &[DrillState::Telling], "left")?;
    }
    value.state = DrillState::Left;
    keep(bank, id, seen, &value).await
}

/// Takes the teller's own verdict and ends the drill: its review may be seen from now on, and what it says is noted for later
/// comparison. A story that was told gets a telling, and what several tellings were weak on comes back among the cards of memory.
///
/// # Errors
/// When the drill is not at that point, belongs to a loop, there is no such story, or it went on elsewhere.
pub async fn rate_drill(
    bank: &Bank,
    reviewer: &Reviewer,
    id: &str,
    seen: i64,
    rating: &Rating,
) -> Result<Kept<Drill>, Error> {
    let told = seen_drill(bank, id, seen).await?;
    refuse_of_loop(&told.value, "rated")?;
    refuse_unless(&told.value, &[DrillState::Rating], "rated")?;
    let review = review_of(bank, reviewer, &told).await?;
    let mut value = told.value;
    if let Some(story) = &rating.story {
        bank.desk().story(story).await?;
        value.story = Some(StoryId(story.clone()));
    }
    value.own_verdict = Some(rating.verdict);
    value.first_review = Some(first_review(&review));
    value.state = DrillState::Done;
    let kept = keep(bank, id, seen, &value).await?;
    // The drill is done: whoever is told otherwise rates it twice. What could not be noted is noted after the next one.
    drop(note(bank, &kept.value).await);
    drop(weak_cards::renew(bank, reviewer, id).await);
    Ok(kept)
}

/// Notes that the story of a drill was told.
async fn note(bank: &Bank, drill: &Drill) -> Result<(), Error> {
    let (Some(StoryId(story)), Some(answer)) = (&drill.story, drill.answer()) else {
        return Ok(());
    };
    let told = Told {
        question: answer.asked.clone(),
        principle: drill.principles.first().copied(),
        seconds: answer.took_ms.and_then(|ms| u32::try_from(ms.div_ceil(1_000)).ok()),
        at_ms: None,
    };
    note_telling(bank, story, &told).await.map(drop)
}

/// What a review says, as far as it is kept.
pub(crate) fn first_review(review: &Review) -> FirstReview {
    FirstReview {
        engine: review.engine.clone(),
        as_of: review.as_of,
        findings: review.findings.iter().map(|finding| finding.rule.to_owned()).collect(),
        strengths: review
            .strengths
            .iter()
            .map(|strength| strength.rule.to_owned())
            .collect(),
        verdict: review.overall.verdict,
    }
}
