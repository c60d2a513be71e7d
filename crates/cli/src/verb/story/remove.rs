//! `story remove` and `story restore`.

use glidepath_app::ErrorKind;
use glidepath_app::remove_story::{bring_back_story, purge_story, remove_story};
use glidepath_app::which_story::which_removed;
use glidepath_app::wire::StoryOut;

use super::{done, which};
use crate::bank::{is_sure, with_bank};
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::bank as report;

pub(super) fn remove(meant: &str, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let story = with_bank(context, async |bank| which(bank, meant).await)?;
    let what = format!("Removing \"{}\"", story.value.title);
    if !is_sure(yes, &what)? {
        return Ok(report::declined(&what, "Nothing was removed.", json));
    }
    let gone = with_bank(context, async |bank| {
        remove_story(bank, &story.id, Some(story.version)).await
    })?;
    Ok(if json {
        report::json(&StoryOut::of(&gone))
    } else {
        format!(
            "\"{}\" is removed. To bring it back: glidepath story restore {}\n",
            crate::wrap::clean(&gone.value.title),
            gone.id
        )
    })
}

pub(super) fn purge(meant: &str, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let story = with_bank(context, async |bank| match which(bank, meant).await {
        // One that was removed can be wiped out too.
        Err(error) if error.kind == ErrorKind::NotFound => which_removed(bank, meant).await,
        found => found,
    })?;
    let what = format!(
        "Wiping out \"{}\" with all its versions, drafts and tellings",
        story.value.title
    );
    if !is_sure(yes, &what)? {
        return Ok(report::declined(&what, "Nothing was wiped out.", json));
    }
    with_bank(context, async |bank| purge_story(bank, &story.id).await)?;
    Ok(if json {
        report::json(&StoryOut::of(&story))
    } else {
        format!("\"{}\" is wiped out.\n", crate::wrap::clean(&story.value.title))
    })
}

pub(super) fn restore(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let kept = with_bank(context, async |bank| {
        let gone = which_removed(bank, meant).await?;
        bring_back_story(bank, &gone.id).await
    })?;
    Ok(done(&kept, "is back", json))
}
