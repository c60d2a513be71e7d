//! The public shape of looking back over drills.

use glidepath_domain::Verdict;
use glidepath_practice::{Tendency, Trend, Trial};
use serde::Serialize;

use super::{SeveritiesOut, four};
use crate::practice::{Progress, TakePoint};

/// Schema name of [`ProgressOut`].
pub const PRACTICE_SCHEMA: &str = "glidepath.practice/1";

/// Everything looked back on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgressOut {
    /// Always [`PRACTICE_SCHEMA`].
    pub schema: &'static str,
    /// The drills that ended, oldest first.
    pub takes: Vec<TakePointOut>,
    /// The weakest first.
    pub principles: Vec<PrincipleProgressOut>,
    /// The most frequent first.
    pub findings: Vec<FindingProgressOut>,
    /// Own marks against the review's.
    pub gap: GapOut,
    /// Whether nudges help.
    pub trial: TrialOut,
    /// How far stories hold.
    pub depths: Vec<DepthsOut>,
}

/// One telling.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TakePointOut {
    /// The drill.
    pub drill: String,
    /// When.
    pub at_ms: i64,
    /// The main principle, or null.
    pub principle: Option<&'static str>,
    /// Seconds the answer took, or null.
    pub seconds: Option<f64>,
    /// The timebox.
    pub limit_s: u32,
    /// Findings under the rules of today.
    pub findings: SeveritiesOut,
    /// Follow-ups in a row that drew something new; null where none was asked.
    pub depth: Option<u32>,
    /// The teller's own mark, or null.
    pub own_verdict: Option<&'static str>,
    /// The review's mark, or null.
    pub verdict: Option<&'static str>,
}

/// One principle over the drills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrincipleProgressOut {
    /// Its slug.
    pub principle: &'static str,
    /// The latest marks, oldest first.
    pub marks: Vec<&'static str>,
    /// Tellings that were marked.
    pub told: usize,
    /// `not-enough`, `better`, `steady` or `worse`.
    pub trend: &'static str,
}

/// One finding over the drills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingProgressOut {
    /// The rule's slug.
    pub rule: &'static str,
    /// Whether each of the latest tellings had it, oldest first.
    pub met: Vec<bool>,
    /// `not-enough`, `better`, `steady` or `worse`; better is more seldom.
    pub trend: &'static str,
}

/// Own marks against the review's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GapOut {
    /// Drills that count.
    pub drills: usize,
    /// Mean of own mark less the review's, or null.
    pub mean: Option<f64>,
    /// Drills on which both were the same.
    pub agreed: usize,
    /// `not-enough`, `kinder`, `harsher` or `near`.
    pub tendency: &'static str,
    /// What to say of it.
    pub words: String,
}

/// Whether nudges help.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrialOut {
    /// Whether there are enough drills to say.
    pub enough: bool,
    /// Drills with nudges.
    pub on: usize,
    /// Drills without.
    pub off: usize,
    /// Mean cost of findings with nudges less without; null while there are too few.
    pub difference: Option<f64>,
    /// Its 90 % interval; null while there are too few.
    pub interval: Option<[f64; 2]>,
    /// What to say of it.
    pub words: String,
}

/// How far one story holds under one principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepthsOut {
    /// The story, or null.
    pub story: Option<String>,
    /// The principle's slug.
    pub principle: &'static str,
    /// Drills counted.
    pub drills: u32,
    /// The deepest.
    pub best: u32,
    /// The one in the middle.
    pub median: u32,
    /// The latest.
    pub last: u32,
    /// Whether the latest held to its end.
    pub last_held: bool,
}

fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::NotEnough => "not-enough",
        Trend::Better => "better",
        Trend::Steady => "steady",
        Trend::Worse => "worse",
    }
}

impl ProgressOut {
    /// The public shape.
    #[must_use]
    pub fn of(progress: &Progress) -> Self {
        let principles = progress.principles.iter().map(|one| PrincipleProgressOut {
            principle: one.principle.slug(),
            marks: one.marks.iter().map(|(_, mark)| mark.slug()).collect(),
            told: one.told,
            trend: trend(one.trend),
        });
        let findings = progress.findings.iter().map(|one| FindingProgressOut {
            rule: one.rule,
            met: one.met.iter().map(|(_, met)| *met).collect(),
            trend: trend(one.trend),
        });
        let depths = progress.depths.iter().map(|one| DepthsOut {
            story: one.story.as_ref().map(|story| story.0.clone()),
            principle: one.principle.slug(),
            drills: one.drills,
            best: one.best,
            median: one.median,
            last: one.last,
            last_held: one.last_held,
        });
        Self {
            schema: PRACTICE_SCHEMA,
            takes: progress.takes.iter().map(point).collect(),
            principles: principles.collect(),
            findings: findings.collect(),
            gap: GapOut {
                drills: progress.gap.n,
                mean: progress.gap.mean.map(four),
                agreed: progress.gap.agreed,
                tendency: match progress.gap.tendency {
                    Tendency::NotEnough => "not-enough",
                    Tendency::Kinder => "kinder",
                    Tendency::Harsher => "harsher",
                    Tendency::Near => "near",
                },
                words: progress.gap.words.clone(),
            },
            trial: trial(&progress.trial),
            depths: depths.collect(),
        }
    }
}

fn point(point: &TakePoint) -> TakePointOut {
    TakePointOut {
        drill: point.drill.clone(),
        at_ms: point.at_ms,
        principle: point.principle.map(glidepath_domain::Principle::slug),
        seconds: point.seconds,
        limit_s: point.limit_s,
        findings: SeveritiesOut::of(point.findings),
        depth: point.depth,
        own_verdict: point.own.map(Verdict::slug),
        verdict: point.verdict.map(Verdict::slug),
    }
}

fn trial(trial: &Trial) -> TrialOut {
    let words = trial.words();
    match *trial {
        Trial::NotEnough { have_on, have_off, .. } => TrialOut {
            enough: false,
            on: have_on,
            off: have_off,
            difference: None,
            interval: None,
            words,
        },
        Trial::Told {
            on,
            off,
            difference,
            low,
            high,
        } => TrialOut {
            enough: true,
            on,
            off,
            difference: Some(four(difference)),
            interval: Some([four(low), four(high)]),
            words,
        },
    }
}
