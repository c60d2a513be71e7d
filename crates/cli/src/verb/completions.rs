//! `completions`: a completion script for the user's shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::complaint::Outcome;
use crate::context::Context;

/// Print a completion script for your shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell to write for.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "glidepath", &mut script);
    context.print(&String::from_utf8_lossy(&script))?;
    Ok(0)
}
