//! Senses that encoders recorded on answers they had not learned from, as `training/encoder/train.py` writes them: the labels in
//! one line, then an answer a line; files may follow one another.

use std::collections::HashMap;
use std::fs;

use anyhow::{Context, Result};
use glidepath_app::evaluate::Labelled;
use glidepath_review::{Marks, Sense, Sensing, Told};
use serde::Deserialize;

#[derive(Deserialize)]
struct Labels {
    marks: Vec<String>,
    answer: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    beats: Vec<Vec<f64>>,
    feet: Vec<Vec<f64>>,
    marks: Vec<Vec<f64>>,
    answer: Vec<f64>,
}

/// What an encoder made of one answer.
#[derive(Clone)]
pub(crate) struct Recorded(pub(crate) Sense);

impl Sensing for Recorded {
    fn model(&self) -> &'static str {
        "recorded"
    }

    fn is_quick(&self, _: &Told<'_>) -> bool {
        true
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        (told.sentences.len() == self.0.beats.len()).then(|| self.0.clone())
    }
}

/// Reads the senses of answers by their ids.
pub(crate) fn read(file: &str) -> Result<HashMap<String, Recorded>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    let mut labels: Option<Labels> = None;
    let mut senses = HashMap::new();
    for line in text.lines() {
        if let Ok(head) = serde_json::from_str(line) {
            labels = Some(head);
            continue;
        }
        let line: Line = serde_json::from_str(line)?;
        let labels = labels.as_ref().context("an answer before its labels")?;
        let names: Vec<&str> = labels.marks.iter().map(String::as_str).collect();
        let by_label: Vec<Vec<f64>> = (0..names.len())
            .map(|label| line.marks.iter().map(|chances| chances[label]).collect())
            .collect();
        let sense = Sense {
            beats: line.beats,
            feet: line.feet,
            marks: Marks::given(&names, &by_label),
            labels: labels.answer.iter().cloned().zip(line.answer).collect(),
        };
        senses.insert(line.id, Recorded(sense));
    }
    Ok(senses)
}

/// Recorded senses of many answers, found again by their words.
pub(crate) struct Recalled(HashMap<String, Recorded>);

/// The senses of these answers, as one encoder.
pub(crate) fn recall(file: &str, answers: &[Labelled]) -> Result<Recalled> {
    let mut senses = read(file)?;
    let known = answers
        .iter()
        .filter_map(|a| Some((letters([a.text.as_str()]), senses.remove(&a.id)?)));
    Ok(Recalled(known.collect()))
}

/// Words without the blanks between them: the sentences of an answer have all of its letters.
fn letters<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let letters = parts.into_iter().flat_map(str::chars);
    letters.filter(|c| !c.is_whitespace()).collect()
}

impl Sensing for Recalled {
    fn model(&self) -> &'static str {
        "recorded"
    }

    fn is_quick(&self, _: &Told<'_>) -> bool {
        true
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        self.0.get(&letters(told.sentences.iter().copied()))?.sense(told)
    }
}
