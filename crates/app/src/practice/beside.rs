//! Work that takes a while, done on a thread of its own so that nobody else waits for it.

use crate::Error;

/// Does the work beside.
///
/// # Errors
/// Those of the work; and when it came to a sudden end, which is a fault of this program.
pub(crate) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(Error::unavailable(
            "work-broke-off",
            "Something broke off half way",
            error.to_string(),
            "Try again; what was kept before is safe. If it happens again, please report it.",
        )),
    }
}
