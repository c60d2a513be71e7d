//! Noting that a story was told: what was asked, for which principle, and how long it took.

use glidepath_domain::Principle;
use glidepath_store::Telling;

use crate::story_readiness::{LIMIT, TAKE, best_take};
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

/// Notes that a story was told. The take nearest under the limit counts as its best.
///
/// # Errors
/// When there is no such story.
pub async fn note_telling(bank: &Bank, story: &str, told: &Told) -> Result<Telling, Error> {
    let desk = bank.desk();
    let at_ms = told.at_ms.unwrap_or_else(|| bank.now_ms());
    let noted = desk
        .note_telling(story, at_ms, told.question.trim(), told.principle)
        .await?;
    if let Some(seconds) = told.seconds {
        let before = best_take(bank, story).await?.map(|take| take.seconds);
        if before.is_none_or(|before| better(seconds, before)) {
            desk.put_setting(&format!("{TAKE}{story}"), &seconds.to_string())
                .await?;
        }
    }
    Ok(noted)
}

/// Whether a take is better: inside the limit before outside, and there the fuller one; outside it the shorter one.
fn better(new: u32, old: u32) -> bool {
    match (new <= LIMIT, old <= LIMIT) {
        (true, true) => new > old,
        (false, false) => new < old,
        (inside, _) => inside,
    }
}

/// Every telling of one story or, without a name, of all, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tellings(bank: &Bank, story: Option<&str>) -> Result<Vec<Telling>, Error> {
    Ok(bank.desk().tellings(story).await?)
}

/// Takes a telling back that was noted by mistake.
///
/// # Errors
/// When the database does not answer.
pub async fn drop_telling(bank: &Bank, id: &str) -> Result<(), Error> {
    Ok(bank.desk().drop_telling(id).await?)
}
