//! The public shapes around a loop: its plan before it begins, what a job description was read as, the list of loops, a scorecard.

use glidepath_domain::{Drill, Loop, Principle, RoundState, Scorecard, Verdict};
use serde::Serialize;

use super::{MockLoopOut, SpanOut, four, slugs};
use crate::Kept;
use crate::loops::{Inferred, JobRead, PlannedLoop};

/// Schema name of [`LoopPlanOut`].
pub const LOOP_PLAN_SCHEMA: &str = "glidepath.loop-plan/1";
/// Schema name of [`LoopsOut`].
pub const LOOPS_SCHEMA: &str = "glidepath.loops/1";
/// Schema name of [`ScorecardOut`].
pub const SCORECARD_SCHEMA: &str = "glidepath.scorecard/1";

/// A loop that could be begun. Who looks for what is not said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoopPlanOut {
    /// Always [`LOOP_PLAN_SCHEMA`].
    pub schema: &'static str,
    /// The number it was drawn with: the same one gives the same loop.
    pub draw: u64,
    /// The loop.
    #[serde(rename = "loop")]
    pub planned: MockLoopOut,
    /// Principles in scope that nobody looks for, since there are too few rounds.
    pub left_out: Vec<&'static str>,
    /// What the job description was read as; null where there is none.
    pub job: Option<JobReadOut>,
}

/// What a job description was read as, each part with the words it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobReadOut {
    /// The role, or null where the text does not say.
    pub role: Option<InferredOut>,
    /// The level, or null where the text does not say.
    pub level: Option<InferredOut>,
    /// All sixteen principles, those asked for most first.
    pub principles: Vec<PrincipleReadOut>,
}

/// Something inferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InferredOut {
    /// A role's or level's slug.
    pub value: &'static str,
    /// The line of the text.
    pub quote: String,
    /// Where it stands in the text as given, without space around it.
    pub span: SpanOut,
}

/// How much a job asks for a principle.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrincipleReadOut {
    /// Its slug.
    pub principle: &'static str,
    /// Its share; all sixteen add up to one.
    pub score: f64,
    /// The line that asks for it most; empty where none does.
    pub quote: String,
    /// Where it stands.
    pub span: SpanOut,
}

/// Loops, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoopsOut {
    /// Always [`LOOPS_SCHEMA`].
    pub schema: &'static str,
    /// One row each.
    pub loops: Vec<LoopRowOut>,
}

/// One loop of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoopRowOut {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// When it was made.
    pub created_ms: i64,
    /// As the candidate calls it; empty for none.
    pub name: String,
    /// `sde`, `pm`, `em`, `data`, `ops`, or null.
    pub role: Option<&'static str>,
    /// `L4` to `L8`, or null.
    pub level: Option<&'static str>,
    /// `running`, `done` or `left`.
    pub state: &'static str,
    /// How many rounds it has.
    pub rounds: usize,
    /// How many of them were held to their end.
    pub held: usize,
}

/// What a person who sits in a round writes down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScorecardOut {
    /// Always [`SCORECARD_SCHEMA`].
    pub schema: &'static str,
    /// The loop's id.
    #[serde(rename = "loop")]
    pub of: String,
    /// The round, from 0.
    pub round: u32,
    /// Its version; 0 where nothing was written yet.
    pub version: i64,
    /// Who writes.
    pub person: String,
    /// As typed.
    pub notes: String,
    /// One for each principle the seat looks for.
    pub marks: Vec<ScorecardMarkOut>,
    /// Whether they would hire, or null while they have not said.
    pub inclined: Option<bool>,
    /// Whether it was handed in.
    pub handed_in: bool,
    /// What was asked in the round so far.
    pub asked: Vec<String>,
}

/// A person's mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScorecardMarkOut {
    /// The principle's slug.
    pub principle: &'static str,
    /// `below`, `meets`, `raises`, or null.
    pub verdict: Option<&'static str>,
    /// Why, as typed.
    pub why: String,
}

impl LoopPlanOut {
    /// The public shape of a plan.
    #[must_use]
    pub fn of(planned: &PlannedLoop, job: Option<&JobRead>, draw: u64) -> Self {
        Self {
            schema: LOOP_PLAN_SCHEMA,
            draw,
            planned: MockLoopOut::of_plan(&planned.looped),
            left_out: slugs(&planned.left_out, Principle::slug),
            job: job.map(JobReadOut::of),
        }
    }
}

impl JobReadOut {
    /// The public shape of a job description as read.
    #[must_use]
    pub fn of(read: &JobRead) -> Self {
        let principles = read.principles.iter().map(|one| PrincipleReadOut {
            principle: one.principle.slug(),
            score: four(one.score),
            quote: one.quote.clone(),
            span: [one.span.start, one.span.end],
        });
        Self {
            role: read
                .role
                .as_ref()
                .map(|role| inferred(role, glidepath_domain::Role::slug)),
            level: read
                .level
                .as_ref()
                .map(|level| inferred(level, glidepath_domain::Level::slug)),
            principles: principles.collect(),
        }
    }
}

fn inferred<T: Copy>(read: &Inferred<T>, slug: fn(T) -> &'static str) -> InferredOut {
    InferredOut {
        value: slug(read.value),
        quote: read.quote.clone(),
        span: [read.span.start, read.span.end],
    }
}

impl LoopsOut {
    /// The public shape of a list.
    #[must_use]
    pub fn of(loops: &[Kept<Loop>]) -> Self {
        Self {
            schema: LOOPS_SCHEMA,
            loops: loops.iter().map(row).collect(),
        }
    }
}

fn row(kept: &Kept<Loop>) -> LoopRowOut {
    let looped = &kept.value;
    LoopRowOut {
        id: kept.id.clone(),
        version: kept.version,
        created_ms: kept.created_ms,
        name: looped.name.clone(),
        role: looped.role.map(glidepath_domain::Role::slug),
        level: looped.level.map(glidepath_domain::Level::slug),
        state: looped.state.slug(),
        rounds: looped.rounds.len(),
        held: looped
            .rounds
            .iter()
            .filter(|round| round.state == RoundState::Done)
            .count(),
    }
}

impl ScorecardOut {
    /// The public shape of a scorecard, with what was asked in its round; `version` is 0 for a blank one.
    #[must_use]
    pub fn of(card: &Scorecard, version: i64, told: &[Option<Kept<Drill>>]) -> Self {
        let turns = told.iter().flatten().flat_map(|kept| &kept.value.turns);
        Self {
            schema: SCORECARD_SCHEMA,
            of: card.of.clone(),
            round: card.round,
            version,
            person: card.person.clone(),
            notes: card.notes.clone(),
            marks: card
                .marks
                .iter()
                .map(|mark| ScorecardMarkOut {
                    principle: mark.principle.slug(),
                    verdict: mark.verdict.map(Verdict::slug),
                    why: mark.why.clone(),
                })
                .collect(),
            inclined: card.inclined,
            handed_in: card.handed_in,
            asked: turns.map(|turn| turn.asked.clone()).collect(),
        }
    }
}
