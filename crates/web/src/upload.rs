//! Files that a browser sends, read up to a limit each and all together, and said plainly where one is too much.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use glidepath_app::{Error, Incoming, MOST_BYTES, MOST_UNPACKED};

/// Most bytes read only to be thrown away. A browser shows our reply only after it has sent all it had to send.
const MOST_DRAINED: usize = 256 << 20;

/// What was sent.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    /// The files, in the order sent. A chooser left empty sends none.
    pub(crate) files: Vec<Incoming>,
}

/// How much of an upload is taken in, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// For one file.
    pub(crate) each: usize,
    /// For all together.
    pub(crate) all: usize,
}

/// What an import takes in.
pub(crate) const IMPORT: Limits = Limits {
    each: MOST_BYTES,
    all: MOST_UNPACKED,
};

/// What the upload holds.
///
/// # Errors
/// When a file is too large, all of them together are, none was chosen, or the upload breaks off.
pub(crate) async fn uploaded(request: Request, limits: Limits) -> Result<Upload, Error> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| {
        Error::invalid(
            "bad-form",
            "The files could not be read",
            error.body_text(),
            "Choose them on the page and send it from there.",
        )
    })?;
    let mut upload = Upload::default();
    let mut refused = None;
    let (mut kept, mut seen) = (0, 0);
    while let Some(field) = form.next_field().await.map_err(|error| broken_off(&error))? {
        let Some(name) = field.file_name().map(str::to_owned) else {
            continue;
        };
        let room = if refused.is_some() {
            0
        } else {
            limits.each.min(limits.all - kept)
        };
        let (bytes, sent) = bytes(field, room, &mut seen).await?;
        if sent > room && refused.is_none() {
            refused = Some(too_much(&name, sent, limits));
        }
        if refused.is_some() {
            upload.files.clear();
            if seen > MOST_DRAINED {
                break;
            }
            continue;
        }
        kept += bytes.len();
        if !name.is_empty() {
            upload.files.push(Incoming::new(name, bytes));
        }
    }
    match refused {
        Some(error) => Err(error),
        None if upload.files.is_empty() => Err(Error::invalid(
            "no-file",
            "No file was chosen",
            "there is nothing to read",
            "Choose a file, then send it.",
        )),
        None => Ok(upload),
    }
}

/// The bytes of a file up to `room`, and how many were sent.
async fn bytes(mut field: Field<'_>, room: usize, seen: &mut usize) -> Result<(Vec<u8>, usize), Error> {
    let (mut bytes, mut sent) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|error| broken_off(&error))? {
        sent += chunk.len();
        *seen += chunk.len();
        if sent <= room {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
            if *seen > MOST_DRAINED {
                break;
            }
        }
    }
    Ok((bytes, sent))
}

fn too_much(name: &str, sent: usize, limits: Limits) -> Error {
    let megabytes = |bytes: usize| bytes / 1_000_000;
    if sent > limits.each {
        Error::invalid(
            "file-too-large",
            format!("{name} has over {} MB", megabytes(limits.each)),
            format!("a file may have {} MB", megabytes(limits.each)),
            "Leave out pictures, or split it, and bring it in again.",
        )
    } else {
        Error::invalid(
            "upload-too-large",
            format!("The files have over {} MB together", megabytes(limits.all)),
            format!("one go takes {} MB", megabytes(limits.all)),
            "Bring them in in several goes.",
        )
    }
}

fn broken_off(error: &MultipartError) -> Error {
    Error::invalid(
        "broken-off",
        "The files did not arrive whole",
        error.body_text(),
        "Send them again.",
    )
}
