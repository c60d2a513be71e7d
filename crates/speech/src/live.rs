//! A meter for a recording in progress: what a room shows while somebody speaks. It forgets nothing it needs and keeps nothing else, and a
//! hundred of them run beside each other; what is said of the take in the end is measured afresh from all of it.

use std::collections::VecDeque;

use glidepath_domain::Listener;

use crate::energy::Energy;
use crate::silero::Silero;
use crate::syllables::Syllables;
use crate::vad::{OFF, ON};
use crate::{RATE, STEP, decibels, mean_square, ms};

/// Steps from one level to the next: 100 ms.
const STEPS_A_LEVEL: usize = 10;
/// Milliseconds that syllables are remembered for.
const WINDOW_MS: u64 = 10_000;
/// Steps of silence after which one has stopped speaking: 250 ms, the shortest pause.
const STEPS_TO_STOP: usize = 25;

/// What the meter shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LiveLevel {
    /// Milliseconds since the recording began.
    pub at_ms: u64,
    /// Loudness of the last 100 ms in decibels below full scale; -96 is silence.
    pub level_db: f64,
    /// Loudest sample of the last 100 ms, 0 to 1: at 1 it clips.
    pub peak: f64,
    /// True while somebody speaks, pauses under 250 ms included.
    pub speaking: bool,
    /// Milliseconds of speech so far.
    pub spoken_ms: u64,
    /// Milliseconds since speech was last heard; since the start where none was.
    pub silence_ms: u64,
    /// Syllables of the last ten seconds.
    pub syllables: u32,
}

/// Listens along. Sound may come in pieces of any size.
pub struct Live {
    ear: Ear,
    syllables: Syllables,
    nuclei: VecDeque<u64>,
    waiting: Vec<i16>,
    steps: usize,
    level_sum: f64,
    peak: u16,
    on: bool,
    quiet: usize,
    spoken: usize,
    heard_last: usize,
}

enum Ear {
    Energy(Box<Energy>),
    /// The network, what it said last, and room for what it says next.
    Silero(Box<Silero>, f32, Vec<f32>),
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live")
            .field("steps", &self.steps)
            .finish_non_exhaustive()
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new(Listener::Energy)
    }
}

impl Live {
    /// At the start of a recording. [`Listener::Energy`] is the cheap one (docs/speech.md has the figures); the network is dearer and not
    /// fooled by a passing lorry.
    #[must_use]
    pub fn new(listener: Listener) -> Self {
        let silero = match listener {
            Listener::Silero => Silero::new(),
            Listener::Energy => None,
        };
        Self {
            ear: silero.map_or_else(
                || Ear::Energy(Box::new(Energy::new())),
                |silero| Ear::Silero(Box::new(silero), 0.0, Vec::new()),
            ),
            syllables: Syllables::new(),
            nuclei: VecDeque::new(),
            waiting: Vec::with_capacity(STEP),
            steps: 0,
            level_sum: 0.0,
            peak: 0,
            on: false,
            quiet: 0,
            spoken: 0,
            heard_last: 0,
        }
    }

    /// Takes what has come in. Gives a level whenever another 100 ms are whole; the last one when several are.
    pub fn push(&mut self, samples: &[i16]) -> Option<LiveLevel> {
        self.waiting.extend_from_slice(samples);
        let waiting = std::mem::take(&mut self.waiting);
        let steps = waiting.chunks_exact(STEP);
        self.waiting.extend_from_slice(steps.remainder());
        let mut level = None;
        for step in steps {
            level = self.step(step).or(level);
        }
        level
    }

    fn step(&mut self, samples: &[i16]) -> Option<LiveLevel> {
        let chance = self.ear.chance(samples);
        self.steps += 1;
        let loud = chance >= if self.on { OFF } else { ON };
        if loud {
            self.on = true;
            self.quiet = 0;
            self.spoken += 1;
            self.heard_last = self.steps;
        } else {
            self.quiet += 1;
            if self.quiet >= STEPS_TO_STOP {
                self.on = false;
            }
        }
        if let Some(nucleus) = self.syllables.step(samples)
            && self.on
        {
            self.nuclei.push_back(ms(nucleus));
        }
        self.level_sum += mean_square(samples);
        self.peak = samples.iter().map(|s| s.unsigned_abs()).fold(self.peak, u16::max);
        if !self.steps.is_multiple_of(STEPS_A_LEVEL) {
            return None;
        }
        let at_ms = ms(self.steps * STEP);
        while self.nuclei.front().is_some_and(|&nucleus| nucleus + WINDOW_MS < at_ms) {
            self.nuclei.pop_front();
        }
        let level = LiveLevel {
            at_ms,
            level_db: decibels(self.level_sum / STEPS_A_LEVEL as f64),
            peak: f64::from(self.peak.min(32_767)) / 32_767.0,
            speaking: self.on,
            spoken_ms: ms(self.spoken * STEP),
            silence_ms: ms((self.steps - self.heard_last) * STEP),
            syllables: u32::try_from(self.nuclei.len()).unwrap_or(u32::MAX),
        };
        self.level_sum = 0.0;
        self.peak = 0;
        Some(level)
    }

    /// Seconds that were taken in, for whoever resumes a recording.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        (self.steps * STEP + self.waiting.len()) as f64 / RATE as f64
    }
}

impl Ear {
    fn chance(&mut self, samples: &[i16]) -> f32 {
        match self {
            Self::Energy(energy) => energy.step(samples),
            Self::Silero(silero, last, chances) => {
                chances.clear();
                if silero.push(samples, chances).is_none() {
                    *self = Self::Energy(Box::new(Energy::new()));
                    return 0.0;
                }
                if let Some(&chance) = chances.last() {
                    *last = chance;
                }
                *last
            }
        }
    }
}
