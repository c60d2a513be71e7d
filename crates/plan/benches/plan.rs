//! How long it takes to lay out, deal and seat: `cargo bench -p glidepath-plan`. Prints p50 and the worst of thirty loops first.

use std::time::{Duration, Instant};

use glidepath_domain::{Date, Outcome, Principle, StoryId, When};
use glidepath_plan::{Aim, Asked, Card, DeckOptions, Interviewer, LoopOutcome, LoopRules, deck, loop_plan, matrix};

const TODAY: Date = Date {
    year: 2026,
    month: 6,
    day: 15,
};

/// As in a long loop.
const INTERVIEWERS: usize = 6;

/// Numerical Recipes' linear congruential generator: the same banks on every machine.
struct Dice(u32);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % n
    }

    fn principles(&mut self, of: usize, n: usize) -> Vec<Principle> {
        let mut drawn = Vec::new();
        while drawn.len() < n {
            let principle = Principle::ALL[self.below(of)];
            if !drawn.contains(&principle) {
                drawn.push(principle);
            }
        }
        drawn
    }

    fn bank(&mut self, stories: usize, of: usize) -> Vec<Card> {
        (0..stories)
            .map(|i| {
                let n = 1 + self.below(3);
                let principles = self.principles(of, n);
                let mut card = Card::new(StoryId(i.to_string()), format!("Story {i}"), principles);
                card.missing = self.below(4) as u32;
                card.employer = ["Quay", "Harbour", "Mole"][self.below(3)].to_owned();
                card.when = Some(When {
                    year: 2014 + self.below(13) as i16,
                    month: None,
                    day: None,
                });
                card.outcome = Some(Outcome::ALL[self.below(3)]);
                card
            })
            .collect()
    }

    fn interviewers(&mut self, n: usize, of: usize, asks: usize, questions: u32) -> Vec<Interviewer> {
        (0..n)
            .map(|i| {
                let asks = self.principles(of, asks).into_iter();
                Interviewer {
                    name: format!("round {}", i + 1),
                    asks: asks.map(|principle| Asked { principle, questions }).collect(),
                }
            })
            .collect()
    }
}

fn main() {
    // Stories, principles in play, principles and questions of an interviewer, tellings: from a usual loop to contested ones.
    for (stories, of, asks, questions, most_tellings) in [
        (60, 16, 2, 1, 2),
        (60, 16, 2, 2, 2),
        (60, 16, 3, 2, 2),
        (60, 8, 3, 1, 1),
        (60, 8, 2, 2, 2),
        (60, 5, 3, 1, 1),
        (60, 5, 3, 2, 2),
        (20, 16, 2, 1, 1),
        (12, 16, 3, 1, 2),
        (12, 6, 3, 1, 1),
        (12, 16, 3, 2, 1),
        (0, 16, 2, 1, 2),
        (0, 16, 3, 2, 1),
        (0, 16, 3, 2, 2),
    ] {
        let mut times: Vec<Duration> = Vec::new();
        let (mut infeasible, mut failed) = (0, Vec::new());
        for seed in 0..30 {
            let mut dice = Dice(seed);
            let cards = dice.bank(stories, of);
            let interviewers = dice.interviewers(INTERVIEWERS, of, asks, questions);
            let rules = LoopRules {
                most_tellings,
                ..LoopRules::on(TODAY)
            };
            let start = now();
            match loop_plan(&cards, &interviewers, &rules) {
                Ok(LoopOutcome::Planned(_)) => {}
                Ok(LoopOutcome::Infeasible { .. }) => infeasible += 1,
                Err(error) => failed.push(format!("seed {seed}: {error} {}", error.why())),
            }
            times.push(start.elapsed());
        }
        times.sort_unstable();
        report(&format!(
            "{stories} stories, {INTERVIEWERS} interviewers x {asks} of {of} principles x {questions}, told {most_tellings}: \
             p50 {:.1?}, max {:.1?}, {infeasible} of 30 infeasible, {failed:?}",
            times[15], times[29]
        ));
    }
    divan::main();
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::print_stdout, reason = "a benchmark reports to whoever runs it")]
fn report(line: &str) {
    println!("{line}");
}

#[divan::bench(args = [60, 1_000, 10_000])]
fn lay_out(bencher: divan::Bencher<'_, '_>, stories: usize) {
    let cards = Dice(7).bank(stories, 16);
    bencher.bench(|| matrix(&cards, Principle::ALL, &Aim::default(), TODAY));
}

#[divan::bench(args = [60, 1_000, 10_000])]
fn deal(bencher: divan::Bencher<'_, '_>, stories: usize) {
    let cards = Dice(7).bank(stories, 16);
    let options = DeckOptions {
        today: TODAY,
        failure: true,
    };
    assert_eq!(deck(&cards, Principle::ALL, &options).map(|deck| deck.short), Ok(None));
    bencher.bench(|| deck(&cards, Principle::ALL, &options));
}

#[divan::bench(args = [12, 60, 1_000])]
fn seat(bencher: divan::Bencher<'_, '_>, stories: usize) {
    let mut dice = Dice(7);
    let cards = dice.bank(stories, 16);
    let interviewers = dice.interviewers(INTERVIEWERS, 16, 2, 1);
    bencher.bench(|| loop_plan(&cards, &interviewers, &LoopRules::on(TODAY)));
}
