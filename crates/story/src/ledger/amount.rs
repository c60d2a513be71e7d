//! An amount: value, unit class and direction in a form that two tellings can be held against each other by.
//!
//! Tolerances are ours and lean to silence: what could be the same figure told more loosely is the same figure.

use glidepath_domain::{FigureKind, FigureRole, Span};

/// How far "about 5,000" may lie from another figure, as a share of the larger.
const HEDGED: f64 = 0.12;
/// How far a figure may lie from one it rounds to.
const ROUNDED: f64 = 0.05;
/// Digits of a figure that is told exactly.
const EXACTLY: usize = 3;
/// The same between two tellings in other words.
const RETOLD_HEDGED: f64 = 0.2;
/// How far a figure may lie from its first digit, told for all of it.
const TOLD_ROUNDLY: f64 = 0.09;
/// How far "under 30" may lie from what it was, as a share of it.
const BOUNDED: f64 = 0.65;
/// Figures nearer than this are one: what is left is the arithmetic's.
const EQUAL: f64 = 1e-6;

/// What a figure is measured in; figures of different classes are never held against each other, but for shares.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Percent,
    Factor,
    Time,
    /// An ISO currency code.
    Money(String),
    /// The size of the teller's team.
    Team,
    /// What is counted, or so much per so much.
    Of(String),
}

/// Whether a figure tells a change, what it came to, or a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motion {
    /// "fell by 30 %", "saved $40k".
    By,
    /// "fell to 30 %", "reached 30 %".
    To,
    /// "was 30 %".
    Was,
    /// Not told.
    Open,
}

/// A figure that can be compared.
#[derive(Debug, Clone)]
pub(crate) struct Amount {
    pub(crate) class: Class,
    pub(crate) kind: FigureKind,
    /// In the class's base unit: seconds for time, a year for money per month.
    pub(crate) value: f64,
    pub(crate) hedged: bool,
    /// "Under 30", "more than 30".
    pub(crate) bound: Option<Bound>,
    /// Told without what it counts: "from 80 to 30".
    pub(crate) bare: bool,
    /// Told as a fraction in words: "a third".
    pub(crate) fraction: bool,
    /// A before and an after in one breath.
    pub(crate) paired: bool,
    /// Where the other of the two stands.
    pub(crate) partner: Option<Span>,
    pub(crate) role: FigureRole,
    pub(crate) motion: Motion,
}

/// A figure that is told as a bound of what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// "Under 30".
    Under,
    /// "More than 30".
    Over,
    /// "Thirty something".
    Odd,
}

impl Amount {
    /// Whether the two may be the same figure, perhaps told more loosely.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let loose = self.hedged || other.hedged;
        if self.class != other.class {
            // "30 %" and "a third", "a third fewer": a share or what is left of it.
            let shares = |amount: &Self| match amount.class {
                Class::Percent => vec![
                    amount.value / 100.0,
                    1.0 - amount.value / 100.0,
                    1.0 + amount.value / 100.0,
                ],
                _ => vec![amount.value, 1.0 - amount.value],
            };
            let (mine, theirs) = (shares(self), shares(other));
            return mine.iter().any(|a| theirs.iter().any(|b| near(*a, *b, HEDGED)));
        }
        near(self.value, other.value, if loose { HEDGED } else { EQUAL })
            || rounds_to(self.value, other.value)
            || rounds_to(other.value, self.value)
            || self.class == Class::Time && self.value != other.value && near(self.value, other.value, ROUNDED)
    }

    /// As [`Self::agrees`], between two tellings in other words: "about ten" may be twelve, and "under 30" be 25.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        self.agrees(other)
            || self.may_be_bound(other)
            || (self.hedged || other.hedged) && near(self.share(), other.share(), RETOLD_HEDGED)
            || near(self.share(), other.share(), ROUNDED)
                && !(self.class == Class::Percent && self.value > 90.0)
                && digits(self.value).min(digits(other.value)) < EXACTLY
            || told_roundly(self.share(), other.share())
            || told_roundly(other.share(), self.share())
    }

    /// Whether one is told as a bound of the other: "under 30", "a third or fewer", "thirty something".
    pub(crate) fn may_be_bound(&self, other: &Self) -> bool {
        let within = |bound: &Self, exact: &Self| {
            let (bounds, value) = (bound.share(), exact.share());
            match bound.bound {
                Some(Bound::Under) => value <= bounds && value >= BOUNDED * bounds,
                Some(Bound::Over) => value >= bounds && value * BOUNDED <= bounds,
                Some(Bound::Odd) => (bounds..bounds + last_place(bounds)).contains(&value),
                None => false,
            }
        };
        let share = |class: &Class| matches!(class, Class::Percent | Class::Factor);
        let alike = self.class == other.class || share(&self.class) && share(&other.class);
        alike && (within(self, other) || within(other, self))
    }

    /// "30 %" and "a third", "26 %" and "24 in 100": a fraction in words is told loosely, one in digits is not.
    pub(crate) fn may_be_share(&self, other: &Self) -> bool {
        let loose = [self, other]
            .iter()
            .any(|a| a.hedged || a.class == Class::Factor && a.fraction);
        let share = if loose { HEDGED } else { 0.02 };
        near(self.share(), other.share(), share) || near(1.0 - self.share(), other.share(), share)
    }

    /// The value, a percentage as the factor it is.
    pub(crate) fn share(&self) -> f64 {
        match self.class {
            Class::Percent => self.value / 100.0,
            _ => self.value,
        }
    }

    /// Whether it makes sense to hold the two against each other.
    pub(crate) fn comparable(&self, other: &Self) -> bool {
        let roles = matches!(
            (self.role, other.role),
            (FigureRole::Baseline, FigureRole::Result) | (FigureRole::Result, FigureRole::Baseline)
        );
        let open = self.motion == Motion::Open || other.motion == Motion::Open;
        !roles && (open || self.motion == other.motion)
    }
}

fn near(a: f64, b: f64, share: f64) -> bool {
    let most = a.abs().max(b.abs());
    most == 0.0 || (a - b).abs() <= share * most
}

/// How many digits of a value are told.
fn digits(value: f64) -> usize {
    let text = format!("{:e}", (value * 1e6).round() / 1e6);
    text.split('e')
        .next()
        .map_or(0, |m| m.chars().filter(char::is_ascii_digit).count())
}

/// What the last digit told of a value counts: ten of 30, a thousand of 14,000.
fn last_place(value: f64) -> f64 {
    let mut place = 1.0;
    while place * 10.0 <= value && value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    place
}

/// Whether `exact` is told as `round`: 4,980 as 5,000, 31 as 30, never 35 as 30.
fn rounds_to(exact: f64, round: f64) -> bool {
    digits(round) < digits(exact)
        && exact.abs() >= 20.0
        && near(exact, round, ROUNDED)
        && (exact - round).abs() <= last_place(round.abs())
}

/// Whether `exact` to one figure is `round`: 3.2 million told as three.
fn told_roundly(exact: f64, round: f64) -> bool {
    if exact <= 0.0 || round <= 0.0 {
        return false;
    }
    let place = 10_f64.powf(round.log10().floor());
    let one_figure = (round / place - (round / place).round()).abs() < EQUAL;
    one_figure && ((exact / place).round() - round / place).abs() < EQUAL && near(exact, round, TOLD_ROUNDLY)
}

#[cfg(test)]
mod tests {
    use super::rounds_to;

    #[test]
    fn rounding_drops_digits_and_stays_near() {
        assert!(rounds_to(4980.0, 5000.0) && rounds_to(1_960_000.0, 2_000_000.0) && rounds_to(31.0, 30.0));
        assert!(!rounds_to(35.0, 30.0) && !rounds_to(5000.0, 4980.0) && !rounds_to(7.0, 5.0) && !rounds_to(36.0, 40.0));
    }
}
