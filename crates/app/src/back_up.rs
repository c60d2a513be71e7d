//! One file with all that is kept, made while the program goes on.

use std::path::Path;

use glidepath_store::Backup;

use crate::{Bank, Error};

/// Writes everything into a new file, opens it, checks and counts it, and only then gives it its name.
///
/// # Errors
/// When there is a file of that name, or it cannot be written. Nothing is left behind then.
pub async fn back_up(bank: &Bank, to: &Path) -> Result<Backup, Error> {
    Ok(bank.store().backup(to).await?)
}
