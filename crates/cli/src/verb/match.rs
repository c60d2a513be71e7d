//! `match`: which story answers a question, and whether any does.

use std::path::PathBuf;

use glidepath_app::answer_with::{Fit, Fits, Searched, answer_with, read_some};
use glidepath_app::match_stories::{LISTED, MatchIn, Shelf};
use glidepath_app::seeker::Seeker;
use glidepath_app::wire::{FitsOut, MatchOut};
use glidepath_app::{Bank, Error};

use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::complaint::Outcome;
use crate::context::Context;
use crate::input::Source;
use crate::paint::{Ink, Paint};
use crate::{batch, clock, report, wrap};

/// Find the story that answers a question, among yours or those of a file.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The question.
    #[arg(value_name = "QUESTION", required_unless_present = "jsonl")]
    question: Vec<String>,
    /// Stories to search instead of yours: one {"id","title","text"} object a line.
    #[arg(long, value_name = "FILE.jsonl")]
    stories: Option<PathBuf>,
    /// Answer a batch: one {"id","question"} object a line in, one answer a line out.
    #[arg(long, value_name = "FILE|-", conflicts_with = "question")]
    jsonl: Option<PathBuf>,
    /// How many stories to list.
    #[arg(long, value_name = "N", default_value_t = LISTED, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1000))]
    top: usize,
    /// Use words alone, no model.
    #[arg(long)]
    rules_only: bool,
}

/// Longest file of stories, in bytes.
const LONGEST_STORIES: usize = 256 << 20;

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let config = context.config()?;
    let json = context.json()?;
    let seeker = brain::seeker(context, &config, args.rules_only, Work::Many);
    let question = args.question.join(" ");
    match (&args.stories, &args.jsonl) {
        (Some(stories), jsonl) => {
            let lines = Source::of(stories).text_of(LONGEST_STORIES, "a file of stories", "Split it.")?;
            let shelf = Shelf::read(&lines, &seeker, clock::today())?;
            if let Some(path) = jsonl {
                return batch::answer(&Source::of(path), context, "questions", &|number, line| {
                    shelf.line(number, line, args.top, &seeker)
                });
            }
            let out = shelf.find(MatchIn { id: None, question }, args.top, &seeker)?;
            let text = if json {
                report::bank::json(&out)
            } else {
                of_file(&out, context.paint())
            };
            context.print(&text)?;
            Ok(0)
        }
        (None, Some(path)) => {
            let shelf = with_bank(context, async |bank| {
                read_all(bank, &seeker, context).await?;
                Shelf::of_bank(bank, &seeker).await
            })?;
            batch::answer(&Source::of(path), context, "questions", &|number, line| {
                shelf.line(number, line, args.top, &seeker)
            })
        }
        (None, None) => {
            let fits = with_bank(context, async |bank| {
                read_all(bank, &seeker, context).await?;
                answer_with(bank, &question, args.top, &seeker, &Searched::default()).await
            })?;
            if fits.all == 0 {
                return Err(Error::not_found(
                    "no-stories",
                    "There are no stories to search",
                    "the bank is empty",
                    "Add one with `glidepath story add`, bring some with `glidepath import`, or name a file with --stories.",
                )
                .into());
            }
            let text = if json {
                report::bank::json(&FitsOut::of(&fits))
            } else {
                of_bank(&fits, context.paint())
            };
            context.print(&text)?;
            Ok(0)
        }
    }
}

/// Has every story read by the model first: from the terminal nobody comes back for the rest.
async fn read_all(bank: &Bank, seeker: &Seeker, context: &Context) -> Result<(), Error> {
    let mut said = false;
    while read_some(bank, seeker).await? > 0 {
        if !said {
            context.say("Reading your stories; this is done once for each.");
            said = true;
        }
    }
    Ok(())
}

const PASS: &str = "Nothing fits well. An honest \"I have no example\" beats a bent story; the nearest are:";

fn of_file(out: &MatchOut, paint: Paint) -> String {
    listed(
        out.matches
            .iter()
            .map(|one| (id(&one.story), one.score, one.why.clone())),
        out.pass,
        paint,
    )
}

fn of_bank(fits: &Fits, paint: Paint) -> String {
    let why = |fit: &Fit| match (&fit.quote, fit.beat) {
        (Some(quote), Some(beat)) => format!("{} In the {beat}: \u{201c}{quote}\u{201d}", fit.why),
        _ => fit.why.clone(),
    };
    listed(
        fits.fits.iter().map(|fit| (fit.title.clone(), fit.score, why(fit))),
        fits.pass,
        paint,
    )
}

fn id(id: &glidepath_app::wire::Id) -> String {
    match id {
        glidepath_app::wire::Id::Number(number) => number.to_string(),
        glidepath_app::wire::Id::Text(text) => wrap::clean(text),
    }
}

fn listed(rows: impl Iterator<Item = (String, f64, String)>, pass: bool, paint: Paint) -> String {
    let mut text = String::new();
    if pass {
        text.push_str(&paint.ink(Ink::Quiet, &wrap::fill(PASS, wrap::WIDTH, "")));
        text.push_str("\n\n");
    }
    for (n, (name, score, why)) in rows.enumerate() {
        let number = format!("{:>2}", n + 1);
        let ink = if n == 0 && !pass { Ink::Strong } else { Ink::Path };
        text.push_str(&format!(
            "{number}  {}  {:.0} %\n",
            paint.ink(ink, &wrap::clean(&name)),
            score * 100.0
        ));
        text.push_str(&format!(
            "    {}\n",
            wrap::fill(&wrap::clean(&why), wrap::WIDTH - 4, "    ").trim_start()
        ));
    }
    text
}
