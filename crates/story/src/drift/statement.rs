//! What is held against one another: a text with where it was said, read for its facts.

use glidepath_domain::{Fact, StoryId};

use crate::ledger::{Item, Telling, items, ledger_items, line, telling};

/// Where something was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A story as it is now.
    Story {
        /// Which.
        id: StoryId,
        /// What it is called.
        title: String,
    },
    /// An older version of a story.
    Version {
        /// Of which story.
        story: StoryId,
        /// Which version.
        number: i64,
    },
    /// A telling of a story.
    Attempt {
        /// Of which story.
        story: StoryId,
        /// Which telling, as the caller counts them.
        number: i64,
    },
    /// A CV or another document.
    Cv {
        /// What it is called.
        name: String,
    },
    /// A story's fact ledger.
    Ledger {
        /// Of which story.
        story: StoryId,
    },
}

impl Source {
    pub(super) fn story(&self) -> Option<&StoryId> {
        match self {
            Self::Story { id: story, .. }
            | Self::Version { story, .. }
            | Self::Attempt { story, .. }
            | Self::Ledger { story } => Some(story),
            Self::Cv { .. } => None,
        }
    }
}

/// Something said somewhere, read for its facts.
#[derive(Debug, Clone)]
pub struct Statement {
    pub(super) source: Source,
    pub(super) text: String,
    pub(super) items: Vec<Item>,
    /// What was told aloud, to be laid against another telling.
    pub(super) telling: Option<Telling>,
}

impl Statement {
    /// Reads a text: a story's, a version's, an attempt's, a CV's.
    #[must_use]
    pub fn told(source: Source, text: impl Into<String>) -> Self {
        let text = text.into();
        let items = items(&text);
        let telling = matches!(source, Source::Attempt { .. }).then(|| telling(&text));
        Self {
            source,
            text,
            items,
            telling,
        }
    }

    /// Reads a story's ledger: one line a fact, "what: value".
    #[must_use]
    pub fn ledger(story: StoryId, facts: &[Fact]) -> Self {
        Self {
            source: Source::Ledger { story },
            text: facts.iter().map(line).collect::<Vec<_>>().join("\n\n"),
            items: ledger_items(facts),
            telling: None,
        }
    }

    /// Where it was said.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// What was said. The spans of a drift point into it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
