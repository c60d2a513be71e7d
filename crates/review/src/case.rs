//! The case a rule judges: one attempt with everything read out of it.

use std::borrow::Cow;
use std::ops::Range;

use glidepath_domain::{Attempt, Beat, Figure, FigureRole, Span};
use glidepath_text::{Act, Actor, Transcript};

use crate::mark;
use crate::{Hit, Leanings, Marks, Question, Sense, Signal, Signals};

/// How a sentence was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// What it does in the story.
    pub beat: Beat,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// From how high it is told: 50000, 25000, 15000, 5000 or 0 feet.
    pub feet: u32,
}

/// Everything a rule may ask about.
#[derive(Debug)]
pub struct Case<'a> {
    /// The attempt as given.
    pub attempt: &'a Attempt,
    /// Sentences, tokens, acts, figures, hesitations, times.
    pub transcript: &'a Transcript<'a>,
    /// What the words signal.
    pub signals: &'a Signals,
    /// One for each sentence.
    pub readings: &'a [Reading],
    /// What was asked; `None` when no question was given.
    pub question: Option<Question>,
    /// What the answer as a whole looks like.
    pub leanings: Leanings,
    /// Which sentences look like quotes for which label.
    pub marks: Marks,
    /// What an encoder makes of the answer, if one was there.
    pub sense: Option<Sense>,
}

impl Case<'_> {
    /// The hits of a signal that are not negated ("nobody disagreed"), in order.
    pub fn hits(&self, signal: Signal) -> impl Iterator<Item = &Hit> {
        self.signals.hits(signal).iter().filter(|h| !h.negated)
    }

    /// The summed weight of a signal over the answer: one clear hit is 1.
    #[must_use]
    pub fn weight(&self, signal: Signal) -> f64 {
        self.hits(signal).map(|h| h.weight).sum()
    }

    /// True when the signal is there at all, with at least the weight of one clear hit.
    #[must_use]
    pub fn has(&self, signal: Signal) -> bool {
        self.weight(signal) >= 0.99
    }

    /// The summed weight of a signal in one sentence.
    #[must_use]
    pub fn weight_in(&self, signal: Signal, sentence: usize) -> f64 {
        self.signals.weight_in(signal, sentence)
    }

    /// The first clear hit of any of these signals.
    #[must_use]
    pub fn first_of(&self, signals: &[Signal]) -> Option<&Hit> {
        signals
            .iter()
            .filter_map(|s| self.hits(*s).find(|h| h.weight >= 0.99))
            .min_by_key(|h| h.span.start)
    }

    /// How far into the answer byte `offset` lies, as a share of its words, 0 to 1.
    #[must_use]
    pub fn share_before(&self, offset: usize) -> f64 {
        self.transcript.words_until(offset) as f64 / self.transcript.words.max(1) as f64
    }

    /// The words of a sentence.
    #[must_use]
    pub fn sentence(&self, index: usize) -> &str {
        self.transcript.sentences[index].span.of(self.transcript.text)
    }

    /// Where a sentence stands.
    #[must_use]
    pub fn sentence_span(&self, index: usize) -> Span {
        self.transcript.sentences[index].span
    }

    /// Words in a sentence.
    #[must_use]
    pub fn sentence_words(&self, index: usize) -> usize {
        self.transcript
            .words_in(self.transcript.sentences[index].tokens.clone())
    }

    /// Lower-case words and marks of a range of tokens.
    pub fn lowers(&self, tokens: Range<usize>) -> impl Iterator<Item = &str> {
        tokens.map(|t| self.transcript.tokens.lower(t))
    }

    /// Share of the words in sentences of this beat, 0 to 1.
    #[must_use]
    pub fn beat_share(&self, beat: Beat) -> f64 {
        let words: usize = self.sentences_of(beat).map(|s| self.sentence_words(s)).sum();
        words as f64 / self.transcript.words.max(1) as f64
    }

    /// Indices of the sentences read as this beat.
    pub fn sentences_of(&self, beat: Beat) -> impl Iterator<Item = usize> {
        self.readings
            .iter()
            .enumerate()
            .filter(move |(_, r)| r.beat == beat)
            .map(|(i, _)| i)
    }

    /// Things done by this actor, in order.
    pub fn acts_of(&self, actor: Actor) -> impl Iterator<Item = &Act> {
        self.transcript.acts.iter().filter(move |a| a.actor == actor)
    }

    /// Figures in this role, in order.
    pub fn figures_of(&self, role: FigureRole) -> impl Iterator<Item = &Figure> {
        self.transcript.figures.iter().filter(move |f| f.role == role)
    }

    /// Figures in one sentence.
    pub fn figures_in(&self, sentence: usize) -> impl Iterator<Item = &Figure> {
        self.transcript.figures_in(sentence).iter()
    }

    /// The chance of each sentence to be quoted for the label `code`: by the table of marks and, where there is one, the encoder together.
    #[must_use]
    pub fn quotable(&self, code: &str) -> Cow<'_, [f64]> {
        let sensed = self.sense.as_ref().map_or(&[][..], |sense| sense.marks.of(code));
        mark::joined(self.marks.of(code), sensed)
    }

    /// What the encoder gives to the leaning of the label `code`, where there is one.
    #[must_use]
    pub fn own_sense(&self, code: &str) -> Option<[f64; 4]> {
        self.sense.as_ref().map(|sense| sense.own(code))
    }

    /// True when a question was given and `test` holds of it.
    pub fn asked(&self, test: impl Fn(&Question) -> bool) -> bool {
        self.question.as_ref().is_some_and(test)
    }
}
