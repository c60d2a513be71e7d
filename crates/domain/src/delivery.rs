//! How something was said, as the sound tells it: no word is needed for any of it. What each measure means, its unit and its
//! error are in `docs/speech.md`; the measuring is done by `glidepath-speech`.

use crate::slug::slug_enum;

slug_enum! {
    /// Who told speech from silence.
    Listener as "listener" {
        /// A small network trained for it.
        Silero = "silero",
        /// Loudness against the room's own noise.
        Energy = "energy",
    }
}

/// A stretch of a recording, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Milliseconds from the start of the recording.
    pub start_ms: u64,
    /// Milliseconds from the start of the recording; after `start_ms`.
    pub end_ms: u64,
}

impl Stretch {
    /// Its length in milliseconds.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.end_ms.saturating_sub(self.start_ms)
    }
}

/// What the sound of one take says of its delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Length of the recording in milliseconds.
    pub duration_ms: u64,
    /// Who told speech from silence.
    pub listener: Listener,
    /// Where somebody spoke, in order.
    pub speech: Vec<Stretch>,
    /// Silences between speech that a listener notices, in order; not those before the first word and after the last.
    pub pauses: Vec<Stretch>,
    /// Held sounds ("uhm", "aaand") heard as such, in order.
    pub held: Vec<Stretch>,
    /// Syllables heard.
    pub syllables: u32,
    /// Spread of the pitch in semitones (standard deviation); `None` when too little was voiced.
    pub pitch_spread: Option<f64>,
    /// Loudness of the speech in dB below full scale: -18 is healthy, -45 hard to hear; `None` without speech.
    pub loudness_db: Option<f64>,
    /// How far speech stands above the room, in dB; `None` without speech or without silence.
    pub above_noise_db: Option<f64>,
    /// Share of samples at full scale, 0 to 1: over 0.001 is heard as distortion.
    pub clipped: f64,
}

impl Delivery {
    /// Time spent speaking, in milliseconds.
    #[must_use]
    pub fn speaking_ms(&self) -> u64 {
        self.speech.iter().map(|stretch| stretch.ms()).sum()
    }
}

/// What a transcriber made of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard {
    /// The words, with punctuation where the transcriber gives it.
    pub text: String,
    /// Their times; empty where the transcriber gives none.
    pub words: Vec<crate::TimedWord>,
    /// The language heard, as a two-letter code, where it is known.
    pub language: Option<String>,
}
