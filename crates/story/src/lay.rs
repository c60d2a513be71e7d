//! A raw telling laid out as beats, by what a review read of its sentences. The words stay exactly as told.

use glidepath_domain::{Beat, Passage, SentenceReading};

/// Lays `text` out as passages: neighbouring sentences of one beat are one passage. `sentences` are a review's reading of
/// this very text, in order; whatever lies between them stays with the sentence before it, so that nothing is lost.
/// A text without any reading is one passage of context.
#[must_use]
pub fn lay(text: &str, sentences: &[SentenceReading]) -> Vec<Passage> {
    let mut cuts: Vec<(usize, Beat)> = Vec::new();
    for reading in sentences {
        let fits = text.is_char_boundary(reading.span.start);
        match cuts.last() {
            Some((start, _)) if !fits || reading.span.start <= *start => {}
            Some((_, beat)) if *beat == reading.beat => {}
            Some(_) => cuts.push((reading.span.start, reading.beat)),
            // The first passage begins where the text does.
            None => cuts.push((0, reading.beat)),
        }
    }
    if cuts.is_empty() {
        cuts.push((0, Beat::Context));
    }
    let ends = cuts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let passage = |((start, beat), end): (&(usize, Beat), usize)| Passage {
        beat: *beat,
        text: text.get(*start..end).unwrap_or("").trim().to_owned(),
        principle: None,
    };
    let laid = cuts.iter().zip(ends).map(passage);
    laid.filter(|passage| !passage.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, SentenceReading, Span};
    use proptest::prelude::*;

    use super::lay;

    fn reading(start: usize, end: usize, beat: Beat) -> SentenceReading {
        SentenceReading {
            span: Span::new(start, end),
            beat,
            confidence: 1.0,
            feet: 0,
        }
    }

    #[test]
    fn neighbours_of_one_beat_join_and_words_stay() {
        let text = "We sold tea.  It was busy.\n\nI counted the tins.";
        let laid = lay(
            text,
            &[
                reading(0, 12, Beat::Context),
                reading(14, 26, Beat::Context),
                reading(28, 47, Beat::Action),
            ],
        );
        assert_eq!(laid.len(), 2);
        assert_eq!(laid[0].text, "We sold tea.  It was busy.");
        assert_eq!(
            (laid[1].beat, laid[1].text.as_str()),
            (Beat::Action, "I counted the tins.")
        );
    }

    #[test]
    fn a_text_nobody_read_is_kept_whole() {
        assert_eq!(lay("One. Two.", &[])[0].text, "One. Two.");
        assert_eq!(lay(" \n", &[]), []);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_whatever_was_read(
            text in "[a-dé .\n]{0,60}",
            spans in proptest::collection::vec((0..80_usize, 0..80_usize, 0..8_usize), 0..8),
        ) {
            let sentences: Vec<_> = spans.iter().map(|(a, b, beat)| reading(*a, *b, Beat::ALL[*beat])).collect();
            // A span inside a word would cut it in two: readings begin where a word does.
            let opens = |at: usize| at == 0 || text.get(..at).is_some_and(|t| t.ends_with([' ', '\n']));
            let sentences: Vec<_> = sentences.into_iter().filter(|s| opens(s.span.start)).collect();
            let laid = lay(&text, &sentences);
            let words: Vec<&str> = laid.iter().flat_map(|p| p.text.split_whitespace()).collect();
            prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
        }
    }
}
