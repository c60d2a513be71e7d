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
    if std::env::var("ACT_SHOW").is_ok() {
        let (mut out, mut at) = (String::new(), 0);
        for a in &transcript.acts {
            let span = transcript.tokens[a.verb].span;
            out += &text[at..span.start];
            out += &format!("<{}:{}>", name(a.actor), span.of(text));
            at = span.end;
        }
        println!("{out}{}\n", &text[at..]);
    }
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
fn debug_text() {
    let Ok(text) = std::env::var("ACT_TEXT") else { return };
    let attempt = attempt(&text);
    let t = Transcript::read(&attempt);
    for (i, token) in t.tokens.iter().enumerate() {
        print!("{}/{} ", t.tokens.lower(i), token.tag.name());
    }
    println!("\n{:?}", acts_of(&text));
}

#[test]
fn debug_train() {
    let Ok(path) = std::env::var("ACT_TRAIN") else { return };
    let (mut abs, mut lab, mut tp, mut n_mine) = (0_i64, 0_i64, 0_i64, 0_i64);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(acts) = case["acts"].as_object() else { continue };
        let mine = acts_of(case["text"].as_str().unwrap());
        for who in ["i", "we"] {
            let mut gold: Vec<String> = acts[who]
                .as_array()
                .unwrap()
                .iter()
                .map(|v| v.as_str().unwrap().to_lowercase())
                .collect();
            let got: Vec<String> = mine.iter().filter(|m| m.1 == who).map(|m| m.0.clone()).collect();
            abs += (gold.len() as i64 - got.len() as i64).abs();
            lab += gold.len() as i64;
            n_mine += got.len() as i64;
            let mut extra = vec![];
            for g in &got {
                if let Some(p) = gold.iter().position(|x| x == g) {
                    gold.remove(p);
                    tp += 1;
                } else {
                    extra.push(g.clone());
                }
            }
            if !gold.is_empty() || !extra.is_empty() {
                println!("{} {who}: missing {gold:?} extra {extra:?}", case["id"]);
            }
        }
    }
    println!("train: |diff| {abs} of {lab}, mine {n_mine}, tp {tp}");
}
