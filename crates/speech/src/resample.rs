//! Any rate to 16 kHz, block by block, so that a recording is never held twice.

use audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Indexing, Resampler};

use crate::RATE;

/// Frames that go in at once, about: the resampler rounds it to what its rates allow.
const BLOCK: usize = 1_024;

/// Turns mono sound of one rate into ours. Feed it with `push`, then `finish`: as many samples come out as the length in seconds asks for.
pub(crate) struct ToOurRate {
    kind: Kind,
    rate: usize,
    taken: u64,
    given: u64,
}

enum Kind {
    /// It has our rate already: every sample stays as it is.
    Same,
    Other(Box<Other>),
}

struct Other {
    resampler: Fft<f32>,
    waiting: Vec<f32>,
    out: Vec<f32>,
    /// Samples that the filter still puts before the first one.
    delay: usize,
}

impl ToOurRate {
    /// From this rate; `None` where no filter can be made for it.
    pub(crate) fn new(rate: usize) -> Option<Self> {
        let kind = if rate == RATE {
            Kind::Same
        } else {
            let resampler = Fft::new(rate, RATE, BLOCK, 1, FixedSync::Input).ok()?;
            Kind::Other(Box::new(Other {
                waiting: Vec::with_capacity(resampler.input_frames_max() * 2),
                out: vec![0.0; resampler.output_frames_max()],
                delay: resampler.output_delay(),
                resampler,
            }))
        };
        Some(Self {
            kind,
            rate,
            taken: 0,
            given: 0,
        })
    }

    /// Takes samples in -1..=1 and appends what is done to `to`.
    pub(crate) fn push(&mut self, samples: &[f32], to: &mut Vec<i16>) {
        self.taken += samples.len() as u64;
        match &mut self.kind {
            Kind::Same => {
                to.extend(samples.iter().map(|&sample| whole(sample)));
                self.given += samples.len() as u64;
            }
            Kind::Other(other) => {
                other.waiting.extend_from_slice(samples);
                self.given += other.run(to, u64::MAX);
            }
        }
    }

    /// Gives what the filter still holds.
    pub(crate) fn finish(mut self, to: &mut Vec<i16>) {
        if let Kind::Other(other) = &mut self.kind {
            let due = (self.taken * RATE as u64).div_ceil(self.rate as u64);
            while self.given < due {
                let next = other.resampler.input_frames_next();
                let filled = other.waiting.len().div_ceil(next.max(1)).max(1) * next;
                other.waiting.resize(filled, 0.0);
                let more = other.run(to, due - self.given);
                // A filter that gives nothing for a whole block and has no delay left never will.
                if more == 0 && other.delay == 0 {
                    break;
                }
                self.given += more;
            }
        }
    }
}

impl Other {
    /// Runs over all whole blocks that wait; appends at most so many samples and says how many.
    fn run(&mut self, to: &mut Vec<i16>, most: u64) -> u64 {
        let mut given = 0;
        let mut from = 0;
        loop {
            let next = self.resampler.input_frames_next();
            let Some(block) = self.waiting.get(from..from + next) else {
                break;
            };
            let room = self.out.len();
            let (Ok(input), Ok(mut output)) = (
                InterleavedSlice::new(block, 1, next),
                InterleavedSlice::new_mut(&mut self.out, 1, room),
            ) else {
                break;
            };
            let Ok((read, written)) = self
                .resampler
                .process_into_buffer(&input, &mut output, None::<&Indexing>)
            else {
                break;
            };
            from += read.max(1);
            let skip = self.delay.min(written);
            self.delay -= skip;
            let fresh = self.out.get(skip..written).unwrap_or_default();
            let take = usize::try_from(most - given).map_or(fresh.len(), |left| left.min(fresh.len()));
            to.extend(fresh.iter().take(take).map(|&sample| whole(sample)));
            given += take as u64;
        }
        self.waiting.drain(..from.min(self.waiting.len()));
        given
    }
}

/// A sample in -1..=1 as 16 bits; what lies beyond is cut off, and what is no number is silence.
fn whole(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: usize, hertz: f32, seconds: f32) -> Vec<f32> {
        let count = (rate as f32 * seconds) as usize;
        (0..count)
            .map(|i| 0.5 * (std::f32::consts::TAU * hertz * i as f32 / rate as f32).sin())
            .collect()
    }

    fn resampled(rate: usize, samples: &[f32], block: usize) -> Vec<i16> {
        let mut out = Vec::new();
        let mut resampler = ToOurRate::new(rate).unwrap();
        for part in samples.chunks(block) {
            resampler.push(part, &mut out);
        }
        resampler.finish(&mut out);
        out
    }

    /// Amplitude of one frequency, of full scale.
    fn strength(samples: &[i16], hertz: f32) -> f32 {
        let (mut re, mut im) = (0.0, 0.0);
        for (i, &s) in samples.iter().enumerate() {
            let angle = std::f32::consts::TAU * hertz * i as f32 / RATE as f32;
            re += f32::from(s) / 32_768.0 * angle.cos();
            im += f32::from(s) / 32_768.0 * angle.sin();
        }
        2.0 * (re * re + im * im).sqrt() / samples.len() as f32
    }

    #[test]
    fn a_tone_stays_itself_at_every_rate() {
        for rate in [
            8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000,
        ] {
            let out = resampled(rate, &tone(rate, 440.0, 1.0), 777);
            assert_eq!(out.len(), RATE, "{rate}");
            let heard = strength(&out[800..15_200], 440.0);
            assert!((heard - 0.5).abs() < 0.01, "{rate}: {heard}");
        }
    }

    #[test]
    fn what_lies_above_our_band_is_filtered_and_not_folded() {
        // 11 kHz would fold to 5 kHz.
        let out = resampled(48_000, &tone(48_000, 11_000.0, 1.0), 4_096);
        assert!(strength(&out, 5_000.0) < 0.001);
    }

    #[test]
    fn blocks_change_nothing() {
        let samples = tone(44_100, 300.0, 0.37);
        assert_eq!(resampled(44_100, &samples, 13), resampled(44_100, &samples, 100_000));
    }

    #[test]
    fn time_is_kept() {
        // A click in the middle is a click in the middle.
        let mut samples = vec![0.0; 48_000];
        samples[24_000] = 1.0;
        let out = resampled(48_000, &samples, 960);
        let loudest = out.iter().enumerate().max_by_key(|(_, s)| s.unsigned_abs()).unwrap().0;
        assert!(loudest.abs_diff(8_000) <= 2, "{loudest}");
    }

    #[test]
    fn odd_rates_and_short_sounds_work() {
        assert_eq!(resampled(44_101, &tone(44_101, 200.0, 0.5), 999).len(), 8_000);
        assert_eq!(resampled(8_000, &[0.25], 1).len(), 2);
        assert!(resampled(48_000, &[], 1).is_empty());
        assert!(ToOurRate::new(0).is_none());
    }

    #[test]
    fn samples_of_our_rate_are_not_touched() {
        let exact: Vec<f32> = [-32_768i16, -1, 0, 1, 32_767]
            .iter()
            .map(|&s| f32::from(s) / 32_768.0)
            .collect();
        assert_eq!(resampled(16_000, &exact, 2), [-32_768, -1, 0, 1, 32_767]);
        assert_eq!(resampled(16_000, &[f32::NAN, 7.0, -7.0], 2), [0, 32_767, -32_768]);
    }
}
