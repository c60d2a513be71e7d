//! Bad news in one shape: a stable code, what happened, why, and what to do about it.

use std::fmt;

use serde::Serialize;

/// What kind of trouble it is; edges map it to an exit code or a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The input cannot be used.
    Invalid,
    /// There is no such thing.
    NotFound,
    /// Disk, port or another program is in the way.
    Unavailable,
}

/// An error a person can act on. The terminal, JSON and problem pages print the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Error {
    /// What kind of trouble it is.
    #[serde(skip)]
    pub kind: ErrorKind,
    /// Stable, in kebab case: scripts may rely on it.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    #[serde(rename = "do")]
    pub fix: String,
}

impl Error {
    /// The input cannot be used.
    pub fn invalid(
        code: &'static str,
        what: impl Into<String>,
        why: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            kind: ErrorKind::Invalid,
            code,
            what: what.into(),
            why: why.into(),
            fix: fix.into(),
        }
    }

    /// There is no such thing.
    pub fn not_found(
        code: &'static str,
        what: impl Into<String>,
        why: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            kind: ErrorKind::NotFound,
            ..Self::invalid(code, what, why, fix)
        }
    }

    /// Disk, port or another program is in the way.
    pub fn unavailable(
        code: &'static str,
        what: impl Into<String>,
        why: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            kind: ErrorKind::Unavailable,
            ..Self::invalid(code, what, why, fix)
        }
    }
}

impl From<glidepath_store::StoreError> for Error {
    fn from(error: glidepath_store::StoreError) -> Self {
        use glidepath_store::StoreError as E;
        let kind = match &error {
            E::Missing { .. } => ErrorKind::NotFound,
            E::Stale { .. }
            | E::NotRemoved { .. }
            | E::Taken { .. }
            | E::BadKey { .. }
            | E::Exists { .. }
            | E::NotEmpty { .. } => ErrorKind::Invalid,
            _ => ErrorKind::Unavailable,
        };
        Self {
            kind,
            code: error.code(),
            what: error.what(),
            why: error.why(),
            fix: format!("{}.", error.fix().trim_end_matches('.')),
        }
    }
}

impl From<glidepath_exchange::Refusal> for Error {
    fn from(refusal: glidepath_exchange::Refusal) -> Self {
        Self::invalid(refusal.code, refusal.what, refusal.why, refusal.fix)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.what, self.why, self.fix)
    }
}

impl std::error::Error for Error {}
