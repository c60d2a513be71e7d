//! The public shapes of the retrieval drill and of blocks.

use glidepath_domain::{Block, MemoryCard};
use glidepath_practice::{Why, left_minutes, next_part, summary};
use serde::Serialize;

use super::four;
use crate::Kept;
use crate::practice::recall::{Ask, Next, Recall};

/// Schema name of [`RecallOut`].
pub const RECALL_SCHEMA: &str = "glidepath.recall/1";
/// Schema name of [`RecalledOut`].
pub const RECALLED_SCHEMA: &str = "glidepath.recalled/1";
/// Schema name of [`DueOut`].
pub const DUE_SCHEMA: &str = "glidepath.due/1";
/// Schema name of [`BlockOut`].
pub const BLOCK_SCHEMA: &str = "glidepath.block/1";

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
