//! Which story serves which principle, and what that leaves open: the coverage matrix of the whole bank.

use glidepath_domain::{Level, StoryId};
use glidepath_plan::{Aim, Card, Matrix, matrix};
use glidepath_story::Marks;

use crate::find_stories::{StoryFilter, StoryRow, StorySort, find_stories};
use crate::preferences::{Preferences, preferences};
use crate::{Bank, Error};

/// The matrix, and what it was laid out for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Stories by the principles in scope.
    pub matrix: Matrix,
    /// The stories, in the order of the matrix's rows.
    pub stories: Vec<StoryRow>,
    /// What the person prepares for.
    pub preferences: Preferences,
    /// The level whose quota is switched on as an upper target.
    pub quota: Option<Level>,
}

/// Lays out the matrix over the principles in scope, in the order the stories were written. `quota` switches on the upper
/// target of a level.
///
/// # Errors
/// When the database does not answer.
pub async fn coverage(bank: &Bank, quota: Option<Level>) -> Result<Coverage, Error> {
    let preferences = preferences(bank).await?;
    let filter = StoryFilter {
        sort: StorySort::Written,
        ..StoryFilter::default()
    };
    let stories = find_stories(bank, &filter).await?.rows;
    let cards: Vec<Card> = stories.iter().map(plan_card).collect();
    let aim = Aim {
        level: quota.or(preferences.level),
        quota: quota.is_some(),
        ..Aim::default()
    };
    let matrix = matrix(&cards, &preferences.in_scope(), &aim, bank.today());
    Ok(Coverage {
        matrix,
        stories,
        preferences,
        quota,
    })
}

/// A listed story as planning sees it. When it was last told is left out: coverage does not ask.
#[must_use]
pub fn plan_card(row: &StoryRow) -> Card {
    let card = &row.card;
    Card {
        outcome: card.outcome,
        when: card.when,
        employer: card.employer.clone(),
        role: card.role.clone(),
        team_size: card.team_size,
        scope: card.scope,
        level: card.level,
        function: card.function.clone(),
        missing: missing(row.readiness),
        told: u32::try_from(row.told).unwrap_or(u32::MAX),
        ..Card::new(StoryId(card.id.clone()), card.title.clone(), card.principles.clone())
    }
}

fn missing(marks: Marks) -> u32 {
    u32::try_from(marks.missing().len()).unwrap_or(u32::MAX)
}
