//! `story told`: notes a telling.

use glidepath_app::Error;
use glidepath_app::note_telling::{Told, note_telling};
use glidepath_app::which_story::which_story;
use glidepath_app::wire::TellingOut;
use glidepath_domain::Date;

use super::parsed;
use crate::bank::with_bank;
use crate::clock;
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::bank as report;
use crate::seconds::seconds;

#[derive(Debug, clap::Args)]
pub(super) struct ToldArgs {
    /// Which.
    story: String,
    /// What was asked.
    #[arg(long, value_name = "QUESTION")]
    question: Option<String>,
    /// The principle you told it for.
    #[arg(long, value_name = "SLUG")]
    principle: Option<String>,
    /// How long it took: 2:30, or seconds.
    #[arg(long, value_name = "M:SS")]
    took: Option<String>,
    /// The day; today unless given.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub(super) fn told(args: &ToldArgs, json: bool, context: &Context) -> Result<String, Stop> {
    let told = Told {
        question: args.question.clone().unwrap_or_default(),
        principle: parsed(args.principle.as_deref())?,
        seconds: args.took.as_deref().map(seconds).transpose()?,
        at_ms: args.on.as_deref().map(day).transpose()?,
    };
    let (title, telling) = with_bank(context, async |bank| {
        let card = which_story(bank, &args.story).await?;
        Ok((card.title, note_telling(bank, &card.id, &told).await?))
    })?;
    Ok(if json {
        report::json(&TellingOut::of(&telling))
    } else {
        format!("\"{title}\": noted as told on {}.\n", clock::said(telling.at_ms))
    })
}

fn day(on: &str) -> Result<i64, Error> {
    let bad = |why: String| {
        Error::invalid(
            "bad-date",
            format!("\"{on}\" is not a day written YYYY-MM-DD"),
            why,
            "Write the day as YYYY-MM-DD, such as 2026-03-31.",
        )
    };
    let date: Date = on.parse().map_err(|_| bad("it cannot be read".to_owned()))?;
    clock::start_of(date).ok_or_else(|| bad("there is no such day".to_owned()))
}
