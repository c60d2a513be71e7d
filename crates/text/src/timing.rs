//! When each word was said: from a recogniser's word times, or estimated from the word count.
//!
//! Times are taken as they come, then kept from running backwards; which pauses matter is not told here.

use glidepath_domain::TimedWord;

use crate::token::Tokens;

/// Words a minute assumed where there are no timings. Source: domain §7.
const ESTIMATED_WPM: f64 = 150.0;

/// Longest take that is believed, in milliseconds: six hours.
const LONGEST_MS: u64 = 6 * 60 * 60 * 1000;

/// How many timed words may be passed over to find the next one that matches the text.
const LOOK_AHEAD: usize = 4;

/// Times of the tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Timing {
    /// True when there were no word times and seconds come from the word count.
    pub estimated: bool,
    /// Per token that starts a word: index, start and end in milliseconds.
    times: Vec<(usize, u64, u64)>,
    words: usize,
}

impl Timing {
    /// Lays timed words over the tokens, in order; a word the text lacks is passed over, and the other way round.
    #[must_use]
    pub fn align(text: &str, tokens: &Tokens, timed: &[TimedWord]) -> Self {
        let starts: Vec<usize> = (0..tokens.len()).filter(|&i| tokens[i].starts_word).collect();
        let heard: Vec<String> = timed.iter().map(|t| first_letters(&t.word)).collect();
        let mut times: Vec<(usize, u64, u64)> = Vec::new();
        let (mut next, mut clock) = (0, 0);
        for &index in &starts {
            let word = tokens.lower(index);
            let window = heard.iter().skip(next).take(LOOK_AHEAD);
            let found = window
                .enumerate()
                .find(|(_, h)| !h.is_empty() && (h.starts_with(word) || word.starts_with(h.as_str())));
            if let Some(t) = found.and_then(|(skip, _)| timed.get(next + skip)) {
                // A recogniser's times may overlap or jump back: time stands still then.
                let start = t.start_ms.max(clock);
                clock = t.end_ms.max(start);
                times.push((index, start, clock));
            }
            next += found.map_or(0, |(skip, _)| skip + 1);
        }
        debug_assert!(text.len() >= tokens.last().map_or(0, |t| t.span.end));
        // Times that hardly fit the text belong to another take, and a take that lasts no time or half a day was not timed.
        let lasted = times
            .first()
            .zip(times.last())
            .map_or(0, |(first, last)| last.2 - first.1);
        let fits = times.len() * 2 >= starts.len() && (1..=LONGEST_MS).contains(&lasted);
        Self {
            estimated: !fits,
            times: if fits { times } else { Vec::new() },
            words: starts.len(),
        }
    }

    /// Seconds from the first word's start to the last word's end; `None` without words.
    #[must_use]
    pub fn duration_s(&self) -> Option<f64> {
        match (self.times.first(), self.times.last()) {
            (Some(first), Some(last)) => Some(last.2.saturating_sub(first.1) as f64 / 1000.0),
            _ if self.words > 0 => Some(self.words as f64 * 60.0 / ESTIMATED_WPM),
            _ => None,
        }
    }

    /// Words a minute over the whole attempt, only from real times.
    #[must_use]
    pub fn wpm(&self) -> Option<f64> {
        let seconds = self.duration_s().filter(|s| !self.estimated && *s > 0.0)?;
        // Words that were not timed were said all the same, but nobody knows how fast.
        Some(self.times.len() as f64 * 60.0 / seconds)
    }

    /// Seconds from the start to the word at byte `offset`, before which `words` words stand.
    #[must_use]
    pub fn seconds_at(&self, tokens: &Tokens, offset: usize, words: usize) -> f64 {
        let token = tokens.partition_point(|t| t.span.end <= offset);
        let at = self.times.partition_point(|t| t.0 < token);
        // After the last timed word the last one's time is the nearest known.
        match (self.times.first(), self.times.get(at).or(self.times.last())) {
            (Some(first), Some(word)) => word.1.saturating_sub(first.1) as f64 / 1000.0,
            _ => words as f64 * 60.0 / ESTIMATED_WPM,
        }
    }

    /// Silence in milliseconds before the word that starts at token `index`; `None` when unknown.
    #[must_use]
    pub fn pause_before(&self, index: usize) -> Option<u64> {
        let at = self.times.binary_search_by_key(&index, |t| t.0).ok()?;
        let previous = self.times.get(at.checked_sub(1)?)?;
        Some(self.times.get(at)?.1.saturating_sub(previous.2))
    }

    /// Every silence: the token it stands before, and its milliseconds.
    pub fn pauses(&self) -> impl Iterator<Item = (usize, u64)> {
        self.times.windows(2).filter_map(|w| match w {
            [before, after] => Some((after.0, after.1.saturating_sub(before.2))),
            _ => None,
        })
    }
}

fn first_letters(word: &str) -> String {
    word.chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use glidepath_domain::TimedWord;
    use proptest::prelude::*;

    use super::Timing;
    use crate::Tokens;

    fn timed(words: &[(&str, u64, u64)]) -> Vec<TimedWord> {
        words
            .iter()
            .map(|(word, start_ms, end_ms)| TimedWord {
                word: (*word).to_owned(),
                start_ms: *start_ms,
                end_ms: *end_ms,
            })
            .collect()
    }

    fn align(text: &str, words: &[(&str, u64, u64)]) -> (Tokens, Timing) {
        let tokens = Tokens::cut(text);
        let timing = Timing::align(text, &tokens, &timed(words));
        (tokens, timing)
    }

    #[test]
    fn words_are_laid_over_the_text() {
        let (tokens, timing) = align(
            "I'd called, um, Ana.",
            &[
                ("I'd", 100, 300),
                ("called", 300, 700),
                ("um", 900, 1000),
                ("Ana.", 2000, 2400),
            ],
        );
        assert!(!timing.estimated);
        assert_eq!(timing.duration_s(), Some(2.3));
        assert_eq!(timing.pauses().map(|p| p.1).collect::<Vec<_>>(), [0, 200, 1000]);
        assert_eq!(timing.seconds_at(&tokens, 16, 3), 1.9);
        assert_eq!(timing.wpm().map(f64::round), Some(104.0));
        assert_eq!(timing.seconds_at(&tokens, 10_000, 4), 1.9);
    }

    #[test]
    fn without_times_they_are_estimated() {
        let (tokens, timing) = align("one two three four five", &[]);
        assert!(timing.estimated);
        assert_eq!(timing.duration_s(), Some(2.0));
        assert_eq!(timing.wpm(), None);
        assert_eq!(timing.seconds_at(&tokens, 8, 2), 0.8);
        assert_eq!(timing.pause_before(1), None);
        assert_eq!(timing.pauses().count(), 0);
        let (tokens, timing) = align("", &[("hello", 0, 10)]);
        assert_eq!((timing.estimated, timing.duration_s()), (true, None));
        assert_eq!(timing.seconds_at(&tokens, 3, 0), 0.0);
    }

    #[test]
    fn another_takes_times_are_refused() {
        let (_, timing) = align(
            "we moved the whole store by night",
            &[("good", 0, 10), ("morning", 20, 30), ("everyone", 40, 50)],
        );
        assert!(timing.estimated);
    }

    #[test]
    fn times_that_cannot_be_are_refused() {
        assert!(
            align("a b c", &[("a", 0, 1), ("b", 5, 6), ("c", 7, u64::MAX)])
                .1
                .estimated
        );
        assert!(align("a b c", &[("a", 0, 0), ("b", 0, 0), ("c", 0, 0)]).1.estimated);
        // Half the words timed: the pace is that half's.
        let (_, half) = align("a b c d", &[("a", 0, 500), ("b", 500, 1000)]);
        assert_eq!(half.wpm().map(f64::round), Some(120.0));
    }

    #[test]
    fn words_missing_on_either_side_are_passed_over() {
        let words = [
            ("so", 0, 10),
            ("I", 20, 30),
            ("really", 40, 60),
            ("left", 70, 90),
            ("", 95, 96),
            ("then", 100, 120),
            ("home", 500, 600),
            ("again", 700, 800),
        ];
        let (_, timing) = align("I left then went home", &words);
        assert!(!timing.estimated);
        assert_eq!(timing.pauses().collect::<Vec<_>>(), [(1, 40), (2, 10), (4, 380)]);
    }

    #[test]
    fn time_never_runs_backwards() {
        let (tokens, timing) = align("a b c", &[("a", 500, 400), ("b", 100, 50), ("c", 900, 0)]);
        assert_eq!(timing.pauses().map(|p| p.0).collect::<Vec<_>>(), [1, 2]);
        let seconds: Vec<f64> = (0..5)
            .map(|offset| timing.seconds_at(&tokens, offset, offset))
            .collect();
        assert!(seconds.is_sorted(), "{seconds:?}");
    }

    proptest! {
        #[test]
        fn any_words_over_any_text(text in "[a-c ,.']{0,40}", words in prop::collection::vec(("[a-c.]{0,3}", any::<u64>(), any::<u64>()), 0..20)) {
            let tokens = Tokens::cut(&text);
            let timed: Vec<TimedWord> = words.into_iter().map(|(word, start_ms, end_ms)| TimedWord { word, start_ms, end_ms }).collect();
            let timing = Timing::align(&text, &tokens, &timed);
            let seconds: Vec<f64> = (0..=text.len()).map(|offset| timing.seconds_at(&tokens, offset, offset)).collect();
            prop_assert!(seconds.is_sorted());
            prop_assert!(timing.duration_s().is_none_or(|s| s >= 0.0));
            prop_assert!((0..tokens.len() + 2).all(|i| timing.pause_before(i).is_none() || i < tokens.len()));
        }
    }
}
