//! Strong answers: nothing above a hint, and few notes of any kind.

use glidepath_domain::{Attempt, Date, Severity};
use glidepath_review::{Settings, review};

/// Findings of any severity on strong answers, per 1,000 words, at most.
const MOST_ALERTS: f64 = 15.0;

#[test]
fn strong_answers_get_nothing_above_a_hint() {
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/clean/gita.jsonl")).unwrap();
    let as_of: Date = "2026-06-01".parse().unwrap();
    let (mut wrong, mut alerts, mut words, mut answers) = (Vec::new(), 0, 0, 0);
    for line in file.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut attempt = Attempt::of(answer["text"].as_str().unwrap(), as_of);
        attempt.question = answer["question"].as_str().map(str::to_owned);
        attempt.level = answer["level"].as_str().map(|l| l.parse().unwrap());
        let review = review(&attempt, &Settings::default());
        answers += 1;
        alerts += review.findings.len();
        words += review.measures.words;
        for finding in review.findings.iter().filter(|f| f.severity > Severity::Hint) {
            let quote = finding.span.map_or("(the answer)", |s| s.of(&attempt.text));
            wrong.push(format!("{}: {} on {quote:?}", answer["id"], finding.rule));
        }
    }
    assert!(answers >= 20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rate = 1000.0 * alerts as f64 / words as f64;
    assert!(rate <= MOST_ALERTS, "{rate:.1} findings per 1,000 words");
}
