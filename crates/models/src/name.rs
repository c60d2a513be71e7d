//! Which names a model and its files may have: those that mean the same, and lie in the same folder, on every machine.

use crate::error::Error;

/// The record beside a model's files.
pub(crate) const RECORD: &str = "model.toml";
/// What a folder or file still being written ends in.
pub(crate) const PART: &str = ".part";
/// What the entity tag of a file still being received lies in.
pub(crate) const ETAG: &str = ".etag";
/// What a folder ends in whose successor takes its place.
pub(crate) const OLD: &str = ".old";
/// What a lock ends in.
pub(crate) const LOCK: &str = ".lock";

const LONGEST: usize = 64;
const DEEPEST: usize = 8;
const LONGEST_PATH: usize = 200;

/// Whether `name` can be a model's name.
///
/// # Errors
/// When it cannot, with what is wrong.
pub(crate) fn model(name: &str) -> Result<(), Error> {
    let bad = |why| {
        Err(Error::BadName {
            name: name.to_owned(),
            why,
        })
    };
    if name.is_empty() || name.len() > LONGEST {
        return bad("a name has 1 to 64 letters");
    }
    if !name
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b))
    {
        return bad("a name is made of small letters, digits, dots, dashes and underscores");
    }
    if !name.as_bytes()[0].is_ascii_alphanumeric() || name.ends_with('.') {
        return bad("a name begins with a letter or digit and does not end in a dot");
    }
    if [PART, OLD, LOCK].iter().any(|end| name.ends_with(end)) {
        return bad("names that end in .part, .old or .lock are kept for work in progress");
    }
    Ok(())
}

/// Whether `path` can be a file of a model: relative, with `/`, inside the model's folder whatever the machine.
///
/// # Errors
/// When it cannot, with what is wrong.
pub(crate) fn file(path: &str) -> Result<(), Error> {
    let bad = |why| {
        Err(Error::UnsafePath {
            path: path.to_owned(),
            why,
        })
    };
    if path.is_empty() || path.len() > LONGEST_PATH {
        return bad("a path has 1 to 200 bytes");
    }
    if path.starts_with('/') {
        return bad("it begins at the root of the disk");
    }
    if path.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c)) {
        return bad("it has a sign that means something else on another machine");
    }
    let parts: Vec<&str> = path.split('/').collect();
    if parts.contains(&"..") {
        return bad("it leads out of the model's folder");
    }
    if parts.len() > DEEPEST {
        return bad("it lies over 8 folders deep");
    }
    if parts
        .iter()
        .any(|part| part.is_empty() || part.starts_with('.') || part.ends_with(['.', ' ']))
    {
        return bad("a part of it is empty, hidden, or ends in a dot or space");
    }
    if path == RECORD || path.ends_with(PART) || path.ends_with(ETAG) {
        return bad("that name is kept for the record or for work in progress");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_leave_the_store_are_refused() {
        for good in ["whisper-base.en", "silero-vad", "x", "e5_small.v2"] {
            model(good).unwrap();
        }
        for bad in [
            "",
            "..",
            ".x",
            "a/b",
            "a\\b",
            "A",
            "é",
            "x.part",
            "x.old",
            "x.lock",
            "x.",
            &"x".repeat(65),
        ] {
            assert!(model(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn paths_that_would_leave_the_folder_are_refused() {
        for good in ["onnx/model.onnx", "LICENSE", "a b/c", "modèle.onnx"] {
            file(good).unwrap();
        }
        for bad in [
            "",
            "/etc/passwd",
            "../x.onnx",
            "a/../../x",
            "a//b",
            "./a",
            "a/.",
            ".hidden",
            "C:\\x.onnx",
            "c:x",
            "a\\..\\b",
            "a\nb",
            "a/b/c/d/e/f/g/h/i",
            "model.toml",
            "x.onnx.part",
            "x.part.etag",
            "dir./x",
        ] {
            assert!(file(bad).is_err(), "{bad:?}");
        }
    }
}
