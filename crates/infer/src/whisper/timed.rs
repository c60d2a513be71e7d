//! Pieces to words with times: within a piece a word's share of the time is its share of the letters.
//!
//! The model writes times between pieces only, in steps of a fiftieth of a second. How far words are off is measured in `docs/transcribing.md`.

use glidepath_domain::TimedWord;

use super::vocabulary::Vocabulary;
use super::window::Piece;

/// Milliseconds in one step of the model's clock.
pub(crate) const TICK_MS: u64 = 20;

/// The words of a piece in a window that begins `window_ms` after the start of the recording.
pub(crate) fn words(piece: &Piece, window_ms: u64, vocabulary: &Vocabulary) -> Vec<TimedWord> {
    let text = vocabulary.words(&piece.tokens);
    let from = window_ms + piece.from as u64 * TICK_MS;
    spread(&text, from, window_ms + piece.to as u64 * TICK_MS)
}

fn spread(text: &str, from_ms: u64, to_ms: u64) -> Vec<TimedWord> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // A blank counts as a letter: it is the breath between two words.
    let letters = |word: &str| word.chars().count() as u64 + 1;
    let all: u64 = words
        .iter()
        .map(|word| letters(word))
        .sum::<u64>()
        .saturating_sub(1)
        .max(1);
    let length = to_ms.saturating_sub(from_ms);
    let mut before = 0;
    words
        .into_iter()
        .map(|word| {
            let start_ms = from_ms + length * before / all;
            before += letters(word);
            let end_ms = from_ms + length * (before - 1).min(all) / all;
            TimedWord {
                word: word.to_owned(),
                start_ms,
                end_ms,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn time_is_shared_by_letters() {
        let words = spread(" I moved  it.", 1_000, 2_100);
        let times: Vec<(&str, u64, u64)> = words.iter().map(|w| (w.word.as_str(), w.start_ms, w.end_ms)).collect();
        assert_eq!(
            times,
            [("I", 1_000, 1_100), ("moved", 1_200, 1_700), ("it.", 1_800, 2_100)]
        );
    }

    #[test]
    fn no_words_and_no_time() {
        assert!(spread("  ", 0, 500).is_empty());
        let words = spread("at once", 700, 700);
        assert!(words.iter().all(|w| w.start_ms == 700 && w.end_ms == 700));
        assert_eq!(spread("backwards", 700, 600)[0].end_ms, 700);
    }
}
