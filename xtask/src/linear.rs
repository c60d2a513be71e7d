//! Training of hashed linear tables (`glidepath_text::table`): one class of several, or any of several labels. The same samples
//! give the same bytes.

use std::collections::BTreeSet;

/// What one thing to classify looks like, and what it is.
#[derive(Clone)]
pub(crate) struct Sample {
    /// Whose text it is from: figures are for writers that were not learned from.
    pub(crate) writer: String,
    /// The rows of the table that hold.
    pub(crate) rows: Vec<usize>,
    /// The classes it belongs to: one, or any number where they do not exclude one another.
    pub(crate) classes: Vec<usize>,
}

/// Shape of a table and how it is learned.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) rows: usize,
    pub(crate) classes: usize,
    /// True when the classes exclude one another.
    pub(crate) exclusive: bool,
    /// How strongly weights are held to nought, in units of one sample.
    pub(crate) penalty: f32,
}

const STEPS: usize = 250;
const RATE: f32 = 0.06;

/// Weights, row by row: Adam on the whole set at once, with the step shrinking to nought.
pub(crate) fn learn(samples: &[&Sample], shape: Shape) -> Vec<f32> {
    let mut weights = vec![0.0_f32; shape.rows * shape.classes];
    let (mut drift, mut spread) = (weights.clone(), weights.clone());
    for step in 1..=STEPS {
        let mut slope: Vec<f32> = weights.iter().map(|w| shape.penalty * w).collect();
        for sample in samples {
            let mut errors = chances(&weights, &sample.rows, shape);
            sample.classes.iter().for_each(|class| errors[*class] -= 1.0);
            for row in &sample.rows {
                let at = row * shape.classes;
                for (slope, error) in slope[at..at + shape.classes].iter_mut().zip(&errors) {
                    *slope += error;
                }
            }
        }
        let rate = RATE * (1.0 - (step - 1) as f32 / STEPS as f32);
        let (lift, widen) = (1.0 - 0.9_f32.powi(step as i32), 1.0 - 0.999_f32.powi(step as i32));
        for (((weight, slope), drift), spread) in weights.iter_mut().zip(slope).zip(&mut drift).zip(&mut spread) {
            *drift = 0.9 * *drift + 0.1 * slope;
            *spread = 0.999 * *spread + 0.001 * slope * slope;
            *weight -= rate * (*drift / lift) / ((*spread / widen).sqrt() + 1e-8);
        }
    }
    weights
}

/// Chances of each class under these weights.
pub(crate) fn chances(weights: &[f32], rows: &[usize], shape: Shape) -> Vec<f32> {
    let mut scores = vec![0.0_f32; shape.classes];
    for row in rows {
        let at = row * shape.classes;
        for (score, weight) in scores.iter_mut().zip(&weights[at..at + shape.classes]) {
            *score += weight;
        }
    }
    if !shape.exclusive {
        scores.iter_mut().for_each(|s| *s = 1.0 / (1.0 + (-*s).exp()));
        return scores;
    }
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
    scores
}

/// Groups that writers are cut into: a table is learned without each in turn.
const GROUPS: usize = 6;

/// Chances of every sample under weights learned without its writer, and without those of the writer's group.
pub(crate) fn unseen(samples: &[Sample], shape: Shape) -> Vec<Vec<f32>> {
    let writers: BTreeSet<&str> = samples.iter().map(|s| s.writer.as_str()).collect();
    let group = |sample: &Sample| writers.iter().position(|w| *w == sample.writer).unwrap_or(0) % GROUPS;
    let mut out = vec![Vec::new(); samples.len()];
    for left_out in 0..GROUPS.min(writers.len()) {
        let others: Vec<&Sample> = samples.iter().filter(|s| group(s) != left_out).collect();
        let weights = learn(&others, shape);
        for (slot, sample) in out.iter_mut().zip(samples).filter(|(_, s)| group(s) == left_out) {
            *slot = chances(&weights, &sample.rows, shape);
        }
    }
    out
}

/// Whether the first argument asks for the figure on unseen writers, which takes several times as long, and the files after it.
pub(crate) fn with_unseen<'a, 'f>(args: &'a [&'f str]) -> (bool, &'a [&'f str]) {
    match args {
        ["--unseen", files @ ..] => (true, files),
        files => (false, files),
    }
}

/// Prints the share of the samples whose likeliest class is theirs, under weights learned without their writers.
pub(crate) fn tell_unseen(samples: &[Sample], shape: Shape) {
    let likeliest =
        |chances: &[f32]| (0..chances.len()).reduce(|best, c| if chances[c] > chances[best] { c } else { best });
    let right = unseen(samples, shape)
        .iter()
        .zip(samples)
        .filter(|(chances, sample)| likeliest(chances) == sample.classes.first().copied())
        .count();
    println!(
        "right on unseen writers: {:.3}",
        right as f64 / samples.len().max(1) as f64
    );
}

/// The table as it is embedded: the size of a step, then a signed byte a weight.
pub(crate) fn bytes(weights: &[f32]) -> Vec<u8> {
    let largest = weights.iter().fold(1e-6_f32, |m, w| m.max(w.abs()));
    let step = largest / 127.0;
    step.to_le_bytes()
        .into_iter()
        .chain(weights.iter().map(|w| (w / step).round() as i8 as u8))
        .collect()
}

/// A fixed shuffle for each seed.
pub(crate) fn shuffle(order: &mut [usize], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for i in (1..order.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        order.swap(i, (state >> 33) as usize % (i + 1));
    }
}
