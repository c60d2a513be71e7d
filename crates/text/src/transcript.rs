//! The transcript: everything read out of one attempt, in one place.

use std::ops::Range;

use glidepath_domain::{Attempt, Figure, NotFigure, Span};

use crate::act::{self, Act};
use crate::hesitation::{self, Hesitation};
use crate::language::language_of;
use crate::timing::Timing;
use crate::token::Tokens;
use crate::{figure, sentence, tag};

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last mark, without the space around it.
    pub span: Span,
    /// Its tokens, as indices into [`Transcript::tokens`].
    pub tokens: Range<usize>,
    /// True when a blank line stands before it, and for the first.
    pub opens_paragraph: bool,
}

/// One attempt, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript<'t> {
    /// The text as given: all spans point into it.
    pub text: &'t str,
    /// ISO 639-1 code, `und` when it cannot be told.
    pub language: &'static str,
    /// Words, numbers and marks, with part of speech.
    pub tokens: Tokens,
    /// Together they cover every token.
    pub sentences: Vec<Sentence>,
    /// Things done in the story, in order.
    pub acts: Vec<Act>,
    /// Quantities, in order.
    pub figures: Vec<Figure>,
    /// Numbers that are none, in order.
    pub not_figures: Vec<NotFigure>,
    /// Fillers, hedges, restarts, in order.
    pub hesitations: Vec<Hesitation>,
    /// When each word was said, or about when.
    pub timing: Timing,
    /// Words, as people count them.
    pub words: usize,
    /// Words before each token, and all of them at the end: counting any range costs nothing.
    words_before: Vec<u32>,
}

impl<'t> Transcript<'t> {
    /// Reads an attempt. Never fails: an empty text gives an empty transcript.
    #[must_use]
    pub fn read(attempt: &'t Attempt) -> Self {
        let text = attempt.text.as_str();
        let mut tokens = Tokens::cut(text);
        tag::tag(text, &mut tokens);
        let language = language_of(text, &tokens);
        let timing = Timing::align(text, &tokens, &attempt.words);
        let sentences = sentence::split(text, &tokens, &timing);
        let hesitations = hesitation::find(text, &tokens, &sentences);
        let (figures, not_figures) = figure::find(text, &tokens, &sentences);
        let acts = act::find(text, &tokens, &sentences);
        let mut words_before = Vec::with_capacity(tokens.len() + 1);
        words_before.push(0);
        for token in tokens.iter() {
            words_before.push(words_before[words_before.len() - 1] + u32::from(token.starts_word));
        }
        let words = words_before[tokens.len()] as usize;
        Self {
            text,
            language,
            tokens,
            sentences,
            acts,
            figures,
            not_figures,
            hesitations,
            timing,
            words,
            words_before,
        }
    }

    /// The sentence that token `index` belongs to.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|s| s.tokens.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The sentence in which byte `offset` lies.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences
            .partition_point(|s| s.span.end <= offset)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// Words, as people count them, in a range of tokens.
    #[must_use]
    pub fn words_in(&self, tokens: Range<usize>) -> usize {
        (self.words_before[tokens.end] - self.words_before[tokens.start]) as usize
    }

    /// Words, as people count them, before byte `offset`.
    #[must_use]
    pub fn words_until(&self, offset: usize) -> usize {
        self.words_before[self.tokens.partition_point(|t| t.span.start < offset)] as usize
    }

    /// The things done in one sentence, in order.
    #[must_use]
    pub fn acts_in(&self, sentence: usize) -> &[Act] {
        let start = self.acts.partition_point(|a| a.sentence < sentence);
        let end = self.acts.partition_point(|a| a.sentence <= sentence);
        &self.acts[start..end]
    }

    /// The figures of one sentence, in order.
    #[must_use]
    pub fn figures_in(&self, sentence: usize) -> &[Figure] {
        let span = self.sentences[sentence].span;
        let start = self.figures.partition_point(|f| f.span.start < span.start);
        let end = self.figures.partition_point(|f| f.span.start < span.end);
        &self.figures[start..end]
    }

    /// Seconds from the start to the word at byte `offset`.
    #[must_use]
    pub fn seconds_at(&self, offset: usize) -> f64 {
        self.timing.seconds_at(&self.tokens, offset, self.words_until(offset))
    }
}
