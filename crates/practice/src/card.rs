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
