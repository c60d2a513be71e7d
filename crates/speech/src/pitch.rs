//! The pitch of a voice at one moment, by the YIN method (de Cheveigné & Kawahara 2002): the lag at which sound repeats itself best. One
//! voice, no music; a moment without a voice has none.

use crate::RATE;

/// Lowest and highest pitch that are looked for, in hertz: a low man's creak and a child's exclamation lie beyond.
const LOWEST: usize = 65;
const HIGHEST: usize = 420;
/// The work is done at half the rate: twenty harmonics are plenty.
const HALF: usize = RATE / 2;
const LONGEST_LAG: usize = HALF / LOWEST;
const SHORTEST_LAG: usize = HALF / HIGHEST;
/// Samples that are compared with those a lag later: 25 ms.
const COMPARED: usize = HALF / 40;
const HEARD: usize = COMPARED + LONGEST_LAG + 2;
/// Samples at our rate that one look takes in, around its moment.
pub(crate) const LOOK: usize = HEARD * 2 + FILTER.len();
/// Keeps what lies above the half rate's band from folding into it.
const FILTER: [f32; 7] = [-0.031_25, 0.0, 0.281_25, 0.5, 0.281_25, 0.0, -0.031_25];
/// A lag this good is taken at once, so that its multiples, which are as good, are not.
const GOOD: f32 = 0.15;
/// A best lag worse than this is no voice.
const VOICED: f32 = 0.35;
/// Mean square under which nothing is looked for: -60 dB.
const FAINT: f32 = 1_000.0;

/// The pitch in hertz of the samples around `centre`; `None` where no voice is heard.
pub(crate) fn pitch_at(samples: &[i16], centre: usize) -> Option<f32> {
    let start = centre.checked_sub(LOOK / 2)?;
    let around = samples.get(start..start + LOOK)?;
    let mut x = [0f32; HEARD];
    for (i, value) in x.iter_mut().enumerate() {
        *value = around[i * 2..]
            .iter()
            .zip(FILTER)
            .map(|(&sample, weight)| f32::from(sample) * weight)
            .sum();
    }
    let power = x.iter().map(|v| v * v).sum::<f32>() / HEARD as f32;
    if power < FAINT {
        return None;
    }
    let compared = &x[..COMPARED];
    let mut normed = [1f32; LONGEST_LAG + 2];
    let mut sum = 0f32;
    for lag in 1..normed.len() {
        let later = &x[lag..lag + COMPARED];
        let difference: f32 = compared.iter().zip(later).map(|(a, b)| (a - b) * (a - b)).sum();
        sum += difference;
        normed[lag] = if sum > 0.0 { difference * lag as f32 / sum } else { 1.0 };
    }
    let mut best = SHORTEST_LAG;
    let mut lag = SHORTEST_LAG;
    while lag <= LONGEST_LAG {
        if normed[lag] < GOOD {
            while lag < LONGEST_LAG && normed[lag + 1] < normed[lag] {
                lag += 1;
            }
            best = lag;
            break;
        }
        if normed[lag] < normed[best] {
            best = lag;
        }
        lag += 1;
    }
    // The least at either edge is no dip but a slope that goes on beyond.
    if normed[best] > VOICED || best == SHORTEST_LAG || best == LONGEST_LAG {
        return None;
    }
    let (before, here, after) = (normed[best - 1], normed[best], normed[best + 1]);
    let bend = before - 2.0 * here + after;
    let shift = if bend > 0.0 { 0.5 * (before - after) / bend } else { 0.0 };
    Some(HALF as f32 / (best as f32 + shift.clamp(-0.5, 0.5)))
}

/// Semitones above 100 Hz.
pub(crate) fn semitones(hertz: f32) -> f64 {
    12.0 * (f64::from(hertz) / 100.0).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulses(hertz: f32) -> Vec<i16> {
        // A voice's kind of sound: many harmonics, each weaker than the last.
        (0..RATE / 2)
            .map(|i| {
                let t = i as f32 / RATE as f32;
                let sum: f32 = (1..=12u8)
                    .map(|n| (std::f32::consts::TAU * hertz * f32::from(n) * t).sin() / f32::from(n))
                    .sum();
                (sum * 6_000.0) as i16
            })
            .collect()
    }

    #[test]
    fn voices_are_heard_within_a_tenth_of_a_semitone() {
        for hertz in [70.0, 98.0, 120.0, 155.5, 210.0, 261.6, 330.0, 400.0] {
            let heard = pitch_at(&pulses(hertz), 4_000).unwrap();
            let off = (semitones(heard) - semitones(hertz)).abs();
            assert!(off < 0.1, "{hertz}: {heard}");
        }
    }

    #[test]
    fn noise_silence_and_edges_have_none() {
        let mut state = 1u32;
        let noise: Vec<i16> = (0..8_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 18) as i16 - 8_192
            })
            .collect();
        let heard = (0..50).filter(|i| pitch_at(&noise, 1_000 + i * 100).is_some()).count();
        assert_eq!(heard, 0);
        assert!(pitch_at(&[0; 8_000], 4_000).is_none());
        assert!(pitch_at(&pulses(120.0), 10).is_none());
        assert!(pitch_at(&[], 0).is_none());
    }
}
