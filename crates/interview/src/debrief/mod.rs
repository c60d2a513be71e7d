//! The debrief of a loop: notes, marks and blind votes of each interviewer, who has seen their own round alone; then the votes revealed and
//! argued over, the Bar Raiser's reading across rounds, the decision, and what to mend first. Source: domain §9.
//!
//! Everything is worked out from reviews and readings of replies that are handed in, in log odds: where an answer stands with the middle
//! interviewer, moved by what one weighs, how high their bar lies, and what the follow-ups brought. The same loop gives the same debrief.
//! Nothing is quoted that was not said, and what could not be judged is said to be so.

mod argue;
mod bar_raiser;
mod decide;
mod fix;
mod flip;
mod heard;
mod level;
mod note;
mod person;
mod red_flag;
mod seat;
mod spread;
mod weigh;

use glidepath_domain::{Debrief, SeatReport};

pub use heard::{ExchangeHeard, LoopHeard, RoundHeard};

use flip::Candidate;
use weigh::Scales;

/// Debriefs a loop. Never fails; a loop in which nothing was said is debriefed as one.
#[must_use]
pub fn debrief(heard: &LoopHeard<'_>) -> Debrief {
    let mut seats: Vec<SeatReport> = heard
        .rounds
        .iter()
        .enumerate()
        .map(|(at, round)| seat::report(round, at))
        .collect();
    let changes: Vec<Vec<Candidate>> = heard
        .rounds
        .iter()
        .enumerate()
        .map(|(at, round)| {
            round
                .persona
                .map(|persona| flip::candidates(round, at, &Scales::of(persona)))
                .unwrap_or_default()
        })
        .collect();
    for ((seat, round), changes) in seats.iter_mut().zip(&heard.rounds).zip(&changes) {
        seat.flip = round
            .persona
            .and_then(|persona| flip::smallest(round, &Scales::of(persona), changes));
    }
    let red_flags = red_flag::red_flags(heard);
    let arguments = argue::argue(heard, &mut seats);
    let before: Vec<f64> = seats.iter().map(|seat| seat.after.margin).collect();
    let bar_raiser = bar_raiser::view(heard, &mut seats, &red_flags);
    let across = bar_raiser.as_ref().and_then(|view| {
        let moved = seats.get(view.seat)?.after.margin - before.get(view.seat)?;
        let has_cause = !view.contradictions.is_empty() || red_flags.iter().any(|flag| flag.rounds.len() > 1);
        Some((view.seat, moved, has_cause))
    });
    let spread = spread::spread(heard, &seats, across);
    let decision = decide::decide(
        &seats,
        bar_raiser.as_ref(),
        &red_flags,
        &spread,
        level::level(heard, &seats),
    );
    let fixes = fix::fixes(heard, &seats, &changes, bar_raiser.as_ref());
    Debrief {
        engine: heard.engine.clone(),
        unjudged: unjudged(heard, &seats),
        seats,
        arguments,
        red_flags,
        bar_raiser,
        decision,
        spread,
        fixes,
    }
}

/// What could not be judged: rounds that were not held, principles nobody could mark, questions that were passed.
fn unjudged(heard: &LoopHeard<'_>, seats: &[SeatReport]) -> Vec<String> {
    let mut said = Vec::new();
    for (round, seat) in heard.rounds.iter().zip(seats) {
        let number = seat.round + 1;
        if round.exchanges.is_empty() && round.persona.is_some() {
            said.push(format!("Round {number}, {}: it was not held.", seat.name));
            continue;
        }
        for notes in seat.notes.iter() {
            if let Some(why) = &notes.unjudged {
                said.push(format!("Round {number}, \"{}\": {why}", notes.asked));
            }
        }
        for mark in &seat.marks {
            let told = seat.notes.iter().any(|notes| notes.principle == Some(mark.principle));
            if let Some(why) = mark.unjudged.as_ref().filter(|_| !told || round.persona.is_none()) {
                said.push(format!("Round {number}, {}: {why}", mark.principle.name()));
            }
        }
    }
    said
}
