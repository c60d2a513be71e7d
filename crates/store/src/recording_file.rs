//! The files of recordings: their names, a whole one in the place of another, one that is brought in piece by piece.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::part::sync_folder;
use crate::{RecordingError, StoreError, sqlite};

/// What the name of a recording's samples ends in.
pub(crate) const ENDING: &str = "pcm";
/// What a file ends in while it is being written.
const PART: &str = "part";
/// The most bytes of a file that is brought in: an hour of sound as WAV at 48 kHz in stereo is 690 MB.
pub const MOST_UPLOADED: u64 = 1_000_000_000;

/// Where the file of a recording lies. Names that could lead out of the folder, or that mean something to a system, are refused.
pub(crate) fn path_of(folder: &Path, id: &str, ending: &str) -> Result<PathBuf, RecordingError> {
    let fits = (3..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && id.contains('-')
        && !id.starts_with('-');
    if fits {
        return Ok(folder.join(format!("{id}.{ending}")));
    }
    Err(RecordingError::BadName {
        given: id.chars().filter(|c| !c.is_control()).take(40).collect(),
    })
}

/// Where a file that is brought in will lie. An ending that could be taken for one of ours becomes `sound`.
pub(crate) fn original_of(folder: &Path, id: &str, ending: &str) -> Result<PathBuf, RecordingError> {
    let fits = (1..=5).contains(&ending.len())
        && ending
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && ![ENDING, PART].contains(&ending);
    path_of(folder, id, if fits { ending } else { "sound" })
}

/// Puts a file in the place of another in one step, or leaves that as it is.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = sqlite::beside(path, &format!(".{PART}"));
    let written = write_part(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // The error says more than a failure to clean up would.
        let _ = fs::remove_file(&part);
    }
    written?;
    sync_folder(path)
}

fn write_part(part: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = begin(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Begins a part afresh; what a killed program left of one is thrown away.
fn begin(part: &Path) -> std::io::Result<File> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    sqlite::make_new(part)
}

/// The files of a folder by the recording they belong to, sorted: name, path, bytes. Parts belong to none; a folder that is not
/// there holds none.
pub(crate) fn listed(folder: &Path) -> std::io::Result<Vec<(String, PathBuf, u64)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut all = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name();
        let Some((id, ending)) = name.to_str().and_then(|name| name.split_once('.')) else {
            continue;
        };
        if path_of(folder, id, ending).is_err() || ending.contains('.') {
            continue;
        }
        let about = match entry.metadata() {
            // Removed meanwhile.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            about => about?,
        };
        if about.is_file() {
            all.push((id.to_owned(), path, about.len()));
        }
    }
    all.sort();
    Ok(all)
}

/// A file that is being brought in. It goes when dropped, unless it was finished.
#[derive(Debug)]
pub struct Upload {
    file: File,
    part: PathBuf,
    path: PathBuf,
    bytes: u64,
    finished: bool,
}

impl Upload {
    pub(crate) fn begin(path: PathBuf) -> std::io::Result<Self> {
        let part = sqlite::beside(&path, &format!(".{PART}"));
        Ok(Self {
            file: begin(&part)?,
            part,
            path,
            bytes: 0,
            finished: false,
        })
    }

    /// Adds a piece.
    ///
    /// # Errors
    ///
    /// [`RecordingError::FileTooLarge`] as soon as it is; if the disk refuses.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), RecordingError> {
        self.bytes += piece.len() as u64;
        if self.bytes > MOST_UPLOADED {
            return Err(RecordingError::FileTooLarge { most: MOST_UPLOADED });
        }
        self.file.write_all(piece).map_err(|error| self.wrong(&error))
    }

    /// Gives the file its name, for good, and returns where it lies.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn finish(mut self) -> Result<PathBuf, RecordingError> {
        let done = self.file.sync_all().and_then(|()| fs::rename(&self.part, &self.path));
        done.map_err(|error| self.wrong(&error))?;
        self.finished = true;
        sync_folder(&self.path).map_err(|error| self.wrong(&error))?;
        Ok(self.path.clone())
    }

    fn wrong(&self, error: &std::io::Error) -> RecordingError {
        RecordingError::Disk(StoreError::file(self.path.display(), error))
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.finished {
            // What cannot be removed now is thrown away when the next one begins.
            let _ = fs::remove_file(&self.part);
        }
    }
}
