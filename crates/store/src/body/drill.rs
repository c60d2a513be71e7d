//! A drill as a row holds it. Words are triples: the word, its start and its end in milliseconds.

use glidepath_domain::{
    Date, Drill, DrillState, Engine, FirstReview, Layer, Level, LoopPlace, Principle, ReplyKind, Role, ShownNudge,
    StoryId, Temperament, Tier, TimedWord, Turn, Variant, Verdict,
};
use serde::{Deserialize, Serialize};

use super::Slug;
use super::delivery::DeliveryBody;
use super::slug::{all, bare};

#[derive(Serialize, Deserialize)]
pub(crate) struct DrillBody {
    #[serde(default)]
    question: String,
    #[serde(default)]
    principles: Vec<Slug<Principle>>,
    #[serde(default)]
    story: Option<String>,
    #[serde(default)]
    level: Option<Slug<Level>>,
    #[serde(default)]
    role: Option<Slug<Role>>,
    variant: Slug<Variant>,
    temperament: Slug<Temperament>,
    limit_s: u32,
    #[serde(default)]
    most_follow_ups: Option<u32>,
    #[serde(default)]
    exam: bool,
    #[serde(default)]
    nudged: bool,
    #[serde(default)]
    on_trial: bool,
    #[serde(default)]
    again: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of_loop: Option<LoopPlaceBody>,
    state: Slug<DrillState>,
    #[serde(default)]
    turns: Vec<TurnBody>,
    #[serde(default)]
    own_verdict: Option<Slug<Verdict>>,
    #[serde(default)]
    first_review: Option<FirstReviewBody>,
}

#[derive(Serialize, Deserialize)]
struct LoopPlaceBody {
    of: String,
    round: u32,
    exchange: u32,
}

#[derive(Serialize, Deserialize)]
struct TurnBody {
    asked: String,
    #[serde(default)]
    layer: Option<Slug<Layer>>,
    #[serde(default)]
    aims_at: String,
    #[serde(default)]
    quote: String,
    reply: Slug<ReplyKind>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    words: Vec<(String, u64, u64)>,
    #[serde(default)]
    written_by: String,
    #[serde(default)]
    recording: String,
    #[serde(default)]
    delivery: Option<DeliveryBody>,
    #[serde(default)]
    took_ms: Option<u64>,
    #[serde(default)]
    nudges: Vec<(String, u64)>,
    #[serde(default)]
    interrupted_ms: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct FirstReviewBody {
    version: String,
    rules: String,
    #[serde(default)]
    model: Option<String>,
    tier: Slug<Tier>,
    as_of: Slug<Date>,
    #[serde(default)]
    findings: Vec<String>,
    #[serde(default)]
    strengths: Vec<String>,
    #[serde(default)]
    verdict: Option<Slug<Verdict>>,
}

impl From<FirstReview> for FirstReviewBody {
    fn from(review: FirstReview) -> Self {
        let FirstReview {
            engine:
                Engine {
                    version,
                    rules,
                    model,
                    tier,
                },
            as_of,
            findings,
            strengths,
            verdict,
        } = review;
        Self {
            version,
            rules,
            model,
            tier: Slug(tier),
            as_of: Slug(as_of),
            findings,
            strengths,
            verdict: verdict.map(Slug),
        }
    }
}

impl From<FirstReviewBody> for FirstReview {
    fn from(body: FirstReviewBody) -> Self {
        Self {
            engine: Engine {
                version: body.version,
                rules: body.rules,
                model: body.model,
                tier: body.tier.0,
            },
            as_of: body.as_of.0,
            findings: body.findings,
            strengths: body.strengths,
            verdict: body.verdict.map(|slug| slug.0),
        }
    }
}

impl From<Turn> for TurnBody {
    fn from(turn: Turn) -> Self {
        let Turn {
            asked,
            layer,
            aims_at,
            quote,
            reply,
            text,
            words,
            written_by,
            recording,
            delivery,
            took_ms,
            nudges,
            interrupted_ms,
        } = turn;
        let word = |TimedWord { word, start_ms, end_ms }| (word, start_ms, end_ms);
        let nudge = |ShownNudge { code, at_ms }| (code, at_ms);
        Self {
            asked,
            layer: layer.map(Slug),
            aims_at,
            quote,
            reply: Slug(reply),
            text,
            words: words.into_iter().map(word).collect(),
            written_by,
            recording,
            delivery: delivery.map(Into::into),
            took_ms,
            nudges: nudges.into_iter().map(nudge).collect(),
            interrupted_ms,
        }
    }
}

impl From<TurnBody> for Turn {
    fn from(body: TurnBody) -> Self {
        let word = |(word, start_ms, end_ms)| TimedWord { word, start_ms, end_ms };
        let nudge = |(code, at_ms)| ShownNudge { code, at_ms };
        Self {
            asked: body.asked,
            layer: body.layer.map(|slug| slug.0),
            aims_at: body.aims_at,
            quote: body.quote,
            reply: body.reply.0,
            text: body.text,
            words: body.words.into_iter().map(word).collect(),
            written_by: body.written_by,
            recording: body.recording,
            delivery: body.delivery.map(Into::into),
            took_ms: body.took_ms,
            nudges: body.nudges.into_iter().map(nudge).collect(),
            interrupted_ms: body.interrupted_ms,
        }
    }
}

impl From<Drill> for DrillBody {
    fn from(drill: Drill) -> Self {
        let Drill {
            question,
            principles,
            story,
            level,
            role,
            variant,
            temperament,
            limit_s,
            most_follow_ups,
            exam,
            nudged,
            on_trial,
            again,
            of_loop,
            state,
            turns,
            own_verdict,
            first_review,
        } = drill;
        Self {
            question,
            principles: all(principles),
            story: story.map(|StoryId(id)| id),
            level: level.map(Slug),
            role: role.map(Slug),
            variant: Slug(variant),
            temperament: Slug(temperament),
            limit_s,
            most_follow_ups,
            exam,
            nudged,
            on_trial,
            again,
            of_loop: of_loop.map(|place| LoopPlaceBody {
                of: place.of,
                round: place.round,
                exchange: place.exchange,
            }),
            state: Slug(state),
            turns: turns.into_iter().map(Into::into).collect(),
            own_verdict: own_verdict.map(Slug),
            first_review: first_review.map(Into::into),
        }
    }
}

impl From<DrillBody> for Drill {
    fn from(body: DrillBody) -> Self {
        Self {
            question: body.question,
            principles: bare(body.principles),
            story: body.story.map(StoryId),
            level: body.level.map(|slug| slug.0),
            role: body.role.map(|slug| slug.0),
            variant: body.variant.0,
            temperament: body.temperament.0,
            limit_s: body.limit_s,
            most_follow_ups: body.most_follow_ups,
            exam: body.exam,
            nudged: body.nudged,
            on_trial: body.on_trial,
            again: body.again,
            of_loop: body.of_loop.map(|place| LoopPlace {
                of: place.of,
                round: place.round,
                exchange: place.exchange,
            }),
            state: body.state.0,
            turns: body.turns.into_iter().map(Into::into).collect(),
            own_verdict: body.own_verdict.map(|slug| slug.0),
            first_review: body.first_review.map(Into::into),
        }
    }
}
