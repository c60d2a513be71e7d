//! `story history` and `story diff`: the versions of a story.

use glidepath_app::story_history::{bring_back_version, story_at, story_difference, story_history};
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{DifferenceOut, HistoryOut};

use super::done;
use crate::bank::with_bank;
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::bank as report;

pub(super) fn history(meant: &str, bring_back: Option<i64>, json: bool, context: &Context) -> Result<String, Stop> {
    let Some(version) = bring_back else {
        let out = with_bank(context, async |bank| {
            let card = which_story(bank, meant).await?;
            let history = story_history(bank, &card.id).await?;
            Ok(HistoryOut::of(&card.id, &history))
        })?;
        return Ok(if json {
            report::json(&out)
        } else {
            report::history(&out, context.paint())
        });
    };
    let kept = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        bring_back_version(bank, &card.id, version, card.version).await?.kept()
    })?;
    Ok(done(&kept, &format!("is as it was in version {version}"), json))
}

pub(super) fn diff(
    meant: &str,
    older: Option<i64>,
    newer: Option<i64>,
    json: bool,
    context: &Context,
) -> Result<String, Stop> {
    let out = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        let newer = newer.unwrap_or(card.version);
        let older = older.unwrap_or((newer - 1).max(1));
        story_at(bank, &card.id, older).await?;
        let changes = story_difference(bank, &card.id, older, newer).await?;
        Ok(DifferenceOut::of(&card.id, older, newer, &changes))
    })?;
    Ok(if json {
        report::json(&out)
    } else {
        report::difference(&out, context.paint())
    })
}
