//! Fillers, hedges and restarts: how the telling stumbles, never what it is worth.

use glidepath_domain::Span;

use crate::token::Tokens;
use crate::transcript::Sentence;

/// How the telling stumbles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HesitationKind {
    /// A sound or word that fills a gap: "um", "you know", "like".
    Filler,
    /// A word that takes back what it says: "kind of", "I guess", "sort of".
    Hedge,
    /// Words said again or dropped for others: "I I went", "we had — I had".
    Restart,
}

/// One hesitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hesitation {
    /// The words.
    pub span: Span,
    /// How it stumbles.
    pub kind: HesitationKind,
}

pub(crate) fn find(_text: &str, _tokens: &Tokens, _sentences: &[Sentence]) -> Vec<Hesitation> {
    Vec::new()
}
