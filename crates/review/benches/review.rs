//! How long a review takes, and that its cost grows with the words: `cargo bench -p glidepath-review`.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot read its texts has nothing to say"
)]

use divan::counter::ItemsCount;
use glidepath_domain::{Attempt, Date};
use glidepath_review::{Settings, review};

fn main() {
    divan::main();
}

/// An attempt of `words` words, made of the answers of the development corpus one after another.
fn attempt(words: usize) -> Attempt {
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/dev/eero.jsonl")).unwrap();
    let texts: Vec<String> = file
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["text"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let all = texts.iter().flat_map(|t| t.split_inclusive(' '));
    let text: String = all.cycle_to(words);
    let as_of: Date = "2026-06-01".parse().unwrap();
    let mut attempt = Attempt::of(text, as_of);
    attempt.question = Some("Tell me about a time you disagreed with a decision.".to_owned());
    attempt
}

trait CycleTo {
    fn cycle_to(self, words: usize) -> String;
}

impl<'t, I: Iterator<Item = &'t str> + Clone> CycleTo for I {
    fn cycle_to(self, words: usize) -> String {
        self.cycle().take(words).collect()
    }
}

#[divan::bench(args = [100, 400, 1_000, 10_000, 100_000])]
fn words(bencher: divan::Bencher<'_, '_>, words: usize) {
    let attempt = attempt(words);
    let settings = Settings::default();
    bencher
        .counter(ItemsCount::new(words))
        .bench(|| review(&attempt, &settings));
}
