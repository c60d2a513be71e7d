//! Writing many at once: an import, the sample bank. All of them or none.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::body::{self, Keep};
use crate::desk::key;
use crate::entity::kept;
use crate::shelf::{clash, swap, taken, with};
use crate::{Act, Desk, Kept, StoreError};

/// Rows in one statement: far below what either engine allows, and past the point where more is faster.
pub(crate) const BATCH: usize = 500;

impl Desk<'_> {
    pub(crate) async fn put_all<T: Keep>(
        &self,
        origin: &str,
        things: &[(Option<String>, T)],
    ) -> Result<Vec<Kept<T>>, StoreError> {
        let now = self.store.source.now_ms();
        let mut named = HashSet::new();
        for id in things.iter().filter_map(|(id, _)| id.as_deref()) {
            if !named.insert(key(id)?) {
                return Err(taken::<T>(id));
            }
        }
        let txn = self.store.write().await?;
        let mut before = HashMap::new();
        for ids in named.into_iter().collect::<Vec<_>>().chunks(BATCH) {
            let rows = self
                .rows::<T>()
                .filter(kept::Column::Id.is_in(ids.iter().copied()))
                .all(&txn)
                .await?;
            before.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
        }
        let mut written = Vec::with_capacity(things.len());
        for batch in things.chunks(BATCH) {
            let mut rows = Vec::with_capacity(batch.len());
            let mut new = Vec::with_capacity(batch.len());
            for (id, value) in batch {
                let id = id.clone().unwrap_or_else(|| self.store.source.id());
                let mut row = self.fresh::<T>(&id, now, origin, body::write(&id, value)?);
                match before.remove(&id) {
                    None => new.push(row.clone().into_active_model()),
                    Some(old) if old.deleted_at.is_none() => return Err(taken::<T>(&id)),
                    Some(old) => {
                        row.version = old.version + 1;
                        row.created_ms = old.created_ms;
                        row.body = body::overlay(T::KIND, &id, &old.body, row.body)?;
                        if !swap(&txn, &old, &row).await? {
                            return Err(taken::<T>(&id));
                        }
                    }
                }
                rows.push(row);
            }
            if !new.is_empty() {
                if let Err(error) = kept::Entity::insert_many(new).exec_without_returning(&txn).await {
                    return Err(clash::<T>(error, "of these"));
                }
            }
            // A list and not an iterator with a closure, so that the whole can be sent between threads.
            let values: Vec<&T> = batch.iter().map(|(_, value)| value).collect();
            self.record(&txn, &rows, Act::Put, values).await?;
            written.extend(
                rows.into_iter()
                    .zip(batch)
                    .map(|(row, (_, value))| with(row, value.clone())),
            );
        }
        txn.commit().await?;
        Ok(written)
    }
}
