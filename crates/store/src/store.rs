//! Opening a database, and the transactions that everything else is made of.

use std::sync::Arc;

use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use crate::lock::Lock;
use crate::{Place, Source, StoreError, migration, sqlite};

/// Everything that is kept, open. Cheap to share by reference; several programs may have the same database open.
pub struct Store {
    /// SQLite has one writer at a time: here it is one connection, for which writers queue fairly instead of each
    /// asking again and again. PostgreSQL's are all alike.
    pub(crate) writer: DatabaseConnection,
    pub(crate) reader: DatabaseConnection,
    pub(crate) source: Arc<dyn Source>,
    pub(crate) place: Place,
    /// Dropped last, when no connection is left.
    _lock: Option<Lock>,
}

impl Store {
    /// Opens the database, makes it if there is none, and brings it up to date.
    ///
    /// # Errors
    ///
    /// If it cannot be made, reached or written, is none of ours, or comes from a newer program. It is then unchanged.
    pub async fn open(place: &Place, source: Box<dyn Source>) -> Result<Self, StoreError> {
        Self::open_with(place, Arc::from(source)).await
    }

    pub(crate) async fn open_with(place: &Place, source: Arc<dyn Source>) -> Result<Self, StoreError> {
        let here = place.to_string();
        let opened = match place {
            Place::File(path) => sqlite::open(path).await,
            Place::Url(url) if url == "sqlite::memory:" => sqlite::in_memory().await,
            Place::Url(url) => by_address(url).await,
        };
        let (writer, reader, lock) = opened.map_err(|error| error.at(&here))?;
        let store = Self {
            writer,
            reader,
            source,
            place: place.clone(),
            _lock: lock,
        };
        migration::bring_up_to_date(&store)
            .await
            .map_err(|error| error.at(&here))?;
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
        self.reader.close_by_ref().await?;
        self.writer.close_by_ref().await?;
        Ok(())
    }

    /// Has SQLite look at every page and index; PostgreSQL looks after itself.
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] with what it found.
    pub async fn check(&self) -> Result<(), StoreError> {
        match self.reader.get_database_backend() {
            DbBackend::Sqlite => sqlite::check(&self.reader, &self.place.to_string()).await,
            _ => Ok(()),
        }
    }

    /// A transaction that will write. It waits for its turn at the start, so that it cannot lose it half way.
    pub(crate) async fn write(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// A transaction that reads everything as it was at one moment, while others go on writing.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.reader.get_database_backend() {
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.reader.begin_with_options(options).await?)
    }
}

/// What opening gives: a writer, a reader, and the lock on a file.
pub(crate) type Opened = (DatabaseConnection, DatabaseConnection, Option<Lock>);

#[cfg(feature = "hosted")]
async fn by_address(url: &str) -> Result<Opened, StoreError> {
    if !crate::postgres::is_address(url) {
        return Err(unsupported(url));
    }
    let all = crate::postgres::connect(url).await?;
    Ok((all.clone(), all, None))
}

#[cfg(not(feature = "hosted"))]
async fn by_address(url: &str) -> Result<Opened, StoreError> {
    Err(unsupported(url))
}

fn unsupported(url: &str) -> StoreError {
    StoreError::Unsupported {
        place: Place::Url(url.to_owned()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use glidepath_domain::Story;
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    use super::{Place, Source, Store};
    use crate::{StoreError, Workspace};

    struct Fixed;

    impl Source for Fixed {
        fn now_ms(&self) -> i64 {
            1
        }

        fn id(&self) -> String {
            "fixed".to_owned()
        }

        fn ready(&self, _: &Story) -> u32 {
            0
        }
    }

    async fn fresh(test: &str) -> (Store, PathBuf) {
        let folder = std::env::temp_dir().join(format!("glidepath-{test}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let place = Place::File(folder.join("bank.db"));
        (Store::open(&place, Box::new(Fixed)).await.unwrap(), folder)
    }

    fn long(title: &str) -> Story {
        Story {
            title: title.to_owned(),
            hardest: "x".repeat(200_000),
            ..Story::default()
        }
    }

    #[tokio::test]
    async fn a_full_disk_loses_nothing() {
        let (store, folder) = fresh("full").await;
        let workspace = Workspace::local();
        let desk = store.at(&workspace);
        let kept = desk.put_story(Some("s"), None, &long("before")).await.unwrap();
        // SQLite reports its own limit as it reports a disk's.
        store
            .writer
            .execute_unprepared("PRAGMA max_page_count = 110")
            .await
            .unwrap();
        for error in [
            desk.put_story(Some("s"), Some(1), &long("after")).await.unwrap_err(),
            desk.put_stories("", &[(None, long("new"))]).await.unwrap_err(),
            desk.put_draft("d", &"x".repeat(200_000)).await.unwrap_err(),
        ] {
            assert!(matches!(error, StoreError::Full { .. }), "{error}");
        }
        assert_eq!(desk.stories().await.unwrap(), [kept]);
        assert_eq!(desk.story_history("s").await.unwrap().len(), 1);
        store.check().await.unwrap();
        // With room again, the same write goes through.
        store
            .writer
            .execute_unprepared("PRAGMA max_page_count = 100000")
            .await
            .unwrap();
        desk.put_story(Some("s"), Some(1), &long("after")).await.unwrap();
        store.close().await.unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_database_that_stays_locked_is_busy() {
        let (store, folder) = fresh("busy").await;
        let other = Store::open(store.place(), Box::new(Fixed)).await.unwrap();
        let workspace = Workspace::local();
        let desk = store.at(&workspace);
        store
            .writer
            .execute_unprepared("PRAGMA busy_timeout = 1")
            .await
            .unwrap();
        let held = other.write().await.unwrap();
        for error in [
            desk.put_story(None, None, &long("late")).await.unwrap_err(),
            desk.put_draft("d", "late").await.unwrap_err(),
        ] {
            assert!(matches!(error, StoreError::Busy { .. }), "{error}");
        }
        assert!(desk.stories().await.unwrap().is_empty(), "reading goes on");
        held.rollback().await.unwrap();
        desk.put_story(None, None, &long("in time")).await.unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn every_connection_is_as_safe_as_promised() {
        let (store, folder) = fresh("safe").await;
        for (db, query_only) in [(&store.writer, "0"), (&store.reader, "1")] {
            for (pragma, wanted) in [
                ("synchronous", "2"),
                ("journal_mode", "wal"),
                ("foreign_keys", "1"),
                ("secure_delete", "1"),
                ("busy_timeout", "10000"),
                ("query_only", query_only),
            ] {
                let ask = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"));
                let row = db.query_one_raw(ask).await.unwrap().unwrap();
                let said = row.try_get_by_index::<String>(0);
                let said = said.unwrap_or_else(|_| row.try_get_by_index::<i32>(0).unwrap().to_string());
                assert_eq!(said, wanted, "{pragma}");
            }
        }
        store.close().await.unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_transaction_that_is_given_up_leaves_no_trace() {
        let (store, folder) = fresh("given-up").await;
        let workspace = Workspace::local();
        let desk = store.at(&workspace);
        {
            let txn = store.write().await.unwrap();
            txn.execute_unprepared("INSERT INTO setting VALUES ('local', 'k', '\"v\"')")
                .await
                .unwrap();
        }
        assert_eq!(desk.setting("k").await.unwrap(), None);
        desk.put_setting("k", "w").await.unwrap();
        assert_eq!(desk.setting("k").await.unwrap().as_deref(), Some("w"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
