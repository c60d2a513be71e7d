//! A database while it is made, beside the name it will have. What was there before, whatever it is called, is not ours.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::{StoreError, sqlite};

/// What SQLite, and we, may put beside a database while it is open.
const BESIDE: [&str; 4] = ["-wal", "-shm", "-journal", "-lock"];

/// A half-made file under a name that nothing had. It goes when dropped, with what lies beside it, unless it was renamed.
pub(crate) struct Part {
    path: PathBuf,
    renamed: bool,
}

impl Part {
    /// Makes an empty one: `NAME.part` or, where that is somebody else's, `NAME.part-2` and so on.
    pub(crate) fn beside(name: &Path) -> Result<Self, StoreError> {
        let mut number = 1_u32;
        loop {
            let part = match number {
                1 => sqlite::beside(name, ".part"),
                _ => sqlite::beside(name, &format!(".part-{number}")),
            };
            number += 1;
            if BESIDE.iter().any(|added| is_there(&sqlite::beside(&part, added))) {
                continue;
            }
            match sqlite::make_new(&part) {
                Ok(_) => {
                    return Ok(Self {
                        path: part,
                        renamed: false,
                    });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::file(name.display(), &error)),
            }
        }
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the finished file its name, for good.
    pub(crate) fn rename(mut self, to: &Path) -> Result<(), StoreError> {
        let wrong = |error| StoreError::file(to.display(), &error);
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(wrong)?;
        fs::rename(&self.path, to).map_err(wrong)?;
        self.renamed = true;
        sync_folder(to).map_err(wrong)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // What could not be removed is in nobody's way: the next one takes another name.
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
        for added in BESIDE {
            let _ = fs::remove_file(sqlite::beside(&self.path, added));
        }
    }
}

/// Has the names in a file's folder reach the disk. Windows does so by itself, and has no way to ask for it.
pub(crate) fn sync_folder(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Whether something has this name, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
