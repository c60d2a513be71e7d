//! `loop new`: who sits in which round, from what was chosen, read from a job description or drawn.

use std::path::{Path, PathBuf};

use glidepath_app::Error;
use glidepath_app::loops::{
    ChosenSeat, JobRead, LONGEST_JOB, LoopWish, MOST_ROUNDS, next_draw, plan_loop, read_job, start_loop,
};
use glidepath_app::review_answer::unknown;
use glidepath_app::wire::{LoopPlanOut, MockLoopOut};
use glidepath_content::personas;

use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::complaint::{Stop, nearest};
use crate::context::Context;
use crate::input::Source;
use crate::report::{bank::json, mock_loop as report};

/// How a loop is to be.
#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// What you call it.
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    name: String,
    /// The kind of work: sde, pm, em, data or ops. Read from the job or from what you prepare for unless given.
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// The level: L4 to L8.
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// How many rounds: 4 to 6.
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: u32,
    /// How long a round is: 8 to 60 minutes, or real for 45.
    #[arg(long, value_name = "N|real", default_value = "real")]
    minutes: String,
    /// The principles in scope, with commas between, the weightiest first.
    #[arg(long, value_name = "SLUGS", value_delimiter = ',')]
    principles: Vec<String>,
    /// A file with the job description, from which role, level and principles are read; - is standard input.
    #[arg(long, value_name = "FILE|-")]
    job: Option<PathBuf>,
    /// Who sits in a round, as in 2=cause-hunter; without a number the next round. Repeatable; drawn unless given.
    #[arg(long = "persona", value_name = "[N=]SLUG")]
    personas: Vec<String>,
    /// Let a person sit in a round, as in 3=Ana. Repeatable.
    #[arg(long = "person", value_name = "N=NAME")]
    persons: Vec<String>,
    /// Another number draws other people and other questions.
    #[arg(long, value_name = "N")]
    draw: Option<u64>,
    /// Show the plan, and what was read from the job, and begin nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn new(args: &NewArgs, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let wish = wish(args)?;
    let seeker = brain::seeker(context, &context.config()?, false, Work::Many);
    // A file without a word in it is told of, not passed over.
    let read: Option<JobRead> = match args.job {
        None => None,
        Some(_) => Some(read_job(&seeker, wish.job.trim())?),
    };
    let (text, note) = with_bank(context, async |bank| {
        let draw = match args.draw {
            Some(draw) => draw,
            None => next_draw(bank).await?,
        };
        let planned = plan_loop(bank, &seeker, &LoopWish { draw, ..wish }).await?;
        if args.dry_run {
            let text = if as_json {
                json(&LoopPlanOut::of(&planned, read.as_ref(), draw))
            } else {
                report::plan(&planned, read.as_ref(), draw, context.paint())
            };
            return Ok((text, String::new()));
        }
        let kept = start_loop(bank, &planned.looped).await?;
        let text = if as_json {
            json(&MockLoopOut::of(&kept, &[]))
        } else {
            report::begun(&kept, &planned, read.as_ref(), context.paint())
        };
        Ok((text, report::to_go_on(&kept, context.paint())))
    })?;
    if !note.is_empty() && !as_json {
        context.say(&note);
    }
    Ok(text)
}

fn wish(args: &NewArgs) -> Result<LoopWish, Error> {
    let principles = args.principles.iter().map(|slug| slug.trim().parse().map_err(unknown));
    Ok(LoopWish {
        name: args.name.clone(),
        role: args
            .role
            .as_deref()
            .map(|slug| slug.parse().map_err(unknown))
            .transpose()?,
        level: args
            .level
            .as_deref()
            .map(|slug| slug.parse().map_err(unknown))
            .transpose()?,
        job: args.job.as_deref().map(job).transpose()?.unwrap_or_default(),
        scope: principles.collect::<Result<_, _>>()?,
        rounds: args.rounds,
        minutes: minutes(&args.minutes)?,
        chosen: chosen(args)?,
        ..LoopWish::default()
    })
}

fn job(path: &Path) -> Result<String, Error> {
    let what = "a job description is a few thousand bytes";
    Source::of(path).text_of(LONGEST_JOB, what, "Give the advertisement alone.")
}

fn minutes(typed: &str) -> Result<u32, Error> {
    if typed == "real" {
        return Ok(LoopWish::default().minutes);
    }
    typed.parse().map_err(|_| {
        Error::invalid(
            "bad-time",
            format!("\"{typed}\" is no length of a round"),
            "it is a whole number of minutes, or the word real",
            "Write it like --minutes 15.",
        )
    })
}

/// What was chosen for the seats, by place.
fn chosen(args: &NewArgs) -> Result<Vec<ChosenSeat>, Error> {
    let mut seats: Vec<ChosenSeat> = Vec::new();
    let mut next = 1;
    for given in &args.personas {
        let (round, slug) = match given.split_once('=') {
            Some((number, slug)) => (round(number, given)?, slug.trim()),
            None => (next, given.trim()),
        };
        next = round + 1;
        if !personas().iter().any(|persona| persona.slug == slug) {
            return Err(no_persona(slug));
        }
        seat(&mut seats, round)?.persona = slug.to_owned();
    }
    for given in &args.persons {
        let (number, name) = given.split_once('=').unwrap_or_default();
        if name.trim().is_empty() {
            return Err(Error::invalid(
                "bad-seat",
                format!("\"{given}\" does not say who sits where"),
                "a person is named with their round, as in 3=Ana",
                "Write it like --person 3=Ana.",
            ));
        }
        seat(&mut seats, round(number, given)?)?.person = name.trim().to_owned();
    }
    Ok(seats)
}

fn round(number: &str, given: &str) -> Result<usize, Error> {
    number
        .trim()
        .parse()
        .ok()
        .filter(|round| (1..=MOST_ROUNDS).contains(round))
        .ok_or_else(|| {
            Error::invalid(
                "bad-seat",
                format!("\"{given}\" names no round"),
                format!("rounds are counted from 1, and there are {MOST_ROUNDS} at most"),
                "Write the round before the =, like 2=cause-hunter.",
            )
        })
}

/// The seat of a round, counted from 1, with drawn ones before it.
fn seat(seats: &mut Vec<ChosenSeat>, round: usize) -> Result<&mut ChosenSeat, Error> {
    if seats.len() < round {
        seats.resize_with(round, ChosenSeat::default);
    }
    round.checked_sub(1).and_then(|at| seats.get_mut(at)).ok_or_else(|| {
        Error::invalid(
            "bad-seat",
            format!("There is no round {round}"),
            format!("rounds are counted from 1, and there are {MOST_ROUNDS} at most"),
            "Choose for fewer rounds.",
        )
    })
}

fn no_persona(given: &str) -> Error {
    let near = nearest(given, personas().iter().map(|persona| persona.slug));
    let known: Vec<&str> = personas().iter().map(|persona| persona.slug).collect();
    Error::invalid(
        "unknown-value",
        format!("There is no persona \"{given}\""),
        format!("it is one of: {}", known.join(", ")),
        format!("Did you mean \"{near}\"?"),
    )
}
