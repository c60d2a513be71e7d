//! Learned weights: what words say about a question, and how words and meaning are joined when a story is sought. Both are tables of text in
//! `data/`, made by `training/finder` on banks and questions of `corpus/` that the figures in `docs/evaluation.md` leave out.

use std::collections::HashMap;
use std::sync::LazyLock;

use glidepath_domain::{Bucket, Form, Principle};

use crate::words::terms;

/// What the words of a question say by themselves: odds by principle, bucket and form.
#[derive(Debug)]
pub(crate) struct Words {
    /// By term, or by two terms that follow one another: odds in hundredths.
    rows: HashMap<&'static str, Vec<f32>>,
    base: Vec<f32>,
}

const CLASSES: usize = Principle::ALL.len() + Bucket::ALL.len() + Form::ALL.len();

impl Words {
    pub(crate) fn learned() -> &'static Self {
        static LEARNED: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("../data/words.tsv")));
        &LEARNED
    }

    fn parse(table: &'static str) -> Self {
        let mut rows: HashMap<&'static str, Vec<f32>> = table
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(term, odds)| {
                (
                    term,
                    odds.split(' ')
                        .filter_map(|n| n.parse::<f32>().ok())
                        .map(|n| n / 100.0)
                        .collect::<Vec<_>>(),
                )
            })
            .filter(|(_, odds)| odds.len() == CLASSES)
            .collect();
        let base = rows.remove("*").unwrap_or_else(|| vec![0.0; CLASSES]);
        Self { rows, base }
    }

    /// Odds by principle, by bucket and by form.
    pub(crate) fn read(&self, question: &str) -> [Vec<f32>; 3] {
        let mut odds = self.base.clone();
        let words = terms(question);
        let pairs = words.windows(2).map(|pair| pair.join("_"));
        let mut seen: Vec<String> = words.iter().cloned().chain(pairs).chain(openings(question)).collect();
        seen.sort_unstable();
        seen.dedup();
        for term in &seen {
            if let Some(row) = self.rows.get(term.as_str()) {
                for (to, from) in odds.iter_mut().zip(row) {
                    *to += from;
                }
            }
        }
        let form = odds.split_off(Principle::ALL.len() + Bucket::ALL.len());
        let bucket = odds.split_off(Principle::ALL.len());
        [odds, bucket, form]
    }
}

/// How a question begins tells an event from a habit or an opinion: its first two words as they are, of every sentence.
fn openings(question: &str) -> Vec<String> {
    let sentences = question.split(['.', '?', '!', ';', ':']);
    let begin = sentences.filter_map(|sentence| {
        let mut words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        Some(format!(
            "^{}_{}",
            words.next()?.to_lowercase(),
            words.next().unwrap_or_default().to_lowercase()
        ))
    });
    begin.collect()
}

/// What is known of a question and one story, before it is weighed. All from nought to one, or nearly.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Signs {
    /// BM25's share of the most.
    pub(crate) words: f32,
    /// How near the nearest sentence is, the title among them.
    pub(crate) best: f32,
    /// The mean of the three nearest.
    pub(crate) three: f32,
    /// How near the whole is.
    pub(crate) whole: f32,
    /// How near the title is.
    pub(crate) title: f32,
    /// The themes they share.
    pub(crate) themes: f32,
    /// The principles they share, as the story shows them.
    pub(crate) shown: f32,
    /// The principles they share, as the candidate stated them.
    pub(crate) stated: f32,
}

impl Signs {
    pub(crate) const NAMES: [&'static str; 8] =
        ["words", "best", "three", "whole", "title", "themes", "shown", "stated"];

    fn all(&self) -> [f32; 8] {
        [
            self.words,
            self.best,
            self.three,
            self.whole,
            self.title,
            self.themes,
            self.shown,
            self.stated,
        ]
    }
}

/// Weights of the signs, and of what tells that nothing fits.
#[derive(Debug)]
pub(crate) struct Fusion {
    signs: [f32; 8],
    bias: f32,
    fits: HashMap<&'static str, f32>,
}

impl Fusion {
    /// The weights for this tier.
    pub(crate) fn learned(with_meaning: bool) -> &'static Self {
        static BOTH: LazyLock<Fusion> = LazyLock::new(|| Fusion::parse(include_str!("../data/fusion.tsv")));
        static WORDS: LazyLock<Fusion> = LazyLock::new(|| Fusion::parse(include_str!("../data/fusion-words.tsv")));
        if with_meaning { &BOTH } else { &WORDS }
    }

    fn parse(table: &'static str) -> Self {
        let mut all: HashMap<&'static str, f32> = table
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(name, weight)| Some((name, weight.parse().ok()?)))
            .collect();
        let mut take = |name| all.remove(name).unwrap_or(0.0);
        let signs = Signs::NAMES.map(&mut take);
        Self {
            signs,
            bias: take("bias"),
            fits: all,
        }
    }

    /// The odds that a story with these signs is a good answer.
    pub(crate) fn odds(&self, signs: &Signs) -> f32 {
        self.bias
            + signs
                .all()
                .iter()
                .zip(self.signs)
                .map(|(sign, weight)| sign * weight)
                .sum::<f32>()
    }

    /// The odds that the best story fits at all, from the ranked odds of all, the signs of the first, and how much of the kinds of event that the
    /// question asks for any story shows: of all of them, and of the likeliest.
    pub(crate) fn fits(&self, ranked: &[f32], first: &Signs, [covered, peak]: [f32; 2]) -> f32 {
        let weight = |name| self.fits.get(name).copied().unwrap_or(0.0);
        let Some(top) = ranked.first() else { return f32::MIN };
        let next = ranked.get(1).unwrap_or(top);
        let some: Vec<f32> = ranked.iter().take(10).copied().collect();
        let mean = some.iter().sum::<f32>() / some.len() as f32;
        weight("fits:bias")
            + weight("fits:top") * top
            + weight("fits:lead") * (top - next)
            + weight("fits:above") * (top - mean)
            + weight("fits:themes") * first.themes
            + weight("fits:best") * first.best
            + weight("fits:covered") * covered
            + weight("fits:peak") * peak
    }
}

#[cfg(test)]
mod tests {
    use super::{Fusion, Signs, Words};

    #[test]
    fn what_was_learned_can_be_read() {
        assert!(Words::learned().rows.len() > 500);
        for with_meaning in [true, false] {
            let fusion = Fusion::learned(with_meaning);
            assert!(fusion.signs.iter().any(|w| *w > 0.0));
            assert!(fusion.fits.contains_key("fits:bias") && fusion.fits.contains_key("fits:top"));
        }
        assert!(Fusion::learned(false).fits(&[], &Signs::default(), [0.0; 2]) < 0.0);
    }

    #[test]
    fn the_words_alone_know_a_plain_question() {
        let [principles, bucket, form] = Words::learned().read("How do you help somebody in your team to grow?");
        let best = |odds: &[f32]| (0..odds.len()).max_by(|a, b| odds[*a].total_cmp(&odds[*b])).unwrap();
        assert_eq!(
            glidepath_domain::Principle::ALL[best(&principles)].slug(),
            "hire-and-develop-the-best"
        );
        assert_eq!(glidepath_domain::Form::ALL[best(&form)].slug(), "habit");
        assert_eq!(bucket.len(), 5);
    }
}
