//! The public shapes of what goes in and out: imports, exports, backups. Times are UTC milliseconds since 1970; what is not known is null or empty.

use glidepath_exchange::{Clash, Meets, Take};
use serde::Serialize;

use crate::bring_in::{BroughtIn, ImportPlan, QuestionMeets, Takes};
use crate::{Error, Recordings};

/// Schema name of [`ImportOut`].
pub const IMPORT_SCHEMA: &str = "glidepath.import/1";
/// Schema name of [`ExportOut`].
pub const EXPORT_SCHEMA: &str = "glidepath.export/1";
/// Schema name of [`BackupOut`].
pub const BACKUP_SCHEMA: &str = "glidepath.backup/1";
/// Schema name of [`RestoreOut`].
pub const RESTORE_SCHEMA: &str = "glidepath.restore/1";

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportOut {
    /// Always [`IMPORT_SCHEMA`].
    pub schema: &'static str,
    /// Whether it was done; false for a plan.
    pub done: bool,
    /// The stories of the files, in their order.
    pub stories: Vec<ArrivingOut>,
    /// Questions with all that a bank knows of them.
    pub questions: CountsOut,
    /// Questions of which only the words are known.
    pub listed: CountsOut,
    /// Texts to dig in.
    pub sources: CountsOut,
    /// What was passed over.
    pub passed_over: Vec<RemarkOut>,
    /// Ids of stories that are new; empty in a plan.
    pub added: Vec<String>,
    /// Ids of stories with a new version; empty in a plan.
    pub updated: Vec<String>,
}

/// One story of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArrivingOut {
    /// The file and place.
    pub from: String,
    /// What it is called.
    pub title: String,
    /// Its name in the bank, or the one it brings along.
    pub id: Option<String>,
    /// `new`, `same`, `behind`, `changed` or `conflict`.
    pub meets: &'static str,
    /// What makes it a conflict, in words.
    pub why: Option<String>,
    /// `theirs`, `mine` or `both`.
    pub take: &'static str,
    /// The parts that differ.
    pub differs: Vec<DiffersOut>,
}

/// A part in which file and bank differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffersOut {
    /// Which part.
    pub part: &'static str,
    /// What the bank says.
    pub mine: String,
    /// What the file says.
    pub theirs: String,
}

/// How many are new, how many not, how many differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CountsOut {
    /// The bank has not got them.
    pub new: usize,
    /// The bank has just that.
    pub same: usize,
    /// The bank has them otherwise.
    pub changed: usize,
}

/// What was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemarkOut {
    /// Where.
    pub place: String,
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    #[serde(rename = "do")]
    pub fix: String,
}

/// The name of a side.
const fn take(take: Take) -> &'static str {
    match take {
        Take::Theirs => "theirs",
        Take::Mine => "mine",
        Take::Both => "both",
    }
}

/// The name of how a story stands to the bank.
const fn meets(meets: &Meets) -> &'static str {
    match meets {
        Meets::New => "new",
        Meets::Same => "same",
        Meets::Behind => "behind",
        Meets::Changed => "changed",
        Meets::Conflict(_) => "conflict",
    }
}

/// What makes a conflict, in words.
fn clash(meets: &Meets) -> Option<String> {
    let Meets::Conflict(clash) = meets else { return None };
    Some(match clash {
        Clash::BothMoved => "both the file and the bank have changed since the file was written".to_owned(),
        Clash::NoBase => "the file does not say which version it was written from".to_owned(),
        Clash::Several(ids) => format!("{} kept stories could be this one", ids.len()),
        Clash::Twice => "another story of this import meets the same kept story".to_owned(),
    })
}

impl ImportOut {
    /// A plan, or what came of it.
    #[must_use]
    pub fn of(plan: &ImportPlan, takes: &Takes, done: Option<&BroughtIn>) -> Self {
        let stories = plan.stories.iter().enumerate().map(|(at, merge)| {
            let told = plan.brought.stories.get(merge.at);
            ArrivingOut {
                from: told.map(|told| told.from.clone()).unwrap_or_default(),
                title: told.map(|told| told.story.title.clone()).unwrap_or_default(),
                id: merge.id.clone(),
                meets: meets(&merge.meets),
                why: clash(&merge.meets),
                take: take(plan.take(at, takes)),
                differs: merge
                    .differs
                    .iter()
                    .map(|differs| DiffersOut {
                        part: differs.part.name(),
                        mine: differs.ours.clone(),
                        theirs: differs.theirs.clone(),
                    })
                    .collect(),
            }
        });
        let count = |meets| plan.questions.iter().filter(|plan| plan.meets == meets).count();
        let new_sources = plan.sources.iter().filter(|new| **new).count();
        let remarks = plan.brought.remarks.iter().map(|remark| RemarkOut {
            place: remark.place.clone(),
            what: remark.what.clone(),
            why: remark.why.clone(),
            fix: remark.fix.clone(),
        });
        Self {
            schema: IMPORT_SCHEMA,
            done: done.is_some(),
            stories: stories.collect(),
            questions: CountsOut {
                new: count(QuestionMeets::New),
                same: count(QuestionMeets::Same),
                changed: count(QuestionMeets::Changed),
            },
            listed: CountsOut {
                new: plan.asked.len(),
                same: plan.asked_known,
                changed: 0,
            },
            sources: CountsOut {
                new: new_sources,
                same: plan.sources.len() - new_sources,
                changed: 0,
            },
            passed_over: remarks.collect(),
            added: done.map(|done| done.added.clone()).unwrap_or_default(),
            updated: done.map(|done| done.updated.clone()).unwrap_or_default(),
        }
    }
}

/// Files that were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportOut {
    /// Always [`EXPORT_SCHEMA`].
    pub schema: &'static str,
    /// Their paths.
    pub files: Vec<String>,
    /// How many stories they hold.
    pub stories: usize,
    /// How many questions.
    pub questions: usize,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupOut {
    /// Always [`BACKUP_SCHEMA`].
    pub schema: &'static str,
    /// Its path.
    pub file: String,
    /// How many rows it holds.
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
    /// Recordings that lie beside the bank and are not in it.
    pub recordings: RecordingsBesideOut,
}

/// Recordings, which are files of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordingsBesideOut {
    /// How many there are.
    pub count: usize,
    /// Their size.
    pub bytes: u64,
    /// Their folder.
    pub folder: String,
}

impl RecordingsBesideOut {
    /// Those in this folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn of(recordings: &Recordings) -> Result<Self, Error> {
        let all = recordings.all()?;
        Ok(Self {
            count: all.len(),
            bytes: all.iter().map(|one| one.bytes).sum(),
            folder: recordings.folder().display().to_string(),
        })
    }
}

/// A backup that took the bank's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestoreOut {
    /// Always [`RESTORE_SCHEMA`].
    pub schema: &'static str,
    /// How many rows are kept now.
    pub rows: u64,
    /// Where the bank lies now that was there before.
    pub replaced: Option<String>,
}
