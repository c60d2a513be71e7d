//! `drill recall`: one card after the other, the time measured from the moment it is shown; and answers from scripts.

use std::io::{self, BufRead, IsTerminal, Write};

use glidepath_app::answer_with::{Searched, answer_with, read_some};
use glidepath_app::find_stories::{StoryFilter, find_stories};
use glidepath_app::practice::recall::{self, Answer, Ask, Next, accepted, recall_answer, recall_card, recall_next};
use glidepath_app::seeker::Seeker;
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{DueOut, RecallOut, RecalledOut};
use glidepath_app::{Bank, Error, StoryCard};
use glidepath_domain::{Grade, MemoryKind, StoryId};

use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::clock::stopwatch;
use crate::complaint::{Outcome, Stop};
use crate::context::Context;
use crate::report::{bank as shapes, drill as report};

/// How many stories are held against the question to say which count as found.
const HELD: usize = 12;

/// An answer to a card.
#[derive(Debug, clap::Args)]
pub(super) struct AnswerArgs {
    /// The card, as `drill recall` names it.
    card: String,
    /// The story picked, for a question.
    #[arg(long, value_name = "STORY", conflicts_with_all = ["none", "grade"])]
    picked: Option<String>,
    /// No story came to mind, or none fits.
    #[arg(long, conflicts_with = "grade")]
    none: bool,
    /// How well it came back, for everything else: again, hard, good or easy.
    #[arg(long, value_name = "GRADE")]
    grade: Option<String>,
    /// How long it took, in milliseconds.
    #[arg(long, value_name = "MS")]
    took_ms: u64,
}

/// Asks card after card; each answer is kept before the next comes.
pub(super) fn recall(count: u16, json: bool, context: &Context) -> Outcome {
    let config = context.config()?;
    if !io::stdin().is_terminal() || json {
        let next = with_bank(context, async |bank| recall_next(bank).await)?;
        let text = if json {
            shapes::json(&RecallOut::of(&next))
        } else {
            report::next(&next, context.paint())
        };
        context.print(&text)?;
        return Ok(0);
    }
    let seeker = brain::seeker(context, &config, false, Work::Many);
    with_bank(context, async |bank| {
        let stories: Vec<StoryCard> = titled(bank).await?;
        for _ in 0..count {
            let Next::Ask(ask) = recall_next(bank).await? else {
                break;
            };
            if !one(bank, &seeker, &ask, &stories, context).await? {
                return Ok(());
            }
        }
        let next = recall_next(bank).await?;
        show(&report::ended(&next, context.paint()));
        Ok(())
    })?;
    Ok(0)
}

/// Asks one card. False when the person is gone.
async fn one(bank: &Bank, seeker: &Seeker, ask: &Ask, stories: &[StoryCard], context: &Context) -> Result<bool, Error> {
    let paint = context.paint();
    // What counts as found is known before the clock starts.
    let fits = found(bank, seeker, ask).await?;
    let is_match = ask.kind == MemoryKind::Match;
    if is_match {
        show(&report::stories(stories, paint));
    }
    show(&report::ask(ask, paint));
    let since = stopwatch();
    let mark = if is_match {
        "number, or nothing > "
    } else {
        "say it aloud, then press Enter > "
    };
    let Some(line) = line(mark)? else {
        return Ok(false);
    };
    let took = since();
    let answer = if is_match {
        let picked = line
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|n| stories.get(n.checked_sub(1)?));
        Answer::Picked(picked.map(|story| story.id.clone()))
    } else {
        show(&report::answer(ask, paint));
        let Some(grade) = graded()? else {
            return Ok(false);
        };
        Answer::Graded(grade)
    };
    let recalled = recall_answer(bank, &ask.card, ask.version, took, &answer, &fits).await?;
    let titles: Vec<&str> = stories
        .iter()
        .filter(|story| fits.iter().any(|fit| fit.0 == story.id))
        .map(|story| story.title.as_str())
        .collect();
    show(&report::recalled(&recalled, ask, took, &titles, paint));
    Ok(true)
}

/// The stories that count as found for a question; none for other cards.
async fn found(bank: &Bank, seeker: &Seeker, ask: &Ask) -> Result<Vec<StoryId>, Error> {
    if ask.kind != MemoryKind::Match {
        return Ok(Vec::new());
    }
    while read_some(bank, seeker).await? > 0 {}
    let fits = answer_with(bank, &ask.ask, HELD, seeker, &Searched::default()).await?;
    Ok(accepted(&fits))
}

async fn titled(bank: &Bank) -> Result<Vec<StoryCard>, Error> {
    let found = find_stories(bank, &StoryFilter::default()).await?;
    let mut stories: Vec<StoryCard> = found.rows.into_iter().map(|row| row.card).collect();
    // The same number for the same story from one question to the next.
    stories.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    Ok(stories)
}

pub(super) fn answer(args: &AnswerArgs, json: bool, context: &Context) -> Result<String, Stop> {
    let config = context.config()?;
    let seeker = brain::seeker(context, &config, false, Work::Many);
    let grade = args.grade.as_deref().map(|word| word.parse::<Grade>());
    let grade = grade.transpose().map_err(glidepath_app::review_answer::unknown)?;
    let (recalled, ask) = with_bank(context, async |bank| {
        let ask = recall_card(bank, &args.card).await?;
        let answer = match (&args.picked, args.none, grade) {
            (Some(story), ..) => Answer::Picked(Some(which_story(bank, story).await?.id)),
            (None, _, Some(grade)) => Answer::Graded(grade),
            (None, true, None) => Answer::Picked(None),
            (None, false, None) => return Err(no_answer()),
        };
        let fits = found(bank, &seeker, &ask).await?;
        let recalled = recall_answer(bank, &ask.card, ask.version, args.took_ms, &answer, &fits).await?;
        Ok((recalled, ask))
    })?;
    Ok(if json {
        shapes::json(&RecalledOut::of(&recalled))
    } else {
        report::recalled(&recalled, &ask, args.took_ms, &[], context.paint())
    })
}

fn no_answer() -> Error {
    Error::invalid(
        "recall-no-answer",
        "No answer was given",
        "a question is answered with a story, everything else with how well it came back",
        "Give --picked STORY, --none or --grade GRADE.",
    )
}

pub(super) fn due(json: bool, context: &Context) -> Result<String, Stop> {
    let (due, next_ms) = with_bank(context, async |bank| recall::due(bank).await)?;
    Ok(if json {
        shapes::json(&DueOut::of(due, next_ms))
    } else {
        report::due(due, next_ms)
    })
}

fn graded() -> Result<Option<Grade>, Error> {
    loop {
        let Some(line) = line("again, hard, good or easy > ")? else {
            return Ok(None);
        };
        let typed = line.trim().to_lowercase();
        let fitting = Grade::ALL
            .iter()
            .find(|grade| !typed.is_empty() && grade.slug().starts_with(&typed));
        if let Some(grade) = fitting {
            return Ok(Some(*grade));
        }
    }
}

/// A line from the person; none when they are gone.
fn line(mark: &str) -> Result<Option<String>, Error> {
    // That the mark cannot be shown is no reason to stop listening.
    drop(write!(io::stderr(), "{mark}").and_then(|()| io::stderr().flush()));
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).map_err(|error| {
        Error::unavailable(
            "cannot-read",
            "The terminal cannot be read",
            error.to_string(),
            "Answer from a script: glidepath drill answer.",
        )
    })?;
    Ok((read > 0).then_some(line))
}

/// Shows it. What was answered is kept, also where nobody is left to read this.
fn show(text: &str) {
    drop(io::stdout().lock().write_all(text.as_bytes()));
}
