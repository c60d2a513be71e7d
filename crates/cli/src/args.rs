//! The command line as typed: the flags every verb takes. A verb's own flags stand in the verb's file.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};

use crate::verb::Verb;

/// Rehearse Leadership-Principle interviews: review an answer, here or in the browser.
///
/// Without a verb it starts the web app on this machine and opens the browser. Nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(
    name = "glidepath",
    version,
    disable_help_subcommand = true,
    max_term_width = 80,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// Flags of every verb.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// How to print: for people, for scripts; `review` also knows sarif and html.
    #[arg(long, global = true, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    /// Say nothing but the answer.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Ignore the settings file.
    #[arg(long, global = true)]
    pub(crate) no_config: bool,
    /// Where Glidepath keeps what you save, instead of the platform's data folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For scripts.
    Json,
    /// For code-scanning tools, SARIF 2.1.0.
    Sarif,
    /// One HTML file to keep or send.
    Html,
}

/// Whether errors are to be JSON: asked before parsing, since parsing may be what fails.
pub(crate) fn wants_json(given: &[OsString]) -> bool {
    let words = || given.iter().skip(1).map_while(|w| w.to_str().filter(|w| *w != "--"));
    words().any(|w| w == "--format=json") || words().zip(words().skip(1)).any(|pair| pair == ("--format", "json"))
}
