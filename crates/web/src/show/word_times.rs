//! When each word of a text was said. A transcriber's words and the text need not be the same: somebody may have mended
//! the text. A word whose like is not found nearby has no time, and no other word loses its own for that.

use glidepath_domain::{Span, TimedWord};

/// How far ahead a word's like is looked for.
const AHEAD: usize = 12;

/// One word of the text with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordTime {
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// Milliseconds of the recording at its start.
    pub(crate) start_ms: u64,
    /// Milliseconds of the recording after its end.
    pub(crate) end_ms: u64,
}

/// The words of `text` that were heard, in order.
pub(crate) fn word_times(text: &str, words: &[TimedWord]) -> Vec<WordTime> {
    let heard: Vec<String> = words.iter().map(|w| bare(&w.word)).collect();
    let mut times = Vec::with_capacity(words.len());
    let mut next = 0;
    for span in tokens(text) {
        let said = bare(span.of(text));
        if said.is_empty() {
            continue;
        }
        let near = heard.iter().skip(next).take(AHEAD).position(|word| *word == said);
        if let Some(word) = near.and_then(|ahead| words.get(next + ahead)) {
            next += near.unwrap_or_default() + 1;
            times.push(WordTime {
                span,
                start_ms: word.start_ms,
                end_ms: word.end_ms,
            });
        }
    }
    times
}

/// Letters and digits alone, in small letters: what two writers of one word agree on.
fn bare(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What stands between blanks.
fn tokens(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

#[cfg(test)]
mod tests {
    use glidepath_domain::TimedWord;

    use super::word_times;

    fn heard(words: &[&str]) -> Vec<TimedWord> {
        words
            .iter()
            .zip(0..)
            .map(|(word, n)| TimedWord {
                word: (*word).to_owned(),
                start_ms: n * 100,
                end_ms: n * 100 + 80,
            })
            .collect()
    }

    fn told(text: &str, words: &[&str]) -> Vec<(String, u64)> {
        word_times(text, &heard(words))
            .iter()
            .map(|w| (w.span.of(text).to_owned(), w.start_ms))
            .collect()
    }

    #[test]
    fn the_same_words_get_their_times_whatever_their_stops() {
        assert_eq!(
            told("So, I rang\n\nRuth — twice.", &["so", "i", "rang", "Ruth", "twice"]),
            [
                ("So,".into(), 0),
                ("I".into(), 100),
                ("rang".into(), 200),
                ("Ruth".into(), 300),
                ("twice.".into(), 400)
            ]
        );
    }

    #[test]
    fn a_mended_word_has_no_time_and_the_others_keep_theirs() {
        assert_eq!(
            told("I rang Ines twice", &["i", "rang", "in", "S", "twice"]),
            [("I".into(), 0), ("rang".into(), 100), ("twice".into(), 400)]
        );
        assert_eq!(
            told("one two three", &["one", "three"]),
            [("one".into(), 0), ("three".into(), 100)]
        );
        assert!(
            told("nothing alike", &["x", "y"]).is_empty() && told("", &["x"]).is_empty() && told("x", &[]).is_empty()
        );
    }
}
