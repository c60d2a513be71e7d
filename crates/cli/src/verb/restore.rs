//! `restore`: a backup in the place of the bank, which is kept beside it.

use std::path::PathBuf;
use std::sync::Arc;

use glidepath_app::Place;
use glidepath_app::restore::restore;
use glidepath_app::wire::{RESTORE_SCHEMA, RestoreOut};

use crate::bank::{Machine, bank_place, is_sure, rules, wait_for};
use crate::complaint::Outcome;
use crate::context::Context;
use crate::report::bank as report;

/// Put a backup in the place of what is kept now.
///
/// The backup is checked first. What is kept now stays beside it under another name, and is told where.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The backup.
    #[arg(value_name = "FILE")]
    from: PathBuf,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let place = bank_place(context)?;
    let there = matches!(&place, Place::File(path) if path.exists());
    let what = format!("Replacing {place} by {}", args.from.display());
    if there && !is_sure(args.yes, &what)? {
        let said = report::declined(&what, "Nothing was replaced.", json);
        if json || !context.quiet() {
            context.print(&said)?;
        }
        return Ok(0);
    }
    let reviewer = rules(context)?;
    let done = wait_for(restore(&args.from, &place, Arc::new(Machine), &reviewer))?;
    let out = RestoreOut {
        schema: RESTORE_SCHEMA,
        rows: done.rows,
        replaced: done.replaced.map(|path| path.display().to_string()),
    };
    if json {
        context.print(&report::json(&out))?;
    } else if !context.quiet() {
        let before = match &out.replaced {
            Some(path) => format!("What was there before is in {}.\n", crate::wrap::clean(path)),
            None => String::new(),
        };
        context.print(&format!("The backup is in its place: {} rows.\n{before}", out.rows))?;
    }
    Ok(0)
}
