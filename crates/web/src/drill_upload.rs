//! A recording that is brought into a drill: taken in piece by piece onto the disk, never whole into memory, then decoded.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use glidepath_app::practice::{hear_upload, recording_of};
use glidepath_app::{Error, Recordings};
use tokio::task::spawn_blocking;

/// Most bytes read only to be thrown away. A browser shows our reply only after it has sent all it had to send.
const MOST_DRAINED: u64 = 3 << 30;

/// Takes the file of a form in as the recording of a turn.
///
/// # Errors
/// When none was chosen, it is too large, breaks off, or nothing in it can be heard.
pub(crate) async fn take_in(request: Request, recordings: &Recordings, drill: &str, turn: usize) -> Result<(), Error> {
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|error| unreadable(&error.body_text()))?;
    while let Some(mut field) = form.next_field().await.map_err(|error| broken_off(&error))? {
        let Some(name) = field.file_name().filter(|name| !name.is_empty()) else {
            continue;
        };
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_owned())
            .unwrap_or_default();
        let mut upload = recordings.upload(&recording_of(drill, turn), &ending)?;
        let (mut refused, mut seen) = (None, 0);
        while let Some(piece) = field.chunk().await.map_err(|error| broken_off(&error))? {
            seen += piece.len() as u64;
            if refused.is_some() {
                if seen > MOST_DRAINED {
                    break;
                }
                continue;
            }
            let written = spawn_blocking(move || {
                let written = upload.write(&piece);
                (upload, written)
            })
            .await;
            let (goes_on, written) = written.map_err(|error| unreadable(&error.to_string()))?;
            upload = goes_on;
            refused = written.err();
        }
        if let Some(error) = refused {
            return Err(error.into());
        }
        upload.finish()?;
        hear_upload(recordings, drill, turn).await?;
        return Ok(());
    }
    Err(Error::invalid(
        "no-file",
        "No file was chosen",
        "there is nothing to listen to",
        "Choose a recording, then send it.",
    ))
}

fn unreadable(why: &str) -> Error {
    Error::invalid(
        "bad-form",
        "The recording could not be read",
        why.to_owned(),
        "Choose it on the page and send it from there.",
    )
}

fn broken_off(error: &MultipartError) -> Error {
    Error::invalid(
        "broken-off",
        "The recording did not arrive whole",
        error.body_text(),
        "Send it again.",
    )
}
