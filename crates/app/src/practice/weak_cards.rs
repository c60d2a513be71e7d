//! What tellings were weak on, among the cards of memory: new weaknesses come in, and cards that are there learn how the latest telling went.

use glidepath_domain::MemoryCard;
use glidepath_practice::{Told, practised, remake, weak};

use super::memory_cards::{keep_card, key_of, schedule};
use super::reviewing::{ReviewedDrill, ended};
use crate::{Bank, Error, Kept, Reviewer};

/// Tellings looked at: weakness is judged by the last three of a principle, and of those told long ago nothing new is to be said.
const LOOKED_AT: usize = 16;

/// Renews them after the drill of that name has ended.
pub(super) async fn renew(bank: &Bank, reviewer: &Reviewer, id: &str) -> Result<(), Error> {
    let reviewed = ended(bank, reviewer, LOOKED_AT).await?;
    let kept = bank.desk().memories().await?;
    let schedule = schedule(bank, &kept).await?;
    if let Some(latest) = reviewed.iter().find(|drill| drill.kept.id == id) {
        for card in &kept {
            if let Some(recalled) = practised(&card.value, &latest.told()) {
                keep_card(bank, card.version.into(), &schedule.after(&card.value, recalled)).await?;
            }
        }
    }
    let told: Vec<Told<'_>> = reviewed.iter().map(ReviewedDrill::told).collect();
    let known: Vec<MemoryCard> = kept.into_iter().map(|Kept { value, .. }| value).collect();
    let new: Vec<(Option<String>, MemoryCard)> = remake(&known, weak(&told))
        .added
        .into_iter()
        .map(|card| (Some(key_of(&card)), card))
        .collect();
    bank.desk().put_memories("", &new).await?;
    Ok(())
}
