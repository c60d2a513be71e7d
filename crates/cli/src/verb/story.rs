//! `story`: the story bank from the terminal. Each act that is more than a few lines has a file of its own.

mod add;
mod edit;
mod facts;
mod list;
mod remove;
mod sample;
mod told;
mod versions;

use std::path::PathBuf;

use clap::Subcommand;
use glidepath_app::keep_story::story as read;
use glidepath_app::review_answer::unknown;
use glidepath_app::story_readiness::story_readiness;
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{ReadinessOut, StoryOut};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Story, UnknownSlug};

use self::list::ListArgs;
use self::told::ToldArgs;
use crate::bank::with_bank;
use crate::complaint::{Outcome, Stop};
use crate::context::Context;
use crate::report::bank as report;

/// List, read, add, edit and compare your stories.
///
/// A story may be named by its id, by the beginning of it, or by its title.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List stories (the default act).
    List(Box<ListArgs>),
    /// Read one.
    Show {
        /// Which.
        story: String,
    },
    /// Add stories from a file: notes, JSON, a table, or plain words, which are laid on beats.
    Add {
        /// The file; - is standard input.
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// What to call it, where the file holds plain words.
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
    },
    /// Open one in your editor (VISUAL or EDITOR) as Markdown.
    Edit {
        /// Which.
        story: String,
    },
    /// Remove one; `restore` brings it back.
    Remove {
        /// Which.
        story: String,
        /// Wipe it out with its versions, drafts and tellings: nothing but a backup brings it back then.
        #[arg(long)]
        purge: bool,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Bring a removed one back.
    Restore {
        /// Which: `list --removed` names them.
        story: String,
    },
    /// List its versions, or bring one back as a new version.
    History {
        /// Which.
        story: String,
        /// The version to bring back.
        #[arg(long, value_name = "VERSION")]
        bring_back: Option<i64>,
    },
    /// Show what two versions have apart; the last two unless named.
    Diff {
        /// Which.
        story: String,
        /// The older version.
        older: Option<i64>,
        /// The newer version; the latest unless named.
        newer: Option<i64>,
    },
    /// Say what it lacks to be told.
    Ready {
        /// Which.
        story: String,
    },
    /// Show its fact ledger, and what is told but not in it.
    Facts {
        /// Which.
        story: String,
        /// Take what is told into the ledger: its number in the list, or all; repeatable.
        #[arg(long, value_name = "NUMBER|all")]
        accept: Vec<String>,
    },
    /// Show where the same thing is told with different values, in all stories, CVs and notes.
    Drift {
        /// Only what concerns this story, its older versions too.
        story: Option<String>,
    },
    /// Note that you told it.
    Told(ToldArgs),
    /// Add or remove the sample bank: an invented engineer's stories, to look around with.
    Sample {
        /// Add the samples that are not there.
        #[arg(long, required_unless_present = "remove")]
        add: bool,
        /// Remove the samples that you did not change.
        #[arg(long, conflicts_with = "add")]
        remove: bool,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let text = match &args.act {
        None => list::list(&ListArgs::default(), json, context)?,
        Some(Act::List(args)) => list::list(args, json, context)?,
        Some(Act::Show { story }) => show(story, json, context)?,
        Some(Act::Add { file, title }) => add::add(file, title.as_deref(), json, context)?,
        Some(Act::Edit { story }) => edit::edit(story, json, context)?,
        Some(Act::Remove {
            story,
            purge: false,
            yes,
        }) => remove::remove(story, *yes, json, context)?,
        Some(Act::Remove {
            story,
            purge: true,
            yes,
        }) => remove::purge(story, *yes, json, context)?,
        Some(Act::Restore { story }) => remove::restore(story, json, context)?,
        Some(Act::History { story, bring_back }) => versions::history(story, *bring_back, json, context)?,
        Some(Act::Diff { story, older, newer }) => versions::diff(story, *older, *newer, json, context)?,
        Some(Act::Ready { story }) => ready(story, json, context)?,
        Some(Act::Facts { story, accept }) => facts::facts(story, accept, json, context)?,
        Some(Act::Drift { story }) => facts::drift(story.as_deref(), json, context)?,
        Some(Act::Told(args)) => told::told(args, json, context)?,
        Some(Act::Sample { remove, yes, .. }) => sample::sample(*remove, *yes, json, context)?,
    };
    if json || !context.quiet() || args.is_answer() {
        context.print(&text)?;
    }
    Ok(0)
}

impl Args {
    /// Whether what is printed is the answer itself and not a word on what was done.
    fn is_answer(&self) -> bool {
        !matches!(
            self.act,
            Some(
                Act::Add { .. }
                    | Act::Edit { .. }
                    | Act::Remove { .. }
                    | Act::Restore { .. }
                    | Act::Told(_)
                    | Act::Sample { .. }
            )
        )
    }
}

/// The story meant, whole.
async fn which(bank: &Bank, meant: &str) -> Result<Kept<Story>, Error> {
    let card = which_story(bank, meant).await?;
    read(bank, &card.id).await
}

/// A slug of a flag, if one was given.
fn parsed<T: std::str::FromStr<Err = UnknownSlug>>(slug: Option<&str>) -> Result<Option<T>, Error> {
    slug.map(|slug| slug.parse().map_err(unknown)).transpose()
}

/// What was done to one story.
fn done(kept: &Kept<Story>, what: &str, json: bool) -> String {
    if json {
        report::json(&StoryOut::of(kept))
    } else {
        format!(
            "\"{}\" {what}: version {} of {}.\n",
            crate::wrap::clean(&kept.value.title),
            kept.version,
            kept.id
        )
    }
}

fn show(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let kept = with_bank(context, async |bank| which(bank, meant).await)?;
    let out = StoryOut::of(&kept);
    Ok(if json {
        report::json(&out)
    } else {
        report::story(&out, context.paint())
    })
}

fn ready(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let (title, out) = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        let readiness = story_readiness(bank, &card.id).await?;
        Ok((card.title, ReadinessOut::of(&card.id, &readiness)))
    })?;
    Ok(if json {
        report::json(&out)
    } else {
        report::readiness(&title, &out, context.paint())
    })
}
