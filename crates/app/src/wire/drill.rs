//! The public shape of a drill. What an interviewer would not say beforehand (what is probed, what a follow-up aims at, how many there are) is
//! null or empty until the drill has ended.

use glidepath_domain::{Delivery, Drill, Stretch, Turn};
use serde::Serialize;

use super::{four, slugs};
use crate::Kept;
use crate::practice::may_see_review;

/// Schema name of [`DrillOut`].
pub const DRILL_SCHEMA: &str = "glidepath.drill/1";

/// A drill. Times within a turn are milliseconds from its start.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrillOut {
    /// Always [`DRILL_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub id: String,
    /// Its version, from 1.
    pub version: i64,
    /// When it was begun.
    pub created_ms: i64,
    /// When it was last written.
    pub updated_ms: i64,
    /// `telling`, `asking`, `rating`, `done` or `left`.
    pub state: &'static str,
    /// The bank's name of the question; empty for own words.
    pub question: String,
    /// What it probes, the main one first; empty until it has ended.
    pub principles: Vec<&'static str>,
    /// The story told, or null.
    pub story: Option<String>,
    /// `L4` to `L8`, or null.
    pub level: Option<&'static str>,
    /// `sde`, `pm`, `em`, `data`, `ops`, or null.
    pub role: Option<&'static str>,
    /// `plain`, `interrupted`, `switching` or `theme`.
    pub variant: &'static str,
    /// `terse`, `friendly`, `drilling` or `sceptical`.
    pub temperament: &'static str,
    /// The timebox of the answer in seconds.
    pub limit_s: u32,
    /// The most follow-ups; null until it has ended, and where there was no limit.
    pub most_follow_ups: Option<u32>,
    /// Whether it is held as in an exam.
    pub exam: bool,
    /// Whether nudges are shown.
    pub nudged: bool,
    /// Whether it counts in the trial of nudges.
    pub on_trial: bool,
    /// The drill this one takes again; empty for a first take.
    pub again: String,
    /// `below`, `meets`, `raises`, or null.
    pub own_verdict: Option<&'static str>,
    /// The question, and each follow-up so far.
    pub turns: Vec<TurnOut>,
}

/// One question and what was said to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurnOut {
    /// What was asked.
    pub asked: String,
    /// `clarify`, `evidence`, `alternative`, `failure`, `challenge`, `counterfactual`; null for the question itself and until the drill has ended.
    pub layer: Option<&'static str>,
    /// The rule it aimed at; empty until the drill has ended.
    pub aims_at: String,
    /// Words that it quoted.
    pub quote: String,
    /// `open`, `said` or `passed`.
    pub reply: &'static str,
    /// The words.
    pub text: String,
    /// Their times; empty when typed.
    pub words: Vec<WordOut>,
    /// Who wrote them down: `typed`, `browser`, a model by name.
    pub written_by: String,
    /// The recording's name; empty where there is none.
    pub recording: String,
    /// How long it took.
    pub took_ms: Option<u64>,
    /// When the teller was cut in on.
    pub interrupted_ms: Option<u64>,
    /// Nudges shown.
    pub nudges: Vec<NudgeOut>,
    /// What the sound says, or null.
    pub delivery: Option<DeliveryOut>,
}

/// One timed word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordOut {
    /// The word.
    pub w: String,
    /// When it begins.
    pub start_ms: u64,
    /// When it ends.
    pub end_ms: u64,
}

/// A nudge that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NudgeOut {
    /// Its slug.
    pub code: String,
    /// When.
    pub at_ms: u64,
}

/// What the sound of a turn says: see `docs/speech.md`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeliveryOut {
    /// Length of the recording.
    pub duration_ms: u64,
    /// `silero` or `energy`.
    pub listener: &'static str,
    /// Stretches of speech as pairs of milliseconds.
    pub speech: Vec<[u64; 2]>,
    /// Silences between.
    pub pauses: Vec<[u64; 2]>,
    /// Held sounds.
    pub held: Vec<[u64; 2]>,
    /// Syllables heard.
    pub syllables: u32,
    /// Semitones.
    pub pitch_spread: Option<f64>,
    /// Decibels below full scale.
    pub loudness_db: Option<f64>,
    /// Decibels above the room.
    pub above_noise_db: Option<f64>,
    /// Share of samples at full scale.
    pub clipped: f64,
}

impl DeliveryOut {
    /// The public shape.
    #[must_use]
    pub fn of(delivery: &Delivery) -> Self {
        let pairs = |all: &[Stretch]| all.iter().map(|one| [one.start_ms, one.end_ms]).collect();
        Self {
            duration_ms: delivery.duration_ms,
            listener: delivery.listener.slug(),
            speech: pairs(&delivery.speech),
            pauses: pairs(&delivery.pauses),
            held: pairs(&delivery.held),
            syllables: delivery.syllables,
            pitch_spread: delivery.pitch_spread.map(four),
            loudness_db: delivery.loudness_db.map(four),
            above_noise_db: delivery.above_noise_db.map(four),
            clipped: four(delivery.clipped),
        }
    }
}

impl DrillOut {
    /// The public shape.
    #[must_use]
    pub fn of(kept: &Kept<Drill>) -> Self {
        let drill = &kept.value;
        let ended = may_see_review(drill);
        Self {
            schema: DRILL_SCHEMA,
            id: kept.id.clone(),
            version: kept.version,
            created_ms: kept.created_ms,
            updated_ms: kept.updated_ms,
            state: drill.state.slug(),
            question: drill.question.clone(),
            principles: if ended {
                slugs(&drill.principles, glidepath_domain::Principle::slug)
            } else {
                Vec::new()
            },
            story: drill.story.as_ref().map(|story| story.0.clone()),
            level: drill.level.map(glidepath_domain::Level::slug),
            role: drill.role.map(glidepath_domain::Role::slug),
            variant: drill.variant.slug(),
            temperament: drill.temperament.slug(),
            limit_s: drill.limit_s,
            most_follow_ups: drill.most_follow_ups.filter(|_| ended),
            exam: drill.exam,
            nudged: drill.nudged,
            on_trial: drill.on_trial,
            again: drill.again.clone(),
            own_verdict: drill.own_verdict.map(glidepath_domain::Verdict::slug),
            turns: drill.turns.iter().map(|turn| TurnOut::of(turn, ended)).collect(),
        }
    }
}

impl TurnOut {
    fn of(turn: &Turn, ended: bool) -> Self {
        let words = turn.words.iter().map(|word| WordOut {
            w: word.word.clone(),
            start_ms: word.start_ms,
            end_ms: word.end_ms,
        });
        let nudges = turn.nudges.iter().map(|nudge| NudgeOut {
            code: nudge.code.clone(),
            at_ms: nudge.at_ms,
        });
        Self {
            asked: turn.asked.clone(),
            layer: turn.layer.filter(|_| ended).map(glidepath_domain::Layer::slug),
            aims_at: if ended { turn.aims_at.clone() } else { String::new() },
            quote: turn.quote.clone(),
            reply: turn.reply.slug(),
            text: turn.text.clone(),
            words: words.collect(),
            written_by: turn.written_by.clone(),
            recording: turn.recording.clone(),
            took_ms: turn.took_ms,
            interrupted_ms: turn.interrupted_ms,
            nudges: nudges.collect(),
            delivery: turn.delivery.as_ref().map(DeliveryOut::of),
        }
    }
}
