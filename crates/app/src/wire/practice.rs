//! The public shapes of looking back, of the retrieval drill and of blocks.

use glidepath_domain::{Block, MemoryCard, Verdict};
use glidepath_practice::{Tendency, Trend, Trial, Why, left_minutes, next_part, summary};
use serde::Serialize;

use super::{SeveritiesOut, four};
use crate::Kept;
use crate::practice::recall::{Ask, Next, Recall};
use crate::practice::{Progress, TakePoint};

/// Schema name of [`ProgressOut`].
pub const PRACTICE_SCHEMA: &str = "glidepath.practice/1";
/// Schema name of [`RecallOut`].
pub const RECALL_SCHEMA: &str = "glidepath.recall/1";
/// Schema name of [`RecalledOut`].
pub const RECALLED_SCHEMA: &str = "glidepath.recalled/1";
/// Schema name of [`DueOut`].
pub const DUE_SCHEMA: &str = "glidepath.due/1";
/// Schema name of [`BlockOut`].
pub const BLOCK_SCHEMA: &str = "glidepath.block/1";

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

/// What is to be recalled next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecallOut {
    /// Always [`RECALL_SCHEMA`].
    pub schema: &'static str,
    /// The card; null when nothing is due.
    pub ask: Option<AskOut>,
    /// When the next falls due, where nothing is; or null.
    pub next_ms: Option<i64>,
    /// Cards that are due, or, where none is, cards there are.
    pub cards: usize,
}

/// A card that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskOut {
    /// Its name.
    pub card: String,
    /// Its version; null while it was never asked.
    pub version: Option<i64>,
    /// `match`, `opening`, `figure`, `ending` or `principle`.
    pub kind: &'static str,
    /// The question.
    pub ask: String,
    /// What should come; empty for a match.
    pub answer: String,
    /// The bank's name of the question, for a match; or null.
    pub question: Option<String>,
    /// Time to bring it back.
    pub limit_ms: u64,
    /// `new`, `fading` or `interview`.
    pub why: &'static str,
}

impl RecallOut {
    /// The public shape.
    #[must_use]
    pub fn of(next: &Next) -> Self {
        let (ask, next_ms, cards) = match next {
            Next::Ask(ask) => (Some(AskOut::of(ask)), None, ask.due),
            Next::Nothing { next_ms, cards } => (None, *next_ms, *cards),
        };
        Self {
            schema: RECALL_SCHEMA,
            ask,
            next_ms,
            cards,
        }
    }
}

impl AskOut {
    fn of(ask: &Ask) -> Self {
        Self {
            card: ask.card.clone(),
            version: ask.version,
            kind: ask.kind.slug(),
            ask: ask.ask.clone(),
            answer: ask.answer.clone(),
            question: ask.question.clone(),
            limit_ms: ask.limit_ms,
            why: match ask.why {
                Why::New => "new",
                Why::Fading => "fading",
                Why::Interview => "interview",
            },
        }
    }
}

/// What a card came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecalledOut {
    /// Always [`RECALLED_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub card: String,
    /// Its version now.
    pub version: i64,
    /// `again`, `hard`, `good` or `easy`.
    pub grade: &'static str,
    /// Whether it was right.
    pub hit: bool,
    /// Whether it came within its time.
    pub in_time: bool,
    /// When it is due again.
    pub due_ms: i64,
    /// Days until the chance of bringing it back falls to nine in ten; or null.
    pub stability_days: Option<f64>,
    /// How often it was asked.
    pub asked: usize,
}

impl RecalledOut {
    /// The public shape.
    #[must_use]
    pub fn of(recall: &Recall) -> Self {
        let card: &MemoryCard = &recall.card.value;
        Self {
            schema: RECALLED_SCHEMA,
            card: glidepath_practice::id(card),
            version: recall.card.version,
            grade: recall.grade.slug(),
            hit: recall.hit,
            in_time: recall.in_time,
            due_ms: card.due_ms,
            stability_days: card.memory.map(|memory| four(memory.stability)),
            asked: card.asked.len(),
        }
    }
}

/// How much is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DueOut {
    /// Always [`DUE_SCHEMA`].
    pub schema: &'static str,
    /// Cards that are due.
    pub due: usize,
    /// When the next falls due that is not yet; or null.
    pub next_ms: Option<i64>,
}

impl DueOut {
    /// The public shape.
    #[must_use]
    pub fn of(due: usize, next_ms: Option<i64>) -> Self {
        Self {
            schema: DUE_SCHEMA,
            due,
            next_ms,
        }
    }
}

/// A block of practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockOut {
    /// Always [`BLOCK_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// When it was begun.
    pub begun_ms: i64,
    /// When it was ended; null while it runs.
    pub ended_ms: Option<i64>,
    /// Its parts, in order.
    pub parts: Vec<BlockPartOut>,
    /// The part that comes next, from 0; null when none does.
    pub next: Option<usize>,
    /// Minutes left when it was last written.
    pub left_minutes: u32,
    /// What takes the place of what.
    pub notes: Vec<String>,
    /// What was done, once it has ended; empty before.
    pub summary: String,
}

/// One part of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockPartOut {
    /// `behavioural`, `recall`, `coding` or `design`.
    pub kind: &'static str,
    /// Its share of the time.
    pub minutes: u32,
    /// What it is done with; empty until it is begun.
    pub with: String,
    /// Whether it is done.
    pub done: bool,
}

impl BlockOut {
    /// The public shape.
    #[must_use]
    pub fn of(kept: &Kept<Block>, notes: &[String]) -> Self {
        let block = &kept.value;
        let parts = block.parts.iter().map(|part| BlockPartOut {
            kind: part.kind.slug(),
            minutes: part.minutes,
            with: part.with.clone(),
            done: part.done,
        });
        Self {
            schema: BLOCK_SCHEMA,
            id: kept.id.clone(),
            version: kept.version,
            begun_ms: block.begun_ms,
            ended_ms: block.ended_ms,
            parts: parts.collect(),
            next: next_part(block),
            left_minutes: left_minutes(block, kept.updated_ms),
            notes: notes.to_vec(),
            summary: if block.ended_ms.is_some() {
                summary(block)
            } else {
                String::new()
            },
        }
    }
}
