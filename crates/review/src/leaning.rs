//! Leanings: how much an answer as a whole looks like the ones annotators gave a label.
//!
//! Some labels have no words of their own: an answer lacks friction, or explains a cause, by everything it says together.
//! A leaning is a logistic regression over the features below, one for each label, its weights in
//! `data/leanings.tsv`, fitted by `cargo xtask fit` on `corpus/train` and `corpus/dev`. Four features are the label's own: what its
//! rule noted, and what its [`marks`](crate::mark) come to. So a leaning is the chance that an annotator would give the label,
//! all evidence together; a rule that has the setting `least_chance` says what it says from that chance on. Two more, `meets` and
//! `raises`, lean on the verdict.
//!
//! There are two tables: one for rules alone, and one (`data/leanings-encoder.tsv`) for reviews that have the [`Sense`](crate::Sense) of an
//! encoder, whose features count four more of a label's own.

use std::collections::HashMap;
use std::sync::LazyLock;

use glidepath_domain::{Beat, FigureRole};
use glidepath_text::{Actor, Transcript};

use crate::kinds::{persons, talk, turns_per_hundred};
use crate::measure::CONFLICT;
use crate::{Question, Reading, Signal, Signals};

/// Weight of one signal that is counted at most: a word said twenty times is no twenty times as telling.
const MOST_WEIGHT: f64 = 6.0;

static RULES_TABLE: &str = include_str!("../data/leanings.tsv");
static ENCODER_TABLE: &str = include_str!("../data/leanings-encoder.tsv");

struct Model {
    /// Mean and scale of each feature.
    shape: Vec<(f64, f64)>,
    /// For each label: bias, then a weight for each feature.
    weights: HashMap<&'static str, Vec<f64>>,
}

static RULES: LazyLock<Model> = LazyLock::new(|| Model::read(RULES_TABLE));
static ENCODER: LazyLock<Model> = LazyLock::new(|| Model::read(ENCODER_TABLE));

impl Model {
    fn read(table: &'static str) -> Self {
        let mut lines = table.lines();
        let codes: Vec<&str> = lines.next().unwrap_or("").split('\t').skip(3).collect();
        let mut columns = vec![Vec::new(); codes.len()];
        let mut shape = Vec::new();
        for line in lines {
            let numbers: Vec<f64> = line.split('\t').skip(1).map(|n| n.parse().unwrap_or(0.0)).collect();
            let [mean, scale, weights @ ..] = numbers.as_slice() else {
                continue;
            };
            shape.push((*mean, *scale));
            for (column, weight) in columns.iter_mut().zip(weights) {
                column.push(*weight);
            }
        }
        Self {
            shape,
            weights: codes.into_iter().zip(columns).collect(),
        }
    }
}

/// The leanings of one answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leanings {
    features: Vec<f64>,
    /// True where an encoder's sense goes into what is a label's own.
    sensed: bool,
}

impl Leanings {
    /// Reads the features of one answer.
    #[must_use]
    pub fn read(
        transcript: &Transcript<'_>,
        signals: &Signals,
        readings: &[Reading],
        question: Option<&Question>,
        sensed: bool,
    ) -> Self {
        Self {
            features: features(transcript, signals, readings, question),
            sensed,
        }
    }

    /// The leanings of an answer whose features were read before.
    #[must_use]
    pub const fn of_features(features: Vec<f64>) -> Self {
        Self {
            features,
            sensed: false,
        }
    }

    /// How likely an annotator would give this answer the label `code`, 0 to 1, given what is the label's own; 0.5 for a label that
    /// was never fitted.
    #[must_use]
    pub fn of(&self, code: &str, own: &Own) -> f64 {
        let model = if self.sensed { &ENCODER } else { &RULES };
        let Some(weights) = model.weights.get(code) else {
            return 0.5;
        };
        // The first row of the table is the bias, as a feature that is always one.
        let sum: f64 = std::iter::once(&1.0)
            .chain(&self.features)
            .chain(&own.features())
            .zip(&model.shape)
            .zip(weights)
            .map(|((value, (mean, scale)), weight)| weight * (value - mean) / scale)
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// The features themselves, in the order of [`feature_names`]: for fitting.
    #[must_use]
    pub fn features(&self) -> &[f64] {
        &self.features
    }
}

/// Evidence for one label: what its rule noted and what its marks come to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Own {
    /// Confidence of the clearest note of its rule, 0 without a note.
    pub noted: f64,
    /// [`summary`](crate::mark::summary) of its marks.
    pub marks: [f64; 3],
    /// What the [encoder](crate::Sense::own) makes of it, where there is one.
    pub sense: Option<[f64; 4]>,
}

impl Own {
    /// The evidence as features, in the order of the last [`feature_names`].
    #[must_use]
    pub fn features(&self) -> Vec<f64> {
        let rules = std::iter::once(self.noted).chain(self.marks);
        rules.chain(self.sense.into_iter().flatten()).collect()
    }
}

/// Names of the features, in order; the last are those of [`Own`]: four, and four more with an encoder.
#[must_use]
pub fn feature_names(sensed: bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for signal in Signal::ALL {
        names.push(format!("{} per hundred words", signal.slug()));
        names.push(format!("{} there", signal.slug()));
    }
    names.extend(["i", "we", "other", "passive"].map(|a| format!("acts of {a} per hundred words")));
    names.push("share of i in acts of i and we".to_owned());
    names.extend(
        FigureRole::ALL
            .iter()
            .map(|r| format!("{} figures per hundred words", r.slug())),
    );
    names.extend(["a pair of figures", "no figure"].map(str::to_owned));
    names.extend(Beat::ALL.iter().map(|b| format!("share of {}", b.slug())));
    names.extend(
        [
            "share before trouble",
            "share before disagreement",
            "words, logarithm",
            "asked about conflict",
            "asked about failure",
            "asked about initiative",
            "asked about a decision",
            "people per hundred words",
            "turns per hundred words",
            "talk per hundred words",
            "hesitations per hundred words",
            "words a sentence",
            "climbs",
            "share before the first deed",
            "share of beats after the middle that act",
            "own note",
            "own mark",
            "own second mark",
            "own marks together",
        ]
        .map(str::to_owned),
    );
    if sensed {
        names.extend(
            [
                "own sense",
                "own sensed mark",
                "own second sensed mark",
                "own sensed marks together",
            ]
            .map(str::to_owned),
        );
    }
    names
}

fn features(
    transcript: &Transcript<'_>,
    signals: &Signals,
    readings: &[Reading],
    question: Option<&Question>,
) -> Vec<f64> {
    let words = transcript.words.max(1) as f64;
    let hundred = |count: f64| 100.0 * count / words;
    let yes = |holds: bool| f64::from(u8::from(holds));
    let mut features = Vec::with_capacity(feature_names_count());
    for signal in Signal::ALL {
        let weight: f64 = signals
            .hits(*signal)
            .iter()
            .filter(|h| !h.negated)
            .map(|h| h.weight)
            .sum();
        features.push(hundred(weight.min(MOST_WEIGHT)));
        features.push(yes(weight >= 0.99));
    }
    let acts = |actor: Actor| transcript.acts.iter().filter(|a| a.actor == actor).count() as f64;
    let (i, we) = (acts(Actor::I), acts(Actor::We));
    features.extend([i, we, acts(Actor::Other), acts(Actor::Passive)].map(hundred));
    features.push(if i + we > 0.0 { i / (i + we) } else { 0.5 });
    for role in FigureRole::ALL {
        features.push(hundred(
            transcript.figures.iter().filter(|f| f.role == *role).count() as f64
        ));
    }
    features.push(yes(transcript.figures.iter().any(|f| f.pair.is_some())));
    features.push(yes(transcript.figures.is_empty()));
    let mut share = [0.0; 8];
    for (sentence, reading) in transcript.sentences.iter().zip(readings) {
        share[reading.beat as usize] += transcript.words_in(sentence.tokens.clone()) as f64 / words;
    }
    features.extend(share);
    let before = |list: &[Signal]| {
        let first = list
            .iter()
            .filter_map(|s| signals.hits(*s).iter().find(|h| !h.negated && h.weight >= 0.99))
            .map(|h| h.span.start)
            .min();
        first.map_or(1.0, |offset| transcript.words_until(offset) as f64 / words)
    };
    features.push(before(&CONFLICT));
    features.push(before(&[Signal::Disagreement]));
    features.push(words.ln());
    features.extend([
        yes(question.is_some_and(|q| q.about_conflict)),
        yes(question.is_some_and(|q| q.about_failure)),
        yes(question.is_some_and(|q| q.about_initiative)),
        yes(question.is_some_and(|q| q.about_decision)),
    ]);
    features.extend(telling(transcript, readings, words));
    features
}

/// How the answer is told: people, turns, talk, hesitations, length of sentences, climbs, and where deeds begin.
fn telling(transcript: &Transcript<'_>, readings: &[Reading], words: f64) -> [f64; 8] {
    let hundred = |count: usize| 100.0 * count as f64 / words;
    let climbs = readings.windows(2).filter(|w| w[1].feet > w[0].feet.max(5_000)).count();
    let deeds = || {
        transcript
            .acts
            .iter()
            .filter(|a| matches!(a.actor, Actor::I | Actor::We))
    };
    let first_deed = deeds().next().map_or(1.0, |a| {
        transcript.words_until(transcript.tokens[a.verb].span.start) as f64 / words
    });
    let half = transcript.sentences.len() / 2;
    let late = deeds().filter(|a| a.sentence >= half).count() as f64 / deeds().count().max(1) as f64;
    [
        hundred(persons(transcript)),
        turns_per_hundred(transcript),
        talk(transcript),
        hundred(transcript.hesitations.len()),
        words / transcript.sentences.len().max(1) as f64,
        climbs as f64,
        first_deed,
        late,
    ]
}

const fn feature_names_count() -> usize {
    2 * Signal::ALL.len() + 37
}

#[cfg(test)]
mod tests {
    use super::{ENCODER, ENCODER_TABLE, RULES, RULES_TABLE, feature_names, feature_names_count};
    use crate::rules;

    #[test]
    fn the_tables_fit_the_features_and_the_rules() {
        assert_eq!(feature_names(false).len(), feature_names_count());
        for (table, model, sensed) in [(RULES_TABLE, &RULES, false), (ENCODER_TABLE, &ENCODER, true)] {
            let names = feature_names(sensed);
            let rows: Vec<&str> = table.lines().skip(1).map(|l| l.split('\t').next().unwrap()).collect();
            assert_eq!(rows[0], "(bias)");
            assert_eq!(
                rows[1..],
                names.iter().map(String::as_str).collect::<Vec<_>>(),
                "fit again: `cargo xtask fit`"
            );
            for code in model.weights.keys() {
                assert!(
                    rules::find(code).is_some() || ["meets", "raises"].contains(code),
                    "{code}"
                );
            }
        }
    }
}
