//! What the built-in transcriber costs: `cargo bench -p glidepath-infer --bench whisper`. One thread.
//!
//! `WHISPER` names the model's folder; without it the tiny one of the tests is timed, which says nothing of a real one. `training/whisper/base.py` makes
//! a folder of the sizes of whisper-base.en.
#![expect(clippy::unwrap_used, reason = "a benchmark without a model has nothing to say")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::LazyLock;

use divan::Bencher;
use glidepath_infer::{Whisper, WhisperProgress};

fn main() {
    divan::main();
}

fn folder() -> PathBuf {
    let tiny = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/whisper-tiny");
    std::env::var_os("WHISPER").map_or_else(|| PathBuf::from(tiny), PathBuf::from)
}

static WHISPER: LazyLock<Whisper> = LazyLock::new(|| Whisper::open(&folder(), 1).unwrap().without_times());

/// Thirty seconds of a sound that is not silent anywhere.
static WINDOW: LazyLock<Vec<i16>> = LazyLock::new(|| {
    let tone = |n: i32| (f64::from(n % 7_919) * 0.37).sin() * 6_000.0;
    (0..480_000).map(|n| tone(n * (n % 97)) as i16).collect()
});

/// Writes down a window until so many tokens are said.
fn say(tokens: usize) {
    let mut said = 0;
    let mut watch = |_: WhisperProgress| {
        said += 1;
        if said > tokens {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    drop(divan::black_box(WHISPER.transcribe(&WINDOW, Some(&mut watch))));
    // A loop is cut, which would make the figure too good.
    assert!(said > tokens, "only {said} tokens were said");
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Whisper::open(&folder(), 1).unwrap());
}

/// The front end, the encoder and the first step of the decoder.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn a_window_up_to_its_first_token() {
    say(1);
}

/// The same and ten tokens more.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn a_window_up_to_its_eleventh_token() {
    say(11);
}
