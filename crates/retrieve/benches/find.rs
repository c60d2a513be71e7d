//! How long a search takes in a small and in a very large library. Readings are made by a stand-in of the right shape: the network is measured in
//! `glidepath-infer`.

use std::sync::Arc;

use glidepath_domain::{Principle, StoryId};
use glidepath_retrieve::{Asked, Entry, Library, Meaning, Reading, Shown, THEMES, WIDTH};

fn main() {
    divan::main();
}

/// Numbers that depend on the words alone.
struct StandIn;

fn numbers(words: &str, count: usize) -> Vec<f32> {
    let mut state = words
        .bytes()
        .fold(2_166_136_261_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(16_777_619))
        .max(1);
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 - 0.5
    };
    (0..count).map(next).collect()
}

impl Meaning for StandIn {
    fn model(&self) -> &'static str {
        "stand-in"
    }

    fn asked(&self, question: &str) -> Option<Asked> {
        Some(Asked {
            vector: Arc::from(numbers(question, WIDTH)),
            principles: numbers(question, Principle::ALL.len()),
            bucket: numbers(question, 5),
            form: numbers(question, 3),
            themes: numbers(question, THEMES),
        })
    }

    fn shown(&self, sentence: &str) -> Option<Shown> {
        Some(Shown {
            vector: Arc::from(numbers(sentence, WIDTH)),
            themes: numbers(sentence, THEMES),
            principles: numbers(sentence, Principle::ALL.len()),
        })
    }

    fn whole(&self, _sum: &[f32]) -> Option<[Vec<f32>; 2]> {
        Some([numbers("themes", THEMES), numbers("principles", Principle::ALL.len())])
    }
}

/// A word of an invented language: few are frequent and most are rare, as in a real one.
fn word(seed: usize) -> String {
    let mut state = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    state ^= state >> 31;
    state = state.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let share = (state >> 11) as f64 / (1_u64 << 53) as f64;
    format!("w{}", 20_000_f64.powf(share) as u32)
}

fn story(n: usize) -> Entry {
    let sentence = |k: usize| {
        (0..18)
            .map(|w| word(n * 1_009 + k * 31 + w))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let sentences: Vec<String> = (0..12).map(|k| format!("S{}.", sentence(k))).collect();
    let (title, text) = (sentence(40), sentences.join(" "));
    Entry {
        id: Some(StoryId(n.to_string())),
        reading: Reading::of(&title, &text, &StandIn),
        title,
        text,
        principles: vec![Principle::ALL[n % 16], Principle::ALL[(n * 3 + 1) % 16]],
        ..Entry::default()
    }
}

#[divan::bench(args = [30, 1_000, 100_000], sample_count = 100, sample_size = 1)]
fn find(bencher: divan::Bencher<'_, '_>, stories: usize) {
    let library = Library::of((0..stories).map(story));
    let mut asked = 0_usize;
    bencher.bench_local(move || {
        asked += 1;
        let question = (0..14).map(|w| word(asked * 77 + w)).collect::<Vec<_>>().join(" ");
        library.find(&question, 5, Some(&StandIn))
    });
}

#[divan::bench(args = [1_000], sample_count = 5)]
fn build(stories: usize) -> Library {
    Library::of((0..stories).map(story))
}
