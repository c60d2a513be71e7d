//! The public shapes of tagging and matching. Scores are shares or chances with four decimals.

use glidepath_retrieve::{Found, Tagged, Tier};
use serde::Serialize;

use crate::answer_with::Fits;

use super::{Id, four};

/// Schema name of [`TagOut`].
pub const TAG_SCHEMA: &str = "glidepath.tag/1";
/// Schema name of [`MatchOut`].
pub const MATCH_SCHEMA: &str = "glidepath.match/1";

/// A question, tagged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TagOut {
    /// Always [`TAG_SCHEMA`].
    pub schema: &'static str,
    /// The caller's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// All sixteen, best first; the scores add up to one.
    pub principles: Vec<PrincipleScoreOut>,
    /// `technical`, `learning-failure`, `getting-things-done`, `conflict` or `ambiguity`.
    pub bucket: &'static str,
    /// `event`, `habit` or `opinion`.
    pub form: &'static str,
    /// The kinds of event it asks for, likeliest first; empty without a model.
    pub themes: Vec<&'static str>,
    /// The model that had a say, `null` when words alone decided.
    pub model: Option<String>,
}

/// One principle and how likely it is the one probed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrincipleScoreOut {
    /// Its official name.
    pub name: &'static str,
    /// Its slug.
    pub slug: &'static str,
    /// Its share.
    pub score: f64,
}

impl TagOut {
    /// The public shape.
    #[must_use]
    pub fn of(tagged: &Tagged, id: Option<Id>) -> Self {
        let score = |(principle, share): &(glidepath_domain::Principle, f64)| PrincipleScoreOut {
            name: principle.name(),
            slug: principle.slug(),
            score: four(*share),
        };
        Self {
            schema: TAG_SCHEMA,
            id,
            principles: tagged.principles.iter().map(score).collect(),
            bucket: tagged.bucket.slug(),
            form: tagged.form.slug(),
            themes: tagged.themes.iter().map(|theme| theme.slug).collect(),
            model: tagged.model.clone(),
        }
    }
}

/// The stories that may answer a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchOut {
    /// Always [`MATCH_SCHEMA`].
    pub schema: &'static str,
    /// The caller's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Best first.
    pub matches: Vec<MatchedOut>,
    /// True when nothing fits; the nearest are listed all the same.
    pub pass: bool,
    /// The chance that the first fits.
    pub confidence: f64,
    /// `words` or `meaning`.
    pub tier: &'static str,
}

/// One story that may answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchedOut {
    /// The story's id, as it was given.
    pub story: Id,
    /// The chance that it is a good answer.
    pub score: f64,
    /// Why, in words.
    pub why: String,
    /// The sentence nearest to the question: bytes of the story's text.
    pub span: Option<[usize; 2]>,
    /// What that sentence does in the story.
    pub beat: Option<&'static str>,
    /// The kind of event that both are about.
    pub theme: Option<&'static str>,
}

impl MatchOut {
    pub(crate) fn of(id: Option<Id>, matches: Vec<MatchedOut>, found: &Found) -> Self {
        Self {
            schema: MATCH_SCHEMA,
            id,
            matches,
            pass: found.pass,
            confidence: four(found.confidence),
            tier: match found.tier {
                Tier::Words => "words",
                Tier::Meaning => "meaning",
            },
        }
    }
}

/// The stories of the bank that may answer a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitsOut {
    /// Always [`MATCH_SCHEMA`].
    pub schema: &'static str,
    /// Best first.
    pub matches: Vec<FitOut>,
    /// True when nothing fits; the nearest are listed all the same.
    pub pass: bool,
    /// `words` or `meaning`.
    pub tier: &'static str,
    /// Stories that the model has not read yet.
    pub unread: usize,
}

/// One story of the bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitOut {
    /// Its id.
    pub story: String,
    /// What the candidate calls it.
    pub title: String,
    /// The chance that it is a good answer.
    pub score: f64,
    /// Why, in words.
    pub why: String,
    /// The sentence nearest to the question.
    pub quote: Option<String>,
    /// What that sentence does in the story.
    pub beat: Option<&'static str>,
}

impl FitsOut {
    /// The public shape.
    #[must_use]
    pub fn of(fits: &Fits) -> Self {
        let one = |fit: &crate::answer_with::Fit| FitOut {
            story: fit.story.clone(),
            title: fit.title.clone(),
            score: four(fit.score),
            why: fit.why.clone(),
            quote: fit.quote.clone(),
            beat: fit.beat.map(|beat| beat.slug()),
        };
        Self {
            schema: MATCH_SCHEMA,
            matches: fits.fits.iter().map(one).collect(),
            pass: fits.pass,
            tier: if fits.words_only { "words" } else { "meaning" },
            unread: fits.unread,
        }
    }
}
