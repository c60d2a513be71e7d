//! Which principles a question probes, in which bucket it falls, and what it asks for.

use glidepath_domain::{Bucket, Form, Principle};

use crate::fuse::Words;
use crate::meaning::{Asked, Meaning, shares};
use crate::theme::{Theme, themes};

/// A question, tagged.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// All sixteen with their shares, which add up to one; the likeliest first.
    pub principles: Vec<(Principle, f64)>,
    /// The kind of occasion it wants.
    pub bucket: Bucket,
    /// Event, habit or opinion.
    pub form: Form,
    /// The kinds of event it asks for, likeliest first; empty without a model.
    pub themes: Vec<&'static Theme>,
    /// The model that had a say; without one the words alone decided.
    pub model: Option<String>,
}

/// How much the words have to say beside a model: found on questions that neither had seen.
const WORDS: f32 = 0.7;
/// A theme is named when it is at least this likely.
const LIKELY: f32 = 0.25;

/// Tags a question. Without `meaning`, or where it cannot read the question, its words decide.
#[must_use]
pub fn tag(question: &str, meaning: Option<&dyn Meaning>) -> Tagged {
    let asked = meaning.and_then(|meaning| Some((meaning.asked(question)?, meaning.model().to_owned())));
    let words = Words::learned().read(question);
    let (asked, model) = asked.map_or((None, None), |(asked, model)| (Some(asked), Some(model)));
    tagged(&words, asked.as_ref(), model)
}

fn tagged(words: &[Vec<f32>; 3], asked: Option<&Asked>, model: Option<String>) -> Tagged {
    let join = |at: usize, odds: Option<&Vec<f32>>| match odds {
        Some(odds) => odds.iter().zip(&words[at]).map(|(o, w)| o + WORDS * w).collect(),
        None => words[at].clone(),
    };
    let principles = shares(&join(0, asked.map(|a| &a.principles)));
    let bucket = shares(&join(1, asked.map(|a| &a.bucket)));
    let form = shares(&join(2, asked.map(|a| &a.form)));
    let mut ranked: Vec<(Principle, f64)> = Principle::ALL
        .iter()
        .copied()
        .zip(principles.into_iter().map(f64::from))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut likely: Vec<(usize, f32)> = Vec::new();
    if let Some(asked) = asked {
        likely = asked
            .themes
            .iter()
            .map(|odds| crate::meaning::chance(*odds))
            .enumerate()
            .filter(|(_, chance)| *chance >= LIKELY)
            .collect();
        likely.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    Tagged {
        principles: ranked,
        bucket: first(Bucket::ALL, &bucket).unwrap_or(Bucket::GettingThingsDone),
        form: first(Form::ALL, &form).unwrap_or(Form::Event),
        themes: likely.into_iter().filter_map(|(at, _)| themes().get(at)).collect(),
        model,
    }
}

/// The likeliest; of equals the first.
fn first<T: Copy>(all: &[T], shares: &[f32]) -> Option<T> {
    let mut best: Option<(T, f32)> = None;
    for (one, share) in all.iter().zip(shares) {
        if best.is_none_or(|(_, most)| *share > most) {
            best = Some((*one, *share));
        }
    }
    best.map(|(one, _)| one)
}
