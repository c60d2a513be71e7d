//! `story list`: the stories there are, and those that were removed.

use glidepath_app::Error;
use glidepath_app::find_stories::{StoryFilter, StorySort, find_stories};
use glidepath_app::remove_story::removed_stories;
use glidepath_app::wire::{RemovedOut, StoriesOut};

use super::parsed;
use crate::bank::with_bank;
use crate::complaint::{Stop, nearest};
use crate::context::Context;
use crate::report::bank as report;

#[derive(Debug, Default, clap::Args)]
pub(super) struct ListArgs {
    /// Only those that hold all these words.
    words: Vec<String>,
    /// Only those that serve this principle.
    #[arg(long, value_name = "SLUG")]
    principle: Option<String>,
    /// Only those that ended like this: success, failure or mixed.
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<String>,
    /// Only those of this employer.
    #[arg(long, value_name = "NAME")]
    employer: Option<String>,
    /// Only those with this tag.
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    /// Only those that are ready.
    #[arg(long)]
    ready: bool,
    /// Only those that are not ready.
    #[arg(long, conflicts_with = "ready")]
    unready: bool,
    /// Those that were removed, the last one first: `restore` brings them back.
    #[arg(long, conflicts_with_all = ["words", "principle", "outcome", "employer", "tag", "ready", "unready", "sort"])]
    removed: bool,
    /// In which order: changed, title, when, ready, told or written.
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
}

pub(super) fn list(args: &ListArgs, json: bool, context: &Context) -> Result<String, Stop> {
    if args.removed {
        return removed(json, context);
    }
    let sort = match args.sort.as_deref() {
        None => StorySort::default(),
        Some(given) => StorySort::of(given).ok_or_else(|| {
            let slugs = || StorySort::ALL.iter().map(|sort| sort.slug());
            Error::invalid(
                "unknown-value",
                format!("There is no order \"{given}\""),
                format!("it is one of: {}", slugs().collect::<Vec<_>>().join(", ")),
                format!("Did you mean \"{}\"?", nearest(given, slugs())),
            )
        })?,
    };
    let filter = StoryFilter {
        words: args.words.join(" "),
        principle: parsed(args.principle.as_deref())?,
        outcome: parsed(args.outcome.as_deref())?,
        employer: args.employer.clone(),
        tag: args.tag.clone(),
        ready: match (args.ready, args.unready) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
        sort,
        ..StoryFilter::default()
    };
    let found = with_bank(context, async |bank| find_stories(bank, &filter).await)?;
    let out = StoriesOut::of(&found);
    Ok(if json {
        report::json(&out)
    } else {
        report::stories(&out, context.paint())
    })
}

fn removed(json: bool, context: &Context) -> Result<String, Stop> {
    let removed = with_bank(context, async |bank| removed_stories(bank).await)?;
    let out = RemovedOut::of(&removed);
    Ok(if json {
        report::json(&out)
    } else {
        report::removed(&out, context.paint())
    })
}
