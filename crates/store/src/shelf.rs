//! Things with versions and history: the one way they are written, for all kinds.
//!
//! A write is a transaction that changes the row only if it still has the version the writer saw, adds the row of
//! history, and renews the card of a story.

use glidepath_domain::Story;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, Iterable, QueryFilter, QueryOrder, QuerySelect,
};

use crate::body::{self, Keep};
use crate::desk::key;
use crate::entity::{draft, kept, past, setting, telling, vector};
use crate::error::is_taken;
use crate::{Act, Desk, Kept, Past, StoreError, card, entity};

impl Desk<'_> {
    pub(crate) fn rows<T: Keep>(&self) -> sea_orm::Select<kept::Entity> {
        kept::Entity::find()
            .filter(kept::Column::WorkspaceId.eq(self.workspace))
            .filter(kept::Column::Kind.eq(T::KIND))
    }

    pub(crate) async fn get<T: Keep>(&self, id: &str) -> Result<Kept<T>, StoreError> {
        let row = self.find::<T>(&self.store.reader, id).await?;
        row.filter(|row| row.deleted_at.is_none())
            .map_or_else(|| Err(missing::<T>(id)), kept_of)
    }

    pub(crate) async fn all<T: Keep>(&self) -> Result<Vec<Kept<T>>, StoreError> {
        let rows = self
            .rows::<T>()
            .filter(kept::Column::DeletedAt.is_null())
            .order_by_asc(kept::Column::CreatedMs)
            .order_by_asc(kept::Column::Id)
            .all(&self.store.reader)
            .await?;
        rows.into_iter().map(kept_of).collect()
    }

    /// Those that were removed, the last one first.
    pub(crate) async fn removed<T: Keep>(&self) -> Result<Vec<Kept<T>>, StoreError> {
        let rows = self
            .rows::<T>()
            .filter(kept::Column::DeletedAt.is_not_null())
            .order_by_desc(kept::Column::DeletedAt)
            .order_by_asc(kept::Column::Id)
            .all(&self.store.reader)
            .await?;
        rows.into_iter().map(kept_of).collect()
    }

    /// The row of that name, live or removed.
    async fn find<T: Keep>(&self, db: &impl ConnectionTrait, id: &str) -> Result<Option<kept::Model>, StoreError> {
        if key(id).is_err() {
            // Whatever an address says: PostgreSQL would rather fail than look for a name it cannot hold.
            return Ok(None);
        }
        Ok(self.rows::<T>().filter(kept::Column::Id.eq(id)).one(db).await?)
    }

    pub(crate) async fn put<T: Keep>(
        &self,
        id: Option<&str>,
        expected: Option<i64>,
        value: &T,
    ) -> Result<Kept<T>, StoreError> {
        let now = self.store.source.now_ms();
        let id = match (id, expected) {
            (Some(id), _) => key(id)?.to_owned(),
            (None, None) => self.store.source.id(),
            (None, Some(_)) => return Err(missing::<T>("")),
        };
        let body = body::write(&id, value)?;
        let txn = self.store.write().await?;
        let row = match (self.find::<T>(&txn, &id).await?, expected) {
            (None, None) => {
                let row = self.fresh::<T>(&id, now, "", body);
                let new = row.clone().into_active_model();
                if let Err(error) = kept::Entity::insert(new).exec_without_returning(&txn).await {
                    return Err(clash::<T>(error, &id));
                }
                row
            }
            (Some(old), None) if old.deleted_at.is_none() => return Err(StoreError::Taken { kind: T::KIND, id }),
            (None, Some(_)) => return Err(missing::<T>(&id)),
            (Some(old), Some(_)) if old.deleted_at.is_some() => return Err(missing::<T>(&id)),
            // Whoever writes to a removed name without a version starts afresh; its history goes on.
            (Some(old), expected) => {
                let body = body::overlay(T::KIND, &id, &old.body, body)?;
                let row = kept::Model {
                    version: old.version + 1,
                    updated_ms: now,
                    deleted_at: None,
                    origin: String::new(),
                    body,
                    ..old.clone()
                };
                if expected.is_some_and(|expected| expected != old.version) || !swap(&txn, &old, &row).await? {
                    txn.rollback().await?;
                    return Err(self.stale::<T>(&id, expected.unwrap_or(old.version)).await);
                }
                row
            }
        };
        self.record(&txn, std::slice::from_ref(&row), Act::Put, [value]).await?;
        txn.commit().await?;
        Ok(with(row, value.clone()))
    }

    pub(crate) async fn remove<T: Keep>(&self, id: &str, version: i64) -> Result<(), StoreError> {
        let txn = self.store.write().await?;
        let Some(old) = self.find::<T>(&txn, id).await?.filter(|row| row.deleted_at.is_none()) else {
            return Err(missing::<T>(id));
        };
        let now = self.store.source.now_ms();
        let row = kept::Model {
            version: old.version + 1,
            updated_ms: now,
            deleted_at: Some(now),
            ..old.clone()
        };
        if old.version != version || !swap(&txn, &old, &row).await? {
            txn.rollback().await?;
            return Err(self.stale::<T>(id, version).await);
        }
        past::Entity::insert(past_of(&row, Act::Removed))
            .exec_without_returning(&txn)
            .await?;
        if T::KIND == Story::KIND {
            self.drop_card(&txn, id).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    pub(crate) async fn restore<T: Keep>(&self, id: &str) -> Result<Kept<T>, StoreError> {
        let txn = self.store.write().await?;
        let Some(old) = self.find::<T>(&txn, id).await? else {
            return Err(missing::<T>(id));
        };
        if old.deleted_at.is_none() {
            return Err(StoreError::NotRemoved {
                kind: T::KIND,
                id: id.to_owned(),
            });
        }
        let row = kept::Model {
            version: old.version + 1,
            updated_ms: self.store.source.now_ms(),
            deleted_at: None,
            ..old.clone()
        };
        let value = body::read::<T>(id, &row.body)?;
        if !swap(&txn, &old, &row).await? {
            return Err(missing::<T>(id));
        }
        self.record(&txn, std::slice::from_ref(&row), Act::Restored, [&value])
            .await?;
        txn.commit().await?;
        Ok(with(row, value))
    }

    pub(crate) async fn history<T: Keep>(&self, id: &str) -> Result<Vec<Past<T>>, StoreError> {
        if key(id).is_err() {
            return Ok(Vec::new());
        }
        let rows = past::Entity::find()
            .filter(self.acts::<T>(id))
            .order_by_asc(past::Column::Version)
            .all(&self.store.reader)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Past {
                    version: row.version,
                    at_ms: row.at_ms,
                    act: Act::read(&row.act).ok_or_else(|| StoreError::Damaged {
                        kind: T::KIND,
                        id: id.to_owned(),
                        why: format!("its history has the unknown act \"{}\"", row.act),
                    })?,
                    value: body::read(id, &row.body)?,
                })
            })
            .collect()
    }

    pub(crate) async fn purge<T: Keep>(&self, id: &str) -> Result<(), StoreError> {
        let txn = self.store.write().await?;
        if self.find::<T>(&txn, id).await?.is_none() {
            return Err(missing::<T>(id));
        }
        let key = (self.workspace.to_owned(), T::KIND.to_owned(), id.to_owned());
        kept::Entity::delete_by_id(key).exec(&txn).await?;
        past::Entity::delete_many()
            .filter(self.acts::<T>(id))
            .exec(&txn)
            .await?;
        self.drop_drafts_of(&txn, &format!("{}:{id}", T::KIND)).await?;
        setting::Entity::delete_many()
            .filter(setting::Column::WorkspaceId.eq(self.workspace))
            .filter(setting::Column::Key.is_in(settings_of::<T>(id)))
            .exec(&txn)
            .await?;
        if T::KIND == Story::KIND {
            self.drop_card(&txn, id).await?;
            telling::Entity::delete_many()
                .filter(telling::Column::WorkspaceId.eq(self.workspace))
                .filter(telling::Column::StoryId.eq(id))
                .exec(&txn)
                .await?;
            vector::Entity::delete_many()
                .filter(vector::Column::WorkspaceId.eq(self.workspace))
                .filter(vector::Column::StoryId.eq(id))
                .exec(&txn)
                .await?;
        }
        txn.commit().await?;
        Ok(())
    }

    /// Forgets the draft of that name and those whose names go on after it with a colon.
    async fn drop_drafts_of(&self, txn: &DatabaseTransaction, name: &str) -> Result<(), StoreError> {
        let keys: Vec<String> = draft::Entity::find()
            .filter(draft::Column::WorkspaceId.eq(self.workspace))
            .select_only()
            .column(draft::Column::Key)
            .into_tuple()
            .all(txn)
            .await?;
        // Compared here: LIKE would read the % and _ of a name as anything, and SQLite's would not see case.
        let whose = |key: &String| {
            key.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        };
        let theirs: Vec<String> = keys.into_iter().filter(whose).collect();
        draft::Entity::delete_many()
            .filter(draft::Column::WorkspaceId.eq(self.workspace))
            .filter(draft::Column::Key.is_in(theirs))
            .exec(txn)
            .await?;
        Ok(())
    }

    async fn drop_card(&self, txn: &DatabaseTransaction, id: &str) -> Result<(), StoreError> {
        let key = (self.workspace.to_owned(), id.to_owned());
        entity::card::Entity::delete_by_id(key).exec(txn).await?;
        Ok(())
    }

    pub(crate) fn fresh<T: Keep>(&self, id: &str, now: i64, origin: &str, body: String) -> kept::Model {
        kept::Model {
            workspace_id: self.workspace.to_owned(),
            kind: T::KIND.to_owned(),
            id: id.to_owned(),
            version: 1,
            created_ms: now,
            updated_ms: now,
            deleted_at: None,
            origin: origin.to_owned(),
            body,
        }
    }

    fn acts<T: Keep>(&self, id: &str) -> Condition {
        Condition::all()
            .add(past::Column::WorkspaceId.eq(self.workspace))
            .add(past::Column::Kind.eq(T::KIND))
            .add(past::Column::Id.eq(id))
    }

    /// What a writer is told whose version is not there any more.
    async fn stale<T: Keep>(&self, id: &str, expected: i64) -> StoreError {
        match self.get::<T>(id).await {
            Ok(theirs) => StoreError::Stale {
                id: id.to_owned(),
                expected,
                theirs: T::theirs(theirs),
            },
            Err(error) => error,
        }
    }

    /// Adds what was done to the history, and renews the cards of stories.
    pub(crate) async fn record<'v, T: Keep + 'v>(
        &self,
        txn: &DatabaseTransaction,
        rows: &'v [kept::Model],
        act: Act,
        values: impl IntoIterator<Item = &'v T>,
    ) -> Result<(), StoreError> {
        let history = rows.iter().map(|row| past_of(row, act));
        past::Entity::insert_many(history).exec_without_returning(txn).await?;
        let stories = rows
            .iter()
            .zip(values)
            .filter_map(|(row, value)| Some((row, value.story()?)));
        self.renew_cards(txn, stories).await
    }

    /// Writes the cards of stories anew.
    pub(crate) async fn renew_cards<'v>(
        &self,
        txn: &DatabaseTransaction,
        stories: impl Iterator<Item = (&'v kept::Model, &'v Story)>,
    ) -> Result<(), StoreError> {
        use entity::card::{Column, Entity};
        let mut cards = Vec::new();
        for (row, story) in stories {
            cards.push(card::of(row, story, self.store.source.ready(story))?);
        }
        if cards.is_empty() {
            return Ok(());
        }
        let is_key = |column: &Column| matches!(column, Column::WorkspaceId | Column::Id);
        let renewed = OnConflict::columns([Column::WorkspaceId, Column::Id])
            .update_columns(Column::iter().filter(|column| !is_key(column)))
            .to_owned();
        Entity::insert_many(cards)
            .on_conflict(renewed)
            .exec_without_returning(txn)
            .await?;
        Ok(())
    }
}

/// The settings that are about one thing alone: the best take of a story, as builds kept it whose tellings held no
/// seconds, and the sentences of a dig that were put away. Those hold its words.
fn settings_of<T: Keep>(id: &str) -> Vec<String> {
    match T::KIND {
        "story" => vec![format!("take:{id}")],
        "dig" => vec![format!("page:put-away:{id}")],
        _ => Vec::new(),
    }
}

/// Puts the new row in the place of the old one, unless somebody else was faster.
pub(crate) async fn swap(txn: &DatabaseTransaction, old: &kept::Model, new: &kept::Model) -> Result<bool, StoreError> {
    let done = kept::Entity::update_many()
        .col_expr(kept::Column::Version, Expr::value(new.version))
        .col_expr(kept::Column::UpdatedMs, Expr::value(new.updated_ms))
        .col_expr(kept::Column::DeletedAt, Expr::value(new.deleted_at))
        .col_expr(kept::Column::Origin, Expr::value(new.origin.as_str()))
        .col_expr(kept::Column::Body, Expr::value(new.body.as_str()))
        .filter(kept::Column::WorkspaceId.eq(old.workspace_id.as_str()))
        .filter(kept::Column::Kind.eq(old.kind.as_str()))
        .filter(kept::Column::Id.eq(old.id.as_str()))
        .filter(kept::Column::Version.eq(old.version))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The row of history that an act leaves.
pub(crate) fn past_of(row: &kept::Model, act: Act) -> past::ActiveModel {
    past::ActiveModel {
        workspace_id: Set(row.workspace_id.clone()),
        kind: Set(row.kind.clone()),
        id: Set(row.id.clone()),
        version: Set(row.version),
        at_ms: Set(row.updated_ms),
        act: Set(act.slug().to_owned()),
        body: Set(row.body.clone()),
    }
}

pub(crate) fn kept_of<T: Keep>(row: kept::Model) -> Result<Kept<T>, StoreError> {
    let value = body::read(&row.id, &row.body)?;
    Ok(with(row, value))
}

pub(crate) fn with<T>(row: kept::Model, value: T) -> Kept<T> {
    Kept {
        id: row.id,
        version: row.version,
        created_ms: row.created_ms,
        updated_ms: row.updated_ms,
        origin: row.origin,
        value,
    }
}

pub(crate) fn missing<T: Keep>(id: &str) -> StoreError {
    StoreError::Missing {
        kind: T::KIND,
        id: id.to_owned(),
    }
}

pub(crate) fn taken<T: Keep>(id: &str) -> StoreError {
    StoreError::Taken {
        kind: T::KIND,
        id: id.to_owned(),
    }
}

/// A refused insert: PostgreSQL lets two writers look before either leaps. `id` is said where the server names none.
pub(crate) fn clash<T: Keep>(error: DbErr, id: &str) -> StoreError {
    if !is_taken(&error) {
        return error.into();
    }
    #[cfg(feature = "hosted")]
    if let Some(met) = crate::postgres::met(&error, T::KIND) {
        return taken::<T>(&met);
    }
    taken::<T>(id)
}
