//! What is heard in sound whose truth is known, because it was made here: pulses through resonances, as a mouth makes vowels.

use glidepath_domain::{Delivery, Listener, Stretch, TimedWord};
use glidepath_speech::{Live, RATE, Vad, decode, delivery, rates, speech_stretches};

/// Sound being made, at 16 kHz.
struct Take {
    samples: Vec<i16>,
    noise: u32,
}

impl Take {
    fn new() -> Self {
        Self {
            samples: Vec::new(),
            noise: 1,
        }
    }

    fn now(&self) -> u64 {
        (self.samples.len() * 1_000 / RATE) as u64
    }

    fn silence(&mut self, ms: usize) -> Stretch {
        let start_ms = self.now();
        self.samples.resize(self.samples.len() + ms * RATE / 1_000, 0);
        Stretch {
            start_ms,
            end_ms: self.now(),
        }
    }

    /// A vowel: pulses of this pitch through two resonances, risen and fallen in 30 ms.
    fn vowel(&mut self, ms: usize, hertz: f32, resonances: [f32; 2], loud: f32) -> Stretch {
        let start_ms = self.now();
        let count = ms * RATE / 1_000;
        let mut state = [[0f32; 2]; 2];
        let mut phase = 0.0;
        for i in 0..count {
            phase += hertz / RATE as f32;
            let mut x = if phase >= 1.0 {
                phase -= 1.0;
                1.0
            } else {
                0.0
            };
            for (resonance, memory) in resonances.iter().zip(&mut state) {
                let radius = (-std::f32::consts::PI * 90.0 / RATE as f32).exp();
                let turn = 2.0 * radius * (std::f32::consts::TAU * resonance / RATE as f32).cos();
                let y = x + turn * memory[0] - radius * radius * memory[1];
                *memory = [y, memory[0]];
                x = y;
            }
            let edge = (30 * RATE / 1_000) as f32;
            let swell = (i as f32 / edge).min((count - i) as f32 / edge).min(1.0);
            self.samples
                .push((x * swell * loud * 120.0).clamp(-32_000.0, 32_000.0) as i16);
        }
        Stretch {
            start_ms,
            end_ms: self.now(),
        }
    }

    /// So many syllables of 120 ms, 50 ms of closure after each, with a melody.
    fn babble(&mut self, syllables: usize) -> Stretch {
        let start_ms = self.now();
        let colours = [[700.0, 1_200.0], [300.0, 2_200.0], [500.0, 900.0], [600.0, 1_700.0]];
        for i in 0..syllables {
            let melody = [118.0, 131.0, 124.0, 109.0, 140.0][i % 5];
            self.vowel(120, melody, colours[i % 4], 1.0);
            self.silence(50);
        }
        Stretch {
            start_ms,
            end_ms: self.now(),
        }
    }

    fn with_noise(mut self, loud: f32) -> Vec<i16> {
        for sample in &mut self.samples {
            self.noise = self.noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (self.noise >> 16) as f32 / 32_768.0 - 1.0;
            *sample = (f32::from(*sample) + noise * loud).clamp(-32_768.0, 32_767.0) as i16;
        }
        self.samples
    }
}

fn near(heard: Stretch, true_one: Stretch, ms: u64) -> bool {
    heard.start_ms.abs_diff(true_one.start_ms) <= ms && heard.end_ms.abs_diff(true_one.end_ms) <= ms
}

#[test]
fn syllables_and_pauses_are_those_that_were_made() {
    let mut take = Take::new();
    take.silence(500);
    take.babble(20);
    let short = take.silence(550);
    take.babble(15);
    let long = take.silence(2_950);
    take.babble(10);
    take.silence(400);
    for noise in [10.0, 60.0] {
        let samples = Take {
            samples: take.samples.clone(),
            noise: 1,
        }
        .with_noise(noise);
        let heard = delivery(&samples, Listener::Energy);
        assert!(heard.syllables.abs_diff(45) <= 1, "{}", heard.syllables);
        assert_eq!(heard.pauses.len(), 2, "{:?}", heard.pauses);
        assert!(
            near(heard.pauses[0], short, 80) && near(heard.pauses[1], long, 80),
            "{:?}",
            heard.pauses
        );
        assert!(heard.held.is_empty(), "{:?}", heard.held);
        assert_eq!(heard.clipped, 0.0);
        // 120 ms of vowel in every 170.
        let rate = rates(&heard, 30, &[]).articulation.unwrap();
        assert!((rate - 1.0 / 0.17).abs() < 0.5, "{rate}");
    }
}

#[test]
fn a_held_sound_is_heard_and_a_glide_is_not() {
    let mut take = Take::new();
    take.silence(300);
    take.babble(12);
    take.silence(80);
    let held = take.vowel(650, 112.0, [550.0, 1_100.0], 0.8);
    take.silence(400);
    take.babble(12);
    // As long, but the pitch goes up by half an octave.
    for step in 0..26 {
        take.vowel(26, 100.0 * 1.018f32.powi(step), [550.0, 1_100.0], 0.8);
    }
    take.silence(300);
    let samples = take.with_noise(10.0);
    for &listener in Listener::ALL {
        let heard = delivery(&samples, listener);
        assert_eq!(heard.held.len(), 1, "{listener:?} {:?}", heard.held);
        assert!(near(heard.held[0], held, 80), "{:?} {held:?}", heard.held);
        // It is voice, and no pause.
        assert!(
            heard
                .pauses
                .iter()
                .all(|pause| pause.end_ms <= held.start_ms || pause.start_ms >= held.end_ms - 80)
        );
    }
}

#[test]
fn a_flat_voice_is_told_from_a_lively_one() {
    let spread = |semitones: f32| {
        let mut take = Take::new();
        for i in 0..40 {
            let up = if i % 2 == 0 { semitones } else { -semitones };
            take.vowel(120, 120.0 * 2f32.powf(up / 12.0), [600.0, 1_300.0], 1.0);
            take.silence(40);
        }
        delivery(&take.with_noise(5.0), Listener::Energy).pitch_spread.unwrap()
    };
    assert!((spread(0.0)).abs() < 0.2);
    assert!((spread(2.0) - 2.0).abs() < 0.2);
}

#[test]
fn loudness_noise_and_clipping_are_in_decibels() {
    let mut take = Take::new();
    take.silence(1_000);
    take.babble(20);
    take.silence(1_000);
    let samples = take.with_noise(104.0);
    let heard = delivery(&samples, Listener::Energy);
    // Uniform noise of that amplitude has 104 / sqrt 3 as its effective value: -54.7 dB.
    let noise = heard.loudness_db.unwrap() - heard.above_noise_db.unwrap();
    assert!((noise + 54.7).abs() < 0.5, "{noise}");
    let louder: Vec<i16> = samples.iter().map(|s| s.saturating_mul(2)).collect();
    let twice = delivery(&louder, Listener::Energy);
    assert!((twice.loudness_db.unwrap() - heard.loudness_db.unwrap() - 6.02).abs() < 0.2);
    let shouted: Vec<i16> = samples.iter().map(|s| s.saturating_mul(40)).collect();
    assert!(delivery(&shouted, Listener::Energy).clipped > 0.01);
}

#[test]
fn nothing_is_made_of_nothing() {
    for &listener in Listener::ALL {
        for samples in [
            vec![],
            vec![0; 7],
            vec![0; 511],
            vec![0; 3 * RATE],
            Take::new().with_noise(0.0),
        ] {
            let heard = delivery(&samples, listener);
            assert_eq!(heard.listener, listener);
            assert!(heard.speech.is_empty() && heard.pauses.is_empty() && heard.held.is_empty());
            assert_eq!(
                (heard.syllables, heard.loudness_db, heard.above_noise_db),
                (0, None, None)
            );
            assert_eq!(rates(&heard, 100, &[]), glidepath_speech::Rates::default());
        }
        // The worst that can be sent: all at full scale, back and forth.
        let extremes: Vec<i16> = (0..2 * RATE)
            .map(|i| if i % 2 == 0 { i16::MIN } else { i16::MAX })
            .collect();
        assert_eq!(delivery(&extremes, listener).clipped, 1.0);
    }
}

#[test]
fn a_room_that_hums_is_not_speech() {
    let mut hiss = Take::new();
    hiss.silence(8_000);
    let hiss = hiss.with_noise(600.0);
    for &listener in Listener::ALL {
        let heard = speech_stretches(&hiss, &mut Vad::of(listener));
        let spoken: u64 = heard.iter().map(|stretch| stretch.ms()).sum();
        assert!(spoken < 400, "{listener:?} {heard:?}");
    }
}

fn taken(speech: &[(u64, u64)], pauses: &[(u64, u64)], duration_ms: u64, syllables: u32) -> Delivery {
    let stretches = |pairs: &[(u64, u64)]| {
        let made = pairs.iter().map(|&(start_ms, end_ms)| Stretch { start_ms, end_ms });
        made.collect::<Vec<_>>()
    };
    Delivery {
        duration_ms,
        listener: Listener::Silero,
        speech: stretches(speech),
        pauses: stretches(pauses),
        held: Vec::new(),
        syllables,
        pitch_spread: None,
        loudness_db: None,
        above_noise_db: None,
        clipped: 0.0,
    }
}

#[test]
fn the_four_rates_are_four() {
    // Two seconds before, ten of speech, a pause of four, ten of speech, four after: thirty in all.
    let take = taken(&[(2_000, 12_000), (16_000, 26_000)], &[(12_000, 16_000)], 30_000, 90);
    let times: Vec<TimedWord> = (0..30u64)
        .map(|i| {
            let start_ms = if i < 20 {
                2_000 + i * 500
            } else {
                16_000 + (i - 20) * 1_000
            };
            TimedWord {
                word: "word".to_owned(),
                start_ms,
                end_ms: start_ms + if i < 20 { 500 } else { 1_000 },
            }
        })
        .collect();
    let four = rates(&take, 30, &times);
    assert_eq!(four.delivered, Some(60.0));
    // Twenty seconds are left when the silences of two, four and four are gone.
    assert_eq!(four.narration, Some(90.0));
    // One stretch at 120, one at 60.
    assert_eq!(four.phrase, Some(90.0));
    assert_eq!(four.articulation, Some(4.5));
}

#[test]
fn a_rate_without_what_it_needs_is_not_guessed() {
    let take = taken(&[(0, 10_000)], &[], 10_000, 0);
    let four = rates(&take, 0, &[]);
    assert_eq!(four, glidepath_speech::Rates::default());
    let no_times = rates(&take, 20, &[]);
    assert_eq!((no_times.delivered, no_times.phrase), (Some(120.0), None));
}

#[test]
fn the_meter_keeps_up_in_pieces_of_any_size() {
    let mut take = Take::new();
    take.silence(1_000);
    take.babble(30);
    take.silence(1_500);
    let samples = take.with_noise(20.0);
    let mut last = None;
    for piece in [1, 160, 999, 1_600, 50_000] {
        let mut live = Live::default();
        let mut level = None;
        let mut spoke = false;
        for part in samples.chunks(piece) {
            if let Some(now) = live.push(part) {
                spoke |= now.speaking;
                level = Some(now);
            }
        }
        let level = level.unwrap();
        assert!(spoke || piece == 50_000);
        assert!(!level.speaking && level.silence_ms.abs_diff(1_550) <= 120, "{level:?}");
        assert!(level.syllables.abs_diff(30) <= 2, "{level:?}");
        assert!(level.spoken_ms.abs_diff(30 * 130) < 900, "{level:?}");
        assert!(last.is_none_or(|last| last == level), "{piece}");
        last = Some(level);
    }
}

#[test]
fn the_meter_forgets_syllables_after_ten_seconds() {
    let mut take = Take::new();
    take.babble(20);
    take.silence(12_000);
    let mut live = Live::default();
    let level = live.push(&take.with_noise(5.0)).unwrap();
    assert_eq!(level.syllables, 0);
    assert!(level.silence_ms > 11_000);
}

#[test]
fn the_network_says_what_the_reference_says() {
    // Silero's own file run by onnxruntime (training/speech/chances.py).
    let file: &[u8] = include_bytes!("data/alac.m4a");
    let samples = decode(std::io::Cursor::new(file), None).unwrap().samples;
    let expected: Vec<f32> = include_str!("data/chances.txt")
        .lines()
        .map(|line| line.parse().unwrap())
        .collect();
    let mut vad = Vad::silero().unwrap();
    // In pieces of any size, state and context are carried on.
    for piece in [samples.len(), 777, 160] {
        vad.reset();
        let mut chances = Vec::new();
        for part in samples.chunks(piece) {
            vad.push(part, &mut chances);
        }
        assert_eq!(chances.len(), expected.len());
        let furthest = chances
            .iter()
            .zip(&expected)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max);
        assert!(furthest < 1e-3, "{furthest}");
    }
}
