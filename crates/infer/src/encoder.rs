//! The encoder at work: words to vectors, vectors to what the reviewer makes sense of.

use std::sync::{Arc, OnceLock};

use glidepath_domain::{Beat, Level, Principle};
use glidepath_review::{Marks, Sense, Sensing, Told, look};
use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::finder::Finder;
use crate::pieces::Pieces;
use crate::recent::Recent;
use crate::weights::{Damaged, Graph, Weights};

/// Numbers in a sentence vector.
pub(crate) const WIDTH: usize = 384;
/// Sentences of an answer that are read at most: attention grows with their square, and nobody answers for half an hour.
const MOST_SENTENCES: usize = 300;

/// Our encoder. Made once and shared: reading needs no more than a reference.
pub struct Encoder {
    model: String,
    sentence: Model,
    head: Model,
    ports: Ports,
    pieces: Pieces,
    marks: Vec<&'static str>,
    labels: Vec<&'static str>,
    /// For each cue that the head takes, its place among those that the reviewer has today, if it still has it.
    cues: Vec<Option<usize>>,
    threads: Arc<ThreadPool>,
    recent: Recent,
    weights: Weights,
    /// Made when something is sought for the first time: reviewing does without.
    finder: OnceLock<Option<Finder>>,
}

/// Bytes of a sentence that are looked at: many times what its 128 word pieces can be.
const MOST_BYTES: usize = 4_096;

/// New sentences that are read within a keystroke's time: each takes about three milliseconds.
const MOST_QUICK: usize = 3;

/// Where the head's inputs go in and its outputs come out.
struct Ports {
    inputs: [NodeId; 4],
    outputs: [NodeId; 4],
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder")
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

/// The operators that our graphs are made of; the program carries no others.
fn operators() -> OpRegistry {
    rten::op_registry!(
        Add,
        Cast,
        Concat,
        DequantizeLinear,
        Div,
        DynamicQuantizeLinear,
        Erf,
        Gather,
        Identity,
        LayerNormalization,
        Log,
        MatMul,
        MatMulInteger,
        Max,
        Mul,
        ReduceL2,
        ReduceMax,
        ReduceMean,
        Reshape,
        Shape,
        Slice,
        Softmax,
        Split,
        Squeeze,
        Transpose
    )
}

pub(crate) fn load(graph: Graph, file: &'static str) -> Result<Model, Damaged> {
    ModelOptions::with_ops(operators())
        .prepack_weights(true)
        .external_data_static(graph.name, graph.weights)
        .load_static_slice(graph.shape)
        .map_err(|error| Damaged::Unreadable {
            file,
            why: error.to_string(),
        })
}

impl Encoder {
    /// The encoder whose weights are part of the program, run on so many threads. One is right for a single answer; the number changes no result.
    ///
    /// # Errors
    /// When the program's file was damaged: the reviewer then has its rules.
    pub fn embedded(threads: usize) -> Result<Self, Damaged> {
        Self::new(Weights::embedded(), threads)
    }

    /// An encoder of these weights.
    ///
    /// # Errors
    /// When a file of them is not what was trained.
    pub fn new(weights: Weights, threads: usize) -> Result<Self, Damaged> {
        let model = weights.check()?;
        let sentence = load(weights.sentence, "encoder.onnx")?;
        let head = load(weights.head, "head.onnx")?;
        let pieces = Pieces::read(weights.pieces).ok_or_else(|| Damaged::Unreadable {
            file: "pieces.txt",
            why: "it lacks the pieces that every sentence has".to_owned(),
        })?;
        let of_kind = |kind: &str| {
            let lines = weights.labels.lines().filter_map(|line| line.split_once('\t'));
            lines
                .filter(|(k, _)| *k == kind)
                .map(|(_, code)| code)
                .collect::<Vec<_>>()
        };
        let port = |name: &str| {
            head.node_id(name).map_err(|error| Damaged::Unreadable {
                file: "head.onnx",
                why: error.to_string(),
            })
        };
        let ports = Ports {
            inputs: [port("vectors")?, port("cues")?, port("question")?, port("asked")?],
            outputs: [port("beats")?, port("feet")?, port("marks")?, port("labels")?],
        };
        let today: Vec<&str> = look::cue_names().collect();
        let cues = of_kind("cue")
            .into_iter()
            .map(|cue| today.iter().position(|c| *c == cue));
        let encoder = Self {
            cues: cues.collect(),
            model,
            sentence,
            ports,
            head,
            pieces,
            marks: of_kind("mark"),
            labels: of_kind("label"),
            threads: Arc::new(ThreadPool::with_num_threads(threads.max(1))),
            recent: Recent::default(),
            weights,
            finder: OnceLock::new(),
        };
        // What fits by checksum may still not run, or have been made for another reviewer.
        let probe = Told {
            question: Some("?"),
            level: None,
            principles: &[],
            sentences: vec!["."],
            cues: vec![vec![0.0; today.len()]],
        };
        match encoder.read(&probe) {
            Some(sense) if sense.fits(1) => Ok(encoder),
            _ => Err(Damaged::Unreadable {
                file: "head.onnx",
                why: "it does not run with these labels and cues".to_owned(),
            }),
        }
    }

    /// The vector of a sentence, [`WIDTH`] numbers; `None` if it cannot be made. Blanks count as one blank, and beyond 128 word pieces nothing
    /// is read.
    #[must_use]
    pub fn vector(&self, sentence: &str) -> Option<Arc<[f32]>> {
        let words = one_line(sentence);
        self.recent.vector(&words, || self.make_vector(&words))
    }

    fn make_vector(&self, words: &str) -> Option<Vec<f32>> {
        let ids = self.pieces.of(words)?;
        let ids = NdTensor::from_data([1, ids.len()], ids);
        let out = self.sentence.run_one(ids.into(), Some(self.options())).ok()?;
        numbers(out, WIDTH)
    }

    /// The finder, unless its files are damaged: then words alone find.
    pub(crate) fn finder(&self) -> Option<&Finder> {
        self.finder.get_or_init(|| Finder::new(&self.weights).ok()).as_ref()
    }

    /// What the lower layers leave of some words, for the finder to read on from.
    pub(crate) fn hidden(&self, words: &str) -> Option<Value> {
        let ids = self.pieces.of(&one_line(words))?;
        let ids = NdTensor::from_data([1, ids.len()], ids);
        let [input] = *self.sentence.input_ids() else {
            return None;
        };
        let output = self.sentence.find_node("hidden")?;
        let [hidden] = self
            .sentence
            .run_n(vec![(input, ids.into())], [output], Some(self.options()))
            .ok()?;
        Some(hidden)
    }

    pub(crate) fn options(&self) -> RunOptions {
        RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)))
    }

    fn read(&self, told: &Told<'_>) -> Option<Sense> {
        let count = told.sentences.len();
        if count == 0 || count > MOST_SENTENCES {
            return None;
        }
        let mut vectors = Vec::with_capacity(count * WIDTH);
        for sentence in &told.sentences {
            vectors.extend_from_slice(&self.vector(sentence)?);
        }
        let mut cues = Vec::with_capacity(count * self.cues.len());
        for row in told.cues.iter().take(count) {
            cues.extend(
                self.cues
                    .iter()
                    .map(|cue| cue.and_then(|at| row.get(at)).copied().unwrap_or(0.0)),
            );
        }
        // No question is a vector of noughts, as in training.
        let question = match told.question {
            Some(question) => self.vector(question)?.to_vec(),
            None => vec![0.0; WIDTH],
        };
        let asked = asked(told);
        let inputs = [
            (vectors.as_slice(), count, WIDTH),
            (cues.as_slice(), count, self.cues.len()),
            (question.as_slice(), 1, WIDTH),
            (asked.as_slice(), 1, asked.len()),
        ];
        let mut given: Vec<(NodeId, ValueOrView<'_>)> = Vec::with_capacity(inputs.len());
        for (port, (numbers, rows, width)) in self.ports.inputs.into_iter().zip(inputs) {
            given.push((
                port,
                NdTensorView::try_from_data([1, rows, width], numbers).ok()?.into(),
            ));
        }
        let [beats, feet, marks, labels] = self.head.run_n(given, self.ports.outputs, Some(self.options())).ok()?;
        let beats = rows(beats, count, Beat::ALL.len())?;
        let feet = rows(feet, count, glidepath_review::HEIGHTS.len())?;
        let marks = rows(marks, count, self.marks.len())?;
        let labels = numbers(labels, self.labels.len())?;
        let by_label: Vec<Vec<f64>> = (0..self.marks.len())
            .map(|label| marks.iter().map(|row| chance(row[label])).collect())
            .collect();
        Some(Sense {
            beats: beats.iter().map(|row| shares(row)).collect(),
            feet: feet.iter().map(|row| shares(row)).collect(),
            marks: Marks::given(&self.marks, &by_label),
            labels: self
                .labels
                .iter()
                .zip(labels)
                .map(|(code, odds)| ((*code).to_owned(), chance(odds)))
                .collect(),
        })
    }
}

impl Sensing for Encoder {
    fn model(&self) -> &str {
        &self.model
    }

    fn is_quick(&self, told: &Told<'_>) -> bool {
        if told.sentences.len() > MOST_SENTENCES {
            return true;
        }
        let new = told.sentences.iter().filter(|s| !self.recent.has(&one_line(s)));
        new.take(MOST_QUICK + 1).count() <= MOST_QUICK
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        self.read(told)
    }
}

/// The words with one blank between them, as far as they can be read.
fn one_line(sentence: &str) -> String {
    let most = &sentence[..sentence.floor_char_boundary(MOST_BYTES)];
    most.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was asked: the level and the principles, one where it holds.
fn asked(told: &Told<'_>) -> Vec<f32> {
    let level = Level::ALL.iter().map(|level| told.level == Some(*level));
    let principle = Principle::ALL
        .iter()
        .map(|principle| told.principles.contains(principle));
    level.chain(principle).map(|holds| f32::from(u8::from(holds))).collect()
}

/// The numbers of an output, if there are as many as there should be and none is broken.
pub(crate) fn numbers(value: Value, count: usize) -> Option<Vec<f32>> {
    let tensor: rten_tensor::Tensor<f32> = value.try_into().ok()?;
    let numbers = tensor.to_vec();
    (numbers.len() == count && numbers.iter().all(|n| n.is_finite())).then_some(numbers)
}

fn rows(value: Value, count: usize, width: usize) -> Option<Vec<Vec<f32>>> {
    let numbers = numbers(value, count * width)?;
    Some(numbers.chunks(width).map(<[f32]>::to_vec).collect())
}

/// Three decimals: what lies behind them differs from one kind of processor to another.
fn rounded(chance: f64) -> f64 {
    (chance * 1_000.0).round() / 1_000.0
}

fn chance(odds: f32) -> f64 {
    rounded(1.0 / (1.0 + f64::from(-odds).exp()))
}

/// Chances that exclude one another.
fn shares(odds: &[f32]) -> Vec<f64> {
    let top = odds.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f64> = odds.iter().map(|o| f64::from(o - top).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|w| rounded(w / sum)).collect()
}

#[cfg(test)]
mod tests {
    use super::Encoder;

    /// The pieces that the trainer's own tokenizer made of a few answers.
    #[test]
    fn words_are_cut_as_in_training() {
        let encoder = Encoder::embedded(1).unwrap();
        for line in include_str!("../data/fixtures.jsonl").lines() {
            let fixture: serde_json::Value = serde_json::from_str(line).unwrap();
            let (sentences, ids) = (
                fixture["sentences"].as_array().unwrap(),
                fixture["ids"].as_array().unwrap(),
            );
            assert!(!sentences.is_empty() && sentences.len() == ids.len());
            for (sentence, ids) in sentences.iter().zip(ids) {
                let ids: Vec<i32> = serde_json::from_value(ids.clone()).unwrap();
                assert_eq!(
                    encoder.pieces.of(sentence.as_str().unwrap()).unwrap(),
                    ids,
                    "{sentence}"
                );
            }
        }
    }
}
