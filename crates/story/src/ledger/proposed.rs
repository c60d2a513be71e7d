//! Facts a story tells that its ledger does not have yet, for the person to take or leave.

use glidepath_domain::{Fact, FactKind, Story, Sureness};

use super::{Item, Matter, items, ledger_items};

/// The facts told in a story's beats that its ledger lacks, each once, in the order told.
///
/// How a fact is known is the person's to say: the basis is blank and the sureness the least there is. A figure whose
/// before is told in the same sentence brings it along.
#[must_use]
pub fn proposed(story: &Story) -> Vec<Fact> {
    let known = ledger_items(&story.facts);
    let mut taken: Vec<Item> = Vec::new();
    for item in items(&story.text()) {
        let bare = item.found.what.is_empty();
        let had = known.iter().chain(&taken).any(|other| is_same(other, &item));
        if !bare && !had && !item.told_with_its_after {
            taken.push(item);
        }
    }
    let fact = |item: Item| Fact {
        kind: item.found.kind,
        what: item.found.what,
        value: item.found.value,
        baseline: item.found.baseline.unwrap_or_default(),
        basis: String::new(),
        sureness: Sureness::Guessed,
    };
    taken.into_iter().map(fact).collect()
}

/// Whether two facts say the same of the same thing.
fn is_same(known: &Item, told: &Item) -> bool {
    let topics = || known.topic.shared(&told.topic) > 0.0 || known.topic.total() == 0.0 || told.topic.total() == 0.0;
    match (&known.matter, &told.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => a.class == b.class && a.agrees(b) && topics(),
        (Matter::Day(a), Matter::Day(b)) => a == b && topics(),
        (Matter::Post(a), Matter::Post(b)) => a.agrees(b),
        (Matter::Owner(a), Matter::Owner(b)) => a == b && topics(),
        _ => {
            known.found.kind == told.found.kind
                && known.found.kind != FactKind::Owner
                && known.found.value.eq_ignore_ascii_case(&told.found.value)
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Beat, Fact, FactKind, Passage, Story, Sureness};

    use super::proposed;

    fn story(text: &str) -> Story {
        Story {
            beats: vec![Passage {
                beat: Beat::Action,
                text: text.to_owned(),
                principle: None,
            }],
            ..Story::default()
        }
    }

    const TOLD: &str = "In March 2022 we launched the claims portal. As the on-call lead I paged the database team. I decided \
                        to stop the rollout. Page load went from 4.2 seconds to 1.8 seconds. Page load stayed at 1.8 seconds.";

    #[test]
    fn each_fact_is_proposed_once_without_a_basis() {
        let facts = proposed(&story(TOLD));
        let brief: Vec<(FactKind, &str, &str)> = facts
            .iter()
            .map(|f| (f.kind, f.value.as_str(), f.baseline.as_str()))
            .collect();
        assert_eq!(
            brief,
            [
                (FactKind::Date, "March 2022", ""),
                (FactKind::Role, "on-call lead", ""),
                (FactKind::Owner, "I", ""),
                (FactKind::Metric, "1.8 seconds", "4.2 seconds"),
            ]
        );
        assert!(
            facts
                .iter()
                .all(|f| f.basis.is_empty() && f.sureness == Sureness::Guessed)
        );
    }

    #[test]
    fn what_the_ledger_has_is_not_proposed_again() {
        let mut story = story(TOLD);
        story.facts = proposed(&story);
        assert_eq!(proposed(&story), []);
        story.facts.retain(|fact| fact.kind != FactKind::Metric);
        story.facts.push(Fact {
            kind: FactKind::Metric,
            what: "how fast the page loads".to_owned(),
            value: "1.8 s".to_owned(),
            baseline: String::new(),
            basis: "the dashboard".to_owned(),
            sureness: Sureness::Measured,
        });
        assert_eq!(proposed(&story), []);
    }

    #[test]
    fn every_value_is_in_the_story() {
        let story = story(TOLD);
        for fact in proposed(&story) {
            assert!(
                fact.kind == FactKind::Owner || story.text().contains(&fact.value),
                "{fact:?}"
            );
            assert!(story.text().contains(&fact.baseline));
        }
        assert_eq!(proposed(&Story::default()), []);
    }
}
