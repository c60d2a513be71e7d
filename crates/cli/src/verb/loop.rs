//! `loop`: a whole loop of interviews planned, held, replayed from a file, debriefed and held against another one.

mod brought;
mod candidate;
mod card;
mod looking;
mod planning;
mod removing;
mod running;

use std::path::PathBuf;

use clap::Subcommand;

use crate::complaint::Outcome;
use crate::context::Context;

/// Hold a loop: four to six interviewers, one of them the Bar Raiser, then their debrief.
///
/// Who looks for what stays hidden until the loop is over. A loop may be named by its id, by the beginning of it, by what you called
/// it, or as "last". For practice only, never in a real interview.
#[derive(Debug, clap::Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Ctrl-C stops a loop and keeps what was said; `glidepath loop run` goes on with it."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Plan a loop and begin it: from a job description, or from what you prepare for.
    New(planning::NewArgs),
    /// Hold the rounds, from wherever the loop stands; or replay answers from a file.
    Run(brought::RunArgs),
    /// Where a loop stands; all of them where none is named.
    Show {
        /// Which.
        #[arg(value_name = "LOOP")]
        named: Option<String>,
        /// Write down what was asked and said, as `loop run --answers` reads it.
        #[arg(long, requires = "named")]
        answers: bool,
        /// What was removed and can be brought back.
        #[arg(long, conflicts_with_all = ["named", "answers"])]
        removed: bool,
    },
    /// What came of a loop: notes with quotes, votes, the argument, the decision, what to fix first.
    Debrief {
        /// Which; the latest unless named.
        #[arg(value_name = "LOOP", default_value = "last")]
        named: String,
        /// Write it to a file instead: Markdown, HTML or JSON by its ending.
        #[arg(long, value_name = "FILE.md|.html|.json")]
        to: Option<PathBuf>,
        /// Write over a file that is there.
        #[arg(long, requires = "to")]
        force: bool,
    },
    /// What came of two loops, and what changed between them.
    Compare {
        /// The one.
        before: String,
        /// The other.
        after: String,
    },
    /// Break a loop off. The debrief is about what was heard by then.
    Leave {
        /// Which.
        #[arg(value_name = "LOOP")]
        named: String,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// The scorecard of a round, for a person who sits in it: show it, write it from a file, hand it in.
    Card(card::CardArgs),
    /// Remove a loop with what was said in it; `restore` brings it back.
    Remove {
        /// Which.
        #[arg(value_name = "LOOP")]
        named: String,
        /// Wipe it out, with its history and its sound. Nothing brings it back.
        #[arg(long)]
        for_good: bool,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Bring a removed loop back.
    Restore {
        /// Which.
        #[arg(value_name = "LOOP")]
        named: String,
    },
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let text = match &args.act {
        Act::Run(args) => return running::run(args, context),
        Act::Debrief { named, to, force } => return looking::debrief(named, to.as_deref(), *force, context),
        Act::New(args) => planning::new(args, context)?,
        Act::Show {
            named,
            answers,
            removed,
        } => match (named, removed) {
            (_, true) => looking::removed(context)?,
            (None, false) => looking::list(context)?,
            (Some(named), false) => looking::show(named, *answers, context)?,
        },
        Act::Compare { before, after } => looking::compare(before, after, context)?,
        Act::Leave { named, yes } => removing::leave(named, *yes, context)?,
        Act::Card(args) => card::card(args, context)?,
        Act::Remove { named, for_good, yes } => removing::remove(named, *for_good, *yes, context)?,
        Act::Restore { named } => removing::restore(named, context)?,
    };
    context.print(&text)?;
    Ok(0)
}
