//! Trains the tables of beats and altitudes from labelled sentences, and counts which beat follows which.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use glidepath_domain::Beat;
use glidepath_review::{HEIGHTS, Signals, look};
use glidepath_text::Transcript;

use crate::linear::{self, Sample, Shape};
use crate::measure;
use crate::tidy::root;

const BEATS: usize = Beat::ALL.len();
const PENALTY: f32 = 40.0;
/// Added to every count of steps.
const SMOOTH: f64 = 3.0;
/// How much of a step's logarithm is used.
const STEP_SHARE: f64 = 0.5;

/// Learns both tables and the steps, says how well they would do on a writer they have not seen, and writes them.
pub(crate) fn train(args: &[&str]) -> Result<()> {
    let (unseen, files) = linear::with_unseen(args);
    let (mut beats, mut feet) = (Vec::new(), Vec::new());
    let mut steps = [[SMOOTH; BEATS]; BEATS];
    for labelled in measure::labelled(files)? {
        let attempt = labelled.attempt();
        let transcript = Transcript::read(&attempt);
        let signals = Signals::lexical(&transcript);
        let writer = labelled.writer().to_owned();
        let mut last = None;
        for (index, sentence) in transcript.sentences.iter().enumerate() {
            let gold = labelled.sentences.iter().max_by_key(|s| s.overlap(sentence.span));
            let Some(gold) = gold.filter(|s| s.overlap(sentence.span) > 0) else {
                continue;
            };
            let rows = look::rows(&transcript, &signals, index);
            let beat = Beat::ALL.iter().position(|b| b.slug() == gold.beat);
            let height = HEIGHTS.iter().position(|h| *h == gold.feet);
            let (beat, height) = beat.zip(height).context("a beat or height that is none")?;
            if let Some(last) = last.replace(beat) {
                let from: &mut [f64; BEATS] = &mut steps[last];
                from[beat] += 1.0;
            }
            let sample = |class| Sample {
                writer: writer.clone(),
                rows: rows.clone(),
                classes: vec![class],
            };
            beats.push(sample(beat));
            feet.push(sample(height));
        }
    }
    write("beats.bin", &beats, BEATS, unseen)?;
    write("feet.bin", &feet, HEIGHTS.len(), unseen)?;
    let all: f64 = steps.iter().flatten().sum();
    let mut table = String::new();
    for (beat, row) in Beat::ALL.iter().zip(&steps) {
        let _ = write!(table, "{}", beat.slug());
        let sum: f64 = row.iter().sum();
        for (to, count) in row.iter().enumerate() {
            let share = steps.iter().map(|r| r[to]).sum::<f64>() / all;
            let _ = write!(table, "\t{:.3}", STEP_SHARE * (count / sum / share).ln());
        }
        table.push('\n');
    }
    let path = root().join("crates/review/data/beat-steps.tsv");
    fs::write(&path, table).with_context(|| format!("cannot write {}", path.display()))
}

fn write(name: &str, samples: &[Sample], classes: usize, unseen: bool) -> Result<()> {
    let shape = Shape {
        rows: look::ROWS,
        classes,
        exclusive: true,
        penalty: PENALTY,
    };
    println!("{name}: {} sentences", samples.len());
    if unseen {
        linear::tell_unseen(samples, shape);
    }
    let weights = linear::learn(&samples.iter().collect::<Vec<_>>(), shape);
    let path = root().join("crates/review/data").join(name);
    fs::write(&path, linear::bytes(&weights)).with_context(|| format!("cannot write {}", path.display()))
}
