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
    case.first_of(signals)
        .filter(|hit| case.share_before(hit.span.start) <= share)
}

/// Notes the sentence in which `signal` is clearest, once, where its summed weight over the answer reaches the rule's
/// setting `least_weight`; the count is the number of sentences that hold it.
pub fn told(case: &Case<'_>, notes: &mut Notes<'_>, signal: Signal, confidence: f64) {
    let total = case.weight(signal);
    let least = notes.setting("least_weight");
    if total < least - 1e-9 {
        return;
    }
    let sentences: Vec<usize> = (0..case.readings.len())
        .filter(|s| case.weight_in(signal, *s) > 0.0)
        .collect();
    let weight = |s: &usize| case.weight_in(signal, *s);
    let Some(&clearest) = sentences
        .iter()
        .max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.cmp(a)))
    else {
        return;
    };
    let sure = (confidence + 0.05 * (total - least)).min(0.92);
    notes.span(case.sentence_span(clearest), sure).count(sentences.len());
}

/// The summed weight of `signals` told after the share `from` of the words, in clear mentions.
#[must_use]
pub fn late_weight(case: &Case<'_>, signals: &[Signal], from: f64) -> f64 {
    signals
        .iter()
        .flat_map(|signal| case.hits(*signal))
        .filter(|hit| case.share_before(hit.span.start) >= from)
        .map(|hit| hit.weight)
        .sum()
}
