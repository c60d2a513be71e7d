//! A backup in the place of the bank. What was there is kept beside it.

use std::path::Path;
use std::sync::Arc;

use glidepath_store::{Place, Restored, Store};

use crate::bank::{Edge, Judge, Shared};
use crate::{Error, Reviewer};

/// Puts the backup `from` in the place of the bank at `place`, which nobody may have open.
///
/// # Errors
/// When the backup is none of ours, not sound or of a newer program, or the bank is in use. The bank is then as it was.
pub async fn restore(from: &Path, place: &Place, edge: Arc<dyn Edge>, reviewer: &Reviewer) -> Result<Restored, Error> {
    let judge = Judge::of(edge, reviewer);
    Ok(Store::restore(from, place, Box::new(Shared(judge))).await?)
}
