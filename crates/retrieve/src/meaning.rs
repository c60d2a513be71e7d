//! What a network reads off a question and off a sentence. This crate only knows the shape.

use std::sync::Arc;

/// Numbers in a vector.
pub const WIDTH: usize = 384;

/// Something that reads meaning: our encoder, or a stand-in in tests. The same words give the same reading.
pub trait Meaning: Send + Sync {
    /// A name that changes with the weights: readings by another model are not compared.
    fn model(&self) -> &str;

    /// What a question asks for; `None` when it cannot be read.
    fn asked(&self, question: &str) -> Option<Asked>;

    /// What a sentence of a story shows; `None` when it cannot be read.
    fn shown(&self, sentence: &str) -> Option<Shown>;

    /// What a whole story adds to what its sentences show, from the sum of their directions: odds by theme and by principle.
    fn whole(&self, sum: &[f32]) -> Option<[Vec<f32>; 2]>;
}

/// A question, read. All but the vector are odds: the logarithm of chance against its contrary.
#[derive(Debug, Clone)]
pub struct Asked {
    /// [`WIDTH`] numbers of any length.
    pub vector: Arc<[f32]>,
    /// By principle, in their order; they exclude one another.
    pub principles: Vec<f32>,
    /// By bucket, in their order; they exclude one another.
    pub bucket: Vec<f32>,
    /// By form, in their order; they exclude one another.
    pub form: Vec<f32>,
    /// By theme, in the order of [`crate::THEMES`].
    pub themes: Vec<f32>,
}

/// A sentence, read.
#[derive(Debug, Clone)]
pub struct Shown {
    /// [`WIDTH`] numbers of any length.
    pub vector: Arc<[f32]>,
    /// Odds by theme.
    pub themes: Vec<f32>,
    /// Odds by principle.
    pub principles: Vec<f32>,
}

/// The chance that odds stand for.
pub(crate) fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// Chances that exclude one another.
pub(crate) fn shares(odds: &[f32]) -> Vec<f32> {
    let top = odds.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f32> = odds.iter().map(|o| (o - top).exp()).collect();
    let sum: f32 = weights.iter().sum();
    weights.into_iter().map(|w| w / sum.max(f32::MIN_POSITIVE)).collect()
}
