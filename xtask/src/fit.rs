//! Fits the leanings: for each label a logistic regression over the reviewer's features, and how well it would do on a
//! writer it has not seen.
//!
//! Newton's method on standardised features with a quadratic penalty: the same corpus gives the same table, to the byte.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use glidepath_review::{feature_names, rules};

use crate::measure;
use crate::signals::leanings;
use crate::tidy::root;

/// How strongly weights are held to nought, in units of one answer. Chosen by leave-one-writer-out on corpus/train.
const PENALTY: f64 = 30.0;
/// Labels on fewer answers than this are not fitted.
const LEAST_LABELS: usize = 6;
const ROUNDS: usize = 12;
/// Labels that are no rules: the answer meets the bar at least, and raises it.
const VERDICTS: [&str; 2] = ["meets", "raises"];

struct Answer {
    writer: String,
    features: Vec<f64>,
    labels: BTreeSet<String>,
}

/// Fits every label and writes `crates/review/data/leanings.tsv`.
pub(crate) fn fit(files: &[&str]) -> Result<()> {
    let mut answers = Vec::new();
    for (labelled, _) in measure::read(files)? {
        let writer = labelled.id.split('-').next().unwrap_or("").to_owned();
        let mut labels: BTreeSet<String> = labelled
            .flaws
            .iter()
            .chain(&labelled.strengths)
            .map(|m| m.rule.clone())
            .collect();
        if labelled.overall != "below" {
            labels.insert("meets".to_owned());
        }
        if labelled.overall == "raises" {
            labels.insert("raises".to_owned());
        }
        answers.push(Answer {
            writer,
            features: leanings(&labelled)?.features().to_vec(),
            labels,
        });
    }
    ensure!(!answers.is_empty(), "no answers");
    let shape = shape(&answers);
    let rows: Vec<Vec<f64>> = answers.iter().map(|a| standard(&a.features, &shape)).collect();
    let mut fitted: Vec<(&str, Vec<f64>)> = Vec::new();
    println!(
        "{:26} {:>4} {:>6} {:>5} {:>5} {:>5}",
        "label", "n", "from", "P", "R", "F1"
    );
    for code in rules::ALL.iter().map(|r| r.code).chain(VERDICTS) {
        let gold: Vec<bool> = answers.iter().map(|a| a.labels.contains(code)).collect();
        let count = gold.iter().filter(|g| **g).count();
        if count < LEAST_LABELS {
            continue;
        }
        let unseen = unseen(&answers, &rows, &gold);
        let (from, hit, given) = best_threshold(&unseen, &gold);
        println!(
            "{:26} {count:4} {from:6.2} {:5.2} {:5.2} {:5.2}",
            code,
            hit / given.max(1.0),
            hit / count as f64,
            2.0 * hit / (given + count as f64)
        );
        fitted.push((code, newton(&rows, &gold, &vec![true; rows.len()])));
    }
    write(&shape, &fitted)
}

/// Mean and scale of each feature.
fn shape(answers: &[Answer]) -> Vec<(f64, f64)> {
    let n = answers.len() as f64;
    (0..answers[0].features.len())
        .map(|f| {
            let mean = answers.iter().map(|a| a.features[f]).sum::<f64>() / n;
            let variance = answers.iter().map(|a| (a.features[f] - mean).powi(2)).sum::<f64>() / n;
            (mean, if variance > 1e-9 { variance.sqrt() } else { 1.0 })
        })
        .collect()
}

/// The bias's one, then the features around nought.
fn standard(features: &[f64], shape: &[(f64, f64)]) -> Vec<f64> {
    std::iter::once(1.0)
        .chain(features.iter().zip(shape).map(|(f, (mean, scale))| (f - mean) / scale))
        .collect()
}

fn chance(weights: &[f64], row: &[f64]) -> f64 {
    let sum: f64 = weights.iter().zip(row).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn newton(rows: &[Vec<f64>], gold: &[bool], used: &[bool]) -> Vec<f64> {
    let size = rows[0].len();
    let mut weights = vec![0.0; size];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for ((row, gold), _) in rows.iter().zip(gold).zip(used).filter(|(_, used)| **used) {
            let p = chance(&weights, row);
            let (error, spread) = (f64::from(u8::from(*gold)) - p, (p * (1.0 - p)).max(1e-6));
            for a in 0..size {
                slope[a] += error * row[a];
                for b in 0..=a {
                    bend[a][b] += spread * row[a] * row[b];
                }
            }
        }
        for a in 0..size {
            // The bias is free.
            if a > 0 {
                slope[a] -= PENALTY * weights[a];
                bend[a][a] += PENALTY;
            }
            bend[a][a] += 1e-6;
            for b in 0..a {
                bend[b][a] = bend[a][b];
            }
        }
        let step = solve(bend, slope);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s.clamp(-2.0, 2.0));
    }
    weights
}

/// Gaussian elimination; the matrix is positive definite.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let pivot = matrix[column][column];
        for row in column + 1..size {
            let factor = matrix[row][column] / pivot;
            if factor == 0.0 {
                continue;
            }
            let (above, below) = matrix.split_at_mut(row);
            below[0][column..]
                .iter_mut()
                .zip(&above[column][column..])
                .for_each(|(x, y)| *x -= factor * y);
            right[row] -= factor * right[column];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|c| matrix[row][c] * right[c]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

/// Chances of each answer under weights fitted without its writer.
fn unseen(answers: &[Answer], rows: &[Vec<f64>], gold: &[bool]) -> Vec<f64> {
    let writers: BTreeSet<&str> = answers.iter().map(|a| a.writer.as_str()).collect();
    let mut chances = vec![0.0; rows.len()];
    for writer in writers {
        let used: Vec<bool> = answers.iter().map(|a| a.writer != writer).collect();
        let weights = newton(rows, gold, &used);
        for index in (0..rows.len()).filter(|i| !used[*i]) {
            chances[index] = chance(&weights, &rows[index]);
        }
    }
    chances
}

/// The threshold with the best F1, the hits and all that it gives.
fn best_threshold(chances: &[f64], gold: &[bool]) -> (f64, f64, f64) {
    let labels = gold.iter().filter(|g| **g).count() as f64;
    (1..100)
        .map(|percent| {
            let from = f64::from(percent) / 100.0;
            let given = chances.iter().filter(|c| **c >= from).count() as f64;
            let hit = chances.iter().zip(gold).filter(|(c, g)| **c >= from && **g).count() as f64;
            (from, hit, given)
        })
        .fold((1.0, 0.0, 0.0), |best, next| {
            let f1 = |(_, hit, given): (f64, f64, f64)| 2.0 * hit / (given + labels);
            if f1(next) > f1(best) { next } else { best }
        })
}

fn write(shape: &[(f64, f64)], fitted: &[(&str, Vec<f64>)]) -> Result<()> {
    let mut table = String::from("feature\tmean\tscale");
    fitted.iter().for_each(|(code, _)| {
        let _ = write!(table, "\t{code}");
    });
    let names = std::iter::once("(bias)".to_owned()).chain(feature_names());
    let shapes = std::iter::once((0.0, 1.0)).chain(shape.iter().copied());
    for (row, (name, (mean, scale))) in names.zip(shapes).enumerate() {
        let _ = write!(table, "\n{name}\t{mean:.5}\t{scale:.5}");
        fitted.iter().for_each(|(_, weights)| {
            let _ = write!(table, "\t{:.4}", weights[row]);
        });
    }
    table.push('\n');
    let path = root().join("crates/review/data/leanings.tsv");
    fs::write(&path, table).with_context(|| format!("cannot write {}", path.display()))
}
