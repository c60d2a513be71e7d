//! A text and its tokens, looked at from a position; leaves out all judgement of what is seen.

use crate::tag::Tag;
use crate::token::{TokenKind, Tokens};

/// Looking around never fails: outside the text every word is "" and every tag [`Tag::Other`].
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
}

impl<'a> Reading<'a> {
    /// Lower-case form of token `i`.
    pub(super) fn word(self, i: usize) -> &'a str {
        self.tokens.lower_at(Some(i))
    }

    /// Lower-case form of the token `n` before `i`.
    pub(super) fn back(self, i: usize, n: usize) -> &'a str {
        self.tokens.lower_at(i.checked_sub(n))
    }

    /// Token `i` as written.
    pub(super) fn raw(self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    pub(super) fn tag(self, i: usize) -> Tag {
        self.tokens.get(i).map_or(Tag::Other, |t| t.tag)
    }

    pub(super) fn kind(self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    pub(super) fn is_number(self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Number)
    }

    pub(super) fn is_word(self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Word)
    }

    /// True when token `i` follows the one before it without a space.
    pub(super) fn joined(self, i: usize) -> bool {
        i > 0 && self.tokens.get(i).is_some_and(|t| !t.spaced)
    }

    /// True when token `i` is a hyphen inside a word: "nine-day".
    pub(super) fn hyphen(self, i: usize) -> bool {
        matches!(self.word(i), "-" | "\u{2010}" | "\u{2011}") && self.joined(i) && self.joined(i + 1)
    }

    /// True when token `i` opens with a capital letter.
    pub(super) fn capital(self, i: usize) -> bool {
        self.raw(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// True when token `i` opens a sentence or a quotation.
    pub(super) fn opens(self, i: usize) -> bool {
        i == 0 || matches!(self.back(i, 1), "." | "!" | "?" | ":" | "\"" | "\u{201c}" | "...")
    }

    /// True when token `i` ends a clause for sure.
    pub(super) fn stops(self, i: usize) -> bool {
        i >= self.tokens.len() || matches!(self.word(i), "." | "!" | "?" | ";" | ":" | "..." | "\u{2026}")
    }

    /// True when the words from `i` on are exactly `words`.
    pub(super) fn follows(self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, w)| self.word(i + n) == *w)
    }
}
