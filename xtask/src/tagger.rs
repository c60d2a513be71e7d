//! Trains the part-of-speech table: an averaged perceptron over the very features the tagger uses.
//!
//! `tokens` prints the tokens of texts for a tagger that is run once at development time
//! (`training/tag_texts.py`); `train-tagger` learns from what that wrote. See `crates/text/data/README.md`.

use std::fs;

use anyhow::{Context, Result, ensure};
use glidepath_text::tag::{FEATURES, ROWS, TAGS, Tag, features, fixed};
use glidepath_text::{TokenKind, Tokens};
use serde::{Deserialize, Serialize};

use crate::linear::shuffle;

#[derive(Serialize, Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    tokens: Vec<String>,
    #[serde(default)]
    spaced: Vec<bool>,
    #[serde(default)]
    tags: Vec<String>,
}

/// Prints, for each JSON line with a `text`, its tokens and whether a space stands before each.
pub(crate) fn tokens(files: &[&str]) -> Result<()> {
    for line in read(files)? {
        let tokens = Tokens::cut(&line.text);
        let out = Line {
            tokens: tokens.iter().map(|t| t.span.of(&line.text).to_owned()).collect(),
            spaced: tokens.iter().map(|t| t.spaced).collect(),
            tags: Vec::new(),
            text: line.text,
        };
        println!("{}", serde_json::to_string(&out)?);
    }
    Ok(())
}

fn read(files: &[&str]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            lines.push(serde_json::from_str(line).with_context(|| format!("{file}:{}", number + 1))?);
        }
    }
    Ok(lines)
}

struct Sample {
    text: String,
    tokens: Tokens,
    tags: Vec<Tag>,
}

fn sample(text: String, tags: Vec<Tag>) -> Option<Sample> {
    let tokens = Tokens::cut(&text);
    (tokens.len() == tags.len()).then_some(Sample { text, tokens, tags })
}

/// The same words as a recogniser would write them: no capitals, no marks.
fn as_speech(text: &str, tags: &[Tag]) -> Option<Sample> {
    let tokens = Tokens::cut(text);
    let mut spoken = String::new();
    let mut kept = Vec::new();
    for index in 0..tags.len() {
        let token = tokens.get(index)?;
        if token.kind == TokenKind::Punct {
            continue;
        }
        if token.spaced
            || kept
                .last()
                .is_some_and(|&i: &usize| tokens[i].span.end < token.span.start)
        {
            spoken.push(' ');
        }
        spoken.push_str(tokens.lower(index));
        kept.push(index);
    }
    sample(spoken, kept.into_iter().map(|i| tags[i]).collect())
}

/// Passes over the training texts.
const EPOCHS: usize = 6;
/// Every so many-th text is held out to see how well it goes.
const HELD_OUT: usize = 10;

/// Weights and what their average needs: `average = weights - totals / steps`.
struct Learner {
    weights: Vec<f32>,
    totals: Vec<f64>,
    steps: f64,
}

impl Learner {
    fn guess(&self, rows: &[usize; FEATURES]) -> Tag {
        let mut score = [0.0_f32; TAGS];
        for row in rows {
            for (sum, weight) in score.iter_mut().zip(&self.weights[row * TAGS..(row + 1) * TAGS]) {
                *sum += weight;
            }
        }
        let top = (0..TAGS).fold(0, |top, tag| if score[tag] > score[top] { tag } else { top });
        Tag::ALL[top]
    }

    /// Tags a text from left to right on its own guesses, learning where `learn`; counts the free choices and those right.
    fn walk(&mut self, sample: &Sample, learn: bool) -> (u32, u32) {
        let (mut before, mut before2, mut right, mut all) = (Tag::Punct, Tag::Punct, 0, 0);
        for (index, gold) in sample.tags.iter().enumerate() {
            let tag = match fixed(&sample.tokens, index) {
                Some(tag) => tag,
                None => {
                    let rows = features(&sample.text, &sample.tokens, index, before, before2);
                    let guess = self.guess(&rows);
                    all += 1;
                    right += u32::from(guess == *gold);
                    if learn {
                        self.steps += 1.0;
                        if guess != *gold {
                            self.update(&rows, *gold, 1.0);
                            self.update(&rows, guess, -1.0);
                        }
                    }
                    guess
                }
            };
            (before2, before) = (before, tag);
        }
        (right, all)
    }

    fn update(&mut self, rows: &[usize; FEATURES], tag: Tag, delta: f32) {
        for row in rows {
            let at = row * TAGS + tag as usize;
            self.weights[at] += delta;
            self.totals[at] += f64::from(delta) * self.steps;
        }
    }

    fn average(&mut self) {
        for (weight, total) in self.weights.iter_mut().zip(&self.totals) {
            *weight -= (total / self.steps) as f32;
        }
    }
}

fn share(learner: &mut Learner, samples: &[Sample]) -> f64 {
    let (right, all) = samples
        .iter()
        .map(|s| learner.walk(s, false))
        .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    100.0 * f64::from(right) / f64::from(all.max(1))
}

/// Learns the table from tagged texts and writes it where the tagger embeds it.
pub(crate) fn train(files: &[&str]) -> Result<()> {
    let (mut train, mut held) = (Vec::new(), Vec::new());
    for (number, line) in read(files)?.into_iter().enumerate() {
        let tags: Vec<Tag> = line.tags.iter().map(|t| Tag::from_penn(t)).collect();
        let spoken = as_speech(&line.text, &tags);
        let into = if number % HELD_OUT == 0 { &mut held } else { &mut train };
        into.extend(sample(line.text, tags));
        into.extend(spoken);
    }
    ensure!(!train.is_empty(), "no tagged texts");
    let words: usize = train.iter().map(|s| s.tags.len()).sum();
    println!("{} texts, {words} tokens, {} texts held out", train.len(), held.len());
    let mut learner = Learner {
        weights: vec![0.0; ROWS * TAGS],
        totals: vec![0.0; ROWS * TAGS],
        steps: 0.0,
    };
    for epoch in 0..EPOCHS {
        let mut order: Vec<usize> = (0..train.len()).collect();
        shuffle(&mut order, epoch as u64 + 1);
        let (right, all) = order
            .iter()
            .map(|i| learner.walk(&train[*i], true))
            .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        println!(
            "pass {}: {:.2} % right while learning, {:.2} % held out",
            epoch + 1,
            100.0 * f64::from(right) / f64::from(all),
            share(&mut learner, &held)
        );
    }
    learner.average();
    println!("averaged: {:.2} % held out", share(&mut learner, &held));
    let largest = learner.weights.iter().fold(0.0_f32, |m, w| m.max(w.abs()));
    let table: Vec<u8> = learner
        .weights
        .iter()
        .map(|w| (w / largest * 127.0).round() as i8 as u8)
        .collect();
    learner.weights = table.iter().map(|b| f32::from(*b as i8)).collect();
    println!("in bytes: {:.2} % held out", share(&mut learner, &held));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/text/data/tagger.bin");
    fs::write(path, table).with_context(|| format!("cannot write {path}"))
}
