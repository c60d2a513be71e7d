//! Two versions of a story, word by word: what was taken out, what was put in, field by field and beat by beat.

use glidepath_content::{Field, Place};
use glidepath_domain::{Conflict, Fact, Passage, Story};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// What happened to a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// In both.
    Same,
    /// Only in the older.
    Deleted,
    /// Only in the newer.
    Inserted,
}

/// A stretch of words, with the space that follows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What happened to it.
    pub kind: RunKind,
    /// The words. All that is not inserted, joined, is the older text; all that is not deleted the newer.
    pub text: String,
}

/// One place of a story that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which beat or field.
    pub place: Place,
    /// Where the passage stands in the older and in the newer story, for a beat.
    pub passages: (Option<usize>, Option<usize>),
    /// Its words.
    pub runs: Vec<Run>,
    /// Whether the silent principle of a passage changed, words apart.
    pub principle: bool,
}

/// Share of words that two passages of one beat have in common before one counts as the other, changed.
const ALIKE: f32 = 0.3;

/// What changed from `old` to `new`: passages in the order of the newer story, then fields in the order of an editor.
/// What did not change is not listed.
#[must_use]
pub fn versions(old: &Story, new: &Story) -> Vec<Change> {
    let mut changes = passages(&old.beats, &new.beats);
    for field in Field::ALL {
        let (before, after) = (field_text(old, *field), field_text(new, *field));
        if before != after {
            changes.push(Change {
                place: Place::Field(*field),
                passages: (None, None),
                runs: words(&before, &after),
                principle: false,
            });
        }
    }
    changes
}

/// Two texts, word by word.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Run> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_words(old, new);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => RunKind::Same,
            ChangeTag::Delete => RunKind::Deleted,
            ChangeTag::Insert => RunKind::Inserted,
        };
        match runs.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => runs.push(Run {
                kind,
                text: change.value().to_owned(),
            }),
        }
    }
    runs
}

fn passages(old: &[Passage], new: &[Passage]) -> Vec<Change> {
    let mut changes = Vec::new();
    let change = |before: Option<usize>, after: Option<usize>| {
        let (was, is) = (before.and_then(|at| old.get(at)), after.and_then(|at| new.get(at)));
        let passage = is.or(was)?;
        let text = |passage: Option<&Passage>| passage.map_or("", |p| p.text.as_str()).to_owned();
        Some(Change {
            place: Place::Beat(passage.beat),
            passages: (before, after),
            runs: words(&text(was), &text(is)),
            principle: was.is_some_and(|was| is.is_some_and(|is| was.principle != is.principle)),
        })
    };
    let key = |passage: &Passage| (passage.beat, passage.text.clone());
    let before: Vec<_> = old.iter().map(key).collect();
    let after: Vec<_> = new.iter().map(key).collect();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (olds, news) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            let moved = olds
                .zip(news)
                .filter(|(was, is)| old[*was].principle != new[*is].principle);
            changes.extend(moved.filter_map(|(was, is)| change(Some(was), Some(is))));
            continue;
        }
        // Within a stretch that changed, a passage meets the one of its beat that it most resembles.
        let mut free: Vec<usize> = olds.collect();
        let mut pairs: Vec<(Option<usize>, usize)> = Vec::new();
        for is in news {
            let alike = |was: usize| {
                let share = TextDiff::from_words(old[was].text.as_str(), new[is].text.as_str()).ratio();
                share + if old[was].beat == new[is].beat { ALIKE } else { 0.0 }
            };
            let best = free
                .iter()
                .copied()
                .map(|was| (alike(was), was))
                .filter(|(share, _)| *share > 2.0 * ALIKE);
            let best = best
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
                .map(|(_, was)| was);
            free.retain(|was| Some(*was) != best);
            pairs.push((best, is));
        }
        changes.extend(free.into_iter().filter_map(|was| change(Some(was), None)));
        changes.extend(pairs.into_iter().filter_map(|(was, is)| change(was, Some(is))));
    }
    changes
}

/// A field as a text that a person reads; empty where it is blank.
#[must_use]
pub fn field_text(story: &Story, field: Field) -> String {
    let slug = |slug: Option<&'static str>| slug.unwrap_or("").to_owned();
    let Conflict { with, over, lasted } = &story.conflict;
    match field {
        Field::Title => story.title.clone(),
        Field::Principles => story.principles.iter().map(|p| p.name()).collect::<Vec<_>>().join("\n"),
        Field::Facts => story.facts.iter().map(fact).collect::<Vec<_>>().join("\n"),
        Field::Constraints => story.constraints.join("\n"),
        Field::ConflictWith => with.clone(),
        Field::ConflictOver => over.clone(),
        Field::ConflictLasted => lasted.clone(),
        Field::DecisionOwner => story.decision_owner.clone(),
        Field::Customer => story.customer.clone(),
        Field::Cost => story.cost.clone(),
        Field::Doubt => story.doubt.clone(),
        Field::Choice => story.choice.clone(),
        Field::Hardest => story.hardest.clone(),
        Field::Outcome => slug(story.outcome.map(|o| o.slug())),
        Field::When => story.when.map_or_else(String::new, |when| when.to_string()),
        Field::Employer => story.employer.clone(),
        Field::Role => story.role.clone(),
        Field::TeamSize => story.team_size.map_or_else(String::new, |size| size.to_string()),
        Field::Scope => slug(story.scope.map(|s| s.slug())),
        Field::Level => slug(story.level.map(|l| l.slug())),
        Field::Function => story.function.clone(),
        Field::Tags => story.tags.join(", "),
        Field::Data => story.appendix.data.clone(),
        Field::Technical => story.appendix.technical.clone(),
        Field::Alternatives => story.appendix.alternatives.clone(),
        Field::People => story.appendix.people.clone(),
        Field::Timeline => story.appendix.timeline.clone(),
        Field::Confidential => story.confidential.clone(),
    }
}

fn fact(fact: &Fact) -> String {
    let mut line = format!("{}: {}", fact.what, fact.value);
    for (name, part) in [("before", &fact.baseline), ("known by", &fact.basis)] {
        if !part.is_empty() {
            line.push_str(&format!(", {name} {part}"));
        }
    }
    format!("{line} ({}, {})", fact.kind, fact.sureness)
}

#[cfg(test)]
mod tests {
    use glidepath_content::{Field, Place};
    use glidepath_domain::{Beat, Outcome, Passage, Principle, Story};
    use proptest::prelude::*;

    use super::{RunKind, versions, words};

    fn passage(beat: Beat, text: &str) -> Passage {
        Passage {
            beat,
            text: text.to_owned(),
            principle: None,
        }
    }

    fn story() -> Story {
        Story {
            title: "The lifts".to_owned(),
            beats: vec![
                passage(Beat::Context, "The hospital had nine lifts."),
                passage(Beat::Action, "I counted the faults of every night myself."),
                passage(Beat::Result, "Faults fell to six a week."),
            ],
            ..Story::default()
        }
    }

    #[test]
    fn a_word_changed_is_a_word_shown() {
        let mut new = story();
        new.beats[1].text = "I counted the faults of every shift myself.".to_owned();
        new.outcome = Some(Outcome::Success);
        let changes = versions(&story(), &new);
        assert_eq!(changes.len(), 2);
        assert_eq!(
            (changes[0].place, changes[0].passages),
            (Place::Beat(Beat::Action), (Some(1), Some(1)))
        );
        let changed: Vec<(RunKind, &str)> = changes[0]
            .runs
            .iter()
            .filter(|r| r.kind != RunKind::Same)
            .map(|r| (r.kind, r.text.as_str()))
            .collect();
        assert_eq!(changed, [(RunKind::Deleted, "night"), (RunKind::Inserted, "shift")]);
        assert_eq!(changes[1].place, Place::Field(Field::Outcome));
    }

    #[test]
    fn a_passage_put_in_leaves_the_others_alone() {
        let mut new = story();
        new.beats
            .insert(1, passage(Beat::Obstacle, "The firm kept its log shut."));
        let changes = versions(&story(), &new);
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].passages, (None, Some(1)));
        assert!(changes[0].runs.iter().all(|run| run.kind == RunKind::Inserted));
        assert_eq!(versions(&new, &story())[0].passages, (Some(1), None));
    }

    #[test]
    fn a_silent_principle_is_a_change() {
        let mut new = story();
        new.beats[1].principle = Some(Principle::DiveDeep);
        let changes = versions(&story(), &new);
        assert!(changes.len() == 1 && changes[0].principle);
    }

    #[test]
    fn nothing_changed_is_nothing_listed() {
        assert_eq!(versions(&story(), &story()), []);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_the_runs(old in "[ab \né]{0,40}", new in "[ab \né]{0,40}") {
            let runs = words(&old, &new);
            let without = |kind: RunKind| -> String {
                runs.iter().filter(|run| run.kind != kind).map(|run| run.text.as_str()).collect()
            };
            prop_assert_eq!(without(RunKind::Inserted), old);
            prop_assert_eq!(without(RunKind::Deleted), new);
        }
    }
}
