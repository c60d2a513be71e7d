//! Speech from silence. Either listener gives chances; the same rules turn them into stretches, so that one can stand in for the other.

use glidepath_domain::{Listener, Stretch};

use crate::band::Band;
use crate::energy::Energy;
use crate::silero::{self, Silero};
use crate::{RATE, STEP, decibels, ms};

/// Speech begins at this chance ...
pub(crate) const ON: f32 = 0.5;
/// ... and ends below this one. Both are the Silero makers' own.
pub(crate) const OFF: f32 = 0.35;
/// Silence shorter than this is part of the speech around it: a stop's closure, for the network; for loudness a whole soft consonant.
const LEAST_SILENCE_MS: u64 = 100;
const LEAST_QUIET_MS: u64 = 200;
/// Speech shorter than this is a click or a breath.
const LEAST_SPEECH_MS: u64 = 150;
/// Samples that an edge is moved by at most: 80 ms.
const LATEST: usize = RATE * 8 / 100;
/// Decibels above the room, and below the loudest of a stretch, within which something is still being said.
const ABOVE_ROOM_DB: f64 = 4.0;
const RANGE_DB: f64 = 36.0;
/// Samples that are listened to at once: eight seconds.
const BLOCK: usize = 8 * RATE;

/// One that tells speech from silence in a recording, front to back.
pub struct Vad(Kind);

enum Kind {
    Silero(Box<Silero>),
    Energy(Box<Energy>),
}

impl std::fmt::Debug for Vad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Vad").field(&self.listener()).finish()
    }
}

impl Vad {
    /// The one wished for. Where the network is damaged it is [`energy`](Self::energy): [`listener`](Self::listener) says so.
    #[must_use]
    pub fn of(listener: Listener) -> Self {
        match listener {
            Listener::Silero => Self::silero().unwrap_or_else(Self::energy),
            Listener::Energy => Self::energy(),
        }
    }

    /// The trained network; `None` where the program's own file is damaged.
    #[must_use]
    pub fn silero() -> Option<Self> {
        Some(Self(Kind::Silero(Box::new(Silero::new()?))))
    }

    /// Loudness against the room's noise.
    #[must_use]
    pub fn energy() -> Self {
        Self(Kind::Energy(Box::new(Energy::new())))
    }

    /// Which one it is.
    #[must_use]
    pub const fn listener(&self) -> Listener {
        match self.0 {
            Kind::Silero(_) => Listener::Silero,
            Kind::Energy(_) => Listener::Energy,
        }
    }

    /// Samples to a chance.
    #[must_use]
    pub const fn window(&self) -> usize {
        match self.0 {
            Kind::Silero(_) => silero::WINDOW,
            Kind::Energy(_) => STEP,
        }
    }

    /// Forgets what it heard, for another recording.
    pub fn reset(&mut self) {
        match &mut self.0 {
            Kind::Silero(silero) => silero.reset(),
            Kind::Energy(energy) => **energy = Energy::new(),
        }
    }

    /// Listens on, and appends the chance of speech, 0 to 1, of each window that is now whole.
    pub fn push(&mut self, samples: &[i16], chances: &mut Vec<f32>) {
        match &mut self.0 {
            Kind::Energy(energy) => energy.push(samples, chances),
            Kind::Silero(silero) => {
                if silero.push(samples, chances).is_none() {
                    // A network that loaded and does not run is a broken build; the other listener goes on from here.
                    self.0 = Kind::Energy(Box::new(Energy::new()));
                }
            }
        }
    }

    /// Begins a recording of which all is there.
    fn begin(&mut self, samples: &[i16]) {
        match &mut self.0 {
            Kind::Silero(silero) => silero.reset(),
            Kind::Energy(energy) => energy.prime(samples),
        }
    }
}

/// Where somebody speaks in a whole recording, in order and apart by at least 100 ms.
#[must_use]
pub fn speech_stretches(samples: &[i16], vad: &mut Vad) -> Vec<Stretch> {
    vad.begin(samples);
    let listener = vad.listener();
    let mut chances = Vec::with_capacity(samples.len() / vad.window() + 1);
    for block in samples.chunks(BLOCK) {
        vad.push(block, &mut chances);
    }
    if vad.listener() != listener {
        // The chances are of two kinds of window: again, with the one that works.
        return speech_stretches(samples, vad);
    }
    // What is left of a last window is heard with silence behind it.
    let rest = samples.len() % vad.window();
    if rest > 0 {
        vad.push(&vec![0; vad.window() - rest], &mut chances);
    }
    let window = vad.window();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut since = None;
    for (at, &chance) in chances.iter().enumerate() {
        match since {
            None if chance >= ON => since = Some(at),
            Some(start) if chance < OFF => {
                runs.push((start * window, at * window));
                since = None;
            }
            _ => {}
        }
    }
    if let Some(start) = since {
        runs.push((start * window, chances.len() * window));
    }
    tighten(samples, &mut runs);
    let stretches = runs.into_iter().map(|(start, end)| Stretch {
        start_ms: ms(start),
        end_ms: ms(end.min(samples.len())),
    });
    let least = match listener {
        Listener::Silero => LEAST_SILENCE_MS,
        Listener::Energy => LEAST_QUIET_MS,
    };
    let mut joined = join(stretches, least);
    joined.retain(|stretch| stretch.ms() >= LEAST_SPEECH_MS);
    joined
}

/// Moves edges to where sound begins and ends, by no more than either listener is late by: the network hears windows of 32 ms and lets a word
/// fade, the other averages over three steps. Sound is what stands out of the room, or comes within 30 dB of the stretch itself.
fn tighten(samples: &[i16], runs: &mut [(usize, usize)]) {
    let mut room = Energy::new();
    room.prime(samples);
    let noise = room.noise_db() + ABOVE_ROOM_DB;
    for (start, end) in runs {
        let limit = LATEST.min((*end - *start) / 3);
        let mut band = Band::default();
        let stretch = samples.get(*start..(*end).min(samples.len())).unwrap_or_default();
        let levels: Vec<f64> = stretch.chunks(STEP).map(|step| decibels(band.power(step))).collect();
        let loudest = levels.iter().copied().fold(f64::MIN, f64::max);
        let least = noise.max(loudest - RANGE_DB);
        let quiet = |levels: &mut dyn Iterator<Item = &f64>| levels.take_while(|&&level| level < least).count() * STEP;
        *start += quiet(&mut levels.iter()).min(limit);
        *end -= quiet(&mut levels.iter().rev()).min(limit);
    }
}

/// Joins stretches, which are in order of their starts, where less than this lies between them.
pub(crate) fn join(stretches: impl IntoIterator<Item = Stretch>, least_ms: u64) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.start_ms < last.end_ms.saturating_add(least_ms) => {
                last.end_ms = last.end_ms.max(stretch.end_ms);
            }
            _ => joined.push(stretch),
        }
    }
    joined
}
