//! Whether two facts of two tellings may be the same value, and whether it makes sense to hold them against each other
//! when they are not. Which of them are about the same thing is for the clues to say.

use super::measure::Thing;
use super::scale::Scale;
use crate::ledger::{Amount, Class, Item, Matter, Motion};

/// Values further apart than this, as a ratio, are of different things.
const APART: f64 = 10.0;

/// Whether two facts may be the same value, told as loosely as people do.
pub(super) fn agrees(one: &Item, other: &Item) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Amount(_), Matter::Amount(_)) => Scale::of(one, other).is_some_and(|scale| scale.agrees()),
        (Matter::Day(a), Matter::Day(b)) => a.may_be(b),
        (Matter::Post(a), Matter::Post(b)) => a.agrees(b),
        (Matter::Owner(a), Matter::Owner(b)) => a.agrees(b),
        _ => false,
    }
}

/// Whether two facts that agree are the same value to the letter.
pub(super) fn is_exact(one: &Item, other: &Item) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Amount(_), Matter::Amount(_)) => Scale::of(one, other).is_some_and(|scale| scale.is_exact()),
        (Matter::Day(a), Matter::Day(b)) => a.month.is_some() && a.month == b.month,
        _ => false,
    }
}

/// Whether two facts that differ can be held against each other at all.
pub(super) fn comparable(one: &Item, other: &Item) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => {
            let Some(scale) = Scale::of(one, other) else {
                return false;
            };
            // "By 40 minutes" and "to 40 minutes" are never one figure; what both moved by may be, whatever stands beside it.
            let moved = |x: &Amount, y: &Amount| {
                x.motion == Motion::By && y.motion != Motion::By && (y.motion == Motion::To || y.partner.is_some())
            };
            let team = matches!((&a.class, &b.class), (Class::Team, Class::Team));
            let told = scale.is_told() && (scale.thing == Thing::Untold || team || !guessed(one) && !guessed(other));
            told && scale.ratio() <= APART && !moved(a, b) && !moved(b, a)
        }
        (Matter::Day(a), Matter::Day(b)) => !a.agrees(b),
        (Matter::Post(a), Matter::Post(b)) => a.outright == b.outright,
        (Matter::Owner(_), Matter::Owner(_)) => true,
        _ => false,
    }
}

/// "Four of them": what it counts was read from the words before, unless a before or an after says so.
fn guessed(item: &Item) -> bool {
    matches!(&item.matter, Matter::Amount(amount) if amount.bare && !amount.paired)
}
