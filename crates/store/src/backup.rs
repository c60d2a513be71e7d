//! Copying everything, at one moment, into a new file of SQLite's: from either engine, while others go on writing.
//!
//! The copy is made row by row and not page by page, so that a backup moves between engines, and so that what the new
//! file holds can be counted against exactly what was read.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use sea_orm::{
    DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable, PaginatorTrait, PrimaryKeyToColumn, QueryOrder,
    QuerySelect,
};

use crate::entity::{card, draft, kept, past, setting, telling, vector};
use crate::part::Part;
use crate::sqlite;
use crate::{Place, Store, StoreError};

/// Rows read and written at a time: a story may be a megabyte.
const BATCH: u64 = 200;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// How many rows it holds, all tables together; the source had as many.
    pub rows: u64,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Store {
    /// Writes all workspaces as they are now into a new file, opens that, checks it, and only then gives it its name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Exists`] if there is a file of that name; if it cannot be written, is not sound or not complete.
    /// Nothing is left behind then.
    pub async fn backup(&self, to: &Path) -> Result<Backup, StoreError> {
        let wrong = |error| StoreError::file(to.display(), &error);
        // Takes the name before the work, so that two backups cannot both think it free.
        sqlite::make_new(to).map_err(wrong)?;
        let done = self.write_and_name(to).await;
        match done {
            Ok(rows) => Ok(Backup {
                rows,
                bytes: fs::metadata(to).map_err(wrong)?.len(),
            }),
            Err(error) => {
                // The error says more than a failure to remove an empty file would.
                let _ = fs::remove_file(to);
                Err(error)
            }
        }
    }

    async fn write_and_name(&self, to: &Path) -> Result<u64, StoreError> {
        let part = Part::beside(to)?;
        let rows = self.write_backup(part.path()).await;
        let rows = rows.map_err(|error| error.at(&to.display().to_string()))?;
        part.rename(to)?;
        Ok(rows)
    }

    async fn write_backup(&self, part: &Path) -> Result<u64, StoreError> {
        let copy = Self::open_with(&Place::File(part.to_owned()), Arc::clone(&self.source)).await?;
        let snapshot = self.snapshot().await?;
        let rows = copy_all(&snapshot, &copy).await?;
        snapshot.rollback().await?;
        copy.check().await?;
        copy.close().await?;
        sqlite::fold(part).await?;
        Ok(rows)
    }
}

/// Copies every table into an empty store, all or nothing, and counts both sides.
pub(crate) async fn copy_all(from: &DatabaseTransaction, into: &Store) -> Result<u64, StoreError> {
    let txn = into.write().await?;
    let mut rows = copy::<kept::Entity>(from, &txn, into, "kept").await?;
    rows += copy::<past::Entity>(from, &txn, into, "past").await?;
    rows += copy::<card::Entity>(from, &txn, into, "card").await?;
    rows += copy::<draft::Entity>(from, &txn, into, "draft").await?;
    rows += copy::<telling::Entity>(from, &txn, into, "telling").await?;
    rows += copy::<vector::Entity>(from, &txn, into, "vector").await?;
    rows += copy::<setting::Entity>(from, &txn, into, "setting").await?;
    txn.commit().await?;
    Ok(rows)
}

/// How many rows a store holds.
pub(crate) async fn count_all(db: &DatabaseTransaction) -> Result<u64, StoreError> {
    Ok(kept::Entity::find().count(db).await?
        + past::Entity::find().count(db).await?
        + card::Entity::find().count(db).await?
        + draft::Entity::find().count(db).await?
        + telling::Entity::find().count(db).await?
        + vector::Entity::find().count(db).await?
        + setting::Entity::find().count(db).await?)
}

async fn copy<E>(
    from: &DatabaseTransaction,
    txn: &DatabaseTransaction,
    into: &Store,
    table: &str,
) -> Result<u64, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Sync,
{
    let mut copied = 0;
    loop {
        let mut page = E::find().offset(copied).limit(BATCH);
        for key in E::PrimaryKey::iter() {
            page = page.order_by_asc(key.into_column());
        }
        let rows = page.all(from).await?;
        if rows.is_empty() {
            break;
        }
        copied += rows.len() as u64;
        let models = rows.into_iter().map(IntoActiveModel::into_active_model);
        E::insert_many(models).exec_without_returning(txn).await?;
    }
    let (there, here) = (E::find().count(from).await?, E::find().count(txn).await?);
    if there != here {
        return Err(StoreError::Incomplete {
            place: into.place().to_string(),
            why: format!("of {there} rows of the table {table} it holds {here}"),
        });
    }
    Ok(copied)
}
