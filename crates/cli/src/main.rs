//! The program: reads the command line, runs one verb, ends with an exit code. No thinking happens here.

mod args;
mod bank;
mod batch;
mod brain;
mod clock;
mod complaint;
mod context;
mod ears;
mod editor;
mod files;
mod input;
mod paint;
mod report;
mod seconds;
mod verb;
mod wrap;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Cli;
use crate::complaint::Stop;
use crate::context::Context;

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let json = args::wants_json(&given);
    let outcome = Cli::try_parse_from(given).map_err(complaint::of_usage).and_then(|cli| {
        let context = Context::new(cli.global);
        cli.verb.unwrap_or_else(verb::Verb::unless_named).run(&context)
    });
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(Stop::Done) => ExitCode::SUCCESS,
        Err(Stop::Failed(error)) => ExitCode::from(complaint::tell(&error, json)),
    }
}
