//! What the encoder costs: `cargo bench -p glidepath-infer`. One thread.
#![expect(clippy::unwrap_used, reason = "a benchmark without an encoder has nothing to say")]

use std::sync::LazyLock;

use divan::Bencher;
use glidepath_domain::{Attempt, Date};
use glidepath_infer::Encoder;
use glidepath_review::{Settings, review_sensing};

fn main() {
    divan::main();
}

static FIRST: LazyLock<Attempt> = LazyLock::new(|| {
    let line = include_str!("../../../corpus/dev/eero.jsonl").lines().next().unwrap();
    let row: serde_json::Value = serde_json::from_str(line).unwrap();
    let as_of: Date = "2026-06-01".parse().unwrap();
    let words: Vec<&str> = row["text"].as_str().unwrap().split(' ').collect();
    let mut attempt = Attempt::of(
        words.iter().copied().cycle().take(400).collect::<Vec<_>>().join(" "),
        as_of,
    );
    attempt.question = row["question"].as_str().map(str::to_owned);
    attempt
});

#[divan::bench]
fn load() -> Encoder {
    Encoder::embedded(1).unwrap()
}

/// A review of 400 words whose sentences were never seen.
#[divan::bench]
fn first_review_of_400_words(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| Encoder::embedded(1).unwrap())
        .bench_values(|encoder| review_sensing(&FIRST, &Settings::default(), Some(&encoder)));
}

/// The same review again after a word of one sentence has changed.
#[divan::bench]
fn review_of_400_words_with_one_sentence_changed(bencher: Bencher<'_, '_>) {
    let encoder = Encoder::embedded(1).unwrap();
    drop(review_sensing(&FIRST, &Settings::default(), Some(&encoder)));
    let number = std::sync::atomic::AtomicUsize::new(0);
    bencher
        .with_inputs(|| {
            let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let mut attempt = FIRST.clone();
            attempt.text.push_str(&format!(" It was change {}.", number));
            attempt
        })
        .bench_values(|attempt| review_sensing(&attempt, &Settings::default(), Some(&encoder)));
}
