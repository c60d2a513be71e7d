//! The fact ledger: what a story's ledger holds and lacks, and where the same thing is told with different values.

use std::collections::BTreeMap;

use glidepath_domain::{Fact, Story, StoryId};
use glidepath_story::{Drift, Source, Statement, drift, proposed};

use crate::keep_story::keep_story;
use crate::{Bank, Error, Kept, Saved};

/// A story's ledger beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The story's name.
    pub id: String,
    /// The version that was read.
    pub version: i64,
    /// What the candidate calls it.
    pub title: String,
    /// What the ledger holds.
    pub facts: Vec<Fact>,
    /// What the words tell and the ledger lacks, as told; how it is known is left blank.
    pub proposed: Vec<Fact>,
}

/// The ledger of one story.
///
/// # Errors
/// When there is no such story.
pub async fn story_ledger(bank: &Bank, id: &str) -> Result<Ledger, Error> {
    let kept = bank.desk().story(id).await?;
    Ok(Ledger {
        id: kept.id,
        version: kept.version,
        proposed: proposed(&kept.value),
        title: kept.value.title,
        facts: kept.value.facts,
    })
}

/// The ledgers of all stories, in the order they were first written.
///
/// # Errors
/// When the database does not answer.
pub async fn ledgers(bank: &Bank) -> Result<Vec<Ledger>, Error> {
    let stories = bank.desk().stories().await?;
    let ledgers = stories.into_iter().map(|kept| Ledger {
        id: kept.id,
        version: kept.version,
        proposed: proposed(&kept.value),
        title: kept.value.title,
        facts: kept.value.facts,
    });
    Ok(ledgers.collect())
}

/// Takes facts into a story's ledger, as a new version of the story. One that is there already is not doubled.
///
/// # Errors
/// When there is no such story. A clash is no error.
pub async fn accept_facts(bank: &Bank, id: &str, seen: i64, facts: &[Fact]) -> Result<Saved<Story>, Error> {
    let mut story = bank.desk().story(id).await?.value;
    for fact in facts {
        if !story.facts.contains(fact) {
            story.facts.push(fact.clone());
        }
    }
    keep_story(bank, Some(id), Some(seen), &story).await
}

/// What drifts, and from how many texts that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Drifts {
    /// Each pair of values once, in the order of the stories.
    pub drifts: Vec<Drift>,
    /// How many texts were held against each other.
    pub statements: usize,
    /// The stories' titles by name.
    pub titles: BTreeMap<String, String>,
}

/// Where the same thing is told with different values: in the words and ledgers of all stories, and in CVs and notes. With a story
/// named, only what concerns it, and its older versions are looked at too.
///
/// # Errors
/// When there is no such story, or the database does not answer.
pub async fn drifts(bank: &Bank, story: Option<&str>) -> Result<Drifts, Error> {
    let desk = bank.desk();
    let stories = desk.stories().await?;
    let mut statements = Vec::new();
    let mut titles = BTreeMap::new();
    // Each pair of values is told once, for the first texts that have it: those of the story asked for come first.
    if let Some(id) = story {
        let now = desk.story(id).await?;
        statements.extend(now_told(&now));
        let older = desk.story_history(id).await?;
        let older = older
            .into_iter()
            .filter(|past| past.version < now.version && past.value.text() != now.value.text());
        statements.extend(older.map(|past| {
            let source = Source::Version {
                story: StoryId(id.to_owned()),
                number: past.version,
            };
            Statement::told(source, past.value.text())
        }));
    }
    for kept in stories {
        if Some(kept.id.as_str()) != story {
            statements.extend(now_told(&kept));
        }
        titles.insert(kept.id, kept.value.title);
    }
    for kept in desk.sources().await? {
        statements.push(Statement::told(Source::Cv { name: kept.value.name }, kept.value.text));
    }
    let mut drifts = drift(&statements);
    if let Some(id) = story {
        let now = |source: &Source| match source {
            Source::Story { id: of, .. } | Source::Ledger { story: of } => of.0 == id,
            _ => false,
        };
        drifts.retain(|drift| now(&drift.a.source) || now(&drift.b.source));
    }
    Ok(Drifts {
        statements: statements.len(),
        drifts,
        titles,
    })
}

/// A story as it is now: its words, and its ledger.
fn now_told(kept: &Kept<Story>) -> [Statement; 2] {
    let id = StoryId(kept.id.clone());
    let source = Source::Story {
        id: id.clone(),
        title: kept.value.title.clone(),
    };
    [
        Statement::told(source, kept.value.text()),
        Statement::ledger(id, &kept.value.facts),
    ]
}

impl Drifts {
    /// Which text a source is, for people.
    #[must_use]
    pub fn named(&self, source: &Source) -> String {
        let title = |story: &StoryId| self.titles.get(&story.0).map_or("a story", String::as_str).to_owned();
        match source {
            Source::Story { title, .. } => title.clone(),
            Source::Version { story, number } => format!("{}, version {number}", title(story)),
            Source::Attempt { story, number } => format!("{}, telling {number}", title(story)),
            Source::Cv { name } => name.clone(),
            Source::Ledger { story } => format!("{}, ledger", title(story)),
        }
    }
}
