//! How ready a story is to be told, part by part, by the rules' review of its words and the best take so far.

use std::collections::BTreeMap;

use glidepath_domain::Story;
use glidepath_story::{Readiness, Take};

use crate::{Bank, Error};

/// How long a telling may take, in seconds. Source: domain §1, two to three minutes.
pub const LIMIT: u32 = 180;

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
    let told = bank.desk().tellings(Some(id)).await?;
    let seconds = told.into_iter().filter_map(|telling| telling.seconds);
    Ok(seconds.reduce(better).map(take))
}

/// The best take of every story that has one.
pub(crate) async fn best_takes(bank: &Bank) -> Result<BTreeMap<String, Take>, Error> {
    let mut best: BTreeMap<String, u32> = BTreeMap::new();
    for telling in bank.desk().tellings(None).await? {
        if let Some(seconds) = telling.seconds {
            let so_far = best.entry(telling.story).or_insert(seconds);
            *so_far = better(*so_far, seconds);
        }
    }
    Ok(best.into_iter().map(|(id, seconds)| (id, take(seconds))).collect())
}

/// The better of two takes: inside the limit before outside, and there the fuller one; outside it the shorter one.
fn better(one: u32, other: u32) -> u32 {
    match (one <= LIMIT, other <= LIMIT) {
        (true, true) => one.max(other),
        (false, false) => one.min(other),
        (true, false) => one,
        (false, true) => other,
    }
}

fn take(seconds: u32) -> Take {
    Take { seconds, limit: LIMIT }
}
