//! `story edit`: a story as Markdown in the person's own editor. A slip leaves the text where it can be found.

use glidepath_app::keep_story::keep_story;
use glidepath_app::wire::StoryOut;
use glidepath_app::{Error, Incoming, Saved};
use glidepath_exchange::write;

use super::{done, which};
use crate::bank::with_bank;
use crate::complaint::Stop;
use crate::context::Context;
use crate::editor;
use crate::report::bank as report;

pub(super) fn edit(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let before = with_bank(context, async |bank| which(bank, meant).await)?;
    let note = write::markdown(&[(before.id.clone(), before.value.clone())]);
    let (name, text) = note.into_iter().next().unwrap_or_default();
    let name = format!("edit-{}-{name}", std::process::id());
    let (path, left) = editor::edit(&context.data_dir()?, &name, &text)?;
    if left == text {
        editor::forget(&path);
        return Ok(if json {
            report::json(&StoryOut::of(&before))
        } else {
            "Nothing was changed.\n".to_owned()
        });
    }
    let stays = |error: Error| Error {
        fix: format!("{} Your text is in {}.", error.fix, path.display()),
        ..error
    };
    let brought = glidepath_exchange::read(&[Incoming::new(name, left)])
        .map_err(Error::from)
        .map_err(stays)?;
    let mut stories = brought.stories.into_iter();
    let (Some(told), None) = (stories.next(), stories.next()) else {
        return Err(stays(Error::invalid(
            "not-a-story",
            "What you left is no story any more",
            "the lines between the two --- say that it is one",
            "Put them back and import the file.",
        ))
        .into());
    };
    let saved = with_bank(context, async |bank| {
        keep_story(bank, Some(&before.id), Some(before.version), &told.story).await
    });
    match saved.map_err(stays)? {
        Saved::Kept(kept) => {
            editor::forget(&path);
            Ok(done(&kept, "is kept", json))
        }
        clash @ Saved::Clash(_) => Err(clash.kept().map_err(stays).err().map_or(Stop::Done, Stop::Failed)),
    }
}
