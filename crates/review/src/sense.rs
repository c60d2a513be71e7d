//! Sense: what an encoder makes of an answer, beside the words that lexicons know.
//!
//! The reviewer knows no model. Whoever brings one implements [`Sensing`]: it is told the sentences and gives chances back, of beats,
//! heights and marks for each sentence, of labels for the whole. Rules, leanings and verdicts decide what is said; a chance without a
//! sentence to quote never becomes a span. Without a sense the review rests on rules alone and says so.

use glidepath_domain::{Beat, Level, Principle};

use crate::mark::{odds, summary};
use crate::{HEIGHTS, Marks};

/// An answer as an encoder is told it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'a> {
    /// The question, if one was given.
    pub question: Option<&'a str>,
    /// The level applied for, if it was given.
    pub level: Option<Level>,
    /// The principles probed, as given.
    pub principles: &'a [Principle],
    /// The words of each sentence.
    pub sentences: Vec<&'a str>,
    /// The [cues](crate::look::cues) of each sentence.
    pub cues: Vec<Vec<f32>>,
}

/// What an encoder makes of an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sense {
    /// For each sentence the chance of each beat, in the order of [`Beat::ALL`](glidepath_domain::Beat::ALL).
    pub beats: Vec<Vec<f64>>,
    /// For each sentence the chance of each of [`HEIGHTS`](crate::HEIGHTS).
    pub feet: Vec<Vec<f64>>,
    /// For each label, the chance of each sentence to be quoted for it.
    pub marks: Marks,
    /// Labels, and `meets` and `raises`, with the chance that an annotator gives them to the whole answer.
    pub labels: Vec<(String, f64)>,
}

impl Sense {
    /// True when it tells of so many sentences, each with a chance for every beat and height.
    #[must_use]
    pub fn fits(&self, sentences: usize) -> bool {
        let even = |rows: &[Vec<f64>], width: usize| rows.len() == sentences && rows.iter().all(|r| r.len() == width);
        even(&self.beats, Beat::ALL.len()) && even(&self.feet, HEIGHTS.len())
    }

    /// The log odds of a label for the whole answer; nought for one the encoder does not know.
    #[must_use]
    pub fn odds(&self, code: &str) -> f64 {
        let label = self.labels.iter().find(|(label, _)| label == code);
        label.map_or(0.0, |(_, chance)| odds(*chance))
    }

    /// What a label's leaning takes of it: the log odds for the whole, and what the marks come to.
    #[must_use]
    pub fn own(&self, code: &str) -> [f64; 4] {
        let [best, second, any] = summary(self.marks.of(code));
        [self.odds(code), best, second, any]
    }
}

/// Something that makes sense of answers: an encoder.
pub trait Sensing: Send + Sync {
    /// The name and version of its weights, as `engine.model` tells them.
    fn model(&self) -> &str;

    /// True when making sense of this takes no longer than a keystroke: most of it was read before.
    fn is_quick(&self, told: &Told<'_>) -> bool;

    /// What it makes of an answer; `None` when it can't, and then the review rests on rules alone.
    fn sense(&self, told: &Told<'_>) -> Option<Sense>;
}
