//! What saving came to: it was kept, or somebody was faster and both tellings are handed back so that nothing is lost.

use glidepath_domain::{Block, Dig, Drill, Loop, Question, Scorecard, Story};
use glidepath_store::{Kept, StoreError, Theirs};

use crate::Error;

/// What saving came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved<T> {
    /// It is kept.
    Kept(Kept<T>),
    /// It was changed since the writer read it; nothing was written.
    Clash(Box<Clash<T>>),
}

/// Two who changed the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash<T> {
    /// What was to be saved.
    pub mine: T,
    /// What is kept now.
    pub theirs: Kept<T>,
    /// What both began from, where it is still known.
    pub base: Option<T>,
}

impl<T> Saved<T> {
    /// What was kept; a clash becomes an error, for edges that cannot show two tellings.
    ///
    /// # Errors
    /// When there was a clash.
    pub fn kept(self) -> Result<Kept<T>, Error> {
        match self {
            Self::Kept(kept) => Ok(kept),
            Self::Clash(clash) => Err(Error::invalid(
                "store-stale",
                "This was changed elsewhere, so your change was not saved",
                format!("version {} is there now", clash.theirs.version),
                "Compare the two and save again.",
            )),
        }
    }
}

/// A kind of thing that two may change at once.
pub(crate) trait Shared: Clone {
    fn of(theirs: Theirs) -> Option<Kept<Self>>;
}

macro_rules! shared {
    ($($type:ident,)+) => {
        $(impl Shared for $type {
            fn of(theirs: Theirs) -> Option<Kept<Self>> {
                match theirs {
                    Theirs::$type(kept) => Some(*kept),
                    _ => None,
                }
            }
        })+
    };
}

shared! { Story, Question, Dig, Drill, Block, Loop, Scorecard, }

/// What a write came to: a stale one is no error but a clash.
pub(crate) fn saved<T: Shared>(written: Result<Kept<T>, StoreError>, mine: &T) -> Result<Saved<T>, Error> {
    match written {
        Ok(kept) => Ok(Saved::Kept(kept)),
        Err(StoreError::Stale { id, expected, theirs }) => match T::of(theirs.clone()) {
            Some(theirs) => Ok(Saved::Clash(Box::new(Clash {
                mine: mine.clone(),
                theirs,
                base: None,
            }))),
            None => Err(StoreError::Stale { id, expected, theirs }.into()),
        },
        Err(error) => Err(error.into()),
    }
}
