//! Words that are not saved yet: kept as they are typed, back after a reload or a crash, forgotten when saved.

use glidepath_store::Draft;

use crate::{Bank, Error};

/// Longest draft, in bytes.
pub const LONGEST_DRAFT: usize = 2 << 20;

/// The name of a story's draft.
#[must_use]
pub fn story_draft(id: &str) -> String {
    format!("story:{id}")
}

/// Keeps a draft in place of the one before. What it holds is the page's business.
///
/// # Errors
/// When it is too long, its name cannot be, or it cannot be written.
pub async fn keep_draft(bank: &Bank, name: &str, text: &str) -> Result<Draft, Error> {
    if text.len() > LONGEST_DRAFT {
        return Err(Error::invalid(
            "draft-too-long",
            format!("The draft is {} bytes long", text.len()),
            format!("the limit is {LONGEST_DRAFT}"),
            "Shorten it; what was kept before is still there.",
        ));
    }
    bank.desk().put_draft(name, text).await?;
    Ok(Draft {
        key: name.to_owned(),
        at_ms: bank.now_ms(),
        text: text.to_owned(),
    })
}

/// The draft of that name, if there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn draft(bank: &Bank, name: &str) -> Result<Option<Draft>, Error> {
    Ok(bank.desk().draft(name).await?)
}

/// Forgets a draft; that there is none is no error.
///
/// # Errors
/// When the database does not answer.
pub async fn drop_draft(bank: &Bank, name: &str) -> Result<(), Error> {
    Ok(bank.desk().drop_draft(name).await?)
}

/// Every draft, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn drafts(bank: &Bank) -> Result<Vec<Draft>, Error> {
    Ok(bank.desk().drafts().await?)
}
