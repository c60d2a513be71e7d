//! All that one import writes, of every kind, in one transaction: a refusal, a full disk or a kill leaves nothing of it.

use std::collections::HashMap;

use glidepath_domain::{Question, Story};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::body::{self, Keep};
use crate::bulk::{BATCH, names};
use crate::entity::kept;
use crate::shelf::{kept_of, missing, with};
use crate::{Act, Desk, Kept, SourceText, StoreError};

/// What is to be written in one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Where new things come from: "import:NAME". Updated ones are the person's own from then on.
    pub origin: String,
    /// Stories.
    pub stories: Writes<Story>,
    /// Questions.
    pub questions: Writes<Question>,
    /// Sources.
    pub sources: Writes<SourceText>,
}

/// What is to be written of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writes<T> {
    /// New ones, with the name they bring along or `None` for a fresh one.
    pub new: Vec<(Option<String>, T)>,
    /// New versions of kept ones.
    pub updates: Vec<Update<T>>,
}

impl<T> Default for Writes<T> {
    fn default() -> Self {
        Self {
            new: Vec::new(),
            updates: Vec::new(),
        }
    }
}

/// A new version of a kept thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update<T> {
    /// Its name.
    pub id: String,
    /// The version the writer saw.
    pub expected: i64,
    /// What it is from now on.
    pub value: T,
}

/// What was written: of each kind the updated ones, then the new ones, both in the order given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Stories.
    pub stories: Vec<Kept<Story>>,
    /// Questions.
    pub questions: Vec<Kept<Question>>,
    /// Sources.
    pub sources: Vec<Kept<SourceText>>,
}

impl Desk<'_> {
    /// Writes all of it with its history, or nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] with what is there, for the first update whose version is not the expected one;
    /// [`StoreError::Missing`] for the first that is not there any more; [`StoreError::Taken`] if the name of a new one
    /// is there already, or a name comes twice.
    pub async fn write_all(&self, changes: &Changes) -> Result<Written, StoreError> {
        let now = self.store.source.now_ms();
        let txn = self.store.write().await?;
        // Whoever leaves early drops the transaction, and with it all that was written.
        let written = Written {
            stories: self.write_kind(&txn, now, &changes.origin, &changes.stories).await?,
            questions: self.write_kind(&txn, now, &changes.origin, &changes.questions).await?,
            sources: self.write_kind(&txn, now, &changes.origin, &changes.sources).await?,
        };
        txn.commit().await?;
        Ok(written)
    }

    async fn write_kind<T: Keep>(
        &self,
        txn: &DatabaseTransaction,
        now: i64,
        origin: &str,
        writes: &Writes<T>,
    ) -> Result<Vec<Kept<T>>, StoreError> {
        let mut written = self.update_all(txn, now, &writes.updates).await?;
        written.extend(self.add_all(txn, now, origin, &writes.new).await?);
        Ok(written)
    }

    async fn update_all<T: Keep>(
        &self,
        txn: &DatabaseTransaction,
        now: i64,
        updates: &[Update<T>],
    ) -> Result<Vec<Kept<T>>, StoreError> {
        let ids = names::<T>(updates.iter().map(|update| update.id.as_str()))?;
        let mut before = self.there::<T>(txn, &ids).await?;
        let mut written = Vec::with_capacity(updates.len());
        for batch in updates.chunks(BATCH) {
            let mut rows = Vec::with_capacity(batch.len());
            let mut values = Vec::with_capacity(batch.len());
            for update in batch {
                let id = update.id.as_str();
                let old = match before.remove(id) {
                    None => return Err(missing::<T>(id)),
                    Some(old) if old.deleted_at.is_some() => return Err(missing::<T>(id)),
                    Some(old) if old.version != update.expected => {
                        return Err(StoreError::Stale {
                            id: id.to_owned(),
                            expected: update.expected,
                            theirs: T::theirs(kept_of(old)?),
                        });
                    }
                    Some(old) => old,
                };
                let body = body::overlay(T::KIND, id, &old.body, body::write(id, &update.value)?)?;
                rows.push(kept::Model {
                    version: old.version + 1,
                    updated_ms: now,
                    origin: String::new(),
                    body,
                    ..old
                });
                values.push(&update.value);
            }
            renew(txn, &rows).await?;
            self.record(txn, &rows, Act::Put, values).await?;
            written.extend(
                rows.into_iter()
                    .zip(batch)
                    .map(|(row, update)| with(row, update.value.clone())),
            );
        }
        Ok(written)
    }

    /// The rows of those names, live or removed, by name. PostgreSQL holds them for this transaction; SQLite has one writer
    /// anyway.
    pub(crate) async fn there<T: Keep>(
        &self,
        txn: &DatabaseTransaction,
        ids: &[&str],
    ) -> Result<HashMap<String, kept::Model>, StoreError> {
        let mut there = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(BATCH) {
            let rows = self
                .rows::<T>()
                .filter(kept::Column::Id.is_in(ids.iter().copied()))
                // Two imports that take the rows in one order never wait for each other in a ring.
                .order_by_asc(kept::Column::Id)
                .lock_exclusive()
                .all(txn)
                .await?;
            there.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
        }
        Ok(there)
    }
}

/// Puts many rows in the place of those one version older, in one statement.
async fn renew(txn: &DatabaseTransaction, rows: &[kept::Model]) -> Result<(), StoreError> {
    use kept::Column::{Body, DeletedAt, Id, Kind, Origin, UpdatedMs, Version, WorkspaceId};
    let older = Expr::col((Alias::new("excluded"), Version)).sub(1);
    let renewed = OnConflict::columns([WorkspaceId, Kind, Id])
        .update_columns([Version, UpdatedMs, DeletedAt, Origin, Body])
        .action_and_where(Expr::col((kept::Entity, Version)).eq(older))
        .to_owned();
    let done = kept::Entity::insert_many(rows.iter().cloned().map(IntoActiveModel::into_active_model))
        .on_conflict(renewed)
        .exec_without_returning(txn)
        .await?;
    if done == rows.len() as u64 {
        return Ok(());
    }
    // The rows are held, so this is an engine that does not do as it says. Nothing may be kept then.
    Err(StoreError::Database {
        place: crate::error::OPEN.to_owned(),
        why: format!("of {} rows only {done} took their new version", rows.len()),
    })
}
