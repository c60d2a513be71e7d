//! Opening a database, and the transactions that everything else is made of.

use sea_orm::{DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};

use crate::{Place, Source, StoreError, migration, sqlite};

/// Everything that is kept, open. Cheap to share by reference; several programs may have the same database open.
pub struct Store {
    /// SQLite has one writer at a time: here it is one connection, for which writers queue fairly instead of each
    /// asking again and again.
    pub(crate) writer: DatabaseConnection,
    pub(crate) reader: DatabaseConnection,
    pub(crate) source: Box<dyn Source>,
    pub(crate) place: Place,
}

impl Store {
    /// Opens the database, makes it if there is none, and brings it up to date.
    ///
    /// # Errors
    ///
    /// If it cannot be made, reached or written, is none of ours, or comes from a newer program. It is then unchanged.
    pub async fn open(place: &Place, source: Box<dyn Source>) -> Result<Self, StoreError> {
        let (writer, reader) = match place {
            Place::File(path) => sqlite::connect(path).await?,
            Place::Url(url) if url == "sqlite::memory:" => {
                let one = sqlite::in_memory().await?;
                (one.clone(), one)
            }
            Place::Url(_) => {
                return Err(StoreError::Unsupported {
                    place: place.to_string(),
                });
            }
        };
        let store = Self {
            writer,
            reader,
            source,
            place: place.clone(),
        };
        migration::bring_up_to_date(&store)
            .await
            .map_err(|error| error.at(&store.place.to_string()))?;
        Ok(store)
    }

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Waits for writes under way and closes. Dropping a store loses nothing either, but leaves a journal to be folded
    /// in by whoever opens it next.
    ///
    /// # Errors
    ///
    /// If the database does not answer.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        self.writer.close().await?;
        Ok(())
    }

    /// A transaction that will write. It waits for its turn at the start, so that it cannot lose it half way.
    pub(crate) async fn write(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }
}
