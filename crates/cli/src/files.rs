//! Files for an import, read within bounds, and files of an export, written whole and never over another unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use glidepath_app::{Error, Incoming};
use glidepath_exchange::{ENDINGS, MOST_BYTES, MOST_ENTRIES};

/// How deep folders are followed.
const DEEPEST: usize = 32;

/// The most bytes of one import, all files together: 256 MB. They are held in memory while they are read.
const MOST_TOGETHER: usize = 256_000_000;

/// Reads the files named, and those in the folders named whose ending can be read: of the others the name alone is taken. `-`
/// is standard input. Names in a folder are its own paths.
///
/// # Errors
/// When something is not there, may not be read or is too large, alone or together; it is not read to its end then.
pub(crate) fn incoming(paths: &[PathBuf]) -> Result<Vec<Incoming>, Error> {
    let mut files = Files::default();
    for path in paths {
        if path.as_os_str() == "-" {
            files.add("<stdin>", read(io::stdin().lock(), "<stdin>")?)?;
        } else if path.is_dir() {
            let mut found = Vec::new();
            walk(path, "", DEEPEST, &mut found)?;
            for (name, file) in found {
                if may_be_read(&file) {
                    files.add(&name, bytes(&file)?)?;
                } else {
                    files.all.push(Incoming::unread(name));
                }
            }
        } else {
            let name = path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            );
            files.add(&name, bytes(path)?)?;
        }
    }
    Ok(files.all)
}

/// Files as they are read, and how many bytes they have.
#[derive(Default)]
struct Files {
    all: Vec<Incoming>,
    bytes: usize,
}

impl Files {
    fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Error> {
        self.bytes += bytes.len();
        if self.bytes > MOST_TOGETHER {
            return Err(Error::invalid(
                "files-too-large",
                format!("Up to {name}, the files have over {} MB", MOST_TOGETHER / 1_000_000),
                "that is the most one import takes",
                "Import them in several goes, or leave out what is no story, CV or note.",
            ));
        }
        self.all.push(Incoming::new(name, bytes));
        Ok(())
    }
}

/// Whether a file found in a folder has an ending that can be read.
fn may_be_read(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
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
        let (part, file) = part_of(path).map_err(wrong)?;
        let written = put(file, bytes).and_then(|()| fs::rename(&part, path));
        if written.is_err() {
            // The error says more than a failure to tidy up would.
            drop(fs::remove_file(&part));
        }
        written.map_err(wrong)?;
    }
    Ok(())
}

/// A new file beside the place, for the owner's eyes alone: `NAME.part` or, where that is somebody else's, `NAME.part-2` and so on.
fn part_of(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut number = 1_u32;
    loop {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        if number > 1 {
            part.push(format!("-{number}"));
        }
        match options.open(&part) {
            Ok(file) => return Ok((PathBuf::from(part), file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn put(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Files, MOST_TOGETHER, incoming, write};

    fn folder(test: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("glidepath-files-{test}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_video_in_a_vault_is_passed_over_unread() {
        let vault = folder("video");
        fs::write(vault.join("note.MD"), "# A").unwrap();
        // Larger than any file may be, and no byte of it on the disk.
        let video = fs::File::create(vault.join("talk.mp4")).unwrap();
        video.set_len(3_000_000_000).unwrap();
        let files = incoming(std::slice::from_ref(&vault)).unwrap();
        let sizes: Vec<_> = files
            .iter()
            .map(|file| (file.name.as_str(), file.bytes.len()))
            .collect();
        assert_eq!(sizes, [("note.MD", 3), ("talk.mp4", 0)]);
        // Who names it means it.
        let error = incoming(&[vault.join("talk.mp4")]).unwrap_err();
        assert_eq!(error.code, "file-too-large");
        fs::remove_dir_all(vault).unwrap();
    }

    #[test]
    fn files_are_held_to_one_limit_together() {
        let mut files = Files {
            bytes: MOST_TOGETHER - 1,
            ..Files::default()
        };
        files.add("a.md", vec![b'a']).unwrap();
        assert_eq!(files.add("b.md", vec![b'b']).unwrap_err().code, "files-too-large");
    }

    #[test]
    fn an_export_is_the_owners_and_takes_no_part_of_anybody_else() {
        let out = folder("export");
        fs::write(out.join("bank.json.part"), "mine").unwrap();
        write(&[(out.join("bank.json"), b"{}".to_vec())], false).unwrap();
        assert_eq!(fs::read(out.join("bank.json.part")).unwrap(), b"mine");
        assert_eq!(fs::read_dir(&out).unwrap().count(), 2);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(out.join("bank.json")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_dir_all(out).unwrap();
    }
}
