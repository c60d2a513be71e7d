//! `backup`: one file with all that is kept, made while other programs go on.

use std::path::PathBuf;

use glidepath_app::back_up::back_up;
use glidepath_app::wire::{BACKUP_SCHEMA, BackupOut, RecordingsBesideOut};

use crate::bank::with_bank;
use crate::complaint::Outcome;
use crate::context::Context;
use crate::ears;
use crate::report::bank as report;

/// Write all that is kept into one file, and check it.
///
/// It is opened, checked and counted before it gets its name, and never takes the place of a file. `restore` brings it back.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The new file.
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let made = with_bank(context, async |bank| back_up(bank, &args.to).await)?;
    let out = BackupOut {
        schema: BACKUP_SCHEMA,
        file: args.to.display().to_string(),
        rows: made.rows,
        bytes: made.bytes,
        recordings: RecordingsBesideOut::of(&ears::recordings(context)?)?,
    };
    if json {
        context.print(&report::json(&out))?;
    } else if !context.quiet() {
        context.print(&format!(
            "{} holds all that is kept: {} rows, checked.\n",
            crate::wrap::clean(&out.file),
            out.rows
        ))?;
        if out.recordings.count > 0 {
            context.print(&format!(
                "Sound is not in it: {} recordings ({} MB) lie in {}. Copy that folder too if you want to keep them.\n",
                out.recordings.count,
                out.recordings.bytes.div_ceil(1_000_000),
                crate::wrap::clean(&out.recordings.folder)
            ))?;
        }
    }
    Ok(0)
}
