//! The list of stories: filtered, sorted, with how ready each is and how often it was told.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{Level, Outcome, Principle, Reach, Story};
use glidepath_store::{StoryCard, Telling};
use glidepath_story::{Marks, Part, Readiness, readiness};

use crate::story_readiness::best_takes;
use crate::{Bank, Error, Kept};

/// Larger banks are listed by their cards alone, unless words are looked for: without the opening words.
const MOST_OPENED: usize = 500;
/// Words of a story's opening.
const OPENING: usize = 24;

/// Which stories to list. What is not set lets every story through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryFilter {
    /// Every one of these words is in the story, in any of its parts, as a part of a word and in any case.
    pub words: String,
    /// It serves this principle.
    pub principle: Option<Principle>,
    /// It ended like this.
    pub outcome: Option<Outcome>,
    /// It happened there, in any case.
    pub employer: Option<String>,
    /// It has this tag, in any case.
    pub tag: Option<String>,
    /// It is this kind of work, in any case.
    pub function: Option<String>,
    /// It reached that far.
    pub scope: Option<Reach>,
    /// It is worthy of this level.
    pub level: Option<Level>,
    /// It happened in this year.
    pub year: Option<i16>,
    /// It is ready, or is not.
    pub ready: Option<bool>,
    /// In which order.
    pub sort: StorySort,
}

/// In which order stories are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StorySort {
    /// What was changed last comes first.
    #[default]
    Changed,
    /// By title.
    Title,
    /// What happened last comes first, then what has no date.
    When,
    /// Most parts of readiness first.
    Ready,
    /// Told most often first.
    Told,
    /// In the order they were first written.
    Written,
}

impl StorySort {
    /// Every order.
    pub const ALL: &'static [Self] = &[
        Self::Changed,
        Self::Title,
        Self::When,
        Self::Ready,
        Self::Told,
        Self::Written,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Title => "title",
            Self::When => "when",
            Self::Ready => "ready",
            Self::Told => "told",
            Self::Written => "written",
        }
    }

    /// The order of this name.
    #[must_use]
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sort| sort.slug() == slug)
    }
}

/// One story of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// What a list shows of it.
    pub card: StoryCard,
    /// Which parts of readiness it has, the best take counted in.
    pub readiness: Marks,
    /// Its first words; empty in banks of over 500 stories, unless words were looked for.
    pub opening: String,
    /// How often it was told.
    pub told: usize,
    /// When last, in UTC milliseconds.
    pub told_last_ms: Option<i64>,
}

/// The stories that a filter lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoriesFound {
    /// In the order asked for.
    pub rows: Vec<StoryRow>,
    /// How many stories there are without the filter.
    pub all: usize,
    /// How many of all are samples.
    pub samples: usize,
    /// Every employer of all stories, by name.
    pub employers: Vec<String>,
    /// Every tag of all stories, by name.
    pub tags: Vec<String>,
    /// Every function of all stories, by name.
    pub functions: Vec<String>,
}

/// Lists the stories that a filter lets through.
///
/// # Errors
/// When the database does not answer.
pub async fn find_stories(bank: &Bank, filter: &StoryFilter) -> Result<StoriesFound, Error> {
    let desk = bank.desk();
    let cards = desk.cards().await?;
    let takes = best_takes(bank).await?;
    let told = tally(&desk.tellings(None).await?);
    let words: Vec<String> = filter.words.split_whitespace().map(str::to_lowercase).collect();
    let mut texts: BTreeMap<String, Story> = BTreeMap::new();
    if !words.is_empty() || cards.len() <= MOST_OPENED {
        texts.extend(
            desk.stories()
                .await?
                .into_iter()
                .map(|kept: Kept<Story>| (kept.id, kept.value)),
        );
    }
    let names = |of: fn(&StoryCard) -> Vec<&String>| {
        let all: BTreeSet<&String> = cards
            .iter()
            .flat_map(of)
            .filter(|name| !name.trim().is_empty())
            .collect();
        all.into_iter().cloned().collect::<Vec<_>>()
    };
    let mut found = StoriesFound {
        rows: Vec::new(),
        all: cards.len(),
        samples: cards
            .iter()
            .filter(|card| card.origin == crate::sample_bank::ORIGIN)
            .count(),
        employers: names(|card| vec![&card.employer]),
        tags: names(|card| card.tags.iter().collect()),
        functions: names(|card| vec![&card.function]),
    };
    for card in cards {
        let story = texts.get(&card.id);
        if !filter.lets_through(&card) || !story.is_none_or(|story| has_all(story, &words)) {
            continue;
        }
        let mut bits = card.ready;
        if let Some(take) = takes.get(&card.id) {
            // Whether a take is inside the time depends on nothing in the story.
            bits |= readiness(&Story::default(), Some(*take), None).bits();
        }
        let marks = Readiness::of_bits(bits);
        if filter.ready.is_some_and(|wanted| wanted != marks.ready()) {
            continue;
        }
        let (times, last) = told.get(&card.id).copied().unwrap_or_default();
        found.rows.push(StoryRow {
            readiness: marks,
            opening: story.map(opening).unwrap_or_default(),
            told: times,
            told_last_ms: last,
            card,
        });
    }
    sort(&mut found.rows, filter.sort);
    Ok(found)
}

impl StoryFilter {
    fn lets_through(&self, card: &StoryCard) -> bool {
        let is = |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|wanted| alike(wanted, has));
        self.principle.is_none_or(|wanted| card.principles.contains(&wanted))
            && self.outcome.is_none_or(|wanted| card.outcome == Some(wanted))
            && is(&self.employer, &card.employer)
            && is(&self.function, &card.function)
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| card.tags.iter().any(|has| alike(tag, has)))
            && self.scope.is_none_or(|wanted| card.scope == Some(wanted))
            && self.level.is_none_or(|wanted| card.level == Some(wanted))
            && self
                .year
                .is_none_or(|wanted| card.when.is_some_and(|when| when.year == wanted))
    }
}

fn alike(wanted: &str, has: &str) -> bool {
    wanted.trim().to_lowercase() == has.trim().to_lowercase()
}

/// Whether every word stands somewhere in the story.
fn has_all(story: &Story, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let parts = glidepath_exchange::Part::WHOLE.iter().map(|part| part.read(story));
    let all = parts.collect::<Vec<_>>().join("\n").to_lowercase();
    words.iter().all(|word| all.contains(word.as_str()))
}

fn opening(story: &Story) -> String {
    let text = story.text();
    let mut words = text.split_whitespace();
    let mut opening = words.by_ref().take(OPENING).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        opening.push('…');
    }
    opening
}

/// How often each story was told, and when last.
fn tally(tellings: &[Telling]) -> BTreeMap<String, (usize, Option<i64>)> {
    let mut told: BTreeMap<String, (usize, Option<i64>)> = BTreeMap::new();
    for telling in tellings {
        let (times, last) = told.entry(telling.story.clone()).or_default();
        *times += 1;
        *last = (*last).max(Some(telling.at_ms));
    }
    told
}

fn sort(rows: &mut [StoryRow], by: StorySort) {
    let parts = |row: &StoryRow| Part::ALL.iter().filter(|part| row.readiness.has(**part)).count();
    // The order they were first written stays among equals.
    match by {
        StorySort::Written => {}
        StorySort::Changed => rows.sort_by_key(|row| std::cmp::Reverse(row.card.updated_ms)),
        StorySort::Title => rows.sort_by_key(|row| row.card.title.trim().to_lowercase()),
        StorySort::When => rows.sort_by_key(|row| std::cmp::Reverse(row.card.when)),
        StorySort::Ready => rows.sort_by_key(|row| std::cmp::Reverse(parts(row))),
        StorySort::Told => rows.sort_by_key(|row| std::cmp::Reverse(row.told)),
    }
}
