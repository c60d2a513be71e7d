//! The versions of a story: the list, two beside each other word by word, and an old one brought back as a new one.

use glidepath_domain::Story;
use glidepath_exchange::Part;
use similar::{ChangeTag, TextDiff};

use crate::{Bank, Error, Past, Saved, keep_story};

/// Every version of a story, oldest first.
///
/// # Errors
/// When there never was such a story.
pub async fn story_history(bank: &Bank, id: &str) -> Result<Vec<Past<Story>>, Error> {
    let history = bank.desk().story_history(id).await?;
    if history.is_empty() {
        return Err(Error::not_found(
            "store-missing",
            format!("There is no story {id}"),
            "it never was, or it was wiped out",
            "See which stories there are.",
        ));
    }
    Ok(history)
}

/// A story as it was at one version.
///
/// # Errors
/// When there is no such story or version.
pub async fn story_at(bank: &Bank, id: &str, version: i64) -> Result<Past<Story>, Error> {
    let history = story_history(bank, id).await?;
    let last = history.last().map_or(0, |past| past.version);
    let at = history.into_iter().find(|past| past.version == version);
    at.ok_or_else(|| {
        Error::not_found(
            "no-such-version",
            format!("There is no version {version} of this story"),
            format!("its versions run from 1 to {last}"),
            "Choose one of them.",
        )
    })
}

/// Brings an old version back as a new one; what came after it stays in the history.
///
/// # Errors
/// When there is no such version, or the story was removed.
pub async fn bring_back_version(bank: &Bank, id: &str, version: i64, seen: i64) -> Result<Saved<Story>, Error> {
    let old = story_at(bank, id, version).await?;
    keep_story::keep_story(bank, Some(id), Some(seen), &old.value).await
}

/// What two versions of a story have apart, part by part.
///
/// # Errors
/// When there is no such story or version.
pub async fn story_difference(bank: &Bank, id: &str, older: i64, newer: i64) -> Result<Vec<PartDifference>, Error> {
    let before = story_at(bank, id, older).await?;
    let after = story_at(bank, id, newer).await?;
    Ok(difference(&before.value, &after.value))
}

/// One part of a story in two tellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartDifference {
    /// Which part.
    pub part: Part,
    /// Its words, old and new, in reading order.
    pub runs: Vec<Run>,
}

/// Words next to each other that share a fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which fate.
    pub fate: Fate,
    /// The words, with the blanks between them.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They are in both.
    Same,
    /// They are gone.
    Gone,
    /// They are new.
    New,
}

impl Fate {
    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Gone => "gone",
            Self::New => "new",
        }
    }
}

/// What two tellings have apart: the parts that differ, in the order of the story, each with its words.
#[must_use]
pub fn difference(before: &Story, after: &Story) -> Vec<PartDifference> {
    let told = Part::WHOLE
        .iter()
        .map(|part| (*part, part.read(before), part.read(after)));
    told.filter(|(_, before, after)| before != after)
        .map(|(part, before, after)| PartDifference {
            part,
            runs: runs(&before, &after),
        })
        .collect()
}

fn runs(before: &str, after: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Same,
            ChangeTag::Delete => Fate::Gone,
            ChangeTag::Insert => Fate::New,
        };
        match runs.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(change.value()),
            _ => runs.push(Run {
                fate,
                text: change.value().to_owned(),
            }),
        }
    }
    runs
}
