//! The sample bank: an invented engineer's stories, to look around with. They come and go in one act each.

use glidepath_domain::Story;
use glidepath_exchange::{Incoming, read};

use crate::{Bank, Error};

/// Where a sample says it came from, as long as nobody changed it.
pub const ORIGIN: &str = "sample";

/// The notes of `content/sample-bank`, by name.
const NOTES: &[(&str, &str)] = &[
    (
        "01-refund-queue.md",
        include_str!("../../../content/sample-bank/01-refund-queue.md"),
    ),
    (
        "02-frozen-doors.md",
        include_str!("../../../content/sample-bank/02-frozen-doors.md"),
    ),
    (
        "03-three-sizes.md",
        include_str!("../../../content/sample-bank/03-three-sizes.md"),
    ),
    (
        "04-peak-freeze.md",
        include_str!("../../../content/sample-bank/04-peak-freeze.md"),
    ),
    (
        "05-engineer-who-would-not-ask.md",
        include_str!("../../../content/sample-bank/05-engineer-who-would-not-ask.md"),
    ),
    (
        "06-forty-letters.md",
        include_str!("../../../content/sample-bank/06-forty-letters.md"),
    ),
    (
        "07-silent-pin.md",
        include_str!("../../../content/sample-bank/07-silent-pin.md"),
    ),
    (
        "08-sixty-one-calls.md",
        include_str!("../../../content/sample-bank/08-sixty-one-calls.md"),
    ),
    (
        "09-one-locker-any-carrier.md",
        include_str!("../../../content/sample-bank/09-one-locker-any-carrier.md"),
    ),
    (
        "10-flood-weekend.md",
        include_str!("../../../content/sample-bank/10-flood-weekend.md"),
    ),
    (
        "11-every-second-night.md",
        include_str!("../../../content/sample-bank/11-every-second-night.md"),
    ),
    (
        "12-half-empty-vans.md",
        include_str!("../../../content/sample-bank/12-half-empty-vans.md"),
    ),
];

/// The sample stories with their ids.
///
/// # Errors
/// When this build was made without them.
pub fn samples() -> Result<Vec<(String, Story)>, Error> {
    let files: Vec<Incoming> = NOTES.iter().map(|(name, text)| Incoming::new(*name, *text)).collect();
    let brought = read(&files)?;
    let named = brought
        .stories
        .into_iter()
        .filter_map(|told| Some((told.id?, told.story)));
    let named: Vec<(String, Story)> = named.collect();
    if named.is_empty() {
        return Err(Error::unavailable(
            "no-samples",
            "There is no sample bank",
            "this build was made without one",
            "Begin with a story of your own.",
        ));
    }
    Ok(named)
}

/// Adds the samples that are not there, and says how many it added.
///
/// # Errors
/// When they cannot be written.
pub async fn add_samples(bank: &Bank) -> Result<usize, Error> {
    let desk = bank.desk();
    let there = desk.cards().await?;
    let absent: Vec<(Option<String>, Story)> = samples()?
        .into_iter()
        .filter(|(id, _)| there.iter().all(|card| card.id != *id))
        .map(|(id, story)| (Some(id), story))
        .collect();
    // A loop: a closure over pairs here would keep the future from being sent between threads.
    let mut told: Vec<&Story> = Vec::with_capacity(absent.len());
    for (_, story) in &absent {
        told.push(story);
    }
    bank.judge_beforehand(told);
    Ok(desk.put_stories(ORIGIN, &absent).await?.len())
}

/// Removes every sample that was not changed, and says how many. A changed one is the person's own by now.
///
/// # Errors
/// When the database does not answer.
pub async fn remove_samples(bank: &Bank) -> Result<u64, Error> {
    Ok(bank.desk().remove_origin(ORIGIN).await?)
}

/// Whether the samples are there: how many.
///
/// # Errors
/// When the database does not answer.
pub async fn samples_kept(bank: &Bank) -> Result<usize, Error> {
    let cards = bank.desk().cards().await?;
    Ok(cards.iter().filter(|card| card.origin == ORIGIN).count())
}
