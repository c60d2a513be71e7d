//! What every verb is handed: the global flags as meant, the settings, and where to print.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use etcetera::BaseStrategy;
use glidepath_app::Error;
use glidepath_app::config::{self, Config};

use crate::args::{Format, Global};
use crate::complaint::Stop;
use crate::paint::Paint;

/// What every verb is handed.
#[derive(Debug)]
pub(crate) struct Context {
    global: Global,
}

impl Context {
    pub(crate) fn new(global: Global) -> Self {
        Self { global }
    }

    /// The format asked for, where one was.
    pub(crate) fn format(&self) -> Option<Format> {
        self.global.format
    }

    /// Whether the verb prints JSON rather than text.
    ///
    /// # Errors
    /// When a format was asked for that only `review` knows.
    pub(crate) fn json(&self) -> Result<bool, Error> {
        match self.global.format {
            None | Some(Format::Text) => Ok(false),
            Some(Format::Json) => Ok(true),
            Some(Format::Sarif | Format::Html) => Err(Error::invalid(
                "unknown-value",
                "This verb prints text or JSON",
                "sarif and html are formats of a review",
                "Use --format text or --format json.",
            )),
        }
    }

    /// Whether to say nothing but the answer.
    pub(crate) fn quiet(&self) -> bool {
        self.global.quiet
    }

    /// Where Glidepath keeps what the user saves, whether there is anything or not.
    ///
    /// # Errors
    /// When none was given and the machine names no home folder.
    pub(crate) fn data_dir(&self) -> Result<PathBuf, Error> {
        if let Some(folder) = &self.global.data_dir {
            return Ok(folder.clone());
        }
        let base = etcetera::base_strategy::choose_native_strategy().map_err(|error| {
            let fix = "Set HOME, or use --data-dir.";
            Error::unavailable("no-home", "The data folder cannot be found", error.to_string(), fix)
        })?;
        Ok(base.data_dir().join("glidepath"))
    }

    /// Where the settings file lies, whether there is one or not.
    ///
    /// # Errors
    /// When the machine names no home folder.
    pub(crate) fn config_path(&self) -> Result<PathBuf, Error> {
        let base = etcetera::base_strategy::choose_native_strategy().map_err(|error| {
            let fix = "Set HOME, or use --no-config.";
            Error::unavailable("no-home", "The settings folder cannot be found", error.to_string(), fix)
        })?;
        Ok(base.config_dir().join("glidepath").join("config.toml"))
    }

    /// The user's settings; the defaults where there is no file or `--no-config` was given.
    ///
    /// # Errors
    /// When the file cannot be read or used.
    pub(crate) fn config(&self) -> Result<Config, Error> {
        if self.global.no_config {
            return Ok(Config::default());
        }
        // A machine without a home folder has no settings either.
        let Ok(path) = self.config_path() else {
            return Ok(Config::default());
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => config::parse(&text, &path.display().to_string()),
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
                Ok(Config::default())
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Error::invalid(
                "config-syntax",
                format!("The settings file cannot be used ({})", path.display()),
                "it is not UTF-8 text",
                "Save it as UTF-8, or use --no-config.",
            )),
            Err(error) => Err(Error::unavailable(
                "cannot-read",
                format!("The settings file cannot be read ({})", path.display()),
                error.to_string(),
                "Mend its permissions, or use --no-config.",
            )),
        }
    }

    /// Prints to standard output, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn print(&self, text: &str) -> Result<(), Stop> {
        let mut out = BufWriter::new(io::stdout().lock());
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// Says something by the way on standard error, unless `--quiet`.
    pub(crate) fn say(&self, text: &str) {
        if !self.global.quiet {
            drop(writeln!(io::stderr().lock(), "{text}"));
        }
    }

    /// Colour for standard output.
    pub(crate) fn paint(&self) -> Paint {
        Paint::for_stdout()
    }
}
