//! An inverted index with BM25. Ours rather than the database's, so that both engines give the same ranking.

use std::collections::HashMap;

use crate::words::terms;

/// How soon more of the same word stops counting, and how much long texts are held back: the usual values.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// One text in the list of a term.
#[derive(Debug, Clone, Copy)]
struct Posting {
    place: u32,
    count: u16,
}

/// The index. Texts are known by their place, and none is ever taken out: who removes a story makes a new [`crate::Library`].
#[derive(Debug, Default)]
pub(crate) struct Lexical {
    numbers: HashMap<String, u32>,
    postings: Vec<Vec<Posting>>,
    lengths: Vec<u32>,
    sum: u64,
}

impl Lexical {
    /// Adds the next text.
    pub(crate) fn add(&mut self, text: &str) {
        let place = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let words = terms(text);
        self.lengths.push(u32::try_from(words.len()).unwrap_or(u32::MAX));
        self.sum += words.len() as u64;
        let mut counts: HashMap<String, u16> = HashMap::new();
        for word in words {
            let count = counts.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        for (word, count) in counts {
            let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(word).or_insert(next);
            if number == next {
                self.postings.push(Vec::new());
            }
            if let Some(list) = self.postings.get_mut(number as usize) {
                list.push(Posting { place, count });
            }
        }
    }

    /// How well each text answers the words of a question, 0 to 1: the share of the most that a text with all of them could have. One number a text.
    pub(crate) fn scores(&self, question: &str) -> Vec<f32> {
        let count = self.lengths.len();
        let mut scores = vec![0.0_f32; count];
        let mut asked = terms(question);
        asked.sort_unstable();
        asked.dedup();
        let average = (self.sum as f32 / count.max(1) as f32).max(1.0);
        let mut most = 0.0_f32;
        for word in &asked {
            let list = self.numbers.get(word).and_then(|n| self.postings.get(*n as usize));
            let having = list.map_or(0, Vec::len) as f32;
            let rarity = (1.0 + (count as f32 - having + 0.5) / (having + 0.5)).ln();
            most += rarity * (SATURATION + 1.0);
            for posting in list.into_iter().flatten() {
                let place = posting.place as usize;
                let (Some(score), Some(length)) = (scores.get_mut(place), self.lengths.get(place)) else {
                    continue;
                };
                let times = f32::from(posting.count);
                let held = SATURATION * (1.0 - LENGTH + LENGTH * *length as f32 / average);
                *score += rarity * times * (SATURATION + 1.0) / (times + held);
            }
        }
        if most > 0.0 {
            for score in &mut scores {
                *score /= most;
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::Lexical;

    #[test]
    fn rare_words_count_for_more_and_nothing_exceeds_one() {
        let mut index = Lexical::default();
        for text in [
            "the team argued over the invoice",
            "the team shipped",
            "the team rested",
            "an invoice",
        ] {
            index.add(text);
        }
        let scores = index.scores("Tell me about a team argument over an invoice");
        assert!(scores[0] > scores[3] && scores[3] > scores[1], "{scores:?}");
        assert!(scores.iter().all(|s| (0.0..=1.0).contains(s)), "{scores:?}");
        assert_eq!(index.scores(""), [0.0; 4]);
        assert!(Lexical::default().scores("anything").is_empty());
    }
}
