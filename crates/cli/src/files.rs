//! Files for an import, read within bounds, and files of an export, written whole and never over another unasked.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use glidepath_app::{Error, Incoming};
use glidepath_exchange::{MOST_BYTES, MOST_ENTRIES};

/// How deep folders are followed.
const DEEPEST: usize = 32;

/// Reads the files named, and all that lie in the folders named. `-` is standard input. Names in a folder are its own paths.
///
/// # Errors
/// When something is not there, may not be read or is too large; it is not read to its end then.
pub(crate) fn incoming(paths: &[PathBuf]) -> Result<Vec<Incoming>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(Incoming::new("<stdin>", read(io::stdin().lock(), "<stdin>")?));
        } else if path.is_dir() {
            let mut found = Vec::new();
            walk(path, "", DEEPEST, &mut found)?;
            for (name, file) in found {
                files.push(Incoming::new(name, bytes(&file)?));
            }
        } else {
            let name = path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            );
            files.push(Incoming::new(name, bytes(path)?));
        }
    }
    Ok(files)
}

/// The files below a folder by name, without those that a program keeps for itself. Links are not followed.
fn walk(folder: &Path, inside: &str, depth: usize, found: &mut Vec<(String, PathBuf)>) -> Result<(), Error> {
    let wrong = |error: io::Error| unreadable(&folder.display().to_string(), &error);
    let mut entries = fs::read_dir(folder)
        .map_err(wrong)?
        .collect::<Result<Vec<_>, _>>()
        .map_err(wrong)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "__MACOSX" {
            continue;
        }
        let kind = entry.file_type().map_err(wrong)?;
        let name = format!("{inside}{name}");
        if kind.is_dir() && depth > 0 {
            walk(&entry.path(), &format!("{name}/"), depth - 1, found)?;
        } else if kind.is_file() {
            found.push((name, entry.path()));
        }
        if found.len() > MOST_ENTRIES {
            return Err(Error::invalid(
                "too-many-files",
                format!("{} holds over {MOST_ENTRIES} files", folder.display()),
                format!("one import takes {MOST_ENTRIES}"),
                "Import them in several goes.",
            ));
        }
    }
    Ok(())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let name = crate::wrap::clean(&path.display().to_string());
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::not_found(
            "no-such-file",
            format!("There is no file {name}"),
            "nothing has that name",
            "Check the path.",
        ),
        _ => unreadable(&name, &error),
    })?;
    let size = file.metadata().map_err(|error| unreadable(&name, &error))?.len();
    if size > MOST_BYTES as u64 {
        return Err(too_large(&name, size));
    }
    read(file, &name)
}

/// Reads all of it, and no more than may be: what grows while it is read is too large as well.
fn read(from: impl Read, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(name, &error))?;
    if bytes.len() > MOST_BYTES {
        return Err(too_large(name, bytes.len() as u64));
    }
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> Error {
    Error::unavailable(
        "cannot-read",
        format!("{name} cannot be read"),
        error.to_string(),
        "Check its permissions.",
    )
}

fn too_large(name: &str, bytes: u64) -> Error {
    Error::invalid(
        "file-too-large",
        format!("{name} has over {} MB", bytes.saturating_sub(1) / 1_000_000),
        format!("a file may have {} MB", MOST_BYTES / 1_000_000),
        "Leave out pictures, or split it, and import it again.",
    )
}

/// Writes files whole: each beside its place first, then in one rename. Without `force` none may be there, and then none is written.
///
/// # Errors
/// When one is there, or it cannot be written.
pub(crate) fn write(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), Error> {
    let there: Vec<&PathBuf> = files
        .iter()
        .map(|(path, _)| path)
        .filter(|path| path.exists())
        .collect();
    if let (Some(first), false) = (there.first(), force) {
        let more = match there.len() {
            1 => String::new(),
            n => format!(" (and {} more)", n - 1),
        };
        return Err(Error::invalid(
            "file-exists",
            format!("{} is there already{more}", first.display()),
            "an export never writes over a file unasked",
            "Name another place, or add --force.",
        ));
    }
    for (path, bytes) in files {
        let wrong = |error: io::Error| {
            Error::unavailable(
                "cannot-write",
                format!("{} cannot be written", path.display()),
                error.to_string(),
                "Check the disk and the folder's permissions.",
            )
        };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(wrong)?;
        }
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let written = put(&part, bytes).and_then(|()| fs::rename(&part, path));
        if written.is_err() {
            // The error says more than a failure to tidy up would.
            drop(fs::remove_file(&part));
        }
        written.map_err(wrong)?;
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
