//! `loop run`: the rounds held from wherever the loop stands, or replayed from a file.

use glidepath_app::loops::answer_sheet::{AnswerSheet, LONGEST_SHEET, parse};
use glidepath_app::loops::{debrief_loop, find_loop, list_loops, replay, sample_loop};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Loop, LoopState};

use super::brought::{RunArgs, brought, keyboard, needs_person};
use super::candidate::{Candidate, Ended};
use super::looking;
use crate::bank::with_bank;
use crate::brain::{self, Work};
use crate::complaint::Outcome;
use crate::context::Context;
use crate::ears;
use crate::input::Source;
use crate::report::mock_loop as report;
use crate::verb::practice::listening;
use crate::verb::practice::telling::{Room, Why};

/// The exit code after Ctrl-C, as shells have it.
const STOPPED: u8 = 130;

pub(super) fn run(args: &RunArgs, context: &Context) -> Outcome {
    if args.sample {
        return replayed(&sample_loop()?, None, context);
    }
    if let Some(path) = &args.answers {
        let what = "a loop of six rounds is about 40,000 bytes";
        let text = Source::of(path).text_of(LONGEST_SHEET, what, "Give one loop at a time.")?;
        return replayed(&parse(&text)?, args.named.as_deref(), context);
    }
    live(args, context)
}

/// Holds a loop whose answers are written down, and prints its debrief.
fn replayed(sheet: &AnswerSheet, named: Option<&str>, context: &Context) -> Outcome {
    let recordings = ears::recordings(context)?;
    let (reviewer, _) = brain::reviewer(context, &context.config()?, false, Work::Many);
    let text = with_bank(context, async |bank| {
        let onto = match named {
            Some(named) => Some(find_loop(bank, named).await?.id),
            None => None,
        };
        let kept = replay(bank, &reviewer, &recordings, sheet, onto.as_deref()).await?;
        looking::shown_debrief(&debrief_loop(bank, &reviewer, &kept.id).await?, context)
    })?;
    context.print(&text)?;
    Ok(0)
}

fn live(args: &RunArgs, context: &Context) -> Outcome {
    let json = context.json()?;
    let brought = brought(args)?;
    let listening = listening::prepare(context, None)?;
    let (reviewer, _) = brain::reviewer(context, &context.config()?, false, Work::Few);
    let (text, code) = with_bank(context, async |bank| {
        let kept = match &args.named {
            Some(named) => find_loop(bank, named).await?,
            None => latest_running(bank).await?,
        };
        let room = Room {
            bank,
            recordings: &listening.recordings,
            reviewer: &reviewer,
            context,
            json,
        };
        let keyboard = keyboard(args);
        if kept.value.state == LoopState::Running && brought.is_none() && !keyboard.is_person() {
            return Err(needs_person());
        }
        let mut chair = Candidate {
            room,
            listening: &listening,
            keyboard,
            brought,
        };
        Ok(match chair.go_on(&kept.id).await? {
            Ended::Over(kept) => {
                let debriefed = debrief_loop(bank, &reviewer, &kept.id).await?;
                (looking::shown_debrief(&debriefed, context)?, 0)
            }
            Ended::Waits(kept, why) => {
                context.say(&report::waiting(&kept, context.paint()));
                let shown = if json {
                    looking::shown(bank, &kept, json, context).await?
                } else {
                    String::new()
                };
                (shown, if why == Why::Stopped { STOPPED } else { 0 })
            }
        })
    })?;
    context.print(&text)?;
    Ok(code)
}

async fn latest_running(bank: &Bank) -> Result<Kept<Loop>, Error> {
    let loops = list_loops(bank).await?;
    loops
        .into_iter()
        .find(|kept| kept.value.state == LoopState::Running)
        .ok_or_else(|| {
            Error::not_found(
                "no-open-loop",
                "No loop is on",
                "none was begun, or all are over",
                "Begin one: glidepath loop new.",
            )
        })
}
