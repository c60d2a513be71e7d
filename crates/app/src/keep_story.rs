//! Saving a story: new, or in place of the version that its writer saw. Who was too late gets both tellings back.

use glidepath_domain::Story;

use crate::keep_draft::story_draft;
use crate::saved::saved;
use crate::{Bank, Error, Kept, Saved};

/// Longest words of one story, all its fields together, in bytes. Source: contract, "Common".
pub const LONGEST_STORY: usize = 1 << 20;

/// Reads one story.
///
/// # Errors
/// When there is none of that name, or it was removed.
pub async fn story(bank: &Bank, id: &str) -> Result<Kept<Story>, Error> {
    Ok(bank.desk().story(id).await?)
}

/// Every story, in the order they were first written.
///
/// # Errors
/// When the database does not answer.
pub async fn stories(bank: &Bank) -> Result<Vec<Kept<Story>>, Error> {
    Ok(bank.desk().stories().await?)
}

/// Saves a story. Without an `id` it is new; `seen` is the version its writer began from. The story's draft is forgotten.
///
/// # Errors
/// When it holds no word at all or too many, is not there, or cannot be written. A clash is no error.
pub async fn keep_story(
    bank: &Bank,
    id: Option<&str>,
    seen: Option<i64>,
    story: &Story,
) -> Result<Saved<Story>, Error> {
    refuse_unfit(story)?;
    let desk = bank.desk();
    let outcome = saved(desk.put_story(id, seen, story).await, story)?;
    match outcome {
        Saved::Kept(kept) => {
            // The story is kept: whoever is told otherwise saves it twice. A draft that stays is only offered again.
            drop(desk.drop_draft(&story_draft(&kept.id)).await);
            Ok(Saved::Kept(kept))
        }
        Saved::Clash(mut clash) => {
            let history = desk.story_history(&clash.theirs.id).await?;
            let base = history.into_iter().find(|past| Some(past.version) == seen);
            clash.base = base.map(|past| past.value);
            Ok(Saved::Clash(clash))
        }
    }
}

/// Saves new stories, all or none, and returns them in the order given.
///
/// # Errors
/// When one of them holds no word at all or too many, or they cannot be written.
pub async fn keep_stories(bank: &Bank, stories: &[Story]) -> Result<Vec<Kept<Story>>, Error> {
    for story in stories {
        refuse_unfit(story)?;
    }
    let new: Vec<(Option<String>, Story)> = stories.iter().map(|story| (None, story.clone())).collect();
    Ok(bank.desk().put_stories("", &new).await?)
}

/// Refuses what is no story: one that says nothing, and one that is a book.
pub(crate) fn refuse_unfit(story: &Story) -> Result<(), Error> {
    let title = story.title.trim();
    if title.is_empty() && story.text().is_empty() {
        return Err(Error::invalid(
            "story-empty",
            "There is no story yet",
            "it has neither a title nor a word",
            "Give it a title, or write its first sentence.",
        ));
    }
    let bytes: usize = glidepath_exchange::Part::WHOLE
        .iter()
        .map(|part| part.read(story).len())
        .sum();
    if bytes > LONGEST_STORY {
        return Err(Error::invalid(
            "story-too-long",
            format!("The story \"{title}\" is {bytes} bytes long"),
            format!(
                "two to three minutes are about 2,000 bytes, and the limit with all that stands behind it is {LONGEST_STORY}"
            ),
            "Keep logs and documents outside, and name them in the appendix.",
        ));
    }
    Ok(())
}
