//! One workspace of a store: the only way to what is kept, so that no query can forget whose it is.

use crate::{Store, StoreError};

/// Whose things: in local mode there is one, when hosted one for each candidate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Workspace(pub String);

impl Workspace {
    /// The one workspace of a program without accounts.
    #[must_use]
    pub fn local() -> Self {
        Self("local".to_owned())
    }
}

/// A store seen from one workspace.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub(crate) store: &'a Store,
    pub(crate) workspace: &'a str,
}

/// The longest name in bytes: room for any UUID or slug, and for every engine's index.
const LONGEST_KEY: usize = 200;

/// Checks a name before it becomes part of a key.
pub(crate) fn key(given: &str) -> Result<&str, StoreError> {
    if given.is_empty() || given.len() > LONGEST_KEY || given.chars().any(char::is_control) {
        return Err(StoreError::BadKey {
            given: given.chars().filter(|c| !c.is_control()).take(40).collect(),
            longest: LONGEST_KEY,
        });
    }
    Ok(given)
}

impl Store {
    /// What is kept for one workspace.
    #[must_use]
    pub fn at<'a>(&'a self, workspace: &'a Workspace) -> Desk<'a> {
        Desk {
            store: self,
            workspace: &workspace.0,
        }
    }
}
