//! What makes one story worth less than another in a plan, in whole numbers. The weights are ours; their order is the
//! handbook's: ready, then about the principle, then fresh, then varied.

use std::collections::BTreeMap;

use glidepath_domain::Date;

use crate::{Aim, Card};

/// Each thing a story lacks weighs this.
const MISSING: i32 = 2;
/// More lacking things than this weigh no more.
const MOST_MISSING: u32 = 6;
/// A story that happened too long ago.
const STALE: i32 = 3;
/// A principle served only by stories that are about something else.
pub(crate) const MAIN_LACKING: i32 = 4;

/// What weighs against telling a story, whatever it is told for; 0 is best.
pub(crate) fn burden(card: &Card, today: Date) -> i32 {
    let stale = card.is_older_than(Aim::default().stale_years, today);
    MISSING * card.missing.min(MOST_MISSING) as i32 + if stale { STALE } else { 0 }
}

/// The kept stories, by their index among the kept, of each employer that is named; employers in the order of their names.
pub(crate) fn employers(cards: &[Card], kept: &[usize]) -> Vec<Vec<usize>> {
    let mut own: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (k, &at) in kept.iter().enumerate() {
        let employer = cards[at].employer.trim().to_lowercase();
        if !employer.is_empty() {
            own.entry(employer).or_default().push(k);
        }
    }
    own.into_values().collect()
}
