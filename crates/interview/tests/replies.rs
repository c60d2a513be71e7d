//! Measures the reading of replies on those labelled by hand: precision and recall of each signal, on the half that was looked at and
//! on the half that was set aside. The floors are what is reached; docs/follow-ups.md shows the table this prints with `--nocapture`.
#![expect(clippy::print_stdout, reason = "the table is the measurement")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use glidepath_domain::Turn;
use glidepath_interview::{Signal, read_reply};
use serde::Deserialize;

const ANSWERS: &str = include_str!("data/answers.jsonl");
const REPLIES: &str = include_str!("data/replies.jsonl");

#[derive(Deserialize)]
struct Answer {
    id: String,
    set: String,
    text: String,
}

#[derive(Deserialize)]
struct Reply {
    id: String,
    answer: String,
    layer: String,
    asked: String,
    quote: String,
    reply: String,
    labels: Vec<String>,
    answered: bool,
    new: bool,
}

fn lines<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    let read = |line| serde_json::from_str(line).expect("a labelled line");
    text.lines().map(read).collect()
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn add(&mut self, said: bool, labelled: bool) {
        match (said, labelled) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

/// Tallies of one half: each signal, and together `signals`, `answered` and `new`.
fn measure(set: &str) -> BTreeMap<String, Tally> {
    let answers: BTreeMap<String, Answer> = lines::<Answer>(ANSWERS)
        .into_iter()
        .map(|a| (a.id.clone(), a))
        .collect();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for reply in lines::<Reply>(REPLIES) {
        let answer = &answers[&reply.answer];
        if answer.set != set {
            continue;
        }
        let turn = Turn {
            layer: Some(reply.layer.parse().expect("a layer")),
            quote: reply.quote.clone(),
            ..Turn::open(&reply.asked)
        };
        let reading = read_reply(&turn, &reply.reply, &answer.text);
        let mut wrong = String::new();
        for signal in Signal::ALL {
            let labelled = reply.labels.iter().any(|label| label == signal.slug());
            let said = reading.has(*signal);
            for name in [signal.slug(), "all signals"] {
                tallies.entry(name.to_owned()).or_default().add(said, labelled);
            }
            if said != labelled {
                let _ = write!(wrong, " {}{}", if said { "+" } else { "-" }, signal.slug());
            }
        }
        tallies
            .entry("answered".to_owned())
            .or_default()
            .add(reading.answered, reply.answered);
        tallies
            .entry("something new".to_owned())
            .or_default()
            .add(reading.new.total() > 0, reply.new);
        if reading.answered != reply.answered {
            let _ = write!(wrong, " answered={}", reading.answered);
        }
        if (reading.new.total() > 0) != reply.new {
            let _ = write!(wrong, " new={:?}", reading.new);
        }
        // The half set aside shows its totals only.
        if set == "tuned" && !wrong.is_empty() {
            println!("{}:{wrong}", reply.id);
        }
    }
    println!("{set}");
    for (name, tally) in &tallies {
        println!(
            "| {name} | {} | {:.2} | {:.2} |",
            tally.right + tally.missed,
            tally.precision(),
            tally.recall()
        );
    }
    tallies
}

#[test]
fn replies_that_were_looked_at_are_read_as_labelled() {
    let tallies = measure("tuned");
    let all = &tallies["all signals"];
    assert!(all.precision() >= 0.9 && all.recall() >= 0.9);
}

#[test]
fn replies_that_were_set_aside_are_mostly_read_as_labelled() {
    let tallies = measure("untouched");
    let all = &tallies["all signals"];
    assert!(all.precision() >= 0.8 && all.recall() >= 0.9);
}

#[test]
fn the_replies_are_whole() {
    let (answers, replies) = (lines::<Answer>(ANSWERS), lines::<Reply>(REPLIES));
    assert!(replies.len() >= 60);
    for reply in &replies {
        let answer = answers.iter().find(|answer| answer.id == reply.answer).unwrap();
        assert!(answer.text.contains(&reply.quote), "{}", reply.id);
        for label in &reply.labels {
            assert!(
                Signal::ALL.iter().any(|signal| signal.slug() == label),
                "{}: {label}",
                reply.id
            );
        }
    }
}
