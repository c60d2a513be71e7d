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

#[cfg(test)]
mod tests {
    use glidepath_domain::{
        Drill, Grade, MemoryCard, MemoryKind, Principle, Review, Severity, SkipReason, Skipped, Verdict,
    };

    use super::{practised, weak};
    use crate::card::{id, remake};
    use crate::sample::{drill, finding, marked, review};
    use crate::told::Told;

    fn told<'a>(drill: &'a Drill, reviews: &'a [Review]) -> Vec<Told<'a>> {
        let each = reviews.iter().zip(1..);
        each.map(|(review, day)| Told {
            drill,
            review,
            at_ms: day * 100,
        })
        .collect()
    }

    fn of(verdict: Option<Verdict>, rules: &[&'static str]) -> Review {
        Review {
            verdicts: vec![marked(Principle::Frugality, verdict)],
            findings: rules
                .iter()
                .map(|rule| finding(rule, Severity::Costly, 0.8, None))
                .collect(),
            ..review()
        }
    }

    #[test]
    fn what_two_of_the_last_three_show_comes_back() {
        let drill = drill();
        let below = Some(Verdict::Below);
        let reviews = [
            of(Some(Verdict::Meets), &["villain", "villain"]),
            of(below, &["no-metric"]),
            of(None, &["hero"]),
            of(below, &["no-metric", "hero"]),
        ];
        let cards = weak(&told(&drill, &reviews));
        let names: Vec<String> = cards.iter().map(id).collect();
        assert_eq!(names, ["principle:frugality", "finding:hero", "finding:no-metric"]);
        assert!(cards.iter().all(|card| card.due_ms == 400), "due at once");
        assert_eq!(weak(&told(&drill, &reviews[..2])), [], "once is not weak");
        let again = remake(&cards, weak(&told(&drill, &reviews)));
        assert_eq!((again.added.len(), again.idle.len()), (0, 0));
    }

    #[test]
    fn small_and_unsure_things_do_not() {
        let drill = drill();
        let mut slight = review();
        slight.findings = vec![
            finding("hedges", Severity::Hint, 1.0, None),
            finding("hero", Severity::Costly, 0.3, None),
        ];
        let mut short = of(Some(Verdict::Below), &["no-metric"]);
        short.measures.words = 10;
        assert_eq!(weak(&told(&drill, &[slight.clone(), slight])), []);
        assert_eq!(weak(&told(&drill, &[short.clone(), short])), []);
        assert_eq!(weak(&[]), []);
    }

    #[test]
    fn a_later_telling_is_graded() {
        let drill = drill();
        let card = |kind, about: &str| MemoryCard {
            kind,
            story: None,
            family: None,
            about: about.to_owned(),
            memory: None,
            due_ms: 0,
            asked: Vec::new(),
        };
        let grade = |kind, about: &str, review: &Review| {
            let told = Told {
                drill: &drill,
                review,
                at_ms: 9,
            };
            practised(&card(kind, about), &told).map(|recalled| recalled.grade)
        };
        let met = of(Some(Verdict::Raises), &["hero"]);
        assert_eq!(grade(MemoryKind::Principle, "frugality", &met), Some(Grade::Easy));
        assert_eq!(
            grade(MemoryKind::Principle, "frugality", &of(Some(Verdict::Below), &[])),
            Some(Grade::Again)
        );
        assert_eq!(grade(MemoryKind::Principle, "frugality", &of(None, &[])), None);
        assert_eq!(grade(MemoryKind::Principle, "ownership", &met), None, "not probed");
        assert_eq!(grade(MemoryKind::Finding, "hero", &met), Some(Grade::Again));
        assert_eq!(grade(MemoryKind::Finding, "villain", &met), Some(Grade::Good));
        assert_eq!(grade(MemoryKind::Opening, "", &met), None);
        let mut skipped = of(None, &[]);
        skipped.skipped = vec![Skipped {
            rule: "pace",
            reason: SkipReason::NeedsTimings,
        }];
        assert_eq!(grade(MemoryKind::Finding, "pace", &skipped), None, "it did not run");
    }
}
