//! Writing many at once: an import, the sample bank. All of them or none.

use std::collections::BTreeSet;

use sea_orm::{DatabaseTransaction, EntityTrait, IntoActiveModel};

use crate::body::{self, Keep};
use crate::desk::key;
use crate::entity::kept;
use crate::shelf::{clash, swap, taken, with};
use crate::{Act, Desk, Kept, StoreError};

/// Rows in one statement: far below what either engine allows, and past the point where more is faster.
pub(crate) const BATCH: usize = 500;

/// The names given, checked and sorted; none may come twice.
pub(crate) fn names<'i, T: Keep>(ids: impl Iterator<Item = &'i str>) -> Result<Vec<&'i str>, StoreError> {
    let mut named = BTreeSet::new();
    for id in ids {
        if !named.insert(key(id)?) {
            return Err(taken::<T>(id));
        }
    }
    Ok(named.into_iter().collect())
}

impl Desk<'_> {
    pub(crate) async fn put_all<T: Keep>(
        &self,
        origin: &str,
        things: &[(Option<String>, T)],
    ) -> Result<Vec<Kept<T>>, StoreError> {
        let now = self.store.source.now_ms();
        let txn = self.store.write().await?;
        let written = self.add_all(&txn, now, origin, things).await?;
        txn.commit().await?;
        Ok(written)
    }

    pub(crate) async fn add_all<T: Keep>(
        &self,
        txn: &DatabaseTransaction,
        now: i64,
        origin: &str,
        things: &[(Option<String>, T)],
    ) -> Result<Vec<Kept<T>>, StoreError> {
        let named = names::<T>(things.iter().filter_map(|(id, _)| id.as_deref()))?;
        let mut before = self.there::<T>(txn, &named).await?;
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
                        if !swap(txn, &old, &row).await? {
                            return Err(taken::<T>(&id));
                        }
                    }
                }
                rows.push(row);
            }
            if !new.is_empty() {
                if let Err(error) = kept::Entity::insert_many(new).exec_without_returning(txn).await {
                    return Err(clash::<T>(error, "of these"));
                }
            }
            // A list and not an iterator with a closure, so that the whole can be sent between threads.
            let values: Vec<&T> = batch.iter().map(|(_, value)| value).collect();
            self.record(txn, &rows, Act::Put, values).await?;
            written.extend(
                rows.into_iter()
                    .zip(batch)
                    .map(|(row, (_, value))| with(row, value.clone())),
            );
        }
        Ok(written)
    }
}
