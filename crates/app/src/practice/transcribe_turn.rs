//! Having a recording written down. The drill may go on meanwhile; whatever goes wrong, the recording stays.

use std::sync::Arc;

use glidepath_domain::Drill;

use super::beside::beside;
use super::finish_turn::{said_turn, write_heard};
use super::open_drill::drill;
use super::transcriber::{Transcriber, sound_words};
use crate::{Bank, Error, Kept, Recordings};

/// Has the recording of a turn written down. Words that the person typed are not overwritten. `progress` is told how far it is, from 0 to 1, and
/// may say no, which ends it.
///
/// # Errors
/// When there is no such turn or recording, or the transcriber fails or gives back what cannot have been said.
pub async fn transcribe_turn(
    bank: &Bank,
    recordings: &Recordings,
    transcriber: &Arc<dyn Transcriber>,
    id: &str,
    turn: usize,
    language: Option<&str>,
    mut progress: impl FnMut(f64) -> bool + Send + 'static,
) -> Result<Kept<Drill>, Error> {
    let mut value = drill(bank, id).await?.value;
    let recording = said_turn(&mut value, turn)?.recording.clone();
    if recording.is_empty() {
        return Err(Error::not_found(
            "turn-without-sound",
            "There is no recording to write down",
            "this turn was typed, or its sound was removed",
            "Type what you said, or record it again.",
        ));
    }
    let (recordings, transcriber) = (recordings.clone(), Arc::clone(transcriber));
    let language = language.map(str::to_owned);
    let (heard, name) = beside(move || {
        let samples = recordings.read(&recording)?;
        let name = transcriber.name();
        let heard = transcriber.hear(&samples, language.as_deref(), &mut progress)?;
        let heard = sound_words(heard, &name, samples.len(), language.as_deref())?;
        Ok((heard, name))
    })
    .await?;
    write_heard(bank, id, turn, &heard.text, &heard.words, &name).await
}
