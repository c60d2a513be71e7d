//! Figures: quantities in digits and words, with value, unit, kind, role and pair; and the numbers that are none.
//!
//! One walk reads numbers and what stands with them; then pairs are found, bare numbers borrow their unit, lengths of
//! time that tell effort are let go, and grammar gives each figure its role. In a whole story a learned table has the last word on
//! whether a number counts, and as what. What is read twice is told once.

mod borrow;
mod calendar;
mod change;
mod idiom;
mod label;
mod lapse;
mod noun;
mod numeral;
mod pair;
mod quantity;
mod ratio;
mod reading;
mod role;
mod scan;
mod settle;
mod unit;

use std::collections::HashMap;

use glidepath_domain::{Figure, FigureKind, FigureRole, NotFigure, NotFigureKind, Span};

pub use self::numeral::number_word;
use self::quantity::Quantity;
use self::reading::Reading;
pub use self::settle::{CLASSES as ROLE_CLASSES, ROWS as ROLE_ROWS};
use crate::token::Tokens;
use crate::transcript::{Sentence, Transcript};

/// Reads the figures of a text, and the numbers that are none; both in order.
pub(crate) fn find(text: &str, tokens: &Tokens, sentences: &[Sentence]) -> (Vec<Figure>, Vec<NotFigure>) {
    let r = Reading { text, tokens };
    let (mut quantities, mut nots) = understood(r, sentences);
    if tokens.len() >= STORY {
        settle::settle(r, &mut quantities);
    }
    for quantity in &quantities {
        if let Some(Some(kind)) = quantity.fallen {
            nots.push((quantity.first, quantity.end, kind));
        }
    }
    nots.sort_unstable_by_key(|not| not.0);
    let nots = nots
        .into_iter()
        .filter_map(|(first, end, kind)| {
            Some(NotFigure {
                span: span(r, first, end)?,
                kind,
            })
        })
        .collect();
    (told(r, &quantities), nots)
}

/// Every number with its unit, pair and the role that grammar gives it; and the numbers that are no quantities.
fn understood(r: Reading, sentences: &[Sentence]) -> (Vec<Quantity>, Vec<(usize, usize, NotFigureKind)>) {
    let scan::Found { mut quantities, nots } = scan::scan(r, sentences);
    pair::by_syntax(r, &mut quantities);
    borrow::units(r, &mut quantities);
    pair::by_time(r, &mut quantities);
    for quantity in &mut quantities {
        if quantity.shy && quantity.pair.is_none() {
            quantity.fallen = Some(None);
        }
    }
    lapse::let_go(r, &mut quantities);
    roles(r, &mut quantities);
    (quantities, nots)
}

/// What a role is learned from: for each number with a unit where it stands, and the rows of the table that hold for it.
#[must_use]
pub fn role_samples(transcript: &Transcript<'_>) -> Vec<(Span, Vec<usize>)> {
    let r = Reading {
        text: transcript.text,
        tokens: &transcript.tokens,
    };
    let (quantities, _) = understood(r, &transcript.sentences);
    (0..quantities.len())
        .filter_map(|k| {
            let span = span(r, quantities[k].first, quantities[k].end)?;
            Some((span, settle::rows(r, &quantities, k)?))
        })
        .collect()
}

fn span(r: Reading, first: usize, end: usize) -> Option<Span> {
    let (from, to) = (r.tokens.get(first)?, r.tokens.get(end.checked_sub(1)?)?);
    Some(Span::new(from.span.start, to.span.end))
}

/// Gives each figure that has none yet its role.
fn roles(r: Reading, quantities: &mut [Quantity]) {
    let mut before: Option<usize> = None;
    for k in 0..quantities.len() {
        let Some(this) = quantities.get(k).filter(|q| q.stands()) else {
            continue;
        };
        if this.role.is_none() {
            let other = before
                .and_then(|j| quantities.get(j))
                .filter(|o| o.sentence == this.sentence);
            let told = role::single(r, this, other.and_then(|o| o.role.map(|role| (o, role))));
            let role = told.unwrap_or_else(|| by_place(r, this));
            if let Some(this) = quantities.get_mut(k) {
                this.role = Some(role);
            }
        }
        before = Some(k);
    }
}

/// Fewest tokens of a text that is a story, with a beginning and an end.
const STORY: usize = 100;

/// The role that the place in a story suggests, where nothing else tells: levels at the start are what was, figures
/// at the end what came of it.
fn by_place(r: Reading, q: &Quantity) -> FigureRole {
    let tokens = r.tokens.len();
    if tokens < STORY {
        return FigureRole::Scale;
    }
    let place = q.first as f64 / tokens as f64;
    let level = matches!(q.kind(), Some(FigureKind::Percent | FigureKind::Rate));
    match place {
        p if p < 0.5 && is_level(r, q) => FigureRole::Baseline,
        p if p >= 0.8 => FigureRole::Result,
        p if p >= 0.6 && (level || q.kind() == Some(FigureKind::Money)) => FigureRole::Result,
        _ => FigureRole::Scale,
    }
}

/// True for a share or a length of time that is told as how things stood: "absence was 9.4%", "the screen took six days".
fn is_level(r: Reading, q: &Quantity) -> bool {
    if !matches!(q.kind(), Some(FigureKind::Percent | FigureKind::Duration)) {
        return false;
    }
    let lead = role::before_hedges(r, q.first);
    (lead.saturating_sub(3)..lead).any(|at| {
        matches!(
            r.word(at),
            "was" | "were" | "took" | "stood" | "waited" | "wait" | "averaged" | "at" | "of" | "running"
        )
    }) && !matches!(r.back(lead, 1), "in" | "for" | "after" | "within" | "to")
}

/// The figures as they are told: each once, with the pairs pointing at what is left.
fn told(r: Reading, quantities: &[Quantity]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut places: Vec<Option<usize>> = Vec::with_capacity(quantities.len());
    let mut seen: HashMap<(u64, String), usize> = HashMap::new();
    for quantity in quantities {
        let (Some(measure), true) = (&quantity.measure, quantity.stands()) else {
            places.push(None);
            continue;
        };
        let Some(span) = span(r, quantity.first, quantity.end) else {
            places.push(None);
            continue;
        };
        let (unit, kind) = measure.told(quantity.per.as_deref());
        let role = quantity.role.unwrap_or(FigureRole::Scale);
        let key = (quantity.value.map_or(u64::MAX, f64::to_bits), unit.clone());
        if let Some(&place) = seen.get(&key) {
            // The first mention stays, and learns what a later one says of its role.
            if let Some(figure) = figures.get_mut(place).filter(|f| f.role == FigureRole::Scale) {
                figure.role = role;
            }
            places.push(Some(place));
            continue;
        }
        seen.insert(key, figures.len());
        places.push(Some(figures.len()));
        figures.push(Figure {
            span,
            value: quantity.value,
            // Money of which nobody said whose it is has no unit.
            unit: (!unit.is_empty() && !unit.starts_with('-')).then_some(unit),
            kind,
            role,
            pair: None,
        });
    }
    for (quantity, place) in quantities.iter().zip(&places) {
        let (Some(place), Some(other)) = (*place, quantity.pair.and_then(|p| places.get(p).copied().flatten())) else {
            continue;
        };
        if place != other
            && figures.get(place).is_some_and(|f| f.pair.is_none())
            && figures.get(other).is_some_and(|f| f.pair.is_none())
        {
            if let Some(figure) = figures.get_mut(place) {
                figure.pair = Some(other);
            }
            if let Some(figure) = figures.get_mut(other) {
                figure.pair = Some(place);
            }
        }
    }
    figures
}
