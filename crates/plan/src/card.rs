//! A card: what planning has to know of a story, and nothing of its words. Readiness is judged elsewhere and handed in.

use glidepath_domain::{Date, Level, Outcome, Principle, Reach, StoryId, When};

/// A story as planning sees it: one light row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which story.
    pub id: StoryId,
    /// What the candidate calls it.
    pub title: String,
    /// What it serves, the main principle first; two or three. One that is named twice counts once.
    pub principles: Vec<Principle>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it happened.
    pub when: Option<When>,
    /// For whom.
    pub employer: String,
    /// As what.
    pub role: String,
    /// How many people worked on it.
    pub team_size: Option<u32>,
    /// How far it reached.
    pub scope: Option<Reach>,
    /// The level it is worthy of.
    pub level: Option<Level>,
    /// The kind of work.
    pub function: String,
    /// How many of the things that make a story ready it still lacks; 0 is ready.
    pub missing: u32,
    /// How often it was told.
    pub told: u32,
    /// When it was last told.
    pub last_told: Option<Date>,
}

/// How a story serves a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// Among others.
    Second,
    /// It is what the story is about.
    Main,
}

impl Card {
    /// A card of which only this much is known. Nothing is missing until the caller says so.
    #[must_use]
    pub fn new(id: StoryId, title: impl Into<String>, principles: Vec<Principle>) -> Self {
        Self {
            id,
            title: title.into(),
            principles,
            outcome: None,
            when: None,
            employer: String::new(),
            role: String::new(),
            team_size: None,
            scope: None,
            level: None,
            function: String::new(),
            missing: 0,
            told: 0,
            last_told: None,
        }
    }

    /// Whether it lacks nothing.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.missing == 0
    }

    /// How it serves a principle, if it does.
    #[must_use]
    pub fn fit(&self, principle: Principle) -> Option<Fit> {
        let at = self.principles.iter().position(|&own| own == principle)?;
        Some(if at == 0 { Fit::Main } else { Fit::Second })
    }

    /// Whether it ended more than `years` years before `today`. A year alone counts to its last day and a month to its last,
    /// so that a story is never called older than it may be. An undated story is not called old.
    #[must_use]
    pub fn is_older_than(&self, years: u16, today: Date) -> bool {
        self.when.is_some_and(|when| {
            let end = (
                i32::from(when.year) + i32::from(years),
                when.month.unwrap_or(12),
                when.day.unwrap_or(31),
            );
            end < (i32::from(today.year), today.month, today.day)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(when: &str) -> Card {
        let mut card = Card::new(StoryId("a".into()), "A", vec![Principle::Ownership]);
        card.when = When::read(when);
        card
    }

    #[test]
    fn a_story_is_never_called_older_than_it_may_be() {
        let today = Date::new(2026, 6, 15).unwrap();
        for old in ["2020", "2021-05", "2021-06-14", "1999"] {
            assert!(dated(old).is_older_than(5, today), "{old}");
        }
        for fresh in ["2021", "2021-06", "2021-06-15", "2026-07-01", "2031", ""] {
            assert!(!dated(fresh).is_older_than(5, today), "{fresh}");
        }
    }

    #[test]
    fn the_first_principle_is_the_main_one() {
        let card = Card::new(
            StoryId("a".into()),
            "A",
            vec![Principle::DiveDeep, Principle::EarnTrust, Principle::DiveDeep],
        );
        assert_eq!(card.fit(Principle::DiveDeep), Some(Fit::Main));
        assert_eq!(card.fit(Principle::EarnTrust), Some(Fit::Second));
        assert_eq!(card.fit(Principle::Frugality), None);
    }
}
