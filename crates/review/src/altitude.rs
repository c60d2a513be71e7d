//! Altitude: from how high each sentence is told, from the market at 50,000 ft to what changed on the ground.
//!
//! A table trained on sentences labelled by hand gives each height a chance; the beat pulls towards its own height. Source:
//! domain §3.

use glidepath_domain::Beat;
use glidepath_text::table::Table;

use crate::Sense;
use crate::beat::together;

/// The heights, from the market to the ground.
pub const HEIGHTS: [u32; 5] = [50_000, 25_000, 15_000, 5_000, 0];

static TABLE: Table = Table::new(include_bytes!("../data/feet.bin"), HEIGHTS.len());

/// What the height of its beat adds to the chance of a sentence. Fitted on corpus/train.
const PULL: f64 = 0.25;

/// Share of the table's logarithms where an encoder speaks too. Chosen on writers neither had learned from.
const TABLE_SHARE: f64 = 0.35;

/// Feet of each sentence.
pub(crate) fn read(looks: &[Vec<usize>], beats: &[(Beat, f64)], sense: Option<&Sense>) -> Vec<u32> {
    looks
        .iter()
        .zip(beats)
        .enumerate()
        .map(|(sentence, (rows, (beat, _)))| {
            let table = TABLE.chances(rows);
            let mut chances = match sense.and_then(|sense| sense.feet.get(sentence)) {
                Some(sensed) => together(sensed, &table, TABLE_SHARE),
                None => table,
            };
            if let Some(own) = HEIGHTS.iter().position(|h| *h == usual(*beat)) {
                chances[own] += PULL;
            }
            let best = (0..chances.len()).fold(0, |best, h| if chances[h] > chances[best] { h } else { best });
            HEIGHTS[best]
        })
        .collect()
}

/// The height at which a beat is usually told.
const fn usual(beat: Beat) -> u32 {
    match beat {
        Beat::Context => 50_000,
        Beat::Role => 25_000,
        Beat::Problem | Beat::Obstacle => 15_000,
        Beat::Options | Beat::Action => 5_000,
        Beat::Result | Beat::Learning => 0,
    }
}
