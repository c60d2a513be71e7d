//! `practice`: a question told against the clock, typed or from a sound file, with follow-ups and its review; and what becomes of takes.

pub(super) mod keyboard;
pub(super) mod listening;
mod starting;
mod takes;
pub(super) mod telling;
mod which_take;

use std::path::PathBuf;
use std::str::FromStr;

use clap::Subcommand;
use glidepath_app::Error;
use glidepath_app::review_answer::unknown;
use glidepath_domain::UnknownSlug;

use crate::complaint::Outcome;
use crate::context::Context;
use starting::StartArgs;

/// Rehearse a question: tell it, get follow-ups, say how it went, then see the review.
///
/// What a question probes stays hidden until you have said how it went. A take may be named by its id, by the beginning of it, or as "last".
/// For practice only, never in a real interview.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Ctrl-C stops a drill and keeps what was said; `glidepath practice resume` goes on with it."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Option<Act>,
    #[command(flatten)]
    start: StartArgs,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List takes, the latest first.
    List {
        /// Only takes of this question: its name in the bank, or its words.
        #[arg(long, value_name = "QUESTION")]
        question: Option<String>,
        /// Only takes of this story.
        #[arg(long, value_name = "STORY")]
        story: Option<String>,
        /// Only those that can be gone on with.
        #[arg(long)]
        open: bool,
        /// What was removed and can be brought back.
        #[arg(long, conflicts_with_all = ["question", "story", "open"])]
        removed: bool,
    },
    /// Show a take: its review under today's rules, delivery, sections, follow-ups, how deep it held.
    Show {
        /// Which.
        take: String,
    },
    /// What a second take fixed, broke, kept and lost.
    Compare {
        /// The earlier take.
        earlier: String,
        /// The later one.
        later: String,
    },
    /// Go on with a drill that was broken off, the latest unless named.
    Resume {
        /// Which.
        take: Option<String>,
        #[command(flatten)]
        answers: starting::Answers,
    },
    /// Tell the same question again, with the same limit and temperament.
    Again {
        /// Which.
        take: String,
        #[command(flatten)]
        answers: starting::Answers,
    },
    /// Say how it went, which shows the review.
    Rate {
        /// Which.
        take: String,
        /// How you think it went: below, meets or raises the bar.
        verdict: String,
        /// The story you told.
        #[arg(long, value_name = "STORY")]
        story: Option<String>,
    },
    /// Write down what was said in a turn, or put right what a recogniser made of it.
    Write {
        /// Which.
        take: String,
        /// A file with the words; - is standard input.
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// The turn: 0 is the answer, 1 the first follow-up.
        #[arg(long, default_value_t = 0, value_name = "N")]
        turn: usize,
    },
    /// Have a recording written down.
    Transcribe {
        /// Which.
        take: String,
        /// The turn: 0 is the answer, 1 the first follow-up.
        #[arg(long, default_value_t = 0, value_name = "N")]
        turn: usize,
        /// By whom: whisper or server; what the settings say unless given.
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
    },
    /// Copy the sound of a turn to a WAV file.
    Sound {
        /// Which.
        take: String,
        /// The file.
        #[arg(long, value_name = "FILE.wav")]
        to: PathBuf,
        /// The turn: 0 is the answer, 1 the first follow-up.
        #[arg(long, default_value_t = 0, value_name = "N")]
        turn: usize,
        /// Write over a file that is there.
        #[arg(long)]
        force: bool,
    },
    /// Remove a take; `restore` brings it back, sound included.
    Remove {
        /// Which.
        take: String,
        /// Remove its sound alone, for good, and keep the words.
        #[arg(long, conflicts_with = "for_good")]
        sound: bool,
        /// Wipe it out, with its history and its sound. Nothing brings it back.
        #[arg(long)]
        for_good: bool,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Bring a removed take back.
    Restore {
        /// Which.
        take: String,
    },
    /// How takes went over time: principles, findings, your own verdicts, nudges on trial.
    Progress,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let json = context.json()?;
    let text = match &args.act {
        None => return starting::start(&args.start, context),
        Some(Act::Resume { take, answers }) => return starting::resume(take.as_deref(), answers, context),
        Some(Act::Again { take, answers }) => return starting::again(take, answers, context),
        Some(Act::List {
            question,
            story,
            open,
            removed,
        }) => {
            let only = takes::Only {
                question: question.as_deref(),
                story: story.as_deref(),
                open: *open,
            };
            if *removed {
                takes::removed(json, context)?
            } else {
                takes::list(&only, json, context)?
            }
        }
        Some(Act::Show { take }) => takes::show(take, json, context)?,
        Some(Act::Compare { earlier, later }) => takes::compare(earlier, later, json, context)?,
        Some(Act::Rate { take, verdict, story }) => takes::rate(take, verdict, story.as_deref(), json, context)?,
        Some(Act::Write { take, file, turn }) => takes::write(take, *turn, file, json, context)?,
        Some(Act::Transcribe { take, turn, with }) => {
            listening::transcribe(take, *turn, with.as_deref(), json, context)?
        }
        Some(Act::Sound { take, to, turn, force }) => takes::sound(take, *turn, to, *force, json, context)?,
        Some(Act::Remove {
            take,
            sound,
            for_good,
            yes,
        }) => {
            let what = match (sound, for_good) {
                (true, _) => takes::What::Sound,
                (false, true) => takes::What::ForGood,
                (false, false) => takes::What::Take,
            };
            takes::remove(take, what, *yes, json, context)?
        }
        Some(Act::Restore { take }) => takes::restore(take, json, context)?,
        Some(Act::Progress) => takes::progress(json, context)?,
    };
    context.print(&text)?;
    Ok(0)
}

/// A word that one of a few may be, where one was given.
fn parsed<T: FromStr<Err = UnknownSlug>>(slug: Option<&str>) -> Result<Option<T>, Error> {
    slug.map(|slug| slug.parse().map_err(unknown)).transpose()
}
