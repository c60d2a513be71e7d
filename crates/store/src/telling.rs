//! When which story was told, and to which question: what overuse and staleness are judged by, elsewhere.

use glidepath_domain::Principle;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::body::{self, Slug};
use crate::{Desk, StoreError, entity};

/// One telling of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Its own name.
    pub id: String,
    /// The story's name.
    pub story: String,
    /// When it was told, in UTC milliseconds.
    pub at_ms: i64,
    /// What was asked.
    pub question: String,
    /// The principle it was told for.
    pub principle: Option<Principle>,
    /// How long it took, in seconds, where that was measured.
    pub seconds: Option<u32>,
}

#[derive(Serialize, Deserialize)]
struct TellingBody {
    question: String,
    principle: Option<Slug<Principle>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
}

impl Desk<'_> {
    /// Notes that a story was told, and how many seconds it took.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if there is no such story.
    pub async fn note_telling(
        &self,
        story: &str,
        at_ms: i64,
        question: &str,
        principle: Option<Principle>,
        seconds: Option<u32>,
    ) -> Result<Telling, StoreError> {
        let telling = Telling {
            id: self.store.source.id(),
            story: story.to_owned(),
            at_ms,
            question: question.to_owned(),
            principle,
            seconds,
        };
        let said = TellingBody {
            question: telling.question.clone(),
            principle: principle.map(Slug),
            seconds,
        };
        let txn = self.store.write().await?;
        self.must_be_story(&txn, story).await?;
        let row = entity::telling::ActiveModel {
            workspace_id: Set(self.workspace.to_owned()),
            id: Set(telling.id.clone()),
            story_id: Set(telling.story.clone()),
            at_ms: Set(at_ms),
            body: Set(body::json("telling", &telling.id, &said)?),
        };
        entity::telling::Entity::insert(row)
            .exec_without_returning(&txn)
            .await?;
        txn.commit().await?;
        Ok(telling)
    }

    /// Every telling of one story or, without a name, of all, the earliest first. Those of removed stories are among
    /// them: they were told.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn tellings(&self, story: Option<&str>) -> Result<Vec<Telling>, StoreError> {
        use entity::telling::{Column, Entity};
        let mut query = Entity::find().filter(Column::WorkspaceId.eq(self.workspace));
        if let Some(story) = story {
            query = query.filter(Column::StoryId.eq(story));
        }
        let rows = query
            .order_by_asc(Column::AtMs)
            .order_by_asc(Column::Id)
            .all(&self.store.reader)
            .await?;
        rows.into_iter()
            .map(|row| {
                let said: TellingBody = body::parse("telling", &row.id, &row.body)?;
                Ok(Telling {
                    id: row.id,
                    story: row.story_id,
                    at_ms: row.at_ms,
                    question: said.question,
                    principle: said.principle.map(|slug| slug.0),
                    seconds: said.seconds,
                })
            })
            .collect()
    }

    /// Takes a telling back that was noted by mistake; that there is none is no error.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn drop_telling(&self, id: &str) -> Result<(), StoreError> {
        let id = (self.workspace.to_owned(), id.to_owned());
        entity::telling::Entity::delete_by_id(id)
            .exec(&self.store.writer)
            .await?;
        Ok(())
    }
}
