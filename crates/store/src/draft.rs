//! Drafts: words their writer has not saved yet. The last to write wins; there is no history.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::desk::key;
use crate::{Desk, StoreError, body, entity};

/// Words not yet saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What they belong to, such as `story:<id>`.
    pub key: String,
    /// When they were typed, in UTC milliseconds.
    pub at_ms: i64,
    /// The words.
    pub text: String,
}

fn read(row: entity::draft::Model) -> Result<Draft, StoreError> {
    Ok(Draft {
        text: body::parse("draft", &row.key, &row.body)?,
        key: row.key,
        at_ms: row.at_ms,
    })
}

impl Desk<'_> {
    /// Keeps a draft in place of the one before. Those of `story:<id>` and `story:<id>:…` go when the story is purged.
    ///
    /// # Errors
    ///
    /// [`StoreError::BadKey`], or if the database does not answer.
    pub async fn put_draft(&self, name: &str, text: &str) -> Result<(), StoreError> {
        use entity::draft::{ActiveModel, Column, Entity};
        let row = ActiveModel {
            workspace_id: Set(self.workspace.to_owned()),
            key: Set(key(name)?.to_owned()),
            at_ms: Set(self.store.source.now_ms()),
            body: Set(body::json("draft", name, &text)?),
        };
        let newer = OnConflict::columns([Column::WorkspaceId, Column::Key])
            .update_columns([Column::AtMs, Column::Body])
            .to_owned();
        Entity::insert(row)
            .on_conflict(newer)
            .exec_without_returning(&self.store.writer)
            .await?;
        Ok(())
    }

    /// The draft of that name, if there is one.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn draft(&self, name: &str) -> Result<Option<Draft>, StoreError> {
        if key(name).is_err() {
            return Ok(None);
        }
        let id = (self.workspace.to_owned(), name.to_owned());
        let row = entity::draft::Entity::find_by_id(id).one(&self.store.reader).await?;
        row.map(read).transpose()
    }

    /// Forgets a draft; that there is none is no error.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn drop_draft(&self, name: &str) -> Result<(), StoreError> {
        if key(name).is_err() {
            return Ok(());
        }
        let id = (self.workspace.to_owned(), name.to_owned());
        entity::draft::Entity::delete_by_id(id).exec(&self.store.writer).await?;
        Ok(())
    }

    /// Every draft, the latest first.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        use entity::draft::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::WorkspaceId.eq(self.workspace))
            .order_by_desc(Column::AtMs)
            .order_by_asc(Column::Key)
            .all(&self.store.reader)
            .await?;
        rows.into_iter().map(read).collect()
    }
}
