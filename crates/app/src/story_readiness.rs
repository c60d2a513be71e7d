//! How ready a story is to be told, part by part, by the rules' review of its words and the best take so far.

use std::collections::BTreeMap;

use glidepath_domain::Story;
use glidepath_story::{Readiness, Take};

use crate::{Bank, Error};

/// How long a telling may take, in seconds. Source: domain §1, two to three minutes.
pub const LIMIT: u32 = 180;

/// Under which setting a story's best take is kept.
pub(crate) const TAKE: &str = "take:";

/// How ready a kept story is.
///
/// # Errors
/// When there is no such story.
pub async fn story_readiness(bank: &Bank, id: &str) -> Result<Readiness, Error> {
    let story = bank.desk().story(id).await?;
    let take = best_take(bank, id).await?;
    Ok(bank.readiness(&story.value, take))
}

/// How ready a story is as it stands in an editor, saved or not; `id` is whose best take counts.
///
/// # Errors
/// When the database does not answer.
pub async fn readiness_of(bank: &Bank, id: Option<&str>, story: &Story) -> Result<Readiness, Error> {
    let take = match id {
        Some(id) => best_take(bank, id).await?,
        None => None,
    };
    Ok(bank.readiness(story, take))
}

/// The best telling of a story so far.
pub(crate) async fn best_take(bank: &Bank, id: &str) -> Result<Option<Take>, Error> {
    let kept = bank.desk().setting(&format!("{TAKE}{id}")).await?;
    Ok(kept.and_then(|seconds| take(&seconds)))
}

/// The best take of every story that has one.
pub(crate) async fn best_takes(bank: &Bank) -> Result<BTreeMap<String, Take>, Error> {
    let settings = bank.desk().settings().await?;
    let takes = settings.into_iter().filter_map(|(name, seconds)| {
        let id = name.strip_prefix(TAKE)?.to_owned();
        Some((id, take(&seconds)?))
    });
    Ok(takes.collect())
}

fn take(seconds: &str) -> Option<Take> {
    let seconds = seconds.parse().ok()?;
    Some(Take { seconds, limit: LIMIT })
}
