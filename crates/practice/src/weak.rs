//! What tellings were weak on, as cards that come back: principles marked below the bar, and findings met again. How a later telling
//! went is graded here too.

use std::collections::BTreeMap;

use glidepath_domain::{Grade, MemoryCard, MemoryKind, Recalled, Severity, Verdict};

use crate::told::Told;

/// Of the last so many tellings … Source: `docs/practice.md` §5.
const OF_LAST: usize = 3;
/// … so many must show it.
const SHOW_IT: usize = 2;
/// A finding less sure than this does not count. Source: `docs/practice.md` §5.
const SURE: f64 = 0.5;

/// Cards for principles that two of the last three tellings judged on them were below the bar for, and for findings (`watch` and `costly`) that two
/// of the last three tellings had. `told` is ordered oldest first. The cards are due at once; [`crate::remake`] leaves out those kept already.
#[must_use]
pub fn weak(told: &[Told<'_>]) -> Vec<MemoryCard> {
    let judged: Vec<&Told<'_>> = told.iter().rev().filter(|told| told.is_judged()).collect();
    let due_ms = judged.first().map_or(0, |told| told.at_ms);
    let mut marks: BTreeMap<&'static str, Vec<Verdict>> = BTreeMap::new();
    for seen in judged.iter().flat_map(|told| &told.review.verdicts) {
        if let Some(mark) = seen.verdict {
            marks.entry(seen.principle.slug()).or_default().push(mark);
        }
    }
    let below = |marks: &[Verdict]| {
        marks
            .iter()
            .take(OF_LAST)
            .filter(|mark| **mark == Verdict::Below)
            .count()
            >= SHOW_IT
    };
    let principles = marks
        .iter()
        .filter(|(_, marks)| below(marks))
        .map(|(slug, _)| (MemoryKind::Principle, *slug));
    let mut met: BTreeMap<&'static str, usize> = BTreeMap::new();
    for told in judged.iter().take(OF_LAST) {
        for rule in rules(told) {
            *met.entry(rule).or_default() += 1;
        }
    }
    let findings = met
        .iter()
        .filter(|(_, times)| **times >= SHOW_IT)
        .map(|(rule, _)| (MemoryKind::Finding, *rule));
    let cards = principles.chain(findings).map(|(kind, about)| MemoryCard {
        kind,
        story: None,
        family: None,
        about: about.to_owned(),
        memory: None,
        due_ms,
        asked: Vec::new(),
    });
    cards.collect()
}

/// How a telling went for a weak principle or finding: what goes into the schedule. `None` when it says nothing of it: the
/// principle was not probed or the mark abstained, or the card is of another kind.
#[must_use]
pub fn practised(card: &MemoryCard, told: &Told<'_>) -> Option<Recalled> {
    if !told.is_judged() {
        return None;
    }
    let grade = match card.kind {
        MemoryKind::Principle => {
            let seen = told
                .review
                .verdicts
                .iter()
                .find(|seen| seen.principle.slug() == card.about)?;
            match seen.verdict? {
                Verdict::Below => Grade::Again,
                Verdict::Meets => Grade::Good,
                Verdict::Raises => Grade::Easy,
            }
        }
        MemoryKind::Finding if rules(told).any(|rule| rule == card.about) => Grade::Again,
        // A rule that did not run did not find anything either.
        MemoryKind::Finding if told.review.skipped.iter().any(|skipped| skipped.rule == card.about) => return None,
        MemoryKind::Finding => Grade::Good,
        _ => return None,
    };
    Some(Recalled {
        at_ms: told.at_ms,
        latency_ms: told.drill.answer().and_then(|turn| turn.took_ms).unwrap_or(0),
        grade,
    })
}

/// The rules found with enough certainty and weight, each once.
pub(crate) fn rules<'a>(told: &Told<'a>) -> impl Iterator<Item = &'static str> + use<'a> {
    let counted = told
        .review
        .findings
        .iter()
        .filter(|f| f.severity >= Severity::Watch && f.confidence >= SURE);
    let rules: std::collections::BTreeSet<&'static str> = counted.map(|f| f.rule).collect();
    rules.into_iter()
}
