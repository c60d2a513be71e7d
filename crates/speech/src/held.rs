//! Held sounds: a voice that stays on one pitch and one colour for long, as in "uhm" or "aaand". What was meant by it nobody here knows;
//! a held sound is not a fault, many of them are worth knowing of.

use glidepath_domain::Stretch;
use realfft::{RealFftPlanner, RealToComplex};
use std::sync::Arc;

use crate::pitch::semitones;
use crate::{RATE, STEP, ms};

/// The least length. Source: docs/speech.md, Parley's.
const LEAST_MS: u64 = 400;
/// The most the pitch may vary, in semitones (standard deviation). Source: docs/speech.md, Parley's.
const MOST_SPREAD: f64 = 1.2;
/// Decibels by which the colour may differ from what was held so far, mean over the bands.
const STEADY_DB: f32 = 4.5;
/// How quickly "so far" follows: 100 ms.
const FOLLOW: f32 = 0.1;
/// A sound that is held in two colours, "uh" and then "m", has both for at least this long, with no more than so much between.
const LEAST_PART_MS: u64 = 130;
const MOST_BETWEEN_MS: u64 = 60;
/// Steps without a voice that a held sound survives: a creak.
const MOST_UNVOICED: usize = 2;
/// Samples whose colour is taken at once: 32 ms.
const HEARD: usize = 512;
/// Edges of the bands, in hertz: about as the ear divides them.
const EDGES: [usize; 13] = [
    150, 300, 450, 600, 780, 980, 1_220, 1_500, 1_850, 2_250, 2_750, 3_400, 4_300,
];
const BANDS: usize = EDGES.len() - 1;

/// Finds held sounds. `pitch` has one value a step, in hertz, 0 where there is no voice.
pub(crate) fn held_sounds(samples: &[i16], pitch: &[f32]) -> Vec<Stretch> {
    let mut colour = Colour::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut run: Option<Run> = None;
    let mut unvoiced = 0;
    for (step, &hertz) in pitch.iter().enumerate() {
        if hertz == 0.0 {
            unvoiced += 1;
            if unvoiced > MOST_UNVOICED {
                runs.extend(run.take().filter(Run::counts));
            }
            continue;
        }
        unvoiced = 0;
        let Some(here) = colour.at(samples, step * STEP + STEP / 2) else {
            continue;
        };
        match &mut run {
            Some(held) if held.is_like(&here, hertz) => held.take(&here, hertz, step),
            _ => {
                runs.extend(run.take().filter(Run::counts));
                run = Some(Run::new(here, hertz, step));
            }
        }
    }
    runs.extend(run.filter(Run::counts));
    // Two colours of one sound are one.
    let mut held: Vec<Run> = Vec::new();
    for run in runs {
        match held.last_mut() {
            Some(last) if last.goes_on_in(&run) => last.append(&run),
            _ => held.push(run),
        }
    }
    held.iter()
        .filter(|run| run.ms() >= LEAST_MS && run.spread() <= MOST_SPREAD)
        .map(|run| Stretch {
            start_ms: ms(run.first * STEP),
            end_ms: ms((run.last + 1) * STEP),
        })
        .collect()
}

/// A sound held so far.
struct Run {
    first: usize,
    last: usize,
    colour: [f32; BANDS],
    pitches: Vec<f64>,
}

impl Run {
    fn new(colour: [f32; BANDS], hertz: f32, step: usize) -> Self {
        Self {
            first: step,
            last: step,
            colour,
            pitches: vec![semitones(hertz)],
        }
    }

    fn is_like(&self, colour: &[f32; BANDS], hertz: f32) -> bool {
        let apart: f32 = self.colour.iter().zip(colour).map(|(a, b)| (a - b).abs()).sum();
        let last = self.pitches.last().copied().unwrap_or_default();
        apart / (BANDS as f32) <= STEADY_DB && (semitones(hertz) - last).abs() <= 1.0
    }

    fn take(&mut self, colour: &[f32; BANDS], hertz: f32, step: usize) {
        for (known, new) in self.colour.iter_mut().zip(colour) {
            *known += FOLLOW * (new - *known);
        }
        self.pitches.push(semitones(hertz));
        self.last = step;
    }

    fn ms(&self) -> u64 {
        ms((self.last + 1 - self.first) * STEP)
    }

    fn counts(&self) -> bool {
        self.ms() >= LEAST_PART_MS
    }

    fn goes_on_in(&self, next: &Self) -> bool {
        let near = ms(next.first.saturating_sub(self.last) * STEP) <= MOST_BETWEEN_MS;
        let pitch = |run: &Self| run.pitches.iter().sum::<f64>() / run.pitches.len() as f64;
        near && (pitch(self) - pitch(next)).abs() <= MOST_SPREAD
    }

    fn append(&mut self, next: &Self) {
        self.last = next.last;
        self.pitches.extend_from_slice(&next.pitches);
    }

    fn spread(&self) -> f64 {
        spread(&self.pitches)
    }
}

/// Standard deviation; 0 of none.
pub(crate) fn spread(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count).sqrt()
}

/// How sound is coloured: the level in each band, whatever its loudness.
struct Colour {
    transform: Arc<dyn RealToComplex<f32>>,
    window: [f32; HEARD],
    heard: Vec<f32>,
    spectrum: Vec<realfft::num_complex::Complex<f32>>,
}

impl Colour {
    fn new() -> Self {
        let transform = RealFftPlanner::new().plan_fft_forward(HEARD);
        let mut window = [0.0; HEARD];
        for (i, weight) in window.iter_mut().enumerate() {
            *weight = 0.5 - 0.5 * (std::f32::consts::TAU * i as f32 / HEARD as f32).cos();
        }
        Self {
            window,
            heard: transform.make_input_vec(),
            spectrum: transform.make_output_vec(),
            transform,
        }
    }

    fn at(&mut self, samples: &[i16], centre: usize) -> Option<[f32; BANDS]> {
        let start = centre.checked_sub(HEARD / 2)?;
        let around = samples.get(start..start + HEARD)?;
        for ((to, &sample), weight) in self.heard.iter_mut().zip(around).zip(self.window) {
            *to = f32::from(sample) * weight;
        }
        self.transform.process(&mut self.heard, &mut self.spectrum).ok()?;
        let mut bands = [0f32; BANDS];
        for (band, edges) in bands.iter_mut().zip(EDGES.windows(2)) {
            let bins = edges[0] * HEARD / RATE..edges[1] * HEARD / RATE;
            let power: f32 = self.spectrum.get(bins)?.iter().map(|bin| bin.norm_sqr()).sum();
            *band = 10.0 * (power + 1.0).log10();
        }
        // Bands 30 dB below the strongest are the room's, not the voice's: their wavering means nothing.
        let strongest = bands.iter().copied().fold(f32::MIN, f32::max);
        bands.iter_mut().for_each(|band| *band = band.max(strongest - 30.0));
        let mean = bands.iter().sum::<f32>() / BANDS as f32;
        bands.iter_mut().for_each(|band| *band -= mean);
        Some(bands)
    }
}
