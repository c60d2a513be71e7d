//! Where sentences end, in writing and in speech without punctuation.
//!
//! Writing is read by its stops ([`written`]), lines and lists ([`layout`]), with quotations and brackets
//! kept whole ([`enclosure`]). What is left without stops is read as speech: by its pauses where they
//! are known, else by where a new main clause starts ([`speech`], [`clause`]). Judging length or style is
//! left to the rules.

mod abbreviation;
mod clause;
mod enclosure;
mod layout;
mod speech;
mod subject;
mod written;

use glidepath_domain::Span;

use crate::timing::Timing;
use crate::token::{TokenKind, Tokens};
use crate::transcript::Sentence;

/// Cuts the tokens into sentences: in order, without gaps, every token in exactly one.
pub(crate) fn split(text: &str, tokens: &Tokens, timing: &Timing) -> Vec<Sentence> {
    // One flag a token: does a sentence open here?
    let mut opens = vec![false; tokens.len()];
    written::mark(text, tokens, &mut opens);
    speech::mark(tokens, timing, &mut opens);
    join_wordless(text, tokens, &mut opens);
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in 1..=tokens.len() {
        if end == tokens.len() || opens[end] {
            let span = Span::new(tokens[start].span.start, tokens[end - 1].span.end);
            let opens_paragraph = start == 0 || layout::line_breaks(text, tokens, start) > 1;
            sentences.push(Sentence {
                span,
                tokens: start..end,
                opens_paragraph,
            });
            start = end;
        }
    }
    sentences
}

/// A piece without a word (a stray mark, an emoji after the stop) belongs to the sentence before it, the first to the one after.
fn join_wordless(text: &str, tokens: &Tokens, opens: &mut [bool]) {
    let mut open = 0;
    let mut worded = false;
    for index in 0..tokens.len() {
        if opens[index] {
            if worded || (open > 0 && layout::line_breaks(text, tokens, open) > 1) {
                open = index;
                worded = false;
            } else if open > 0 {
                // Nothing but marks since `open`: they go to the sentence before, and this one opens.
                opens[open] = false;
                open = index;
            } else {
                opens[index] = false;
            }
        }
        // Not `starts_word`: scripts without spaces count a whole line as one word.
        worded |= matches!(tokens[index].kind, TokenKind::Word | TokenKind::Number);
    }
    if !worded && open > 0 {
        opens[open] = false;
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Attempt, Date};
    use proptest::prelude::*;

    use crate::Transcript;

    fn attempt(text: &str) -> Attempt {
        Attempt::of(text, "2026-03-01".parse::<Date>().unwrap())
    }

    /// Splits, and checks what must hold for every text on the way.
    fn sentences(text: &str) -> Vec<String> {
        let attempt = attempt(text);
        let transcript = Transcript::read(&attempt);
        let mut next = 0;
        for sentence in &transcript.sentences {
            assert_eq!(sentence.tokens.start, next, "{text:?}");
            assert!(sentence.tokens.end > next, "{text:?}");
            next = sentence.tokens.end;
            let words = text.get(sentence.span.start..sentence.span.end).unwrap();
            assert_eq!(words.trim(), words, "{text:?}");
        }
        assert_eq!(next, transcript.tokens.len(), "{text:?}");
        transcript
            .sentences
            .iter()
            .map(|s| s.span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn paragraphs_open_after_a_blank_line() {
        let attempt = attempt("One fell. Two stood.\n\nThree ran.\r\n\r\nFour sat.\nFive left.");
        let transcript = Transcript::read(&attempt);
        let opens: Vec<bool> = transcript.sentences.iter().map(|s| s.opens_paragraph).collect();
        assert_eq!(opens, [true, false, true, true, false]);
    }

    #[test]
    fn marks_alone_never_make_a_sentence() {
        assert_eq!(sentences("We won! 🎉 Then we slept."), ["We won! 🎉", "Then we slept."]);
        assert_eq!(
            sentences("We left\n.\nThen it rained."),
            ["We left\n.", "Then it rained."]
        );
        assert_eq!(sentences("... ! ?"), ["... ! ?"]);
        assert!(sentences("  \n ").is_empty());
    }

    #[test]
    fn walls_of_marks_and_letters_are_survived() {
        for unit in [
            "a ", "1", "etc. ", ". ", "(", "\"", "a\n", "1. ", "and I ", "the ", "of the ", "I said ", "' ", "e.g. A",
            "? ", "the man ",
        ] {
            let text = unit.repeat(20_000 / unit.len());
            sentences(&text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_covered_without_a_panic(text in "\\PC{0,200}") {
            prop_assert_eq!(sentences(&text), sentences(&text));
        }

        #[test]
        fn marks_and_words_in_any_order(parts in prop::collection::vec(prop::sample::select(vec![
            "I", " ", "went", ". ", ".", "\n", "\n\n", "\"", "(", ")", "Dr.", "1.", "a)", "- ", "…", "?", "!", " so ", " that ",
            " the ", "men ", "was ", "and ", "of ", "。", "'", "’s ", "e.g.", "U.S.", "•", "um ",
        ]), 0..60)) {
            sentences(&parts.concat());
        }
    }
}
