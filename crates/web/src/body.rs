//! Reading what was sent, up to a limit, and saying so plainly where it is too much.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody};
use glidepath_app::Error;
use glidepath_app::review_answer::LONGEST;

/// Most bytes kept of a request: the longest text with each byte escaped in JSON as `\u00xx`, and the fields beside it.
pub(crate) const MOST: usize = 6 * LONGEST + (1 << 16);

/// Most bytes read only to be thrown away. A browser shows our reply only after it has sent all it had to send.
const MOST_DRAINED: usize = 64 << 20;

/// All of the body.
///
/// # Errors
/// When it is longer than [`MOST`], or breaks off.
pub(crate) async fn read(mut body: Body) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|error| {
            Error::invalid(
                "broken-off",
                "The answer did not arrive whole",
                error.to_string(),
                "Send it again.",
            )
        })?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen > MOST_DRAINED {
            break;
        }
        if seen <= MOST {
            bytes.extend_from_slice(&data);
        }
    }
    if seen > MOST {
        return Err(Error::invalid(
            "text-too-long",
            "The text is longer than an answer can be",
            format!("an answer of two to three minutes is about 2,000 bytes, and the limit is {LONGEST}"),
            "Give one answer at a time; for many, use glidepath review --jsonl.",
        ));
    }
    Ok(bytes)
}
