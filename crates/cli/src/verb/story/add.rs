//! `story add`: stories out of a file, plain words among them. All of them are kept or none.

use std::path::Path;

use glidepath_app::Error;
use glidepath_app::keep_story::keep_stories;
use glidepath_app::lay_story::lay_story;
use glidepath_app::review_answer::LONGEST;
use glidepath_app::wire::StoriesAddedOut;
use glidepath_domain::Story;

use super::done;
use crate::bank::{rules, with_bank};
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::bank as report;
use crate::{clock, files};

pub(super) fn add(file: &Path, title: Option<&str>, json: bool, context: &Context) -> Result<String, Stop> {
    let files = files::incoming(std::slice::from_ref(&file.to_owned()))?;
    let brought = glidepath_exchange::read(&files).map_err(Error::from)?;
    let mut stories: Vec<Story> = brought.stories.into_iter().map(|told| told.story).collect();
    for source in brought.sources {
        if source.text.len() > LONGEST {
            return Err(Error::invalid(
                "text-too-long",
                format!("{} is {} bytes long", source.name, source.text.len()),
                format!("a story of two to three minutes is about 2,000 bytes, and the limit is {LONGEST}"),
                "Give one story at a time; `glidepath import` keeps long notes to dig in.",
            )
            .into());
        }
        stories.push(lay_story(
            &rules(context)?,
            title.unwrap_or_default(),
            &source.text,
            clock::today(),
        ));
    }
    if stories.is_empty() {
        return Err(Error::invalid(
            "no-story",
            "There is no story in it",
            "it is blank, or a list of questions",
            "Write the story down first; `glidepath question import` takes questions.",
        )
        .into());
    }
    if let (Some(title), [story]) = (title, stories.as_mut_slice()) {
        title.trim().clone_into(&mut story.title);
    }
    let kept = with_bank(context, async |bank| keep_stories(bank, &stories).await)?;
    if json && kept.len() > 1 {
        return Ok(report::json(&StoriesAddedOut::of(&kept)));
    }
    Ok(kept.iter().map(|kept| done(kept, "is kept", json)).collect())
}
