//! Whether, where and how early a signal is there.

use crate::{Case, Hit, Notes, Signal};

/// Notes every hit of `signal` that `keep` accepts, at `confidence` times the hit's weight.
pub fn each_hit(case: &Case<'_>, notes: &mut Notes<'_>, signal: Signal, confidence: f64, keep: impl Fn(&Hit) -> bool) {
    for hit in case.hits(signal).filter(|h| keep(h)) {
        notes.span(hit.span, confidence * hit.weight);
    }
}

/// The first clear hit of any of `signals` that stands within the first `share` of the words.
#[must_use]
pub fn opens_within<'c>(case: &'c Case<'_>, signals: &[Signal], share: f64) -> Option<&'c Hit> {
    case.first_of(signals).filter(|hit| case.share_before(hit.span.start) <= share)
}
