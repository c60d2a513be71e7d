//! A card of the retrieval drill as a row holds it. Each time it was asked is a triple: when, how long, how well.

use glidepath_domain::{Bucket, Grade, Memory, MemoryCard, MemoryKind, Principle, QuestionFamily, Recalled, StoryId};
use serde::{Deserialize, Serialize};

use super::Slug;

#[derive(Serialize, Deserialize)]
pub(crate) struct MemoryCardBody {
    kind: Slug<MemoryKind>,
    #[serde(default)]
    story: Option<String>,
    #[serde(default)]
    family: Option<FamilyBody>,
    #[serde(default)]
    about: String,
    #[serde(default)]
    memory: Option<MemoryBody>,
    #[serde(default)]
    due_ms: i64,
    #[serde(default)]
    asked: Vec<(i64, u64, Slug<Grade>)>,
}

#[derive(Serialize, Deserialize)]
struct FamilyBody {
    principle: Slug<Principle>,
    bucket: Slug<Bucket>,
}

#[derive(Serialize, Deserialize)]
struct MemoryBody {
    stability: f64,
    difficulty: f64,
}

impl From<MemoryCard> for MemoryCardBody {
    fn from(card: MemoryCard) -> Self {
        let MemoryCard {
            kind,
            story,
            family,
            about,
            memory,
            due_ms,
            asked,
        } = card;
        let family = family.map(|QuestionFamily { principle, bucket }| FamilyBody {
            principle: Slug(principle),
            bucket: Slug(bucket),
        });
        let memory = memory.map(|Memory { stability, difficulty }| MemoryBody { stability, difficulty });
        let time = |Recalled {
                        at_ms,
                        latency_ms,
                        grade,
                    }| (at_ms, latency_ms, Slug(grade));
        Self {
            kind: Slug(kind),
            story: story.map(|StoryId(id)| id),
            family,
            about,
            memory,
            due_ms,
            asked: asked.into_iter().map(time).collect(),
        }
    }
}

impl From<MemoryCardBody> for MemoryCard {
    fn from(body: MemoryCardBody) -> Self {
        let time = |(at_ms, latency_ms, grade): (i64, u64, Slug<Grade>)| Recalled {
            at_ms,
            latency_ms,
            grade: grade.0,
        };
        Self {
            kind: body.kind.0,
            story: body.story.map(StoryId),
            family: body.family.map(|family| QuestionFamily {
                principle: family.principle.0,
                bucket: family.bucket.0,
            }),
            about: body.about,
            memory: body.memory.map(|memory| Memory {
                stability: memory.stability,
                difficulty: memory.difficulty,
            }),
            due_ms: body.due_ms,
            asked: body.asked.into_iter().map(time).collect(),
        }
    }
}
