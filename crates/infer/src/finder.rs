//! The finder: reads on from the encoder's lower layers with upper layers of its own, to what a question asks for and a sentence shows.
//!
//! The lower layers and the vocabulary are the reviewer's; only the upper layers differ, since what tells beats apart and what tells events apart
//! pull a vector in different directions. Training is in `training/finder`.

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
    shown: NodeId,
    whole: NodeId,
}

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
            shown: port(&heads, "shown", "finder-heads.onnx")?,
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
        numbers(vector, WIDTH)
    }

    /// What a head makes of a vector.
    fn read(&self, vector: &[f32], head: NodeId, count: usize, encoder: &Encoder) -> Option<Vec<f32>> {
        let given = NdTensor::from_data([1, WIDTH], vector.to_vec());
        let [odds] = self
            .heads
            .run_n(vec![(self.ports.given, given.into())], [head], Some(encoder.options()))
            .ok()?;
        numbers(odds, count)
    }
}

/// Without its files whole, the finder reads nothing, and words alone find.
impl Meaning for Encoder {
    fn model(&self) -> &str {
        self.finder().map_or("none", |finder| finder.model.as_str())
    }

    fn asked(&self, question: &str) -> Option<Asked> {
        let finder = self.finder()?;
        let vector = finder.vector(question, self)?;
        let sizes = [Principle::ALL.len(), Bucket::ALL.len(), Form::ALL.len(), THEMES];
        let mut odds = finder.read(&vector, finder.ports.asked, sizes.iter().sum(), self)?;
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
        let vector = finder.vector(sentence, self)?;
        let mut themes = finder.read(&vector, finder.ports.shown, THEMES + Principle::ALL.len(), self)?;
        let principles = themes.split_off(THEMES);
        Some(Shown {
            vector: Arc::from(vector),
            themes,
            principles,
        })
    }

    fn whole(&self, sum: &[f32]) -> Option<[Vec<f32>; 2]> {
        let finder = self.finder()?;
        let sum = sum.get(..WIDTH)?;
        let mut themes = finder.read(sum, finder.ports.whole, THEMES + Principle::ALL.len(), self)?;
        let principles = themes.split_off(THEMES);
        Some([themes, principles])
    }
}
