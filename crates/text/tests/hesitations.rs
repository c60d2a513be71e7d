//! Hesitations against cases labelled by hand: a case is right when kinds and words agree exactly.

use std::fs;
use std::path::PathBuf;

use glidepath_domain::{Attempt, Date};
use glidepath_text::{HesitationKind, Transcript};
use serde_json::Value;

/// The share of cases that are right; `None` without the file.
fn share(file: &str, tell: bool) -> Option<f64> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    let (mut right, mut cases) = (0_usize, 0_usize);
    for case in fs::read_to_string(path)
        .ok()?
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let case: Value = serde_json::from_str(case).unwrap();
        let attempt = Attempt::of(case["text"].as_str().unwrap(), "2026-03-01".parse::<Date>().unwrap());
        let expected: Vec<(&str, &str)> = case["hesitations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|h| (h["kind"].as_str().unwrap(), h["quote"].as_str().unwrap()))
            .collect();
        let transcript = Transcript::read(&attempt);
        let found: Vec<(&str, &str)> = transcript
            .hesitations
            .iter()
            .map(|h| (name(h.kind), h.span.of(&attempt.text)))
            .collect();
        cases += 1;
        right += usize::from(found == expected);
        if tell && found != expected {
            println!("{}\n  expected {expected:?}\n  found    {found:?}", attempt.text);
        }
    }
    Some(right as f64 / cases.max(1) as f64)
}

const fn name(kind: HesitationKind) -> &'static str {
    match kind {
        HesitationKind::Filler => "filler",
        HesitationKind::Hedge => "hedge",
        HesitationKind::Restart => "restart",
    }
}

#[test]
fn gold() {
    let share = share("gold/hesitations.jsonl", true).expect("the gold file");
    println!("{share:.3}");
    assert!(share >= 0.98, "{share:.3}");
}

#[test]
fn blind() {
    let Some(share) = share("blind/hesitations.jsonl", false) else {
        return;
    };
    println!("{share:.3}");
    assert!(share >= 0.90, "{share:.3}");
}
