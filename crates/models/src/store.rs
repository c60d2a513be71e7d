//! The folder of all models: what is installed, whether it is whole, and how one takes the place of another.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::digest;
use crate::error::Error;
use crate::name;
use crate::record::{Record, Recorded};
use crate::target::{files_below, sync_folder};

/// The folder of all models.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

/// What fetching or adding came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was not here and is now.
    Installed,
    /// It took the place of what was here.
    Replaced,
    /// All of it was here already, and whole.
    Already,
}

/// What a file on the disk is, held against what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// What was received.
    Whole,
    /// Not there.
    Missing,
    /// Longer or shorter: bytes it has.
    Size(u64),
    /// As long, and other bytes: SHA-256 it has.
    Changed(String),
    /// It could not be read: what the machine said.
    Unreadable(String),
    /// As it was received, but the catalogue of this program says it should be something else: SHA-256 it should have.
    NotPinned(String),
}

/// A model that was checked, file by file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was received.
    pub record: Record,
    /// Every file of the record, and what became of it.
    pub files: Vec<(Recorded, FileState)>,
}

impl Checked {
    /// Whether every file is what was received.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(|(_, state)| *state == FileState::Whole)
    }
}

/// A model's lock; it is given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Store {
    /// The models below `data`, the folder where Glidepath keeps what you save. Nothing is written yet.
    #[must_use]
    pub fn below(data: &Path) -> Self {
        Self {
            root: data.join("models"),
        }
    }

    /// Where the model called `name` lies, or would.
    ///
    /// # Errors
    /// When nothing can be called so.
    pub fn folder(&self, name: &str) -> Result<PathBuf, Error> {
        name::model(name)?;
        Ok(self.root.join(name))
    }

    /// Where the user's own entries of the catalogue lie, if there are any.
    #[must_use]
    pub fn own_catalogue(&self) -> PathBuf {
        self.root.join("catalogue.toml")
    }

    pub(crate) fn part(&self, name: &str) -> Result<PathBuf, Error> {
        Ok(self.root.join(format!("{}{}", checked(name)?, name::PART)))
    }

    fn old(&self, name: &str) -> Result<PathBuf, Error> {
        Ok(self.root.join(format!("{}{}", checked(name)?, name::OLD)))
    }

    /// What was received as `name`; `None` where it is not installed.
    ///
    /// # Errors
    /// When its record cannot be read.
    pub fn record(&self, name: &str) -> Result<Option<Record>, Error> {
        let record = Record::read(&self.folder(name)?)?;
        match record {
            // A swap that was cut between its two renames: the old model is still whole.
            None => Record::read(&self.old(name)?),
            some => Ok(some),
        }
    }

    /// The names of all that is installed, in order.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn installed(&self) -> Result<Vec<String>, Error> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::reading(&self.root, &error)),
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .map(|name| name.strip_suffix(name::OLD).map_or(name.clone(), str::to_owned))
            .filter(|name| name::model(name).is_ok())
            .filter(|name| {
                [Ok(self.root.join(name)), self.old(name)]
                    .into_iter()
                    .flatten()
                    .any(|folder| folder.join(name::RECORD).exists())
            })
            .collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Whether every file of the record is there with the right size; contents are not read.
    #[must_use]
    pub fn looks_whole(&self, record: &Record) -> bool {
        self.folder(&record.name).is_ok_and(|folder| {
            record.files.iter().all(|file| {
                fs::metadata(folder.join(&file.path)).is_ok_and(|found| found.is_file() && found.len() == file.size)
            })
        })
    }

    /// Reads every file of an installed model and holds it against its record, and against the catalogue where that
    /// pins the same commit.
    ///
    /// # Errors
    /// When there is no such model, or its record cannot be read. A damaged file is no error here.
    pub fn verify(&self, catalogue: &Catalogue, name: &str) -> Result<Checked, Error> {
        let record = self.need(catalogue, name)?;
        let folder = self.folder(name)?;
        let entry = catalogue.find(name).filter(|entry| entry.revision == record.commit);
        let files = record
            .files
            .iter()
            .map(|file| {
                let pin = entry
                    .and_then(|entry| entry.files.iter().find(|wanted| wanted.path == file.path))
                    .and_then(|wanted| wanted.sha256.as_ref());
                let state = match (state(&folder.join(&file.path), file), pin) {
                    (FileState::Whole, Some(pin)) if *pin != file.sha256 => FileState::NotPinned(pin.clone()),
                    (state, _) => state,
                };
                (file.clone(), state)
            })
            .collect();
        Ok(Checked { record, files })
    }

    /// Removes a model and whatever of it was being fetched; returns the bytes freed.
    ///
    /// # Errors
    /// When there is none, when it is in use, or when it cannot be removed.
    pub fn remove(&self, catalogue: &Catalogue, name: &str) -> Result<u64, Error> {
        let (folder, part) = (self.folder(name)?, self.part(name)?);
        if !part.exists() && !folder.join(name::RECORD).exists() && !self.old(name)?.exists() {
            self.need(catalogue, name)?;
        }
        let _lock = self.lock(name)?;
        self.recover(name)?;
        let mut freed = 0;
        // Without its record a folder is no model, so a removal that is cut short leaves none that is half there.
        let record = folder.join(name::RECORD);
        if record.exists() {
            fs::remove_file(&record).map_err(|error| Error::writing(&record, &error))?;
        }
        for folder in [&folder, &part] {
            for (path, _) in files_below(folder)? {
                freed += fs::symlink_metadata(&path).map_or(0, |found| found.len());
            }
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
            }
        }
        Ok(freed)
    }

    /// The record of an installed model.
    fn need(&self, catalogue: &Catalogue, name: &str) -> Result<Record, Error> {
        // A name that nothing can be called is unknown too, and its nearest may be what was meant.
        let unknown = || -> Result<Error, Error> { Ok(catalogue.unknown(name, &self.installed()?)) };
        if name::model(name).is_err() {
            return Err(unknown()?);
        }
        match self.record(name)? {
            Some(record) => Ok(record),
            None if catalogue.find(name).is_some() => Err(Error::NotInstalled { name: name.to_owned() }),
            None => Err(unknown()?),
        }
    }

    /// Locks `name` for writing; what a swap that was cut left behind is put right by [`Self::recover`].
    pub(crate) fn lock(&self, name: &str) -> Result<Lock, Error> {
        fs::create_dir_all(&self.root).map_err(|error| Error::writing(&self.root, &error))?;
        let path = self.root.join(format!(".{}{}", checked(name)?, name::LOCK));
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Error::writing(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { name: name.to_owned() }),
            Err(TryLockError::Error(error)) => Err(Error::writing(&path, &error)),
        }
    }

    /// Puts right what a swap left that was cut short: the old model comes back unless the new one is in place.
    pub(crate) fn recover(&self, name: &str) -> Result<(), Error> {
        let (folder, old) = (self.folder(name)?, self.old(name)?);
        if !old.exists() {
            return Ok(());
        }
        if folder.join(name::RECORD).exists() {
            fs::remove_dir_all(&old).map_err(|error| Error::writing(&old, &error))
        } else {
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(|error| Error::writing(&folder, &error))?;
            }
            fs::rename(&old, &folder).map_err(|error| Error::writing(&folder, &error))
        }
    }

    /// Gives the filled folder `part` the place of the model; the old one stays until the new one is there.
    pub(crate) fn publish(&self, name: &str, part: &Path) -> Result<Outcome, Error> {
        let (folder, old) = (self.folder(name)?, self.old(name)?);
        let there = folder.exists();
        if there {
            fs::rename(&folder, &old).map_err(|error| Error::writing(&folder, &error))?;
        }
        if let Err(error) = fs::rename(part, &folder) {
            if there {
                drop(fs::rename(&old, &folder));
            }
            return Err(Error::writing(&folder, &error));
        }
        sync_folder(&self.root);
        if there {
            // The new model is in place; what cannot be removed now is removed by the next run.
            drop(fs::remove_dir_all(&old));
        }
        Ok(if there { Outcome::Replaced } else { Outcome::Installed })
    }
}

fn checked(name: &str) -> Result<&str, Error> {
    name::model(name).map(|()| name)
}

/// What the file at `path` is, held against what was received.
pub(crate) fn state(path: &Path, expected: &Recorded) -> FileState {
    let size = match fs::metadata(path) {
        Ok(found) if found.is_file() => found.len(),
        Ok(_) => return FileState::Unreadable("it is no file".to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return FileState::Missing,
        Err(error) => return FileState::Unreadable(error.to_string()),
    };
    if size != expected.size {
        return FileState::Size(size);
    }
    match digest::of_file(path) {
        Ok((_, found)) if found == expected.sha256 => FileState::Whole,
        Ok((_, found)) => FileState::Changed(found),
        Err(error) => FileState::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::record::Trust;
    use crate::target::Target;

    /// A folder that holds nothing, for one test.
    pub(crate) fn folder(test: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("glidepath-models-{}-{test}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn install(store: &Store, name: &str, content: &[u8]) -> Outcome {
        let part = store.part(name).unwrap();
        let target = Target::open(part, &std::collections::BTreeSet::new()).unwrap();
        target.write("m.onnx", &mut &*content, 100).unwrap();
        let mut record = Record::new(name, "a test".to_owned(), String::new(), String::new(), Trust::Added);
        let (size, sha256) = digest::of_reader(content).unwrap();
        record.files.push(Recorded {
            path: "m.onnx".to_owned(),
            size,
            sha256,
            etag: String::new(),
        });
        let part = target.seal(&record).unwrap();
        store.publish(name, &part).unwrap()
    }

    fn content(store: &Store, name: &str) -> Vec<u8> {
        fs::read(store.folder(name).unwrap().join("m.onnx")).unwrap()
    }

    #[test]
    fn a_model_takes_the_place_of_another_and_goes() {
        let store = Store::below(&folder("swap"));
        let catalogue = Catalogue::default();
        assert_eq!(store.installed().unwrap(), Vec::<String>::new());
        assert_eq!(install(&store, "x", b"one"), Outcome::Installed);
        assert_eq!(install(&store, "x", b"two"), Outcome::Replaced);
        assert_eq!(content(&store, "x"), b"two");
        assert_eq!(store.installed().unwrap(), ["x"]);
        assert!(store.verify(&catalogue, "x").unwrap().is_whole());
        let freed = store.remove(&catalogue, "x").unwrap();
        assert_eq!(freed, 3);
        assert!(matches!(store.remove(&catalogue, "x"), Err(Error::Unknown { .. })));
        assert_eq!(store.installed().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_swap_that_was_cut_is_put_right() {
        let store = Store::below(&folder("cut_swap"));
        install(&store, "x", b"one");
        let (live, old) = (store.folder("x").unwrap(), store.old("x").unwrap());
        // Cut between the two renames.
        fs::rename(&live, &old).unwrap();
        assert_eq!(store.installed().unwrap(), ["x"]);
        assert!(store.record("x").unwrap().is_some());
        store.recover("x").unwrap();
        assert_eq!(content(&store, "x"), b"one");
        // Cut before the old one was removed.
        fs::rename(&live, &old).unwrap();
        install(&store, "x", b"two");
        store.recover("x").unwrap();
        assert!(!old.exists());
        assert_eq!(content(&store, "x"), b"two");
    }

    #[test]
    fn every_kind_of_damage_is_told() {
        let store = Store::below(&folder("damage"));
        let catalogue = Catalogue::default();
        install(&store, "x", b"one");
        let file = store.folder("x").unwrap().join("m.onnx");
        let state = |store: &Store| store.verify(&catalogue, "x").unwrap().files[0].1.clone();
        fs::write(&file, b"ono").unwrap();
        assert!(matches!(state(&store), FileState::Changed(_)));
        fs::write(&file, b"longer").unwrap();
        assert_eq!(state(&store), FileState::Size(6));
        fs::remove_file(&file).unwrap();
        assert_eq!(state(&store), FileState::Missing);
        fs::create_dir(&file).unwrap();
        assert!(matches!(state(&store), FileState::Unreadable(_)));
    }

    #[test]
    fn two_at_once_do_not_meet() {
        let store = Store::below(&folder("lock"));
        let lock = store.lock("x").unwrap();
        assert!(matches!(store.lock("x"), Err(Error::Busy { .. })));
        assert!(store.lock("y").is_ok());
        drop(lock);
        assert!(store.lock("x").is_ok());
    }

    #[test]
    fn what_an_earlier_run_left_is_kept_only_where_it_is_wanted() {
        let root = folder("leftovers");
        fs::create_dir_all(root.join("onnx")).unwrap();
        for path in [
            "onnx/a.onnx.part",
            "onnx/a.onnx.part.etag",
            "b.json",
            "c.json",
            "evil.sh",
        ] {
            fs::write(root.join(path), "x").unwrap();
        }
        let keep = ["onnx/a.onnx".to_owned(), "b.json".to_owned()].into();
        Target::open(root.clone(), &keep).unwrap();
        let left: Vec<String> = files_below(&root).unwrap().into_iter().map(|(_, path)| path).collect();
        assert_eq!(left, ["b.json", "onnx/a.onnx.part", "onnx/a.onnx.part.etag"]);
    }

    #[test]
    fn more_than_allowed_is_not_written() {
        let target = Target::open(folder("limit"), &std::collections::BTreeSet::new()).unwrap();
        let error = target.write("m.onnx", &mut &b"four"[..], 3).unwrap_err();
        assert!(matches!(error, Error::TooLarge { .. }));
        assert!(target.write("../m.onnx", &mut &b"x"[..], 3).is_err());
    }
}
