//! Figures against hand-labelled sentences: value, unit and role, by quotes that overlap.

use std::fmt::Write as _;
use std::path::Path;

use glidepath_domain::{Attempt, Date};
use glidepath_text::Transcript;
use serde_json::Value;

/// How many labels were met.
#[derive(Default)]
struct Score {
    right: usize,
    labels: usize,
    spurious: usize,
    paired: usize,
    pairs: usize,
    strict: usize,
    found: usize,
    nots_right: usize,
    nots: usize,
    misses: String,
}

impl Score {
    /// Labels met, of the labels and of what was found beside them.
    fn share(&self) -> f64 {
        self.right as f64 / (self.labels + self.spurious).max(1) as f64
    }

    fn strict_f1(&self) -> f64 {
        2.0 * self.strict as f64 / (self.labels + self.found).max(1) as f64
    }
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 0.012 * b.abs().max(1e-9),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Places each quote of `list` in `text`, in order where they stand in order.
fn places(text: &str, list: &[Value]) -> Vec<(usize, usize)> {
    let mut from = 0;
    list.iter()
        .map(|item| {
            let quote = item["quote"].as_str().unwrap();
            let start = text[from..]
                .find(quote)
                .map(|at| at + from)
                .or_else(|| text.find(quote));
            let start = start.unwrap_or_else(|| panic!("{quote:?} is not in {text:?}"));
            from = start + quote.len();
            (start, from)
        })
        .collect()
}

fn measure(file: &Path, with_nots: bool) -> Score {
    let lines = std::fs::read_to_string(file).unwrap();
    let mut score = Score::default();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let attempt = Attempt::of(text, "2026-03-01".parse::<Date>().unwrap());
        let transcript = Transcript::read(&attempt);
        let labels = case["figures"].as_array().unwrap();
        let found = &transcript.figures;
        let mut used = vec![false; found.len()];
        let mut misses = String::new();
        let mut twin = vec![None; labels.len()];
        for (n, (label, (start, end))) in labels.iter().zip(places(text, labels)).enumerate() {
            let overlap = |f: &glidepath_domain::Figure| f.span.end.min(end).saturating_sub(f.span.start.max(start));
            let best = (0..found.len())
                .filter(|&i| !used[i] && overlap(&found[i]) > 0)
                .max_by_key(|&i| (near(found[i].value, label["value"].as_f64()), overlap(&found[i])));
            score.labels += 1;
            let Some(best) = best else {
                writeln!(misses, "    missing {label}").unwrap();
                continue;
            };
            used[best] = true;
            twin[n] = Some(best);
            let f = &found[best];
            let same = near(f.value, label["value"].as_f64())
                && f.unit.as_deref() == label["unit"].as_str()
                && Some(f.role.to_string().as_str()) == label["role"].as_str();
            score.right += usize::from(same);
            score.strict += usize::from(
                same && f.span.of(text) == label["quote"].as_str().unwrap()
                    && Some(f.kind.to_string().as_str()) == label["kind"].as_str(),
            );
            if !same {
                writeln!(
                    misses,
                    "    wrong {label}\n       got {:?} {:?} {:?} {}",
                    f.span.of(text),
                    f.value,
                    f.unit,
                    f.role
                )
                .unwrap();
            }
        }
        if with_nots {
            for (n, label) in labels.iter().enumerate() {
                let want = label["pair"]
                    .as_u64()
                    .and_then(|p| twin.get(p as usize).copied().flatten());
                if let Some(i) = twin[n] {
                    score.pairs += 1;
                    score.paired += usize::from(found[i].pair == want);
                    if found[i].pair != want {
                        writeln!(
                            misses,
                            "    pair of {:?}: want {want:?}, got {:?}",
                            found[i].span.of(text),
                            found[i].pair
                        )
                        .unwrap();
                    }
                }
            }
            let nots = case["not_figures"].as_array().unwrap();
            for (label, (start, end)) in nots.iter().zip(places(text, nots)) {
                score.nots += 1;
                let met = transcript.not_figures.iter().any(|f| {
                    f.span.start < end
                        && start < f.span.end
                        && Some(f.kind.to_string().as_str()) == label["kind"].as_str()
                });
                score.nots_right += usize::from(met);
                if !met {
                    writeln!(misses, "    not told apart {label}").unwrap();
                }
            }
        }
        for (f, used) in found.iter().zip(&used) {
            if !used {
                score.spurious += 1;
                writeln!(
                    misses,
                    "    spurious {:?} {:?} {:?} {}",
                    f.span.of(text),
                    f.value,
                    f.unit,
                    f.role
                )
                .unwrap();
            }
        }
        score.found += found.len();
        if !misses.is_empty() {
            let shown = if with_nots {
                text
            } else {
                case["id"].as_str().unwrap_or_default()
            };
            write!(score.misses, "{shown}\n{misses}").unwrap();
        }
    }
    score
}

fn report(name: &str, score: &Score) {
    println!(
        "{name}: share {:.3} ({} of {} labels, {} spurious), strict F1 {:.3}, pairs {}/{}, numbers told apart {}/{}",
        score.share(),
        score.right,
        score.labels,
        score.spurious,
        score.strict_f1(),
        score.paired,
        score.pairs,
        score.nots_right,
        score.nots
    );
}

#[test]
fn gold() {
    let score = measure(Path::new("tests/gold/figures.jsonl"), true);
    println!("{}", score.misses);
    report("gold", &score);
    assert!(score.share() >= 0.98);
}

#[test]
fn blind() {
    let file = Path::new("tests/blind/figures.jsonl");
    if file.exists() {
        let score = measure(file, true);
        println!("blind: share {:.3}", score.share());
        // What is reached; the goal is 0.90.
        assert!(score.share() >= 0.87);
    }
}
