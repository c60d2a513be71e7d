//! The shapes of what comes back: a thing with its name and version, and a thing as it once was.

/// A thing that is kept, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// Its name within the workspace and its kind.
    pub id: String,
    /// 1 when first written, one more with every change, removal and restoring.
    pub version: i64,
    /// When it was first written, in UTC milliseconds.
    pub created_ms: i64,
    /// When it was last written, in UTC milliseconds.
    pub updated_ms: i64,
    /// Where it came from: "sample", "import:NAME"; empty for what a person wrote or has changed since.
    pub origin: String,
    /// The thing.
    pub value: T,
}

/// What was done to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Written, first or again.
    Put,
    /// Removed; it can be restored.
    Removed,
    /// Brought back as it was.
    Restored,
}

impl Act {
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Put => "put",
            Self::Removed => "removed",
            Self::Restored => "restored",
        }
    }

    pub(crate) fn read(slug: &str) -> Option<Self> {
        [Self::Put, Self::Removed, Self::Restored]
            .into_iter()
            .find(|act| act.slug() == slug)
    }
}

/// A thing as it was after one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past<T> {
    /// The version the act made.
    pub version: i64,
    /// When, in UTC milliseconds.
    pub at_ms: i64,
    /// What was done.
    pub act: Act,
    /// The thing then; for a removal, what was removed.
    pub value: T,
}

/// Words a person brought along, such as a CV or old notes, kept word for word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceText {
    /// What it is called: usually the file's name.
    pub name: String,
    /// What it is: "cv", "note".
    pub kind: String,
    /// The words.
    pub text: String,
    /// When it was brought in, in UTC milliseconds.
    pub added_ms: i64,
}
