//! Syllables heard: a nucleus is a peak of loudness in voiced sound with a dip on either side (the way of de Jong & Wempe 2009, here front to
//! back, so that it serves a live meter as well). It counts what is heard: "every" has two nuclei or three, as it was said.

use std::collections::VecDeque;

use crate::band::Band;
use crate::pitch::{LOOK, pitch_at};
use crate::{RATE, STEP, decibels};

/// Decibels that loudness must rise to a peak and fall after it.
const DIP_DB: f64 = 2.0;
/// Peaks more than this below the loudest of late are no nuclei.
const RANGE_DB: f64 = 24.0;
/// Decibels a second by which the memory of the loudest fades.
const FADE_DB: f64 = 1.5;
/// Weights of the steps that loudness is smoothed over: 50 ms.
const SMOOTH: [f64; 5] = [1.0, 2.0, 3.0, 2.0, 1.0];
const SMOOTH_SUM: f64 = 9.0;
/// Samples kept to look for a voice in: half a second before the peak.
const KEPT: usize = RATE;

/// A recording whose syllables are being counted, 10 ms at a time.
pub(crate) struct Syllables {
    band: Band,
    powers: VecDeque<f64>,
    kept: Vec<i16>,
    /// The sample that `kept` begins with, and the step that comes next.
    kept_from: usize,
    step: usize,
    loudest: f64,
    lowest: f64,
    peak: Option<(f64, usize)>,
}

impl Syllables {
    pub(crate) fn new() -> Self {
        Self {
            band: Band::default(),
            powers: VecDeque::with_capacity(SMOOTH.len() + 1),
            kept: Vec::with_capacity(KEPT * 2),
            kept_from: 0,
            step: 0,
            loudest: -96.0,
            lowest: f64::INFINITY,
            peak: None,
        }
    }

    /// Takes one step of sound. Gives the sample of a nucleus once it is known to be one, some 50 ms after it or at the end of a held sound.
    pub(crate) fn step(&mut self, samples: &[i16]) -> Option<usize> {
        self.kept.extend_from_slice(samples);
        if self.kept.len() >= KEPT * 2 {
            let gone = self.kept.len() - KEPT;
            self.kept.drain(..gone);
            self.kept_from += gone;
        }
        self.powers.push_back(self.band.power(samples));
        self.step += 1;
        if self.powers.len() < SMOOTH.len() {
            return None;
        }
        let smooth = self.powers.iter().zip(SMOOTH).map(|(p, w)| p * w).sum::<f64>() / SMOOTH_SUM;
        self.powers.pop_front();
        let level = decibels(smooth);
        // The middle of the steps that were smoothed over.
        let at = (self.step - SMOOTH.len() / 2 - 1) * STEP + STEP / 2;
        self.loudest = (self.loudest - FADE_DB / 100.0).max(level);
        self.follow(level, at)
    }

    fn follow(&mut self, level: f64, at: usize) -> Option<usize> {
        match self.peak {
            None => {
                self.lowest = self.lowest.min(level);
                if level >= self.lowest + DIP_DB {
                    self.peak = Some((level, at));
                }
                None
            }
            Some((highest, _)) if level > highest => {
                self.peak = Some((level, at));
                None
            }
            Some((highest, peak_at)) if level <= highest - DIP_DB => {
                self.peak = None;
                self.lowest = level;
                (highest > self.loudest - RANGE_DB && self.is_voiced(peak_at)).then_some(peak_at)
            }
            Some(_) => None,
        }
    }

    fn is_voiced(&self, at: usize) -> bool {
        // A peak so far back that its sound is gone was a held one: voiced as far as anybody can tell, and looked at where sound is left.
        let at = at.saturating_sub(self.kept_from).max(LOOK / 2);
        [0, STEP * 2].iter().any(|&off| {
            pitch_at(&self.kept, at + off).is_some()
                || at
                    .checked_sub(off)
                    .is_some_and(|before| pitch_at(&self.kept, before).is_some())
        })
    }
}
