//! Fetching a model: what is to come, what of it is here already, and one file after the other until all is checked.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::add::is_licence;
use crate::address::Address;
use crate::catalogue::{Catalogue, Entry};
use crate::digest::{self, CHUNK, is_commit};
use crate::error::{Change, Error};
use crate::hub::{Answer, Hub, Notice, Rest};
use crate::name;
use crate::receive::{LARGEST, Progress, Step};
use crate::record::{Record, Recorded, Trust, changes};
use crate::store::{FileState, Outcome, Store, state};
use crate::target::{Target, beside, finish};

/// Attempts at one file that bring no new byte, until it is given up.
const MOST_FRUITLESS: usize = 3;

/// One file to come.
#[derive(Debug)]
struct Coming<'c> {
    path: &'c str,
    address: Address,
    /// What it must be, from the catalogue or else as announced.
    size: Option<u64>,
    sha256: Option<String>,
    /// What the hub calls it; empty where it was not asked.
    etag: String,
}

/// Fetches the model called `name`, or what of it is not here yet. Files that are here and whole stay. Content that
/// is other than the record of an earlier fetch says is only taken with `accept_new`.
///
/// # Errors
/// When nothing is called so, when it cannot be fetched or kept, and when it is not what it should be. What is
/// installed stays as it was.
pub fn pull(
    store: &Store,
    catalogue: &Catalogue,
    name: &str,
    hub: &Hub,
    accept_new: bool,
    progress: &mut dyn Progress,
) -> Result<(Outcome, Record), Error> {
    let Some(entry) = catalogue.find(name) else {
        return Err(catalogue.unknown(name, &[]));
    };
    let _lock = store.lock(name)?;
    store.recover(name)?;
    let old = store.record(name)?;
    let folder = store.folder(name)?;
    if let Some(old) = old.as_ref().filter(|_| entry.is_pinned())
        && pinned_differs(entry, old).is_empty()
        && old
            .files
            .iter()
            .all(|file| state(&folder.join(&file.path), file) == FileState::Whole)
    {
        return Ok((Outcome::Already, old.clone()));
    }
    let (commit, coming) = plan(entry, hub, old.as_ref())?;
    if let Some(old) = old.as_ref().filter(|_| !accept_new) {
        refuse_changes(name, announced_changes(&coming, old))?;
    }
    let keep: BTreeSet<String> = coming.iter().map(|file| file.path.to_owned()).collect();
    let target = Target::open(store.part(name)?, &keep)?;
    let trust = if entry.is_pinned() {
        Trust::Pinned
    } else {
        Trust::FirstUse
    };
    let mut record = Record::new(name, entry.page(), commit, entry.licence.clone(), trust);
    let mut fetched = false;
    for (index, file) in coming.iter().enumerate() {
        let step = |have, size| Step {
            path: file.path,
            number: index + 1,
            of: coming.len(),
            have,
            size,
        };
        let known = old.as_ref().and_then(|old| old.file(file.path));
        let here = match known.filter(|known| file.sha256.as_ref() == Some(&known.sha256)) {
            Some(known) if state(&folder.join(file.path), known) == FileState::Whole => {
                let place = target.place(file.path)?;
                if state(&place, known) != FileState::Whole {
                    drop(fs::remove_file(&place));
                    target.take_over(file.path, &folder.join(file.path))?;
                }
                Some((known.size, known.sha256.clone()))
            }
            _ => None,
        };
        let (size, sha256) = match here {
            Some(here) => here,
            None => {
                fetched = true;
                fetch(hub, file, &target, &mut |have, size| progress.at(step(have, size)))?
            }
        };
        record.files.push(Recorded {
            path: file.path.to_owned(),
            size,
            sha256,
            etag: file.etag.clone(),
        });
        // Said before the next file is fetched, so that a changed small file does not cost a large one.
        if let Some(known) = known.filter(|_| !accept_new) {
            let now = record.files.last().filter(|now| now.sha256 != known.sha256);
            if let Some(now) = now {
                let change = Change {
                    path: now.path.clone(),
                    recorded: Some(known.sha256.clone()),
                    offered: Some(now.sha256.clone()),
                };
                drop(fs::remove_file(target.place(file.path)?));
                return refuse_changes(name, vec![change]).map(|()| (Outcome::Already, record));
            }
        }
    }
    record.files.sort_by(|a, b| a.path.cmp(&b.path));
    if let Some(old) = old {
        let mut changed = changes(&old, &record.files);
        // A file that came to the model, and a licence that was kept beside it, replace nothing.
        changed.retain(|change| change.recorded.is_some() && (change.offered.is_some() || !is_licence(&change.path)));
        if !accept_new {
            refuse_changes(name, changed.clone())?;
        }
        if !fetched && changed.is_empty() && old.commit == record.commit {
            target.discard();
            return Ok((Outcome::Already, old));
        }
    }
    let part = target.seal(&record)?;
    Ok((store.publish(name, &part)?, record))
}

fn refuse_changes(name: &str, changes: Vec<Change>) -> Result<(), Error> {
    if changes.is_empty() {
        return Ok(());
    }
    Err(Error::Differs {
        name: name.to_owned(),
        changes,
    })
}

/// How a record differs from what the catalogue pins; licences that were added beside it do not count.
fn pinned_differs(entry: &Entry, old: &Record) -> Vec<String> {
    let pinned = |file: &&crate::Wanted| old.file(&file.path).map(|known| &known.sha256) != file.sha256.as_ref();
    entry
        .files
        .iter()
        .filter(pinned)
        .map(|file| file.path.clone())
        .collect()
}

/// What is already known to differ before anything is fetched.
fn announced_changes(coming: &[Coming<'_>], old: &Record) -> Vec<Change> {
    let change = |file: &Coming<'_>| {
        let known = old.file(file.path)?;
        let offered = file.sha256.as_ref().filter(|offered| **offered != known.sha256)?;
        Some(Change {
            path: file.path.to_owned(),
            recorded: Some(known.sha256.clone()),
            offered: Some(offered.clone()),
        })
    };
    coming.iter().filter_map(change).collect()
}

/// What is to come, and of which commit. The hub is only asked about what the catalogue does not know.
fn plan<'c>(entry: &'c Entry, hub: &Hub, old: Option<&Record>) -> Result<(String, Vec<Coming<'c>>), Error> {
    let mut commit = entry.revision.clone();
    let mut coming = Vec::new();
    for file in &entry.files {
        let mut address = hub.address(entry, &commit, file.remote())?;
        let mut next = Coming {
            path: &file.path,
            size: file.size,
            sha256: file.sha256.clone(),
            etag: String::new(),
            address: address.clone(),
        };
        if file.sha256.is_none() || file.size.is_none() || !is_commit(&commit) {
            let notice = hub.announce(&address)?;
            commit = served(entry, &commit, &notice)?;
            // Everything comes from the commit that the first answer named, whatever the branch does meanwhile.
            address = hub.address(entry, &commit, file.remote())?;
            next.size = file.size.or(notice.size);
            next.sha256 = next.sha256.or(notice.sha256);
            next.etag = notice.etag.unwrap_or_default();
            let same = |known: &&Recorded| !next.etag.is_empty() && known.etag == next.etag;
            if let Some(known) = old.and_then(|old| old.file(&file.path)).filter(same)
                && next.sha256.is_none()
            {
                next.sha256 = Some(known.sha256.clone());
            }
        }
        next.address = address;
        if let Some(size) = next.size.filter(|size| *size > LARGEST) {
            return Err(Error::TooLarge {
                what: file.path.clone(),
                size,
                limit: LARGEST,
            });
        }
        coming.push(next);
    }
    Ok((commit, coming))
}

/// The commit that the hub serves, which is the one asked for where one was.
fn served(entry: &Entry, asked: &str, notice: &Notice) -> Result<String, Error> {
    match &notice.commit {
        Some(found) if !is_commit(asked) || found == asked => Ok(found.clone()),
        // A mirror may not say; what was asked for by commit is then taken to be that.
        None if is_commit(asked) => Ok(asked.to_owned()),
        found => Err(Error::Commit {
            repository: entry.repository.clone(),
            expected: asked.to_owned(),
            found: found.clone().unwrap_or_default(),
        }),
    }
}

/// Fetches one file until it is whole and checked; returns its size and SHA-256.
fn fetch(
    hub: &Hub,
    file: &Coming<'_>,
    target: &Target,
    tell: &mut dyn FnMut(u64, Option<u64>),
) -> Result<(u64, String), Error> {
    let place = target.place(file.path)?;
    let part = beside(&place, name::PART);
    let tag = beside(&part, name::ETAG);
    // An earlier run may have brought it whole.
    if let (Ok((size, sha256)), Some(expected)) = (digest::of_file(&place), &file.sha256) {
        if sha256 == *expected {
            tell(size, Some(size));
            return Ok((size, sha256));
        }
    }
    drop(fs::remove_file(&place));
    let mut afresh = false;
    loop {
        let resumed = receive(hub, file, &part, &tag, tell)?;
        let (size, sha256) = digest::of_file(&part).map_err(|error| Error::reading(&part, &error))?;
        let wrong = match (&file.size, &file.sha256) {
            (Some(expected), _) if *expected != size => Some(Error::Size {
                file: file.path.to_owned(),
                expected: *expected,
                found: size,
            }),
            (_, Some(expected)) if *expected != sha256 => Some(Error::Checksum {
                file: file.path.to_owned(),
                expected: expected.clone(),
                found: sha256.clone(),
            }),
            _ => None,
        };
        drop(fs::remove_file(&tag));
        if let Some(error) = wrong {
            drop(fs::remove_file(&part));
            // The two halves may be of two files; one whole one says which it is.
            if resumed && !afresh {
                afresh = true;
                continue;
            }
            return Err(error);
        }
        let written = File::open(&part).map_err(|error| Error::reading(&part, &error))?;
        finish(&written, &part, &place)?;
        return Ok((size, sha256));
    }
}

/// Receives a file to its end into `part`, going on where an earlier attempt was cut; returns whether anything of it
/// was from an earlier answer.
fn receive(
    hub: &Hub,
    file: &Coming<'_>,
    part: &Path,
    tag: &Path,
    tell: &mut dyn FnMut(u64, Option<u64>),
) -> Result<bool, Error> {
    let mut out = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(part)
        .map_err(|error| Error::writing(part, &error))?;
    let writing = |error: &io::Error| Error::writing(part, error);
    let mut fruitless = 0;
    let mut furthest = 0;
    loop {
        let mut have = out.metadata().map_err(|error| writing(&error))?.len();
        let etag = fs::read_to_string(tag).ok();
        // What is here goes on only where something will tell whether the two halves belong together.
        let belongs = etag.is_some() || file.sha256.is_some();
        if !belongs || file.size.is_some_and(|size| have > size) {
            have = 0;
        }
        if have > 0 && file.size == Some(have) {
            return Ok(true);
        }
        let rest = (have > 0).then_some(Rest {
            from: have,
            etag: etag.as_deref(),
        });
        let mut sending = match hub.get(&file.address, rest)? {
            Answer::Sending(sending) => sending,
            Answer::NoSuchRest if fruitless < MOST_FRUITLESS && have > 0 => {
                fruitless += 1;
                out.set_len(0).map_err(|error| writing(&error))?;
                drop(fs::remove_file(tag));
                continue;
            }
            Answer::NoSuchRest => {
                return Err(Error::Odd {
                    url: file.address.to_string(),
                    why: "it sends another part of the file than the one asked for".to_owned(),
                });
            }
        };
        let size = file.size.or(sending.size);
        if let (Some(expected), Some(found)) = (file.size, sending.size.filter(|found| Some(*found) != file.size)) {
            drop(fs::remove_file(part));
            drop(fs::remove_file(tag));
            return Err(Error::Size {
                file: file.path.to_owned(),
                expected,
                found,
            });
        }
        let resumed = sending.from > 0;
        out.set_len(sending.from)
            .and_then(|()| out.seek(SeekFrom::Start(sending.from)))
            .map_err(|error| writing(&error))?;
        match &sending.etag {
            Some(etag) => fs::write(tag, etag).map_err(|error| Error::writing(tag, &error))?,
            None => drop(fs::remove_file(tag)),
        }
        let (have, cut) = copy(&mut sending.body, &mut out, sending.from, size, file.path, part, tell)?;
        let whole = cut.is_none() && size.is_none_or(|size| have >= size);
        if whole {
            return Ok(resumed);
        }
        // A server without ranges that is cut at the same place each time would else be asked for ever.
        fruitless = if have > furthest { 0 } else { fruitless + 1 };
        furthest = furthest.max(have);
        if fruitless >= MOST_FRUITLESS {
            return Err(Error::Cut {
                file: file.path.to_owned(),
                have,
                size,
                why: cut.unwrap_or_else(|| "the connection ended".to_owned()),
            });
        }
    }
}

/// Copies what comes to the disk; returns how many bytes are there, and why it ended early, if it did.
fn copy(
    body: &mut dyn Read,
    out: &mut File,
    from: u64,
    size: Option<u64>,
    path: &str,
    part: &Path,
    tell: &mut dyn FnMut(u64, Option<u64>),
) -> Result<(u64, Option<String>), Error> {
    let limit = size.unwrap_or(LARGEST);
    let mut have = from;
    let mut buffer = vec![0; CHUNK];
    tell(have, size);
    loop {
        let n = match body.read(&mut buffer) {
            Ok(0) => return Ok((have, None)),
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Ok((have, Some(error.to_string()))),
        };
        have += n as u64;
        if have > limit {
            drop(fs::remove_file(part));
            return Err(match size {
                Some(expected) => Error::Size {
                    file: path.to_owned(),
                    expected,
                    found: have,
                },
                None => Error::TooLarge {
                    what: path.to_owned(),
                    size: have,
                    limit,
                },
            });
        }
        out.write_all(&buffer[..n])
            .map_err(|error| Error::writing(part, &error))?;
        tell(have, size);
    }
}
