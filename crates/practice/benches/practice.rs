//! How long it takes to read a partial transcript, to tick, and to say what is due: `cargo bench -p glidepath-practice`.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use glidepath_domain::{Grade, MemoryCard, MemoryKind, Recalled, StoryId};
use glidepath_practice::{Now, Nudging, Outcome, Schedule, TakePlan, fit, read, trial};

fn main() {
    divan::main();
}

/// The first `words` words of the dev corpus's answers, run together: nothing in them was made for this.
fn told(words: usize) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/dev/eero.jsonl");
    let lines = fs::read_to_string(file).unwrap_or_default();
    let answers = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let texts: Vec<String> = answers
        .filter_map(|answer| answer["text"].as_str().map(str::to_owned))
        .collect();
    texts
        .join(" ")
        .split_whitespace()
        .take(words)
        .collect::<Vec<_>>()
        .join(" ")
}

#[divan::bench(args = [100, 400, 1600])]
fn reading(bencher: divan::Bencher<'_, '_>, words: usize) {
    let text = told(words);
    bencher.bench(|| read(black_box(&text)));
}

#[divan::bench]
fn reading_400_words_and_a_tick(bencher: divan::Bencher<'_, '_>) {
    let text = told(400);
    let plan = TakePlan {
        limit_s: 180,
        shown: true,
        conflict: true,
    };
    bencher.with_inputs(|| Nudging::new(plan)).bench_values(|mut nudging| {
        nudging.tick(&Now {
            elapsed_ms: 160_000,
            silent_ms: 0,
            so_far: Some(read(black_box(&text))),
        })
    });
}

fn cards(n: usize) -> Vec<MemoryCard> {
    let schedule = Schedule::new(None);
    let one = |i: usize| {
        let new = MemoryCard {
            kind: MemoryKind::Figure,
            story: Some(StoryId(i.to_string())),
            family: None,
            about: "share answered".to_owned(),
            memory: None,
            due_ms: 0,
            asked: Vec::new(),
        };
        (0..8).fold(new, |card, nth| {
            let recalled = Recalled {
                at_ms: (nth * (i as i64 % 5 + 1)) * 86_400_000,
                latency_ms: 4_000,
                grade: Grade::ALL[(i + nth as usize) % 4],
            };
            schedule.after(&card, recalled)
        })
    };
    (0..n).map(one).collect()
}

#[divan::bench(args = [150, 3000])]
fn what_is_due(bencher: divan::Bencher<'_, '_>, n: usize) {
    let kept = cards(n);
    let schedule = Schedule::new(Some(70 * 86_400_000));
    bencher.bench(|| schedule.due(black_box(&kept), 60 * 86_400_000, 20).len());
}

#[divan::bench]
fn one_answer_scheduled(bencher: divan::Bencher<'_, '_>) {
    let card = cards(1).remove(0);
    let schedule = Schedule::new(None);
    let recalled = Recalled {
        at_ms: 90 * 86_400_000,
        latency_ms: 4_000,
        grade: Grade::Good,
    };
    bencher.bench(|| schedule.after(black_box(&card), recalled));
}

#[divan::bench]
fn parameters_fitted_to_3200_answers(bencher: divan::Bencher<'_, '_>) {
    let kept = cards(400);
    bencher.bench(|| fit(black_box(&kept)));
}

#[divan::bench(args = [5, 10, 40])]
fn a_trial(bencher: divan::Bencher<'_, '_>, each: usize) {
    let outcomes: Vec<Outcome> = (0..each * 2)
        .map(|i| Outcome {
            nudged: i % 2 == 0,
            cost: (i * 7 % 13) as f64 / 2.0,
        })
        .collect();
    bencher.bench(|| trial(black_box(&outcomes)));
}
