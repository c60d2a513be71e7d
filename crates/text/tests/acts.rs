//! Acts against the gold cases (every miss is printed) and, where the file is there, the blind ones (only the share is).

use std::collections::BTreeMap;

use glidepath_domain::{Attempt, Date};
use glidepath_text::{Actor, Transcript};

fn attempt(text: &str) -> Attempt {
    Attempt::of(text, "2026-03-01".parse::<Date>().unwrap())
}

fn acts_of(text: &str) -> Vec<(String, &'static str)> {
    let attempt = attempt(text);
    let transcript = Transcript::read(&attempt);
    let name = |actor| match actor {
        Actor::I => "i",
        Actor::We => "we",
        Actor::Other => "other",
        Actor::Passive => "passive",
    };
    transcript
        .acts
        .iter()
        .map(|a| (transcript.tokens.lower(a.verb).to_owned(), name(a.actor)))
        .collect()
}

struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
    exact: f64,
}

fn score(path: &str, print: bool) -> Option<Score> {
    let file = std::fs::read_to_string(path).ok()?;
    let (mut hit, mut given, mut wanted, mut exact, mut cases) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    for line in file.lines().filter(|l| !l.trim().is_empty()) {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let gold: Vec<(String, String)> = case["acts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| {
                (
                    a["verb"].as_str().unwrap().to_lowercase(),
                    a["actor"].as_str().unwrap().to_owned(),
                )
            })
            .collect();
        let mine = acts_of(text);
        let mut left: BTreeMap<(String, String), usize> = BTreeMap::new();
        for act in &gold {
            *left.entry(act.clone()).or_default() += 1;
        }
        let mut matched = 0;
        for (verb, actor) in &mine {
            if let Some(count) = left.get_mut(&(verb.clone(), (*actor).to_owned())).filter(|c| **c > 0) {
                *count -= 1;
                matched += 1;
            }
        }
        (hit, given, wanted, cases) = (hit + matched, given + mine.len(), wanted + gold.len(), cases + 1);
        if matched == gold.len() && matched == mine.len() {
            exact += 1;
        } else if print {
            println!("MISS {text}\n  want {gold:?}\n  got  {mine:?}");
        }
    }
    let (precision, recall) = (hit as f64 / given.max(1) as f64, hit as f64 / wanted.max(1) as f64);
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    Some(Score {
        precision,
        recall,
        f1,
        exact: exact as f64 / cases.max(1) as f64,
    })
}

#[test]
fn gold_acts() {
    let s = score(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/acts.jsonl"), true).unwrap();
    println!(
        "gold acts: precision {:.3} recall {:.3} F1 {:.3} exact {:.3}",
        s.precision, s.recall, s.f1, s.exact
    );
    assert!(s.f1 >= 0.95, "F1 {}", s.f1);
}

#[test]
fn blind_acts() {
    if let Some(score) = score("tests/blind/acts.jsonl", false) {
        println!(
            "blind acts: precision {:.3} recall {:.3} F1 {:.3} exact {:.3}",
            score.precision, score.recall, score.f1, score.exact
        );
        assert!(score.f1 >= 0.90);
    }
}
