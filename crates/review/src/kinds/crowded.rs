//! Hesitations that crowd the words: how many of a kind there are, and how thick.

use glidepath_text::HesitationKind;

use crate::{Case, Notes};

/// Notes the first hesitation of this kind, with their number, where there are at least `least` of them and more than
/// `most_per_hundred` in a hundred words: both are settings of the rule.
pub fn crowded(case: &Case<'_>, notes: &mut Notes<'_>, kind: HesitationKind) {
    let found: Vec<_> = case.transcript.hesitations.iter().filter(|h| h.kind == kind).collect();
    let rate = 100.0 * found.len() as f64 / case.transcript.words.max(1) as f64;
    if (found.len() as f64) < notes.setting("least") || rate <= notes.setting("most_per_hundred") {
        return;
    }
    if let Some(first) = found.first() {
        notes.span(first.span, 0.7).count(found.len());
    }
}
