//! Stories as a list or the matrix shows them: without their words, so that thousands are read at once.

use glidepath_domain::{Level, Outcome, Principle, Reach, Story, When};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::body::{self, Known, Slug};
use crate::{Desk, StoreError, entity};

/// What a list shows of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryCard {
    /// The story's name.
    pub id: String,
    /// The story's version.
    pub version: i64,
    /// When it was first written, in UTC milliseconds.
    pub created_ms: i64,
    /// When it was last written, in UTC milliseconds.
    pub updated_ms: i64,
    /// Where it came from: "sample", "import:NAME", or empty.
    pub origin: String,
    /// What of readiness it has, one bit each; what they mean is known to whoever handed in the [`crate::Source`].
    pub ready: u32,
    /// How many words are told.
    pub words: u32,
    /// What the candidate calls it.
    pub title: String,
    /// The principles it serves, the main one first.
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
    /// The candidate's own words for finding it.
    pub tags: Vec<String>,
}

/// What a card shows besides its columns.
#[derive(Serialize, Deserialize)]
struct Face {
    title: String,
    principles: Vec<Slug<Principle>>,
    outcome: Option<Slug<Outcome>>,
    when: Option<Known>,
    employer: String,
    role: String,
    team_size: Option<u32>,
    scope: Option<Slug<Reach>>,
    level: Option<Slug<Level>>,
    function: String,
    tags: Vec<String>,
}

/// The card of a story's row.
pub(crate) fn of(
    row: &entity::kept::Model,
    story: &Story,
    ready: u32,
) -> Result<entity::card::ActiveModel, StoreError> {
    let face = Face {
        title: story.title.clone(),
        principles: story.principles.iter().copied().map(Slug).collect(),
        outcome: story.outcome.map(Slug),
        when: story.when.map(Known),
        employer: story.employer.clone(),
        role: story.role.clone(),
        team_size: story.team_size,
        scope: story.scope.map(Slug),
        level: story.level.map(Slug),
        function: story.function.clone(),
        tags: story.tags.clone(),
    };
    let words: usize = story
        .beats
        .iter()
        .map(|passage| passage.text.split_whitespace().count())
        .sum();
    Ok(entity::card::ActiveModel {
        workspace_id: Set(row.workspace_id.clone()),
        id: Set(row.id.clone()),
        version: Set(row.version),
        created_ms: Set(row.created_ms),
        updated_ms: Set(row.updated_ms),
        origin: Set(row.origin.clone()),
        ready: Set(i64::from(ready)),
        words: Set(i64::try_from(words).unwrap_or(i64::MAX)),
        face: Set(body::json("card", &row.id, &face)?),
    })
}

fn read(row: entity::card::Model) -> Result<StoryCard, StoreError> {
    let face: Face = body::parse("card", &row.id, &row.face)?;
    Ok(StoryCard {
        version: row.version,
        created_ms: row.created_ms,
        updated_ms: row.updated_ms,
        origin: row.origin,
        ready: u32::try_from(row.ready).unwrap_or(0),
        words: u32::try_from(row.words).unwrap_or(u32::MAX),
        title: face.title,
        principles: face.principles.into_iter().map(|slug| slug.0).collect(),
        outcome: face.outcome.map(|slug| slug.0),
        when: face.when.map(|known| known.0),
        employer: face.employer,
        role: face.role,
        team_size: face.team_size,
        scope: face.scope.map(|slug| slug.0),
        level: face.level.map(|slug| slug.0),
        function: face.function,
        tags: face.tags,
        id: row.id,
    })
}

impl Desk<'_> {
    /// Every story's card, in the order the stories were first written.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn cards(&self) -> Result<Vec<StoryCard>, StoreError> {
        use entity::card::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::WorkspaceId.eq(self.workspace))
            .order_by_asc(Column::CreatedMs)
            .order_by_asc(Column::Id)
            .all(&self.store.reader)
            .await?;
        rows.into_iter().map(read).collect()
    }
}
