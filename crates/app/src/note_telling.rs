//! Noting that a story was told: what was asked, for which principle, and how long it took.

use glidepath_domain::Principle;
use glidepath_store::Telling;

use crate::{Bank, Error};

/// One telling, as its teller reports it. Nothing of it must be known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What was asked.
    pub question: String,
    /// The principle it was told for.
    pub principle: Option<Principle>,
    /// How long it took, in seconds.
    pub seconds: Option<u32>,
    /// When, in UTC milliseconds; now unless given.
    pub at_ms: Option<i64>,
}

/// Notes that a story was told. The fullest take inside the limit counts as its best.
///
/// # Errors
/// When there is no such story.
pub async fn note_telling(bank: &Bank, story: &str, told: &Told) -> Result<Telling, Error> {
    let at_ms = told.at_ms.unwrap_or_else(|| bank.now_ms());
    let question = told.question.trim();
    Ok(bank
        .desk()
        .note_telling(story, at_ms, question, told.principle, told.seconds)
        .await?)
}

/// Every telling of one story or, without a name, of all, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tellings(bank: &Bank, story: Option<&str>) -> Result<Vec<Telling>, Error> {
    Ok(bank.desk().tellings(story).await?)
}

/// Takes a telling back that was noted by mistake. If it was the best take, the best of the others is.
///
/// # Errors
/// When the database does not answer.
pub async fn drop_telling(bank: &Bank, id: &str) -> Result<(), Error> {
    Ok(bank.desk().drop_telling(id).await?)
}
