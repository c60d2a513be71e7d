//! A drill: one question told against the clock, with its follow-ups. Source: domain §7.
//!
//! What a page calls a take is the first turn of a drill; a retake is a drill of its own that names the one before. Sound lies
//! beside, under the recording's name.

use crate::slug::slug_enum;
use crate::{Date, Delivery, Engine, Level, LoopPlace, Principle, Role, StoryId, TimedWord, Verdict};

slug_enum! {
    /// What a drill adds to the plain telling.
    Variant as "variant" {
        /// One question, told through.
        Plain = "plain",
        /// Cut in on mid-answer: is the thread resumed?
        Interrupted = "interrupted",
        /// Consecutive questions on distant principles.
        Switching = "switching",
        /// Several prompts on one theme, then an immediate retake with figures for generalities.
        Theme = "theme",
    }
}

slug_enum! {
    /// How deep a follow-up goes, shallowest first. Source: domain §6.
    Layer as "layer" {
        /// What exactly was it?
        Clarify = "clarify",
        /// How do you know?
        Evidence = "evidence",
        /// What else could you have done?
        Alternative = "alternative",
        /// When did it not work?
        Failure = "failure",
        /// That was general. Name one occasion.
        Challenge = "challenge",
        /// And had it been otherwise?
        Counterfactual = "counterfactual",
    }
}

slug_enum! {
    /// How an interviewer carries it. Source: domain §8.
    Temperament as "temperament" {
        /// Few words.
        Terse = "terse",
        /// Warm, and no easier.
        Friendly = "friendly",
        /// One point, deeper and deeper.
        Drilling = "drilling",
        /// Not convinced.
        Sceptical = "sceptical",
    }
}

slug_enum! {
    /// Where a drill stands.
    DrillState as "drill state" {
        /// The question is open: it is being told, or about to be.
        Telling = "telling",
        /// Told; follow-ups are coming.
        Asking = "asking",
        /// All is said; the teller has not yet said how it went.
        Rating = "rating",
        /// Ended: the review may be seen.
        Done = "done",
        /// Left by its teller. What was said is kept.
        Left = "left",
    }
}

slug_enum! {
    /// What became of a question that was asked.
    ReplyKind as "reply kind" {
        /// Nothing yet.
        Open = "open",
        /// It was answered.
        Said = "said",
        /// The teller passed, which is allowed and counted.
        Passed = "passed",
    }
}

/// A nudge that was shown while somebody spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownNudge {
    /// Its slug.
    pub code: String,
    /// Milliseconds from the start of the turn.
    pub at_ms: u64,
}

/// One question and what was said to it: the first turn is the answer, the others are follow-ups.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// What was asked.
    pub asked: String,
    /// How deep it went; `None` for the question itself.
    pub layer: Option<Layer>,
    /// The rule it aimed at; empty for the question itself.
    pub aims_at: String,
    /// Words of the answer that it quoted; empty where it quoted none.
    pub quote: String,
    /// What became of it.
    pub reply: ReplyKind,
    /// The words said, or typed.
    pub text: String,
    /// Their times; empty when typed or untimed.
    pub words: Vec<TimedWord>,
    /// Who wrote the words down: `typed`, `browser`, a server or a model by name; empty while nobody has.
    pub written_by: String,
    /// The recording's name; empty where there is none.
    pub recording: String,
    /// What the sound says, where there is any.
    pub delivery: Option<Delivery>,
    /// How long it took in milliseconds, by the clock; `None` while it is open.
    pub took_ms: Option<u64>,
    /// Nudges shown meanwhile.
    pub nudges: Vec<ShownNudge>,
    /// When the teller was cut in on, in milliseconds from the start of the turn.
    pub interrupted_ms: Option<u64>,
}

impl Turn {
    /// A question that nobody has answered yet.
    #[must_use]
    pub fn open(asked: impl Into<String>) -> Self {
        Self {
            asked: asked.into(),
            layer: None,
            aims_at: String::new(),
            quote: String::new(),
            reply: ReplyKind::Open,
            text: String::new(),
            words: Vec::new(),
            written_by: String::new(),
            recording: String::new(),
            delivery: None,
            took_ms: None,
            nudges: Vec::new(),
            interrupted_ms: None,
        }
    }
}

/// What a take was said to be when it was first reviewed. The words of the findings are not kept: rules get better ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstReview {
    /// Which build made it.
    pub engine: Engine,
    /// The day it was made.
    pub as_of: Date,
    /// Slugs of its findings, ranked; one stands as often as it was found.
    pub findings: Vec<String>,
    /// Slugs of its strengths, ranked.
    pub strengths: Vec<String>,
    /// Its mark, unless it abstained.
    pub verdict: Option<Verdict>,
}

/// One question told against the clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Drill {
    /// The bank's name of the question; empty for words of one's own.
    pub question: String,
    /// What it probes, the main one first; hidden until the drill is done.
    pub principles: Vec<Principle>,
    /// The story told, where the teller has said which.
    pub story: Option<StoryId>,
    /// The level applied for.
    pub level: Option<Level>,
    /// The role applied for.
    pub role: Option<Role>,
    /// What it adds to the plain telling.
    pub variant: Variant,
    /// How the interviewer carries it.
    pub temperament: Temperament,
    /// The timebox of the answer in seconds.
    pub limit_s: u32,
    /// The most follow-ups asked; `None` when they go on until the evidence ends.
    pub most_follow_ups: Option<u32>,
    /// Whether it is held as in an exam: no nudges, no pause, no retake.
    pub exam: bool,
    /// Whether nudges were to be shown: on a trial every other drill goes without.
    pub nudged: bool,
    /// Whether lots were drawn for `nudged`: only then does the drill count in the trial.
    pub on_trial: bool,
    /// The drill this one is a retake of; empty for a first take.
    pub again: String,
    /// The loop it was told in; `None` for a drill of its own.
    pub of_loop: Option<LoopPlace>,
    /// Where it stands.
    pub state: DrillState,
    /// The question, and each follow-up so far.
    pub turns: Vec<Turn>,
    /// How the teller thought it went, asked before the review is shown.
    pub own_verdict: Option<Verdict>,
    /// What the answer was said to be when the drill ended; `None` before.
    pub first_review: Option<FirstReview>,
}

impl Drill {
    /// The answer itself: the first turn.
    #[must_use]
    pub fn answer(&self) -> Option<&Turn> {
        self.turns.first()
    }
}
