//! What can go wrong when keeping things, told so that a person can act on it.

use glidepath_domain::{Block, Dig, Drill, Loop, MemoryCard, Question, Scorecard, Story};
use sea_orm::sqlx::Error as SqlxError;
use sea_orm::{DbErr, RuntimeErr};

use crate::{Kept, SourceText};

/// What is there now, when somebody else was faster.
#[derive(Debug, Clone, PartialEq)]
pub enum Theirs {
    /// A story.
    Story(Box<Kept<Story>>),
    /// A question.
    Question(Box<Kept<Question>>),
    /// A dig.
    Dig(Box<Kept<Dig>>),
    /// A source.
    Source(Box<Kept<SourceText>>),
    /// A drill.
    Drill(Box<Kept<Drill>>),
    /// A card of the retrieval drill.
    Memory(Box<Kept<MemoryCard>>),
    /// A block of practice.
    Block(Box<Kept<Block>>),
    /// A loop.
    Loop(Box<Kept<Loop>>),
    /// A scorecard of a loop's round.
    Scorecard(Box<Kept<Scorecard>>),
}

impl Theirs {
    /// The version that is there now.
    #[must_use]
    pub fn version(&self) -> i64 {
        match self {
            Self::Story(kept) => kept.version,
            Self::Question(kept) => kept.version,
            Self::Dig(kept) => kept.version,
            Self::Source(kept) => kept.version,
            Self::Drill(kept) => kept.version,
            Self::Memory(kept) => kept.version,
            Self::Block(kept) => kept.version,
            Self::Loop(kept) => kept.version,
            Self::Scorecard(kept) => kept.version,
        }
    }
}

/// Why something could not be kept or read. Whatever it was, nothing was half written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}. {}", self.what(), self.why(), self.fix())]
pub enum StoreError {
    /// It was changed since it was read.
    Stale {
        /// Which one.
        id: String,
        /// The version the writer had seen.
        expected: i64,
        /// What is there now.
        theirs: Theirs,
    },
    /// There is none of that name, or it was removed.
    Missing {
        /// "story", "question", "dig", "source", "drill", "memory", "block", "loop", "scorecard".
        kind: &'static str,
        /// The name.
        id: String,
    },
    /// There is one of that name, and it was not removed.
    NotRemoved {
        /// "story", "question", "dig", "source", "drill", "memory", "block", "loop", "scorecard".
        kind: &'static str,
        /// The name.
        id: String,
    },
    /// There is one of that name already.
    Taken {
        /// "story", "question", "dig", "source", "drill", "memory", "block", "loop", "scorecard".
        kind: &'static str,
        /// The name.
        id: String,
    },
    /// A name is empty, too long or holds control characters.
    BadKey {
        /// Its first 40 characters, without control characters.
        given: String,
        /// The most bytes a name may have.
        longest: usize,
    },
    /// A row does not hold what it should.
    Damaged {
        /// "story", "draft", "setting".
        kind: &'static str,
        /// Its name.
        id: String,
        /// What the reader stumbled over.
        why: String,
    },
    /// A newer program has written this database.
    Newer {
        /// Where it lies.
        place: String,
        /// The first migration that this program does not know.
        migration: String,
    },
    /// The file is not a database.
    NotADatabase {
        /// The file.
        place: String,
    },
    /// The file is a database of another program.
    NotOurs {
        /// The file.
        place: String,
    },
    /// The database is there but broken.
    Corrupt {
        /// Where it lies.
        place: String,
        /// What SQLite found.
        why: String,
    },
    /// Folder or file cannot be written.
    ReadOnly {
        /// Where.
        place: String,
        /// What the system said.
        why: String,
    },
    /// The disk is full.
    Full {
        /// Where.
        place: String,
    },
    /// Another program is writing and did not come to an end.
    Busy {
        /// Where.
        place: String,
    },
    /// Another program has the database open, and one of the two must have it alone.
    InUse {
        /// Where.
        place: String,
    },
    /// A file is there already, and is not overwritten.
    Exists {
        /// The file.
        place: String,
    },
    /// Something is kept there already, and is not replaced.
    NotEmpty {
        /// Where.
        place: String,
    },
    /// The copy differs from what was copied.
    Incomplete {
        /// The copy.
        place: String,
        /// What differs.
        why: String,
    },
    /// This program cannot open such an address.
    Unsupported {
        /// The address, without secrets.
        place: String,
    },
    /// The database cannot be reached.
    Unreachable {
        /// Where it should be.
        place: String,
        /// What the system said.
        why: String,
    },
    /// The system refused something with a file.
    File {
        /// The file.
        place: String,
        /// What it said.
        why: String,
    },
    /// The database refused something, and it is none of the above.
    Database {
        /// Where.
        place: String,
        /// What it said.
        why: String,
    },
}

/// What is said in place of a path where an error comes from a database that is open.
pub(crate) const OPEN: &str = "the database";

impl StoreError {
    /// Stable, in kebab case: scripts may rely on it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "store-stale",
            Self::Missing { .. } => "store-missing",
            Self::NotRemoved { .. } => "store-not-removed",
            Self::Taken { .. } => "store-taken",
            Self::BadKey { .. } => "store-bad-key",
            Self::Damaged { .. } => "store-damaged",
            Self::Newer { .. } => "store-newer",
            Self::NotADatabase { .. } => "store-not-a-database",
            Self::NotOurs { .. } => "store-not-ours",
            Self::Corrupt { .. } => "store-corrupt",
            Self::ReadOnly { .. } => "store-read-only",
            Self::Full { .. } => "store-full",
            Self::Busy { .. } => "store-busy",
            Self::InUse { .. } => "store-in-use",
            Self::Exists { .. } => "store-exists",
            Self::NotEmpty { .. } => "store-not-empty",
            Self::Incomplete { .. } => "store-incomplete",
            Self::Unsupported { .. } => "store-unsupported",
            Self::Unreachable { .. } => "store-unreachable",
            Self::File { .. } => "store-file",
            Self::Database { .. } => "store-database",
        }
    }

    /// What happened.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Stale { .. } => "This was changed elsewhere, so your change was not saved".to_owned(),
            Self::Missing { kind, id } => format!("There is no {kind} {id}"),
            Self::NotRemoved { kind, id } => format!("The {kind} {id} is not removed"),
            Self::Taken { kind, id } => format!("There is a {kind} {id} already"),
            Self::BadKey { given, .. } => format!("\"{given}\" cannot be a name"),
            Self::Damaged { kind, id, .. } => format!("The {kind} {id} cannot be read"),
            Self::Newer { place, .. } => format!("{place} was written by a newer Glidepath"),
            Self::NotADatabase { place } => format!("{place} is not a database"),
            Self::NotOurs { place } => format!("{place} belongs to another program"),
            Self::Corrupt { place, .. } => format!("{place} is damaged"),
            Self::ReadOnly { place, .. } => format!("{place} cannot be written"),
            Self::Full { place } => format!("There is no room left to write to {place}"),
            Self::Busy { place } => format!("{place} is busy"),
            Self::InUse { place } => format!("{place} is in use"),
            Self::Exists { place } => format!("{place} exists already"),
            Self::NotEmpty { place } => format!("{place} is not empty"),
            Self::Incomplete { place, .. } => format!("The copy {place} is not complete, so it was thrown away"),
            Self::Unsupported { place } => format!("This program cannot open {place}"),
            Self::Unreachable { place, .. } => format!("{place} cannot be reached"),
            Self::File { place, .. } => format!("{place} cannot be used"),
            Self::Database { place, .. } => format!("Something went wrong in {place}"),
        }
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::Stale { expected, theirs, .. } => {
                format!(
                    "you began from version {expected} and version {} is there now",
                    theirs.version()
                )
            }
            Self::Missing { .. } => "it never was, or it has been removed".to_owned(),
            Self::NotRemoved { .. } => "only what was removed can be restored".to_owned(),
            Self::Taken { .. } => "nothing that is kept is overwritten without saying so".to_owned(),
            Self::BadKey { longest, .. } => {
                format!("a name has 1 to {longest} bytes and no control characters")
            }
            Self::NotADatabase { .. } => "it does not begin as SQLite's files do".to_owned(),
            Self::NotOurs { .. } => "it does not carry Glidepath's mark".to_owned(),
            Self::Newer { migration, .. } => {
                format!("it holds the change {migration}, which this program does not know")
            }
            Self::Full { .. } => "the disk, or what you may use of it, is full".to_owned(),
            Self::Busy { .. } => "another program kept writing to it for too long".to_owned(),
            Self::InUse { .. } => "another Glidepath has it open, or is restoring it".to_owned(),
            Self::Exists { .. } => "a backup never takes the place of a file".to_owned(),
            Self::NotEmpty { .. } => "a restored backup would mix with what is there".to_owned(),
            Self::Unsupported { .. } => {
                "it opens files, and postgres:// addresses if built with the feature hosted".to_owned()
            }
            Self::Damaged { why, .. }
            | Self::Corrupt { why, .. }
            | Self::ReadOnly { why, .. }
            | Self::Incomplete { why, .. }
            | Self::Unreachable { why, .. }
            | Self::File { why, .. }
            | Self::Database { why, .. } => why.clone(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "Compare the two and save again",
            Self::Missing { .. } => "If it was removed by mistake, restore it",
            Self::NotRemoved { .. } => "Go on with it; to go back to an older version, look at its history",
            Self::Taken { .. } => "Change that one, or choose another name",
            Self::BadKey { .. } => "Choose another name",
            Self::Damaged { .. } => "Restore it from its history or from a backup, and please report this",
            Self::Newer { .. } => "Use the newer Glidepath; nothing was changed",
            Self::NotADatabase { .. } | Self::NotOurs { .. } => "Name another file; nothing was changed",
            Self::Corrupt { .. } => "Keep a copy of the file and restore your last backup",
            Self::ReadOnly { .. } => "Allow writing there, or name another folder",
            Self::Full { .. } => "Make room and do it again; what was saved before is safe",
            Self::Busy { .. } => "Try again in a moment",
            Self::InUse { .. } => "Stop the other Glidepath, or let it finish, and try again",
            Self::Exists { .. } => "Name a file that does not exist yet",
            Self::NotEmpty { .. } => "Restore into a new database",
            Self::Incomplete { .. } => "Try again; what was copied from is unharmed",
            Self::Unsupported { .. } => "Name a file, or use a build for hosting",
            Self::Unreachable { .. } => "Check the address, and that the database is running",
            Self::File { .. } => "Check the path and its permissions",
            Self::Database { .. } => "Try again; if it happens again, please report this",
        }
    }

    /// The same error, saying which database it was.
    pub(crate) fn at(mut self, here: &str) -> Self {
        match &mut self {
            Self::NotADatabase { place }
            | Self::Corrupt { place, .. }
            | Self::ReadOnly { place, .. }
            | Self::Full { place }
            | Self::Busy { place }
            | Self::Unreachable { place, .. }
            | Self::Database { place, .. }
                if place == OPEN =>
            {
                here.clone_into(place);
            }
            _ => {}
        }
        self
    }

    /// The same error about the file that a copy was made of.
    pub(crate) fn blame(mut self, file: &str) -> Self {
        if let Self::NotADatabase { place } | Self::Corrupt { place, .. } | Self::Newer { place, .. } = &mut self {
            file.clone_into(place);
        }
        self
    }

    /// What the system's refusal to do something with a file means.
    pub(crate) fn file(place: impl std::fmt::Display, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let (place, why) = (place.to_string(), error.to_string());
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { place, why },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { place },
            ErrorKind::AlreadyExists => Self::Exists { place },
            _ => Self::File { place, why },
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let place = OPEN.to_owned();
        let why = error.to_string();
        let cause = match &error {
            DbErr::Conn(RuntimeErr::SqlxError(cause))
            | DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => cause,
            DbErr::ConnectionAcquire(_) => return Self::Busy { place },
            _ => return Self::Database { place, why },
        };
        Self::from(cause.as_ref())
    }
}

impl From<&SqlxError> for StoreError {
    fn from(cause: &SqlxError) -> Self {
        let place = OPEN.to_owned();
        let why = cause.to_string();
        match cause {
            SqlxError::Database(said) => meaning(said.code().as_deref().unwrap_or_default(), place, why),
            SqlxError::PoolTimedOut => Self::Busy { place },
            SqlxError::Io(_) | SqlxError::Tls(_) => Self::Unreachable { place, why },
            _ => Self::Database { place, why },
        }
    }
}

/// What an engine's code means: SQLite's are numbers with the kind of trouble in the lowest byte, PostgreSQL's are five
/// letters and digits.
fn meaning(code: &str, place: String, why: String) -> StoreError {
    if code.len() == 5 {
        return match code {
            "53100" => StoreError::Full { place },
            "25006" => StoreError::ReadOnly { place, why },
            "40001" | "40P01" | "55P03" | "57014" => StoreError::Busy { place },
            _ if code.starts_with("08") || code.starts_with("28") || code.starts_with("3D") => {
                StoreError::Unreachable { place, why }
            }
            _ => StoreError::Database { place, why },
        };
    }
    match code.parse::<i32>().unwrap_or_default() & 0xff {
        5 | 6 => StoreError::Busy { place },
        8 | 14 => StoreError::ReadOnly { place, why },
        11 => StoreError::Corrupt { place, why },
        13 => StoreError::Full { place },
        26 => StoreError::NotADatabase { place },
        _ => StoreError::Database { place, why },
    }
}

/// Whether an insert met a row of the same key.
pub(crate) fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
