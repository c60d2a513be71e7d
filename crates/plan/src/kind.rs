//! Stories that can stand for one another in a plan, of which only the best few can matter. How few is the plan's to say.

use std::collections::BTreeMap;

use glidepath_domain::{Date, Principle};

use crate::worth::burden;
use crate::{Card, Fit};

/// What a plan can tell stories apart by, besides their burden and their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    /// How they serve each principle of the plan.
    pub(crate) fits: Vec<Option<Fit>>,
    employer: String,
    /// Whether they have the one thing more that a plan may ask for.
    pub(crate) marked: bool,
}

impl Kind {
    pub(crate) fn of(card: &Card, principles: &[Principle], marked: bool) -> Self {
        Self {
            fits: principles.iter().map(|&principle| card.fit(principle)).collect(),
            employer: card.employer.trim().to_lowercase(),
            marked,
        }
    }

    pub(crate) fn serves_any(&self) -> bool {
        self.fits.iter().any(Option::is_some)
    }
}

/// Of each kind as many as are worth keeping, those of least burden and then those listed first; as places among the cards, in order.
pub(crate) fn best_of_each(
    cards: &[Card],
    today: Date,
    kind: impl Fn(&Card) -> Kind,
    worth_keeping: impl Fn(&Kind) -> usize,
) -> Vec<usize> {
    let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (at, card) in cards.iter().enumerate() {
        kinds.entry(kind(card)).or_default().push(at);
    }
    let mut kept = Vec::new();
    for (kind, mut alike) in kinds {
        alike.sort_by_key(|&at| (burden(&cards[at], today), at));
        kept.extend(alike.into_iter().take(worth_keeping(&kind)));
    }
    kept.sort_unstable();
    kept
}
