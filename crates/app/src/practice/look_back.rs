//! Looking back over the drills: principle by principle, finding by finding, own verdicts against the review's, whether nudges help,
//! how far stories hold.

use glidepath_domain::{Overall, ReplyKind, Severity, Verdict};
use glidepath_interview::{Depths, Drilled, breaking_depth, breaking_depths};
use glidepath_practice::{
    FindingProgress, Gap, Outcome, PrincipleProgress, Told, Trial, cost, findings, gap, principles, trial,
};

use super::beside::beside;
use super::ladder::{follow_ups, readings};
use super::reviewing::{ReviewedDrill, ended};
use crate::{Bank, Error, Reviewer};

/// The latest drills looked at. More would take the first look of the day longer than anybody waits, and say little of how one tells now.
const LOOKED_AT: usize = 100;

/// One telling on the time line.
#[derive(Debug, Clone, PartialEq)]
pub struct TakePoint {
    /// The drill.
    pub drill: String,
    /// When, in UTC milliseconds.
    pub at_ms: i64,
    /// The main principle, where it is known.
    pub principle: Option<glidepath_domain::Principle>,
    /// How long the answer took, in seconds.
    pub seconds: Option<f64>,
    /// The timebox in seconds.
    pub limit_s: u32,
    /// Findings by what they cost: hint, watch, costly.
    pub findings: [usize; 3],
    /// Follow-ups in a row that drew something new; none where none was asked.
    pub depth: Option<u32>,
    /// The teller's own mark.
    pub own: Option<Verdict>,
    /// The review's mark.
    pub verdict: Option<Verdict>,
}

/// Everything looked back on, under the rules of today.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The drills that ended, oldest first; the latest hundred.
    pub takes: Vec<TakePoint>,
    /// Principle by principle, the weakest first.
    pub principles: Vec<PrincipleProgress>,
    /// Finding by finding, the most frequent first.
    pub findings: Vec<FindingProgress>,
    /// Own verdicts against the review's.
    pub gap: Gap,
    /// Whether nudges help, over the drills that were on trial.
    pub trial: Trial,
    /// How far stories hold, by story and principle.
    pub depths: Vec<Depths>,
}

/// Looks back.
///
/// # Errors
/// When the database does not answer.
pub async fn look_back(bank: &Bank, reviewer: &Reviewer) -> Result<Progress, Error> {
    let reviewed = ended(bank, reviewer, LOOKED_AT).await?;
    beside(move || {
        let told: Vec<Told<'_>> = reviewed.iter().map(ReviewedDrill::told).collect();
        let rated: Vec<(Verdict, Overall)> = reviewed
            .iter()
            .filter_map(|one| Some((one.kept.value.own_verdict?, one.review.overall.clone())))
            .collect();
        let outcomes: Vec<Outcome> = reviewed
            .iter()
            .filter(|one| one.kept.value.on_trial)
            .filter_map(|one| {
                Some(Outcome {
                    nudged: one.kept.value.nudged,
                    cost: cost(&one.review)?,
                })
            })
            .collect();
        let drilled: Vec<Drilled> = reviewed.iter().filter_map(drilled).collect();
        Ok(Progress {
            takes: reviewed.iter().map(point).collect(),
            principles: principles(&told),
            findings: findings(&told),
            gap: gap(&rated),
            trial: trial(&outcomes),
            depths: breaking_depths(&drilled),
        })
    })
    .await
}

fn drilled(one: &ReviewedDrill) -> Option<Drilled> {
    let drill = &one.kept.value;
    let probed = one.review.verdicts.first().map(|verdict| verdict.principle);
    Some(Drilled {
        story: drill.story.clone(),
        principle: drill.principles.first().copied().or(probed)?,
        depth: breaking_depth(follow_ups(drill), &readings(drill)),
    })
}

fn point(one: &ReviewedDrill) -> TakePoint {
    let drill = &one.kept.value;
    let count = |severity| one.review.findings.iter().filter(|f| f.severity == severity).count();
    let asked = follow_ups(drill).iter().any(|turn| turn.reply != ReplyKind::Open);
    TakePoint {
        drill: one.kept.id.clone(),
        at_ms: one.kept.created_ms,
        principle: drill.principles.first().copied(),
        seconds: drill
            .answer()
            .and_then(|turn| turn.took_ms)
            .map(|ms| ms as f64 / 1_000.0),
        limit_s: drill.limit_s,
        findings: [count(Severity::Hint), count(Severity::Watch), count(Severity::Costly)],
        depth: asked.then(|| breaking_depth(follow_ups(drill), &readings(drill)).reached),
        own: drill.own_verdict,
        verdict: one.review.overall.verdict,
    }
}
