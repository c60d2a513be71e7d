//! Fillers, hedges and restarts: how the telling stumbles, never what it is worth.

mod filler;
mod hedge;
mod restart;

use glidepath_domain::Span;

use crate::token::{TokenKind, Tokens};
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
    /// The words. A restart runs to the end of what is said again, and fillers may stand inside it.
    pub span: Span,
    /// How it stumbles.
    pub kind: HesitationKind,
}

/// Finds all hesitations, in order of their first word.
pub(crate) fn find(text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Vec<Hesitation> {
    let mut opens = vec![false; tokens.len()];
    for sentence in sentences {
        if let Some(open) = opens.get_mut(sentence.tokens.start) {
            *open = true;
        }
    }
    let words = Words {
        text,
        tokens,
        opens: &opens,
    };
    let mut found = Vec::new();
    // Nothing of one kind overlaps: what was taken is passed over.
    let (mut index, mut dropped) = (0, 0);
    while index < tokens.len() {
        if index >= dropped
            && let Some(length) = restart::at(&words, index)
        {
            found.extend(words.hesitation(index, length, HesitationKind::Restart));
            dropped = index + length;
        }
        let single = filler::at(&words, index).map(|length| (length, HesitationKind::Filler));
        match single.or_else(|| hedge::at(&words, index).map(|length| (length, HesitationKind::Hedge))) {
            Some((length, kind)) => {
                found.extend(words.hesitation(index, length, kind));
                index += length.max(1);
            }
            None => index += 1,
        }
    }
    found
}

/// The tokens with a few ways to look around.
struct Words<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    opens: &'t [bool],
}

impl Words<'_> {
    fn lower(&self, index: usize) -> &str {
        self.tokens.lower_at(Some(index))
    }

    /// The word before `index`, "" at the start of a sentence.
    fn before(&self, index: usize) -> &str {
        if self.opens(index) {
            ""
        } else {
            self.tokens.lower_at(index.checked_sub(1))
        }
    }

    fn opens(&self, index: usize) -> bool {
        self.opens.get(index).copied().unwrap_or(true)
    }

    fn tag(&self, index: usize) -> crate::tag::Tag {
        self.tokens.get(index).map_or(crate::tag::Tag::Punct, |t| t.tag)
    }

    fn is_word(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Clitic | TokenKind::Number))
    }

    /// True when the words from `index` on are `words`, in one sentence.
    fn are(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(i, word)| self.lower(index + i) == *word && (i == 0 || !self.opens(index + i)))
    }

    /// True where a pause stands before `index`: the start, a comma, a dash.
    fn set_off_before(&self, index: usize) -> bool {
        self.opens(index) || is_pause(self.before(index))
    }

    /// True where a pause or the end stands at `index`.
    fn set_off_after(&self, index: usize) -> bool {
        self.opens(index) || is_pause(self.lower(index)) || matches!(self.lower(index), "" | "." | "?" | "!")
    }

    fn hesitation(&self, index: usize, length: usize, kind: HesitationKind) -> Option<Hesitation> {
        let (first, last) = (
            self.tokens.get(index)?,
            self.tokens.get((index + length).checked_sub(1)?)?,
        );
        Some(Hesitation {
            span: Span::new(first.span.start, last.span.end),
            kind,
        })
    }
}

/// Marks that stand for a short silence.
fn is_pause(lower: &str) -> bool {
    matches!(
        lower,
        "," | "-" | "--" | "–" | "—" | "…" | "..." | ".." | ";" | ":" | "(" | ")" | "\""
    )
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Attempt, Date};
    use proptest::prelude::*;

    use super::HesitationKind;
    use crate::Transcript;

    fn found(text: &str) -> Vec<(HesitationKind, String)> {
        let attempt = Attempt::of(text, "2026-03-01".parse::<Date>().unwrap());
        let transcript = Transcript::read(&attempt);
        let mut last = 0;
        for hesitation in &transcript.hesitations {
            assert!(hesitation.span.start >= last, "{text:?}");
            assert!(
                text.get(hesitation.span.start..hesitation.span.end)
                    .is_some_and(|w| !w.is_empty()),
                "{text:?}"
            );
            last = hesitation.span.start;
        }
        transcript
            .hesitations
            .iter()
            .map(|h| (h.kind, h.span.of(text).to_owned()))
            .collect()
    }

    #[test]
    fn a_repetition_of_any_length_is_one_restart() {
        let text = "the ".repeat(5_000);
        assert_eq!(found(&text).len(), 1);
        assert_eq!(found("I I I went"), [(HesitationKind::Restart, "I I I".to_owned())]);
    }

    #[test]
    fn sounds_inside_a_restart_are_told_too() {
        let kinds: Vec<_> = found("and the um the pump broke")
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(kinds, [HesitationKind::Restart, HesitationKind::Filler]);
    }

    proptest! {
        #[test]
        fn any_text(text in "\\PC{0,200}") {
            prop_assert_eq!(found(&text), found(&text));
        }

        #[test]
        fn any_words(parts in prop::collection::vec(prop::sample::select(vec![
            "I ", "was ", "like ", "you ", "know ", "mean ", "um ", ", ", "- ", "-", "the ", "kind ", "of ", "we ", "had ", ". ", "so ", "yeah ", "ümm ",
        ]), 0..60)) {
            found(&parts.concat());
        }
    }
}
