//! What an import holds, before anything of it is kept.

use glidepath_domain::{Question, Story};

use crate::{Part, Remark};

/// All that was read from the files of one import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// Stories, in the order of the files and of their places in them.
    pub stories: Vec<BroughtStory>,
    /// Questions with all that a bank knows of them.
    pub questions: Vec<BroughtQuestion>,
    /// Questions of which only the words are known.
    pub asked: Vec<Asked>,
    /// Texts to dig in: CVs and notes that are no stories yet.
    pub sources: Vec<Source>,
    /// What was passed over.
    pub remarks: Vec<Remark>,
}

/// A story as a file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtStory {
    /// Its name in the bank it came from, where the file says so.
    pub id: Option<String>,
    /// The story. What the file cannot say is blank.
    pub story: Story,
    /// The file, with line, row or number.
    pub from: String,
    /// What the story was when the file was written: its [`crate::revision`].
    pub revision: Option<String>,
    /// The parts this file speaks of. A table without a column for facts says nothing about facts, and takes none away.
    pub holds: Vec<Part>,
}

/// A question as a bank file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtQuestion {
    /// Its name, where the file says so.
    pub id: Option<String>,
    /// The question.
    pub question: Question,
    /// The file and number.
    pub from: String,
}

/// A question of which only the words are known: a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The words, without bullet or number.
    pub text: String,
    /// The line it stood on, from 1.
    pub line: usize,
}

/// What kind of text a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A CV: jobs and what was done there.
    Cv,
    /// Notes, in whatever form.
    Notes,
}

/// A text to dig in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's name.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// All its words.
    pub text: String,
    /// Jobs and projects found in it; only those of which it is plain where they begin.
    pub projects: Vec<CvEntry>,
}

/// One job or project of a CV, in the CV's own words; blank is what it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CvEntry {
    /// For whom.
    pub employer: String,
    /// As what.
    pub role: String,
    /// When it began, as written.
    pub from: String,
    /// When it ended, as written: "present" too.
    pub to: String,
    /// What was done: one line each, without bullet.
    pub lines: Vec<String>,
}
