//! The takes, in a list: what was asked, how long it took, what was found at first, how far it held.

use glidepath_domain::{Drill, DrillState, ReplyKind, Severity, StoryId, Verdict};
use glidepath_interview::breaking_depth;
use glidepath_review::rules;

use super::beside::beside;
use super::ladder::{follow_ups, readings};
use super::open_drill::is_open;
use crate::{Bank, Error, Kept};

/// Which takes to list; what is not set lets every take through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakeFilter {
    /// Of this question of the bank.
    pub question: Option<String>,
    /// Of this story.
    pub story: Option<String>,
    /// Only those that ended.
    pub done: bool,
}

/// One take of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeRow {
    /// The drill.
    pub drill: Kept<Drill>,
    /// What the story told is called, where it is known and still there.
    pub story_title: String,
    /// How long the answer took, in seconds.
    pub seconds: Option<f64>,
    /// Findings of the first review by what they cost: hint, watch, costly. Hints while there was none.
    pub findings: [usize; 3],
    /// The first review's mark.
    pub verdict: Option<Verdict>,
    /// Follow-ups that were answered, and that were passed.
    pub answered: usize,
    /// Follow-ups that were passed.
    pub passed: usize,
    /// Follow-ups in a row that drew something new.
    pub depth: u32,
    /// Whether the depth is where it broke; else it held to its end, or nothing was asked.
    pub broke: bool,
    /// Whether there is sound.
    pub has_sound: bool,
}

/// The takes that a filter lets through, the latest first. Those of a loop come when it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn list_takes(bank: &Bank, filter: &TakeFilter) -> Result<Vec<TakeRow>, Error> {
    let mut drills = bank.desk().drills().await?;
    drills.retain(|kept| filter.lets_through(&kept.value) && (kept.value.of_loop.is_none() || !is_open(&kept.value)));
    drills.reverse();
    let cards = bank.desk().cards().await?;
    beside(move || {
        let title = |story: &StoryId| {
            cards
                .iter()
                .find(|card| card.id == story.0)
                .map(|card| card.title.clone())
        };
        let row = |drill: Kept<Drill>| {
            let story_title = drill.value.story.as_ref().and_then(title).unwrap_or_default();
            row_of(drill, story_title)
        };
        Ok(drills.into_iter().map(row).collect())
    })
    .await
}

fn row_of(drill: Kept<Drill>, story_title: String) -> TakeRow {
    let value = &drill.value;
    let depth = breaking_depth(follow_ups(value), &readings(value));
    let count = |kind| follow_ups(value).iter().filter(|turn| turn.reply == kind).count();
    let mut findings = [0; 3];
    for rule in value.first_review.iter().flat_map(|first| &first.findings) {
        // A rule that is gone since cost something once: how much is not known any more.
        let severity = rules::find(rule)
            .and_then(|rule| rule.severity())
            .unwrap_or(Severity::Hint);
        findings[severity as usize] += 1;
    }
    TakeRow {
        story_title,
        seconds: value
            .answer()
            .and_then(|turn| turn.took_ms)
            .map(|ms| ms as f64 / 1_000.0),
        findings,
        verdict: value.first_review.as_ref().and_then(|first| first.verdict),
        answered: count(ReplyKind::Said),
        passed: count(ReplyKind::Passed),
        depth: depth.reached,
        broke: depth.broke_at.is_some(),
        has_sound: value.turns.iter().any(|turn| !turn.recording.is_empty()),
        drill,
    }
}

impl TakeFilter {
    fn lets_through(&self, drill: &Drill) -> bool {
        let story = drill.story.as_ref().map(|story| story.0.as_str());
        self.question.as_ref().is_none_or(|wanted| *wanted == drill.question)
            && self.story.as_deref().is_none_or(|wanted| Some(wanted) == story)
            && (!self.done || drill.state == DrillState::Done)
    }
}
