//! The record beside a model: what was received, from where, and what it is checked against ever after.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::digest::is_sha256;
use crate::error::{Change, Error};
use crate::name;

const SCHEMA: &str = "glidepath.model/1";
const HEAD: &str =
    "# Written by glidepath when the model was installed; `glidepath models verify` checks the files against it.\n";

/// How far a model's content was known before it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Every checksum stood in the catalogue.
    Pinned,
    /// Some were what the hub announced when it was first fetched.
    FirstUse,
    /// The user vouches for it.
    Added,
}

impl Trust {
    /// As it is written.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Pinned => "pinned",
            Self::FirstUse => "first-use",
            Self::Added => "added",
        }
    }
}

/// What was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    schema: String,
    /// The model's name.
    pub name: String,
    /// Repository, or the folder, file or wheel it was added from.
    pub from: String,
    /// The commit of the repository; empty where it was added.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commit: String,
    /// The licence as far as known; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// How far its content was known beforehand.
    pub trust: Trust,
    /// Its files, by path.
    #[serde(rename = "file")]
    pub files: Vec<Recorded>,
}

/// A file that was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Where it lies in the model's folder.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// What the hub called this content, where that is not its SHA-256.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub etag: String,
}

impl Record {
    pub(crate) fn new(name: &str, from: String, commit: String, licence: String, trust: Trust) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            name: name.to_owned(),
            from,
            commit,
            licence,
            trust,
            files: Vec::new(),
        }
    }

    /// Bytes of all its files.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// The file at `path`.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&Recorded> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Reads the record in `folder`; `None` where there is none.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(name::RECORD);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
                return Ok(None);
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(Error::Record {
                    path,
                    why: "it is not UTF-8 text".to_owned(),
                });
            }
            Err(error) => return Err(Error::reading(&path, &error)),
        };
        let bad = |why: String| Error::Record {
            path: path.clone(),
            why,
        };
        let record: Self = toml::from_str(&text).map_err(|error| bad(error.message().to_owned()))?;
        if record.schema != SCHEMA {
            return Err(bad(format!("its schema is {} and not {SCHEMA}", record.schema)));
        }
        // What the record names is opened and removed, so it is held to the rules for names too.
        for file in &record.files {
            name::file(&file.path).map_err(|error| bad(error.to_string()))?;
            if !is_sha256(&file.sha256) {
                return Err(bad(format!("the checksum of {} is no SHA-256", file.path)));
            }
        }
        Ok(Some(record))
    }

    pub(crate) fn text(&self) -> String {
        // A record holds only texts and numbers below i64::MAX, which TOML can always say.
        format!("{HEAD}{}", toml::to_string(self).unwrap_or_default())
    }
}

/// How `files` differ from what was received; empty where they do not.
pub(crate) fn changes(old: &Record, files: &[Recorded]) -> Vec<Change> {
    let now = files.iter().map(|file| (&file.path, old.file(&file.path), Some(file)));
    let gone = old
        .files
        .iter()
        .filter(|file| files.iter().all(|new| new.path != file.path));
    now.chain(gone.map(|file| (&file.path, Some(file), None)))
        .map(|(path, old, new)| Change {
            path: path.clone(),
            recorded: old.map(|file| file.sha256.clone()),
            offered: new.map(|file| file.sha256.clone()),
        })
        .filter(|change| change.recorded != change.offered)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let mut record = Record::new(
            "x",
            "somewhere".to_owned(),
            String::new(),
            "MIT".to_owned(),
            Trust::Added,
        );
        record.files.push(Recorded {
            path: "onnx/a \"b\".onnx".replace('"', "'"),
            size: 3,
            sha256: "ab".repeat(32),
            etag: String::new(),
        });
        record
    }

    #[test]
    fn a_record_comes_back_as_it_was() {
        let folder = crate::store::tests::folder("record");
        assert_eq!(Record::read(&folder).unwrap(), None);
        fs::write(folder.join(name::RECORD), record().text()).unwrap();
        assert_eq!(Record::read(&folder).unwrap(), Some(record()));
    }

    #[test]
    fn a_record_that_was_tampered_with_is_refused() {
        let folder = crate::store::tests::folder("record_bad");
        for (from, to, why) in [
            ("onnx/", "../../", "leads out"),
            ("model/1", "model/2", "schema"),
            ("abab", "xxxx", "SHA-256"),
            ("size = 3", "size = \"3\"", ""),
            ("size = 3", "", "size"),
        ] {
            fs::write(folder.join(name::RECORD), record().text().replace(from, to)).unwrap();
            let error = Record::read(&folder).unwrap_err();
            assert!(
                matches!(&error, Error::Record { why: said, .. } if said.contains(why)),
                "{to}: {error}"
            );
        }
        fs::write(folder.join(name::RECORD), b"\xff\xfe").unwrap();
        assert!(matches!(Record::read(&folder), Err(Error::Record { .. })));
    }
}
