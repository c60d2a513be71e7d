//! Nudges on trial: do they help this person? Every other drill goes without, and the difference is told with an interval, or
//! not at all while there are too few drills.
//!
//! The interval is the exact one of the permutation test: all shifts between the two arms that the test would not reject. It
//! assumes no bell curve, which ten drills could not show.

use glidepath_domain::{Review, Severity};

use crate::told::Told;

/// Drills needed in each arm. Source: `docs/practice.md` §3.
pub const NEED: usize = 5;
/// What lies outside the interval at each end. Source: `docs/practice.md` §3.
const TAIL: f64 = 0.05;
/// Splits up to which all are gone through: ten drills against ten have 184,756.
const MOST_SPLITS: usize = 200_000;
/// Splits drawn beyond that, always the same ones.
const DRAWN_SPLITS: usize = 20_000;
/// Where the drawing starts: any number would do, and it is always this one.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Whether the drill after `done` drills of the trial shows nudges. Pairs are balanced and turned: with, without, without, with.
/// So practice, which makes every later drill a little better, favours neither arm.
#[must_use]
pub const fn arm(done: usize) -> bool {
    matches!(done % 4, 0 | 3)
}

/// What an answer's findings cost: for each one the weight of its severity (hint 1, watch 2, costly 4) times the reviewer's
/// confidence. Findings that were allowed cost nothing. `None` where there was too little to judge.
#[must_use]
pub fn cost(review: &Review) -> Option<f64> {
    if review.is_beyond_judging() {
        return None;
    }
    let weight = |severity: Severity| match severity {
        Severity::Hint => 1.0,
        Severity::Watch => 2.0,
        Severity::Costly => 4.0,
    };
    Some(review.findings.iter().map(|f| weight(f.severity) * f.confidence).sum())
}

/// One drill of the trial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Whether it showed nudges.
    pub nudged: bool,
    /// What its findings cost: see [`cost`].
    pub cost: f64,
}

/// What the drills of the trial came to: those for which lots were drawn and that could be judged, in the order given.
#[must_use]
pub fn outcomes(told: &[Told<'_>]) -> Vec<Outcome> {
    let drawn = told.iter().filter(|told| told.drill.on_trial && !told.drill.exam);
    let weighed = drawn.filter_map(|told| Some((told.drill.nudged, cost(told.review)?)));
    weighed.map(|(nudged, cost)| Outcome { nudged, cost }).collect()
}

/// Where the trial stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trial {
    /// Too few drills to say anything.
    NotEnough {
        /// Drills with nudges.
        have_on: usize,
        /// Drills without.
        have_off: usize,
        /// What each arm needs.
        need: usize,
    },
    /// Enough.
    Told {
        /// Drills with nudges.
        on: usize,
        /// Drills without.
        off: usize,
        /// Mean cost with, less mean cost without: below nought, nudges help.
        difference: f64,
        /// Lower end of the 90 % interval.
        low: f64,
        /// Upper end of the 90 % interval.
        high: f64,
    },
}

/// Reckons the trial up. Costs that are no number are left out.
#[must_use]
pub fn trial(outcomes: &[Outcome]) -> Trial {
    let costs = |nudged: bool| -> Vec<f64> {
        let mine = outcomes.iter().filter(|o| o.nudged == nudged && o.cost.is_finite());
        mine.map(|o| o.cost).collect()
    };
    let (on, off) = (costs(true), costs(false));
    if on.len() < NEED || off.len() < NEED {
        return Trial::NotEnough {
            have_on: on.len(),
            have_off: off.len(),
            need: NEED,
        };
    }
    let (low, high) = interval(&on, &off);
    Trial::Told {
        on: on.len(),
        off: off.len(),
        difference: mean(&on) - mean(&off),
        low,
        high,
    }
}

impl Trial {
    /// What to say of it.
    #[must_use]
    pub fn words(&self) -> String {
        match *self {
            Self::NotEnough {
                have_on,
                have_off,
                need,
            } => format!(
                "Not enough takes yet: {have_on} with nudges and {have_off} without. From {need} of each on, this says what they do \
                 for you."
            ),
            Self::Told {
                difference,
                low,
                high,
                on,
                off,
            } => {
                let verdict = if high < 0.0 {
                    "Nudges help you"
                } else if low > 0.0 {
                    "You do better without nudges"
                } else {
                    "Whether nudges help you cannot be told yet"
                };
                let direction = if difference < 0.0 { "less" } else { "more" };
                format!(
                    "{verdict}. With them ({on} takes) findings cost {:.1} {direction} than without ({off} takes); 90 % interval {low:+.1} to \
                     {high:+.1}.",
                    difference.abs()
                )
            }
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// All shifts that the permutation test at 10 % keeps. Exchanging k of one arm for k of the other undoes a shift of (sum of the
/// ones - sum of the others) / k: the ends of the interval stand among these numbers, ordered.
fn interval(on: &[f64], off: &[f64]) -> (f64, f64) {
    let all: Vec<f64> = on.iter().chain(off).copied().collect();
    let splits = choose(all.len(), on.len());
    let mut shifts = if splits.is_some_and(|n| n <= MOST_SPLITS) {
        every_shift(&all, on.len())
    } else {
        drawn_shifts(&all, on.len())
    };
    shifts.sort_by(f64::total_cmp);
    // The split that was observed counts too, and has no shift.
    let place = ((shifts.len() + 1) as f64 * TAIL).floor() as usize;
    let place = place.saturating_sub(1).min(shifts.len() - 1);
    (shifts[place], shifts[shifts.len() - 1 - place])
}

/// How many ways there are to choose `k` of `n`; `None` beyond what can be counted.
fn choose(n: usize, k: usize) -> Option<usize> {
    (0..k.min(n - k)).try_fold(1_usize, |ways, i| Some(ways.checked_mul(n - i)? / (i + 1)))
}

/// The shift that one split undoes: `picked` are the ones called "with" in it, the first `on` are so in truth.
fn shift(all: &[f64], on: usize, picked: &[usize]) -> Option<f64> {
    let taken: f64 = picked.iter().filter(|i| **i >= on).map(|i| all[*i]).sum();
    let swapped = picked.iter().filter(|i| **i >= on).count();
    let stayed: f64 = picked.iter().filter(|i| **i < on).map(|i| all[*i]).sum();
    let given = all[..on].iter().sum::<f64>() - stayed;
    (swapped > 0).then(|| (given - taken) / swapped as f64)
}

fn every_shift(all: &[f64], on: usize) -> Vec<f64> {
    let mut picked: Vec<usize> = (0..on).collect();
    let mut shifts = Vec::new();
    loop {
        shifts.extend(shift(all, on, &picked));
        // The next split in order: the last index that can still go up does, and all after it follow on its heels.
        let Some(at) = (0..on).rev().find(|at| picked[*at] < all.len() - on + at) else {
            return shifts;
        };
        let from = picked[at] + 1;
        for (slot, index) in picked[at..].iter_mut().zip(from..) {
            *slot = index;
        }
    }
}

fn drawn_shifts(all: &[f64], on: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let mut dice = Dice(SEED);
    let drawn = (0..DRAWN_SPLITS).filter_map(|_| {
        for at in 0..on {
            let other = at + dice.below(all.len() - at);
            order.swap(at, other);
        }
        shift(all, on, &order[..on])
    });
    drawn.collect()
}

/// SplitMix64: small, well mixed, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // Fewer than a million values out of 2^64: the bias is beyond notice.
        (mixed % n as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Severity, Span};
    use proptest::prelude::*;

    use super::{Dice, NEED, Outcome, Trial, arm, choose, cost, drawn_shifts, every_shift, outcomes, trial};
    use crate::sample::{drill, finding, review};
    use crate::told::Told;

    fn of(on: &[f64], off: &[f64]) -> Vec<Outcome> {
        let arm = |nudged: bool, costs: &[f64]| -> Vec<Outcome> {
            costs.iter().map(|cost| Outcome { nudged, cost: *cost }).collect()
        };
        [arm(true, on), arm(false, off)].concat()
    }

    #[test]
    fn arms_are_balanced_in_pairs_and_turned() {
        let arms: Vec<bool> = (0..8).map(arm).collect();
        assert_eq!(arms, [true, false, false, true, true, false, false, true]);
    }

    #[test]
    fn too_few_drills_say_nothing() {
        let result = trial(&of(&[1.0; 4], &[2.0; 9]));
        assert_eq!(
            result,
            Trial::NotEnough {
                have_on: 4,
                have_off: 9,
                need: NEED
            }
        );
        assert!(
            result
                .words()
                .starts_with("Not enough takes yet: 4 with nudges and 9 without")
        );
        let spoilt = trial(&of(&[1.0, 1.0, 1.0, 1.0, f64::NAN], &[2.0; 9]));
        assert!(matches!(spoilt, Trial::NotEnough { have_on: 4, .. }));
    }

    #[test]
    fn what_an_answer_costs() {
        let mut reviewed = review();
        assert_eq!(cost(&reviewed), Some(0.0));
        reviewed.findings = vec![
            finding("no-metric", Severity::Costly, 0.5, None),
            finding("hedges", Severity::Hint, 1.0, Some(Span::new(0, 1))),
            finding("hero", Severity::Watch, 0.5, None),
        ];
        assert_eq!(cost(&reviewed), Some(4.0));
        reviewed.measures.words = 12;
        assert_eq!(cost(&reviewed), None, "nothing to judge");
    }

    #[test]
    fn only_drills_that_lots_were_drawn_for_count() {
        let reviewed = review();
        let (drawn, mut chosen, mut exam) = (drill(), drill(), drill());
        chosen.on_trial = false;
        exam.exam = true;
        let told: Vec<Told<'_>> = [&drawn, &chosen, &exam]
            .map(|drill| Told {
                drill,
                review: &reviewed,
                at_ms: 0,
            })
            .to_vec();
        assert_eq!(
            outcomes(&told),
            [Outcome {
                nudged: true,
                cost: 0.0
            }]
        );
    }

    #[test]
    fn a_clear_difference_is_told() {
        let helped = trial(&of(&[1.0, 1.2, 0.8, 1.1, 0.9], &[4.0, 4.2, 3.8, 4.1, 3.9]));
        let Trial::Told {
            difference, low, high, ..
        } = helped
        else {
            panic!("{helped:?}")
        };
        assert!((difference + 3.0).abs() < 1e-9);
        assert!(low < -2.5 && high < -2.5, "{low} {high}");
        assert!(helped.words().starts_with("Nudges help you."), "{}", helped.words());
        let hurt = trial(&of(&[4.0, 4.2, 3.8, 4.1, 3.9], &[1.0, 1.2, 0.8, 1.1, 0.9]));
        assert!(hurt.words().starts_with("You do better without nudges."));
        let unclear = trial(&of(&[1.0, 5.0, 2.0, 4.0, 3.0], &[3.0, 1.0, 4.0, 2.0, 5.0]));
        assert!(
            unclear
                .words()
                .starts_with("Whether nudges help you cannot be told yet.")
        );
    }

    #[test]
    fn every_split_is_gone_through_once() {
        // 252 splits of ten into fives, one of which is the one observed.
        let costs: Vec<f64> = (0..10).map(|i| f64::from(1 << i)).collect();
        let shifts = every_shift(&costs, 5);
        assert_eq!(Some(shifts.len() + 1), choose(10, 5));
        assert_eq!(choose(20, 10), Some(184_756));
        assert_eq!(choose(400, 200), None);
        assert!(!drawn_shifts(&costs, 5).is_empty());
    }

    /// A normal deviate, as the sum of twelve even ones.
    fn noise(dice: &mut Dice) -> f64 {
        (0..12).map(|_| dice.below(1_000_000) as f64 / 1_000_000.0).sum::<f64>() - 6.0
    }

    /// The share of simulated trials whose interval holds the truth.
    fn held(trials: usize, each: usize, truth: f64, noise: fn(&mut Dice) -> f64) -> f64 {
        let mut dice = Dice(11);
        let simulated = (0..trials).filter(|_| {
            let on: Vec<f64> = (0..each).map(|_| truth + noise(&mut dice)).collect();
            let off: Vec<f64> = (0..each).map(|_| noise(&mut dice)).collect();
            match trial(&of(&on, &off)) {
                Trial::Told { low, high, .. } => low <= truth && truth <= high,
                Trial::NotEnough { .. } => false,
            }
        });
        simulated.count() as f64 / trials as f64
    }

    #[test]
    fn the_interval_holds_the_truth() {
        for (trials, each, truth) in [(2_000, 5, -1.5), (1_000, 7, 0.0), (200, 15, 0.8)] {
            // Costs are skewed: most answers cost little, some much.
            for (shape, noise) in [
                ("normal", noise as fn(&mut Dice) -> f64),
                ("skewed", |dice| noise(dice).powi(2)),
            ] {
                let share = held(trials, each, truth, noise);
                println!(
                    "{each} a side, {shape}: {:.1} % of {trials} intervals hold the truth",
                    share * 100.0
                );
                assert!((0.85..0.97).contains(&share), "{each} a side, {shape}: {share}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_costs_are_reckoned(costs in prop::collection::vec((any::<bool>(), -1e6..1e6_f64), 0..24)) {
            let all: Vec<Outcome> = costs.into_iter().map(|(nudged, cost)| Outcome { nudged, cost }).collect();
            match trial(&all) {
                Trial::NotEnough { have_on, have_off, need } => prop_assert!(have_on.min(have_off) < need),
                Trial::Told { difference, low, high, .. } => {
                    prop_assert!(low <= high);
                    prop_assert!(low <= difference + 1e-6 && difference <= high + 1e-6, "{} {} {}", low, difference, high);
                }
            }
            prop_assert_eq!(trial(&all), trial(&all));
        }
    }
}
