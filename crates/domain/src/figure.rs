//! Figures: quantities that tell scale or outcome, and the numbers that do not.

use crate::Span;
use crate::slug::slug_enum;

slug_enum! {
    /// What a figure measures.
    FigureKind as "figure kind" {
        /// A share of a hundred.
        Percent = "percent",
        /// An amount in a currency.
        Money = "money",
        /// A length of time.
        Duration = "duration",
        /// A number of things.
        Count = "count",
        /// A factor: "doubled" is 2, "cut by half" is 0.5.
        Ratio = "ratio",
        /// Something per something.
        Rate = "rate",
    }
}

slug_enum! {
    /// What a figure does in the story.
    FigureRole as "figure role" {
        /// What it was before, or what it is compared with.
        Baseline = "baseline",
        /// What it became, or the change.
        Result = "result",
        /// The size of something.
        Scale = "scale",
    }
}

slug_enum! {
    /// Why a number is no figure.
    NotFigureKind as "number kind" {
        /// A calendar date or year.
        Date = "date",
        /// A time of day.
        Clock = "clock",
        /// A version of something.
        Version = "version",
        /// A name that holds a number: a level, a room, a percentile, a ticket.
        Identifier = "identifier",
        /// A place in an order.
        Ordinal = "ordinal",
        /// How old somebody or something is.
        Age = "age",
        /// How long the work took, not told as a cost.
        Effort = "effort",
    }
}

/// A quantity found in an attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its sign, currency, magnitude and unit words.
    pub span: Span,
    /// Numeric value in the stated unit, `None` when it cannot be told ("an order of magnitude or so").
    pub value: Option<f64>,
    /// `%`, `x`, an ISO currency code, a time or byte unit, a plural noun, or `A/B` for rates.
    pub unit: Option<String>,
    /// What it measures.
    pub kind: FigureKind,
    /// What it does in the story.
    pub role: FigureRole,
    /// Index of the baseline or result it is paired with, in the same list.
    pub pair: Option<usize>,
}

/// A number that tells neither scale nor outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFigure {
    /// The number with the words that make it what it is.
    pub span: Span,
    /// Why it does not count.
    pub kind: NotFigureKind,
}
