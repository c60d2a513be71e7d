//! What a review says: findings, strengths, measures, verdicts, panel.

use crate::slug::slug_enum;
use crate::{Beat, Date, Figure, NotFigure, Principle, Severity, Span, Verdict};

slug_enum! {
    /// What the review rests on.
    Tier as "tier" {
        /// Rules alone.
        Rules = "rules",
        /// Rules and our encoder's signals.
        Encoder = "encoder",
        /// Rules, encoder and a language model of the user's choice.
        Llm = "llm",
    }
}

slug_enum! {
    /// What a finding is about.
    Scope as "scope" {
        /// These exact words.
        Span = "span",
        /// The answer as a whole: something is absent, or everywhere.
        Answer = "answer",
    }
}

slug_enum! {
    /// Why a rule did not run.
    SkipReason as "skip reason" {
        /// It has to know the question.
        NeedsQuestion = "needs-question",
        /// It has to know the level applied for.
        NeedsLevel = "needs-level",
        /// It has to know when each word was said.
        NeedsTimings = "needs-timings",
        /// The answer is not in English.
        Language = "language",
        /// Turned off in the settings.
        Disabled = "disabled",
    }
}

slug_enum! {
    /// What a panel member weighs most. A persona is an emphasis and a temperament.
    Emphasis as "emphasis" {
        /// Figures, baselines, mechanisms.
        Evidence = "evidence",
        /// Who did it.
        Contribution = "contribution",
        /// Opposition, hard calls, changes of course.
        Friction = "friction",
        /// Trade-offs and risk.
        Judgment = "judgment",
        /// People and what they felt.
        Humanity = "humanity",
        /// Customers and users.
        Customer = "customer",
        /// Order, altitude, time.
        Structure = "structure",
    }
}

/// Which build made the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// Version of the program.
    pub version: String,
    /// Version of the rule set: changes whenever the same text may get another review.
    pub rules: String,
    /// The encoder's id, if one spoke.
    pub model: Option<String>,
    /// What the review rests on.
    pub tier: Tier,
}

/// Something an interviewer would hold against the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's slug.
    pub rule: &'static str,
    /// What it costs.
    pub severity: Severity,
    /// How sure the reviewer is, 0 to 1.
    pub confidence: f64,
    /// The words it is about; `None` when it is about the whole answer.
    pub span: Option<Span>,
    /// How often it was met; 1 unless the rule counts.
    pub count: usize,
    /// What the listener met, in a few words.
    pub title: String,
    /// Why it matters to an interviewer.
    pub why: String,
    /// What to do.
    pub instead: String,
}

/// Something an interviewer would write down in favour.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// The strength's slug.
    pub rule: &'static str,
    /// How sure the reviewer is, 0 to 1.
    pub confidence: f64,
    /// The words it is about; `None` when it is about the whole answer.
    pub span: Option<Span>,
    /// What the listener met.
    pub title: String,
    /// Why it counts.
    pub why: String,
}

/// A finding the teller has chosen to live with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The rule's slug.
    pub rule: String,
    /// Why it is fine here.
    pub reason: String,
}

/// A rule that did not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The rule's slug.
    pub rule: &'static str,
    /// Why.
    pub reason: SkipReason,
}

/// Who did the things done in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActCounts {
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
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceReading {
    /// Where it stands.
    pub span: Span,
    /// What it does in the story.
    pub beat: Beat,
    /// How sure the reviewer is of the beat, 0 to 1.
    pub confidence: f64,
    /// Altitude: 50000, 25000, 15000, 5000 or 0 feet.
    pub feet: u32,
}

/// Quantities of the telling.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measures {
    /// Words said, fillers included.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Seconds; estimated at 150 words a minute when `estimated`.
    pub duration_s: Option<f64>,
    /// Words a minute, only from real timings.
    pub wpm: Option<f64>,
    /// I / (I + we) over acts; `None` when neither acted.
    pub i_share: Option<f64>,
    /// Share of the words in each beat, in the order of `Beat::ALL`; sums to 1.
    pub share: [f64; 8],
    /// Seconds until the conflict or obstacle is first named.
    pub first_conflict_s: Option<f64>,
    /// Seconds until the first result.
    pub time_to_result_s: Option<f64>,
    /// True when seconds are estimated from the word count.
    pub estimated: bool,
}

/// One piece of evidence for or against a verdict: a finding's or strength's slug and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Slug of the finding or strength.
    pub code: &'static str,
    /// The words, if there are any to point at.
    pub span: Option<Span>,
}

/// How an interviewer assigned this principle would mark it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipleVerdict {
    /// The principle.
    pub principle: Principle,
    /// The mark, or `None` when the reviewer abstains.
    pub verdict: Option<Verdict>,
    /// Why it abstains.
    pub abstained: Option<String>,
    /// How sure the reviewer is, 0 to 1.
    pub confidence: f64,
    /// What speaks for it.
    pub evidence_for: Vec<Evidence>,
    /// What speaks against it.
    pub evidence_against: Vec<Evidence>,
}

/// How sampled interviewers would split; the three sum to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// Share that would mark below.
    pub below: f64,
    /// Share that would mark meets.
    pub meets: f64,
    /// Share that would mark raises.
    pub raises: f64,
}

/// How much an interviewer weighs each emphasis, in the order of [`Emphasis::ALL`]; 1 is as the middle interviewer does.
pub type Weights = [f64; 7];

/// What one rule or strength does to where an answer stands, in log odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Its slug.
    pub rule: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Whom it matters to most.
    pub emphasis: Emphasis,
    /// What would be added to the odds that the answer meets the bar.
    pub meets: f64,
    /// What would be added to the odds that it raises it.
    pub raises: f64,
    /// What it is worth, beyond the middle interviewer, to one who weighs its emphasis twice; below nought for a flaw.
    pub worth: f64,
    /// How likely an annotator would quote the words it points at for it, 0 to 1; 1 where nobody has learned to tell, 0 where it points at none.
    pub quotable: f64,
}

/// Where an answer stands with the middle interviewer, and what everything noted is worth to one who weighs it otherwise. In log odds,
/// so that a mark can be worked out for anybody. Nothing of it goes out: a mark does, with its confidence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// Odds that it meets the bar at least.
    pub meets: f64,
    /// Odds that it raises it.
    pub raises: f64,
    /// What each emphasis finds in it: added once for each unit of weight beyond 1, in the order of [`Emphasis::ALL`].
    pub worth: Weights,
    /// What would change if this one thing had not been noted: each finding and strength, once.
    pub without: Vec<Effect>,
    /// What would change if this one strength were there as well: each that is not.
    pub with: Vec<Effect>,
}

impl Standing {
    /// What somebody who weighs like this adds to the odds of the middle interviewer.
    #[must_use]
    pub fn shift(&self, weights: &Weights) -> f64 {
        self.worth
            .iter()
            .zip(weights)
            .map(|(worth, weight)| worth * (weight - 1.0))
            .sum()
    }
}

/// The answer as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Overall {
    /// The mark, or `None` when the reviewer abstains.
    pub verdict: Option<Verdict>,
    /// Why it abstains.
    pub abstained: Option<String>,
    /// How sure the reviewer is, 0 to 1.
    pub confidence: f64,
    /// How sampled interviewers would split; there even when the verdict abstains.
    pub panel: Panel,
}

/// What an interviewer would ask next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The question.
    pub text: String,
    /// Slug of the rule it aims at.
    pub aims_at: &'static str,
}

/// Everything the reviewer says about one attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Which build made it.
    pub engine: Engine,
    /// The day it was made for.
    pub as_of: Date,
    /// ISO 639-1 code of the language found, `und` when it cannot be told.
    pub language: String,
    /// Ranked: the first three are what a coach would say.
    pub findings: Vec<Finding>,
    /// Ranked by confidence.
    pub strengths: Vec<Strength>,
    /// Findings the teller allowed.
    pub allowed: Vec<Allowed>,
    /// Quantities.
    pub figures: Vec<Figure>,
    /// Numbers that are none.
    pub not_figures: Vec<NotFigure>,
    /// Who acted.
    pub acts: ActCounts,
    /// Sentence by sentence.
    pub sentences: Vec<SentenceReading>,
    /// Quantities of the telling.
    pub measures: Measures,
    /// Principle by principle.
    pub verdicts: Vec<PrincipleVerdict>,
    /// As a whole.
    pub overall: Overall,
    /// Where it stands, for working out how one particular interviewer would mark it.
    pub standing: Standing,
    /// Up to three.
    pub follow_ups: Vec<FollowUp>,
    /// Rules that did not run.
    pub skipped: Vec<Skipped>,
}

/// Under this many words there is nothing to judge. Source: domain §4, well under half of what is too little to judge.
pub const FEWEST_JUDGED: usize = 40;

impl Review {
    /// True where there is too little, or nothing in English, to judge: a panel would split over nothing then.
    #[must_use]
    pub fn is_beyond_judging(&self) -> bool {
        self.language != "en" || self.measures.words < FEWEST_JUDGED
    }
}
