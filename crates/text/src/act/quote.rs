//! Which words stand between quotation marks: they are what somebody said, not what was done.
//! Single words in scare quotes are left as they are.

use crate::token::{TokenKind, Tokens};
use crate::transcript::Sentence;

/// Words in quotation marks, beyond which a quotation is words said.
const SCARE: usize = 3;

/// For each token, whether it lies within a quotation (its marks included).
pub(super) fn quoted(text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut open: Option<usize> = None;
    let mut paragraph = sentences
        .iter()
        .filter(|s| s.opens_paragraph)
        .map(|s| s.tokens.start)
        .peekable();
    for index in 0..tokens.len() {
        // A quotation that nobody closes ends with its paragraph and is not believed.
        while paragraph.next_if(|start| *start <= index).is_some() {
            open = None;
        }
        if tokens[index].kind != TokenKind::Punct {
            continue;
        }
        let mark = tokens[index].span.of(text);
        match (open, mark) {
            (None, "\"" | "\u{201c}" | "\u{ab}") => open = Some(index),
            (None, "'" | "\u{2018}") if tokens[index].spaced && tokens.get(index + 1).is_some_and(|t| !t.spaced) => {
                open = Some(index)
            }
            (Some(start), "\"" | "\u{201d}" | "\u{bb}") if pairs(text, tokens, start, mark) => {
                close(tokens, &mut inside, start, index);
                open = None;
            }
            (Some(start), "'" | "\u{2019}") if pairs(text, tokens, start, mark) => {
                close(tokens, &mut inside, start, index);
                open = None;
            }
            _ => {}
        }
    }
    inside
}

fn pairs(text: &str, tokens: &Tokens, start: usize, closing: &str) -> bool {
    matches!(
        (tokens[start].span.of(text), closing),
        ("\"", "\"")
            | ("\u{201c}", "\u{201d}" | "\"")
            | ("\u{ab}", "\u{bb}")
            | ("'", "'" | "\u{2019}")
            | ("\u{2018}", "\u{2019}" | "'")
    )
}

fn close(tokens: &Tokens, inside: &mut [bool], start: usize, end: usize) {
    let said = end - start > SCARE + 1 || matches!(tokens.lower_at(end.checked_sub(1)), "." | "," | "!" | "?");
    if said && let Some(range) = inside.get_mut(start..=end) {
        range.fill(true);
    }
}
