//! Trains the table that settles the roles of figures, from the labelled figures of whole answers.

use std::fs;

use anyhow::{Context, Result};
use glidepath_domain::FigureRole;
use glidepath_text::{ROLE_ROWS, Transcript, role_samples};

use crate::linear::{self, Sample, Shape};
use crate::measure;
use crate::tidy::root;

const SHAPE: Shape = Shape {
    rows: ROLE_ROWS,
    classes: FigureRole::ALL.len(),
    penalty: 10.0,
};

/// Learns the table, says how well it would do on a writer it has not seen, and writes it where it is embedded.
pub(crate) fn train(files: &[&str]) -> Result<()> {
    let mut samples = Vec::new();
    for (labelled, _) in measure::read(files)? {
        let attempt = measure::attempt(&labelled)?;
        let transcript = Transcript::read(&attempt);
        let found = role_samples(&transcript);
        let mut from = 0;
        for figure in &labelled.figures {
            let text = &labelled.text;
            let Some(start) = text[from..]
                .find(&figure.quote)
                .map(|at| at + from)
                .or_else(|| text.find(&figure.quote))
            else {
                continue;
            };
            let end = start + figure.quote.len();
            from = end;
            let class = FigureRole::ALL.iter().position(|r| r.slug() == figure.role);
            let there = found.iter().find(|(s, _)| s.start < end && start < s.end);
            if let (Some(class), Some((_, rows))) = (class, there) {
                let writer = labelled.id.split('-').next().unwrap_or("").to_owned();
                samples.push(Sample {
                    writer,
                    rows: rows.clone(),
                    class,
                });
            }
        }
    }
    let right = linear::unseen(&samples, SHAPE)
        .iter()
        .zip(&samples)
        .filter(|(chances, sample)| linear::best(chances) == sample.class)
        .count();
    println!(
        "{} figures; right on unseen writers: {:.3}",
        samples.len(),
        right as f64 / samples.len().max(1) as f64
    );
    let weights = linear::learn(&samples.iter().collect::<Vec<_>>(), SHAPE);
    let path = root().join("crates/text/data/roles.bin");
    fs::write(&path, linear::bytes(&weights)).with_context(|| format!("cannot write {}", path.display()))
}
