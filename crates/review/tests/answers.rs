//! Whole answers and what the reviewer says of them, kept as snapshots: a change of any rule shows here in full.

use std::fmt::Write as _;

use glidepath_domain::{Attempt, Date};
use glidepath_review::{Settings, review};
use serde_json::Value;

/// Answers of the training corpus, weak and strong, written and spoken.
const ANSWERS: &[&str] = &[
    "ada-01",
    "ada-02",
    "bello-23",
    "bello-34",
    "chen-01",
    "dolores-02",
    "dolores-39",
    "dolores-40",
];

#[test]
fn reviews_of_whole_answers() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/train");
    let as_of: Date = "2026-06-01".parse().unwrap();
    for id in ANSWERS {
        let writer = id.split('-').next().unwrap();
        let file = std::fs::read_to_string(format!("{corpus}/{writer}.jsonl")).unwrap();
        let answer: Value = file
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap())
            .find(|a| a["id"] == *id)
            .expect("the answer is in the corpus");
        let mut attempt = Attempt::of(answer["text"].as_str().unwrap(), as_of);
        attempt.question = answer["question"].as_str().map(str::to_owned);
        attempt.level = answer["level"].as_str().map(|l| l.parse().unwrap());
        attempt.principles = answer["principles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p.as_str().unwrap().parse().unwrap())
            .collect();
        insta::assert_snapshot!(*id, told(&attempt));
    }
}

/// The review in lines that a person can compare.
fn told(attempt: &Attempt) -> String {
    let review = review(attempt, &Settings::default());
    let quote = |span: Option<glidepath_domain::Span>| {
        span.map_or("(the answer)".to_owned(), |s| format!("{:?}", s.of(&attempt.text)))
    };
    let mut out = String::new();
    for f in &review.findings {
        let _ = writeln!(out, "{} {} {:.2}: {}", f.severity, f.rule, f.confidence, quote(f.span));
    }
    for s in &review.strengths {
        let _ = writeln!(out, "strength {} {:.2}: {}", s.rule, s.confidence, quote(s.span));
    }
    for f in &review.figures {
        let _ = writeln!(
            out,
            "figure {}: {:?} {} {} pair {:?}",
            quote(Some(f.span)),
            f.value,
            f.unit.as_deref().unwrap_or("-"),
            f.role,
            f.pair
        );
    }
    for n in &review.not_figures {
        let _ = writeln!(out, "no figure {}: {}", quote(Some(n.span)), n.kind);
    }
    let _ = writeln!(out, "acts {:?}", review.acts);
    for s in &review.sentences {
        let _ = writeln!(out, "{:>5} ft {:8} {}", s.feet, s.beat.slug(), quote(Some(s.span)));
    }
    for v in &review.verdicts {
        let _ = writeln!(out, "verdict {} {:?}", v.principle, v.verdict);
    }
    let p = review.overall.panel;
    let _ = writeln!(
        out,
        "overall {:?}, panel {:.2} {:.2} {:.2}",
        review.overall.verdict, p.below, p.meets, p.raises
    );
    for f in &review.follow_ups {
        let _ = writeln!(out, "asks ({}): {}", f.aims_at, f.text);
    }
    for s in &review.skipped {
        let _ = writeln!(out, "skipped {}: {}", s.rule, s.reason);
    }
    out
}
