//! The public shapes of digging. Times are UTC milliseconds since 1970; quotes are exact parts of answers.

use glidepath_content::prompt;
use glidepath_domain::{Dig, Gem};
use glidepath_story::{Candidate, next};
use serde::Serialize;

use crate::Kept;

/// Schema name of [`DigsOut`].
pub const DIGS_SCHEMA: &str = "glidepath.digs/1";
/// Schema name of [`DigOut`].
pub const DIG_SCHEMA: &str = "glidepath.dig/1";

/// Every dig.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigsOut {
    /// Always [`DIGS_SCHEMA`].
    pub schema: &'static str,
    /// In the order they were begun.
    pub digs: Vec<DigRowOut>,
}

impl DigsOut {
    /// As the bank has them.
    #[must_use]
    pub fn of(digs: &[Kept<Dig>]) -> Self {
        let row = |kept: &Kept<Dig>| DigRowOut {
            id: kept.id.clone(),
            project: kept.value.project.clone(),
            employer: kept.value.employer.clone(),
            step: kept.value.step.slug(),
            answers: answered(&kept.value),
            gems: kept.value.gems.len(),
            updated_ms: kept.updated_ms,
        };
        Self {
            schema: DIGS_SCHEMA,
            digs: digs.iter().map(row).collect(),
        }
    }
}

fn answered(dig: &Dig) -> usize {
    let said = dig.answers.iter().filter(|answer| !answer.text.trim().is_empty());
    said.count()
}

/// One dig in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigRowOut {
    /// Its name.
    pub id: String,
    /// What the candidate calls the project.
    pub project: String,
    /// For whom it was.
    pub employer: String,
    /// Where the conversation stands: `extract` to `mindset`.
    pub step: &'static str,
    /// Prompts answered.
    pub answers: usize,
    /// Sentences kept.
    pub gems: usize,
    /// When it was last written.
    pub updated_ms: i64,
}

/// One dig, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigOut {
    /// Always [`DIG_SCHEMA`].
    pub schema: &'static str,
    /// Its name.
    pub id: String,
    /// Its version, from 1.
    pub version: i64,
    /// What the candidate calls the project.
    pub project: String,
    /// For whom it was.
    pub employer: String,
    /// Where the conversation stands: `extract` to `mindset`.
    pub step: &'static str,
    /// What was answered, in that order; a prompt that was passed over has an empty text.
    pub answers: Vec<DigAnswerOut>,
    /// Sentences kept.
    pub gems: Vec<GemOut>,
    /// Sentences put forward for keeping, the weightiest first.
    pub offered: Vec<GemOut>,
    /// What is asked next; null when all is answered.
    pub next: Option<PromptOut>,
}

/// The answer to one prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigAnswerOut {
    /// The prompt's slug.
    pub prompt: String,
    /// What it asks.
    pub question: String,
    /// The words as given.
    pub text: String,
}

/// A sentence worth keeping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GemOut {
    /// The words, exactly.
    pub quote: String,
    /// The prompt they answered.
    pub prompt: String,
    /// The principle the person says they show.
    pub principle: Option<&'static str>,
    /// Whether a customer is in them.
    pub customer: bool,
    /// Whether they hold a figure.
    pub metric: bool,
    /// Why they are worth keeping; empty for those kept already.
    pub signals: Vec<&'static str>,
}

/// What is asked next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromptOut {
    /// The prompt's slug.
    pub prompt: String,
    /// What it asks.
    pub question: String,
    /// Why that is asked.
    pub why: String,
    /// Why it comes now.
    pub because: String,
}

impl DigOut {
    /// As the bank has it, with what is put forward.
    #[must_use]
    pub fn of(kept: &Kept<Dig>, offered: &[Candidate]) -> Self {
        let dig = &kept.value;
        let answer = |answer: &glidepath_domain::DigAnswer| DigAnswerOut {
            prompt: answer.prompt.clone(),
            question: prompt(&answer.prompt).map(|p| p.text.clone()).unwrap_or_default(),
            text: answer.text.clone(),
        };
        let asked = next(dig).map(|next| PromptOut {
            prompt: next.prompt.slug.clone(),
            question: next.prompt.text.clone(),
            why: next.prompt.why.clone(),
            because: next.because,
        });
        Self {
            schema: DIG_SCHEMA,
            id: kept.id.clone(),
            version: kept.version,
            project: dig.project.clone(),
            employer: dig.employer.clone(),
            step: dig.step.slug(),
            answers: dig.answers.iter().map(answer).collect(),
            gems: dig.gems.iter().map(|gem| shape(gem, Vec::new())).collect(),
            offered: offered
                .iter()
                .map(|candidate| shape(&candidate.gem, candidate.signals.iter().map(|s| s.slug()).collect()))
                .collect(),
            next: asked,
        }
    }
}

fn shape(gem: &Gem, signals: Vec<&'static str>) -> GemOut {
    GemOut {
        quote: gem.quote.clone(),
        prompt: gem.prompt.clone(),
        principle: gem.principle.map(glidepath_domain::Principle::slug),
        customer: gem.customer,
        metric: gem.metric,
        signals,
    }
}
