//! Looking at loops: the list, where one stands, and what came of it.

use std::path::Path;

use glidepath_app::hand_out_debrief::debrief_markdown;
use glidepath_app::loops::answer_sheet::sheet_of;
use glidepath_app::loops::{Debriefed, compare_loops, debrief_loop, drills_of, find_loop, list_loops, removed_loops};
use glidepath_app::wire::{DebriefOut, LoopsApartOut, LoopsOut, MockLoopOut};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Loop, LoopState};

use crate::args::Format;
use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::complaint::{Outcome, Stop};
use crate::context::Context;
use crate::files;
use crate::report::{self, bank::json, mock_loop as said};

pub(super) fn list(context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let loops = with_bank(context, async |bank| list_loops(bank).await)?;
    Ok(if as_json {
        json(&LoopsOut::of(&loops))
    } else {
        said::loops(&loops, context.paint())
    })
}

pub(super) fn removed(context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let loops = with_bank(context, async |bank| removed_loops(bank).await)?;
    Ok(if as_json {
        json(&LoopsOut::of(&loops))
    } else {
        said::removed(&loops, context.paint())
    })
}

pub(super) fn show(named: &str, answers: bool, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    Ok(with_bank(context, async |bank| {
        let kept = find_loop(bank, named).await?;
        if answers && kept.value.state == LoopState::Running {
            return Err(Error::invalid(
                "loop-running",
                "This loop is not over",
                "its answers are written down with who looked for what, which stays hidden until then",
                "Go on with it, or leave it: glidepath loop leave.",
            ));
        }
        if answers {
            return Ok(sheet_of(&kept.value, &drills_of(bank, &kept).await?));
        }
        shown(bank, &kept, as_json, context).await
    })?)
}

/// A loop as it may be seen, with all that was asked and said so far.
pub(super) async fn shown(bank: &Bank, kept: &Kept<Loop>, as_json: bool, context: &Context) -> Result<String, Error> {
    let drills = drills_of(bank, kept).await?;
    Ok(if as_json {
        json(&MockLoopOut::of(kept, &drills))
    } else {
        said::looped(kept, &drills, context.paint())
    })
}

/// What came of a loop, printed or written to a file.
pub(super) fn debrief(named: &str, to: Option<&Path>, force: bool, context: &Context) -> Outcome {
    let shape = match to {
        Some(path) => of_ending(path)?,
        None => of_format(context)?,
    };
    let (reviewer, _) = brain::reviewer(context, &context.config()?, false, Work::Many);
    let debriefed = with_bank(context, async |bank| {
        let kept = find_loop(bank, named).await?;
        debrief_loop(bank, &reviewer, &kept.id).await
    })?;
    let text = written(&debriefed, shape, context);
    match to {
        None => context.print(&text)?,
        Some(path) => {
            files::write(&[(path.to_owned(), text.into_bytes())], force)?;
            context.say(&format!(
                "{} is written.",
                crate::wrap::clean(&path.display().to_string())
            ));
        }
    }
    Ok(0)
}

/// What a debrief is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Json,
    Html,
    Markdown,
}

fn written(debriefed: &Debriefed, shape: Shape, context: &Context) -> String {
    match shape {
        Shape::Text => report::debrief::debrief(&debriefed.kept, &debriefed.debrief, context.paint(), context.quiet()),
        Shape::Json => json(&DebriefOut::of(debriefed)),
        Shape::Html => glidepath_web::debrief_file(&debriefed.kept, &debriefed.debrief),
        Shape::Markdown => debrief_markdown(debriefed),
    }
}

/// A debrief as the format asked for has it, for people or programs.
pub(super) fn shown_debrief(debriefed: &Debriefed, context: &Context) -> Result<String, Error> {
    Ok(written(debriefed, of_format(context)?, context))
}

fn of_format(context: &Context) -> Result<Shape, Error> {
    match context.format() {
        None | Some(Format::Text) => Ok(Shape::Text),
        Some(Format::Json) => Ok(Shape::Json),
        Some(Format::Html) => Ok(Shape::Html),
        Some(Format::Sarif) => Err(Error::invalid(
            "unknown-value",
            "A debrief is printed as text, JSON or HTML",
            "sarif is a format of a review",
            "Use --format text, json or html; --to FILE.md writes Markdown.",
        )),
    }
}

fn of_ending(path: &Path) -> Result<Shape, Error> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => Ok(Shape::Markdown),
        Some("html" | "htm") => Ok(Shape::Html),
        Some("json") => Ok(Shape::Json),
        Some("txt") => Ok(Shape::Text),
        _ => Err(Error::invalid(
            "unknown-ending",
            format!("{} could be anything", path.display()),
            "the endings known are: md, html, json, txt",
            "Name the file like debrief.md.",
        )),
    }
}

/// Two loops held against each other.
pub(super) fn compare(before: &str, after: &str, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let (reviewer, _) = brain::reviewer(context, &context.config()?, false, Work::Many);
    let apart = with_bank(context, async |bank| {
        let (before, after) = (find_loop(bank, before).await?, find_loop(bank, after).await?);
        if before.id == after.id {
            return Err(Error::invalid(
                "loops-same",
                "These are the same loop",
                "both names mean it",
                "Name two; `glidepath loop show` lists them.",
            ));
        }
        compare_loops(bank, &reviewer, &before.id, &after.id).await
    })?;
    Ok(if as_json {
        json(&LoopsApartOut::of(&apart))
    } else {
        report::loops_apart::text(&apart, context.paint())
    })
}
