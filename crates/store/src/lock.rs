//! Who has a database file open. SQLite locks single transactions; this tells a restore that nobody is between two.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::{StoreError, sqlite};

/// How often to ask once more for a database alone, and how long to wait in between: half a second in all.
const TRIES: u32 = 10;
const BETWEEN: Duration = Duration::from_millis(50);

/// Held as long as it lives; the system lets go of it when a program dies.
pub(crate) struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Has the database open beside others.
    pub(crate) fn shared(path: &Path) -> Result<Self, StoreError> {
        Self::take(path, File::try_lock_shared)
    }

    /// Has it alone. Another Glidepath may be about to end, and a program that is just being started has our files
    /// open for a moment; so it asks more than once.
    pub(crate) async fn alone(path: &Path) -> Result<Self, StoreError> {
        let mut tries = 0;
        loop {
            match Self::take(path, File::try_lock) {
                Err(StoreError::InUse { .. }) if tries < TRIES => tries += 1,
                done => return done,
            }
            tokio::time::sleep(BETWEEN).await;
        }
    }

    fn take(path: &Path, lock: impl Fn(&File) -> Result<(), TryLockError>) -> Result<Self, StoreError> {
        let beside = sqlite::beside(path, "-lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(&beside)
            .map_err(|error| StoreError::file(beside.display(), &error))?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
                place: path.display().to_string(),
            }),
            // Some network disks have no such locks. SQLite's own still guard every transaction.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Self { _file: None })
            }
            Err(TryLockError::Error(error)) => Err(StoreError::file(beside.display(), &error)),
        }
    }
}
