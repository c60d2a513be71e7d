//! What may be added: `catalogue.toml` as types. It says where a model lies and what its files must be, as far as known.

use std::fs;
use std::io;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::digest::{is_commit, is_sha256};
use crate::error::Error;
use crate::name;
use crate::store::Store;

const OURS: &str = include_str!("../catalogue.toml");

/// The models that can be asked for by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// In the order they are listed.
    #[serde(rename = "model", default)]
    pub entries: Vec<Entry>,
}

/// One model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is called, here and as a folder.
    pub name: String,
    /// What kind of work it does.
    pub kind: Kind,
    /// What it is for, in half a sentence.
    pub purpose: String,
    /// SPDX identifier of the licence.
    pub licence: String,
    /// What else there is to say of the licence.
    pub licence_note: Option<String>,
    /// Who made it: an address to read.
    pub source: String,
    /// Where it is fetched from.
    pub from: From,
    /// Owner and name of the repository there.
    pub repository: String,
    /// A commit; a branch only where no commit is known.
    pub revision: String,
    /// Why a checksum or the commit is not known; `None` where all are.
    pub unpinned: Option<String>,
    /// The files that make it up.
    pub files: Vec<Wanted>,
}

/// What kind of work a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Turns spoken words into written ones.
    SpeechToText,
    /// Tells speech from silence.
    SpeechDetection,
    /// Turns text into numbers for the reviewer.
    Encoder,
}

impl Kind {
    /// As it is written.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::SpeechToText => "speech-to-text",
            Self::SpeechDetection => "speech-detection",
            Self::Encoder => "encoder",
        }
    }
}

/// Where a model is fetched from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// The hub, whose address is a setting.
    Hub,
    /// The repository of its makers, by commit. Only for entries whose files are all pinned: it announces nothing.
    Github,
}

/// One file of a model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Where it lies in the model's folder.
    pub path: String,
    /// Where it lies in the repository, unless at the same path.
    pub at: Option<String>,
    /// Its bytes, where known.
    pub size: Option<u64>,
    /// Its SHA-256, where known.
    pub sha256: Option<String>,
}

impl Wanted {
    /// Where it lies in the repository.
    #[must_use]
    pub fn remote(&self) -> &str {
        self.at.as_deref().unwrap_or(&self.path)
    }
}

impl Entry {
    /// Whether every byte of it is known beforehand.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        self.unpinned.is_none()
    }

    /// Bytes of all its files, where all are known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.files.iter().map(|file| file.size).sum()
    }

    /// The page of the repository, to read.
    #[must_use]
    pub fn page(&self) -> String {
        match self.from {
            From::Hub => format!("{}/{}", crate::DEFAULT_HUB, self.repository),
            From::Github => format!("https://github.com/{}", self.repository),
        }
    }
}

impl Catalogue {
    /// The catalogue that ships with the program.
    #[must_use]
    pub fn ours() -> &'static Self {
        static PARSED: OnceLock<Catalogue> = OnceLock::new();
        // A test holds that it can be read; were it broken all the same, nothing could be asked for.
        PARSED.get_or_init(|| Self::parse(OURS).unwrap_or_default())
    }

    /// Ours, and the user's own entries from the file `catalogue.toml` beside the models, where there is one.
    ///
    /// # Errors
    /// When that file cannot be read or used, or has a name that ours has.
    pub fn with_own(store: &Store) -> Result<Self, Error> {
        let path = store.own_catalogue();
        let mut all = Self::ours().clone();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
                return Ok(all);
            }
            Err(error) => return Err(Error::reading(&path, &error)),
        };
        let own = Self::parse(&text).map_err(|why| Error::BadCatalogue {
            path: path.clone(),
            why,
        })?;
        if let Some(entry) = own.entries.iter().find(|entry| all.find(&entry.name).is_some()) {
            return Err(Error::BadCatalogue {
                path,
                why: format!("{} is the name of another model already", entry.name),
            });
        }
        all.entries.extend(own.entries);
        Ok(all)
    }

    /// Reads a catalogue and holds every entry to what this module says of it.
    ///
    /// # Errors
    /// In words, what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let catalogue: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        for (index, entry) in catalogue.entries.iter().enumerate() {
            let name = &entry.name;
            if catalogue.entries[..index].iter().any(|other| other.name == *name) {
                return Err(format!("{name} stands in it twice"));
            }
            entry.sound().map_err(|why| format!("{name}: {why}"))?;
        }
        Ok(catalogue)
    }

    /// The model called `name`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// There is no such model here: an error that names the nearest of the catalogue and of `installed`.
    #[must_use]
    pub fn unknown(&self, name: &str, installed: &[String]) -> Error {
        let all = self.entries.iter().map(|entry| &entry.name).chain(installed);
        let nearest = all
            .map(|known| (strsim::jaro_winkler(&name.to_lowercase(), known), known))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map_or_else(String::new, |(_, known)| known.clone());
        Error::Unknown {
            name: name.to_owned(),
            nearest,
        }
    }
}

impl Entry {
    fn sound(&self) -> Result<(), String> {
        name::model(&self.name).map_err(|error| error.to_string())?;
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._/".contains(&b));
        let halves: Vec<&str> = self.repository.split('/').collect();
        if halves.len() != 2 || !plain(&self.repository) || halves.iter().any(|half| half.is_empty() || *half == "..") {
            return Err("a repository is owner/name".to_owned());
        }
        if !plain(&self.revision) || self.revision.is_empty() || self.revision.contains("..") {
            return Err("its revision cannot be part of an address".to_owned());
        }
        if self.files.is_empty() {
            return Err("it has no files".to_owned());
        }
        for (index, file) in self.files.iter().enumerate() {
            for path in [&*file.path, file.remote()] {
                name::file(path).map_err(|error| error.to_string())?;
                if !plain(path) {
                    return Err(format!("{path} cannot be part of an address"));
                }
            }
            if self.files[..index].iter().any(|other| other.path == file.path) {
                return Err(format!("{} stands in it twice", file.path));
            }
            if file.sha256.as_deref().is_some_and(|digest| !is_sha256(digest)) {
                return Err(format!("the checksum of {} is no SHA-256 in small letters", file.path));
            }
        }
        let known = is_commit(&self.revision) && self.files.iter().all(|f| f.size.is_some() && f.sha256.is_some());
        if known == self.unpinned.is_some() {
            return Err("`unpinned` stands exactly where a size, checksum or commit is missing".to_owned());
        }
        if !known && self.from == From::Github {
            return Err("what does not come from the hub is pinned".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_can_be_read_and_is_sound() {
        let ours = Catalogue::parse(OURS).unwrap();
        assert_eq!(&ours, Catalogue::ours());
        assert!(ours.entries.iter().any(Entry::is_pinned));
    }

    #[test]
    fn a_slip_in_the_catalogue_is_named() {
        let entry = |change: (&str, &str)| {
            let good = "[[model]]\nname = \"x\"\nkind = \"encoder\"\npurpose = \"p\"\nlicence = \"MIT\"\n\
                source = \"https://example.org\"\nfrom = \"hub\"\nrepository = \"a/b\"\nrevision = \"main\"\n\
                unpinned = \"nobody says\"\nfiles = [{ path = \"m.onnx\" }]\n";
            good.replace(change.0, change.1)
        };
        Catalogue::parse(&entry(("", ""))).unwrap();
        for (from, to, why) in [
            ("name = \"x\"", "name = \"../x\"", "name"),
            ("a/b", "a", "owner/name"),
            ("a/b", "a/b?c", "owner/name"),
            ("\"main\"", "\"ma in\"", "revision"),
            ("m.onnx", "../m.onnx", "leads out"),
            ("m.onnx", "m n.onnx", "address"),
            ("\"m.onnx\" }", "\"m.onnx\", sha256 = \"ABC\" }", "SHA-256"),
            ("unpinned = \"nobody says\"\n", "", "unpinned"),
            ("\"hub\"", "\"github\"", "pinned"),
            ("\"hub\"", "\"elsewhere\"", "elsewhere"),
            ("purpose", "porpoise", "porpoise"),
            ("[{ path = \"m.onnx\" }]", "[]", "no files"),
            ("[{ path", "[{ path = \"m.onnx\" }, { path", "twice"),
        ] {
            let error = Catalogue::parse(&entry((from, to))).unwrap_err();
            assert!(error.contains(why), "{to}: {error}");
        }
        let twice = entry(("", "")).repeat(2);
        assert!(Catalogue::parse(&twice).unwrap_err().contains("twice"));
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let error = Catalogue::ours().unknown("wisper-base", &["mine".to_owned()]);
        assert!(matches!(error, Error::Unknown { nearest, .. } if nearest.starts_with("whisper-base")));
    }
}
