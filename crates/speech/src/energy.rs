//! The listener without a network: loudness against the room's own noise. It takes music or a door for speech; it costs next to nothing.

use std::collections::VecDeque;

use crate::band::Band;
use crate::{STEP, decibels};

/// Decibels above the noise at which speech is as likely as not.
const MARGIN_DB: f64 = 4.5;
/// How fast the chance grows around it.
const SLOPE_DB: f64 = 3.0;
/// Noise below this is taken for this: a muted line has no noise, and its faintest crackle is no speech.
const QUIETEST_DB: f64 = -66.0;
/// Steps in one entry of the noise's memory, and entries: three seconds, longer than a breath group's quietest syllable is far.
const ENTRY: usize = 25;
const ENTRIES: usize = 12;
/// Steps that loudness is averaged over: noise wavers less then, and speech stands out of it.
const SMOOTH: usize = 5;
/// Minima lie below means by about this much, for noise averaged over so many steps.
const BIAS_DB: f64 = 1.5;

/// A recording being listened to, 10 ms at a time.
pub(crate) struct Energy {
    band: Band,
    recent: VecDeque<f64>,
    minima: VecDeque<f64>,
    lowest: f64,
    in_entry: usize,
    waiting: Vec<i16>,
}

impl Energy {
    pub(crate) fn new() -> Self {
        Self {
            band: Band::default(),
            recent: VecDeque::with_capacity(SMOOTH + 1),
            minima: VecDeque::with_capacity(ENTRIES + 1),
            lowest: f64::INFINITY,
            in_entry: 0,
            waiting: Vec::new(),
        }
    }

    /// Begins a recording of which all is there: its quietest twentieth says what the room was like before the first word.
    pub(crate) fn prime(&mut self, samples: &[i16]) {
        *self = Self::new();
        let mut band = Band::default();
        let mut levels: Vec<f64> = samples
            .chunks_exact(STEP * SMOOTH)
            .map(|step| decibels(band.power(step)))
            .collect();
        if levels.is_empty() {
            return;
        }
        levels.sort_unstable_by(f64::total_cmp);
        let quiet = levels[levels.len() / 20];
        self.minima.extend([quiet; ENTRIES]);
    }

    /// The noise as it is known now, in decibels below full scale.
    pub(crate) fn noise_db(&self) -> f64 {
        let known = self.minima.iter().copied().fold(self.lowest, f64::min);
        if known.is_finite() {
            (known + BIAS_DB).max(QUIETEST_DB)
        } else {
            QUIETEST_DB
        }
    }

    /// The chance of speech in one step, 0 to 1.
    pub(crate) fn step(&mut self, samples: &[i16]) -> f32 {
        self.recent.push_back(self.band.power(samples));
        if self.recent.len() > SMOOTH {
            self.recent.pop_front();
        }
        let level = decibels(self.recent.iter().sum::<f64>() / self.recent.len() as f64);
        if self.recent.len() == SMOOTH {
            self.lowest = self.lowest.min(level);
        }
        self.in_entry += 1;
        if self.in_entry == ENTRY {
            self.in_entry = 0;
            self.minima.push_back(self.lowest);
            if self.minima.len() > ENTRIES {
                self.minima.pop_front();
            }
            self.lowest = f64::INFINITY;
        }
        let above = level - self.noise_db() - MARGIN_DB;
        (1.0 / (1.0 + (-above / SLOPE_DB).exp())) as f32
    }

    /// Appends the chance of speech in each step that is now whole.
    pub(crate) fn push(&mut self, samples: &[i16], to: &mut Vec<f32>) {
        self.waiting.extend_from_slice(samples);
        let waiting = std::mem::take(&mut self.waiting);
        let steps = waiting.chunks_exact(STEP);
        self.waiting = steps.remainder().to_vec();
        for step in steps {
            to.push(self.step(step));
        }
    }
}
