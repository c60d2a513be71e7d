//! SQLite's side of opening: a private file, its mark, and connections that lose nothing. PostgreSQL has its own.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::ConnectOptions;
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::StoreError;
use crate::lock::Lock;
use crate::store::Opened;

/// "GLPD": the mark in the head of our files, where `file` and we look for it.
pub(crate) const MARK: u32 = 0x474c_5044;

/// How long a writer waits for another program's transaction. Ours take milliseconds; a bulk import takes a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often opening is tried again where SQLite itself does not wait, and how long it is left alone between.
const TRIES: u32 = 3;
const A_MOMENT: Duration = Duration::from_millis(50);

/// Readers beside the one writer. More would only queue for the disk.
const READERS: u32 = 4;

/// What a file is, going by its first bytes.
pub(crate) enum Kind {
    /// Absent or empty.
    Blank,
    /// A database of ours.
    Ours,
}

/// Looks at a file without changing it.
pub(crate) fn kind(path: &Path) -> Result<Kind, StoreError> {
    let mut head = Vec::with_capacity(100);
    match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Kind::Blank),
        Err(error) => return Err(StoreError::file(path.display(), &error)),
        Ok(file) => {
            file.take(100)
                .read_to_end(&mut head)
                .map_err(|error| StoreError::file(path.display(), &error))?;
        }
    }
    let place = path.display().to_string();
    if head.is_empty() {
        Ok(Kind::Blank)
    } else if !head.starts_with(b"SQLite format 3\0") || head.len() < 100 {
        Err(StoreError::NotADatabase { place })
    } else if head[68..72] != MARK.to_be_bytes() {
        Err(StoreError::NotOurs { place })
    } else {
        Ok(Kind::Ours)
    }
}

/// Makes the folder if absent, for the owner's eyes alone. One that was there stays as it is.
pub(crate) fn make_folder(path: &Path) -> Result<(), StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let made = builder.recursive(true).create(folder);
        made.map_err(|error| StoreError::file(folder.display(), &error))?;
    }
    Ok(())
}

/// Makes an empty file where there is none, for the owner's eyes alone.
pub(crate) fn make_new(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the file and its folder if absent, and keeps the file for the owner's eyes alone.
pub(crate) fn make_private(path: &Path) -> Result<(), StoreError> {
    make_folder(path)?;
    let wrong = |error| StoreError::file(path.display(), &error);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(wrong)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // SQLite gives its journal the mode of the database.
        if file.metadata().map_err(wrong)?.permissions().mode() & 0o077 != 0 {
            file.set_permissions(fs::Permissions::from_mode(0o600)).map_err(wrong)?;
        }
    }
    drop(file);
    Ok(())
}

/// How every connection behaves: the journal is on the disk before a commit returns, what is deleted is overwritten.
pub(crate) fn options() -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE)
        .foreign_keys(true)
        .pragma("secure_delete", "on")
        .disable_statement_logging()
}

/// One connection that writes and some that read.
pub(crate) async fn open(path: &Path) -> Result<Opened, StoreError> {
    let kind = kind(path)?;
    make_private(path)?;
    let lock = Lock::shared(path)?;
    if matches!(kind, Kind::Blank) {
        // Written before the journal is in use, so that the mark lies in the file itself.
        let mark = options().filename(path).pragma("application_id", MARK.to_string());
        pool(mark, 1).await?.close().await;
    }
    let wal = options().filename(path).journal_mode(SqliteJournalMode::Wal);
    let writer = pool(wal.clone(), 1).await?;
    let reader = pool(wal.pragma("query_only", "on"), READERS).await?;
    Ok((writer.into(), reader.into(), Some(lock)))
}

/// A database that is gone when closed: one connection does everything.
pub(crate) async fn in_memory() -> Result<Opened, StoreError> {
    let one: DatabaseConnection = pool(options().in_memory(true), 1).await?.into();
    Ok((one.clone(), one, None))
}

async fn pool(options: SqliteConnectOptions, most: u32) -> Result<SqlitePool, StoreError> {
    let mut left = TRIES;
    loop {
        let opened = SqlitePoolOptions::new()
            .max_connections(most)
            .acquire_timeout(PATIENCE + PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await
            .map_err(|error| StoreError::from(&error));
        match opened {
            // Another program may be turning the journal on at this moment, and SQLite does not wait for that.
            Err(StoreError::Busy { .. }) if left > 0 => {
                left -= 1;
                tokio::time::sleep(A_MOMENT).await;
            }
            opened => return opened,
        }
    }
}

/// Fails unless SQLite finds every page and index sound.
pub(crate) async fn check(db: &DatabaseConnection, place: &str) -> Result<(), StoreError> {
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check"))
        .await?;
    let said: Vec<String> = rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?;
    if said == ["ok"] {
        return Ok(());
    }
    Err(StoreError::Corrupt {
        place: place.to_owned(),
        why: said.join("; "),
    })
}

/// Folds the journal into the file, so that the file is all there is. Nobody else may have it open.
pub(crate) async fn fold(path: &Path) -> Result<(), StoreError> {
    let plain = options().filename(path).journal_mode(SqliteJournalMode::Delete);
    let folded = pool(plain, 1).await?;
    folded.close().await;
    Ok(())
}

/// What SQLite keeps beside a database while it is open.
pub(crate) const COMPANIONS: [&str; 2] = ["-wal", "-shm"];

/// A file that lies beside the database and has its name with something added.
pub(crate) fn beside(path: &Path, added: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(added);
    PathBuf::from(name)
}
