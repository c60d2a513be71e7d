//! The folder a model is filled in before it takes its place: `NAME.part` beside `NAME`, written to the disk for sure.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::digest::CHUNK;
use crate::error::Error;
use crate::name;
use crate::record::Record;

/// A folder being filled.
#[derive(Debug)]
pub(crate) struct Target {
    folder: PathBuf,
}

impl Target {
    /// Opens the folder, which may hold what an earlier run received; whatever is not among `keep` is thrown away.
    pub(crate) fn open(folder: PathBuf, keep: &BTreeSet<String>) -> Result<Self, Error> {
        fs::create_dir_all(&folder).map_err(|error| Error::writing(&folder, &error))?;
        let target = Self { folder };
        let kept = |path: &str| {
            let plain = path.strip_suffix(name::ETAG).unwrap_or(path);
            keep.contains(plain.strip_suffix(name::PART).unwrap_or(plain))
        };
        for (path, relative) in files_below(&target.folder)? {
            if !kept(&relative) {
                fs::remove_file(&path).map_err(|error| Error::writing(&path, &error))?;
            }
        }
        Ok(target)
    }

    /// Where a file of the model is to lie; its folder is made.
    pub(crate) fn place(&self, path: &str) -> Result<PathBuf, Error> {
        name::file(path)?;
        let place = self.folder.join(path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
        }
        Ok(place)
    }

    /// Writes a file from `reader`, at most `limit` bytes; it appears whole or not at all.
    pub(crate) fn write(&self, path: &str, reader: &mut dyn Read, limit: u64) -> Result<(), Error> {
        let place = self.place(path)?;
        let part = beside(&place, name::PART);
        let mut file = File::create(&part).map_err(|error| Error::writing(&part, &error))?;
        let mut buffer = vec![0; CHUNK];
        let mut size = 0;
        loop {
            let n = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Error::reading(Path::new(path), &error)),
            };
            size += n as u64;
            if size > limit {
                return Err(Error::TooLarge {
                    what: path.to_owned(),
                    size,
                    limit,
                });
            }
            file.write_all(&buffer[..n])
                .map_err(|error| Error::writing(&part, &error))?;
        }
        finish(&file, &part, &place)
    }

    /// Takes over a file that is on this disk already, without a second copy where the disk allows.
    #[cfg(feature = "pull")]
    pub(crate) fn take_over(&self, path: &str, from: &Path) -> Result<(), Error> {
        let place = self.place(path)?;
        if fs::hard_link(from, &place).is_ok() {
            return Ok(());
        }
        let mut file = File::open(from).map_err(|error| Error::reading(from, &error))?;
        self.write(path, &mut file, u64::MAX)
    }

    /// Throws all of it away; what cannot be removed is thrown away by the next run.
    pub(crate) fn discard(self) {
        drop(fs::remove_dir_all(&self.folder));
    }

    /// Writes the record and makes sure that all names are on the disk.
    pub(crate) fn seal(self, record: &Record) -> Result<PathBuf, Error> {
        let path = self.folder.join(name::RECORD);
        let mut file = File::create(&path).map_err(|error| Error::writing(&path, &error))?;
        file.write_all(record.text().as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| Error::writing(&path, &error))?;
        let mut folders: BTreeSet<PathBuf> = BTreeSet::from([self.folder.clone()]);
        for file in &record.files {
            folders.extend(self.folder.join(&file.path).parent().map(Path::to_path_buf));
        }
        folders.iter().for_each(|folder| sync_folder(folder));
        Ok(self.folder)
    }
}

/// Makes what was written durable and gives it its name.
pub(crate) fn finish(file: &File, part: &Path, place: &Path) -> Result<(), Error> {
    file.sync_all()
        .and_then(|()| fs::rename(part, place))
        .map_err(|error| Error::writing(place, &error))
}

/// `path` with `end` after its name.
pub(crate) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Makes a rename in `folder` durable, where folders can be synced at all; where not, the system sees to it.
pub(crate) fn sync_folder(folder: &Path) {
    drop(File::open(folder).and_then(|folder| folder.sync_all()));
}

/// The files below `folder`, with their paths relative to it; links are not followed.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::reading(&folder, &error)),
        };
        for entry in entries.flatten() {
            let relative = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push((entry.path(), format!("{relative}/")));
            } else {
                found.push((entry.path(), relative));
            }
        }
    }
    found.sort();
    Ok(found)
}
