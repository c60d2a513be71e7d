//! What an encoder may and may not do to a review.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use glidepath_domain::{Attempt, Review, Tier};
use glidepath_review::{Marks, Sense, Sensing, Settings, Told, evidence, review, review_sensing, rules};

/// Says the same of every sentence and of every label.
struct Stub {
    mark: f64,
    label: f64,
    verdict: f64,
    width: usize,
}

impl Sensing for Stub {
    fn model(&self) -> &'static str {
        "stub"
    }

    fn is_quick(&self, _: &Told<'_>) -> bool {
        true
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        let each = told.sentences.len();
        let codes: Vec<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
        let labels = codes.iter().map(|code| ((*code).to_owned(), self.label));
        Some(Sense {
            beats: vec![vec![0.125; self.width]; each],
            feet: vec![vec![0.2; 5]; each],
            marks: Marks::given(&codes, &vec![vec![self.mark; each]; codes.len()]),
            labels: labels
                .chain(["meets", "raises"].map(|v| (v.to_owned(), self.verdict)))
                .collect(),
        })
    }
}

const STUB: Stub = Stub {
    mark: 0.001,
    label: 0.5,
    verdict: 0.5,
    width: 8,
};

/// Strong answers, and weak twins.
fn attempts() -> (Vec<Attempt>, Vec<Attempt>) {
    let read = |file: &str, weak: bool| {
        let text = std::fs::read_to_string(format!("{}/../../corpus/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let rows = text
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        rows.filter(|row| !weak || row["side"] == "weak")
            .map(|row| {
                let mut attempt = Attempt::of(row["text"].as_str().unwrap(), "2026-06-01".parse().unwrap());
                attempt.question = row["question"].as_str().map(str::to_owned);
                attempt
            })
            .take(12)
            .collect()
    };
    (read("clean/gita.jsonl", false), read("dev/eero.jsonl", true))
}

fn sensed(attempt: &Attempt, stub: &Stub) -> Review {
    review_sensing(attempt, &Settings::default(), Some(stub))
}

#[test]
fn what_rests_on_no_sentence_is_said_of_the_whole() {
    let sure = Stub { label: 0.999, ..STUB };
    let mut said_of_the_whole = 0;
    for attempt in attempts().1 {
        let read = evidence(&attempt, None, Some(&sure));
        let looks: Vec<Vec<usize>> = read.looks.into_iter().map(|(_, rows)| rows).collect();
        let marks = Marks::read(&looks);
        let review = sensed(&attempt, &sure);
        for finding in &review.findings {
            let rule = rules::ALL.iter().position(|r| r.code == finding.rule).unwrap();
            // What speaks for a sentence: the rule's own note, or the table of marks.
            let marked = marks.of(finding.rule).iter().any(|chance| *chance > 0.5);
            assert!(
                finding.span.is_none() || read.noted[rule] > 0.0 || marked,
                "{} quotes a sentence that nothing speaks for",
                finding.rule
            );
            said_of_the_whole += usize::from(finding.span.is_none() && read.noted[rule] <= 0.0);
        }
    }
    assert!(said_of_the_whole > 0, "nothing was put to the test");
}

#[test]
fn where_rules_and_model_are_at_odds_no_mark_is_given() {
    let (strong, weak) = attempts();
    let withheld = |attempts: &[Attempt], verdict: f64| {
        let stub = Stub { verdict, ..STUB };
        let reviews = attempts.iter().map(|attempt| sensed(attempt, &stub).overall);
        let split = reviews.filter(|o| o.abstained.as_deref().is_some_and(|why| why.contains("differently")));
        split.filter(|o| o.verdict.is_none() && o.confidence == 0.0).count()
    };
    assert!(
        withheld(&strong, 0.001) > strong.len() / 2,
        "rules find them strong, the model weak"
    );
    assert!(
        withheld(&weak, 0.999) > weak.len() / 2,
        "rules find them weak, the model strong"
    );
    assert_eq!(withheld(&strong, 0.999) + withheld(&weak, 0.001), 0, "they agree");
}

#[test]
fn a_sense_of_another_shape_is_none() {
    let odd = Stub { width: 7, ..STUB };
    for attempt in attempts().0 {
        let with = sensed(&attempt, &odd);
        assert_eq!(with.engine.tier, Tier::Rules);
        assert_eq!(with, review(&attempt, &Settings::default()));
    }
}
