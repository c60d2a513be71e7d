//! Linear models as flat tables of bytes: rows for hashed features, one signed byte a class.
//!
//! A table is embedded and used as it lies, so nothing is parsed at start-up. Its first four bytes are the size of one step,
//! a little-endian `f32`; `cargo xtask` trains it with the very feature code that reads it. Leaves out what the features are.

use std::ops::Range;

/// A trained table. An empty one gives every class the same score.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    bytes: &'static [u8],
    classes: usize,
}

impl Table {
    /// A table of `classes` classes.
    #[must_use]
    pub const fn new(bytes: &'static [u8], classes: usize) -> Self {
        Self { bytes, classes }
    }

    /// How likely each class is, together 1, given the rows that hold.
    #[must_use]
    pub fn chances(&self, rows: &[usize]) -> Vec<f64> {
        let scores = self.scores(rows);
        let step = f64::from(self.step());
        let top = scores.iter().copied().max().unwrap_or(0);
        let raised: Vec<f64> = scores.iter().map(|s| (f64::from(s - top) * step).exp()).collect();
        let sum: f64 = raised.iter().sum();
        raised.into_iter().map(|r| r / sum).collect()
    }

    /// How likely each class is by itself, given the rows that hold: classes that do not exclude one another.
    #[must_use]
    pub fn each(&self, rows: &[usize]) -> Vec<f64> {
        let step = f64::from(self.step());
        self.scores(rows)
            .into_iter()
            .map(|score| 1.0 / (1.0 + (-f64::from(score) * step).exp()))
            .collect()
    }

    fn scores(&self, rows: &[usize]) -> Vec<i32> {
        let mut scores = vec![0_i32; self.classes];
        for row in rows {
            let Some(weights) = self.weights(*row) else { continue };
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i32::from(*weight as i8);
            }
        }
        scores
    }

    /// True before the first training.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn weights(&self, row: usize) -> Option<&[u8]> {
        let range: Range<usize> = HEAD + row * self.classes..HEAD + (row + 1) * self.classes;
        self.bytes.get(range)
    }

    fn step(&self) -> f32 {
        self.bytes
            .first_chunk::<HEAD>()
            .map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
    }
}

/// Bytes before the first row.
const HEAD: usize = 4;

/// The row, of `rows`, of a feature of kind `kind` with these parts.
#[must_use]
pub fn row(rows: usize, kind: u8, parts: &[&str]) -> usize {
    let mut hash = fnv(0x811c_9dc5, &[kind]);
    for part in parts {
        // A wall of letters costs no more than a word.
        hash = fnv(fnv(hash, &part.as_bytes()[..part.len().min(LONGEST)]), b"\x1f");
    }
    // FNV's low bits are weak for short keys: fold the high half in.
    ((hash ^ (hash >> 16)) as usize) % rows
}

/// Longest part, in bytes, that is looked at.
pub(crate) const LONGEST: usize = 32;

pub(crate) const fn fnv(mut hash: u32, bytes: &[u8]) -> u32 {
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::{Table, row};

    #[test]
    fn chances_follow_the_weights() {
        // One step is ln 2: two steps apart is four to one.
        static BYTES: [u8; 8] = {
            let step = std::f32::consts::LN_2.to_le_bytes();
            [step[0], step[1], step[2], step[3], 1, 255, 0, 0]
        };
        let table = Table::new(&BYTES, 2);
        let chances = table.chances(&[0]);
        assert!((chances[0] - 0.8).abs() < 1e-6, "{chances:?}");
        assert_eq!(table.chances(&[1]), [0.5, 0.5]);
        assert_eq!(Table::new(&[], 2).chances(&[0, 7]), [0.5, 0.5]);
    }

    #[test]
    fn rows_tell_parts_apart() {
        assert_ne!(row(1 << 14, 1, &["ab", "c"]), row(1 << 14, 1, &["a", "bc"]));
        assert_ne!(row(1 << 14, 1, &["a"]), row(1 << 14, 2, &["a"]));
    }
}
