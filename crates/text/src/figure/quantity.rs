//! A quantity while it is being understood: what was read, what is still to be found out.

use std::borrow::Cow;

use glidepath_domain::{FigureKind, FigureRole, NotFigureKind};

use super::numeral::Form;
use super::unit::Measure;

/// One quantity, with the tokens it covers.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) sentence: usize,
    pub(super) form: Form,
    pub(super) value: Option<f64>,
    /// Value before a magnitude word, and that magnitude.
    pub(super) mantissa: f64,
    pub(super) scale: f64,
    /// What the unit word multiplies with: 0.01 for cents.
    pub(super) factor: f64,
    /// None while bare.
    pub(super) measure: Option<Measure>,
    pub(super) per: Option<Cow<'static, str>>,
    /// True when no unit stood with the number.
    pub(super) bare: bool,
    /// A ratio that tells a change or comparison.
    pub(super) compares: bool,
    /// Not to be told unless something pairs with it.
    pub(super) shy: bool,
    pub(super) role: Option<FigureRole>,
    pub(super) pair: Option<usize>,
    /// Set when it turned out to be no figure: why, or nothing at all.
    pub(super) fallen: Option<Option<NotFigureKind>>,
}

impl Quantity {
    pub(super) fn kind(&self) -> Option<FigureKind> {
        self.measure
            .as_ref()
            .map(|m| if self.per.is_some() { FigureKind::Rate } else { m.kind })
    }

    pub(super) fn is_duration(&self) -> bool {
        self.per.is_none() && self.measure.as_ref().is_some_and(|m| m.kind == FigureKind::Duration)
    }

    /// True when both are counted in the same unit, or in units of the same sort (hours and minutes, GB and MB).
    pub(super) fn compares_with(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (&self.measure, &other.measure) else {
            return false;
        };
        let sizes = |m: &Measure| matches!(m.name.as_ref(), "B" | "kB" | "MB" | "GB" | "TB");
        let same =
            a == b || (a.kind == FigureKind::Duration && b.kind == FigureKind::Duration) || (sizes(a) && sizes(b));
        same && self.per == other.per
    }

    pub(super) fn stands(&self) -> bool {
        self.fallen.is_none()
    }
}
