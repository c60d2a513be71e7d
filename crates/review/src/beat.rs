//! Beats: what each sentence does in the story.
//!
//! Every sentence gets a chance for every beat from its look (`look.rs`), by a table trained on sentences labelled by hand.
//! The best path through the chances is then taken: which beat follows which is a prior, not a law, so a headline before
//! the descent or a second block of action and result after a setback stays readable. Source: domain §3.

use std::sync::LazyLock;

use glidepath_domain::Beat;
use glidepath_text::table::Table;

use crate::Sense;

const BEATS: usize = Beat::ALL.len();

static TABLE: Table = Table::new(include_bytes!("../data/beats.bin"), BEATS);

/// How much more likely than by its share alone a beat follows another, as a logarithm, row after row of beats: counted by
/// `cargo xtask train-beats` on the labelled sentences, and halved, since the look of a sentence knows its neighbours already.
static STEPS: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
    let mut steps: Vec<Vec<f64>> = include_str!("../data/beat-steps.tsv")
        .lines()
        .map(|line| line.split('\t').skip(1).map(|n| n.parse().unwrap_or(0.0)).collect())
        .collect();
    // A table that is cut short prefers no step.
    steps.resize(BEATS, Vec::new());
    steps.iter_mut().for_each(|row| row.resize(BEATS, 0.0));
    steps
});

/// Chances under this count as this: the path may need the beat all the same.
const LEAST_CHANCE: f64 = 1e-4;

/// Beat and confidence of every sentence; where an encoder made sense of them, its chances and the table's together.
pub(crate) fn read(looks: &[Vec<usize>], sense: Option<&Sense>) -> Vec<(Beat, f64)> {
    let chances: Vec<Vec<f64>> = looks
        .iter()
        .enumerate()
        .map(|(sentence, rows)| {
            let table = TABLE.chances(rows);
            match sense.and_then(|sense| sense.beats.get(sentence)) {
                Some(sensed) => together(sensed, &table, TABLE_SHARE),
                None => table,
            }
        })
        .collect();
    best_path(&chances)
        .into_iter()
        .zip(&chances)
        .map(|(beat, chance)| (Beat::ALL[beat], chance[beat]))
        .collect()
}

/// Share of the table's logarithms where an encoder speaks too. Chosen on writers neither had learned from.
const TABLE_SHARE: f64 = 0.35;

/// Chances of two readers as one: the mean of their logarithms, the second's share being `share`.
pub(crate) fn together(first: &[f64], second: &[f64], share: f64) -> Vec<f64> {
    let log = |chance: f64| chance.max(LEAST_CHANCE).ln();
    let joined: Vec<f64> = first
        .iter()
        .zip(second)
        .map(|(a, b)| ((1.0 - share) * log(*a) + share * log(*b)).exp())
        .collect();
    let sum: f64 = joined.iter().sum();
    joined.into_iter().map(|chance| chance / sum).collect()
}

fn best_path(chances: &[Vec<f64>]) -> Vec<usize> {
    let log = |chance: f64| chance.max(LEAST_CHANCE).ln();
    let Some(first) = chances.first() else {
        return Vec::new();
    };
    let mut total: Vec<f64> = first.iter().map(|c| log(*c)).collect();
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(chances.len());
    for chance in &chances[1..] {
        let mut next = vec![0.0; BEATS];
        let mut back = vec![0; BEATS];
        for beat in 0..BEATS {
            let step = |old: usize| total[old] + STEPS[old][beat];
            let best = (0..BEATS).fold(0, |best, old| if step(old) > step(best) { old } else { best });
            back[beat] = best;
            next[beat] = step(best) + log(chance[beat]);
        }
        total = next;
        from.push(back);
    }
    let mut at = (0..BEATS).fold(0, |best, beat| if total[beat] > total[best] { beat } else { best });
    let mut path = vec![at];
    for back in from.iter().rev() {
        at = back[at];
        path.push(at);
    }
    path.reverse();
    path
}
