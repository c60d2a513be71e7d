//! Every number of a text, whatever it counts: words for it as digits, so that tellings of the same thing can be compared. What a
//! figure means is read by `glidepath-text`.

use std::collections::BTreeMap;

use glidepath_domain::Span;

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
    const SMALL: [&str; 18] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let small = SMALL.iter().position(|one| *one == word).map(|at| (at + 2) as f64);
    let tens = TENS
        .iter()
        .position(|one| *one == word)
        .map(|at| (at + 2) as f64 * 10.0);
    let digits = || {
        word.starts_with(|c: char| c.is_ascii_digit())
            .then(|| word.replace(',', "").parse().ok())
            .flatten()
    };
    small.or(tens).or_else(digits)
}
