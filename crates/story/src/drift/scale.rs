//! Two amounts brought onto one scale, so that their values can be held against one another: "48 euros" and "62 euros per
//! genome", "58,000" and "71,000 a month", "640 calls a month" and "820 calls".

use super::measure::{Kind, Measure, Thing};
use crate::ledger::{Amount, Class, Item};

/// Numbers up to this are of too many things to be known again without what they count. Set by hand, as the next.
pub(super) const SMALL: f64 = 12.0;

/// Numbers from this on are told of few things only.
const LARGE: f64 = 50.0;

/// Two amounts on one scale.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    pub(super) one: Amount,
    pub(super) other: Amount,
    pub(super) thing: Thing,
    /// The values as they are if each has the unit that was read for it.
    read: (f64, f64),
}

impl Scale {
    /// `None` where no scale holds both: a share and a length of time.
    pub(super) fn of(one: &Item, other: &Item) -> Option<Self> {
        let (a, b) = (Measure::of(one)?, Measure::of(other)?);
        let thing = a.thing(&b)?;
        let per_one = a.per.is_some() != b.per.is_some();
        if a.per.is_some() && b.per.is_some() && a.per != b.per {
            return None;
        }
        // Where one is a rate and the other is not, or one has no unit of its own, only the numbers can be compared.
        let plain = per_one && a.kind != Kind::Time
            || matches!(thing, Thing::Untold | Thing::Stray) && (a.kind != b.kind || !a.borrows(&b));
        let value = |measure: &Measure<'_>| if plain { measure.number } else { measure.value };
        let class = match a.kind {
            Kind::Share if b.kind == Kind::Share => None,
            Kind::Time if !plain => Some(Class::Time),
            Kind::Team => Some(Class::Team),
            _ => Some(Class::Of(String::new())),
        };
        let units = a.kind == Kind::Time && b.kind == Kind::Time && a.unit != b.unit;
        let scaled = |measure: &Measure<'_>| {
            let mut amount = measure.amount.clone();
            if let Some(class) = &class {
                amount.class = class.clone();
                amount.value = value(measure);
                // Six weeks are a month and a half.
                amount.hedged |= units;
            }
            amount
        };
        Some(Self {
            one: scaled(&a),
            other: scaled(&b),
            thing,
            read: (a.value, b.value),
        })
    }

    /// Whether the two may be the same value, told as loosely as people do.
    pub(super) fn agrees(&self) -> bool {
        let (a, b) = self.read;
        if matches!(self.thing, Thing::Untold | Thing::Stray) && (a - b).abs() <= 0.05 * a.max(b) {
            return true;
        }
        if self.thing == Thing::Stray && self.one.value <= SMALL {
            return false;
        }
        match (&self.one.class, &self.other.class) {
            (Class::Percent, Class::Factor) | (Class::Factor, Class::Percent) => {
                self.one.may_be_share(&self.other) || self.one.may_be_bound(&self.other)
            }
            _ => self.one.may_be(&self.other),
        }
    }

    /// Whether the two are the same value to the letter.
    pub(super) fn is_exact(&self) -> bool {
        let (a, b) = (self.one.share(), self.other.share());
        let telling = match self.thing {
            Thing::Same | Thing::People => true,
            Thing::Untold | Thing::Stray => a > SMALL,
            Thing::Other => false,
        };
        telling && (a - b).abs() <= f64::EPSILON * a.abs() * 4.0
    }

    /// Whether it makes sense to hold the two against each other, as far as what they count tells.
    pub(super) fn is_told(&self) -> bool {
        let (a, b) = (&self.one, &self.other);
        match self.thing {
            Thing::Same | Thing::People => true,
            Thing::Untold => {
                let fractions = a.value.fract() != 0.0 && b.value.fract() != 0.0;
                fractions || a.value.min(b.value) >= if a.bare && b.bare { SMALL } else { LARGE }
            }
            Thing::Stray | Thing::Other => false,
        }
    }

    /// How many times the one is the other, at least 1.
    pub(super) fn ratio(&self) -> f64 {
        let (a, b) = (self.one.share(), self.other.share());
        if a <= 0.0 || b <= 0.0 {
            f64::INFINITY
        } else {
            (a / b).max(b / a)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;
    use crate::ledger::{Item, Matter, telling};

    fn figure(text: &str) -> Item {
        let items = telling(text).items;
        items
            .into_iter()
            .find(|item| matches!(item.matter, Matter::Amount(_)))
            .unwrap()
    }

    fn scale(one: &str, other: &str) -> Option<Scale> {
        Scale::of(&figure(one), &figure(other))
    }

    #[test]
    fn one_value_in_other_words_agrees() {
        for (one, other) in [
            ("It took 90 minutes.", "It took an hour and a half."),
            ("We tried it for six weeks.", "We tried it for a month and a half."),
            (
                "Twenty six findings came back.",
                "There were twenty something findings.",
            ),
            ("Loss fell to 29 percent.", "Fewer than a third of them left."),
            ("We paid 48 euros.", "We paid 48 euros per genome."),
        ] {
            assert!(scale(one, other).unwrap().agrees(), "{one} {other}");
        }
    }

    #[test]
    fn other_values_of_one_kind_are_told_apart() {
        for (one, other) in [
            ("We paid 48 euros.", "We paid 62 euros per genome."),
            ("We got 640 calls a month.", "We got 820 calls before."),
            ("It took nine days.", "It took three weeks."),
        ] {
            let scale = scale(one, other).unwrap();
            assert!(!scale.agrees() && scale.is_told(), "{one} {other}");
            assert!((1.2..3.0).contains(&scale.ratio()), "{one} {other}");
        }
    }

    #[test]
    fn what_is_of_other_kinds_is_not_held_against() {
        for (one, other) in [
            ("It took nine days.", "Loss fell to 29 percent."),
            ("We had 40 pages.", "We had 52 visitors."),
            ("We paid 48 euros.", "There were 62 vans."),
        ] {
            assert!(!scale(one, other).is_some_and(|scale| scale.is_told()), "{one} {other}");
        }
    }
}
