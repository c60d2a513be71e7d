//! What sound costs: a minute of it decoded, listened to and measured, and a second of it metered.

use std::hint::black_box;
use std::io::Cursor;

use divan::Bencher;
use glidepath_domain::Listener;
use glidepath_speech::{Live, RATE, Vad, decode, delivery, speech_stretches, waveform};

fn main() {
    divan::main();
}

/// A minute of it: the sentence of `tests/data`, twenty times.
fn minute() -> Vec<i16> {
    let file = include_bytes!("../tests/data/speech.flac");
    let sound = decode(Cursor::new(&file[..]), None).map(|sound| sound.samples);
    let sentence = sound.unwrap_or_default();
    sentence.iter().copied().cycle().take(60 * RATE).collect()
}

const FILES: [(&str, &[u8]); 8] = [
    ("wav", include_bytes!("../tests/data/mono-8k.wav")),
    ("mp3", include_bytes!("../tests/data/speech.mp3")),
    ("m4a", include_bytes!("../tests/data/speech.m4a")),
    ("vorbis", include_bytes!("../tests/data/vorbis.ogg")),
    ("opus", include_bytes!("../tests/data/opus.ogg")),
    ("webm", include_bytes!("../tests/data/opus.webm")),
    ("flac", include_bytes!("../tests/data/speech.flac")),
    ("alac", include_bytes!("../tests/data/alac.m4a")),
];

/// Three seconds in each kind, twenty times: a minute.
#[divan::bench(args = ["wav", "mp3", "m4a", "vorbis", "opus", "webm", "flac", "alac"])]
fn decode_a_minute(bencher: Bencher<'_, '_>, kind: &str) {
    let file = FILES
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or(&[][..], |(_, file)| *file);
    bencher.bench(|| {
        for _ in 0..20 {
            black_box(decode(Cursor::new(file), None).is_ok());
        }
    });
}

#[divan::bench(args = [Listener::Silero, Listener::Energy])]
fn speech_of_a_minute(bencher: Bencher<'_, '_>, listener: Listener) {
    let samples = minute();
    bencher.bench(|| speech_stretches(&samples, &mut Vad::of(listener)));
}

#[divan::bench(args = [Listener::Silero, Listener::Energy])]
fn delivery_of_a_minute(bencher: Bencher<'_, '_>, listener: Listener) {
    let samples = minute();
    bencher.bench(|| delivery(&samples, listener));
}

/// A second of sound as a room sends it, in tenths.
#[divan::bench(args = [Listener::Silero, Listener::Energy])]
fn live_a_second(bencher: Bencher<'_, '_>, listener: Listener) {
    let samples = minute();
    let mut live = Live::new(listener);
    let mut from = 0;
    bencher.bench_local(|| {
        for _ in 0..10 {
            black_box(live.push(&samples[from..from + RATE / 10]));
            from = (from + RATE / 10) % samples.len();
        }
    });
}

#[divan::bench]
fn waveform_of_a_minute(bencher: Bencher<'_, '_>) {
    let samples = minute();
    bencher.bench(|| waveform(&samples, 1_000));
}
