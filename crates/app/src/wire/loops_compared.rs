//! The public shapes of loops over time, and of two held against each other.

use glidepath_domain::{Principle, Verdict};
use serde::Serialize;

use super::four;
use crate::loops::{CameAndWent, LoopPoint, LoopsApart, Named};

/// Schema name of [`LoopsApartOut`].
pub const LOOPS_APART_SCHEMA: &str = "glidepath.loops-apart/1";

/// What came of two loops, and what changed between them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoopsApartOut {
    /// Always [`LOOPS_APART_SCHEMA`].
    pub schema: &'static str,
    /// The one.
    pub before: LoopPointOut,
    /// The other.
    pub after: LoopPointOut,
    /// Principles looked for in either, with their best mark in each.
    pub marks: Vec<MarkApartOut>,
    /// Red flags.
    pub red_flags: CameAndWentOut,
    /// What to fix first.
    pub fixes: CameAndWentOut,
}

/// What came of one loop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoopPointOut {
    /// Its id.
    pub id: String,
    /// As the candidate calls it; empty for none.
    pub name: String,
    /// When it was begun.
    pub at_ms: i64,
    /// `sde`, `pm`, `em`, `data`, `ops`, or null.
    pub role: Option<&'static str>,
    /// `L4` to `L8`, or null.
    pub level: Option<&'static str>,
    /// `done` or `left`.
    pub state: &'static str,
    /// `hire`, `no-hire` or `not-judged`.
    pub ruling: &'static str,
    /// The share of sampled panels that would hire.
    pub hires: f64,
    /// Votes after the argument.
    pub votes: VotesOut,
    /// Principles that were looked for, with every mark given; null where it could not be judged.
    pub marks: Vec<MarksOut>,
    /// Red flags.
    pub red_flags: Vec<NamedOut>,
    /// What to fix first.
    pub fixes: Vec<NamedOut>,
}

/// How many voted how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VotesOut {
    /// In favour.
    pub inclined: usize,
    /// Against.
    pub not_inclined: usize,
    /// Heard too little.
    pub not_judged: usize,
}

/// The marks of one principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarksOut {
    /// Its slug.
    pub principle: &'static str,
    /// `below`, `meets`, `raises`, or null, one for each interviewer who looked for it.
    pub marks: Vec<Option<&'static str>>,
}

/// One principle in two loops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkApartOut {
    /// Its slug.
    pub principle: &'static str,
    /// The best mark in the one, or null.
    pub before: Option<&'static str>,
    /// And in the other.
    pub after: Option<&'static str>,
}

/// What was met in the one loop, in both, or in the other alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CameAndWentOut {
    /// In the first alone.
    pub gone: Vec<NamedOut>,
    /// In both.
    pub stayed: Vec<NamedOut>,
    /// In the second alone.
    pub come: Vec<NamedOut>,
}

/// A rule or strength.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedOut {
    /// Its slug.
    pub code: String,
    /// What it is, in a few words.
    pub title: String,
}

impl LoopsApartOut {
    /// The public shape.
    #[must_use]
    pub fn of(apart: &LoopsApart) -> Self {
        let mark = |mark: &crate::loops::MarkApart| MarkApartOut {
            principle: mark.principle.slug(),
            before: mark.before.map(Verdict::slug),
            after: mark.after.map(Verdict::slug),
        };
        Self {
            schema: LOOPS_APART_SCHEMA,
            before: LoopPointOut::of(&apart.before),
            after: LoopPointOut::of(&apart.after),
            marks: apart.marks.iter().map(mark).collect(),
            red_flags: came_and_went(&apart.red_flags),
            fixes: came_and_went(&apart.fixes),
        }
    }
}

impl LoopPointOut {
    /// The public shape.
    #[must_use]
    pub fn of(point: &LoopPoint) -> Self {
        let [inclined, not_inclined, not_judged] = point.votes;
        let marks = |(principle, marks): &(Principle, Vec<Option<Verdict>>)| MarksOut {
            principle: principle.slug(),
            marks: marks.iter().map(|mark| mark.map(Verdict::slug)).collect(),
        };
        Self {
            id: point.id.clone(),
            name: point.name.clone(),
            at_ms: point.at_ms,
            role: point.role.map(glidepath_domain::Role::slug),
            level: point.level.map(glidepath_domain::Level::slug),
            state: point.state.slug(),
            ruling: point.ruling.slug(),
            hires: four(point.hires),
            votes: VotesOut {
                inclined,
                not_inclined,
                not_judged,
            },
            marks: point.marks.iter().map(marks).collect(),
            red_flags: named(&point.red_flags),
            fixes: named(&point.fixes),
        }
    }
}

fn came_and_went(both: &CameAndWent) -> CameAndWentOut {
    CameAndWentOut {
        gone: named(&both.gone),
        stayed: named(&both.stayed),
        come: named(&both.come),
    }
}

fn named(all: &[Named]) -> Vec<NamedOut> {
    let one = |(code, title): &Named| NamedOut {
        code: code.clone(),
        title: title.clone(),
    };
    all.iter().map(one).collect()
}
