//! How far each measure is from the truth, over takes whose truth is known (`training/speech/make.py`). Prints the tables of
//! `docs/speech.md`: `cargo run --release -p glidepath-speech --example measure FOLDER`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use glidepath_domain::{Delivery, Listener, Stretch};
use glidepath_speech::{Live, SHORTEST_PAUSE_MS, decode, delivery, rates};

/// What was put into one take.
struct Truth {
    file: String,
    set: String,
    speed: String,
    noise: String,
    syllables: f64,
    speech: Vec<Stretch>,
    pauses: Vec<Stretch>,
    held: Vec<Stretch>,
}

/// Where the live meter stands among the tables.
const METER: u8 = 3;

/// Errors gathered over takes.
#[derive(Default)]
struct Errors {
    pauses: Found,
    held: Found,
    edges: Vec<f64>,
    rate: Vec<f64>,
    share: Vec<f64>,
}

#[derive(Default)]
struct Found {
    right: usize,
    heard: usize,
    there: usize,
}

impl Found {
    fn count(&mut self, heard: &[Stretch], there: &[Stretch]) -> Vec<(Stretch, Stretch)> {
        let mut left: Vec<Stretch> = heard.to_vec();
        let mut pairs = Vec::new();
        for &truth in there {
            // Right is what shares more than half of what both cover together.
            if let Some(at) = left.iter().position(|&one| 2 * overlap(one, truth) > cover(one, truth)) {
                pairs.push((left.remove(at), truth));
            }
        }
        self.right += pairs.len();
        self.heard += heard.len();
        self.there += there.len();
        pairs
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// A share, or a dash where there was nothing to find and nothing found.
fn said(part: usize, whole: usize) -> String {
    if whole == 0 {
        "-".to_owned()
    } else {
        format!("{:.2}", share(part, whole))
    }
}

fn overlap(a: Stretch, b: Stretch) -> u64 {
    a.end_ms.min(b.end_ms).saturating_sub(a.start_ms.max(b.start_ms))
}

fn cover(a: Stretch, b: Stretch) -> u64 {
    a.ms() + b.ms() - overlap(a, b)
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        return fail("say which folder training/speech/make.py wrote");
    };
    match measured(Path::new(&folder)) {
        Ok(tables) => match std::io::stdout().write_all(tables.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.to_string()),
        },
        Err(error) => fail(&error),
    }
}

fn fail(why: &str) -> ExitCode {
    // Nothing is left to do when even this cannot be written.
    let _ = writeln!(std::io::stderr(), "{why}");
    ExitCode::FAILURE
}

fn measured(folder: &Path) -> Result<String, String> {
    let truth = std::fs::read_to_string(folder.join("truth.tsv")).map_err(|error| format!("truth.tsv: {error}"))?;
    let mut by: BTreeMap<(u8, String, &str), Errors> = BTreeMap::new();
    for line in truth.lines().skip(1) {
        let truth = Truth::read(line).ok_or_else(|| format!("not a line of truth.tsv: {line}"))?;
        let file = std::fs::File::open(folder.join(&truth.file)).map_err(|error| format!("{}: {error}", truth.file))?;
        let samples = decode(file, Some("wav"))
            .map_err(|error| format!("{}: {error}", truth.file))?
            .samples;
        let spoken = truth.speech.iter().chain(&truth.held).map(|s| s.ms()).sum::<u64>() as f64;
        for &listener in Listener::ALL {
            let heard = delivery(&samples, listener);
            let groups = if truth.set == "en" {
                vec![
                    (0, format!("noise {}", truth.noise)),
                    (1, format!("{} words a minute", truth.speed)),
                ]
            } else {
                vec![(2, truth.set.clone())]
            };
            for (kind, group) in groups {
                by.entry((kind, group, listener.slug()))
                    .or_default()
                    .take(&truth, &heard, spoken);
            }
        }
        let mut live = Live::default();
        if let (Some(level), true) = (live.push(&samples), truth.set == "en") {
            let meter = by
                .entry((METER, format!("noise {}", truth.noise), "energy"))
                .or_default();
            meter.share.push(level.spoken_ms as f64 / spoken - 1.0);
        }
    }
    Ok(tables(&by))
}

fn tables(by: &BTreeMap<(u8, String, &str), Errors>) -> String {
    let mut out = String::new();
    let mut last = None;
    for ((kind, group, listener), errors) in by {
        if *kind == METER {
            if last != Some(kind) {
                out.push_str("\n| takes | meter: speech % |\n| --- | --- |\n");
                last = Some(kind);
            }
            let _ = writeln!(out, "| {group} | {} |", bias(&errors.share));
            continue;
        }
        if last != Some(kind) {
            out.push_str(
                "\n| takes | listener | pauses P | R | F1 | edge ms | held P | R | syllables/s % | speech % |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
            );
            last = Some(kind);
        }
        let _ = writeln!(
            out,
            "| {group} | {listener} | {:.2} | {:.2} | {:.2} | {:.0} | {} | {} | {} | {} |",
            share(errors.pauses.right, errors.pauses.heard),
            share(errors.pauses.right, errors.pauses.there),
            share(2 * errors.pauses.right, errors.pauses.heard + errors.pauses.there),
            mean(&errors.edges),
            said(errors.held.right, errors.held.heard),
            said(errors.held.right, errors.held.there),
            bias(&errors.rate),
            bias(&errors.share),
        );
    }
    out
}

impl Errors {
    fn take(&mut self, truth: &Truth, heard: &Delivery, spoken: f64) {
        for (one, other) in self.pauses.count(&heard.pauses, &truth.pauses) {
            self.edges.push(one.start_ms.abs_diff(other.start_ms) as f64);
            self.edges.push(one.end_ms.abs_diff(other.end_ms) as f64);
        }
        self.held.count(&heard.held, &truth.held);
        let articulated = truth.speech.iter().map(|s| s.ms()).sum::<u64>() as f64 / 1_000.0;
        if let Some(rate) = rates(heard, 0, &[]).articulation {
            self.rate.push(rate / (truth.syllables / articulated) - 1.0);
        }
        self.share.push(heard.speaking_ms() as f64 / spoken - 1.0);
    }
}

impl Truth {
    fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[file, set, speed, noise, syllables, speech, pauses, held] = fields.as_slice() else {
            return None;
        };
        let mut pauses = stretches(pauses)?;
        pauses.retain(|pause| pause.ms() >= SHORTEST_PAUSE_MS);
        Some(Self {
            file: file.to_owned(),
            set: set.to_owned(),
            speed: speed.to_owned(),
            noise: noise.to_owned(),
            syllables: syllables.parse().ok()?,
            speech: stretches(speech)?,
            pauses,
            held: stretches(held)?,
        })
    }
}

fn stretches(field: &str) -> Option<Vec<Stretch>> {
    field
        .split_whitespace()
        .map(|pair| {
            let (start, end) = pair.split_once('-')?;
            Some(Stretch {
                start_ms: start.parse().ok()?,
                end_ms: end.parse().ok()?,
            })
        })
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The mean error, and how far single takes usually lie from it.
fn bias(errors: &[f64]) -> String {
    if errors.is_empty() {
        return "-".to_owned();
    }
    let middle = mean(errors);
    let squares: Vec<f64> = errors.iter().map(|error| (error - middle).powi(2)).collect();
    format!("{:+.1} ± {:.1}", middle * 100.0, mean(&squares).sqrt() * 100.0)
}
