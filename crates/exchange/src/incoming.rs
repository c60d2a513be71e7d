//! A file that a person hands over, and how much of it is taken in.

/// The most bytes one file may have: 20 MB. A longer one is refused unread.
pub const MOST_BYTES: usize = 20_000_000;

/// The most bytes that archives, documents and PDF streams may unpack to, all together: 64 MB.
pub const MOST_UNPACKED: usize = 64_000_000;

/// The most files of one import, and the most rows of one table.
pub const MOST_ENTRIES: usize = 50_000;

/// Endings of the names of files that may be read; a name without one may be too. Of a file with another ending only the
/// content could say what it is, and as a rule it is a picture, a sound or a program.
pub const ENDINGS: [&str; 14] = [
    "md", "markdown", "csv", "tsv", "json", "txt", "text", "log", "org", "rst", "pdf", "docx", "xlsx", "zip",
];

/// A file handed over: its name and its bytes, as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The file's name, or its path inside the vault, with `/` between folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Incoming {
    /// A file that is passed over unread, by its name alone: it is counted among those that hold no text.
    pub fn unread(name: impl Into<String>) -> Self {
        Self::new(name, Vec::new())
    }

    /// A file of that name with those bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into().replace('\\', "/"),
            bytes: bytes.into(),
        }
    }

    /// The last part of its path.
    pub(crate) fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// What its name ends in, in small letters; empty without a dot.
    pub(crate) fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, end)) if !stem.is_empty() => end.to_lowercase(),
            _ => String::new(),
        }
    }

    /// Its name without folders and ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.')
            .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// Whether it lies in a folder that a program keeps for itself: `.obsidian`, `.trash`, `__MACOSX`.
    pub(crate) fn is_hidden(&self) -> bool {
        self.name
            .split('/')
            .any(|part| (part.starts_with('.') && part.len() > 1 && part != "..") || part == "__MACOSX")
    }
}
