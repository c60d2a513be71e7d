//! The cards of memory as they stand: those that were asked, which are kept, and those that today's stories make, which are kept once they
//! are asked. So a changed story changes its cards, and no history is lost.

use std::collections::BTreeSet;

use glidepath_domain::{Date, MemoryCard, Story, StoryId};
use glidepath_practice::{Schedule, deck_of_cards, fit, id, remake};

use super::beside::beside;
use crate::preferences::preferences;
use crate::{Bank, Error, Kept};

const DAY_MS: i64 = 86_400_000;
/// The setting that holds the parameters fitted to a person's own answers.
const FITTED: &str = "practice:fsrs";
/// Answers from which on they are fitted: fewer do not allow it. Source: `docs/practice.md` §5.
const FIT_FROM: usize = 200;
/// After so many answers more, they are fitted anew.
const FIT_EVERY: usize = 100;

/// A card, kept or not yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    pub(super) card: MemoryCard,
    /// None while it was never asked.
    pub(super) version: Option<i64>,
}

/// Every card that can be asked, with the stories they are about.
pub(super) struct Deck {
    pub(super) cards: Vec<Standing>,
    pub(super) stories: Vec<Kept<Story>>,
    pub(super) schedule: Schedule,
}

impl Deck {
    pub(super) async fn read(bank: &Bank) -> Result<Self, Error> {
        let desk = bank.desk();
        let kept = desk.memories().await?;
        let schedule = schedule(bank, &kept).await?;
        let stories = desk.stories().await?;
        let now = bank.now_ms();
        let (cards, stories) = beside(move || Ok((standing(kept, &stories, now), stories))).await?;
        Ok(Self {
            cards,
            stories,
            schedule,
        })
    }

    /// The story a card is about.
    pub(super) fn story_of(&self, card: &MemoryCard) -> Option<&Story> {
        let wanted = card.story.as_ref()?;
        self.stories
            .iter()
            .find(|kept| kept.id == wanted.0)
            .map(|kept| &kept.value)
    }
}

fn standing(kept: Vec<Kept<MemoryCard>>, stories: &[Kept<Story>], now: i64) -> Vec<Standing> {
    let ids: Vec<StoryId> = stories.iter().map(|kept| StoryId(kept.id.clone())).collect();
    let made = deck_of_cards(ids.iter().zip(stories.iter().map(|kept| &kept.value)), now);
    let known: Vec<MemoryCard> = kept.iter().map(|kept| kept.value.clone()).collect();
    let remade = remake(&known, made);
    let idle: BTreeSet<String> = remade.idle.into_iter().collect();
    let asked = kept.into_iter().map(|kept| Standing {
        card: kept.value,
        version: Some(kept.version),
    });
    let new = remade.added.into_iter().map(|card| Standing { card, version: None });
    asked.filter(|one| !idle.contains(&id(&one.card))).chain(new).collect()
}

/// The name a card is kept under: its own, or what is left of a long one with a number that tells it from its like.
pub(super) fn key_of(card: &MemoryCard) -> String {
    /// The store's names are longer; a fact may be a whole sentence.
    const LONGEST: usize = 160;
    let id = id(card);
    if id.len() <= LONGEST {
        return id;
    }
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let end = (0..=LONGEST).rev().find(|end| id.is_char_boundary(*end)).unwrap_or(0);
    format!("{}~{hash:016x}", &id[..end])
}

/// Keeps a card under its name.
pub(super) async fn keep_card(bank: &Bank, seen: Option<i64>, card: &MemoryCard) -> Result<Kept<MemoryCard>, Error> {
    Ok(bank.desk().put_memory(Some(&key_of(card)), seen, card).await?)
}

/// When things are asked again, going by the day of the interview and by how this person forgets, where that is known.
pub(super) async fn schedule(bank: &Bank, kept: &[Kept<MemoryCard>]) -> Result<Schedule, Error> {
    let interview_ms = preferences(bank)
        .await?
        .interview
        .map(|day| days_since_1970(day) * DAY_MS);
    let answers: usize = kept.iter().map(|kept| kept.value.asked.len()).sum();
    let stored = bank.desk().setting(FITTED).await?.unwrap_or_default();
    let stored: Option<(usize, Vec<f32>)> = serde_json::from_str(&stored).ok();
    if let Some((fitted_at, parameters)) = &stored {
        if answers < fitted_at + FIT_EVERY {
            return Ok(Schedule::fitted(parameters, interview_ms));
        }
    }
    if answers < FIT_FROM {
        return Ok(Schedule::new(interview_ms));
    }
    let cards: Vec<MemoryCard> = kept.iter().map(|kept| kept.value.clone()).collect();
    // Where they do not allow a fit, that is remembered too, and the schedule goes by FSRS's own parameters.
    let parameters = beside(move || Ok(fit(&cards).unwrap_or_default())).await?;
    if let Ok(text) = serde_json::to_string(&(answers, &parameters)) {
        bank.desk().put_setting(FITTED, &text).await?;
    }
    Ok(Schedule::fitted(&parameters, interview_ms))
}

/// Days from 1 January 1970 to this one. Source: H. Hinnant's days_from_civil.
pub(super) fn days_since_1970(day: Date) -> i64 {
    let year = i64::from(day.year) - i64::from(day.month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let month = (i64::from(day.month) + 9) % 12;
    let of_year = (153 * month + 2) / 5 + i64::from(day.day) - 1;
    let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era * 146_097 + days - 719_468
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{MemoryCard, MemoryKind, StoryId};

    use super::{days_since_1970, key_of};

    #[test]
    fn days_are_counted_over_leap_years() {
        let days = |day: &str| days_since_1970(day.parse().unwrap());
        assert_eq!(
            (days("1970-01-01"), days("1969-12-31"), days("2000-03-01")),
            (0, -1, 11_017)
        );
        assert_eq!(days("2028-03-01") - days("2028-02-28"), 2);
        assert_eq!(days("2026-03-01") - days("2026-02-28"), 1);
    }

    #[test]
    fn long_names_stay_apart_and_fit() {
        let card = |about: &str| MemoryCard {
            kind: MemoryKind::Figure,
            story: Some(StoryId("s".to_owned())),
            family: None,
            about: about.to_owned(),
            memory: None,
            due_ms: 0,
            asked: Vec::new(),
        };
        let (a, b) = (
            key_of(&card(&format!("{}a", "é".repeat(300)))),
            key_of(&card(&format!("{}b", "é".repeat(300)))),
        );
        assert_ne!(a, b);
        assert!(a.len() < 200 && b.len() < 200);
        assert_eq!(key_of(&card("late lorries")), "figure:s:late-lorries");
    }
}
