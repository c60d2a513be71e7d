//! The look of a sentence: the rows of the tables of beats, altitudes and marks that hold for it.
//!
//! Words, what they signal, who acts, the figures, the place in the answer, and what the neighbours signal. The tables
//! (`data/beats.bin`, `data/feet.bin`, `data/marks.bin`) are trained by `cargo xtask train-beats` and `train-marks` on sentences labelled by
//! hand, with this very code.

use glidepath_domain::FigureRole;
use glidepath_text::table::row;
use glidepath_text::{Actor, Tag, Transcript};

use crate::{Signal, Signals};

/// Rows of each table.
pub const ROWS: usize = 1 << 14;

/// Parts that an answer is cut into, for the place of a sentence.
const PARTS: usize = 10;
/// Most words of a sentence that are looked at one by one.
const WORDS: usize = 60;
/// Weight of a signal from which a neighbour is said to hold it.
const CLEAR: f64 = 0.6;

const DIGITS: [&str; PARTS] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The rows that hold for sentence `index`.
#[must_use]
pub fn rows(transcript: &Transcript<'_>, signals: &Signals, index: usize) -> Vec<usize> {
    let sentence = &transcript.sentences[index];
    let range = sentence.tokens.clone();
    let words = transcript.words_in(range.clone());
    let middle = transcript.words_in(0..range.start) + words / 2;
    let part = DIGITS[(middle * PARTS / transcript.words.max(1)).min(PARTS - 1)];
    let count = transcript.sentences.len();
    let from_start = DIGITS[index.min(3)];
    let from_end = DIGITS[(count - 1 - index).min(3)];
    let size = DIGITS[(words / 8).min(4)];
    let mut rows = vec![
        row(ROWS, 0, &[]),
        row(ROWS, 1, &[part]),
        row(ROWS, 2, &[from_start]),
        row(ROWS, 3, &[from_end]),
        row(ROWS, 4, &[size]),
        row(ROWS, 5, &[if sentence.opens_paragraph { "y" } else { "n" }, part]),
    ];

    let mut before = "";
    for token in range.clone().take(WORDS) {
        let word = transcript.tokens.lower(token);
        rows.push(row(ROWS, 10, &[word]));
        rows.push(row(ROWS, 11, &[before, word]));
        before = word;
    }
    let verb = range.clone().find(|t| transcript.tokens[*t].tag.is_finite_verb());
    let tag = verb.map_or("none", |t| transcript.tokens[t].tag.name());
    rows.push(row(ROWS, 12, &[tag]));
    rows.push(row(ROWS, 13, &[tag, part]));
    if let Some(verb) = verb {
        rows.push(row(ROWS, 14, &[transcript.tokens.lower(verb)]));
    }
    if range.clone().any(|t| transcript.tokens[t].tag == Tag::Modal) {
        rows.push(row(ROWS, 15, &[]));
    }

    for signal in held(signals, index, 0.3) {
        rows.push(row(ROWS, 20, &[signal]));
        rows.push(row(
            ROWS,
            21,
            &[signal, DIGITS[(middle * 3 / transcript.words.max(1)).min(2)]],
        ));
    }
    for (kind, neighbour) in [(22, index.checked_sub(1)), (23, Some(index + 1).filter(|n| *n < count))] {
        let Some(neighbour) = neighbour else { continue };
        rows.extend(held(signals, neighbour, CLEAR).map(|signal| row(ROWS, kind, &[signal])));
        rows.extend(deeds(transcript, neighbour).map(|(actor, _)| row(ROWS, kind + 10, &[actor])));
    }

    for (actor, number) in deeds(transcript, index) {
        rows.push(row(ROWS, 30, &[actor]));
        rows.push(row(ROWS, 31, &[actor, DIGITS[number.min(3)]]));
        rows.push(row(ROWS, 34, &[actor, part]));
    }
    for figure in transcript.figures_in(index) {
        rows.push(row(ROWS, 40, &[figure.role.slug()]));
        rows.push(row(ROWS, 41, &[figure.role.slug(), figure.kind.slug()]));
    }
    rows
}

/// Names of the [`cues`] of a sentence, in order.
pub fn cue_names() -> impl Iterator<Item = &'static str> {
    Signal::ALL.iter().map(|signal| signal.slug()).chain([
        "acts of i",
        "acts of we",
        "acts of other",
        "acts of passive",
        "baselines",
        "results",
        "scales",
        "words",
        "opens a paragraph",
        "place",
        "near the start",
        "near the end",
        "words of the answer",
    ])
}

/// The cues of sentence `index`, for the encoder's head: what the words signal, who acts, the figures, its length and its place. Each lies
/// between 0 and about 1.
#[must_use]
pub fn cues(transcript: &Transcript<'_>, signals: &Signals, index: usize) -> Vec<f32> {
    let sentence = &transcript.sentences[index];
    let words = transcript.words_in(sentence.tokens.clone());
    let middle = transcript.words_in(0..sentence.tokens.start) + words / 2;
    let count = transcript.sentences.len();
    let few = |count: usize| (count as f32 / 3.0).min(1.0);
    let near = |distance: usize| 1.0 / (1.0 + distance as f32);
    let mut cues: Vec<f32> = Signal::ALL
        .iter()
        .map(|signal| signals.weight_in(*signal, index).clamp(0.0, 1.0) as f32)
        .collect();
    let acts = transcript.acts_in(index);
    let by = |actor: Actor| few(acts.iter().filter(|a| a.actor == actor).count());
    cues.extend([Actor::I, Actor::We, Actor::Other, Actor::Passive].map(by));
    let figures = transcript.figures_in(index);
    let of = |role: FigureRole| few(figures.iter().filter(|f| f.role == role).count());
    cues.extend([FigureRole::Baseline, FigureRole::Result, FigureRole::Scale].map(of));
    cues.extend([
        (words as f32 / 40.0).min(1.0),
        f32::from(u8::from(sentence.opens_paragraph)),
        middle as f32 / transcript.words.max(1) as f32,
        near(index),
        near(count - 1 - index),
        (transcript.words as f32 / 500.0).min(1.5),
    ]);
    cues
}

/// Names of the signals that a sentence holds with at least this weight.
fn held(signals: &Signals, sentence: usize, least: f64) -> impl Iterator<Item = &'static str> {
    Signal::ALL
        .iter()
        .filter(move |signal| signals.weight_in(**signal, sentence) >= least)
        .map(|signal| signal.slug())
}

/// Who acts in a sentence, and how often.
fn deeds(transcript: &Transcript<'_>, sentence: usize) -> impl Iterator<Item = (&'static str, usize)> {
    let acts = transcript.acts_in(sentence);
    [
        (Actor::I, "i"),
        (Actor::We, "we"),
        (Actor::Other, "other"),
        (Actor::Passive, "passive"),
    ]
    .into_iter()
    .map(|(actor, name)| (name, acts.iter().filter(|a| a.actor == actor).count()))
    .filter(|(_, number)| *number > 0)
}
