//! What becomes of takes: listing, showing, comparing, rating, writing down, their sound, removing, and looking back over all of them.

use std::fs;
use std::io::Write;
use std::path::Path;

use glidepath_app::practice::{
    Rating, TYPED, TakeFilter, bring_back_take, compare_takes, list_takes, look_back, may_see_review, purge_take,
    rate_drill, remove_sound, remove_take, removed_takes, review_take, write_turn,
};
use glidepath_app::review_answer::{LONGEST, unknown};
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{DrillOut, ProgressOut, SoundOut, TakeApartOut, TakeOut, TakesOut};
use glidepath_app::{Error, Kept, Recordings};
use glidepath_domain::{Drill, Verdict};

use super::telling::Room;
use super::which_take::{which_removed_take, which_take};
use crate::bank::{is_sure, with_bank};
use crate::brain::{self, Work};
use crate::complaint::Stop;
use crate::context::Context;
use crate::ears;
use crate::input::Source;
use crate::report::{self, bank as shapes, practice as said};

/// Which takes are listed.
pub(super) struct Only<'o> {
    pub(super) question: Option<&'o str>,
    pub(super) story: Option<&'o str>,
    pub(super) open: bool,
}

/// What is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The take; it can be brought back.
    Take,
    /// Its sound, for good.
    Sound,
    /// All of it, for good.
    ForGood,
}

pub(super) fn list(only: &Only<'_>, json: bool, context: &Context) -> Result<String, Stop> {
    let rows = with_bank(context, async |bank| {
        let story = match only.story {
            Some(meant) => Some(which_story(bank, meant).await?.id),
            None => None,
        };
        let filter = TakeFilter {
            question: only.question.map(str::to_owned),
            story,
            done: false,
        };
        let mut rows = list_takes(bank, &filter).await?;
        rows.retain(|row| !only.open || !may_see_review(&row.drill.value));
        Ok(rows)
    })?;
    Ok(if json {
        shapes::json(&TakesOut::of(&rows))
    } else {
        said::takes(&rows, context.paint())
    })
}

pub(super) fn removed(json: bool, context: &Context) -> Result<String, Stop> {
    let gone = with_bank(context, async |bank| removed_takes(bank).await)?;
    if json {
        return Ok(gone.iter().map(drill_json).collect());
    }
    Ok(said::removed(&gone, context.paint()))
}

pub(super) fn show(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let config = context.config()?;
    let (reviewer, _) = brain::reviewer(context, &config, false, Work::Few);
    let recordings = ears::recordings(context)?;
    Ok(with_bank(context, async |bank| {
        let kept = which_take(bank, meant).await?;
        let room = Room {
            bank,
            recordings: &recordings,
            reviewer: &reviewer,
            context,
            json,
        };
        shown(&room, &kept).await
    })?)
}

/// A take as it may be seen: with its review where that may be shown, else what was said so far.
pub(super) async fn shown(room: &Room<'_>, kept: &Kept<Drill>) -> Result<String, Error> {
    let unwritten = kept.value.answer().is_none_or(|answer| answer.text.is_empty());
    if unwritten || !may_see_review(&kept.value) {
        return Ok(if room.json {
            drill_json(kept)
        } else {
            said::drill(kept, room.context.paint())
        });
    }
    let settings = room.context.config()?.practice;
    let take = review_take(room.bank, room.reviewer, &settings, &kept.id).await?;
    Ok(if room.json {
        shapes::json(&TakeOut::of(&take))
    } else {
        report::take::take(&take, room.context.paint(), room.context.quiet())
    })
}

/// A drill without its review, as a line of JSON.
pub(super) fn drill_json(kept: &Kept<Drill>) -> String {
    shapes::json(&DrillOut::of(kept))
}

pub(super) fn compare(earlier: &str, later: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let config = context.config()?;
    let (reviewer, _) = brain::reviewer(context, &config, false, Work::Few);
    let apart = with_bank(context, async |bank| {
        let (one, other) = (which_take(bank, earlier).await?, which_take(bank, later).await?);
        compare_takes(bank, &reviewer, &one.id, &other.id).await
    })?;
    Ok(if json {
        shapes::json(&TakeApartOut::of(&apart))
    } else {
        report::takes_apart::text(&apart, context.paint())
    })
}

pub(super) fn rate(
    meant: &str,
    verdict: &str,
    story: Option<&str>,
    json: bool,
    context: &Context,
) -> Result<String, Stop> {
    let verdict: Verdict = verdict.parse().map_err(unknown)?;
    let config = context.config()?;
    let (reviewer, _) = brain::reviewer(context, &config, false, Work::Few);
    let recordings = ears::recordings(context)?;
    Ok(with_bank(context, async |bank| {
        let kept = which_take(bank, meant).await?;
        let story = match story {
            Some(meant) => Some(which_story(bank, meant).await?.id),
            None => None,
        };
        let done = rate_drill(bank, &reviewer, &kept.id, kept.version, &Rating { verdict, story }).await?;
        let room = Room {
            bank,
            recordings: &recordings,
            reviewer: &reviewer,
            context,
            json,
        };
        shown(&room, &done).await
    })?)
}

pub(super) fn write(meant: &str, turn: usize, file: &Path, json: bool, context: &Context) -> Result<String, Stop> {
    let what = "what is said in one turn is a few thousand bytes";
    let text = Source::of(file).text_of(LONGEST, what, "Give one turn at a time.")?;
    let kept = with_bank(context, async |bank| {
        let kept = which_take(bank, meant).await?;
        write_turn(bank, &kept.id, kept.version, turn, &text, &[], TYPED).await
    })?;
    Ok(written(&kept, turn, json))
}

/// What was written down.
pub(super) fn written(kept: &Kept<Drill>, turn: usize, json: bool) -> String {
    if json {
        return drill_json(kept);
    }
    let text = kept
        .value
        .turns
        .get(turn)
        .map(|turn| turn.text.as_str())
        .unwrap_or_default();
    format!(
        "{}\n\nTo go on: glidepath practice resume {}\n",
        crate::wrap::fill(text, crate::wrap::WIDTH, ""),
        kept.id
    )
}

pub(super) fn sound(
    meant: &str,
    turn: usize,
    to: &Path,
    force: bool,
    json: bool,
    context: &Context,
) -> Result<String, Stop> {
    let recordings = ears::recordings(context)?;
    let kept = with_bank(context, async |bank| which_take(bank, meant).await)?;
    let samples = samples_of(&recordings, &kept, turn)?;
    let name = crate::wrap::clean(&to.display().to_string());
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    if !force {
        options.create_new(true);
    }
    let file = options.open(to).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            let why = "nothing is written over unless you say so";
            return Error::invalid(
                "file-exists",
                format!("{name} is there already"),
                why,
                "Add --force, or choose another name.",
            );
        }
        Error::unavailable(
            "cannot-write",
            format!("{name} cannot be written"),
            error.to_string(),
            "Check the folder, its permissions and the disk.",
        )
    })?;
    let mut file = file;
    file.write_all(&glidepath_speech::wav(&samples))?;
    let seconds = samples.len() as f64 / glidepath_speech::RATE as f64;
    Ok(if json {
        shapes::json(&SoundOut::of(&kept.id, turn, &name, seconds))
    } else {
        format!("{name}: {}\n", said::long(seconds))
    })
}

fn samples_of(recordings: &Recordings, kept: &Kept<Drill>, turn: usize) -> Result<Vec<i16>, Error> {
    let recording = kept
        .value
        .turns
        .get(turn)
        .map(|turn| turn.recording.as_str())
        .unwrap_or_default();
    if recording.is_empty() {
        return Err(Error::not_found(
            "turn-without-sound",
            format!("Turn {turn} of this take has no sound"),
            "it was typed, was not told, or its sound was removed",
            "`glidepath practice show` says which turns there are; the answer is turn 0.",
        ));
    }
    Ok(recordings.read(recording)?)
}

pub(super) fn remove(meant: &str, what: What, yes: bool, json: bool, context: &Context) -> Result<String, Stop> {
    let recordings = ears::recordings(context)?;
    let kept = with_bank(context, async |bank| {
        // What was removed can still be wiped out.
        match which_take(bank, meant).await {
            Err(error) if what == What::ForGood && error.code == "no-such-take" => {
                which_removed_take(bank, meant).await
            }
            found => found,
        }
    })?;
    let asked = said::asked(&kept);
    let act = match what {
        What::Take => format!("Removing the take of \"{asked}\""),
        What::Sound => format!("Removing the sound of \"{asked}\" for good"),
        What::ForGood => format!("Wiping out the take of \"{asked}\", its history and its sound"),
    };
    if !is_sure(yes, &act)? {
        return Ok(shapes::declined(&act, "Nothing was removed.", json));
    }
    let said = with_bank(context, async |bank| {
        Ok(match what {
            What::Take => {
                remove_take(bank, &kept.id, Some(kept.version)).await?;
                format!("Removed. To bring it back: glidepath practice restore {}\n", kept.id)
            }
            What::Sound => {
                let (_, freed) = remove_sound(bank, &recordings, &kept.id, kept.version).await?;
                format!("The sound is gone, {freed} bytes; the words stay.\n")
            }
            What::ForGood => {
                purge_take(bank, &recordings, &kept.id).await?;
                "It is wiped out.\n".to_owned()
            }
        })
    })?;
    Ok(if json { drill_json(&kept) } else { said })
}

pub(super) fn restore(meant: &str, json: bool, context: &Context) -> Result<String, Stop> {
    let back = with_bank(context, async |bank| {
        let gone = which_removed_take(bank, meant).await?;
        bring_back_take(bank, &gone.id).await
    })?;
    Ok(if json {
        drill_json(&back)
    } else {
        format!("\"{}\" is back: {}\n", said::asked(&back), back.id)
    })
}

pub(super) fn progress(json: bool, context: &Context) -> Result<String, Stop> {
    let config = context.config()?;
    let (reviewer, _) = brain::reviewer(context, &config, false, Work::Few);
    let progress = with_bank(context, async |bank| look_back(bank, &reviewer).await)?;
    Ok(if json {
        shapes::json(&ProgressOut::of(&progress))
    } else {
        report::progress::text(&progress, context.paint())
    })
}
