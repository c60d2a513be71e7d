//! Python wheels and other zip archives: what they hold, and reading one file of them. Nothing is unpacked on the way.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::Error;

/// Files in an archive at most.
const MOST: usize = 10_000;
/// Bytes of a wheel's own description at most.
const LONGEST_METADATA: u64 = 256 << 10;

/// An archive and what it holds.
pub(crate) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    name: String,
    /// Every file: name, bytes, place in the archive.
    pub(crate) files: Vec<(String, u64, usize)>,
}

impl Archive {
    /// Opens an archive and reads its list. One name that leads out of a folder, and nothing of it is used.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = File::open(path).map_err(|error| Error::reading(path, &error))?;
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| bad(&name, &error))?;
        let mut archive = Self {
            zip,
            name,
            files: Vec::new(),
        };
        if archive.zip.len() > MOST {
            return Err(Error::TooMany {
                what: archive.name,
                limit: MOST,
            });
        }
        for index in 0..archive.zip.len() {
            let entry = archive
                .zip
                .by_index_data(index)
                .map_err(|error| bad(&archive.name, &error))?;
            let path = entry.name().map_err(|error| bad(&archive.name, &error))?.into_owned();
            if let Some(why) = leads_out(&path) {
                return Err(Error::UnsafePath { path, why });
            }
            if entry.encrypted() {
                return Err(Error::BadArchive {
                    from: archive.name,
                    why: format!("{path} is encrypted"),
                });
            }
            if entry.is_file() {
                archive.files.push((path, entry.size(), index));
            }
        }
        Ok(archive)
    }

    /// Hands one file to `take`.
    pub(crate) fn read<T>(
        &mut self,
        index: usize,
        take: impl FnOnce(&mut dyn Read) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut file = self.zip.by_index(index).map_err(|error| bad(&self.name, &error))?;
        match take(&mut file) {
            // What cannot be read is the archive, not a file of that name on the disk.
            Err(Error::Read { path, why }) => Err(Error::BadArchive {
                from: self.name.clone(),
                why: format!("{} cannot be unpacked: {why}", path.display()),
            }),
            other => other,
        }
    }

    /// The licence that a wheel states of itself; empty where it states none.
    pub(crate) fn licence(&mut self) -> String {
        let metadata = self
            .files
            .iter()
            .find(|(path, ..)| path.ends_with(".dist-info/METADATA") && path.matches('/').count() == 1);
        let Some(&(_, _, index)) = metadata else {
            return String::new();
        };
        let mut text = Vec::new();
        let read = self.read(index, |file| {
            file.take(LONGEST_METADATA)
                .read_to_end(&mut text)
                .map_err(|error| Error::reading(Path::new("METADATA"), &error))
        });
        if read.is_err() {
            return String::new();
        }
        stated(&String::from_utf8_lossy(&text))
    }
}

/// The licence in the head of a wheel's METADATA.
fn stated(metadata: &str) -> String {
    let head = metadata.lines().take_while(|line| !line.trim().is_empty());
    let field = |name: &str| {
        head.clone()
            .find_map(|line| line.strip_prefix(name))
            .map(|said| {
                said.trim()
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(80)
                    .collect::<String>()
            })
            .filter(|said| !said.is_empty() && said != "UNKNOWN")
    };
    field("License-Expression:")
        .or_else(|| field("License:"))
        .unwrap_or_default()
}

/// Why a name of an archive would leave the folder it is unpacked to, on this machine or another.
fn leads_out(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        return Some("it begins at the root of the disk");
    }
    if path.contains('\\') || path.as_bytes().get(1) == Some(&b':') {
        return Some("it has a sign that means something else on another machine");
    }
    path.split('/')
        .any(|part| part == "..")
        .then_some("it leads out of the model's folder")
}

fn bad(name: &str, error: &ZipError) -> Error {
    let why = match error {
        ZipError::Io(error) => error.to_string(),
        ZipError::InvalidArchive(why) => format!("it is no zip archive ({why})"),
        ZipError::UnsupportedArchive(why) => (*why).to_owned(),
        other => other.to_string(),
    };
    Error::BadArchive {
        from: name.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wheel_states_its_licence() {
        for (metadata, licence) in [
            ("Name: x\nLicense-Expression: MIT\nLicense: other\n\nLicense: no", "MIT"),
            ("Name: x\nLicense: Apache 2.0\n", "Apache 2.0"),
            ("Name: x\nLicense: UNKNOWN\n\nLicense: text", ""),
            ("", ""),
        ] {
            assert_eq!(stated(metadata), licence, "{metadata}");
        }
    }

    #[test]
    fn names_that_lead_out_are_seen() {
        for path in ["/x", "../x", "a/../../x", "a\\b", "C:/x"] {
            assert!(leads_out(path).is_some(), "{path}");
        }
        for path in ["a/b", "a..b/c", ".hidden/x"] {
            assert!(leads_out(path).is_none(), "{path}");
        }
    }
}
