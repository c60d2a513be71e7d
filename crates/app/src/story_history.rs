//! The versions of a story: the list, two beside each other word by word, and an old one brought back as a new one.

use glidepath_domain::Story;
use glidepath_story::{Change, versions};

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

/// What two versions of a story have apart, word by word.
///
/// # Errors
/// When there is no such story or version.
pub async fn story_difference(bank: &Bank, id: &str, older: i64, newer: i64) -> Result<Vec<Change>, Error> {
    let before = story_at(bank, id, older).await?;
    let after = story_at(bank, id, newer).await?;
    Ok(versions(&before.value, &after.value))
}
