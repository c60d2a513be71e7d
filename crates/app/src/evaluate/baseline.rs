//! Naive judges: what counting words, figures and pronouns reaches. They stand beside the reviewer's figures, since a reviewer that does
//! no better has nothing to say.

use glidepath_domain::Review;

use super::labelled::Labelled;

/// A judge that counts one thing and holds that more of it is better.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counter {
    /// What it counts.
    pub(super) name: &'static str,
    /// The count.
    pub(super) count: fn(&Labelled, &Review) -> f64,
}

/// The counting judges.
pub(super) const COUNTERS: [Counter; 3] = [
    Counter {
        name: "words",
        count: |_, review| review.measures.words as f64,
    },
    Counter {
        name: "figures",
        count: |_, review| review.figures.len() as f64,
    },
    Counter {
        name: "share of \"I\" among \"I\" and \"we\"",
        count: |labelled, _| {
            let (i, we) = (
                pronouns(labelled, &["i", "my", "me"]),
                pronouns(labelled, &["we", "our", "us"]),
            );
            i / (i + we).max(1.0)
        },
    },
];

/// Flaws by counting alone: no digit, few words, many words, more "we" than "I", no word for a customer.
#[must_use]
pub(super) fn flaws(labelled: &Labelled) -> Vec<&'static str> {
    let words = labelled.text.split_whitespace().count();
    let checks = [
        ("no-metric", !labelled.text.contains(|c: char| c.is_ascii_digit())),
        ("thin", words < 100),
        ("ramble", words >= 450),
        (
            "royal-we",
            pronouns(labelled, &["we", "our", "us"]) > pronouns(labelled, &["i", "my", "me"]),
        ),
        (
            "no-customer",
            pronouns(
                labelled,
                &["customer", "customers", "user", "users", "client", "clients"],
            ) == 0.0,
        ),
        ("no-reflection", !labelled.text.contains("learn")),
    ];
    checks
        .into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(code, _)| code)
        .collect()
}

fn pronouns(labelled: &Labelled, words: &[&str]) -> f64 {
    let text = labelled.text.to_lowercase();
    let all = text.split(|c: char| !c.is_alphanumeric());
    all.filter(|word| words.contains(word)).count() as f64
}
