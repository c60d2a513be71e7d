//! How long it takes to read stories for their facts and to hold a whole bank against itself.

use glidepath_domain::StoryId;
use glidepath_story::{Source, Statement, drift};

fn main() {
    divan::main();
}

/// Invented tellings that differ in their subjects and figures, by a counter and nothing else.
fn telling(n: usize) -> String {
    const THINGS: [&str; 12] = [
        "parcels", "invoices", "claims", "tickets", "permits", "refunds", "trucks", "beds", "meters", "orders",
        "tenders", "loans",
    ];
    const PLACES: [&str; 10] = [
        "harbour", "clinic", "library", "bakery", "depot", "foundry", "school", "airport", "nursery", "dairy",
    ];
    const TROUBLES: [&str; 9] = [
        "late",
        "lost",
        "damaged",
        "doubled",
        "misread",
        "unsigned",
        "cancelled",
        "mislabelled",
        "rejected",
    ];
    let (thing, place, trouble) = (THINGS[n % 12], PLACES[n / 12 % 10], TROUBLES[n / 120 % 9]);
    format!(
        "In {year} the {place} had {count} {trouble} {thing} a week. I was the shift lead there. Nobody had counted them, and the \
         manager of the {place} did not want to. I sat with two clerks for a month and wrote down every one. A third of the \
         {trouble} {thing} came from one form, so I decided to change the form and not the software, which would have cost \
         ${cost},000. The head office wanted the software. I showed them {rows} rows of my list. They gave me until spring. \
         {trouble} {thing} at the {place} went from {count} a week to {after}. It saved {share}% of the overtime in the {place}. \
         I would ask the clerks sooner now.",
        year = 2015 + n % 9,
        count = 40 + n % 97,
        cost = 20 + n % 61,
        rows = 300 + n % 411,
        after = 3 + n % 17,
        share = 5 + n % 29,
    )
}

fn bank(stories: usize) -> Vec<Statement> {
    let source = |n: usize| Source::Story {
        id: StoryId(format!("story {n}")),
        title: format!("Story {n}"),
    };
    (0..stories).map(|n| Statement::told(source(n), telling(n))).collect()
}

#[divan::bench]
fn read_60_stories() -> usize {
    bank(60).len()
}

#[divan::bench]
fn read_and_hold_60_stories() -> usize {
    drift(&bank(60)).len()
}

#[divan::bench(args = [60, 1_000, 10_000], sample_count = 10)]
fn hold(bencher: divan::Bencher, stories: usize) {
    let bank = bank(stories);
    bencher.bench(|| drift(&bank).len());
}
