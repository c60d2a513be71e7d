//! Fits what labels rest on: the marks of sentences, and for each label the leaning of the whole answer.
//!
//! A mark is a hashed linear table over the look of a sentence. A leaning is a logistic regression over the features of the answer and
//! those that are the label's own; marks enter it as a writer that was not learned from would see them. Newton's method on
//! standardised features with a quadratic penalty: the same corpus gives the same tables, to the byte.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use glidepath_app::evaluate::Mark;
use glidepath_domain::{Attempt, Span};
use glidepath_review::mark::summary;
use glidepath_review::{Evidence, Own, Sensing, evidence, feature_names, look, rules, verdict};

use crate::linear::{self, Sample, Shape};
use crate::measure;
use crate::senses::{self, Recorded};
use crate::tidy::root;

/// How strongly weights of a leaning are held to nought, in units of one answer. Chosen by leave-one-writer-out.
const PENALTY: f64 = 40.0;
/// How strongly weights of what is a label's own are.
const OWN_PENALTY: f64 = 1.0;
/// How strongly weights of the marks are.
const MARK_PENALTY: f32 = 8.0;
/// Labels on fewer answers than this are not fitted.
const LEAST_LABELS: usize = 8;
/// Labels quoted fewer times than this have no marks.
const LEAST_QUOTES: usize = 12;
const ROUNDS: usize = 8;
/// Labels that are no rules: the answer meets the bar at least, and raises it.
const VERDICTS: [&str; 2] = ["meets", "raises"];

struct Answer {
    id: String,
    writer: String,
    attempt: Attempt,
    /// What an encoder made of it, if fitting is for reviews with one.
    sense: Option<Recorded>,
    evidence: Evidence,
    labels: BTreeSet<String>,
    /// Label and place of each quote.
    quotes: Vec<(String, Span)>,
    /// The one label it says something about, for a rule's own example; `None` for an answer labelled in full.
    only: Option<&'static str>,
}

/// Words from which an example of a rule is long enough to be weighed.
const EXAMPLE_WORDS: usize = 60;

/// The examples of the rules themselves, each of which says something about one label. They are nobody's answers, so
/// figures leave them out.
fn examples() -> Vec<Answer> {
    let mut answers = Vec::new();
    for rule in rules::ALL {
        for (example, flagged) in rule
            .flags
            .iter()
            .map(|e| (e, true))
            .chain(rule.passes.iter().map(|e| (e, false)))
        {
            let (attempt, marked) = example.attempt();
            if attempt.text.split_whitespace().count() < EXAMPLE_WORDS {
                continue;
            }
            answers.push(Answer {
                id: String::new(),
                writer: EXAMPLES.to_owned(),
                evidence: evidence(&attempt, None, None),
                attempt,
                sense: None,
                labels: flagged.then(|| rule.code.to_owned()).into_iter().collect(),
                quotes: marked.into_iter().map(|span| (rule.code.to_owned(), span)).collect(),
                only: Some(rule.code),
            });
        }
    }
    answers
}

/// The writer of the examples.
const EXAMPLES: &str = "(examples)";

/// Learns the marks and writes `crates/review/data/{marks.bin,marks.txt}`.
pub(crate) fn train_marks(files: &[&str]) -> Result<()> {
    let answers = read(files)?;
    let (labels, samples) = quoted(&answers);
    let weights = linear::learn(&samples.iter().collect::<Vec<_>>(), mark_shape(&labels));
    let folder = root().join("crates/review/data");
    fs::write(folder.join("marks.bin"), linear::bytes(&weights)).context("cannot write marks.bin")?;
    fs::write(folder.join("marks.txt"), labels.join("\n") + "\n").context("cannot write marks.txt")?;
    println!("{} sentences, {} labels with marks", samples.len(), labels.len());
    Ok(())
}

/// Fits every label and writes `crates/review/data/leanings.tsv`. The marks have to be learned and built in before. With `--senses FILE` it
/// fits those of reviews with an encoder and writes `leanings-encoder.tsv`: the file holds what encoders made of answers by writers they had not
/// learned from.
pub(crate) fn fit(args: &[&str]) -> Result<()> {
    let senses = match args {
        ["--senses", file, ..] => Some(senses::read(file)?),
        _ => None,
    };
    let mut answers = read(if senses.is_some() { &args[2..] } else { args })?;
    if let Some(senses) = &senses {
        for answer in &mut answers {
            answer.sense = senses.get(&answer.id).cloned();
        }
        let before = answers.len();
        answers.retain(|answer| answer.sense.is_some());
        println!("{} of {before} answers and examples have a sense", answers.len());
        ensure!(
            2 * answers.len() > before,
            "too few answers have a sense: record them again"
        );
    }
    ensure!(!answers.is_empty(), "no answers");
    let marks = Marks::of(&answers);
    // What the rules note may rest on marks too: it is taken as a writer who was not learned from would get it.
    for (answer, chances) in answers.iter_mut().zip(&marks.chances) {
        let given = glidepath_review::Marks::given(&marks.labels, chances);
        let sensing = answer.sense.as_ref().map(|sense| sense as &dyn Sensing);
        answer.evidence = evidence(&answer.attempt, Some(given), sensing);
    }
    let own_features = Own {
        sense: senses.as_ref().map(|_| [0.0; 4]),
        ..Own::default()
    }
    .features()
    .len();
    let shape = shape(&answers);
    let base: Vec<Vec<f64>> = answers.iter().map(|a| standard(&a.evidence.features, &shape)).collect();
    let mut fitted: Vec<(&str, Vec<f64>)> = Vec::new();
    let mut sums = [[0.0; 3]; 2];
    // What everything said about each answer is worth, by tables that were learned without its writer.
    let mut worths: Vec<Vec<f64>> = answers
        .iter()
        .map(|answer| {
            let said = rules::ALL.iter().zip(&answer.evidence.noted);
            said.filter(|(rule, noted)| **noted > 0.0 && !is_fitted(&answers, rule.code))
                .map(|(rule, noted)| verdict::worth(rule.severity(), *noted))
                .collect()
        })
        .collect();
    println!(
        "{:26} {:>4} {:>6} {:>5} {:>5} {:>5} {:>5} {:>10} {:>5} {:>5}",
        "label", "n", "least", "best", "P", "R", "F1", "rule alone", "R", "F1"
    );
    for code in rules::ALL.iter().map(|r| r.code).chain(VERDICTS) {
        let about: Vec<usize> = (0..answers.len())
            .filter(|i| answers[*i].only.is_none_or(|only| only == code))
            .collect();
        let writers: Vec<&str> = about.iter().map(|i| answers[*i].writer.as_str()).collect();
        let gold: Vec<bool> = about.iter().map(|i| answers[*i].labels.contains(code)).collect();
        let real = |n: &usize| writers[*n] != EXAMPLES;
        let count = (0..about.len()).filter(|n| real(n) && gold[*n]).count();
        if !is_fitted(&answers, code) {
            continue;
        }
        let rows: Vec<Vec<f64>> = about
            .iter()
            .map(|&i| {
                let own = if VERDICTS.contains(&code) {
                    verdict::own(worths[i].iter().copied(), sense_of(&answers[i], code))
                } else {
                    own(&answers[i], code, marks.unseen(i, code))
                };
                base[i].iter().copied().chain(own.features()).collect()
            })
            .collect();
        let mut unseen = unseen(&writers, &rows, own_features, &gold);
        // Examples count for nothing in the figures.
        (0..about.len()).filter(|n| !real(n)).for_each(|n| unseen[n] = 0.0);
        if let Some(rule) = rules::find(code) {
            let least = rule
                .settings
                .iter()
                .find(|s| s.key == "least_chance")
                .map(|s| s.default);
            for (n, &i) in about.iter().enumerate() {
                let noted = own(&answers[i], code, [0.0; 3]).noted;
                let sure = least.map_or(noted, |least| if unseen[n] >= least { unseen[n] } else { 0.0 });
                if sure > 0.0 {
                    worths[i].push(verdict::worth(rule.severity(), sure));
                }
            }
        }
        let (from, hit, given) = best_threshold(&unseen, &gold, count as f64);
        let noted = |n: &usize| real(n) && own(&answers[about[*n]], code, [0.0; 3]).noted > 0.0;
        let given_alone: Vec<usize> = (0..about.len()).filter(noted).collect();
        let hit_alone = given_alone.iter().filter(|n| gold[**n]).count();
        let alone = (hit_alone as f64, given_alone.len() as f64);
        println!(
            "{:26} {count:4} {:6.2} {from:5.2} {} {:>5} {}",
            code,
            least_chance(&unseen, &gold, rules::find(code).is_some_and(|r| r.is_strength())),
            rates(hit, given, count as f64),
            "",
            rates(alone.0, alone.1, count as f64)
        );
        if let Some(rule) = rules::find(code) {
            let sum: &mut [f64; 3] = &mut sums[usize::from(rule.is_strength())];
            sum[0] += hit;
            sum[1] += given;
            sum[2] += count as f64;
        }
        fitted.push((code, newton(&rows, own_features, &gold, &vec![true; rows.len()])));
    }
    for (name, [hit, given, count]) in ["flaws", "strengths"].iter().zip(sums) {
        println!(
            "{name}: F1 {:.3} with the best threshold of each",
            2.0 * hit / (given + count)
        );
    }
    write(&shape, &fitted, senses.is_some())
}

/// True for a label on enough answers to be fitted.
fn is_fitted(answers: &[Answer], code: &str) -> bool {
    let real = answers.iter().filter(|a| a.only.is_none());
    real.filter(|a| a.labels.contains(code)).count() >= LEAST_LABELS
}

/// Precision, recall and F1.
fn rates(hit: f64, given: f64, labels: f64) -> String {
    format!(
        "{:5.2} {:5.2} {:5.2}",
        hit / given.max(1.0),
        hit / labels,
        2.0 * hit / (given + labels)
    )
}

fn read(files: &[&str]) -> Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for labelled in measure::labelled(files)? {
        let marks = || labelled.flaws.iter().chain(&labelled.strengths);
        let mut labels: BTreeSet<String> = marks().map(|m| m.rule.clone()).collect();
        if labelled.overall != "below" {
            labels.insert("meets".to_owned());
        }
        if labelled.overall == "raises" {
            labels.insert("raises".to_owned());
        }
        let place = |mark: &Mark| {
            let quote = mark.quote.as_deref()?;
            let start = labelled.text.find(quote)?;
            Some((mark.rule.clone(), Span::new(start, start + quote.len())))
        };
        answers.push(Answer {
            id: labelled.id.clone(),
            writer: labelled.writer().to_owned(),
            attempt: labelled.attempt(),
            evidence: evidence(&labelled.attempt(), None, None),
            sense: None,
            quotes: marks().filter_map(place).collect(),
            labels,
            only: None,
        });
    }
    answers.extend(examples());
    Ok(answers)
}

/// The evidence that is a label's own.
fn own(answer: &Answer, code: &str, marks: [f64; 3]) -> Own {
    let rule = rules::ALL.iter().position(|r| r.code == code);
    Own {
        noted: rule.map_or(0.0, |r| answer.evidence.noted[r]),
        marks,
        sense: sense_of(answer, code),
    }
}

/// What an encoder gives to a label's leaning.
fn sense_of(answer: &Answer, code: &str) -> Option<[f64; 4]> {
    answer.sense.as_ref().map(|recorded| recorded.0.own(code))
}

/// The labels that are quoted often enough, and each sentence with those it is quoted for.
fn quoted(answers: &[Answer]) -> (Vec<&'static str>, Vec<Sample>) {
    // An example is labelled for one rule only, so no table learns from it.
    let real = || answers.iter().filter(|a| a.only.is_none());
    let count = |code: &str| real().filter(|a| a.quotes.iter().any(|(c, _)| c == code)).count();
    let labels: Vec<&'static str> = rules::ALL
        .iter()
        .map(|r| r.code)
        .filter(|code| count(code) >= LEAST_QUOTES)
        .collect();
    let holds = |answer: &Answer, label: &str, span: Span| {
        let mut quotes = answer.quotes.iter();
        quotes.any(|(code, quote)| code == label && quote.overlaps(span))
    };
    let mut samples = Vec::new();
    for answer in real() {
        for (span, rows) in &answer.evidence.looks {
            samples.push(Sample {
                writer: answer.writer.clone(),
                rows: rows.clone(),
                classes: (0..labels.len()).filter(|l| holds(answer, labels[*l], *span)).collect(),
            });
        }
    }
    (labels, samples)
}

fn mark_shape(labels: &[&str]) -> Shape {
    Shape {
        rows: look::ROWS,
        classes: labels.len(),
        exclusive: false,
        penalty: MARK_PENALTY,
    }
}

/// The marks of each answer as a table gives them that was learned without its writer.
struct Marks {
    labels: Vec<&'static str>,
    /// For each answer, for each label, the chance of each sentence.
    chances: Vec<Vec<Vec<f64>>>,
}

impl Marks {
    fn of(answers: &[Answer]) -> Self {
        let (labels, samples) = quoted(answers);
        let shape = mark_shape(&labels);
        let unseen = linear::unseen(&samples, shape);
        let weights = linear::learn(&samples.iter().collect::<Vec<_>>(), shape);
        let mut rest = unseen.as_slice();
        let mut chances = Vec::with_capacity(answers.len());
        for answer in answers {
            let looks = &answer.evidence.looks;
            let these: Vec<Vec<f32>> = if answer.only.is_none() {
                let (these, others) = rest.split_at(looks.len());
                rest = others;
                these.to_vec()
            } else {
                looks
                    .iter()
                    .map(|(_, rows)| linear::chances(&weights, rows, shape))
                    .collect()
            };
            let of_label = |label: usize| these.iter().map(|c| f64::from(c[label])).collect();
            chances.push((0..labels.len()).map(of_label).collect());
        }
        Self { labels, chances }
    }

    /// What those of answer `index` for the label `code` come to; nought for a label without marks.
    fn unseen(&self, index: usize, code: &str) -> [f64; 3] {
        let label = self.labels.iter().position(|l| *l == code);
        label.map_or([0.0; 3], |l| summary(&self.chances[index][l]))
    }
}

/// Mean and scale of each feature.
fn shape(answers: &[Answer]) -> Vec<(f64, f64)> {
    let n = answers.len() as f64;
    (0..answers[0].evidence.features.len())
        .map(|f| {
            let values = || answers.iter().map(|a| a.evidence.features[f]);
            let mean = values().sum::<f64>() / n;
            let variance = values().map(|v| (v - mean).powi(2)).sum::<f64>() / n;
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

/// How strongly weight `index` of `size` is held to nought: the bias not at all, the last `own` a little.
fn penalty(index: usize, size: usize, own: usize) -> f64 {
    match index {
        0 => 0.0,
        _ if index + own >= size => OWN_PENALTY,
        _ => PENALTY,
    }
}

/// Newton's method on the rows that are used.
fn newton(rows: &[Vec<f64>], own: usize, gold: &[bool], used: &[bool]) -> Vec<f64> {
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
            let held = penalty(a, size, own);
            slope[a] -= held * weights[a];
            bend[a][a] += held;
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
fn unseen(writers: &[&str], rows: &[Vec<f64>], own: usize, gold: &[bool]) -> Vec<f64> {
    let mut chances = vec![0.0; rows.len()];
    for writer in writers.iter().collect::<BTreeSet<_>>() {
        let others: Vec<bool> = writers.iter().map(|w| w != writer).collect();
        let weights = newton(rows, own, gold, &others);
        for index in (0..rows.len()).filter(|i| writers[*i] == *writer) {
            chances[index] = chance(&weights, &rows[index]);
        }
    }
    chances
}

/// Chance from which strengths are said, and flaws at the least: near half the F1 that is reached, where a pooled F1 is at its best.
const STRENGTH_FROM: f64 = 0.33;
const FLAW_FROM: f64 = 0.30;
/// Share of what a flaw's rule says that has to be right. Under it the rule is a hint.
const LEAST_PRECISION: f64 = 0.6;

/// The `least_chance` to set: for a flaw the least chance from which it is right often enough, on writers that were not learned from.
fn least_chance(chances: &[f64], gold: &[bool], strength: bool) -> f64 {
    if strength {
        return STRENGTH_FROM;
    }
    let right_enough = |from: f64| {
        let said = chances.iter().filter(|c| **c >= from).count() as f64;
        let hit = chances.iter().zip(gold).filter(|(c, g)| **c >= from && **g).count() as f64;
        // As if the rule had been right by its due once before: few cases prove little.
        said > 0.0 && (hit + LEAST_PRECISION) / (said + 1.0) >= LEAST_PRECISION
    };
    (0..=20)
        .map(|step| FLAW_FROM + 0.02 * f64::from(step))
        .find(|from| right_enough(*from))
        .unwrap_or(FLAW_FROM)
}

/// The threshold with the best F1, the hits and all that it gives.
fn best_threshold(chances: &[f64], gold: &[bool], labels: f64) -> (f64, f64, f64) {
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

fn write(shape: &[(f64, f64)], fitted: &[(&str, Vec<f64>)], sensed: bool) -> Result<()> {
    let mut table = String::from("feature\tmean\tscale");
    fitted.iter().for_each(|(code, _)| {
        let _ = write!(table, "\t{code}");
    });
    let names = std::iter::once("(bias)".to_owned()).chain(feature_names(sensed));
    // What is a label's own is weighed as it is.
    let shapes = std::iter::once((0.0, 1.0))
        .chain(shape.iter().copied())
        .chain(std::iter::repeat((0.0, 1.0)));
    for (row, (name, (mean, scale))) in names.zip(shapes).enumerate() {
        let _ = write!(table, "\n{name}\t{mean:.5}\t{scale:.5}");
        fitted.iter().for_each(|(_, weights)| {
            let _ = write!(table, "\t{:.4}", weights[row]);
        });
    }
    table.push('\n');
    let path = root()
        .join("crates/review/data")
        .join(if sensed { "leanings-encoder.tsv" } else { "leanings.tsv" });
    fs::write(&path, table).with_context(|| format!("cannot write {}", path.display()))
}
