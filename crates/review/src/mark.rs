//! Marks: the sentences that look like those an annotator quoted for a label.
//!
//! For each label with words of its own, a table over the look of a sentence (`look.rs`) says how likely a quote for it would stand
//! there: `data/marks.bin`, one column a line of `data/marks.txt`, trained by `cargo xtask fit`. A mark is evidence with a
//! place; whether it is said is settled by [`Leanings`](crate::Leanings) and the rule.

use std::borrow::Cow;
use std::sync::LazyLock;

use glidepath_text::table::Table;

static LABELS: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("../data/marks.txt").lines().collect());

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(include_bytes!("../data/marks.bin"), LABELS.len()));

/// The least and the largest chance told: beyond them a chance is a guess.
const SURE: f64 = 1e-3;

/// The chances of one answer, sentence by sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// For each label, for each sentence.
    by_label: Vec<Vec<f64>>,
}

impl Marks {
    /// Reads the marks from the looks of the sentences.
    #[must_use]
    pub fn read(looks: &[Vec<usize>]) -> Self {
        let mut by_label = vec![Vec::with_capacity(looks.len()); LABELS.len()];
        for rows in looks {
            for (list, chance) in by_label.iter_mut().zip(TABLE.each(rows)) {
                list.push(chance);
            }
        }
        Self { by_label }
    }

    /// Marks given from elsewhere: for each label that `labels` names, the chance of each sentence.
    #[must_use]
    pub fn given(labels: &[&str], chances: &[Vec<f64>]) -> Self {
        let column = |label: &&str| labels.iter().position(|l| l == label);
        let by_label = LABELS
            .iter()
            .map(|label| column(label).and_then(|c| chances.get(c)).cloned().unwrap_or_default());
        Self {
            by_label: by_label.collect(),
        }
    }

    /// The chance of each sentence to hold a quote for the label `code`; empty for a label that has no words of its own.
    #[must_use]
    pub fn of(&self, code: &str) -> &[f64] {
        let column = LABELS.iter().position(|label| *label == code);
        column.and_then(|c| self.by_label.get(c)).map_or(&[], Vec::as_slice)
    }
}

/// The sentence with the best chance; the first of equals.
#[must_use]
pub fn clearest(chances: &[f64]) -> Option<usize> {
    (0..chances.len()).reduce(|best, s| if chances[s] > chances[best] { s } else { best })
}

/// The log odds of a chance, within what can be known.
#[must_use]
pub fn odds(chance: f64) -> f64 {
    let chance = chance.clamp(SURE, 1.0 - SURE);
    (chance / (1.0 - chance)).ln()
}

/// The chances of two readers as one, by the mean of their log odds; those of the one that has any, where the other has none.
#[must_use]
pub fn joined<'m>(first: &'m [f64], second: &'m [f64]) -> Cow<'m, [f64]> {
    if first.is_empty() || second.is_empty() {
        return Cow::Borrowed(if first.is_empty() { second } else { first });
    }
    let mean = |(a, b): (&f64, &f64)| 1.0 / (1.0 + (-(odds(*a) + odds(*b)) / 2.0).exp());
    Cow::Owned(first.iter().zip(second).map(mean).collect())
}

/// What the chances of the sentences come to, as a leaning weighs them: the log odds of the best, of the second best, and
/// of one at least. Nought for an answer without.
#[must_use]
pub fn summary(chances: &[f64]) -> [f64; 3] {
    if chances.is_empty() {
        return [0.0; 3];
    }
    let (mut best, mut second, mut none) = (0.0_f64, 0.0_f64, 1.0_f64);
    for &chance in chances {
        none *= 1.0 - chance;
        if chance > best {
            (best, second) = (chance, best);
        } else {
            second = second.max(chance);
        }
    }
    [odds(best), odds(second), odds(1.0 - none)]
}

#[cfg(test)]
mod tests {
    use super::{LABELS, clearest, joined, summary};
    use crate::rules;

    #[test]
    fn every_label_is_a_rule() {
        for label in LABELS.iter() {
            assert!(rules::find(label).is_some(), "{label}");
        }
    }

    #[test]
    fn two_readers_are_one_where_both_read() {
        assert_eq!(*joined(&[], &[0.3]), [0.3]);
        let both = joined(&[0.9, 0.2], &[0.9, 0.8]);
        assert!((both[0] - 0.9).abs() < 1e-9 && (both[1] - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_best_sentence_counts_most() {
        let [best, second, any] = summary(&[0.1, 0.8, 0.3]);
        assert!(best > 0.0 && second < 0.0 && any > best);
        assert_eq!(summary(&[]), [0.0; 3]);
        assert_eq!(clearest(&[]), None);
        assert_eq!(clearest(&[0.1, 0.8, 0.8]), Some(1));
    }
}
