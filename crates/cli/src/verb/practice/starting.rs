//! Starting a drill and going on with one: what is asked and how, and what the answer comes from.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use glidepath_app::practice::{
    Choice, FollowUps, Nudges, Said, Start, finish_turn, open_drills, remove_take, start_drill, take_again,
};
use glidepath_app::review_answer::{LONGEST, unknown};
use glidepath_app::which_story::which_story;
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Drill, Verdict};

use super::keyboard::Keyboard;
use super::listening::{self, Listening};
use super::takes;
use super::telling::{Brought, Held, Room, Why};
use super::which_take::which_take;
use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::complaint::Outcome;
use crate::context::Context;
use crate::input::Source;
use crate::report::practice as report;
use crate::seconds::seconds;

/// The exit code after Ctrl-C, as shells have it.
const STOPPED: u8 = 130;
/// The most follow-ups that can be asked for; over that, `all` is meant.
const MOST_FOLLOW_UPS: u32 = 50;

/// How a drill is held.
#[derive(Debug, clap::Args)]
pub(super) struct StartArgs {
    /// The question in your own words; the next one that is due for you unless given.
    #[arg(value_name = "QUESTION", conflicts_with_all = ["question", "next"])]
    words: Option<String>,
    /// A question of the bank, by its name.
    #[arg(long, value_name = "ID", conflicts_with = "next")]
    question: Option<String>,
    /// Whatever is weakest, or was asked longest ago.
    #[arg(long)]
    next: bool,
    /// plain, interrupted, switching or theme.
    #[arg(long, value_name = "VARIANT")]
    variant: Option<String>,
    /// How the interviewer carries it: terse, friendly, drilling or sceptical.
    #[arg(long, value_name = "HOW")]
    temperament: Option<String>,
    /// The timebox of the answer: 3:00, or seconds.
    #[arg(long, value_name = "M:SS")]
    limit: Option<String>,
    /// As in an exam: no nudges, no second try.
    #[arg(long)]
    exam: bool,
    /// Nudges while you type: on, off, or trial for every other drill.
    #[arg(long, value_name = "WHEN")]
    nudges: Option<String>,
    /// At most so many follow-ups, or all until the evidence ends; one to four unless given.
    #[arg(long, value_name = "N|all")]
    follow_ups: Option<String>,
    /// The story you will tell.
    #[arg(long, value_name = "STORY")]
    story: Option<String>,
    #[command(flatten)]
    answers: Answers,
}

/// Where answers come from, when nobody types them.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Answers {
    /// A sound file with the answer: WAV, MP3, M4A, OGG, Opus, WebM or FLAC.
    #[arg(long, value_name = "AUDIO", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// A file with the answer in words; - is standard input.
    #[arg(long, value_name = "FILE|-")]
    text: Option<PathBuf>,
    /// Replies to follow-ups, one a line, or {"reply":"..."} objects; "pass" passes. When they end, so do the questions.
    #[arg(long, value_name = "FILE")]
    replies: Option<PathBuf>,
    /// How you think it went, said beforehand: below, meets or raises.
    #[arg(long, value_name = "VERDICT")]
    verdict: Option<String>,
}

/// An answer that was brought along.
enum Given {
    Nothing,
    Words(String),
    Sound(PathBuf),
}

pub(super) fn start(args: &StartArgs, context: &Context) -> Outcome {
    let (given, mut brought) = brought(&args.answers)?;
    needs_person(&given, &brought)?;
    let start = start_of(args, context)?;
    let listening = listening::prepare(context, None)?;
    hold(context, &listening, async |room: &Room<'_>| {
        let story = match &args.story {
            Some(meant) => Some(which_story(room.bank, meant).await?.id),
            None => None,
        };
        brought.story.clone_from(&story);
        let kept = start_drill(room.bank, &Start { story, ..start }).await?;
        answer(room, &listening, kept, &given, true, &mut brought).await
    })
}

pub(super) fn resume(meant: Option<&str>, answers: &Answers, context: &Context) -> Outcome {
    let (given, mut brought) = brought(answers)?;
    let listening = listening::prepare(context, None)?;
    hold(context, &listening, async |room: &Room<'_>| {
        let kept = match meant {
            Some(meant) => which_take(room.bank, meant).await?,
            None => latest_open(room.bank).await?,
        };
        answer(room, &listening, kept, &given, false, &mut brought).await
    })
}

pub(super) fn again(meant: &str, answers: &Answers, context: &Context) -> Outcome {
    let (given, mut brought) = brought(answers)?;
    needs_person(&given, &brought)?;
    let listening = listening::prepare(context, None)?;
    hold(context, &listening, async |room: &Room<'_>| {
        let before = which_take(room.bank, meant).await?;
        let kept = take_again(room.bank, &before.id).await?;
        answer(room, &listening, kept, &given, true, &mut brought).await
    })
}

/// Opens the bank for one drill, and prints what it came to.
fn hold(context: &Context, listening: &Listening, act: impl AsyncFnOnce(&Room<'_>) -> Result<Held, Error>) -> Outcome {
    let json = context.json()?;
    let config = context.config()?;
    let (reviewer, _) = brain::reviewer(context, &config, false, Work::Few);
    let (text, code) = with_bank(context, async |bank| {
        let room = Room {
            bank,
            recordings: &listening.recordings,
            reviewer: &reviewer,
            context,
            json,
        };
        Ok(match act(&room).await? {
            Held::On(kept) | Held::Done(kept) => (takes::shown(&room, &kept).await?, 0),
            Held::Waits(kept, why) => {
                context.say(&report::waiting(&kept, context.paint()));
                let shown = if json { takes::drill_json(&kept) } else { String::new() };
                (shown, if why == Why::Stopped { STOPPED } else { 0 })
            }
        })
    })?;
    context.print(&text)?;
    Ok(code)
}

/// Answers the open turn with what was brought along, and goes on from there. A drill that was only begun for a file that cannot be heard
/// is taken away again.
async fn answer(
    room: &Room<'_>,
    listening: &Listening,
    kept: Kept<Drill>,
    given: &Given,
    fresh: bool,
    brought: &mut Brought,
) -> Result<Held, Error> {
    let kept = match given {
        Given::Nothing => kept,
        Given::Words(text) => {
            room.show(&report::question(&kept, room.context.paint()));
            let said = Said {
                text: text.clone(),
                ..Said::default()
            };
            finish_turn(room.bank, room.recordings, &kept.id, kept.version, &said).await?
        }
        Given::Sound(file) => {
            room.show(&report::question(&kept, room.context.paint()));
            match listening.take_in(&kept, file).await {
                Ok(()) => {}
                Err(error) if fresh => {
                    remove_take(room.bank, &kept.id, Some(kept.version)).await?;
                    return Err(error);
                }
                Err(error) => return Err(error),
            }
            let finished = finish_turn(room.bank, room.recordings, &kept.id, kept.version, &Said::default()).await?;
            let turn = finished.value.turns.len().saturating_sub(1);
            listening.write_down(room, &finished, turn).await?
        }
    };
    room.go_on(kept, brought).await
}

/// What the answers are, read before anything is begun.
fn brought(answers: &Answers) -> Result<(Given, Brought), Error> {
    let given = match (&answers.text, &answers.file) {
        (Some(path), _) => {
            let what = "an answer of two to three minutes is about 2,000 bytes";
            let text = Source::of(path).text_of(LONGEST, what, "Give one answer at a time.")?;
            if text.trim().is_empty() {
                return Err(Error::invalid(
                    "turn-empty",
                    "Nothing was said yet",
                    format!("{} holds no words", Source::of(path).name()),
                    "Give a file with an answer, or leave --text out and type it.",
                ));
            }
            Given::Words(text)
        }
        (None, Some(file)) => {
            // That it can be opened is known before a drill is begun for it.
            Source::of(file).open()?;
            Given::Sound(file.clone())
        }
        (None, None) => Given::Nothing,
    };
    let keyboard = match &answers.replies {
        Some(path) => Keyboard::Written(replies(path)?.into()),
        None if has_person(answers) => Keyboard::typed(),
        None => Keyboard::Written(Default::default()),
    };
    let verdict = answers
        .verdict
        .as_deref()
        .map(|word| word.parse::<Verdict>().map_err(unknown));
    let brought = Brought {
        keyboard,
        verdict: verdict.transpose()?,
        story: None,
    };
    Ok((given, brought))
}

/// Whether somebody sits at the terminal who can be asked; not while their answer comes through it.
fn has_person(answers: &Answers) -> bool {
    let piped = answers.text.as_ref().is_some_and(|path| path.as_os_str() == "-");
    !piped && io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn needs_person(given: &Given, brought: &Brought) -> Result<(), Error> {
    if brought.keyboard.is_person() || !matches!(given, Given::Nothing) {
        return Ok(());
    }
    Err(Error::invalid(
        "needs-terminal",
        "There is nobody to answer",
        "standard input is no terminal, and no answer was brought along",
        "Give it with --text FILE, --text - or --file AUDIO.",
    ))
}

/// Replies written beforehand: one a line, or objects with `reply`.
fn replies(path: &std::path::Path) -> Result<Vec<String>, Error> {
    let source = Source::of(path);
    let text = source.text_of(
        LONGEST,
        "replies to follow-ups are a few hundred bytes each",
        "Give fewer.",
    )?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            if !line.trim_start().starts_with('{') {
                return Ok(line.trim().to_owned());
            }
            let bad = |why: String| {
                Error::invalid(
                    "bad-json",
                    format!("Line {} of {} is no reply", at + 1, source.name()),
                    why,
                    "Write it as {\"reply\":\"...\"}, or as plain words.",
                )
            };
            let value: serde_json::Value = serde_json::from_str(line).map_err(|error| bad(error.to_string()))?;
            let reply = value.get("reply").and_then(serde_json::Value::as_str);
            reply
                .map(str::to_owned)
                .ok_or_else(|| bad("it has no \"reply\" in words".to_owned()))
        })
        .collect()
}

/// How the drill is to be held, from the flags and then the settings.
fn start_of(args: &StartArgs, context: &Context) -> Result<Start, Error> {
    let config = context.config()?;
    let choice = match (&args.words, &args.question) {
        (Some(words), _) => Choice::Own(words.clone()),
        (None, Some(id)) => Choice::Bank(id.clone()),
        (None, None) => Choice::Next,
    };
    let usual = Start::by(&config.practice);
    Ok(Start {
        choice,
        variant: super::parsed(args.variant.as_deref())?.unwrap_or(usual.variant),
        temperament: super::parsed(args.temperament.as_deref())?.unwrap_or(usual.temperament),
        limit_s: match &args.limit {
            Some(limit) => seconds(limit)?,
            None => usual.limit_s,
        },
        follow_ups: follow_ups(args.follow_ups.as_deref())?,
        exam: args.exam,
        nudges: match &args.nudges {
            Some(word) => nudges(word)?,
            None => usual.nudges,
        },
        level: config.level,
        role: config.role,
        ..usual
    })
}

fn follow_ups(given: Option<&str>) -> Result<FollowUps, Error> {
    let Some(word) = given else {
        return Ok(FollowUps::Drawn);
    };
    if word == "all" {
        return Ok(FollowUps::All);
    }
    let number = word.parse::<u32>().ok().filter(|n| *n <= MOST_FOLLOW_UPS);
    number.map(FollowUps::AtMost).ok_or_else(|| {
        Error::invalid(
            "unknown-value",
            format!("\"{word}\" is no number of follow-ups"),
            "they are counted, or go on until the evidence ends",
            format!("Give 0 to {MOST_FOLLOW_UPS}, or all."),
        )
    })
}

fn nudges(word: &str) -> Result<Nudges, Error> {
    match word {
        "on" => Ok(Nudges::On),
        "off" => Ok(Nudges::Off),
        "trial" => Ok(Nudges::Trial),
        _ => Err(Error::invalid(
            "unknown-value",
            format!("Nudges cannot be \"{word}\""),
            "they are shown, hidden, or shown on every other drill to see whether they help",
            "Give on, off or trial.",
        )),
    }
}

async fn latest_open(bank: &Bank) -> Result<Kept<Drill>, Error> {
    open_drills(bank).await?.into_iter().next().ok_or_else(|| {
        Error::not_found(
            "no-open-drill",
            "There is no drill to go on with",
            "every one has ended",
            "Begin one: glidepath practice.",
        )
    })
}
