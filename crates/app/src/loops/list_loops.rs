//! The loops, in a list.

use glidepath_domain::Loop;

use crate::{Bank, Error, Kept};

/// Every loop, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_loops(bank: &Bank) -> Result<Vec<Kept<Loop>>, Error> {
    let mut loops = bank.desk().loops().await?;
    loops.reverse();
    Ok(loops)
}
