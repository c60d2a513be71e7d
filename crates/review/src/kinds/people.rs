//! How much of an answer is people: who is spoken of, what they felt, what the teller owns up to, how it is said.

use glidepath_domain::Span;
use glidepath_text::{TokenKind, Transcript};

use crate::{Case, Hit, Signal};

/// What one "he" or "her" counts beside a clear word of feeling.
const PER_PERSON: f64 = 0.2;
/// More of them add nothing.
const MOST_PERSONS: usize = 10;

/// Words of a sentence up to which all of it is quoted.
const QUOTABLE: usize = 40;

/// How often somebody is spoken of as "he" or "she".
#[must_use]
pub fn persons(transcript: &Transcript<'_>) -> usize {
    let tokens = &transcript.tokens;
    (0..tokens.len())
        .filter(|&t| matches!(tokens.lower(t), "he" | "she" | "him" | "her" | "his" | "hers"))
        .count()
}

/// Feelings, views and stakes, in units of one clear mention.
#[must_use]
pub fn humanity(case: &Case<'_>) -> f64 {
    case.weight(Signal::Feelings) + PER_PERSON * persons(case.transcript).min(MOST_PERSONS) as f64
}

/// What the teller owns up to, counting only words that lean that way clearly.
#[must_use]
pub fn owned_up(case: &Case<'_>) -> f64 {
    case.hits(Signal::Admission)
        .filter(|h| h.weight > 0.55)
        .map(|h| h.weight)
        .sum()
}

/// Contractions and fillers in a hundred words: a written statement has next to none.
#[must_use]
pub fn talk(transcript: &Transcript<'_>) -> f64 {
    let tokens = &transcript.tokens;
    let spoken = (0..tokens.len())
        .filter(|&t| tokens[t].kind == TokenKind::Clitic || matches!(tokens.lower(t), "um" | "uh" | "yeah" | "like"))
        .count();
    100.0 * spoken as f64 / transcript.words.max(1) as f64
}

/// The clearest hit of a signal; of equals, the first.
#[must_use]
pub fn clearest<'c>(case: &'c Case<'_>, signal: Signal) -> Option<&'c Hit> {
    case.hits(signal).fold(None, |best: Option<&Hit>, hit| match best {
        Some(open) if open.weight >= hit.weight => Some(open),
        _ => Some(hit),
    })
}

/// What to quote for a hit: its sentence, or the hit alone where the sentence is too long to read out.
#[must_use]
pub fn quotable(case: &Case<'_>, hit: &Hit) -> Span {
    if case.sentence_words(hit.sentence) <= QUOTABLE {
        case.sentence_span(hit.sentence)
    } else {
        hit.span
    }
}
