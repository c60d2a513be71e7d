//! Sound files for a drill: taken in, decoded, written down by whoever is there. Whatever fails, the sound stays.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use glidepath_app::practice::{Transcriber, hear_upload, recording_of, transcribe_turn};
use glidepath_app::{Error, Kept, Recordings};
use glidepath_domain::Drill;

use super::takes;
use super::telling::Room;
use super::which_take::which_take;
use crate::bank::with_bank;
use crate::complaint::Stop;
use crate::context::Context;
use crate::ears::{self, With};
use crate::input::Source;

/// Bytes read at a time from a file that is taken in.
const PIECE: usize = 256 << 10;

/// Where sound is kept, and who writes it down.
pub(in crate::verb) struct Listening {
    pub(in crate::verb) recordings: Recordings,
    /// Who writes it down, or why nobody does.
    transcriber: Result<Arc<dyn Transcriber>, Error>,
    language: Option<String>,
}

/// What a drill with sound needs. That nobody writes it down is no reason to fail before there is sound.
///
/// # Errors
/// When the settings cannot be read, or the machine names no place for data.
pub(in crate::verb) fn prepare(context: &Context, with: Option<With>) -> Result<Listening, Error> {
    let config = context.config()?;
    Ok(Listening {
        recordings: ears::recordings(context)?,
        transcriber: ears::transcriber(context, &config, with),
        language: config.transcriber.language.clone(),
    })
}

impl Listening {
    /// Copies a sound file beside the open turn's recording, and decodes it.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or holds nothing that can be heard.
    pub(in crate::verb) async fn take_in(&self, kept: &Kept<Drill>, file: &Path) -> Result<(), Error> {
        let turn = kept.value.turns.len().saturating_sub(1);
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or("bin");
        let source = Source::of(file);
        let mut reader = source.open()?;
        let mut upload = self
            .recordings
            .upload(&recording_of(&kept.id, turn), &ending.to_lowercase())?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = reader.read(&mut piece).map_err(|error| {
                Error::unavailable(
                    "cannot-read",
                    format!("{} cannot be read", source.name()),
                    error.to_string(),
                    "Try again.",
                )
            })?;
            match piece.get(..read) {
                None | Some([]) => break,
                Some(bytes) => upload.write(bytes)?,
            }
        }
        upload.finish()?;
        hear_upload(&self.recordings, &kept.id, turn).await?;
        Ok(())
    }

    /// Has the recording of a turn written down.
    ///
    /// # Errors
    /// When nobody can, they fail, or Ctrl-C stops it. The error says where the sound is kept.
    pub(in crate::verb) async fn write_down(
        &self,
        room: &Room<'_>,
        kept: &Kept<Drill>,
        turn: usize,
    ) -> Result<Kept<Drill>, Error> {
        let again = match kept.value.of_loop {
            None => "`glidepath practice transcribe` tries again, `glidepath practice write` takes your own words.",
            Some(_) => "`glidepath loop run` tries again, with --text it takes your own words.",
        };
        let kept_all_the_same = |error: Error| Error {
            fix: format!("{} The sound is kept as turn {turn} of {}: {again}", error.fix, kept.id),
            ..error
        };
        let transcriber = self
            .transcriber
            .as_ref()
            .map_err(|error| kept_all_the_same(error.clone()))?;
        let sent = if transcriber.sends_sound() {
            "; the sound is sent to it"
        } else {
            ""
        };
        room.context
            .say(&format!("The {} writes it down{sent}.", transcriber.name()));
        let stopped = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stopped);
        let writing = transcribe_turn(
            room.bank,
            room.recordings,
            transcriber,
            &kept.id,
            turn,
            self.language.as_deref(),
            move |_| !asked.load(Ordering::Relaxed),
        );
        let mut writing = std::pin::pin!(writing);
        let written = loop {
            tokio::select! {
                written = &mut writing => break written,
                Ok(()) = tokio::signal::ctrl_c() => stopped.store(true, Ordering::Relaxed),
            }
        };
        written.map_err(kept_all_the_same)
    }
}

pub(in crate::verb) fn transcribe(
    meant: &str,
    turn: usize,
    with: Option<&str>,
    json: bool,
    context: &Context,
) -> Result<String, Stop> {
    let listening = prepare(context, with.map(With::named).transpose()?)?;
    let reviewer = crate::bank::rules(context)?;
    let written = with_bank(context, async |bank| {
        let kept = which_take(bank, meant).await?;
        let room = Room {
            bank,
            recordings: &listening.recordings,
            reviewer: &reviewer,
            context,
            json,
        };
        listening.write_down(&room, &kept, turn).await
    })?;
    Ok(takes::written(&written, turn, json))
}
