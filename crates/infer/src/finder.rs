//! The finder: reads on from the encoder's lower layers with upper layers of its own, to what a question asks for and a sentence shows.
//!
//! The lower layers and the vocabulary are the reviewer's. The upper layers are MiniLM's as they come, since what tells beats apart and what tells
//! events apart pull a vector in different directions, and since heads over untouched layers see through a new wording better than trained layers do
//! (`docs/finding.md`). Training is in `training/finder`.

use std::sync::Arc;

use glidepath_domain::{Bucket, Form, Principle};
use glidepath_retrieve::{Asked, Meaning, Shown, THEMES};
use rten::{Model, NodeId};
use rten_tensor::NdTensor;

use crate::encoder::{Encoder, WIDTH, load, numbers};
use crate::weights::{Damaged, Weights};

/// The layers, and the heads over their vector.
pub(crate) struct Finder {
    model: String,
    layers: Model,
    heads: Model,
    ports: Ports,
}

struct Ports {
    hidden: NodeId,
    vector: NodeId,
    given: NodeId,
    asked: NodeId,
    asks: NodeId,
    shown: NodeId,
    tells: NodeId,
    near: NodeId,
    whole: NodeId,
}

/// Numbers of a vector: what the lower layers leave of a text, and what the last one does.
const BOTH: usize = 2 * WIDTH;

impl Finder {
    /// A finder of these weights.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Damaged> {
        let model = weights.check_finder()?;
        let layers = load(weights.finder, "finder.onnx")?;
        let heads = load(weights.finder_heads, "finder-heads.onnx")?;
        let port = |model: &Model, name: &str, file| {
            model.node_id(name).map_err(|error| Damaged::Unreadable {
                file,
                why: error.to_string(),
            })
        };
        let ports = Ports {
            hidden: port(&layers, "hidden", "finder.onnx")?,
            vector: port(&layers, "vector", "finder.onnx")?,
            given: port(&heads, "vector", "finder-heads.onnx")?,
            asked: port(&heads, "asked", "finder-heads.onnx")?,
            asks: port(&heads, "asks", "finder-heads.onnx")?,
            shown: port(&heads, "shown", "finder-heads.onnx")?,
            tells: port(&heads, "tells", "finder-heads.onnx")?,
            near: port(&heads, "near", "finder-heads.onnx")?,
            whole: port(&heads, "whole", "finder-heads.onnx")?,
        };
        Ok(Self {
            model,
            layers,
            heads,
            ports,
        })
    }

    fn vector(&self, words: &str, encoder: &Encoder) -> Option<Vec<f32>> {
        let hidden = encoder.hidden(words)?;
        let [vector] = self
            .layers
            .run_n(
                vec![(self.ports.hidden, hidden.into())],
                [self.ports.vector],
                Some(encoder.options()),
            )
            .ok()?;
        numbers(vector, BOTH)
    }

    /// What the heads make of a text: its odds, and where it is put to be compared.
    fn read(&self, words: &str, heads: [NodeId; 2], count: usize, encoder: &Encoder) -> Option<[Vec<f32>; 2]> {
        let given = NdTensor::from_data([1, BOTH], self.vector(words, encoder)?);
        let [odds, near] = self
            .heads
            .run_n(vec![(self.ports.given, given.into())], heads, Some(encoder.options()))
            .ok()?;
        Some([numbers(odds, count)?, numbers(near, WIDTH)?])
    }
}

/// Without its files whole, the finder reads nothing, and words alone find.
impl Meaning for Encoder {
    fn model(&self) -> &str {
        self.finder().map_or("none", |finder| finder.model.as_str())
    }

    fn asked(&self, question: &str) -> Option<Asked> {
        let finder = self.finder()?;
        let sizes = [Principle::ALL.len(), Bucket::ALL.len(), Form::ALL.len(), THEMES];
        let heads = [finder.ports.asked, finder.ports.asks];
        let [mut odds, vector] = finder.read(question, heads, sizes.iter().sum(), self)?;
        let mut take = |count: usize| odds.drain(..count).collect::<Vec<f32>>();
        Some(Asked {
            principles: take(sizes[0]),
            bucket: take(sizes[1]),
            form: take(sizes[2]),
            themes: take(sizes[3]),
            vector: Arc::from(vector),
        })
    }

    fn shown(&self, sentence: &str) -> Option<Shown> {
        let finder = self.finder()?;
        let heads = [finder.ports.shown, finder.ports.tells];
        let [mut themes, vector] = finder.read(sentence, heads, THEMES + Principle::ALL.len(), self)?;
        let principles = themes.split_off(THEMES);
        Some(Shown {
            vector: Arc::from(vector),
            themes,
            principles,
        })
    }

    fn whole(&self, sum: &[f32]) -> Option<[Vec<f32>; 2]> {
        let finder = self.finder()?;
        let sum = NdTensor::from_data([1, WIDTH], sum.get(..WIDTH)?.to_vec());
        let [odds] = finder
            .heads
            .run_n(
                vec![(finder.ports.near, sum.into())],
                [finder.ports.whole],
                Some(self.options()),
            )
            .ok()?;
        let mut themes = numbers(odds, THEMES + Principle::ALL.len())?;
        let principles = themes.split_off(THEMES);
        Some([themes, principles])
    }
}
