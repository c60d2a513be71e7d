//! Who did what: the acts of the story, clause by clause.

use glidepath_domain::Span;

use crate::token::Tokens;
use crate::transcript::Sentence;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The teller.
    I,
    /// The teller with others.
    We,
    /// Somebody else.
    Other,
    /// Nobody named: an agentless passive.
    Passive,
}

/// One thing done in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Who did it.
    pub actor: Actor,
    /// The head verb's token.
    pub verb: usize,
    /// The subject's words, where they stand in this clause or the one it continues.
    pub subject: Option<Span>,
    /// Index of its sentence.
    pub sentence: usize,
}

pub(crate) fn find(_text: &str, _tokens: &Tokens, _sentences: &[Sentence]) -> Vec<Act> {
    Vec::new()
}
