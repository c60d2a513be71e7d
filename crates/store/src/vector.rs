//! What models made of stories: bytes kept beside the version they were made of. What they mean is not known here.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::desk::key;
use crate::{Desk, StoreError, entity};

/// What a model made of one version of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector {
    /// The story's name.
    pub story: String,
    /// The story's version it was made of.
    pub version: i64,
    /// The model's output, opaque.
    pub bytes: Vec<u8>,
}

impl Desk<'_> {
    /// Keeps what a model made of a story's version, in place of what it had made of an earlier one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] if there is no such story, [`StoreError::BadKey`] for the model's name.
    pub async fn put_vectors(&self, story: &str, version: i64, model: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        use entity::vector::{ActiveModel, Column, Entity};
        let model = key(model)?;
        let row = ActiveModel {
            workspace_id: Set(self.workspace.to_owned()),
            story_id: Set(story.to_owned()),
            model: Set(model.to_owned()),
            story_version: Set(version),
            bytes: Set(bytes),
        };
        let newer = OnConflict::columns([Column::WorkspaceId, Column::StoryId, Column::Model])
            .update_columns([Column::StoryVersion, Column::Bytes])
            .to_owned();
        let txn = self.store.write().await?;
        self.must_be_story(&txn, story).await?;
        Entity::insert(row)
            .on_conflict(newer)
            .exec_without_returning(&txn)
            .await?;
        txn.commit().await?;
        Ok(())
    }

    /// What a model made of the stories as they are now. Those it has not read, or not since they changed, are
    /// [`missing`](Self::missing).
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn vectors(&self, model: &str) -> Result<Vec<Vector>, StoreError> {
        use entity::vector::{Column, Entity};
        let mut live: HashMap<String, i64> = self.versions().await?.into_iter().collect();
        let rows = Entity::find()
            .filter(Column::WorkspaceId.eq(self.workspace))
            .filter(Column::Model.eq(model))
            .order_by_asc(Column::StoryId)
            .all(&self.store.reader)
            .await?;
        Ok(rows
            .into_iter()
            .filter(|row| live.remove(&row.story_id) == Some(row.story_version))
            .map(|row| Vector {
                story: row.story_id,
                version: row.story_version,
                bytes: row.bytes,
            })
            .collect())
    }

    /// The stories, with their versions, that a model has yet to read.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn missing(&self, model: &str) -> Result<Vec<(String, i64)>, StoreError> {
        use entity::vector::{Column, Entity};
        let read: HashMap<String, i64> = Entity::find()
            .select_only()
            .columns([Column::StoryId, Column::StoryVersion])
            .filter(Column::WorkspaceId.eq(self.workspace))
            .filter(Column::Model.eq(model))
            .into_tuple::<(String, i64)>()
            .all(&self.store.reader)
            .await?
            .into_iter()
            .collect();
        let mut live = self.versions().await?;
        live.retain(|(story, version)| read.get(story) != Some(version));
        Ok(live)
    }

    /// The live stories' names and versions, in the order they were first written.
    async fn versions(&self) -> Result<Vec<(String, i64)>, StoreError> {
        use entity::card::{Column, Entity};
        Ok(Entity::find()
            .select_only()
            .columns([Column::Id, Column::Version])
            .filter(Column::WorkspaceId.eq(self.workspace))
            .order_by_asc(Column::CreatedMs)
            .order_by_asc(Column::Id)
            .into_tuple()
            .all(&self.store.reader)
            .await?)
    }

    /// Fails if there is no such story, or it was removed.
    pub(crate) async fn must_be_story(&self, db: &impl ConnectionTrait, story: &str) -> Result<(), StoreError> {
        let id = (self.workspace.to_owned(), story.to_owned());
        if entity::card::Entity::find_by_id(id).one(db).await?.is_none() {
            return Err(StoreError::Missing {
                kind: "story",
                id: story.to_owned(),
            });
        }
        Ok(())
    }
}
