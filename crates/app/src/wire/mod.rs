//! The public shapes: what scripts, pages and later edges read and write. Only additions within a schema version.
//!
//! Spans are `[start, end]`: UTF-8 byte offsets into the text as given, half-open. Shares, scores and confidences run
//! from 0 to 1 with four decimals; an array's order is its rank. A review is described in `docs/review.schema.json`, a debrief in
//! `docs/debrief.schema.json`, the rest in `docs/cli.md`.

mod cheat_sheet;
mod debrief;
mod deck;
mod dig;
mod drill;
mod find;
mod loop_setup;
mod loops_compared;
mod mock_loop;
mod practice;
mod question;
mod recall;
mod story;
mod take;
mod takes;
mod transfer;

use std::collections::BTreeMap;

use glidepath_domain::{Beat, Evidence, Review};
use serde::{Deserialize, Serialize};

use crate::compare_answers::{Comparison, Point};

pub use cheat_sheet::*;
pub use debrief::*;
pub use deck::*;
pub use dig::*;
pub use drill::*;
pub use find::*;
pub use loop_setup::*;
pub use loops_compared::*;
pub use mock_loop::*;
pub use practice::*;
pub use question::*;
pub use recall::*;
pub use story::*;
pub use take::*;
pub use takes::*;
pub use transfer::*;

/// Schema name of [`ReviewOut`].
pub const REVIEW_SCHEMA: &str = "glidepath.review/1";

/// Schema name of [`ModelsOut`].
pub const MODELS_SCHEMA: &str = "glidepath.models/1";
/// Schema name of [`ModelsCheckedOut`].
pub const MODELS_CHECKED_SCHEMA: &str = "glidepath.models-checked/1";
/// Schema name of [`ModelRemovedOut`].
pub const MODEL_REMOVED_SCHEMA: &str = "glidepath.model-removed/1";

/// A caller's own id, echoed: a string or an integer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A whole number.
    Number(i64),
    /// Any text.
    Text(String),
}

/// One answer to review. Fields it does not know are passed over, so that a labelled corpus can be fed as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ReviewIn {
    /// The caller's id.
    pub id: Option<Id>,
    /// The answer, exactly as told.
    pub text: String,
    /// The question asked.
    pub question: Option<String>,
    /// Principle slugs.
    #[serde(default)]
    pub principles: Vec<String>,
    /// `L4` to `L8`.
    pub level: Option<String>,
    /// `sde`, `pm`, `em`, `data` or `ops`.
    pub role: Option<String>,
    /// Word timings, in order.
    #[serde(default)]
    pub words: Vec<WordIn>,
    /// The day to review for, `YYYY-MM-DD`; today unless given.
    pub as_of: Option<String>,
}

/// Why JSON could not be read as an answer, in words about the answer and not about the program.
#[must_use]
pub fn why_unreadable(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let known = [
        ("untagged enum Id", "its id is neither a string nor a whole number"),
        ("expected struct ReviewIn", "it is no JSON object"),
        (
            "expected struct WordIn",
            "one of its words is no object with w, start_ms and end_ms",
        ),
        ("expected u64", "a time is no whole number of milliseconds"),
        ("EOF while parsing a value at line 1 column 0", "it is blank"),
    ];
    let plain = known.iter().find(|(sign, _)| said.contains(sign));
    plain.map_or_else(
        || said.replace(" at line 1 column", ", at column"),
        |(_, plain)| (*plain).to_owned(),
    )
}

/// One timed word.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WordIn {
    /// The word.
    pub w: String,
    /// Milliseconds from the start.
    pub start_ms: u64,
    /// Milliseconds from the start.
    pub end_ms: u64,
}

/// Shares of the beats with four decimals that still add up to one: what rounding took or gave, the largest bears.
fn shares(exact: &[f64]) -> BTreeMap<&'static str, f64> {
    let mut parts: Vec<i64> = exact.iter().map(|share| (share * 10_000.0).round() as i64).collect();
    let off = 10_000 - parts.iter().sum::<i64>();
    if let Some(largest) = parts.iter_mut().max() {
        *largest += off;
    }
    let share = |part: i64| part as f64 / 10_000.0;
    Beat::ALL
        .iter()
        .map(|b| b.slug())
        .zip(parts.into_iter().map(share))
        .collect()
}

type SpanOut = [usize; 2];

/// A review, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewOut {
    /// Always [`REVIEW_SCHEMA`].
    pub schema: &'static str,
    /// The caller's id, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Which build made it.
    pub engine: EngineOut,
    /// The day it was made for.
    pub as_of: String,
    /// ISO 639-1 code, `und` when unknown.
    pub language: String,
    /// Ranked.
    pub findings: Vec<FindingOut>,
    /// Ranked.
    pub strengths: Vec<StrengthOut>,
    /// Findings the teller allowed.
    pub allowed: Vec<AllowedOut>,
    /// Quantities, in order of the text.
    pub figures: Vec<FigureOut>,
    /// Numbers that are none.
    pub not_figures: Vec<NotFigureOut>,
    /// Who acted, how often.
    pub acts: ActsOut,
    /// In order; together they cover all text that is not space.
    pub sentences: Vec<SentenceOut>,
    /// Quantities of the telling.
    pub measures: MeasuresOut,
    /// One for each principle in question.
    pub verdicts: Vec<VerdictOut>,
    /// The answer as a whole.
    pub overall: OverallOut,
    /// Up to three.
    pub follow_ups: Vec<FollowUpOut>,
    /// Rules that did not run.
    pub skipped: Vec<SkippedOut>,
}

/// Which build made a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EngineOut {
    /// Version of the program.
    pub version: String,
    /// Version of the rule set.
    pub rules: String,
    /// The encoder's id, or null.
    pub model: Option<String>,
    /// `rules`, `encoder` or `llm`.
    pub tier: &'static str,
}

/// Something an interviewer would hold against the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingOut {
    /// The rule's slug.
    pub rule: &'static str,
    /// `hint`, `watch` or `costly`.
    pub severity: &'static str,
    /// 0 to 1.
    pub confidence: f64,
    /// `span` or `answer`.
    pub scope: &'static str,
    /// Null when the scope is the answer.
    pub span: Option<SpanOut>,
    /// The words at `span`.
    pub quote: Option<String>,
    /// How often it was met.
    pub count: usize,
    /// What the listener met.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub instead: String,
}

/// Something an interviewer would write down in favour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StrengthOut {
    /// The strength's slug.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f64,
    /// `span` or `answer`.
    pub scope: &'static str,
    /// Null when the scope is the answer.
    pub span: Option<SpanOut>,
    /// The words at `span`.
    pub quote: Option<String>,
    /// What the listener met.
    pub title: String,
    /// Why it counts.
    pub why: String,
}

/// A finding the teller allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AllowedOut {
    /// The rule's slug.
    pub rule: String,
    /// The teller's reason.
    pub reason: String,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureOut {
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub span: SpanOut,
    /// Value in the stated unit.
    pub value: Option<f64>,
    /// `%`, `x`, an ISO currency code, a time or byte unit, a plural noun, or `A/B`.
    pub unit: Option<String>,
    /// `percent`, `money`, `duration`, `count`, `ratio` or `rate`.
    pub kind: &'static str,
    /// `baseline`, `result` or `scale`.
    pub role: &'static str,
    /// Index of its baseline or result in the same array.
    pub pair: Option<usize>,
}

/// A number that is no quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFigureOut {
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub span: SpanOut,
    /// `date`, `clock`, `version`, `identifier`, `ordinal`, `age` or `effort`.
    pub kind: &'static str,
}

/// Who acted, how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ActsOut {
    /// The teller.
    pub i: usize,
    /// The teller with others.
    pub we: usize,
    /// Somebody else.
    pub other: usize,
    /// Nobody named.
    pub passive: usize,
}

/// One sentence as the reviewer read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceOut {
    /// Where it stands.
    pub span: SpanOut,
    /// What it does in the story.
    pub beat: &'static str,
    /// Of the beat, 0 to 1.
    pub confidence: f64,
    /// 50000, 25000, 15000, 5000 or 0.
    pub feet: u32,
}

/// Quantities of the telling.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasuresOut {
    /// Words said.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Seconds.
    pub duration_s: Option<f64>,
    /// Words a minute, only from timings.
    pub wpm: Option<f64>,
    /// I / (I + we) over acts.
    pub i_share: Option<f64>,
    /// Share of the words in each beat; sums to 1.
    pub share: BTreeMap<&'static str, f64>,
    /// Seconds until the conflict or obstacle is named.
    pub first_conflict_s: Option<f64>,
    /// Seconds until the first result.
    pub time_to_result_s: Option<f64>,
    /// True when seconds are estimated at 150 words a minute.
    pub estimated: bool,
}

/// Evidence for or against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceOut {
    /// Slug of the finding or strength.
    pub code: &'static str,
    /// The words, if there are any to point at.
    pub span: Option<SpanOut>,
}

/// How one principle would be marked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerdictOut {
    /// The principle's slug.
    pub principle: &'static str,
    /// `below`, `meets`, `raises`, or null.
    pub verdict: Option<&'static str>,
    /// Why there is no verdict.
    pub abstained: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// What speaks for it.
    #[serde(rename = "for")]
    pub evidence_for: Vec<EvidenceOut>,
    /// What speaks against it.
    #[serde(rename = "against")]
    pub evidence_against: Vec<EvidenceOut>,
}

/// The answer as a whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverallOut {
    /// `below`, `meets`, `raises`, or null.
    pub verdict: Option<&'static str>,
    /// Why there is no verdict.
    pub abstained: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// How 200 sampled interviewers split.
    pub panel: PanelOut,
}

/// Shares of the panel; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PanelOut {
    /// Would mark below.
    pub below: f64,
    /// Would mark meets.
    pub meets: f64,
    /// Would mark raises.
    pub raises: f64,
}

/// What an interviewer would ask next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUpOut {
    /// The question.
    pub text: String,
    /// Slug of the rule it aims at.
    pub aims_at: &'static str,
}

/// A rule that did not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkippedOut {
    /// The rule's slug.
    pub rule: &'static str,
    /// `needs-question`, `needs-level`, `needs-timings`, `language` or `disabled`.
    pub reason: &'static str,
}

/// A line of a batch that could not be reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadLine<'e> {
    /// Its number, from 1.
    pub line: usize,
    /// Its id, if it had one that could be read.
    pub id: Option<Id>,
    /// What is wrong with it.
    pub error: &'e crate::Error,
}

/// Schema name of [`ComparisonOut`].
pub const COMPARISON_SCHEMA: &str = "glidepath.comparison/1";

/// What a second telling made of the first, as JSON. Lists are ordered by what they cost, then by slug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparisonOut {
    /// Always [`COMPARISON_SCHEMA`].
    pub schema: &'static str,
    /// Held against the first alone.
    pub fixed: Vec<PointOut>,
    /// Held against the second alone.
    pub broke: Vec<PointOut>,
    /// Held against both.
    pub still: Vec<PointOut>,
    /// In favour of both.
    pub kept: Vec<PointOut>,
    /// In favour of the first alone.
    pub lost: Vec<PointOut>,
    /// In favour of the second alone.
    pub won: Vec<PointOut>,
}

/// One rule or strength in two tellings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointOut {
    /// The slug.
    pub rule: &'static str,
    /// `hint`, `watch`, `costly`, or null for a strength.
    pub severity: Option<&'static str>,
    /// What the listener met.
    pub title: String,
    /// How often the first telling has it.
    pub before: usize,
    /// How often the second has it.
    pub after: usize,
}

impl ComparisonOut {
    /// The public shape of `comparison`.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Self {
        let list = |points: &[Point]| {
            let point = |p: &Point| PointOut {
                rule: p.rule,
                severity: p.severity.map(glidepath_domain::Severity::slug),
                title: p.title.clone(),
                before: p.before.len(),
                after: p.after.len(),
            };
            points.iter().map(point).collect()
        };
        Self {
            schema: COMPARISON_SCHEMA,
            fixed: list(&comparison.fixed),
            broke: list(&comparison.broke),
            still: list(&comparison.still),
            kept: list(&comparison.kept),
            lost: list(&comparison.lost),
            won: list(&comparison.won),
        }
    }
}

fn slugs<T: Copy>(all: &[T], slug: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().copied().map(slug).collect()
}

pub(crate) fn four(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

impl ReviewOut {
    /// The public shape of `review`, whose spans point into `text`.
    #[must_use]
    pub fn of(review: &Review, text: &str, id: Option<Id>) -> Self {
        let pair = |span: glidepath_domain::Span| [span.start, span.end];
        let quote = |span: glidepath_domain::Span| span.of(text).to_owned();
        let scope = |span: Option<glidepath_domain::Span>| if span.is_some() { "span" } else { "answer" };
        let evidence = |list: &[Evidence]| {
            list.iter()
                .map(|e| EvidenceOut {
                    code: e.code,
                    span: e.span.map(pair),
                })
                .collect()
        };
        let m = &review.measures;
        Self {
            schema: REVIEW_SCHEMA,
            id,
            engine: EngineOut {
                version: review.engine.version.clone(),
                rules: review.engine.rules.clone(),
                model: review.engine.model.clone(),
                tier: review.engine.tier.slug(),
            },
            as_of: review.as_of.to_string(),
            language: review.language.clone(),
            findings: review
                .findings
                .iter()
                .map(|f| FindingOut {
                    rule: f.rule,
                    severity: f.severity.slug(),
                    confidence: four(f.confidence),
                    scope: scope(f.span),
                    span: f.span.map(pair),
                    quote: f.span.map(quote),
                    count: f.count,
                    title: f.title.clone(),
                    why: f.why.clone(),
                    instead: f.instead.clone(),
                })
                .collect(),
            strengths: review
                .strengths
                .iter()
                .map(|s| StrengthOut {
                    rule: s.rule,
                    confidence: four(s.confidence),
                    scope: scope(s.span),
                    span: s.span.map(pair),
                    quote: s.span.map(quote),
                    title: s.title.clone(),
                    why: s.why.clone(),
                })
                .collect(),
            allowed: review
                .allowed
                .iter()
                .map(|a| AllowedOut {
                    rule: a.rule.clone(),
                    reason: a.reason.clone(),
                })
                .collect(),
            figures: review
                .figures
                .iter()
                .map(|f| FigureOut {
                    quote: quote(f.span),
                    span: pair(f.span),
                    value: f.value,
                    unit: f.unit.clone(),
                    kind: f.kind.slug(),
                    role: f.role.slug(),
                    pair: f.pair,
                })
                .collect(),
            not_figures: review
                .not_figures
                .iter()
                .map(|n| NotFigureOut {
                    quote: quote(n.span),
                    span: pair(n.span),
                    kind: n.kind.slug(),
                })
                .collect(),
            acts: ActsOut {
                i: review.acts.i,
                we: review.acts.we,
                other: review.acts.other,
                passive: review.acts.passive,
            },
            sentences: review
                .sentences
                .iter()
                .map(|s| SentenceOut {
                    span: pair(s.span),
                    beat: s.beat.slug(),
                    confidence: four(s.confidence),
                    feet: s.feet,
                })
                .collect(),
            measures: MeasuresOut {
                words: m.words,
                sentences: m.sentences,
                duration_s: m.duration_s.map(four),
                wpm: m.wpm.map(four),
                i_share: m.i_share.map(four),
                share: shares(&m.share),
                first_conflict_s: m.first_conflict_s.map(four),
                time_to_result_s: m.time_to_result_s.map(four),
                estimated: m.estimated,
            },
            verdicts: review
                .verdicts
                .iter()
                .map(|v| VerdictOut {
                    principle: v.principle.slug(),
                    verdict: v.verdict.map(glidepath_domain::Verdict::slug),
                    abstained: v.abstained.clone(),
                    confidence: four(v.confidence),
                    evidence_for: evidence(&v.evidence_for),
                    evidence_against: evidence(&v.evidence_against),
                })
                .collect(),
            overall: OverallOut {
                verdict: review.overall.verdict.map(glidepath_domain::Verdict::slug),
                abstained: review.overall.abstained.clone(),
                confidence: four(review.overall.confidence),
                panel: PanelOut {
                    below: four(review.overall.panel.below),
                    meets: four(review.overall.panel.meets),
                    raises: four(review.overall.panel.raises),
                },
            },
            follow_ups: review
                .follow_ups
                .iter()
                .map(|f| FollowUpOut {
                    text: f.text.clone(),
                    aims_at: f.aims_at,
                })
                .collect(),
            skipped: review
                .skipped
                .iter()
                .map(|s| SkippedOut {
                    rule: s.rule,
                    reason: s.reason.slug(),
                })
                .collect(),
        }
    }
}

/// Models, as JSON: those of the catalogue in its order, then those that only the user knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelsOut {
    /// Always [`MODELS_SCHEMA`].
    pub schema: &'static str,
    /// Each model.
    pub models: Vec<ModelOut>,
}

/// One model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelOut {
    /// Its name.
    pub name: String,
    /// `speech-to-text`, `speech-detection` or `encoder`; null where only the user knows it.
    pub kind: Option<&'static str>,
    /// What it is for.
    pub purpose: Option<String>,
    /// SPDX identifier, as far as known.
    pub licence: Option<String>,
    /// What else there is to say of the licence.
    pub licence_note: Option<String>,
    /// Who made it: an address to read.
    pub source: Option<String>,
    /// Bytes of all files; of those whose size is known where `size_known` is false.
    pub size: u64,
    /// Whether `size` is all of it.
    pub size_known: bool,
    /// Why not every checksum is known beforehand; null where all are, or where only the user knows it.
    pub unpinned: Option<String>,
    /// What is on this machine; null where nothing is.
    pub installed: Option<InstalledOut>,
}

/// A model on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstalledOut {
    /// What fetching or adding it came to: `installed`, `replaced` or `already`; absent in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// How its content was known: `pinned`, `first-use` or `added`.
    pub trust: &'static str,
    /// Repository, or the folder, file or wheel it came from.
    pub from: String,
    /// Commit of the repository; null where it was added.
    pub commit: Option<String>,
    /// How many files it has.
    pub files: usize,
    /// Bytes of all files.
    pub size: u64,
    /// Whether all files are there with the right size; what is in them is for `models verify`.
    pub complete: bool,
    /// Where it lies.
    pub folder: String,
}

/// Models whose files were read and held against their records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelsCheckedOut {
    /// Always [`MODELS_CHECKED_SCHEMA`].
    pub schema: &'static str,
    /// Each model.
    pub models: Vec<ModelCheckedOut>,
}

/// One model that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelCheckedOut {
    /// Its name.
    pub name: String,
    /// How its content was known: `pinned`, `first-use` or `added`.
    pub trust: &'static str,
    /// Whether every file is what was received.
    pub whole: bool,
    /// Each file.
    pub files: Vec<FileCheckedOut>,
}

/// One file that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileCheckedOut {
    /// Where it lies in the model's folder.
    pub path: String,
    /// `whole`, `missing`, `size`, `changed`, `unreadable` or `not-pinned`.
    pub state: &'static str,
    /// Bytes it should have.
    pub size: u64,
    /// SHA-256 it should have.
    pub sha256: String,
    /// What is wrong with it, in words; null where it is whole.
    pub why: Option<String>,
}

/// A model that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelRemovedOut {
    /// Always [`MODEL_REMOVED_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub name: String,
    /// Bytes freed.
    pub freed: u64,
}
