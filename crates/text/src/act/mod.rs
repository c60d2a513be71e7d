//! Who did what: the acts of the story, clause by clause. What an act is worth is not asked here.

mod clause;
mod deed;
mod group;
mod irregular;
mod noun;
mod people;
mod quote;
mod reader;
mod verb;

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

/// The acts of a text, in the order of their verbs.
pub(crate) fn find(text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Vec<Act> {
    let quoted = quote::quoted(text, tokens, sentences);
    let mut reader = reader::Reader::new(text, tokens, &quoted);
    for (index, sentence) in sentences.iter().enumerate() {
        let opens = sentence.tokens.start;
        let title = opens
            .checked_sub(2)
            .is_some_and(|i| noun::title(tokens.lower(i)) && tokens.lower(opens - 1) == ".");
        reader.read(sentence, index, title);
    }
    reader.acts
}
