//! An amount taken apart: what it counts, of what, per what; and how well two of them are known to count one thing.

use glidepath_text::Tokens;

use crate::ledger::{Amount, Class, Item, Matter, numeral, seconds};

/// How well what two amounts count is known to be one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// Of one class, and counts of one noun.
    Same,
    /// Told without what one of them counts, or that was read from the words before.
    Untold,
    /// Counts of people, in other words: "learners", "people".
    People,
    /// A bare number and a share or a length of time: the number may stand for it.
    Stray,
    /// Counts of other things.
    Other,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Share,
    Time,
    Money,
    Team,
    Count,
}

/// An amount taken apart.
pub(super) struct Measure<'i> {
    pub(super) amount: &'i Amount,
    pub(super) kind: Kind,
    /// What is counted, one of it; or a currency.
    noun: String,
    /// As the text names it.
    pub(super) unit: &'i str,
    /// Per what, a span of the calendar as a year.
    pub(super) per: Option<String>,
    /// As told.
    pub(super) number: f64,
    /// In the base unit.
    pub(super) value: f64,
    /// A currency that was only guessed.
    guessed: bool,
}

impl<'i> Measure<'i> {
    /// `None` for what is no amount.
    pub(super) fn of(item: &'i Item) -> Option<Self> {
        let Matter::Amount(amount) = &item.matter else {
            return None;
        };
        let unit = item.found.unit.as_deref().unwrap_or("");
        let (of, per) = match unit.rsplit_once('/') {
            Some((of, per)) => (of, Some(per)),
            None => (unit, None),
        };
        // A bare number may have been read with the magnitude of the one before it.
        let said = || numeral(&Tokens::cut(&item.found.quote), 0).map(|said| said.value);
        let number = item.found.number.unwrap_or(amount.value);
        let number = if amount.bare { said().unwrap_or(number) } else { number };
        let currency = of.len() == 3 && of.bytes().all(|b| b.is_ascii_uppercase());
        let (kind, value) = match &amount.class {
            Class::Percent | Class::Factor => (Kind::Share, amount.share()),
            // Five working days are a week.
            Class::Time if item.found.quote.contains("working") => (Kind::Time, amount.value * 1.4),
            Class::Time => (Kind::Time, amount.value),
            Class::Team => (Kind::Team, amount.value),
            Class::Money(_) => (Kind::Money, amount.value),
            Class::Of(_) if currency => (Kind::Money, amount.value),
            Class::Of(_) => match seconds(of).filter(|_| per.is_some()) {
                Some(times) => (Kind::Time, number * times),
                None => (Kind::Count, amount.value),
            },
        };
        let words = item.found.quote.to_lowercase();
        let named = ["€", "$", "£", "¥", "euro", "dollar", "pound", "cent", "pence", "bucks"];
        Some(Self {
            amount,
            kind,
            noun: match kind {
                Kind::Count => one_of(of),
                Kind::Money => of.to_owned(),
                _ => String::new(),
            },
            per: per
                .filter(|_| !matches!(amount.class, Class::Percent | Class::Factor))
                .map(calendar),
            unit: of,
            number,
            value,
            guessed: kind == Kind::Money && !named.iter().any(|name| words.contains(name)),
        })
    }

    /// Whether its unit was read from the words before, and is of the other's kind.
    pub(super) fn borrows(&self, other: &Self) -> bool {
        self.kind == other.kind && matches!(self.kind, Kind::Time | Kind::Money)
    }

    /// How well what the two count is known to be one thing; `None` where it cannot be.
    pub(super) fn thing(&self, other: &Self) -> Option<Thing> {
        let bare = self.amount.bare || other.amount.bare;
        let counts = |measure: &Self| matches!(measure.kind, Kind::Count | Kind::Money);
        let loose = |measure: &Self| measure.amount.bare || measure.guessed;
        Some(match (self.kind, other.kind) {
            (Kind::Share, Kind::Share) | (Kind::Team, Kind::Team) => Thing::Same,
            (Kind::Time, Kind::Time) if !bare || self.amount.paired && other.amount.paired => Thing::Same,
            (Kind::Money, Kind::Money) if self.noun == other.noun && !bare => Thing::Same,
            (Kind::Money, Kind::Money) if !(loose(self) || loose(other)) => return None,
            (Kind::Count, Kind::Count) if !bare => {
                if self.noun == other.noun && !self.noun.is_empty() {
                    Thing::Same
                } else if self.noun.is_empty() || other.noun.is_empty() {
                    Thing::Untold
                } else if self.per == other.per && [self, other].iter().all(|one| is_somebody(&one.noun)) {
                    Thing::People
                } else {
                    Thing::Other
                }
            }
            // A bare number may be of anything, but a length of time or a share is told as one.
            _ if bare && [self, other].iter().all(|one| one.amount.bare || counts(one)) => Thing::Untold,
            _ if bare => Thing::Stray,
            (Kind::Team, Kind::Count) | (Kind::Count, Kind::Team) => Thing::Other,
            _ if counts(self) && counts(other) && (loose(self) || loose(other)) => Thing::Untold,
            _ => return None,
        })
    }
}

const PEOPLE: &str = "people";

/// Whether a noun names people, by its ending.
fn is_somebody(noun: &str) -> bool {
    noun == PEOPLE
        || [
            "er", "or", "ant", "ent", "ee", "ist", "ian", "guest", "man", "woman", "pupil", "child",
        ]
        .iter()
        .any(|ending| noun.len() > ending.len() && noun.ends_with(ending))
}

/// What a count counts, one of it.
fn one_of(unit: &str) -> String {
    let lower = unit.to_lowercase();
    match lower.rsplit(' ').next().unwrap_or("") {
        "people" | "persons" | "person" | "engineers" | "developers" | "colleagues" | "staff" | "members" | "folks"
        | "customers" | "users" | "clients" => PEOPLE.to_owned(),
        last => last.strip_suffix('s').unwrap_or(last).to_owned(),
    }
}

/// Spans of the calendar convert into one another.
fn calendar(per: &str) -> String {
    match per {
        "month" | "quarter" => "year".to_owned(),
        per => per.to_owned(),
    }
}
