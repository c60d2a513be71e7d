//! `loop card`: the scorecard of a round, for a person who sits in it.

use std::path::PathBuf;

use glidepath_app::loops::{
    ask_by_person, blank_scorecard, drills_of, find_loop, hand_in, invite_questions, mock_loop, scorecard,
    write_scorecard,
};
use glidepath_app::scorecard_file::{read_scorecard, scorecard_file};
use glidepath_app::wire::ScorecardOut;
use glidepath_app::{Error, Kept};
use glidepath_domain::{Loop, Round};

use crate::bank::with_bank;
use crate::complaint::Stop;
use crate::context::Context;
use crate::input::Source;
use crate::report::{bank::json, mock_loop as report};

/// The longest scorecard file, in bytes: the notes, and as much again for what stands around them.
const LONGEST_FILE: usize = 2 * glidepath_app::review_answer::LONGEST;

/// Which scorecard, and what becomes of it.
#[derive(Debug, clap::Args)]
pub(super) struct CardArgs {
    /// Which loop.
    #[arg(value_name = "LOOP")]
    named: String,
    /// Which round, counted from 1.
    #[arg(value_name = "ROUND")]
    round: usize,
    /// Print the card as a file to fill in.
    #[arg(long, conflicts_with_all = ["write", "hand_in"])]
    blank: bool,
    /// Write it from a file, in place of what was there; - is standard input.
    #[arg(long, value_name = "FILE|-")]
    write: Option<PathBuf>,
    /// Put a question to the candidate, while the round is on.
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["blank", "write", "hand_in"])]
    ask: Option<String>,
    /// It follows up the answer given last.
    #[arg(long, requires = "ask")]
    follow_up: bool,
    /// Ask no more: the candidate's own questions come.
    #[arg(long, conflicts_with_all = ["ask", "blank", "write", "hand_in"])]
    invite: bool,
    /// Hand it in: it counts in the debrief, and does not change any more.
    #[arg(long)]
    hand_in: bool,
}

pub(super) fn card(args: &CardArgs, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let written = args.write.as_deref().map(|path| {
        let source = Source::of(path);
        let text = source.text_of(
            LONGEST_FILE,
            "a scorecard is a few thousand bytes",
            "Keep to what decides your vote.",
        )?;
        Ok::<_, Error>((text, source.name()))
    });
    let written = written.transpose()?;
    Ok(with_bank(context, async |bank| {
        let kept = find_loop(bank, &args.named).await?;
        let (at, round) = round_of(&kept, args.round)?;
        if let Some(words) = &args.ask {
            ask_by_person(bank, &kept.id, at, words, args.follow_up).await?;
        }
        if args.invite {
            invite_questions(bank, &kept.id, at).await?;
        }
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let there = scorecard(bank, &kept.id, at).await?;
        let seen = there.as_ref().map(|there| there.version);
        let blank = blank_scorecard(&kept.id, number, &round.seat);
        let mut now = (there.map_or_else(|| blank.clone(), |there| there.value), seen);
        if let Some((text, name)) = &written {
            let card = read_scorecard(text, name, &blank)?;
            let card = write_scorecard(bank, seen, &card).await?.kept()?;
            now = (card.value, Some(card.version));
        }
        if args.hand_in {
            let card = hand_in(bank, &kept.id, at, now.1.unwrap_or_default()).await?;
            now = (card.value, Some(card.version));
        }
        if args.blank {
            return Ok(scorecard_file(&now.0));
        }
        let kept = mock_loop(bank, &kept.id).await?;
        let told = drills_of(bank, &kept).await?.into_iter().nth(at).unwrap_or_default();
        Ok(if as_json {
            json(&ScorecardOut::of(&now.0, now.1.unwrap_or_default(), &told))
        } else {
            report::scorecard(&kept, &now.0, &told, context.paint())
        })
    })?)
}

fn round_of(kept: &Kept<Loop>, number: usize) -> Result<(usize, &Round), Error> {
    let round = number
        .checked_sub(1)
        .and_then(|at| Some((at, kept.value.rounds.get(at)?)));
    round.ok_or_else(|| {
        Error::not_found(
            "loop-no-such-round",
            format!("This loop has no round {number}"),
            format!("it has {}, counted from 1", kept.value.rounds.len()),
            "Choose one of its rounds.",
        )
    })
}
