//! How much stood against the teller: the weight of opposition, obstacles and setbacks, and of the small words that
//! turn a sentence against what came before it.

use glidepath_text::Transcript;

use crate::{Case, Signal};

/// The summed weight of people who differed, things in the way and things that failed.
#[must_use]
pub fn friction(case: &Case<'_>) -> f64 {
    case.weight(Signal::Disagreement) + case.weight(Signal::Obstacle) + case.weight(Signal::Setback)
}

/// Words such as "but", "until" and "not", for each hundred words. A story with trouble in it can hardly be told without
/// them; a list of deeds can.
#[must_use]
pub fn turns_per_hundred(transcript: &Transcript<'_>) -> f64 {
    let turns = (0..transcript.tokens.len())
        .map(|t| transcript.tokens.lower(t))
        .filter(|word| {
            matches!(
                *word,
                "but"
                    | "although"
                    | "though"
                    | "however"
                    | "until"
                    | "except"
                    | "still"
                    | "instead"
                    | "yet"
                    | "no"
                    | "nobody"
                    | "not"
                    | "never"
                    | "n't"
            )
        });
    100.0 * turns.count() as f64 / transcript.words.max(1) as f64
}
