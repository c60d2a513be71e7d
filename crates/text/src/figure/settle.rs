//! The last word on a number in a story: whether it tells size or outcome at all, and which. What the grammar said is
//! weighed with the words around it, its place and its neighbours.
//!
//! A softmax over hashed features, its table in `data/roles.bin`, trained by `cargo xtask train-roles` on the labelled
//! answers. It speaks on whole stories only: in a lone sentence there is no place to weigh. Leaves out pairs that grammar tied.

use glidepath_domain::{FigureKind, FigureRole};

use super::quantity::Quantity;
use super::reading::Reading;
use crate::table::{Table, row};

/// Rows of the table.
pub const ROWS: usize = 1 << 13;

/// What a number may turn out to be: one of the roles, or, last, nothing that counts.
pub const CLASSES: usize = FigureRole::ALL.len() + 1;

static TABLE: Table = Table::new(include_bytes!("../../data/roles.bin"), CLASSES);

/// Words looked at before a figure, within its sentence.
const BEFORE: usize = 8;
/// Words looked at after a figure, within its sentence.
const AFTER: usize = 7;
/// How far before a figure its verb may stand, in words.
const VERB_REACH: usize = 40;
/// Numbers looked at on either side for another of the same sort.
const NEIGHBOURS: usize = 24;
/// Parts of a story, for the place of a figure in it.
const PARTS: usize = 6;

/// Weighs every number that has a unit and stands in no pair.
pub(super) fn settle(r: Reading, quantities: &mut [Quantity]) {
    if TABLE.is_empty() {
        return;
    }
    let settled: Vec<Option<usize>> = (0..quantities.len())
        .map(|k| {
            let alone = quantities[k].pair.is_none();
            rows(r, quantities, k).filter(|_| alone).map(|rows| likeliest(&rows))
        })
        .collect();
    for (quantity, class) in quantities.iter_mut().zip(settled) {
        let Some(class) = class else { continue };
        match FigureRole::ALL.get(class) {
            Some(role) => (quantity.role, quantity.fallen) = (Some(*role), None),
            None => quantity.fallen = quantity.fallen.or(Some(None)),
        }
    }
}

/// Chance from which a number is taken for none that counts.
const NOTHING_FROM: f64 = 0.5;

fn likeliest(rows: &[usize]) -> usize {
    let chances = TABLE.chances(rows);
    let nothing = FigureRole::ALL.len();
    if chances[nothing] >= NOTHING_FROM {
        return nothing;
    }
    (0..nothing).fold(0, |best, c| if chances[c] > chances[best] { c } else { best })
}

/// The rows that hold for number `k`, none for one without value or unit.
pub(super) fn rows(r: Reading, quantities: &[Quantity], k: usize) -> Option<Vec<usize>> {
    let this = quantities.get(k).filter(|q| q.measure.is_some() && q.value.is_some())?;
    let fallen = match this.fallen {
        None => "stands",
        Some(None) => "fallen",
        Some(Some(kind)) => kind.slug(),
    };
    let size = match this.value.map_or(0.0, f64::abs) {
        v if v <= 1.0 => "1",
        v if v <= 2.0 => "2",
        v if v <= 4.0 => "4",
        v if v <= 12.0 => "12",
        v if v <= 100.0 => "100",
        _ => "more",
    };
    let kind = this.kind().map_or("", FigureKind::slug);
    let role = this.role.map_or("", FigureRole::slug);
    let part = (this.first * PARTS / r.tokens.len().max(1)).min(PARTS - 1);
    let part = ["0", "1", "2", "3", "4", "5"][part];
    let unit = this.measure.as_ref().map_or("", |m| m.name.as_ref());
    let before = &quantities[k.saturating_sub(NEIGHBOURS)..k];
    let after = &quantities[k + 1..(k + 1 + NEIGHBOURS).min(quantities.len())];
    let alike = |range: &[Quantity]| range.iter().any(|o| o.stands() && o.compares_with(this));
    let neighbours = [
        alike(before),
        alike(after),
        before.iter().any(Quantity::stands),
        after.iter().any(Quantity::stands),
    ]
    .map(|there| if there { "y" } else { "n" });
    let pair = this
        .pair
        .and_then(|p| quantities.get(p))
        .map_or("alone", |o| o.role.map_or("", FigureRole::slug));
    let mut rows = vec![
        row(ROWS, 0, &[]),
        row(ROWS, 1, &[role]),
        row(ROWS, 2, &[kind]),
        row(ROWS, 3, &[role, pair]),
        row(ROWS, 4, &[part]),
        row(ROWS, 5, &[part, kind]),
        row(ROWS, 6, &[role, part]),
        row(ROWS, 7, &[unit]),
        row(ROWS, 8, &neighbours[..2]),
        row(ROWS, 9, &neighbours),
        row(ROWS, 10, &[role, kind]),
        row(ROWS, 11, &[this.per.as_deref().unwrap_or("")]),
        row(ROWS, 12, &[fallen]),
        row(ROWS, 13, &[fallen, kind]),
        row(ROWS, 14, &[size, kind]),
        row(ROWS, 15, &[size, unit]),
        row(ROWS, 16, &[if this.bare { "bare" } else { "said" }, kind]),
    ];
    for n in 1..=BEFORE {
        let Some(at) = this.first.checked_sub(n).filter(|at| !r.stops(*at)) else {
            break;
        };
        rows.push(row(ROWS, 20, &[r.word(at)]));
        if n <= 2 {
            rows.push(row(ROWS, 20 + n as u8, &[r.word(at)]));
        }
    }
    for n in 0..AFTER {
        let at = this.end + n;
        if r.stops(at) {
            break;
        }
        rows.push(row(ROWS, 30, &[r.word(at)]));
        if n < 2 {
            rows.push(row(ROWS, 31 + n as u8, &[r.word(at)]));
        }
    }
    let verb = (0..this.first)
        .rev()
        .take(VERB_REACH)
        .take_while(|at| !r.stops(*at))
        .find(|at| r.tag(*at).is_verb());
    if let Some(at) = verb {
        rows.push(row(ROWS, 40, &[r.word(at)]));
        rows.push(row(ROWS, 41, &[r.tag(at).name(), part]));
    }
    Some(rows)
}
