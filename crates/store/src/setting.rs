//! Settings of a workspace: short texts under a name, such as the day of the interview. What they mean is not known here.

use std::collections::BTreeMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::desk::key;
use crate::{Desk, StoreError, body, entity};

impl Desk<'_> {
    /// Sets one, in place of what it was.
    ///
    /// # Errors
    ///
    /// [`StoreError::BadKey`], or if the database does not answer.
    pub async fn put_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        use entity::setting::{ActiveModel, Column, Entity};
        let row = ActiveModel {
            workspace_id: Set(self.workspace.to_owned()),
            key: Set(key(name)?.to_owned()),
            body: Set(body::json("setting", name, &value)?),
        };
        let newer = OnConflict::columns([Column::WorkspaceId, Column::Key])
            .update_column(Column::Body)
            .to_owned();
        Entity::insert(row)
            .on_conflict(newer)
            .exec_without_returning(&self.store.writer)
            .await?;
        Ok(())
    }

    /// What one is set to, if it is.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let id = (self.workspace.to_owned(), name.to_owned());
        let row = entity::setting::Entity::find_by_id(id).one(&self.store.reader).await?;
        row.map(|row| body::parse("setting", &row.key, &row.body)).transpose()
    }

    /// All that are set.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        use entity::setting::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::WorkspaceId.eq(self.workspace))
            .all(&self.store.reader)
            .await?;
        rows.into_iter()
            .map(|row| Ok((row.key.clone(), body::parse("setting", &row.key, &row.body)?)))
            .collect()
    }

    /// Unsets one; that it was not set is no error.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn drop_setting(&self, name: &str) -> Result<(), StoreError> {
        let id = (self.workspace.to_owned(), name.to_owned());
        entity::setting::Entity::delete_by_id(id)
            .exec(&self.store.writer)
            .await?;
        Ok(())
    }
}
