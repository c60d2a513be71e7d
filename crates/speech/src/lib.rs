//! Sound: decoding, resampling, telling speech from silence, and what the sound says of a delivery. It hears no words and passes no
//! judgement on an answer; words come from a transcriber, with their times. What each measure means, its unit, its error and where its
//! thresholds come from is in `docs/speech.md`.
//!
//! Everything works on one kind of sound: 16,000 samples a second, one channel, `i16`.
//!
//! ```
//! use glidepath_domain::Listener;
//!
//! // A second of nothing: no speech, so no rate and no loudness either.
//! let samples = vec![0i16; glidepath_speech::RATE];
//! let delivery = glidepath_speech::delivery(&samples, Listener::Energy);
//! assert_eq!(delivery.duration_ms, 1_000);
//! assert!(delivery.speech.is_empty() && delivery.loudness_db.is_none());
//!
//! // The same as a file, and back.
//! let file = glidepath_speech::wav(&samples);
//! let sound = glidepath_speech::decode(std::io::Cursor::new(file), Some("wav"))?;
//! assert_eq!(sound.samples, samples);
//! # Ok::<(), glidepath_speech::SoundError>(())
//! ```

mod band;
mod baseline;
mod decode;
mod delivery;
mod energy;
mod held;
mod live;
mod mix;
mod opus;
mod pauses_before_beats;
mod pitch;
mod profile;
mod rates;
mod remarks;
mod resample;
mod silero;
mod sound_error;
mod syllables;
mod vad;
mod wav;
mod waveform;

pub use baseline::{Baseline, Difference, FEWEST_TAKES, Measure, Usual, against};
pub use decode::{LONGEST_S, Sound, decode};
pub use delivery::{LONG_PAUSE_MS, SHORTEST_PAUSE_MS, delivery};
pub use live::{Live, LiveLevel};
pub use pauses_before_beats::{BeforeBeat, pauses_before_beats};
pub use profile::Profile;
pub use rates::{Rates, rates};
pub use remarks::{Remark, Remarks};
pub use sound_error::SoundError;
pub use vad::{Vad, speech_stretches};
pub use wav::{wav, wav_header};
pub use waveform::waveform;

/// Samples a second of everything that is measured.
pub const RATE: usize = 16_000;

/// Samples of one step of measuring: 10 ms.
pub(crate) const STEP: usize = RATE / 100;

/// Milliseconds at this sample.
pub(crate) const fn ms(sample: usize) -> u64 {
    (sample as u64 * 1_000) / RATE as u64
}

/// Power as decibels below full scale, from the mean of squared samples; silence is -96, the last bit of 16.
pub(crate) fn decibels(mean_square: f64) -> f64 {
    const FULL: f64 = 32_768.0 * 32_768.0;
    (10.0 * (mean_square / FULL).max(1e-12).log10()).max(-96.0)
}

/// Mean of the squared samples; 0 of none.
pub(crate) fn mean_square(samples: &[i16]) -> f64 {
    if samples.is_empty() {
        return 0.0;
    }
    let sum: f64 = samples.iter().map(|&s| f64::from(s) * f64::from(s)).sum();
    sum / samples.len() as f64
}
