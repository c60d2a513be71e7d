//! `deck`: the fewest stories that cover what is asked, and the loop planned over them.

use std::path::{Path, PathBuf};

use glidepath_app::Error;
use glidepath_app::deck::{DeckAsked, LoopAsked, plan_deck, read_loop};
use glidepath_app::review_answer::unknown;
use glidepath_app::wire::DeckOut;

use crate::bank::with_bank;
use crate::complaint::Outcome;
use crate::context::Context;
use crate::files;
use crate::report::{bank::json, deck as report};

/// Choose the fewest stories that cover a loop, with one that stands by for each principle.
///
/// With --loop it also says who is told which story, or proves that yours do not suffice and says what the fewest new ones
/// have to be about. The file names who asks for what:
///
///     [[interviewer]]
///     name = "The manager"
///     principles = ["ownership", "dive-deep"]
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Who asks for what, as TOML; - is standard input.
    #[arg(long = "loop", value_name = "FILE")]
    looped: Option<PathBuf>,
    /// The principles to cover, with commas between; those you prepare for unless given.
    #[arg(long, value_name = "SLUGS", value_delimiter = ',')]
    principles: Vec<String>,
    /// Have a story that did not end well, if there is one.
    #[arg(long)]
    failure: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let as_json = context.json()?;
    let principles = args.principles.iter().map(|slug| slug.trim().parse().map_err(unknown));
    let asked = DeckAsked {
        principles: principles.collect::<Result<_, _>>()?,
        failure: args.failure,
        looped: match &args.looped {
            Some(path) => of_file(path)?,
            None => LoopAsked::default(),
        },
    };
    let decked = with_bank(context, async |bank| plan_deck(bank, asked).await)?;
    let out = DeckOut::of(&decked);
    context.print(&if as_json {
        json(&out)
    } else {
        report::deck(&out, context.paint())
    })?;
    Ok(0)
}

fn of_file(path: &Path) -> Result<LoopAsked, Error> {
    let Some(file) = files::incoming(&[path.to_owned()])?.pop() else {
        return Ok(LoopAsked::default());
    };
    let text = String::from_utf8(file.bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        crate::input::not_utf8(&file.name, at, error.as_bytes().get(at).copied().unwrap_or(0))
    })?;
    read_loop(&text, &file.name)
}
