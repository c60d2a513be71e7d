//! When each word was said: from a recogniser's word times, or estimated from the word count.

use glidepath_domain::TimedWord;

use crate::token::Tokens;

/// Words a minute assumed where there are no timings. Source: domain §7.
const ESTIMATED_WPM: f64 = 150.0;

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
        let mut times = Vec::new();
        let mut next = 0;
        for &index in &starts {
            let word = tokens.lower(index);
            let window = &timed[next.min(timed.len())..(next + LOOK_AHEAD).min(timed.len())];
            let found = window.iter().position(|t| first_letters(&t.word).starts_with(word) || word.starts_with(&first_letters(&t.word)) && !first_letters(&t.word).is_empty());
            if let Some(skip) = found {
                let t = &timed[next + skip];
                times.push((index, t.start_ms, t.end_ms.max(t.start_ms)));
                next += skip + 1;
            }
        }
        debug_assert!(text.len() >= tokens.last().map_or(0, |t| t.span.end));
        // Times that hardly fit the text belong to another take.
        let fits = times.len() * 2 >= starts.len() && !times.is_empty();
        Self { estimated: !fits, times: if fits { times } else { Vec::new() }, words: starts.len() }
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
        Some(self.words as f64 * 60.0 / seconds)
    }

    /// Seconds from the start to the word at byte `offset`, before which `words` words stand.
    #[must_use]
    pub fn seconds_at(&self, tokens: &Tokens, offset: usize, words: usize) -> f64 {
        if self.estimated {
            return words as f64 * 60.0 / ESTIMATED_WPM;
        }
        let token = tokens.partition_point(|t| t.span.end <= offset);
        let at = self.times.partition_point(|t| t.0 < token).min(self.times.len() - 1);
        self.times[at].1.saturating_sub(self.times[0].1) as f64 / 1000.0
    }

    /// Silence in milliseconds before the word that starts at token `index`; `None` when unknown.
    #[must_use]
    pub fn pause_before(&self, index: usize) -> Option<u64> {
        let at = self.times.binary_search_by_key(&index, |t| t.0).ok()?;
        let previous = self.times.get(at.checked_sub(1)?)?;
        Some(self.times[at].1.saturating_sub(previous.2))
    }

    /// Every silence: the token it stands before, and its milliseconds.
    pub fn pauses(&self) -> impl Iterator<Item = (usize, u64)> {
        self.times.windows(2).map(|w| (w[1].0, w[1].1.saturating_sub(w[0].2)))
    }
}

fn first_letters(word: &str) -> String {
    word.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':')).flat_map(char::to_lowercase).collect()
}
