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
mod reporting;
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
    fn kinds_of_writing() {
        let cases: [&[&str]; 12] = [
            &["The bill named Harlow & Co. at the top.", "It was wrong."],
            &["I let Omar and co. decide.", "They chose the bus."],
            &["The E.U. Commission wrote back.", "We had a month."],
            &["We ship to the E.U.", "Nobody had checked the label."],
            &[
                "At 7 a.m. Ms. Roy rang.",
                "She was calm at 9 P.M.",
                "Ms. Roy never shouts.",
            ],
            &["He was (I asked twice.) on leave that week.", "I took over."],
            &["Erin D. Wolfe and I. K. Bello signed it.", "That left you and I."],
            &["1.) call the bank", "2.) move the loan"],
            &["a. Ask the crew.", "b. Change the rota."],
            &[
                "The note said “costs fell [...] by half”.",
                "I had my doubts . . . .",
                "We went on.",
            ],
            &["It hangs at N°. 18.204.", "Look there."],
            &["\"Where is it?\" my director asked.", "I did not know."],
        ];
        for case in cases {
            let text = case.join(" ");
            assert_eq!(sentences(&text), case);
        }
        assert_eq!(
            sentences("The crew fixed it.Nobody asked. Costs fell 30%.Then they rose."),
            [
                "The crew fixed it.",
                "Nobody asked.",
                "Costs fell 30%.",
                "Then they rose."
            ]
        );
        assert_eq!(
            sentences("we tried it. it failed! was it me? yes."),
            ["we tried it.", "it failed!", "was it me?", "yes."]
        );
    }

    #[test]
    fn speech_is_cut_where_main_clauses_start() {
        let cases: [&[&str]; 6] = [
            &[
                "my boss gave me the account nobody wanted",
                "the buyer had shouted at two of us already",
                "I drove to see him and I listened for an hour",
            ],
            &[
                "we were building a clinic in the hills and the road washed away",
                "the contractor said we should wait",
                "I found a farmer with a tractor",
            ],
            &[
                "the tests were flaky and everyone just ran them again",
                "I counted the failures for two weeks",
                "nine out of ten came from one file",
            ],
            &[
                "I was wrong about the price",
                "I thought customers would pay more for speed",
                "they did not",
            ],
            &[
                "first I talked to the drivers",
                "then I talked to the warehouse",
                "they blamed each other",
                "what I did was put them in the same van",
            ],
            &[
                "in the end we had we had a problem with the oven",
                "I rang the baker next door",
                "she let us use hers",
            ],
        ];
        for case in cases {
            assert_eq!(sentences(&case.join(" ")), case);
        }
    }

    #[test]
    fn a_long_stretch_without_stops_is_cut_amid_writing() {
        let spoken = "so we moved the whole store by night and nobody had slept I drove the van myself the tail lift broke at two in the \
                      morning I rang every garage in town one of them sent a man with a chain then we lifted the ovens by hand it took \
                      four hours we opened at nine and the queue was already round the corner";
        let text = format!("It was a hard week. {spoken}. I was proud of them.");
        let found = sentences(&text);
        assert_eq!(found.first().map(String::as_str), Some("It was a hard week."));
        assert_eq!(found.last().map(String::as_str), Some("I was proud of them."));
        assert!(found.len() >= 9, "{found:?}");
        assert!(
            found.contains(&"the tail lift broke at two in the morning".to_owned()),
            "{found:?}"
        );
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
