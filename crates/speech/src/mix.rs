//! Decoded blocks on their way to our samples: mixed to one channel, then resampled. Where they come from is decoding's work.

use crate::resample::ToOurRate;

/// Rates that a file may have, in hertz: wider than any microphone's, so that only nonsense is refused.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;

/// Samples on their way: mixed to one channel, then to our rate.
#[derive(Default)]
pub(crate) struct Mix {
    pub(crate) interleaved: Vec<f32>,
    pub(crate) mono: Vec<f32>,
    resampler: Option<ToOurRate>,
    pub(crate) samples: Vec<i16>,
    pub(crate) seconds: f64,
    pub(crate) rate: u32,
    pub(crate) channels: usize,
}

impl Mix {
    /// Takes what lies in `interleaved`; false where it has no channel or a rate that is none.
    pub(crate) fn take_interleaved(&mut self, rate: u32, channels: usize) -> bool {
        if channels == 0 {
            return false;
        }
        self.mono.clear();
        let share = 1.0 / channels as f32;
        self.mono.extend(
            self.interleaved
                .chunks_exact(channels)
                .map(|frame| frame.iter().sum::<f32>() * share),
        );
        self.take_mono(rate, channels)
    }

    /// Takes what lies in `mono`, which had so many channels before; false where its rate is none.
    pub(crate) fn take_mono(&mut self, rate: u32, channels: usize) -> bool {
        if !RATES.contains(&rate) {
            return false;
        }
        if rate != self.rate
            && let Some(done) = self.resampler.take()
        {
            done.finish(&mut self.samples);
        }
        if self.resampler.is_none() {
            self.resampler = ToOurRate::new(rate as usize);
            (self.rate, self.channels) = (rate, channels);
        }
        let Some(resampler) = &mut self.resampler else {
            return false;
        };
        self.seconds += self.mono.len() as f64 / f64::from(rate);
        resampler.push(&self.mono, &mut self.samples);
        true
    }

    /// All samples.
    pub(crate) fn finish(mut self) -> Vec<i16> {
        if let Some(resampler) = self.resampler.take() {
            resampler.finish(&mut self.samples);
        }
        self.samples
    }
}
