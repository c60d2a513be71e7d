//! One's own usual, over earlier takes. A person is compared with themselves, and only once there is something to compare with.

use std::collections::BTreeMap;

use glidepath_domain::Delivery;

use crate::Rates;
use crate::rates::median;

/// Earlier takes without which nothing is called usual.
pub const FEWEST_TAKES: usize = 5;
/// Spreads from one's usual at which a take is unlike it. Source: docs/speech.md, Parley's 1.5 standard deviations.
const UNLIKE: f64 = 1.5;
/// What makes a median distance from the median as large as a standard deviation, for values as scattered as chance scatters them.
const AS_DEVIATION: f64 = 1.4826;

/// One thing that is measured of each take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Words a minute over the whole take.
    Delivered,
    /// Words a minute without silences over a second.
    Narration,
    /// Words a minute within phrases.
    Phrase,
    /// Syllables a second of speech.
    Articulation,
    /// Pauses a minute.
    Pauses,
    /// The longest pause, in seconds.
    LongestPause,
    /// Held sounds a minute.
    Held,
    /// Spread of the pitch, in semitones.
    PitchSpread,
    /// Loudness of speech, in dB below full scale.
    Loudness,
}

impl Measure {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Delivered,
        Self::Narration,
        Self::Phrase,
        Self::Articulation,
        Self::Pauses,
        Self::LongestPause,
        Self::Held,
        Self::PitchSpread,
        Self::Loudness,
    ];

    /// Its slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Narration => "narration",
            Self::Phrase => "phrase",
            Self::Articulation => "articulation",
            Self::Pauses => "pauses",
            Self::LongestPause => "longest-pause",
            Self::Held => "held",
            Self::PitchSpread => "pitch-spread",
            Self::Loudness => "loudness",
        }
    }

    /// Its value in one take; `None` where the take has none.
    #[must_use]
    pub fn of(self, delivery: &Delivery, rates: &Rates) -> Option<f64> {
        let a_minute = |count: usize| {
            (!delivery.speech.is_empty() && delivery.duration_ms > 0)
                .then(|| count as f64 * 60_000.0 / delivery.duration_ms as f64)
        };
        match self {
            Self::Delivered => rates.delivered,
            Self::Narration => rates.narration,
            Self::Phrase => rates.phrase,
            Self::Articulation => rates.articulation,
            Self::Pauses => a_minute(delivery.pauses.len()),
            Self::LongestPause => delivery
                .pauses
                .iter()
                .map(|pause| pause.ms() as f64 / 1_000.0)
                .reduce(f64::max),
            Self::Held => a_minute(delivery.held.len()),
            Self::PitchSpread => delivery.pitch_spread,
            Self::Loudness => delivery.loudness_db,
        }
    }

    /// The least difference worth a word, beside this usual value: what a listener would notice, and not less than the measure's own error.
    fn least(self, usual: f64) -> f64 {
        match self {
            Self::Delivered | Self::Narration | Self::Phrase | Self::Articulation => usual * 0.1,
            Self::Pauses => 2.0,
            Self::LongestPause => 0.75,
            Self::Held => 1.0,
            Self::PitchSpread => 0.5,
            Self::Loudness => 3.0,
        }
    }

    const fn more(self) -> &'static str {
        match self {
            Self::Delivered | Self::Narration | Self::Phrase | Self::Articulation => "Faster than your usual",
            Self::Pauses => "More pauses than your usual",
            Self::LongestPause => "A longer pause than your usual longest",
            Self::Held => "More held sounds than your usual",
            Self::PitchSpread => "Livelier in pitch than your usual",
            Self::Loudness => "Louder than your usual",
        }
    }

    const fn less(self) -> &'static str {
        match self {
            Self::Delivered | Self::Narration | Self::Phrase | Self::Articulation => "Slower than your usual",
            Self::Pauses => "Fewer pauses than your usual",
            Self::LongestPause => "No pause as long as your usual longest",
            Self::Held => "Fewer held sounds than your usual",
            Self::PitchSpread => "Flatter in pitch than your usual",
            Self::Loudness => "Quieter than your usual",
        }
    }

    fn said(self, value: f64) -> String {
        match self {
            Self::Delivered => format!("{value:.0} words a minute over the whole take"),
            Self::Narration => format!("{value:.0} words a minute without long silences"),
            Self::Phrase => format!("{value:.0} words a minute within phrases"),
            Self::Articulation => format!("{value:.1} syllables a second"),
            Self::Pauses | Self::Held => format!("{value:.1} a minute"),
            Self::LongestPause => format!("{value:.1} s"),
            Self::PitchSpread => format!("{value:.1} semitones"),
            Self::Loudness => format!("{value:.0} dB"),
        }
    }
}

/// What is usual of one measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// Takes that had it.
    pub takes: usize,
    /// The middle value.
    pub median: f64,
    /// How far takes usually lie from it, as a standard deviation; a single odd take does not move it.
    pub spread: f64,
}

/// A person's usual delivery.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Baseline {
    usual: BTreeMap<Measure, Usual>,
}

impl Baseline {
    /// Over these earlier takes, in any order. The take that is to be compared should not be among them.
    #[must_use]
    pub fn over<'a>(takes: impl IntoIterator<Item = (&'a Delivery, &'a Rates)>) -> Self {
        let mut values: BTreeMap<Measure, Vec<f64>> = BTreeMap::new();
        for (delivery, rates) in takes {
            for measure in Measure::ALL {
                if let Some(value) = measure.of(delivery, rates) {
                    values.entry(measure).or_default().push(value);
                }
            }
        }
        let usual = values.into_iter().filter_map(|(measure, mut values)| {
            let middle = median(&mut values)?;
            let mut apart: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
            let usual = Usual {
                takes: values.len(),
                median: middle,
                spread: median(&mut apart)? * AS_DEVIATION,
            };
            Some((measure, usual))
        });
        Self { usual: usual.collect() }
    }

    /// What is usual of a measure; `None` under [`FEWEST_TAKES`] takes that have it.
    #[must_use]
    pub fn usual(&self, measure: Measure) -> Option<Usual> {
        self.usual
            .get(&measure)
            .copied()
            .filter(|usual| usual.takes >= FEWEST_TAKES)
    }
}

/// A measure in which a take is unlike one's usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which.
    pub measure: Measure,
    /// This take's value.
    pub value: f64,
    /// One's usual.
    pub usual: Usual,
    /// Both, in words.
    pub text: String,
}

/// In what this take is unlike one's usual: over one and a half spreads from it, and by as much as a listener would notice. Only a
/// statement; more pauses may be a good thing.
#[must_use]
pub fn against(baseline: &Baseline, delivery: &Delivery, rates: &Rates) -> Vec<Difference> {
    Measure::ALL
        .into_iter()
        .filter_map(|measure| {
            let usual = baseline.usual(measure)?;
            let value = measure.of(delivery, rates)?;
            let apart = value - usual.median;
            if apart.abs() < (usual.spread * UNLIKE).max(measure.least(usual.median)) {
                return None;
            }
            let how = if apart > 0.0 { measure.more() } else { measure.less() };
            Some(Difference {
                measure,
                value,
                usual,
                text: format!(
                    "{how}: {}, usually {}.",
                    measure.said(value),
                    measure.said(usual.median)
                ),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use glidepath_domain::{Listener, Stretch};

    fn take(articulation: f64) -> (Delivery, Rates) {
        let delivery = Delivery {
            duration_ms: 60_000,
            listener: Listener::Energy,
            speech: vec![Stretch {
                start_ms: 0,
                end_ms: 60_000,
            }],
            pauses: Vec::new(),
            held: Vec::new(),
            syllables: 0,
            pitch_spread: None,
            loudness_db: Some(-20.0),
            above_noise_db: None,
            clipped: 0.0,
        };
        let rates = Rates {
            articulation: Some(articulation),
            ..Rates::default()
        };
        (delivery, rates)
    }

    fn over(values: &[f64]) -> Baseline {
        let takes: Vec<_> = values.iter().map(|&value| take(value)).collect();
        Baseline::over(takes.iter().map(|(delivery, rates)| (delivery, rates)))
    }

    #[test]
    fn four_takes_are_no_usual() {
        let (delivery, rates) = take(9.0);
        assert!(against(&over(&[5.0; 4]), &delivery, &rates).is_empty());
        let said = against(&over(&[5.0; 5]), &delivery, &rates);
        assert_eq!(said.len(), 1);
        assert_eq!(
            said[0].text,
            "Faster than your usual: 9.0 syllables a second, usually 5.0 syllables a second."
        );
    }

    #[test]
    fn a_person_who_varies_is_given_room() {
        let (delivery, rates) = take(6.2);
        assert_eq!(against(&over(&[5.0, 5.1, 4.9, 5.0, 5.05]), &delivery, &rates).len(), 1);
        assert!(against(&over(&[4.0, 6.0, 5.0, 4.2, 6.1]), &delivery, &rates).is_empty());
    }

    #[test]
    fn one_odd_take_moves_nothing() {
        let usual = over(&[5.0, 5.1, 4.9, 5.0, 50.0]).usual(Measure::Articulation).unwrap();
        assert!((usual.median - 5.0).abs() < 1e-9);
        assert!(usual.spread < 0.2);
    }

    #[test]
    fn what_a_listener_would_not_notice_is_not_said() {
        let (delivery, rates) = take(5.2);
        assert!(against(&over(&[5.0; 9]), &delivery, &rates).is_empty());
    }

    #[test]
    fn what_a_take_lacks_is_not_compared() {
        let (delivery, _) = take(5.0);
        assert!(against(&over(&[5.0; 9]), &delivery, &Rates::default()).is_empty());
        assert!(Baseline::default().usual(Measure::Loudness).is_none());
    }
}
