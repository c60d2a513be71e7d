//! What may come next: tokens that are never wanted, and how times come in pairs and never go back.
//!
//! The same as the logits processors of transformers, in the same order (`SuppressTokensAtBegin`, `SuppressTokens`, `WhisperTimeStamp`); the tests hold
//! them to it on forced logits.

use super::vocabulary::Vocabulary;

/// Which tokens may not come, and how times are to be written.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// Never.
    pub(crate) never: Vec<u32>,
    /// Not first.
    pub(crate) not_first: Vec<u32>,
    /// How late the first word may begin, in fiftieths of a second.
    pub(crate) latest_start: Option<u32>,
    /// Whether times are wanted.
    pub(crate) timed: bool,
}

const OUT: f32 = f32::NEG_INFINITY;

fn rule_out(scores: &mut [f32], from: u32, to: u32) {
    let to = (to as usize).min(scores.len());
    if let Some(scores) = scores.get_mut(from as usize..to) {
        scores.fill(OUT);
    }
}

impl Rules {
    /// Rules out what may not follow the tokens said so far (those after the prompt).
    pub(crate) fn apply(&self, scores: &mut [f32], said: &[u32], vocabulary: &Vocabulary) {
        if said.is_empty() {
            for token in &self.not_first {
                rule_out(scores, *token, token.saturating_add(1));
            }
        }
        for token in &self.never {
            rule_out(scores, *token, token.saturating_add(1));
        }
        if self.timed {
            self.apply_times(scores, said, vocabulary);
        }
    }

    fn apply_times(&self, scores: &mut [f32], said: &[u32], vocabulary: &Vocabulary) {
        let (first, end, all) = (vocabulary.first_time, vocabulary.end, u32::MAX);
        rule_out(scores, vocabulary.timeless, vocabulary.timeless + 1);
        let is_time = |token: &u32| *token >= first;
        let last = said.last().is_some_and(is_time);
        let last_but_one = said.len() < 2 || is_time(&said[said.len() - 2]);
        if last && last_but_one {
            // A pair is complete, or the first time is there: words follow.
            rule_out(scores, first, all);
        } else if last {
            // A time that ends words: its partner follows, or nothing does.
            rule_out(scores, 0, end);
        }
        if let Some(latest) = said.iter().rev().find(|token| is_time(token)) {
            let from_here = if last && !last_but_one { *latest } else { *latest + 1 };
            rule_out(scores, first, from_here);
        }
        if said.is_empty() {
            rule_out(scores, 0, first);
            if let Some(latest) = self.latest_start {
                rule_out(scores, first.saturating_add(latest).saturating_add(1), all);
            }
        }
        // When all times together are likelier than any one word, a time it is.
        let split = (first as usize).min(scores.len());
        let (words, times) = scores.split_at(split);
        let top = |scores: &[f32]| scores.iter().copied().fold(OUT, f32::max);
        let best_time = top(times);
        if best_time > OUT {
            let sum: f32 = times.iter().map(|score| (score - best_time).exp()).sum();
            if best_time + sum.ln() > top(words) {
                rule_out(scores, 0, first);
            }
        }
    }
}

/// The likeliest token, the lowest number among equals, and the logarithm of its chance. `None` when nothing may come or a score is no number.
pub(crate) fn likeliest(scores: &[f32]) -> Option<(u32, f32)> {
    let mut best = None;
    for (token, score) in scores.iter().enumerate() {
        if score.is_nan() {
            return None;
        }
        if *score > OUT && best.is_none_or(|(_, top)| *score > top) {
            best = Some((token, *score));
        }
    }
    let (token, top) = best?;
    let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    Some((u32::try_from(token).ok()?, -sum.ln()))
}
