//! Altitude: from how high each sentence is told, from the market at 50,000 ft to what changed on the ground.
//!
//! Beat gives the height; abstract talk without a deed lifts a sentence, a deed or a figure brings it down. Source: domain §3.

use glidepath_domain::Beat;
use glidepath_text::Transcript;

use crate::{Signal, Signals};

/// Feet of each sentence.
pub(crate) fn read(transcript: &Transcript<'_>, signals: &Signals, beats: &[(Beat, f64)]) -> Vec<u32> {
    beats
        .iter()
        .enumerate()
        .map(|(sentence, (beat, _))| {
            let abstract_talk =
                signals.weight_in(Signal::Strategy, sentence) + signals.weight_in(Signal::Cliche, sentence);
            let deeds = transcript.acts_in(sentence).len();
            let figures = transcript.figures_in(sentence).len();
            if abstract_talk >= 1.0 && deeds + figures <= 1 {
                return 50_000;
            }
            match beat {
                Beat::Context => 50_000,
                Beat::Role => 25_000,
                Beat::Problem | Beat::Obstacle => 15_000,
                Beat::Options | Beat::Action => 5_000,
                Beat::Result | Beat::Learning => 0,
            }
        })
        .collect()
}
