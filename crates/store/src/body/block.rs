//! A block of practice as a row holds it.

use glidepath_domain::{Block, BlockPart, PartKind};
use serde::{Deserialize, Serialize};

use super::Slug;

#[derive(Serialize, Deserialize)]
pub(crate) struct BlockBody {
    #[serde(default)]
    parts: Vec<PartBody>,
    begun_ms: i64,
    #[serde(default)]
    ended_ms: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct PartBody {
    kind: Slug<PartKind>,
    minutes: u32,
    #[serde(default)]
    with: String,
    #[serde(default)]
    done: bool,
}

impl From<Block> for BlockBody {
    fn from(block: Block) -> Self {
        let Block {
            parts,
            begun_ms,
            ended_ms,
        } = block;
        let part = |part: BlockPart| {
            let BlockPart {
                kind,
                minutes,
                with,
                done,
            } = part;
            PartBody {
                kind: Slug(kind),
                minutes,
                with,
                done,
            }
        };
        Self {
            parts: parts.into_iter().map(part).collect(),
            begun_ms,
            ended_ms,
        }
    }
}

impl From<BlockBody> for Block {
    fn from(body: BlockBody) -> Self {
        let part = |part: PartBody| BlockPart {
            kind: part.kind.0,
            minutes: part.minutes,
            with: part.with,
            done: part.done,
        };
        Self {
            parts: body.parts.into_iter().map(part).collect(),
            begun_ms: body.begun_ms,
            ended_ms: body.ended_ms,
        }
    }
}
