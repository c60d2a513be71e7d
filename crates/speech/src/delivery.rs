//! What the sound of one take says of its delivery, measured in one go. Nothing here is a judgement; rates, which need words, are apart.

use glidepath_domain::{Delivery, Listener, Stretch};

use crate::held::{held_sounds, spread};
use crate::pitch::{pitch_at, semitones};
use crate::syllables::Syllables;
use crate::vad::{Vad, join, speech_stretches};
use crate::{STEP, decibels, mean_square, ms};

/// Milliseconds of the shortest silence that counts as a pause: under it lie the closures of stops. Source: docs/speech.md.
pub const SHORTEST_PAUSE_MS: u64 = 250;
/// Milliseconds over which a pause is long. Source: docs/speech.md.
pub const LONG_PAUSE_MS: u64 = 2_500;

/// A sample this far out is at full scale for the ear: 0.2 dB below it, so that clipping survives a change of rate.
const FULL_SCALE: u16 = 32_018;
/// Voiced steps without which nothing is said of the pitch: two seconds.
const FEWEST_VOICED: usize = 200;
/// Semitones from the middle beyond which a pitch is taken for a slip of an octave.
const SLIP: f64 = 10.0;
/// Steps of silence without which nothing is said of the noise: a fifth of a second.
const FEWEST_SILENT: usize = 20;
/// Milliseconds next to speech that are no silence to measure noise in: a fading word.
const FADE_MS: u64 = 60;

/// Measures a take of 16 kHz samples. The listener wished for is the one that listened unless the program's file is damaged; the delivery
/// names it.
#[must_use]
pub fn delivery(samples: &[i16], listener: Listener) -> Delivery {
    let mut vad = Vad::of(listener);
    let heard = speech_stretches(samples, &mut vad);
    let loud = loud_steps(samples, &heard);
    let pitch = pitch_track(samples, &loud);
    // A held sound is voice even where a listener takes it for a hum, so it is sought in all that is loud, and is no pause.
    let held = held_sounds(samples, &pitch);
    let mut voiced: Vec<Stretch> = heard.iter().chain(&held).copied().collect();
    voiced.sort_unstable_by_key(|stretch| stretch.start_ms);
    let speech = join(voiced, 1);
    let pauses = speech
        .windows(2)
        .map(|pair| Stretch {
            start_ms: pair[0].end_ms,
            end_ms: pair[1].start_ms,
        })
        .filter(|pause| pause.ms() >= SHORTEST_PAUSE_MS)
        .collect();
    let (loudness_db, noise_db) = levels(samples, &speech);
    Delivery {
        duration_ms: ms(samples.len()),
        listener: vad.listener(),
        pauses,
        syllables: syllables(samples, &speech, &held),
        pitch_spread: pitch_spread(&pitch, &speech),
        loudness_db,
        above_noise_db: loudness_db.zip(noise_db).map(|(speech, noise)| speech - noise),
        clipped: clipped(samples),
        speech,
        held,
    }
}

/// Which steps are loud enough to hold a voice: those within 30 dB of the speech, or of the loudest where no speech was found.
fn loud_steps(samples: &[i16], speech: &[Stretch]) -> Vec<bool> {
    let levels: Vec<f64> = samples
        .chunks_exact(STEP)
        .map(|step| decibels(mean_square(step)))
        .collect();
    let in_speech = inside(speech);
    let mut loudest: Vec<f64> = levels
        .iter()
        .enumerate()
        .filter(|(step, _)| speech.is_empty() || in_speech(*step))
        .map(|(_, &level)| level)
        .collect();
    loudest.sort_unstable_by(f64::total_cmp);
    let high = loudest.get(loudest.len() * 9 / 10).copied().unwrap_or(0.0);
    levels.into_iter().map(|level| level > high - 30.0).collect()
}

/// The pitch of each step in hertz; 0 where there is none.
fn pitch_track(samples: &[i16], loud: &[bool]) -> Vec<f32> {
    loud.iter()
        .enumerate()
        .map(|(step, &loud)| {
            if loud {
                pitch_at(samples, step * STEP + STEP / 2).unwrap_or(0.0)
            } else {
                0.0
            }
        })
        .collect()
}

/// Whether a step lies in one of these stretches; asked by binary search, for recordings are long.
fn inside(stretches: &[Stretch]) -> impl Fn(usize) -> bool {
    move |step| {
        let middle = ms(step * STEP + STEP / 2);
        let after = stretches.partition_point(|stretch| stretch.start_ms <= middle);
        after
            .checked_sub(1)
            .and_then(|at| stretches.get(at))
            .is_some_and(|stretch| middle < stretch.end_ms)
    }
}

fn syllables(samples: &[i16], speech: &[Stretch], held: &[Stretch]) -> u32 {
    let (in_speech, in_held) = (inside(speech), inside(held));
    let mut syllables = Syllables::new();
    let silence = [0; STEP];
    let steps = samples.chunks_exact(STEP);
    // Silence behind the end, so that a peak before it is followed by a dip.
    let count = steps
        .chain(std::iter::repeat_n(&silence[..], 10))
        .filter_map(|step| syllables.step(step))
        .filter(|&nucleus| in_speech(nucleus / STEP) && !in_held(nucleus / STEP))
        .count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn pitch_spread(pitch: &[f32], speech: &[Stretch]) -> Option<f64> {
    let in_speech = inside(speech);
    let mut tones: Vec<f64> = pitch
        .iter()
        .enumerate()
        .filter(|&(step, &hertz)| hertz > 0.0 && in_speech(step))
        .map(|(_, &hertz)| semitones(hertz))
        .collect();
    if tones.len() < FEWEST_VOICED {
        return None;
    }
    tones.sort_unstable_by(f64::total_cmp);
    let middle = tones[tones.len() / 2];
    tones.retain(|tone| (tone - middle).abs() <= SLIP);
    Some(spread(&tones))
}

/// Loudness of speech and of what lies between it.
fn levels(samples: &[i16], speech: &[Stretch]) -> (Option<f64>, Option<f64>) {
    let in_speech = inside(speech);
    let widened: Vec<Stretch> = speech
        .iter()
        .map(|stretch| Stretch {
            start_ms: stretch.start_ms.saturating_sub(FADE_MS),
            end_ms: stretch.end_ms + FADE_MS,
        })
        .collect();
    let near_speech = inside(&widened);
    let (mut spoken, mut steps) = (0.0, 0usize);
    let mut silent = Vec::new();
    for (step, part) in samples.chunks_exact(STEP).enumerate() {
        if in_speech(step) {
            spoken += mean_square(part);
            steps += 1;
        } else if !near_speech(step) {
            silent.push(mean_square(part));
        }
    }
    let loudness = (steps > 0).then(|| decibels(spoken / steps as f64));
    // The median: a door or a keystroke is not the room.
    silent.sort_unstable_by(f64::total_cmp);
    let noise = (silent.len() >= FEWEST_SILENT).then(|| decibels(silent[silent.len() / 2]));
    (loudness, noise)
}

fn clipped(samples: &[i16]) -> f64 {
    if samples.is_empty() {
        return 0.0;
    }
    let full = samples
        .iter()
        .filter(|sample| sample.unsigned_abs() >= FULL_SCALE)
        .count();
    full as f64 / samples.len() as f64
}
