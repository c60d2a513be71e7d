//! Two hundred other panels: the same chairs, the same words, other people. Real interviewers differ, so one result is one draw of many.

use glidepath_domain::{Emphasis, Inclination, Ruling, SeatReport, Spread};

use super::decide::rule;
use super::flip::Tally;
use super::heard::LoopHeard;
use super::weigh::Scales;

/// Panels sampled. Source: domain §9.
const PANELS: u32 = 200;
/// Half the width of the spread of one interviewer's bar, and of what they make of one round besides, in log odds. Together they vary as much
/// as the reviewer's panel does over one answer; a quarter of that is taken to be the person's own bar. Set by hand.
const BAR: f64 = 2.2;
const ROUND: f64 = 3.8;

/// How the result spreads. `vetoes` says whether the Bar Raiser has something across rounds to veto for, should they not be inclined.
pub(super) fn spread(heard: &LoopHeard<'_>, seats: &[SeatReport], bar_raiser: Option<(usize, f64, bool)>) -> Spread {
    let mut spread = Spread {
        panels: PANELS,
        hire: 0,
        no_hire: 0,
        not_judged: 0,
        inclined: vec![0; seats.len() + 1],
    };
    let mut draw = Draw(0x6c6f_6f70_u64);
    for panel in 0..PANELS {
        let votes: Vec<Inclination> = seats
            .iter()
            .enumerate()
            .map(|(at, seat)| {
                // Drawn for every seat, so that one round does not change what others draw.
                let (extra, lean) = (1.0 + draw.next(), draw.around(BAR) + draw.around(ROUND));
                let emphasis = Emphasis::ALL[(panel as usize + at) % Emphasis::ALL.len()];
                let Some(round) = heard.rounds.get(at).filter(|round| round.persona.is_some()) else {
                    return seat.blind.inclination;
                };
                let mut weights = [1.0; 7];
                weights[emphasis as usize] += extra;
                let scales = Scales {
                    weights,
                    bar: 0.0,
                    presses: 1.0,
                };
                let across = bar_raiser
                    .filter(|(seat, ..)| *seat == at)
                    .map_or(0.0, |(_, across, _)| across);
                match Tally::of(round, &scales).margin() {
                    Some(margin) if margin + across - lean > 0.0 => Inclination::Inclined,
                    Some(_) => Inclination::NotInclined,
                    None => Inclination::NotJudged,
                }
            })
            .collect();
        let vetoed =
            bar_raiser.is_some_and(|(at, _, has_cause)| has_cause && votes.get(at) == Some(&Inclination::NotInclined));
        match rule(&votes, vetoed) {
            Ruling::Hire => spread.hire += 1,
            Ruling::NoHire => spread.no_hire += 1,
            Ruling::NotJudged => spread.not_judged += 1,
        }
        let inclined = votes.iter().filter(|vote| **vote == Inclination::Inclined).count();
        if let Some(count) = spread.inclined.get_mut(inclined) {
            *count += 1;
        }
    }
    spread
}

/// SplitMix64 as numbers from 0 to 1: a fixed sequence, since the same loop must meet the same panels.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The sum of two uniform draws around nought: most lie near the middle.
    fn around(&mut self, half: f64) -> f64 {
        (self.next() + self.next() - 1.0) * half
    }
}
