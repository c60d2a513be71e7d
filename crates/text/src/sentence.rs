//! Where sentences end, in writing and in speech without punctuation.

use glidepath_domain::Span;

use crate::timing::Timing;
use crate::token::Tokens;
use crate::transcript::Sentence;

pub(crate) fn split(text: &str, tokens: &Tokens, _timing: &Timing) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        let last = index + 1 == tokens.len();
        if last || (matches!(tokens.lower(index), "." | "!" | "?") && tokens[index + 1].spaced) {
            let span = Span::new(tokens[start].span.start, tokens[index].span.end);
            let opens_paragraph = start == 0 || text[tokens[start - 1].span.end..span.start].matches('\n').count() > 1;
            sentences.push(Sentence { span, tokens: start..index + 1, opens_paragraph });
            start = index + 1;
        }
    }
    sentences
}
