//! What waits for a person's word: an import that was read and is shown, a backup that was sent and is not yet in its place. Kept
//! in memory, the last few alone; who waits too long, or starts the program anew, chooses the files again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use glidepath_app::bring_in::{BroughtIn, ImportPlan, Takes};
use glidepath_app::{Error, Incoming};

/// How many wait at once: each may hold as much as an upload.
const MOST: usize = 3;

/// What waits.
#[derive(Debug)]
pub(crate) enum Pending {
    /// An import: the files and what they would do.
    Import(Vec<Incoming>, ImportPlan),
    /// An import that was done, with what was chosen.
    Imported(ImportPlan, Takes, BroughtIn),
    /// A backup.
    Backup(Incoming),
    /// A backup that is in its place: rows kept now, and where the bank lies that was there before.
    Restored(u64, Option<String>),
}

#[derive(Debug, Default)]
struct Waiting {
    count: u64,
    all: VecDeque<(String, Arc<Pending>)>,
}

/// There is one person and one window or two; what they wait for is no part of any page's state.
static WAITING: Mutex<Waiting> = Mutex::new(Waiting {
    count: 0,
    all: VecDeque::new(),
});

/// Keeps something and returns its name. `at_ms` tells names of one run of the program from those of another.
pub(crate) fn wait(at_ms: i64, what: Pending) -> String {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.count += 1;
    let name = format!("{at_ms:x}-{}", waiting.count);
    waiting.all.push_back((name.clone(), Arc::new(what)));
    while waiting.all.len() > MOST {
        waiting.all.pop_front();
    }
    name
}

/// Puts something in the place of what had that name.
pub(crate) fn replace(name: &str, what: Pending) {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, old)) = waiting.all.iter_mut().find(|(known, _)| known == name) {
        *old = Arc::new(what);
    }
}

/// What waits under that name.
///
/// # Errors
/// When nothing does any more.
pub(crate) fn waiting(name: &str) -> Result<Arc<Pending>, Error> {
    let waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    let known = waiting.all.iter().find(|(known, _)| known == name);
    known.map(|(_, what)| Arc::clone(what)).ok_or_else(|| {
        Error::not_found(
            "upload-gone",
            "These files are no longer here",
            "files that wait for your word are kept in memory, the last few alone",
            "Choose them again; nothing was changed.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST, Pending, replace, wait, waiting};

    #[test]
    fn the_last_few_wait_under_names_of_their_own() {
        let names: Vec<String> = (0..=MOST).map(|n| wait(7, Pending::Restored(n as u64, None))).collect();
        assert_eq!(waiting(&names[0]).unwrap_err().code, "upload-gone");
        assert!(matches!(*waiting(&names[MOST]).unwrap(), Pending::Restored(3, None)));
        replace(&names[MOST], Pending::Restored(9, None));
        assert!(matches!(*waiting(&names[MOST]).unwrap(), Pending::Restored(9, None)));
    }
}
