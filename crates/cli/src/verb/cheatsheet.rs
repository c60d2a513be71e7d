//! `cheatsheet`: one or two stories a principle as anchors, for memory before the loop.

use glidepath_app::Error;
use glidepath_app::cheat_sheet::cheat_sheet;
use glidepath_app::review_answer::unknown;
use glidepath_app::wire::CheatSheetOut;
use glidepath_web::cheat_sheet_file;

use crate::args::Format;
use crate::bank::with_bank;
use crate::complaint::Outcome;
use crate::context::Context;
use crate::report::bank as report;

/// Print a cheat sheet: for each principle one or two stories as anchors, in your own words.
///
/// As text it is Markdown; --format html makes one file to print. For memory before the loop, never for use in it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The principles to cover, with commas between; those you prepare for unless given.
    #[arg(long, value_name = "SLUGS", value_delimiter = ',')]
    principles: Vec<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let format = context.format().unwrap_or(Format::Text);
    if format == Format::Sarif {
        return Err(Error::invalid(
            "unknown-value",
            "A cheat sheet is no SARIF",
            "sarif is a format of a review",
            "Use --format text, html or json.",
        )
        .into());
    }
    let principles: Vec<_> = args
        .principles
        .iter()
        .map(|slug| slug.trim().parse().map_err(unknown))
        .collect::<Result<_, _>>()?;
    let sheet = with_bank(context, async |bank| cheat_sheet(bank, &principles).await)?;
    context.print(&match format {
        Format::Json => report::json(&CheatSheetOut::of(&sheet)),
        Format::Html => cheat_sheet_file(&sheet),
        Format::Text | Format::Sarif => sheet.markdown(),
    })?;
    Ok(0)
}
