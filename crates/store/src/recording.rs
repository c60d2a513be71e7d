//! Sound: one file a recording, in a folder beside the database. What it means is not known here.
//!
//! `<id>.pcm` holds 16-bit samples, little-endian, mono, 16,000 a second, and grows at its end alone. What was brought in as a
//! file lies beside it as `<id>.<ending>`, byte for byte. A chunk is acknowledged after `write()`: whoever kills the program
//! loses nothing that was. Once a second, or whenever its caller chooses, [`Recordings::sync`] has the disk write it too,
//! so a power cut takes a second at most.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::recording_file::{self as file, ENDING, Upload, path_of};
use crate::{RecordingError, StoreError, sqlite};

/// Samples a second.
pub const SAMPLE_RATE: u32 = 16_000;
/// The most samples of one recording: two hours.
pub const MOST_SAMPLES: u64 = 2 * 60 * 60 * SAMPLE_RATE as u64;
/// The most bytes of one chunk.
pub const MOST_CHUNK: usize = 1 << 20;
const SAMPLE_BYTES: u64 = 2;

/// A recording on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// Its name.
    pub id: String,
    /// Samples, 16,000 a second; none while a file that was brought in has not been decoded.
    pub samples: u64,
    /// Bytes on the disk, a file that was brought in included.
    pub bytes: u64,
    /// The file that was brought in, if it was.
    pub original: Option<PathBuf>,
}

/// All recordings. Cheap to copy: copies share what is open.
#[derive(Debug, Clone)]
pub struct Recordings {
    folder: Arc<Path>,
    open: Arc<Mutex<HashMap<String, Arc<Mutex<Tape>>>>>,
}

/// A recording that is being written.
#[derive(Debug)]
struct Tape {
    file: File,
    samples: u64,
    /// Whether something was written that the disk may not have yet.
    unsynced: bool,
}

impl Recordings {
    /// Recordings in that folder, which is made when something is recorded.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: Arc::from(folder.into()),
            open: Arc::default(),
        }
    }

    /// Where they lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Appends samples and returns how many there are then. `first` is the place of the first one, counted from the start of
    /// the recording: what is there already is passed over, so that sending a chunk twice does no harm. The samples are
    /// 16-bit, little-endian. A recording that is not there is begun.
    ///
    /// # Errors
    ///
    /// [`RecordingError::Gap`] with what there is, if the chunk begins after it; if the chunk is odd or too large, the recording
    /// too long, or the disk full. Whatever fits is kept then, and [`Recordings::samples`] says how much that is.
    pub fn append(&self, id: &str, first: u64, chunk: &[u8]) -> Result<u64, RecordingError> {
        if chunk.len() > MOST_CHUNK {
            return Err(RecordingError::TooLarge {
                bytes: chunk.len(),
                most: MOST_CHUNK,
            });
        }
        if !chunk.len().is_multiple_of(2) {
            return Err(RecordingError::OddLength { bytes: chunk.len() });
        }
        let tape = self.tape(id)?;
        let mut tape = held(&tape);
        let have = tape.samples;
        if first > have {
            return Err(RecordingError::Gap { have, from: first });
        }
        let known = usize::try_from((have - first) * SAMPLE_BYTES).unwrap_or(usize::MAX);
        let Some(fresh) = chunk.get(known..).filter(|fresh| !fresh.is_empty()) else {
            return Ok(have);
        };
        if have + fresh.len() as u64 / SAMPLE_BYTES > MOST_SAMPLES {
            return Err(RecordingError::TooLong { most: MOST_SAMPLES });
        }
        tape.unsynced = true;
        let written = tape.file.write_all(fresh);
        match written {
            Ok(()) => tape.samples += fresh.len() as u64 / SAMPLE_BYTES,
            Err(error) => {
                // What fitted is kept, up to its last whole sample.
                tape.samples = whole(&tape.file).map_err(|error| self.wrong(id, &error))?;
                return Err(self.wrong(id, &error));
            }
        }
        Ok(tape.samples)
    }

    /// Has the disk write what it may not have written yet, of every recording that is open.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn sync(&self) -> Result<(), RecordingError> {
        let open: Vec<(String, Arc<Mutex<Tape>>)> = {
            let open = held(&self.open);
            open.iter().map(|(id, tape)| (id.clone(), Arc::clone(tape))).collect()
        };
        for (id, tape) in open {
            self.sync_one(&id, &tape)?;
        }
        Ok(())
    }

    /// Ends the writing of a recording: the disk has all of it then, and another program may go on with it. One that is not open
    /// stays as it is.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn close(&self, id: &str) -> Result<(), RecordingError> {
        let tape = held(&self.open).remove(id);
        match tape {
            Some(tape) => self.sync_one(id, &tape),
            None => Ok(()),
        }
    }

    fn sync_one(&self, id: &str, tape: &Mutex<Tape>) -> Result<(), RecordingError> {
        // Synced through a second handle, so that nobody who appends waits for the disk.
        let file = {
            let mut tape = held(tape);
            if !std::mem::take(&mut tape.unsynced) {
                return Ok(());
            }
            tape.file.try_clone()
        };
        file.and_then(|file| file.sync_data()).map_err(|error| {
            held(tape).unsynced = true;
            self.wrong(id, &error)
        })
    }

    /// How many samples there are; none if there is no such recording.
    ///
    /// # Errors
    ///
    /// If the name cannot be one, or the disk refuses.
    pub fn samples(&self, id: &str) -> Result<u64, RecordingError> {
        match fs::metadata(path_of(&self.folder, id, ENDING)?) {
            Ok(about) => Ok(about.len() / SAMPLE_BYTES),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(self.wrong(id, &error)),
        }
    }

    /// Reads a whole recording.
    ///
    /// # Errors
    ///
    /// [`RecordingError::Missing`] if there is none; if the disk refuses.
    pub fn read(&self, id: &str) -> Result<Vec<i16>, RecordingError> {
        self.read_range(id, 0, MOST_SAMPLES)
    }

    /// Reads up to `count` samples from `first` on; fewer, or none, where the recording ends before.
    ///
    /// # Errors
    ///
    /// [`RecordingError::Missing`] if there is no such recording; if the disk refuses.
    pub fn read_range(&self, id: &str, first: u64, count: u64) -> Result<Vec<i16>, RecordingError> {
        let path = path_of(&self.folder, id, ENDING)?;
        let wrong = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => RecordingError::Missing { id: id.to_owned() },
            _ => self.wrong(id, &error),
        };
        let mut file = File::open(path).map_err(wrong)?;
        let have = file.metadata().map_err(wrong)?.len() / SAMPLE_BYTES;
        let first = first.min(have);
        let count = count.min(have - first);
        file.seek(SeekFrom::Start(first * SAMPLE_BYTES)).map_err(wrong)?;
        let mut bytes = Vec::with_capacity(usize::try_from(count * SAMPLE_BYTES).unwrap_or(0));
        file.take(count * SAMPLE_BYTES).read_to_end(&mut bytes).map_err(wrong)?;
        let (pairs, _) = bytes.as_chunks::<2>();
        Ok(pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect())
    }

    /// Puts a whole recording in the place of what may be there: a file that was decoded. It is on the disk when this returns.
    ///
    /// # Errors
    ///
    /// [`RecordingError::TooLong`]; [`RecordingError::InUse`] while it is being recorded; if the disk refuses. What was there
    /// stays then.
    pub fn put(&self, id: &str, samples: &[i16]) -> Result<(), RecordingError> {
        let path = path_of(&self.folder, id, ENDING)?;
        if samples.len() as u64 > MOST_SAMPLES {
            return Err(RecordingError::TooLong { most: MOST_SAMPLES });
        }
        if held(&self.open).contains_key(id) {
            return Err(RecordingError::InUse { id: id.to_owned() });
        }
        self.make_folder()?;
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        file::put(&path, &bytes).map_err(|error| self.wrong(id, &error))
    }

    /// Takes up a file that somebody brings in, to be kept byte for byte beside the recording of that name. `ending` is what its
    /// name ended in, such as `mp3`.
    ///
    /// # Errors
    ///
    /// If the name or the ending cannot be; if the disk refuses.
    pub fn upload(&self, id: &str, ending: &str) -> Result<Upload, RecordingError> {
        let ending = ending.to_ascii_lowercase();
        let path = file::original_of(&self.folder, id, &ending)?;
        self.make_folder()?;
        Upload::begin(path).map_err(|error| self.wrong(id, &error))
    }

    /// The file that was brought in under this name, if there is one.
    ///
    /// # Errors
    ///
    /// If the name cannot be one, or the disk refuses.
    pub fn original(&self, id: &str) -> Result<Option<PathBuf>, RecordingError> {
        path_of(&self.folder, id, ENDING)?;
        let all = self.all()?;
        Ok(all.into_iter().find(|one| one.id == id).and_then(|one| one.original))
    }

    /// Removes the file that was brought in under this name, if there is one; the samples stay.
    ///
    /// # Errors
    ///
    /// If the name cannot be one, or the disk refuses.
    pub fn remove_original(&self, id: &str) -> Result<(), RecordingError> {
        match self.original(id)? {
            Some(path) => fs::remove_file(path).map_err(|error| self.wrong(id, &error)),
            None => Ok(()),
        }
    }

    /// Removes a recording and what was brought in for it, for good. Returns the bytes that freed; none if there was none.
    ///
    /// # Errors
    ///
    /// If the name cannot be one, or the disk refuses.
    pub fn remove(&self, id: &str) -> Result<u64, RecordingError> {
        path_of(&self.folder, id, ENDING)?;
        held(&self.open).remove(id);
        let mut freed = 0;
        for (name, path, bytes) in file::listed(&self.folder).map_err(|error| self.wrong(id, &error))? {
            if name == id {
                fs::remove_file(&path).map_err(|error| self.wrong(id, &error))?;
                freed += bytes;
            }
        }
        Ok(freed)
    }

    /// Every recording, by name.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn all(&self) -> Result<Vec<Recording>, RecordingError> {
        let mut all: Vec<Recording> = Vec::new();
        let wrong = |error| RecordingError::Disk(StoreError::file(self.folder.display(), &error));
        for (id, path, bytes) in file::listed(&self.folder).map_err(wrong)? {
            if all.last().is_none_or(|last| last.id != id) {
                all.push(Recording {
                    id,
                    samples: 0,
                    bytes: 0,
                    original: None,
                });
            }
            let Some(one) = all.last_mut() else { continue };
            one.bytes += bytes;
            if path.extension().is_some_and(|ending| ending == ENDING) {
                one.samples = bytes / SAMPLE_BYTES;
            } else {
                one.original = Some(path);
            }
        }
        Ok(all)
    }

    /// The tape of that name, opened at its end if it was not open.
    fn tape(&self, id: &str) -> Result<Arc<Mutex<Tape>>, RecordingError> {
        let path = path_of(&self.folder, id, ENDING)?;
        let mut open = held(&self.open);
        if let Some(tape) = open.get(id) {
            return Ok(Arc::clone(tape));
        }
        self.make_folder()?;
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| self.wrong(id, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(RecordingError::InUse { id: id.to_owned() }),
            // Some network disks have no such locks.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(self.wrong(id, &error)),
        }
        let samples = whole(&file).map_err(|error| self.wrong(id, &error))?;
        let tape = Arc::new(Mutex::new(Tape {
            file,
            samples,
            unsynced: false,
        }));
        open.insert(id.to_owned(), Arc::clone(&tape));
        Ok(tape)
    }

    fn make_folder(&self) -> Result<(), RecordingError> {
        if !self.folder.is_dir() {
            sqlite::make_folder(&self.folder.join(ENDING))?;
        }
        Ok(())
    }

    fn wrong(&self, id: &str, error: &std::io::Error) -> RecordingError {
        let place = self.folder.join(format!("{id}.{ENDING}"));
        RecordingError::Disk(StoreError::file(place.display(), error))
    }
}

/// Cuts off half a sample that a kill may have left, and says how many whole ones there are.
fn whole(file: &File) -> std::io::Result<u64> {
    let bytes = file.metadata()?.len();
    if !bytes.is_multiple_of(SAMPLE_BYTES) {
        file.set_len(bytes - bytes % SAMPLE_BYTES)?;
    }
    Ok(bytes / SAMPLE_BYTES)
}

/// Nothing that is guarded is left in pieces by a panic, so a poisoned lock is as good as any.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
