//! Trains the table that settles the roles of figures, from the labelled figures of whole answers.

use std::fs;

use anyhow::{Context, Result};
use glidepath_app::evaluate::Labelled;
use glidepath_domain::{FigureRole, Span};
use glidepath_text::{ROLE_CLASSES, ROLE_ROWS, Transcript, role_samples};

use crate::linear::{self, Sample, Shape};
use crate::measure;
use crate::tidy::root;

const SHAPE: Shape = Shape {
    rows: ROLE_ROWS,
    classes: ROLE_CLASSES,
    exclusive: true,
    penalty: 40.0,
};

/// Learns the table, says how well it would do on a writer it has not seen, and writes it where it is embedded.
pub(crate) fn train(args: &[&str]) -> Result<()> {
    let (unseen, files) = linear::with_unseen(args);
    let mut samples = Vec::new();
    for labelled in measure::labelled(files)? {
        let attempt = labelled.attempt();
        let transcript = Transcript::read(&attempt);
        let gold = placed(&labelled);
        for (span, rows) in role_samples(&transcript) {
            let label = gold.iter().find(|(s, _)| s.overlaps(span));
            samples.push(Sample {
                writer: labelled.writer().to_owned(),
                rows,
                classes: vec![label.map_or(FigureRole::ALL.len(), |(_, class)| *class)],
            });
        }
    }
    println!("{} numbers", samples.len());
    if unseen {
        linear::tell_unseen(&samples, SHAPE);
    }
    let weights = linear::learn(&samples.iter().collect::<Vec<_>>(), SHAPE);
    let path = root().join("crates/text/data/roles.bin");
    fs::write(&path, linear::bytes(&weights)).with_context(|| format!("cannot write {}", path.display()))
}

/// Where each labelled figure stands, in order where they stand in order, and the class of its role.
fn placed(labelled: &Labelled) -> Vec<(Span, usize)> {
    let text = &labelled.text;
    let mut from = 0;
    let mut found = Vec::new();
    for figure in &labelled.figures {
        let next = text[from..].find(&figure.quote).map(|at| at + from);
        let class = FigureRole::ALL.iter().position(|r| r.slug() == figure.role);
        if let (Some(start), Some(class)) = (next.or_else(|| text.find(&figure.quote)), class) {
            from = start + figure.quote.len();
            found.push((Span::new(start, from), class));
        }
    }
    found
}
