//! The public shapes of several takes: a list of them, and two held against each other; and of a take's sound.

use glidepath_domain::Beat;
use glidepath_practice::{Change, FactDrift, FactLost};
use serde::Serialize;

use super::{ComparisonOut, four};
use crate::practice::{TakeRow, TakesApart};

/// Schema name of [`TakesOut`].
pub const TAKES_SCHEMA: &str = "glidepath.takes/1";
/// Schema name of [`TakeApartOut`].
pub const TAKE_APART_SCHEMA: &str = "glidepath.take-apart/1";
/// Schema name of [`SoundOut`].
pub const SOUND_SCHEMA: &str = "glidepath.sound/1";

/// Takes, the latest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TakesOut {
    /// Always [`TAKES_SCHEMA`].
    pub schema: &'static str,
    /// One row each.
    pub takes: Vec<TakeRowOut>,
}

/// One take of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TakeRowOut {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// When it was begun.
    pub created_ms: i64,
    /// `telling`, `asking`, `rating`, `done` or `left`.
    pub state: &'static str,
    /// What was asked.
    pub asked: String,
    /// The bank's name of the question; empty for own words.
    pub question: String,
    /// The story told, or null.
    pub story: Option<String>,
    /// What it is called; empty where it is not known.
    pub story_title: String,
    /// Seconds the answer took, or null.
    pub seconds: Option<f64>,
    /// The timebox.
    pub limit_s: u32,
    /// Findings of the first review.
    pub findings: SeveritiesOut,
    /// The first review's mark, or null.
    pub verdict: Option<&'static str>,
    /// The teller's own mark, or null.
    pub own_verdict: Option<&'static str>,
    /// Follow-ups answered.
    pub answered: usize,
    /// Follow-ups passed.
    pub passed: usize,
    /// Follow-ups in a row that drew something new.
    pub depth: u32,
    /// Whether it broke there.
    pub broke: bool,
    /// Whether there is sound.
    pub sound: bool,
    /// The drill this one takes again; empty for a first take.
    pub again: String,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SeveritiesOut {
    /// Worth knowing.
    pub hint: usize,
    /// An interviewer would note it.
    pub watch: usize,
    /// Costs votes.
    pub costly: usize,
}

impl SeveritiesOut {
    pub(super) fn of([hint, watch, costly]: [usize; 3]) -> Self {
        Self { hint, watch, costly }
    }
}

impl TakesOut {
    /// The public shape.
    #[must_use]
    pub fn of(rows: &[TakeRow]) -> Self {
        Self {
            schema: TAKES_SCHEMA,
            takes: rows.iter().map(row).collect(),
        }
    }
}

fn row(row: &TakeRow) -> TakeRowOut {
    let drill = &row.drill.value;
    TakeRowOut {
        id: row.drill.id.clone(),
        version: row.drill.version,
        created_ms: row.drill.created_ms,
        state: drill.state.slug(),
        asked: drill.answer().map(|turn| turn.asked.clone()).unwrap_or_default(),
        question: drill.question.clone(),
        story: drill.story.as_ref().map(|story| story.0.clone()),
        story_title: row.story_title.clone(),
        seconds: row.seconds,
        limit_s: drill.limit_s,
        findings: SeveritiesOut::of(row.findings),
        verdict: row.verdict.map(glidepath_domain::Verdict::slug),
        own_verdict: drill.own_verdict.map(glidepath_domain::Verdict::slug),
        answered: row.answered,
        passed: row.passed,
        depth: row.depth,
        broke: row.broke,
        sound: row.has_sound,
        again: drill.again.clone(),
    }
}

/// What a later take made of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TakeApartOut {
    /// Always [`TAKE_APART_SCHEMA`].
    pub schema: &'static str,
    /// The earlier take.
    pub earlier: String,
    /// The later take.
    pub later: String,
    /// Findings that are gone.
    pub fixed: Vec<FindingChangeOut>,
    /// Findings that are new.
    pub introduced: Vec<FindingChangeOut>,
    /// Findings that both have.
    pub kept: Vec<FindingChangeOut>,
    /// Figures said before and not now.
    pub facts_lost: Vec<FactLostOut>,
    /// Figures told with another value.
    pub figures_drifted: Vec<FigureDriftOut>,
    /// Later length less earlier, in seconds; or null.
    pub seconds: Option<f64>,
    /// Whether those seconds are estimated from the word count.
    pub seconds_estimated: bool,
    /// Later share of the time less earlier, by beat.
    pub sections: std::collections::BTreeMap<&'static str, f64>,
    /// Share of the later take's runs of five words that the earlier has too; or null.
    pub same_words: Option<f64>,
    /// Whether it sounds learned by heart.
    pub by_heart: bool,
    /// How to vary it then.
    pub vary: Vec<String>,
    /// Rules and strengths of both.
    pub comparison: ComparisonOut,
}

/// A finding in one take or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingChangeOut {
    /// The rule's slug.
    pub rule: &'static str,
    /// `hint`, `watch` or `costly`.
    pub severity: &'static str,
    /// What the listener met.
    pub title: String,
    /// The earlier take's words.
    pub before: String,
    /// The later take's words.
    pub after: String,
}

/// A figure that is not said any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactLostOut {
    /// The figure.
    pub quote: String,
    /// The sentence around it.
    pub sentence: String,
}

/// A figure told with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureDriftOut {
    /// As said before.
    pub before: String,
    /// As said now.
    pub after: String,
    /// What both are about.
    pub about: String,
}

impl TakeApartOut {
    /// The public shape.
    #[must_use]
    pub fn of(apart: &TakesApart) -> Self {
        let diff = &apart.diff;
        let changes = |all: &[Change]| all.iter().map(change).collect();
        let beats = Beat::ALL.iter().map(|beat| beat.slug());
        Self {
            schema: TAKE_APART_SCHEMA,
            earlier: apart.earlier.id.clone(),
            later: apart.later.id.clone(),
            fixed: changes(&diff.fixed),
            introduced: changes(&diff.introduced),
            kept: changes(&diff.kept),
            facts_lost: diff.facts_lost.iter().map(lost).collect(),
            figures_drifted: diff.figures_drifted.iter().map(drifted).collect(),
            seconds: diff.seconds.map(four),
            seconds_estimated: diff.seconds_estimated,
            sections: beats.zip(diff.sections.map(four)).collect(),
            same_words: diff.same_words.map(four),
            by_heart: diff.is_by_heart(),
            vary: diff.vary.clone(),
            comparison: ComparisonOut::of(&apart.comparison),
        }
    }
}

fn change(change: &Change) -> FindingChangeOut {
    FindingChangeOut {
        rule: change.rule,
        severity: change.severity.slug(),
        title: change.title.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
    }
}

fn lost(lost: &FactLost) -> FactLostOut {
    FactLostOut {
        quote: lost.quote.clone(),
        sentence: lost.sentence.clone(),
    }
}

fn drifted(drift: &FactDrift) -> FigureDriftOut {
    FigureDriftOut {
        before: drift.before.clone(),
        after: drift.after.clone(),
        about: drift.about.clone(),
    }
}

/// The sound of a turn, written to a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SoundOut {
    /// Always [`SOUND_SCHEMA`].
    pub schema: &'static str,
    /// The take.
    pub drill: String,
    /// Its turn.
    pub turn: usize,
    /// The file.
    pub file: String,
    /// Its length.
    pub seconds: f64,
}

impl SoundOut {
    /// The public shape.
    #[must_use]
    pub fn of(drill: &str, turn: usize, file: &str, seconds: f64) -> Self {
        Self {
            schema: SOUND_SCHEMA,
            drill: drill.to_owned(),
            turn,
            file: file.to_owned(),
            seconds: four(seconds),
        }
    }
}
