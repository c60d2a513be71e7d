//! The cards of a bank: which story answers a family of questions, how each story opens and ends, and its figures.
//!
//! A card holds no words of its own. What it asks and what it wants are taken from the story when it is shown, so a changed
//! story changes its cards, and a card is told from its like by a name that making it again does not change.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_content::{BankQuestion, principle, questions};
use glidepath_domain::{
    Attempt, Bucket, Date, FactKind, MemoryCard, MemoryKind, Principle, QuestionFamily, Story, StoryId,
};
use glidepath_text::Transcript;

/// What a card shows: the question, then the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// What is asked.
    pub ask: String,
    /// What should have come.
    pub answer: String,
}

/// A card's name: the same whenever the same card is made. Two cards of one name are the same card.
#[must_use]
pub fn id(card: &MemoryCard) -> String {
    let kind = card.kind.slug();
    let story = card.story.as_ref().map_or("", |story| story.0.as_str());
    match (card.kind, card.family) {
        (MemoryKind::Match, Some(family)) => format!("{kind}:{}:{}", family.principle, family.bucket),
        (MemoryKind::Opening | MemoryKind::Ending, _) => format!("{kind}:{story}"),
        (MemoryKind::Principle | MemoryKind::Finding, _) => format!("{kind}:{}", dashed(&card.about)),
        (MemoryKind::Figure | MemoryKind::Match, _) => format!("{kind}:{story}:{}", dashed(&card.about)),
    }
}

/// Every card of these stories, due at once: matches first, then story by story. Making them again gives the same names.
#[must_use]
pub fn deck_of_cards<'a>(stories: impl IntoIterator<Item = (&'a StoryId, &'a Story)>, now_ms: i64) -> Vec<MemoryCard> {
    let new = |kind, story: Option<&StoryId>, family, about: &str| MemoryCard {
        kind,
        story: story.cloned(),
        family,
        about: about.to_owned(),
        memory: None,
        due_ms: now_ms,
        asked: Vec::new(),
    };
    let (mut served, mut cards) = (BTreeSet::new(), Vec::new());
    for (story_id, story) in stories {
        served.extend(story.principles.iter().copied());
        let (opening, ending) = (first_sentence(story), last_sentence(story));
        if opening.is_some() {
            cards.push(new(MemoryKind::Opening, Some(story_id), None, ""));
        }
        for fact in &story.facts {
            let told = fact.kind == FactKind::Metric && !fact.value.trim().is_empty();
            if told && !dashed(&fact.what).is_empty() {
                cards.push(new(MemoryKind::Figure, Some(story_id), None, fact.what.trim()));
            }
        }
        // A story of one sentence ends as it opens.
        if ending.is_some() && ending != opening {
            cards.push(new(MemoryKind::Ending, Some(story_id), None, ""));
        }
    }
    let matches = families_of(&served).into_iter();
    let mut all: Vec<MemoryCard> = matches
        .map(|family| new(MemoryKind::Match, None, Some(family), ""))
        .collect();
    all.append(&mut cards);
    let mut names = BTreeSet::new();
    all.retain(|card| names.insert(id(card)));
    all
}

/// The families of the bank's questions whose main principle is among these, in the bank's order.
#[must_use]
pub fn families_of(principles: &BTreeSet<Principle>) -> Vec<QuestionFamily> {
    let mut families: Vec<QuestionFamily> = Vec::new();
    for known in questions() {
        let Some(&main) = known.question.principles.first() else {
            continue;
        };
        let family = QuestionFamily {
            principle: main,
            bucket: known.question.bucket,
        };
        if principles.contains(&main) && !families.contains(&family) {
            families.push(family);
        }
    }
    families
}

/// The question a match card asks this time: another one of its family each time, in the bank's order.
#[must_use]
pub fn prompt_of(family: QuestionFamily, asked_before: usize) -> Option<&'static BankQuestion> {
    let mine = |main: Principle, bucket: Bucket| family.principle == main && family.bucket == bucket;
    let all: Vec<&BankQuestion> = questions()
        .iter()
        .filter(|known| {
            known
                .question
                .principles
                .first()
                .is_some_and(|main| mine(*main, known.question.bucket))
        })
        .collect();
    all.get(asked_before % all.len().max(1)).copied()
}

/// What a card shows, given its story as it is now; for a match the story is whichever answers it best, where that is known.
/// `None` when the story no longer has what it asks for, and for a finding, which is practised by telling.
#[must_use]
pub fn face(card: &MemoryCard, story: Option<&Story>) -> Option<Face> {
    let named = story.map(name_of);
    match card.kind {
        MemoryKind::Match => Some(Face {
            ask: prompt_of(card.family?, card.asked.len())?.question.text.clone(),
            answer: named.unwrap_or_default(),
        }),
        MemoryKind::Opening => Some(Face {
            ask: format!("{} How does it open?", quoted(&named?)),
            answer: first_sentence(story?)?,
        }),
        MemoryKind::Ending => Some(Face {
            ask: format!("{} How does it end?", quoted(&named?)),
            answer: last_sentence(story?)?,
        }),
        MemoryKind::Figure => {
            let name = dashed(&card.about);
            let fact = story?
                .facts
                .iter()
                .find(|fact| fact.kind == FactKind::Metric && dashed(&fact.what) == name)?;
            let value = Some(fact.value.trim()).filter(|value| !value.is_empty())?;
            let before = Some(fact.baseline.trim()).filter(|baseline| !baseline.is_empty());
            Some(Face {
                ask: format!("{} The figure: {}?", quoted(&named?), fact.what.trim()),
                answer: before.map_or_else(|| value.to_owned(), |before| format!("{value}, before that {before}")),
            })
        }
        MemoryKind::Principle => {
            let wanted: Principle = card.about.parse().ok()?;
            let text = principle(wanted)?;
            Some(Face {
                ask: format!(
                    "{}: what does an interviewer want to find out, and what is the trap?",
                    wanted.name()
                ),
                answer: format!("{} The trap: {}", text.probes.trim(), text.trap.trim()),
            })
        }
        MemoryKind::Finding => None,
    }
}

/// What making the cards again comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Remade {
    /// Cards that are new: keep them.
    pub added: Vec<MemoryCard>,
    /// Kept cards whose story no longer has what they ask for: leave them, with their history, and do not ask them.
    pub idle: Vec<String>,
}

/// Holds the cards made from today's stories against those kept. Nothing that is kept changes, so no history is ever lost; cards of
/// weak principles and findings are not made from stories and never lie idle.
#[must_use]
pub fn remake(kept: &[MemoryCard], made: Vec<MemoryCard>) -> Remade {
    let known: BTreeSet<String> = kept.iter().map(id).collect();
    let mut made: BTreeMap<String, MemoryCard> = made.into_iter().map(|card| (id(&card), card)).collect();
    let from_story = |card: &&MemoryCard| !matches!(card.kind, MemoryKind::Principle | MemoryKind::Finding);
    let idle = kept
        .iter()
        .filter(from_story)
        .map(id)
        .filter(|name| !made.contains_key(name))
        .collect();
    made.retain(|name, _| !known.contains(name));
    Remade {
        added: made.into_values().collect(),
        idle,
    }
}

/// Letters and digits in lower case, with dashes between.
fn dashed(words: &str) -> String {
    let parts = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn name_of(story: &Story) -> String {
    let title = story.title.trim();
    if title.is_empty() {
        let words: Vec<String> = story.text().split_whitespace().take(6).map(str::to_owned).collect();
        format!("{} \u{2026}", words.join(" "))
    } else {
        title.to_owned()
    }
}

fn quoted(name: &str) -> String {
    format!("\u{201c}{name}\u{201d}.")
}

fn first_sentence(story: &Story) -> Option<String> {
    sentence(story, |transcript| {
        transcript
            .sentences
            .first()
            .map(|s| s.span.of(transcript.text).to_owned())
    })
}

fn last_sentence(story: &Story) -> Option<String> {
    sentence(story, |transcript| {
        transcript
            .sentences
            .last()
            .map(|s| s.span.of(transcript.text).to_owned())
    })
}

fn sentence(story: &Story, which: fn(&Transcript<'_>) -> Option<String>) -> Option<String> {
    /// Sentences are the same on any day.
    const ANY_DAY: Date = Date {
        year: 2026,
        month: 1,
        day: 1,
    };
    let attempt = Attempt::of(story.text(), ANY_DAY);
    which(&Transcript::read(&attempt)).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use glidepath_domain::{
        Beat, Fact, FactKind, Grade, MemoryCard, MemoryKind, Passage, Principle, Recalled, Story, StoryId, Sureness,
    };
    use proptest::prelude::*;

    use super::{deck_of_cards, face, families_of, id, prompt_of, remake};
    use crate::schedule::Schedule;

    fn fact(what: &str, value: &str, baseline: &str) -> Fact {
        Fact {
            kind: FactKind::Metric,
            what: what.to_owned(),
            value: value.to_owned(),
            baseline: baseline.to_owned(),
            basis: String::new(),
            sureness: Sureness::Measured,
        }
    }

    fn story() -> Story {
        let passage = |beat, text: &str| Passage {
            beat,
            text: text.to_owned(),
            principle: None,
        };
        Story {
            title: "Frozen doors".to_owned(),
            beats: vec![
                passage(Beat::Problem, "Forty doors froze shut. Nobody had the keys."),
                passage(Beat::Result, "In March none did. The keys hang there still."),
            ],
            principles: vec![Principle::Ownership],
            facts: vec![
                fact("doors frozen", "0", "40"),
                fact("  ", "9", ""),
                fact("cost", " ", ""),
            ],
            ..Story::default()
        }
    }

    fn made(stories: &[(StoryId, Story)]) -> Vec<MemoryCard> {
        deck_of_cards(stories.iter().map(|(id, story)| (id, story)), 5)
    }

    fn one(story: Story) -> [(StoryId, Story); 1] {
        [(StoryId("s1".to_owned()), story)]
    }

    #[test]
    fn a_story_makes_its_cards() {
        let cards = made(&one(story()));
        let names: Vec<String> = cards
            .iter()
            .filter(|card| card.kind != MemoryKind::Match)
            .map(id)
            .collect();
        assert_eq!(names, ["opening:s1", "figure:s1:doors-frozen", "ending:s1"]);
        let matches: Vec<&MemoryCard> = cards.iter().filter(|card| card.kind == MemoryKind::Match).collect();
        assert!((2..=5).contains(&matches.len()));
        assert!(
            matches
                .iter()
                .all(|card| card.family.is_some_and(|f| f.principle == Principle::Ownership))
        );
        assert!(cards.iter().all(|card| card.due_ms == 5 && card.asked.is_empty()));
        assert_eq!(made(&[]), []);
        assert_eq!(made(&one(Story::default())), []);
    }

    #[test]
    fn a_card_shows_the_story_as_it_is_now() {
        let cards = made(&one(story()));
        let shown = |story: &Story, name: &str| {
            let card = cards.iter().find(|card| id(card) == name).unwrap();
            face(card, Some(story)).map(|face| (face.ask, face.answer))
        };
        let now = story();
        assert_eq!(
            shown(&now, "opening:s1"),
            Some((
                "“Frozen doors”. How does it open?".to_owned(),
                "Forty doors froze shut.".to_owned()
            ))
        );
        assert_eq!(shown(&now, "ending:s1").unwrap().1, "The keys hang there still.");
        assert_eq!(shown(&now, "figure:s1:doors-frozen").unwrap().1, "0, before that 40");
        let mut later = story();
        later.beats[0].text = "One winter night forty doors froze.".to_owned();
        later.facts[0].value = "2".to_owned();
        assert_eq!(
            shown(&later, "opening:s1").unwrap().1,
            "One winter night forty doors froze."
        );
        assert_eq!(shown(&later, "figure:s1:doors-frozen").unwrap().1, "2, before that 40");
        later.facts.clear();
        assert_eq!(
            shown(&later, "figure:s1:doors-frozen"),
            None,
            "the story no longer has it"
        );
        assert_eq!(face(&cards[0], None).map(|face| face.answer), Some(String::new()));
    }

    #[test]
    fn a_family_asks_another_question_each_time() {
        for family in families_of(&Principle::ALL.iter().copied().collect()) {
            let first = prompt_of(family, 0).unwrap();
            assert_eq!(first.question.principles[0], family.principle);
            assert_eq!(first.question.bucket, family.bucket);
            let texts: BTreeSet<&str> = (0..60)
                .map(|n| prompt_of(family, n).unwrap().question.text.as_str())
                .collect();
            assert_eq!(prompt_of(family, texts.len()).unwrap().id, first.id, "and begins again");
        }
        assert_eq!(families_of(&BTreeSet::new()), []);
    }

    #[test]
    fn principles_are_explained_and_findings_are_told() {
        let weak = |kind, about: &str| MemoryCard {
            kind,
            story: None,
            family: None,
            about: about.to_owned(),
            memory: None,
            due_ms: 0,
            asked: Vec::new(),
        };
        for principle in Principle::ALL {
            let shown = face(&weak(MemoryKind::Principle, principle.slug()), None).unwrap();
            assert!(shown.ask.starts_with(principle.name()) && shown.answer.contains("The trap: "));
        }
        assert_eq!(face(&weak(MemoryKind::Principle, "kindness"), None), None);
        assert_eq!(face(&weak(MemoryKind::Finding, "no-metric"), None), None);
    }

    #[test]
    fn making_them_again_adds_and_forgets_nothing() {
        let before = one(story());
        let mut kept = made(&before);
        for card in &mut kept {
            *card = Schedule::new(None).after(
                card,
                Recalled {
                    at_ms: 7,
                    latency_ms: 900,
                    grade: Grade::Good,
                },
            );
        }
        let same = remake(&kept, made(&before));
        assert_eq!((same.added.len(), same.idle.len()), (0, 0));
        let mut changed = story();
        changed.facts[0].what = "Doors, frozen".to_owned();
        changed.facts.push(fact("keys hung", "41", ""));
        let again = remake(&kept, made(&one(changed)));
        assert_eq!(again.added.iter().map(id).collect::<Vec<_>>(), ["figure:s1:keys-hung"]);
        assert_eq!(again.idle, [""; 0]);
        let gone = remake(&kept, made(&[]));
        assert_eq!(gone.idle.len(), kept.len());
        assert_eq!(gone.added, []);
    }

    proptest! {
        #[test]
        fn names_are_stable_and_single(titles in prop::collection::vec(("[a-zA-Z .:%-]{0,20}", "[a-zA-Zé .:%0-9-]{0,20}", "[0-9]{0,2}"), 0..8)) {
            let stories: Vec<(StoryId, Story)> = titles.into_iter().enumerate().map(|(nth, (text, what, value))| {
                let mut story = story();
                story.beats[0].text = text;
                story.facts.push(fact(&what, &value, ""));
                (StoryId(format!("s{nth}")), story)
            }).collect();
            let cards = made(&stories);
            let names: Vec<String> = cards.iter().map(id).collect();
            prop_assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
            let again: Vec<String> = made(&stories).iter().map(id).collect();
            prop_assert_eq!(&again, &names);
            let remade = remake(&cards, made(&stories));
            prop_assert!(remade.added.is_empty() && remade.idle.is_empty());
            for card in &cards {
                let story = card.story.as_ref().and_then(|id| stories.iter().find(|(known, _)| known == id));
                prop_assert!(face(card, story.map(|(_, story)| story)).is_some(), "{}", id(card));
            }
        }
    }
}
