//! Whether two facts of two tellings may be the same value, and whether it makes sense to hold them against each other
//! when they are not. Which of them are about the same thing is for the clues to say.

use glidepath_domain::FigureRole;

use crate::ledger::{Amount, Class, Item, Matter, Motion};

/// Values further apart than this, as a ratio, are of different things.
const APART: f64 = 10.0;

/// Whether two facts may be the same value, told as loosely as people do.
pub(super) fn agrees(one: &Item, other: &Item) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => match (&a.class, &b.class) {
            // "31 of those people", "about thirty of the temps".
            (Class::Of(_), Class::Of(_)) => a.may_be_count(b),
            _ if a.bare || b.bare => a.may_be_count(b),
            (x, y) if x == y => a.may_be(b),
            (Class::Percent, Class::Factor) | (Class::Factor, Class::Percent) => a.may_be_share(b),
            _ => false,
        },
        (Matter::Day(a), Matter::Day(b)) => a.may_be(b),
        (Matter::Post(a), Matter::Post(b)) => a.agrees(b),
        (Matter::Owner(a), Matter::Owner(b)) => a.agrees(b),
        _ => false,
    }
}

/// Whether two facts that agree are the same value to the letter.
pub(super) fn is_exact(one: &Item, other: &Item) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => {
            (of_one_thing(one, other) || a.bare || b.bare) && (a.value - b.value).abs() <= f64::EPSILON * a.value.abs()
        }
        (Matter::Day(a), Matter::Day(b)) => a.month.is_some() && a.month == b.month,
        _ => false,
    }
}

/// Whether two facts that differ can be held against each other at all.
pub(super) fn comparable(one: &Item, other: &Item) -> bool {
    match (&one.matter, &other.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => {
            let shares = |amount: &Amount| matches!(amount.class, Class::Percent | Class::Factor);
            let counts = matches!((&a.class, &b.class), (Class::Of(_), Class::Of(_)));
            let kinds = shares(a) && shares(b)
                || of_one_thing(one, other)
                || counts && (a.bare && b.bare || fractional(a) && fractional(b));
            // "Four of them": what it counts was read from the words before, unless a before or an after says so.
            let guessed = |amount: &Amount| amount.bare && !amount.paired && amount.class != Class::Team;
            let told = counts || !guessed(a) && !guessed(b);
            // "By 40 minutes" and "to 40 minutes" are never one figure.
            let moved = |x: &Amount, y: &Amount| x.motion == Motion::By && y.motion == Motion::To;
            let (low, high) = (a.share().min(b.share()), a.share().max(b.share()));
            let far = low <= 0.0 || high / low > APART;
            kinds && told && !far && !moved(a, b) && !moved(b, a)
        }
        (Matter::Day(a), Matter::Day(b)) => !a.agrees(b),
        (Matter::Post(a), Matter::Post(b)) => a.outright == b.outright,
        (Matter::Owner(_), Matter::Owner(_)) => true,
        _ => false,
    }
}

/// Whether a figure is no whole number: it stands on some scale, and two of one story are likely on the same.
fn fractional(amount: &Amount) -> bool {
    amount.value < 100.0 && amount.value.fract() != 0.0
}

/// Whether two figures are of one class, and counts of one thing: farms are no farmers, and people are people.
pub(super) fn of_one_thing(one: &Item, other: &Item) -> bool {
    let (Matter::Amount(a), Matter::Amount(b)) = (&one.matter, &other.matter) else {
        return false;
    };
    match (&a.class, &b.class) {
        (Class::Of(_), Class::Of(_)) => counted(one) == counted(other),
        (x, y) => x == y,
    }
}

/// What a count counts, one of it.
fn counted(item: &Item) -> String {
    let unit = item.found.unit.as_deref().unwrap_or("").to_lowercase();
    let last = unit.rsplit(' ').next().unwrap_or("");
    match last {
        "people" | "persons" | "engineers" | "developers" | "colleagues" | "staff" | "members" | "folks"
        | "customers" | "users" | "clients" => "people".to_owned(),
        _ => last.strip_suffix('s').unwrap_or(last).to_owned(),
    }
}

/// Whether one is what it was before, the other what it was after.
pub(super) fn before_and_after(a: &Amount, b: &Amount) -> bool {
    matches!(
        (a.role, b.role),
        (FigureRole::Baseline, FigureRole::Result) | (FigureRole::Result, FigureRole::Baseline)
    )
}
