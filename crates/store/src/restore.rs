//! Putting a backup in the place of a database. What was there before is kept beside it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::backup::{copy_all, count_all};
use crate::lock::Lock;
use crate::part::{Part, sync_folder};
use crate::sqlite::{self, COMPANIONS, Kind};
use crate::{Place, Source, Store, StoreError};

/// A backup that was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many rows are kept now, all tables together.
    pub rows: u64,
    /// Where the database lies now that was there before; `None` if there was none.
    pub replaced: Option<PathBuf>,
}

impl Store {
    /// Puts a backup in the place of a database that nobody has open. Into PostgreSQL it goes only if nothing is kept
    /// there yet.
    ///
    /// The backup is checked and brought up to date on a copy before anything is touched, and takes its place in one
    /// rename: whenever the machine stops, there is a whole database under the name, the old one or the new one.
    ///
    /// # Errors
    ///
    /// If the backup is none of ours, not sound, or of a newer program; [`StoreError::InUse`] if a Glidepath has the
    /// database open; [`StoreError::NotEmpty`] for PostgreSQL. What was there is then unchanged.
    pub async fn restore(from: &Path, into: &Place, source: Box<dyn Source>) -> Result<Restored, StoreError> {
        let source: Arc<dyn Source> = Arc::from(source);
        refuse_unfit(from)?;
        match into {
            Place::File(path) => {
                sqlite::make_folder(path)?;
                let _lock = Lock::alone(path).await?;
                let _still = match is_same(from, path) {
                    true => None,
                    false => keep_still(from).await?,
                };
                let part = Part::beside(path)?;
                into_file(from, path, part, source).await
            }
            Place::Url(_) => {
                let _still = keep_still(from).await?;
                let part = Part::beside(from)?;
                into_address(from, into, part.path(), source).await
            }
        }
    }
}

/// Refuses what is no backup, without changing it.
fn refuse_unfit(from: &Path) -> Result<(), StoreError> {
    let place = from.display().to_string();
    match sqlite::kind(from)? {
        Kind::Ours => {}
        Kind::Blank if from.exists() => return Err(StoreError::NotADatabase { place }),
        Kind::Blank => {
            let why = "there is no such file".to_owned();
            return Err(StoreError::File { place, why });
        }
    }
    Ok(())
}

/// Whether two names are one file's.
fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Journals that a program leaves beside a database if it is killed. They hold changes that the file lacks, or should
/// not have.
const JOURNALS: [&str; 2] = ["-wal", "-journal"];

/// Sees to it that nobody has the backup open while it is copied, if it was ever opened where it lies.
async fn keep_still(from: &Path) -> Result<Option<Lock>, StoreError> {
    let opened = |added: &&str| sqlite::beside(from, added).exists();
    if !JOURNALS.iter().chain(&["-lock"]).any(opened) {
        return Ok(None);
    }
    match Lock::alone(from).await {
        Ok(lock) => Ok(Some(lock)),
        // Where nothing can be written, nobody is writing.
        Err(StoreError::ReadOnly { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Copies the backup with what a killed program left beside it, has SQLite put the two together, checks the copy and
/// brings it up to date.
async fn open_copy(from: &Path, part: &Path, source: Arc<dyn Source>) -> Result<Store, StoreError> {
    let wrong = |error| StoreError::file(from.display(), &error);
    let copy = |from: &Path, mut to: File| io::copy(&mut File::open(from)?, &mut to);
    let whole = File::options().write(true).open(part);
    whole.and_then(|part| copy(from, part)).map_err(wrong)?;
    for added in JOURNALS {
        let journal = sqlite::beside(from, added);
        if journal.exists() {
            let beside = sqlite::make_new(&sqlite::beside(part, added));
            beside.and_then(|beside| copy(&journal, beside)).map_err(wrong)?;
        }
    }
    let checked = async {
        let copy = Store::open_with(&Place::File(part.to_owned()), source).await?;
        copy.check().await?;
        Ok(copy)
    };
    checked
        .await
        .map_err(|error: StoreError| error.blame(&from.display().to_string()))
}

async fn into_file(from: &Path, path: &Path, part: Part, source: Arc<dyn Source>) -> Result<Restored, StoreError> {
    let now = source.now_ms();
    let copy = open_copy(from, part.path(), source).await?;
    let snapshot = copy.snapshot().await?;
    let rows = count_all(&snapshot).await?;
    snapshot.rollback().await?;
    copy.close().await?;
    sqlite::fold(part.path()).await?;
    let replaced = keep_beside(path, now).await?;
    part.rename(path)?;
    Ok(Restored { rows, replaced })
}

/// Gives the database a second name, under which it stays when another takes the first.
async fn keep_beside(path: &Path, now: i64) -> Result<Option<PathBuf>, StoreError> {
    // A broken database may be the reason for restoring: what cannot be folded is kept as it is.
    let folded = match sqlite::kind(path) {
        Ok(Kind::Blank) => return Ok(None),
        Ok(Kind::Ours) => sqlite::fold(path).await,
        Err(_) => Ok(()),
    };
    match folded {
        Ok(()) | Err(StoreError::Corrupt { .. } | StoreError::NotADatabase { .. }) => {}
        Err(error) => return Err(error.at(&path.display().to_string())),
    }
    let named = |stamp: i64| sqlite::beside(path, &format!(".replaced-{stamp}"));
    let aside = (now..)
        .map(named)
        .find(|name| !name.exists())
        .unwrap_or_else(|| named(now));
    let wrong = |error| StoreError::file(aside.display(), &error);
    // Not every disk knows second names.
    if fs::hard_link(path, &aside).is_err() {
        fs::copy(path, &aside).map_err(wrong)?;
    }
    for companion in COMPANIONS {
        let beside = sqlite::beside(path, companion);
        if beside.exists() {
            fs::rename(&beside, sqlite::beside(&aside, companion)).map_err(wrong)?;
        }
    }
    sync_folder(&aside).map_err(wrong)?;
    Ok(Some(aside))
}

async fn into_address(from: &Path, into: &Place, part: &Path, source: Arc<dyn Source>) -> Result<Restored, StoreError> {
    let store = Store::open_with(into, Arc::clone(&source)).await?;
    let there = store.snapshot().await?;
    let before = count_all(&there).await?;
    there.rollback().await?;
    if before > 0 {
        let place = into.to_string();
        return Err(StoreError::NotEmpty { place });
    }
    let copy = open_copy(from, part, source).await?;
    let snapshot = copy.snapshot().await?;
    let rows = copy_all(&snapshot, &store).await?;
    snapshot.rollback().await?;
    copy.close().await?;
    store.close().await?;
    Ok(Restored { rows, replaced: None })
}
