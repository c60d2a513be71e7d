//! Handing a text to the person's own editor, and getting it back.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use glidepath_app::Error;

/// Lets the person edit `text` and returns what they left. The file `name` lies in `folder`, is for their eyes alone, and is taken
/// away by [`forget`] when what it holds is safe.
///
/// # Errors
/// When no editor is set, it cannot be run, or it says that it failed. The file stays then.
pub(crate) fn edit(folder: &Path, name: &str, text: &str) -> Result<(PathBuf, String), Error> {
    let editor = command()?;
    let path = folder.join(name);
    let wrong = |error: std::io::Error| {
        Error::unavailable(
            "cannot-write",
            format!("{} cannot be written", path.display()),
            error.to_string(),
            "Check the disk and the folder's permissions.",
        )
    };
    let mut file = create(&path).map_err(wrong)?;
    file.write_all(text.as_bytes()).map_err(wrong)?;
    drop(file);
    let failed = |why: String| {
        Error::unavailable(
            "editor-failed",
            format!("The editor \"{}\" did not do", editor.join(" ")),
            why,
            format!("Set EDITOR to one that does. The text is in {}.", path.display()),
        )
    };
    let (program, args) = editor
        .split_first()
        .ok_or_else(|| failed("it has no name".to_owned()))?;
    let status = Command::new(program).args(args).arg(&path).status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(failed(status.to_string())),
        Err(error) => return Err(failed(error.to_string())),
    }
    let left = fs::read(&path).map_err(|error| failed(error.to_string()))?;
    match String::from_utf8(left) {
        Ok(left) => Ok((path, left)),
        Err(_) => Err(failed("it left something that is not UTF-8 text".to_owned())),
    }
}

/// Takes the file away again.
pub(crate) fn forget(path: &Path) {
    // What is left behind is a copy of what is kept.
    drop(fs::remove_file(path));
}

/// The editor with its arguments. Source: `VISUAL`, then `EDITOR`, as other programs do.
fn command() -> Result<Vec<String>, Error> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(|| {
        Error::invalid(
            "no-editor",
            "There is no editor to open",
            "neither VISUAL nor EDITOR is set",
            "Set EDITOR, or use `glidepath export --to FILE` and `glidepath import FILE --take theirs`.",
        )
    })?;
    Ok(editor.split_whitespace().map(str::to_owned).collect())
}

fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
