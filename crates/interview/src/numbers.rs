//! Every number of a text, whatever it counts: words for it as digits, so that tellings of the same thing can be compared. What a
//! figure means is read by `glidepath-text`.

use std::collections::BTreeMap;

use glidepath_domain::Span;
use glidepath_text::number_word;

use crate::heard::Heard;

/// The numbers of a text, words for them as digits, with where each stands first: "six" and "6" meet, and so do "a hundred and forty" and "140".
pub(crate) fn numbers(heard: &Heard<'_>) -> BTreeMap<String, Span> {
    let mut found = BTreeMap::new();
    for figure in &heard.read.figures {
        if let Some(value) = figure.value {
            found.entry(value.to_string()).or_insert(figure.span);
        }
    }
    for (index, token) in heard.read.tokens.iter().enumerate() {
        let inside = heard.read.figures.iter().any(|figure| figure.span.overlaps(token.span));
        if let Some(value) = number(heard.word(index)).filter(|_| !inside) {
            found.entry(value.to_string()).or_insert(token.span);
        }
    }
    found
}

/// What a number word or digits stand for. "One" is no number: it points.
fn number(word: &str) -> Option<f64> {
    let digits = || {
        word.starts_with(|c: char| c.is_ascii_digit())
            .then(|| word.replace(',', "").parse().ok())
            .flatten()
    };
    number_word(word).filter(|value| *value > 1.0).or_else(digits)
}
