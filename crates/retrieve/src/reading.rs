//! What a model made of one story, small enough to keep: a vector for the whole, one for the title and each sentence, and what they show.

use glidepath_domain::{Attempt, Date, Principle, Span};
use glidepath_text::Transcript;

use crate::dense::{Small, small};
use crate::meaning::{Meaning, WIDTH, chance};
use crate::theme::THEMES;

/// Sentences of a story that are read at most: many times what is told in three minutes.
const MOST: usize = 200;

/// One story, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The direction of all its parts together.
    pub(crate) mean: Box<Small>,
    /// The title, then the sentences.
    pub(crate) parts: Vec<Part>,
    /// Chance by theme, times 255.
    pub(crate) themes: Vec<u8>,
    /// Chance by principle, times 255.
    pub(crate) principles: Vec<u8>,
}

/// The title or a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// Where the sentence stands in the story's text; the title stands nowhere.
    pub(crate) span: Option<Span>,
    pub(crate) vector: Box<Small>,
}

impl Reading {
    /// The shape of [`Reading::to_bytes`]; another one is not read.
    pub const SHAPE: u8 = 1;

    /// Reads a story by its title and text. `None` when nothing of it can be read.
    #[must_use]
    pub fn of(title: &str, text: &str, meaning: &dyn Meaning) -> Option<Self> {
        // The day decides nothing here: only the sentences are wanted.
        let attempt = Attempt::of(
            text,
            Date {
                year: 2000,
                month: 1,
                day: 1,
            },
        );
        let transcript = Transcript::read(&attempt);
        let spans = transcript.sentences.iter().take(MOST).map(|sentence| sentence.span);
        let sentences = spans.filter_map(|span| Some((Some(span), text.get(span.start..span.end)?)));
        let mut parts = Vec::new();
        let mut sum = vec![0.0_f32; WIDTH];
        let (mut themes, mut principles) = (Most::new(THEMES), Most::new(Principle::ALL.len()));
        for (span, words) in std::iter::once((None, title)).chain(sentences) {
            if words.trim().is_empty() {
                continue;
            }
            let Some(shown) = meaning.shown(words) else { continue };
            let Some(vector) = small(&shown.vector) else { continue };
            let length = shown.vector.iter().map(|x| x * x).sum::<f32>().sqrt();
            for (to, from) in sum.iter_mut().zip(shown.vector.iter()) {
                *to += from / length;
            }
            themes.add(&shown.themes);
            principles.add(&shown.principles);
            parts.push(Part { span, vector });
        }
        let [more_themes, more_principles] = meaning.whole(&sum)?;
        Some(Self {
            mean: small(&sum)?,
            parts,
            themes: themes.chances(&more_themes),
            principles: principles.chances(&more_principles),
        })
    }

    /// The two principles that the story most likely shows, the likelier first.
    pub(crate) fn guessed(&self) -> Vec<Principle> {
        let mut all: Vec<(Principle, u8)> = Principle::ALL
            .iter()
            .copied()
            .zip(self.principles.iter().copied())
            .collect();
        all.sort_by_key(|(_, chance)| std::cmp::Reverse(*chance));
        all.into_iter().take(2).map(|(principle, _)| principle).collect()
    }

    /// As bytes, for keeping.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![Self::SHAPE];
        out.extend(self.mean.iter().map(|n| n.cast_unsigned()));
        out.extend_from_slice(&self.themes);
        out.extend_from_slice(&self.principles);
        for part in &self.parts {
            let (start, end) = part
                .span
                .map_or((u32::MAX, u32::MAX), |span| (place(span.start), place(span.end)));
            out.extend_from_slice(&start.to_le_bytes());
            out.extend_from_slice(&end.to_le_bytes());
            out.extend(part.vector.iter().map(|n| n.cast_unsigned()));
        }
        out
    }

    /// From what [`Reading::to_bytes`] made; `None` when it is anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (shape, rest) = bytes.split_first()?;
        if *shape != Self::SHAPE {
            return None;
        }
        let (mean, rest) = rest.split_at_checked(WIDTH)?;
        let (themes, rest) = rest.split_at_checked(THEMES)?;
        let (principles, rest) = rest.split_at_checked(Principle::ALL.len())?;
        let rows = rest.chunks_exact(8 + WIDTH);
        if !rows.remainder().is_empty() || rows.len() > MOST + 1 {
            return None;
        }
        let mut parts = Vec::with_capacity(rows.len());
        for row in rows {
            let (start, row) = row.split_first_chunk::<4>()?;
            let (end, row) = row.split_first_chunk::<4>()?;
            let (start, end) = (u32::from_le_bytes(*start), u32::from_le_bytes(*end));
            let span = (start != u32::MAX).then_some(Span {
                start: start as usize,
                end: end as usize,
            });
            parts.push(Part {
                span,
                vector: signed(row)?,
            });
        }
        Some(Self {
            mean: signed(mean)?,
            parts,
            themes: themes.to_vec(),
            principles: principles.to_vec(),
        })
    }
}

fn place(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

fn signed(bytes: &[u8]) -> Option<Box<Small>> {
    let numbers: Vec<i8> = bytes.iter().map(|b| b.cast_signed()).collect();
    numbers.into_boxed_slice().try_into().ok()
}

/// A soft maximum of odds over sentences: one that shows it is enough, several make it surer.
struct Most(Vec<f32>);

impl Most {
    fn new(count: usize) -> Self {
        Self(vec![0.0; count])
    }

    fn add(&mut self, odds: &[f32]) {
        for (to, odds) in self.0.iter_mut().zip(odds) {
            *to += odds.exp();
        }
    }

    fn chances(&self, whole: &[f32]) -> Vec<u8> {
        let odds = self.0.iter().zip(whole).map(|(sum, more)| sum.max(1e-9).ln() + more);
        odds.map(|odds| (chance(odds) * 255.0).round() as u8).collect()
    }
}
