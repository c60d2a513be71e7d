//! `review`: one answer, several, or a batch, reviewed and printed.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use glidepath_app::compare_answers::compare_answers;
use glidepath_app::config::Config;
use glidepath_app::review_answer::{Reviewed, review_answer, review_line};
use glidepath_app::wire::{ReviewIn, WordIn};
use glidepath_app::{Error, Reviewer};
use glidepath_domain::{Date, Level, Principle, Role, Severity};
use glidepath_review::{Settings, SettingsError};
use serde_json::Value;

use crate::args::Format;
use crate::brain::{self, Work};
use crate::complaint::{self, Outcome, Stop};
use crate::context::Context;
use crate::input::{Source, timings};
use crate::{batch, clock, report};

/// Review an answer: what an interviewer would hold against it, and in its favour.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 done, 1 findings at or above --fail-on, 2 bad input, 3 disk or machine.")]
pub(crate) struct Args {
    /// Text files, or .json files that hold one answer object; - is standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The question that was asked.
    #[arg(long, short = 'Q', value_name = "TEXT")]
    question: Option<String>,
    /// A principle the interviewer was assigned, such as dive-deep (repeatable).
    #[arg(long, short, value_name = "SLUG", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Principle::ALL.iter().map(|p| p.slug())))]
    principle: Vec<String>,
    /// The level applied for: L4 to L8.
    #[arg(long, value_name = "LEVEL", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Level::ALL.iter().map(|l| l.slug())))]
    level: Option<String>,
    /// The role applied for: sde, pm, em, data or ops.
    #[arg(long, value_name = "ROLE", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Role::ALL.iter().map(|r| r.slug())))]
    role: Option<String>,
    /// The day to review for, YYYY-MM-DD; today unless given.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Word timings: [{"w":"so","start_ms":0,"end_ms":180}, ...].
    #[arg(long, value_name = "FILE.json", conflicts_with = "jsonl")]
    words: Option<PathBuf>,
    /// Live with a rule's findings, and say why (repeatable).
    #[arg(long, value_name = "RULE=REASON")]
    allow: Vec<String>,
    /// Use rules alone, no model.
    #[arg(long)]
    rules_only: bool,
    /// From which severity on to end with exit code 1: hint, watch, costly or never.
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(["hint", "watch", "costly", "never"]))]
    fail_on: Option<String>,
    /// Review a batch: one answer object a line in, one review a line out. Flags fill in what a line leaves out.
    #[arg(long, value_name = "FILE|-", conflicts_with = "files")]
    jsonl: Option<PathBuf>,
    /// An earlier telling: print what FILE fixed, broke, kept and lost beside it, as text or JSON.
    #[arg(long, value_name = "EARLIER", conflicts_with = "jsonl")]
    against: Option<PathBuf>,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let mut config = context.config()?;
    for allow in &args.allow {
        add_allow(&mut config.settings, allow)?;
    }
    let work = if args.jsonl.is_some() { Work::Many } else { Work::Few };
    let (reviewer, _) = brain::reviewer(context, &config, args.rules_only, work);
    let fail_on = match args.fail_on.as_deref() {
        None => config.fail_on,
        Some(word) => word.parse().ok(),
    };
    let (worst, bad) = match (&args.jsonl, &args.against) {
        (Some(path), _) => run_batch(args, &Source::of(path), context, &config, &reviewer)?,
        (None, Some(earlier)) => run_against(args, earlier, context, &config, &reviewer)?,
        (None, None) => run_files(args, context, &config, &reviewer)?,
    };
    let failed = fail_on.is_some_and(|limit| worst.is_some_and(|worst| worst >= limit));
    Ok(bad.unwrap_or(u8::from(failed)))
}

/// The severest finding, and the exit code of the input that was bad, if any was.
type Seen = (Option<Severity>, Option<u8>);

fn run_files(args: &Args, context: &Context, config: &Config, reviewer: &Reviewer) -> Result<Seen, Stop> {
    let format = context.format().unwrap_or(Format::Text);
    let stdin = [PathBuf::from("-")];
    let files: &[PathBuf] = if args.files.is_empty() { &stdin } else { &args.files };
    if format == Format::Html && files.len() > 1 {
        let why = format!("{} were given, and an HTML page holds one review", files.len());
        return Err(Error::invalid(
            "usage",
            "Give one file for --format html",
            why,
            "Run it once for each file.",
        )
        .into());
    }
    if files.contains(&stdin[0]) && io::stdin().is_terminal() {
        context.say("Type or paste the answer, then press Ctrl-D on a line of its own.");
    }
    let words = args.words.as_deref().map(timings).transpose()?.unwrap_or_default();
    let today = clock::today();
    let (mut reviews, mut worst, mut bad) = (Vec::new(), None, None);
    for path in files {
        let source = Source::of(path);
        match one(args, &source, &words, config, reviewer, today) {
            Ok(reviewed) => {
                worst = worst.max(reviewed.review.findings.iter().map(|f| f.severity).max());
                reviews.push(report::Named {
                    name: source.name(),
                    reviewed,
                });
            }
            Err(error) if files.len() == 1 => return Err(error.into()),
            Err(error) => {
                let code = complaint::tell(&about(&source, error), format == Format::Json);
                bad = bad.max(Some(code));
            }
        }
    }
    let several = files.len() > 1;
    let paint = if args.output.is_some() {
        crate::paint::Paint { on: false }
    } else {
        context.paint()
    };
    let text = match format {
        Format::Text => report::text::all(&reviews, paint, context.quiet()),
        Format::Json => report::json(&reviews, several)?,
        Format::Sarif => report::sarif::all(&reviews),
        Format::Html => reviews
            .first()
            .map(|named| glidepath_web::single_file(&named.reviewed))
            .unwrap_or_default(),
    };
    let mut out = open_output(args.output.as_deref(), files)?;
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok((worst, bad))
}

/// Compares FILE with an earlier telling. What counts for `--fail-on` is what FILE has.
fn run_against(
    args: &Args,
    earlier: &Path,
    context: &Context,
    config: &Config,
    reviewer: &Reviewer,
) -> Result<Seen, Stop> {
    let usage = |why: String| {
        Error::invalid(
            "usage",
            "Two tellings are compared as text or JSON",
            why,
            "Write it as: glidepath review second.txt --against first.txt",
        )
    };
    let format = context.format().unwrap_or(Format::Text);
    if matches!(format, Format::Sarif | Format::Html) {
        return Err(usage("a comparison has no other format yet".to_owned()).into());
    }
    let [later] = args.files.as_slice() else {
        return Err(usage(format!("{} files were given beside --against", args.files.len())).into());
    };
    let words = args.words.as_deref().map(timings).transpose()?.unwrap_or_default();
    let today = clock::today();
    let before = one(args, &Source::of(earlier), &[], config, reviewer, today)?;
    let after = one(args, &Source::of(later), &words, config, reviewer, today)?;
    let comparison = compare_answers(&before, &after);
    let paint = if args.output.is_some() {
        crate::paint::Paint { on: false }
    } else {
        context.paint()
    };
    let text = match format {
        Format::Json => report::compared::json(&comparison)?,
        _ => report::compared::text(&comparison, paint, context.quiet()),
    };
    let read = [earlier.to_owned(), later.clone()];
    let mut out = open_output(args.output.as_deref(), &read)?;
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok((after.review.findings.iter().map(|f| f.severity).max(), None))
}

fn one(
    args: &Args,
    source: &Source,
    words: &[WordIn],
    config: &Config,
    reviewer: &Reviewer,
    today: Date,
) -> Result<Reviewed, Error> {
    let given = source.answer()?;
    let own = |slug: Option<&'static str>| slug.map(str::to_owned);
    let given = ReviewIn {
        question: args.question.clone().or(given.question),
        principles: if args.principle.is_empty() {
            given.principles
        } else {
            args.principle.clone()
        },
        level: args
            .level
            .clone()
            .or(given.level)
            .or_else(|| own(config.level.map(Level::slug))),
        role: args
            .role
            .clone()
            .or(given.role)
            .or_else(|| own(config.role.map(Role::slug))),
        as_of: args.as_of.clone().or(given.as_of),
        words: if words.is_empty() { given.words } else { words.to_vec() },
        ..given
    };
    review_answer(given, reviewer, today)
}

/// The error, saying which of several files it is about.
fn about(source: &Source, error: Error) -> Error {
    let name = source.name();
    if error.what.contains(&name) {
        error
    } else {
        Error {
            what: format!("{name}: {}", error.what),
            ..error
        }
    }
}

fn run_batch(
    args: &Args,
    source: &Source,
    context: &Context,
    config: &Config,
    reviewer: &Reviewer,
) -> Result<Seen, Stop> {
    if matches!(context.format(), Some(Format::Text | Format::Sarif | Format::Html)) {
        let why = "its reviews are one JSON object a line";
        return Err(Error::invalid(
            "usage",
            "A batch prints JSON",
            why,
            "Leave --format out, or use --format json.",
        )
        .into());
    }
    let today = match &args.as_of {
        None => clock::today(),
        Some(day) => day.parse::<Date>().map_err(|error| {
            let why = "as_of decides which events count as old";
            Error::invalid(
                "bad-date",
                error.to_string(),
                why,
                "Write the day as YYYY-MM-DD, such as 2026-03-31.",
            )
        })?,
    };
    let input = source.open()?;
    let mut out = open_output(args.output.as_deref(), args.jsonl.as_slice())?;
    let beside = args.output.is_some() || !io::stdout().is_terminal();
    let bar = batch::progress(
        !context.quiet() && beside && io::stderr().is_terminal(),
        source.length(),
    );
    let json = context.format() == Some(Format::Json);
    let name = source.name();
    let lacking = [
        ("question", args.question.clone().map(Value::from)),
        (
            "principles",
            (!args.principle.is_empty()).then(|| Value::from(args.principle.clone())),
        ),
        (
            "level",
            args.level
                .clone()
                .or_else(|| config.level.map(|l| l.slug().to_owned()))
                .map(Value::from),
        ),
        (
            "role",
            args.role
                .clone()
                .or_else(|| config.role.map(|r| r.slug().to_owned()))
                .map(Value::from),
        ),
    ];
    let lacking: serde_json::Map<String, Value> = lacking
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect();
    let answer = |number, line: &str| review_line(number, &filled_in(line, &lacking), reviewer, today);
    let tally = batch::run(input, &mut out, &answer, &bar, |number, error| {
        batch::tell(&name, number, error, json)
    })?;
    if tally.bad > 0 && !json {
        context.say(&format!(
            "{} of {} lines could not be reviewed; each has an error in its place.",
            tally.bad, tally.lines
        ));
    }
    Ok((tally.worst, (tally.bad > 0).then_some(2)))
}

/// The line with the fields it lacks. A line that is no object is left for the reader to complain about.
fn filled_in<'l>(line: &'l str, lacking: &serde_json::Map<String, Value>) -> Cow<'l, str> {
    if lacking.is_empty() {
        return Cow::Borrowed(line);
    }
    let Ok(Value::Object(mut fields)) = serde_json::from_str(line) else {
        return Cow::Borrowed(line);
    };
    for (name, value) in lacking {
        let own = fields.entry(name.as_str()).or_insert(Value::Null);
        if own.is_null() || own.as_array().is_some_and(Vec::is_empty) {
            own.clone_from(value);
        }
    }
    Cow::Owned(Value::Object(fields).to_string())
}

fn add_allow(settings: &mut Settings, given: &str) -> Result<(), Error> {
    let shape = "Write it as --allow no-metric=\"the figures are confidential\".";
    let Some((rule, reason)) = given.split_once('=') else {
        return Err(Error::invalid(
            "bad-allow",
            format!("\"{given}\" allows nothing"),
            "it names no reason",
            shape,
        ));
    };
    settings.allow(rule.trim(), reason).map_err(|error| match &error {
        SettingsError::UnknownRule { given, nearest } => Error::invalid(
            "unknown-rule",
            format!("There is no rule \"{given}\""),
            "only findings of a known rule can be allowed",
            format!("Did you mean \"{nearest}\"? `glidepath rules` lists them all."),
        ),
        _ => Error::invalid(
            "bad-allow",
            format!("\"{given}\" allows nothing"),
            error.to_string(),
            shape,
        ),
    })
}

/// Standard output, or the file named; never one of the files read.
fn open_output(path: Option<&Path>, read: &[PathBuf]) -> Result<Box<dyn Write>, Error> {
    let Some(path) = path else {
        return Ok(Box::new(BufWriter::new(io::stdout().lock())));
    };
    let name = path.display();
    let same = |other: &PathBuf| {
        other
            .canonicalize()
            .ok()
            .zip(path.canonicalize().ok())
            .is_some_and(|(a, b)| a == b)
    };
    if read.iter().any(same) {
        return Err(Error::invalid(
            "usage",
            format!("{name} is both read and written"),
            "the answer would be lost",
            "Give another --output.",
        ));
    }
    let file = File::create(path).map_err(|error| {
        Error::unavailable(
            "cannot-write",
            format!("{name} cannot be written"),
            error.to_string(),
            "Check the folder, its permissions and the disk.",
        )
    })?;
    Ok(Box::new(BufWriter::new(file)))
}
