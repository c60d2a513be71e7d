//! Removing a story, and taking that back. Versions and tellings stay; only `purge` wipes them out.

use glidepath_domain::Story;

use crate::{Bank, Error, Kept};

/// Removes a story and returns it as it was, for the notice that offers to undo it. Without `seen` whatever is there goes.
///
/// # Errors
/// When there is none, or it was changed since `seen`.
pub async fn remove_story(bank: &Bank, id: &str, seen: Option<i64>) -> Result<Kept<Story>, Error> {
    let desk = bank.desk();
    let story = desk.story(id).await?;
    desk.remove_story(id, seen.unwrap_or(story.version)).await?;
    Ok(story)
}

/// The stories that were removed and can be brought back, the last one first. They were removed when they were last written.
///
/// # Errors
/// When the database does not answer.
pub async fn removed_stories(bank: &Bank) -> Result<Vec<Kept<Story>>, Error> {
    Ok(bank.desk().removed_stories().await?)
}

/// Brings a removed story back as it was.
///
/// # Errors
/// When none of that name was removed.
pub async fn bring_back_story(bank: &Bank, id: &str) -> Result<Kept<Story>, Error> {
    Ok(bank.desk().restore_story(id).await?)
}

/// Wipes a story out with its history, drafts, tellings and cards of memory. Only a backup has it then. Drills it was told in are takes of
/// their own and stay.
///
/// # Errors
/// When there is none.
pub async fn purge_story(bank: &Bank, id: &str) -> Result<(), Error> {
    let desk = bank.desk();
    desk.purge_story(id).await?;
    // They are named after the story's facts.
    for card in desk.memories().await? {
        if card.value.story.as_ref().is_some_and(|story| story.0 == id) {
            desk.purge_memory(&card.id).await?;
        }
    }
    Ok(())
}
