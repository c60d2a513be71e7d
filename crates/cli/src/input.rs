//! Reading what the user points at: text files, JSON objects, standard input, word timings.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use glidepath_app::Error;
use glidepath_app::review_answer::LONGEST;
use glidepath_app::wire::{ReviewIn, WordIn};
use serde::Deserialize;

/// Longest JSON read, in bytes: the longest text, written as escapes, with timings for each word.
const LONGEST_JSON: usize = 64 << 20;

/// Where something is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// `-` is standard input.
    pub(crate) fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            Self::Stdin
        } else {
            Self::File(path.to_owned())
        }
    }

    /// The name messages use.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => crate::wrap::clean(&path.display().to_string()),
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// When there is no such file, it is a folder, or it may not be read.
    pub(crate) fn open(&self) -> Result<Box<dyn Read + Send>, Error> {
        let Self::File(path) = self else {
            return Ok(Box::new(io::stdin()));
        };
        let name = self.name();
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::not_found(
                "no-such-file",
                format!("There is no file {name}"),
                "nothing has that name",
                "Check the path, or use - to read standard input.",
            ),
            _ => Error::unavailable(
                "cannot-read",
                format!("{name} cannot be read"),
                error.to_string(),
                "Check its permissions.",
            ),
        })?;
        if path.is_dir() {
            return Err(Error::invalid(
                "not-a-file",
                format!("{name} is a folder"),
                "a review reads files",
                "Name the files in it.",
            ));
        }
        Ok(Box::new(BufReader::new(file)))
    }

    /// Its length in bytes, where that can be told.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => std::fs::metadata(path)
                .ok()
                .filter(std::fs::Metadata::is_file)
                .map(|m| m.len()),
        }
    }

    fn is_json(&self) -> bool {
        matches!(self, Self::File(path) if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")))
    }

    /// Reads all of it as UTF-8, up to `longest` bytes: an answer.
    fn text(&self, longest: usize) -> Result<String, Error> {
        let what = "an answer of two to three minutes is about 2,000 bytes";
        self.text_of(longest, what, "Give one answer at a time; for many, use --jsonl.")
    }

    /// Reads all of it as UTF-8, up to `longest` bytes. `what` says what it should be, `fix` what to do when it is longer.
    ///
    /// # Errors
    /// When it cannot be read, is longer, or is no UTF-8.
    pub(crate) fn text_of(&self, longest: usize, what: &str, fix: &str) -> Result<String, Error> {
        let mut bytes = Vec::new();
        self.open()?
            .take(longest as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| {
                Error::unavailable(
                    "cannot-read",
                    format!("{} cannot be read", self.name()),
                    error.to_string(),
                    "Try again.",
                )
            })?;
        if bytes.len() > longest {
            let long = self
                .length()
                .map_or_else(|| format!("over {longest} bytes"), |n| format!("{n} bytes"));
            return Err(Error::invalid(
                "text-too-long",
                format!("{} is {long} long", self.name()),
                format!("{what}, and the limit is {longest}"),
                fix,
            ));
        }
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            not_utf8(&self.name(), at, error.as_bytes().get(at).copied().unwrap_or(0))
        })
    }

    /// Reads one answer: a `.json` file holds an object, anything else is the text itself.
    ///
    /// # Errors
    /// When it cannot be read, is no UTF-8, is too long, or is no answer in JSON.
    pub(crate) fn answer(&self) -> Result<ReviewIn, Error> {
        if self.is_json() {
            return self.json("one object such as {\"text\":\"...\"}");
        }
        Ok(ReviewIn {
            text: self.text(LONGEST)?,
            ..ReviewIn::default()
        })
    }

    fn json<T: for<'de> Deserialize<'de>>(&self, wanted: &str) -> Result<T, Error> {
        let text = self.text(LONGEST_JSON)?;
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            Error::invalid(
                "bad-json",
                format!("{} cannot be used", self.name()),
                glidepath_app::wire::why_unreadable(&error),
                format!("Give {wanted}."),
            )
        })
    }
}

/// The error for bytes that are no text.
pub(crate) fn not_utf8(name: &str, at: usize, byte: u8) -> Error {
    Error::invalid(
        "not-utf8",
        format!("{name} is not UTF-8 text"),
        format!("byte {at} (counted from 0) is 0x{byte:02x}, which cannot stand there"),
        "Save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8.",
    )
}

/// Word timings: a list of words, or an object that holds one.
#[derive(Deserialize)]
struct Timed {
    words: Vec<WordIn>,
}

/// Reads word timings.
///
/// # Errors
/// When the file cannot be read or holds none.
pub(crate) fn timings(path: &Path) -> Result<Vec<WordIn>, Error> {
    let source = Source::of(path);
    let wanted = "a list such as [{\"w\":\"so\",\"start_ms\":0,\"end_ms\":180}]";
    let value: serde_json::Value = source.json(wanted)?;
    let read = if value.is_array() {
        serde_json::from_value(value)
    } else {
        serde_json::from_value::<Timed>(value).map(|timed| timed.words)
    };
    read.map_err(|error| {
        Error::invalid(
            "bad-json",
            format!("{} cannot be used", source.name()),
            error.to_string(),
            format!("Give {wanted}."),
        )
    })
}
