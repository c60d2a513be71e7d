//! Speech from silence. Either listener gives chances; the same rules turn them into stretches, so that one can stand in for the other.

use glidepath_domain::{Listener, Stretch};

use crate::energy::Energy;
use crate::silero::{self, Silero};
use crate::{RATE, STEP, ms};

/// Speech begins at this chance ...
pub(crate) const ON: f32 = 0.5;
/// ... and ends below this one. Both are the Silero makers' own.
pub(crate) const OFF: f32 = 0.35;
/// Silence shorter than this is part of the speech around it: a stop's closure.
const LEAST_SILENCE_MS: u64 = 100;
/// Speech shorter than this is a click or a breath.
const LEAST_SPEECH_MS: u64 = 150;
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
    let stretches = runs.into_iter().map(|(start, end)| Stretch {
        start_ms: ms(start),
        end_ms: ms(end.min(samples.len())),
    });
    let mut joined = join(stretches, LEAST_SILENCE_MS);
    joined.retain(|stretch| stretch.ms() >= LEAST_SPEECH_MS);
    joined
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
