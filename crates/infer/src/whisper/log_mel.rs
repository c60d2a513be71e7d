//! Sound to what the encoder sees: the logarithm of the energy in bands of the mel scale, a frame every ten milliseconds.
//!
//! The numbers are those of the reference front end (`WhisperFeatureExtractor` of transformers) within 1e-4; the tests hold them to it. Reading sound
//! files and changing sample rates are not here: samples are 16 kHz, one channel.

use std::sync::Arc;

use realfft::num_complex::Complex;
use realfft::{RealFftPlanner, RealToComplex};

/// Samples a second.
pub(crate) const RATE: usize = 16_000;
/// Samples from one frame to the next.
pub(crate) const HOP: usize = 160;
/// Samples that a frame looks at.
const LENGTH: usize = 400;
/// Frequencies that a frame is cut into.
const BINS: usize = LENGTH / 2 + 1;
/// Below this there is nothing to take a logarithm of.
const FLOOR: f64 = 1e-10;
/// How far below the loudest band anything may lie, in powers of ten.
const DEPTH: f32 = 8.0;

/// One band: the first frequency it takes in, and the weight of each from there on.
struct Band {
    from: usize,
    weights: Vec<f64>,
}

/// The front end, made once for a number of bands.
pub(crate) struct LogMel {
    bands: Vec<Band>,
    window: Vec<f64>,
    fourier: Arc<dyn RealToComplex<f64>>,
}

impl LogMel {
    pub(crate) fn of_bands(bands: usize) -> Self {
        let turn = std::f64::consts::TAU / LENGTH as f64;
        Self {
            bands: slaney(bands),
            window: (0..LENGTH).map(|n| 0.5 - 0.5 * (turn * n as f64).cos()).collect(),
            fourier: RealFftPlanner::new().plan_fft_forward(LENGTH),
        }
    }

    /// The bands of `frames` frames, band by band: `bands * frames` numbers. What the samples lack is silence, what they have beyond is not looked at.
    pub(crate) fn of(&self, samples: &[i16], frames: usize) -> Vec<f32> {
        let whole = frames * HOP;
        let given = samples.len().min(whole);
        // A frame is centred on its sample. At the edges the sound is mirrored, without the edge itself; after its end lies silence.
        let at = |index: isize| -> f64 {
            let mut index = index.unsigned_abs();
            if index >= whole {
                index = (2 * whole - 2).saturating_sub(index);
            }
            samples[..given]
                .get(index)
                .map_or(0.0, |sample| f64::from(*sample) / 32_768.0)
        };
        let mut energies = vec![FLOOR.log10() as f32; self.bands.len() * frames];
        let mut input = self.fourier.make_input_vec();
        let mut output = self.fourier.make_output_vec();
        let mut scratch = self.fourier.make_scratch_vec();
        let half = (LENGTH / 2) as isize;
        // Frames past the last sample are silent. The last frames of all see what is mirrored at the end, so they are made whenever sound reaches it.
        let heard = if given + LENGTH > whole {
            frames
        } else {
            ((given + LENGTH / 2) / HOP + 1).min(frames)
        };
        for frame in 0..heard {
            let centre = (frame * HOP) as isize;
            for (n, (slot, weight)) in input.iter_mut().zip(&self.window).enumerate() {
                *slot = at(centre - half + n as isize) * weight;
            }
            if self
                .fourier
                .process_with_scratch(&mut input, &mut output, &mut scratch)
                .is_err()
            {
                // Cannot be: the three buffers are its own. Silence is what a frame without a spectrum sounds like.
                output.fill(Complex::default());
            }
            for (number, band) in self.bands.iter().enumerate() {
                let bins = output.iter().skip(band.from);
                let energy: f64 = bins
                    .zip(&band.weights)
                    .map(|(bin, weight)| bin.norm_sqr() * weight)
                    .sum();
                energies[number * frames + frame] = energy.max(FLOOR).log10() as f32;
            }
        }
        let most = energies.iter().copied().fold(f32::MIN, f32::max);
        for energy in &mut energies {
            *energy = (energy.max(most - DEPTH) + 4.0) / 4.0;
        }
        energies
    }
}

/// Triangles on Slaney's mel scale from 0 to 8 kHz, each of the same area.
fn slaney(bands: usize) -> Vec<Band> {
    // Linear up to 1 kHz, three mels for 200 Hz; from there 27 mels for a factor of 6.4.
    let (knee, step) = (15.0, 6.4_f64.ln() / 27.0);
    let to_hertz = |mel: f64| {
        if mel < knee {
            mel * 200.0 / 3.0
        } else {
            1_000.0 * ((mel - knee) * step).exp()
        }
    };
    let most = knee + (8.0_f64).ln() / step;
    let corners: Vec<f64> = (0..bands + 2)
        .map(|n| to_hertz(most * n as f64 / (bands + 1) as f64))
        .collect();
    let hertz = |bin: usize| bin as f64 * RATE as f64 / LENGTH as f64;
    corners
        .windows(3)
        .map(|corner| {
            let (low, middle, high) = (corner[0], corner[1], corner[2]);
            let weight = |bin: usize| {
                let rising = (hertz(bin) - low) / (middle - low);
                let falling = (high - hertz(bin)) / (high - middle);
                rising.min(falling).max(0.0) * 2.0 / (high - low)
            };
            let from = (0..BINS).find(|bin| weight(*bin) > 0.0).unwrap_or(0);
            let weights = (from..BINS).map(weight).take_while(|weight| *weight > 0.0).collect();
            Band { from, weights }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{HOP, LogMel, slaney};

    #[test]
    fn silence_is_the_same_everywhere() {
        let mel = LogMel::of_bands(80);
        let numbers = mel.of(&[], 100);
        assert_eq!(numbers.len(), 8_000);
        assert!(numbers.iter().all(|n| (*n - -1.5).abs() < 1e-6));
    }

    #[test]
    fn a_tone_is_in_its_band_and_nowhere_else() {
        let samples: Vec<i16> = (0..16_000)
            .map(|n| ((f64::from(n) * 1_000.0 * std::f64::consts::TAU / 16_000.0).sin() * 20_000.0) as i16)
            .collect();
        let numbers = LogMel::of_bands(80).of(&samples, 100);
        let at = |band: usize| numbers[band * 100 + 50];
        let loudest = (0..80).max_by(|a, b| at(*a).total_cmp(&at(*b))).unwrap();
        // 1 kHz is mel 15 of 45.245, and bands are centred at every 1/81 of that.
        assert_eq!(loudest, 26);
        assert!(at(0) < at(loudest) - 1.0 && at(79) < at(loudest) - 1.0);
    }

    #[test]
    fn sound_that_fills_the_window_and_sound_beyond_it() {
        let mel = LogMel::of_bands(80);
        let samples: Vec<i16> = (0..40 * HOP).map(|n| ((n * n) % 2_000) as i16).collect();
        assert_eq!(mel.of(&samples[..20 * HOP], 20), mel.of(&samples, 20));
        let single = mel.of(&[i16::MIN], 3);
        assert!(single.iter().all(|n| n.is_finite()));
    }

    #[test]
    fn every_band_of_both_front_ends_has_weights() {
        for bands in [80, 128] {
            assert!(slaney(bands).iter().all(|band| !band.weights.is_empty()), "{bands}");
        }
    }
}
