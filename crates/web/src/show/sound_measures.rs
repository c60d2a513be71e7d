//! What is measured of a delivery, each with its meaning, its scale and what is usual: for the take's page.

use glidepath_domain::Delivery;
use glidepath_speech::{Baseline, Measure as Measured, Profile, Rates};

use super::measure::Measure;

/// Words a minute that told answers run at from slow to fast, in English. Source: docs/speech.md.
const TOLD: (f64, f64) = (100.0, 195.0);
/// Loudness of speech that is neither hard to hear nor near distortion, in dB. Source: docs/speech.md.
const LOUD: (f64, f64) = (-32.0, -14.0);
/// Spread of the pitch from which a voice is not heard as flat, in semitones. Source: docs/speech.md.
const FLAT: f64 = 1.2;

/// Every measure. A corridor is drawn only where the language's own is known.
pub(crate) fn sound_measures(
    delivery: &Delivery,
    rates: &Rates,
    baseline: &Baseline,
    profile: Option<&Profile>,
) -> Vec<Measure> {
    let told = profile.filter(|p| p.code == "en").map(|_| TOLD);
    let own = |measured: Measured| baseline.usual(measured).map(|usual| usual.median);
    let row = |measured: Measured, name, digits, unit, means: &str, scale, corridor, lacks| Measure {
        name,
        value: measured.of(delivery, rates).ok_or(lacks),
        digits,
        unit,
        means: means.to_owned(),
        scale,
        corridor,
        own: own(measured),
    };
    vec![
        row(
            Measured::Delivered,
            "Over the whole take",
            0,
            "words a minute",
            "All words, divided by the whole length with every silence in it: how much reaches a listener.",
            (60.0, 240.0),
            told,
            "needs the words",
        ),
        row(
            Measured::Narration,
            "Without long silences",
            0,
            "words a minute",
            "The same with silences over a second left out: how fast the telling goes on once it goes.",
            (60.0, 240.0),
            None,
            "needs the words",
        ),
        row(
            Measured::Phrase,
            "Within phrases",
            0,
            "words a minute",
            "The middle of the rates between one pause and the next: how fast words come when they come.",
            (60.0, 300.0),
            None,
            "needs the times of words",
        ),
        row(
            Measured::Articulation,
            "Articulation",
            1,
            "syllables a second",
            "Syllables heard in the sound, divided by the time spent speaking: how fast the mouth moves. It needs no words. The shaded stretch is usual for the language.",
            (1.5, 8.5),
            profile.map(|p| (p.slow(), p.fast())),
            "too little was said",
        ),
        row(
            Measured::Pauses,
            "Pauses",
            1,
            "a minute",
            "Silences of a quarter of a second or more between words. Neither few nor many is better: where they stand is what counts.",
            (0.0, 40.0),
            None,
            "too little was said",
        ),
        row(
            Measured::Held,
            "Held sounds",
            1,
            "a minute",
            "A sound held on one pitch, such as uhm or a drawn-out and, found in the sound itself.",
            (0.0, 16.0),
            None,
            "too little was said",
        ),
        row(
            Measured::PitchSpread,
            "Melody",
            1,
            "semitones",
            "How far the pitch moves around its middle, as a standard deviation.",
            (0.0, 7.0),
            Some((FLAT, 7.0)),
            "too little was voiced",
        ),
        row(
            Measured::Loudness,
            "Loudness",
            0,
            "dB",
            "Of speech alone, below the loudest that can be recorded. It tells of microphone and room more than of you.",
            (-60.0, 0.0),
            Some(LOUD),
            "too little was said",
        ),
    ]
}
