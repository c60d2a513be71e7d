//! What is worth saying of a delivery, in words. There is a switch: whoever stammers, speaks in a second language or simply speaks as they
//! do turns fluency off, and only what the microphone and the room did is said.

use glidepath_domain::{Delivery, Stretch};

use crate::delivery::LONG_PAUSE_MS;
use crate::{Profile, Rates};

/// Loudness under which speech is hard to hear.
const QUIET_DB: f64 = -40.0;
/// Share of samples at full scale over which distortion is heard.
const CLIPPED: f64 = 0.001;
/// Decibels above the noise under which a transcriber mishears, and our own measures grow unsure.
const CLEAR_DB: f64 = 15.0;
/// Held sounds a minute over which they are worth a word, and fewest in all. Source: docs/speech.md, SpeechFit's.
const HELD_A_MINUTE: f64 = 2.0;
const FEWEST_HELD: usize = 4;
/// Semitones under which a voice is heard as flat. Source: docs/speech.md, Parley's.
const FLAT: f64 = 1.2;

/// One thing worth saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Stable, in kebab case.
    pub code: &'static str,
    /// What was heard, and what to do where there is something.
    pub text: String,
    /// Where, if it is one place.
    pub at: Option<Stretch>,
}

/// How remarks are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remarks<'a> {
    /// The language spoken; without one nothing is said of fast or slow.
    pub profile: Option<&'a Profile>,
    /// False: nothing about pauses, held sounds, pace or melody.
    pub fluency: bool,
}

impl Remarks<'_> {
    /// What is worth saying of a take, the recording first.
    #[must_use]
    pub fn on(&self, delivery: &Delivery, rates: &Rates) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if delivery.speech.is_empty() {
            remarks.push(whole(
                "no-speech",
                "No speech was heard in this recording. Watch the level meter move before you start.".to_owned(),
            ));
            return remarks;
        }
        recording(delivery, &mut remarks);
        if self.fluency {
            self.fluency(delivery, rates, &mut remarks);
        }
        remarks
    }

    fn fluency(&self, delivery: &Delivery, rates: &Rates, remarks: &mut Vec<Remark>) {
        let long = delivery.pauses.iter().filter(|pause| pause.ms() > LONG_PAUSE_MS);
        if let Some(longest) = long.clone().max_by_key(|pause| pause.ms()) {
            let seconds = longest.ms() as f64 / 1_000.0;
            let others = match long.count() {
                1 => String::new(),
                count => format!(" It is one of {count} over {:.1} s.", LONG_PAUSE_MS as f64 / 1_000.0),
            };
            remarks.push(Remark {
                code: "long-pause",
                text: format!(
                    "A pause of {seconds:.1} s.{others} Before a hard sentence a pause is fine; say that you are thinking if it grows longer."
                ),
                at: Some(*longest),
            });
        }
        let held = delivery.held.len();
        let a_minute = held as f64 * 60_000.0 / delivery.duration_ms.max(1) as f64;
        if held >= FEWEST_HELD && a_minute > HELD_A_MINUTE {
            remarks.push(Remark {
                code: "held-sounds",
                text: format!(
                    "{held} held sounds, {a_minute:.1} a minute. Close your mouth and let the pause be silent."
                ),
                at: delivery.held.iter().copied().max_by_key(|held| held.ms()),
            });
        }
        if let (Some(profile), Some(rate)) = (self.profile, rates.articulation) {
            if rate > profile.fast() {
                remarks.push(whole(
                    "fast",
                    format!(
                        "{rate:.1} syllables a second while speaking: fast for {}, where {:.1} is. Breathe out at full stops.",
                        profile.name,
                        profile.fast()
                    ),
                ));
            } else if rate < profile.slow() {
                remarks.push(whole(
                    "slow",
                    format!(
                        "{rate:.1} syllables a second while speaking: slow for {}, where {:.1} is.",
                        profile.name,
                        profile.slow()
                    ),
                ));
            }
        }
        if let Some(spread) = delivery.pitch_spread.filter(|&spread| spread < FLAT) {
            remarks.push(whole(
                "flat",
                format!("The pitch moved by {spread:.1} semitones, which is heard as flat. Lean on the figure in each sentence."),
            ));
        }
    }
}

fn recording(delivery: &Delivery, remarks: &mut Vec<Remark>) {
    if let Some(loudness) = delivery.loudness_db.filter(|&loudness| loudness < QUIET_DB) {
        remarks.push(whole(
            "quiet",
            format!("The recording is quiet ({loudness:.0} dB). Move nearer to the microphone, or turn its level up."),
        ));
    }
    if delivery.clipped > CLIPPED {
        remarks.push(whole(
            "clipping",
            format!(
                "{:.1}% of the recording is at full scale and sounds distorted. Turn the microphone's level down.",
                delivery.clipped * 100.0
            ),
        ));
    }
    if let Some(above) = delivery.above_noise_db.filter(|&above| above < CLEAR_DB) {
        remarks.push(whole(
            "noisy",
            format!("Your voice stands {above:.0} dB above the room. Close a window or move nearer; until then pauses and syllables are counted less surely."),
        ));
    }
}

const fn whole(code: &'static str, text: String) -> Remark {
    Remark { code, text, at: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glidepath_domain::Listener;

    const MINUTE: Stretch = Stretch {
        start_ms: 0,
        end_ms: 60_000,
    };

    fn fine() -> Delivery {
        Delivery {
            duration_ms: 60_000,
            listener: Listener::Energy,
            speech: vec![MINUTE],
            pauses: Vec::new(),
            held: Vec::new(),
            syllables: 200,
            pitch_spread: Some(3.0),
            loudness_db: Some(-20.0),
            above_noise_db: Some(40.0),
            clipped: 0.0,
        }
    }

    fn pause(start_ms: u64, length: u64) -> Stretch {
        Stretch {
            start_ms,
            end_ms: start_ms + length,
        }
    }

    fn codes(fluency: bool, delivery: &Delivery, articulation: Option<f64>) -> Vec<&'static str> {
        let remarks = Remarks {
            profile: Profile::of("en"),
            fluency,
        };
        let rates = Rates {
            articulation,
            ..Rates::default()
        };
        remarks.on(delivery, &rates).iter().map(|remark| remark.code).collect()
    }

    #[test]
    fn a_fine_take_needs_no_word() {
        assert!(codes(true, &fine(), Some(4.5)).is_empty());
    }

    #[test]
    fn with_fluency_off_only_the_recording_is_spoken_of() {
        let everything = Delivery {
            pauses: vec![pause(5_000, 3_000), pause(20_000, 4_000)],
            held: vec![pause(1_000, 500); 5],
            pitch_spread: Some(0.8),
            loudness_db: Some(-45.0),
            above_noise_db: Some(8.0),
            clipped: 0.01,
            ..fine()
        };
        let recording = ["quiet", "clipping", "noisy"];
        assert_eq!(codes(false, &everything, Some(7.0)), recording);
        let all = codes(true, &everything, Some(7.0));
        assert_eq!(all[..3], recording);
        assert_eq!(all[3..], ["long-pause", "held-sounds", "fast", "flat"]);
    }

    #[test]
    fn the_longest_pause_is_pointed_at() {
        let delivery = Delivery {
            pauses: vec![pause(5_000, 3_000), pause(20_000, 4_000), pause(30_000, 600)],
            ..fine()
        };
        let remarks = Remarks {
            profile: None,
            fluency: true,
        };
        let said = remarks.on(&delivery, &Rates::default());
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].at, Some(pause(20_000, 4_000)));
        assert!(said[0].text.starts_with("A pause of 4.0 s. It is one of 2 over 2.5 s."));
    }

    #[test]
    fn one_held_sound_is_nobodys_business() {
        let delivery = Delivery {
            duration_ms: 20_000,
            held: vec![pause(1_000, 500)],
            ..fine()
        };
        assert!(codes(true, &delivery, None).is_empty());
    }

    #[test]
    fn silence_is_said_and_nothing_else() {
        let silent = Delivery {
            speech: Vec::new(),
            loudness_db: None,
            above_noise_db: None,
            pitch_spread: None,
            ..fine()
        };
        assert_eq!(codes(true, &silent, None), ["no-speech"]);
    }

    #[test]
    fn a_language_nothing_is_known_of_is_not_judged_by_anothers_pace() {
        let rates = Rates {
            articulation: Some(12.0),
            ..Rates::default()
        };
        let remarks = Remarks {
            profile: Profile::of("xx"),
            fluency: true,
        };
        assert!(remarks.on(&fine(), &rates).is_empty());
    }
}
