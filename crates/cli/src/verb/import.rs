//! `import`: what files hold is laid beside the bank, shown, and taken all or not at all.

use std::path::PathBuf;

use clap::ValueEnum;
use glidepath_app::Take;
use glidepath_app::bring_in::{Takes, bring_in, plan_import};
use glidepath_app::wire::ImportOut;

use crate::bank::with_bank;
use crate::complaint::Outcome;
use crate::context::Context;
use crate::{files, report};

/// Bring in stories, questions, CVs and notes.
///
/// Reads Markdown notes and vaults, the bank as JSON, tables (CSV, XLSX), CVs (PDF, DOCX, JSON Resume) and plain text. New
/// stories come in; kept ones stay as they are unless you take a side. What was kept stays in a story's history.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders; - is standard input.
    #[arg(value_name = "FILE|FOLDER", required = true)]
    from: Vec<PathBuf>,
    /// Show what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Where a file and the bank differ: take theirs (the file's), mine (the bank's), or both.
    #[arg(long, value_enum, value_name = "SIDE")]
    take: Option<Side>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Side {
    Theirs,
    Mine,
    Both,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let files = files::incoming(&args.from)?;
    let takes = Takes {
        every: args.take.map(|side| match side {
            Side::Theirs => Take::Theirs,
            Side::Mine => Take::Mine,
            Side::Both => Take::Both,
        }),
        ..Takes::default()
    };
    let out = with_bank(context, async |bank| {
        let plan = plan_import(bank, &files).await?;
        if args.dry_run {
            return Ok(ImportOut::of(&plan, &takes, None));
        }
        let done = bring_in(bank, &plan, &takes).await?;
        Ok(ImportOut::of(&plan, &takes, Some(&done)))
    })?;
    if json {
        context.print(&report::bank::json(&out))?;
    } else if !context.quiet() {
        context.print(&report::bank::import(&out, context.paint()))?;
    }
    Ok(0)
}
