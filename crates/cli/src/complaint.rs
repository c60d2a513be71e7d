//! How a verb ends when it does not end well: what, why, what to do, a stable code, and the exit code that goes with it.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind as Usage};
use glidepath_app::{Error, ErrorKind};

use crate::paint::{Ink, Paint};

/// Why a verb stopped early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nothing more to do: help was shown, or nobody reads the output any more.
    Done,
    /// Something is wrong.
    Failed(Error),
}

/// A verb's exit code, or why it stopped.
pub(crate) type Outcome = Result<u8, Stop>;

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Done;
        }
        let what = "The output could not be written";
        Self::Failed(Error::unavailable(
            "cannot-write",
            what,
            error.to_string(),
            "Check the disk and the place you write to.",
        ))
    }
}

/// The exit code of an error. Source: contract, "Common".
pub(crate) fn exit_code(error: &Error) -> u8 {
    match error.kind {
        ErrorKind::Invalid | ErrorKind::NotFound => 2,
        ErrorKind::Unavailable => 3,
    }
}

/// Prints an error to standard error; returns its exit code.
pub(crate) fn tell(error: &Error, json: bool) -> u8 {
    let text = if json {
        as_json(error)
    } else {
        as_text(error, Paint::for_stderr())
    };
    // Nobody is left to tell when standard error is closed.
    drop(io::stderr().lock().write_all(text.as_bytes()));
    exit_code(error)
}

fn as_json(error: &Error) -> String {
    // Written from the struct, so that the fields keep the contract's order.
    format!("{{\"error\":{}}}\n", serde_json::to_string(error).unwrap_or_default())
}

fn as_text(error: &Error, paint: Paint) -> String {
    let head = paint.ink(Ink::Costly, &format!("error[{}]", error.code));
    let part = |name: &str, said: &str| {
        let said = crate::wrap::fill(said, 72, "       ");
        format!(
            "  {} {}\n",
            paint.ink(Ink::Quiet, &format!("{name:>3}:")),
            said.trim_start()
        )
    };
    let what = crate::wrap::clean(&error.what);
    format!(
        "{head}: {}\n{}{}",
        paint.ink(Ink::Strong, &what),
        part("why", &error.why),
        part("do", &error.fix)
    )
}

/// A slip on the command line, in our own shape. Help and version are printed and end the program.
pub(crate) fn of_usage(error: clap::Error) -> Stop {
    let kind = error.kind();
    if matches!(
        kind,
        Usage::DisplayHelp | Usage::DisplayVersion | Usage::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let coloured = Paint::for_stdout().on;
        let text = error.render();
        let text = if coloured {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        let mut out = io::stdout().lock();
        return match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Stop::Done,
            Err(error) => error.into(),
        };
    }
    let context = |kind| error.get(kind).map(words);
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let see = "See `glidepath --help`, or `glidepath VERB --help`.".to_owned();
    Stop::Failed(match kind {
        Usage::InvalidValue if value.is_empty() => {
            Error::invalid("usage", format!("{argument} needs a value"), "none was given", see)
        }
        Usage::InvalidValue => {
            let valid: Vec<String> = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(list)) => list.clone(),
                _ => Vec::new(),
            };
            Error::invalid(
                "unknown-value",
                format!("There is no \"{value}\" for {argument}"),
                format!("it is one of: {}", valid.join(", ")),
                format!(
                    "Did you mean \"{}\"?",
                    nearest(&value, valid.iter().map(String::as_str))
                ),
            )
        }
        Usage::ValueValidation => {
            let why =
                std::error::Error::source(&error).map_or_else(|| "it does not fit".to_owned(), ToString::to_string);
            Error::invalid("usage", format!("\"{value}\" will not do for {argument}"), why, see)
        }
        Usage::UnknownArgument => {
            let near = context(ContextKind::SuggestedArg).map_or(see, |arg| format!("Did you mean {arg}?"));
            Error::invalid(
                "unknown-flag",
                format!("There is no flag {argument}"),
                "this verb does not take it",
                near,
            )
        }
        Usage::InvalidSubcommand => {
            let given = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            let near = nearest(&given, crate::verb::NAMES.iter().copied());
            Error::invalid(
                "unknown-verb",
                format!("There is no verb \"{given}\""),
                format!("a verb is one of: {}", crate::verb::NAMES.join(", ")),
                format!("Did you mean \"{near}\"?"),
            )
        }
        Usage::MissingRequiredArgument => Error::invalid(
            "usage",
            format!("{argument} is missing"),
            "the verb cannot do without it",
            see,
        ),
        Usage::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            Error::invalid(
                "usage",
                format!("{argument} does not go with {other}"),
                "the two ask for different things",
                "Leave one of them out.",
            )
        }
        _ => {
            let said = error.render().to_string();
            let first = said
                .lines()
                .next()
                .unwrap_or("")
                .trim_start_matches("error: ")
                .to_owned();
            Error::invalid("usage", "The command line cannot be read", first, see)
        }
    })
}

/// The candidate most like `given`.
pub(crate) fn nearest<'a>(given: &str, candidates: impl Iterator<Item = &'a str>) -> &'a str {
    let given = given.to_lowercase();
    candidates
        .map(|name| (strsim::jaro_winkler(&given, &name.to_lowercase()), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or("", |(_, name)| name)
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}
