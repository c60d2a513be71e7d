//! The end of a turn: what was said is kept with what its sound says; or the question is passed. And the words of a turn, written down
//! or put right later.

use glidepath_domain::{Drill, DrillState, ReplyKind, ShownNudge, TimedWord, Turn};

use super::open_drill::{drill, keep, refuse_unless, seen_drill};
use super::recording::{delivery_of, recording_of};
use crate::review_answer::LONGEST;
use crate::{Bank, Error, Kept, Recordings};

/// Who wrote words down that were typed.
pub const TYPED: &str = "typed";

/// What was said in a turn. Sound lies under the turn's own name and is found by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The words; empty where there is sound that nobody has written down yet.
    pub text: String,
    /// Their times, where the recogniser gave them.
    pub words: Vec<TimedWord>,
    /// Who wrote them down: `typed`, `browser`; `typed` where nothing is said.
    pub written_by: String,
    /// How long it took by the clock, in milliseconds.
    pub took_ms: Option<u64>,
    /// Nudges shown meanwhile.
    pub nudges: Vec<ShownNudge>,
    /// When the teller was cut in on, in milliseconds from the start of the turn.
    pub interrupted_ms: Option<u64>,
}

/// Ends the open turn with what was said.
///
/// # Errors
/// When no turn is open, nothing was said (neither a word nor a sound), times run backwards, or the drill went on elsewhere. Sound that
/// was recorded stays in every case.
pub async fn finish_turn(
    bank: &Bank,
    recordings: &Recordings,
    id: &str,
    seen: i64,
    said: &Said,
) -> Result<Kept<Drill>, Error> {
    let mut value = seen_drill(bank, id, seen).await?.value;
    let at = open_turn(&value)?;
    refuse_unfit(&said.text, &said.words)?;
    let recording = recording_of(id, at);
    let delivery = delivery_of(recordings, &recording).await?;
    let text = said.text.trim();
    match &delivery {
        None if text.is_empty() => return Err(nothing_said()),
        Some(delivery) if text.is_empty() && delivery.speech.is_empty() => return Err(silent(delivery.duration_ms)),
        _ => {}
    }
    if let Some(turn) = value.turns.get_mut(at) {
        turn.reply = ReplyKind::Said;
        write(turn, &said.text, &said.words, &said.written_by);
        turn.recording = if delivery.is_some() { recording } else { String::new() };
        turn.took_ms = said.took_ms.or(delivery.as_ref().map(|delivery| delivery.duration_ms));
        turn.delivery = delivery;
        turn.nudges.clone_from(&said.nudges);
        turn.interrupted_ms = said.interrupted_ms;
    }
    value.state = DrillState::Asking;
    keep(bank, id, seen, &value).await
}

/// Passes the follow-up that is open. That is allowed, and counted. The question itself is not passed but left; in a loop it may be
/// passed, and the interviewer goes on to the next.
///
/// # Errors
/// When no follow-up is open, or the drill went on elsewhere.
pub async fn pass_turn(
    bank: &Bank,
    recordings: &Recordings,
    id: &str,
    seen: i64,
    took_ms: Option<u64>,
) -> Result<Kept<Drill>, Error> {
    let mut value = seen_drill(bank, id, seen).await?.value;
    let at = open_turn(&value)?;
    if at == 0 && value.of_loop.is_none() {
        return Err(Error::invalid(
            "drill-pass-question",
            "The question itself cannot be passed",
            "without an answer there is nothing to ask about",
            "Say what you can, leave the drill, or start with another question.",
        ));
    }
    let recording = recording_of(id, at);
    // What was begun and given up stays: it may be listened to.
    let delivery = delivery_of(recordings, &recording).await?;
    if let Some(turn) = value.turns.get_mut(at) {
        turn.reply = ReplyKind::Passed;
        turn.recording = if delivery.is_some() { recording } else { String::new() };
        turn.took_ms = took_ms;
        turn.delivery = delivery;
    }
    if at == 0 {
        value.state = DrillState::Rating;
    }
    keep(bank, id, seen, &value).await
}

/// Writes down what was said in a turn, or puts right what a recogniser made of it. Allowed at any time: a recording may be listened to again.
///
/// # Errors
/// When there is no such turn or it was not answered, there are no words, times run backwards, or the drill went on elsewhere.
pub async fn write_turn(
    bank: &Bank,
    id: &str,
    seen: i64,
    turn: usize,
    text: &str,
    words: &[TimedWord],
    written_by: &str,
) -> Result<Kept<Drill>, Error> {
    let mut value = seen_drill(bank, id, seen).await?.value;
    let said = said_turn(&mut value, turn)?;
    if text.trim().is_empty() {
        return Err(nothing_said());
    }
    refuse_unfit(text, words)?;
    write(said, text, words, written_by);
    keep(bank, id, seen, &value).await
}

/// Writes what somebody else heard into a turn, while the person may go on with the drill: whoever is faster, both are kept. Words that
/// came in meanwhile stay.
pub(super) async fn write_heard(
    bank: &Bank,
    id: &str,
    turn: usize,
    text: &str,
    words: &[TimedWord],
    by: &str,
) -> Result<Kept<Drill>, Error> {
    /// A person writes a few times a minute: who was too late four times over meets something else.
    const TRIES: usize = 5;
    let mut tries = 0;
    loop {
        let kept = drill(bank, id).await?;
        let mut value = kept.value.clone();
        let said = said_turn(&mut value, turn)?;
        if !said.text.trim().is_empty() && said.written_by == TYPED {
            return Ok(kept);
        }
        write(said, text, words, by);
        match keep(bank, id, kept.version, &value).await {
            Err(error) if error.code == "drill-went-on" && tries < TRIES => tries += 1,
            kept => return kept,
        }
    }
}

fn write(turn: &mut Turn, text: &str, words: &[TimedWord], written_by: &str) {
    let text = text.trim();
    text.clone_into(&mut turn.text);
    turn.words = words.to_vec();
    turn.written_by = match (text.is_empty(), written_by) {
        (true, _) => String::new(),
        (false, "") => TYPED.to_owned(),
        (false, by) => by.to_owned(),
    };
}

/// The place of the turn that waits for an answer.
pub(super) fn open_turn(drill: &Drill) -> Result<usize, Error> {
    refuse_unless(drill, &[DrillState::Telling, DrillState::Asking], "answered")?;
    let last = drill.turns.len().checked_sub(1);
    let open = last.filter(|at| drill.turns.get(*at).is_some_and(|turn| turn.reply == ReplyKind::Open));
    open.ok_or_else(|| {
        Error::invalid(
            "drill-nothing-open",
            "No question waits for an answer",
            "the last one was answered or passed",
            "Ask for the next one, or say that it is enough.",
        )
    })
}

pub(super) fn said_turn(drill: &mut Drill, turn: usize) -> Result<&mut Turn, Error> {
    let said = drill.turns.get_mut(turn).filter(|turn| turn.reply == ReplyKind::Said);
    said.ok_or_else(|| {
        Error::not_found(
            "drill-no-such-turn",
            format!("Nothing was said in turn {turn} of this drill"),
            "it was not asked, is still open, or was passed",
            "Choose a turn that was answered; the answer itself is turn 0.",
        )
    })
}

fn refuse_unfit(text: &str, words: &[TimedWord]) -> Result<(), Error> {
    if text.len() > LONGEST {
        return Err(Error::invalid(
            "text-too-long",
            format!("The text is {} bytes long", text.len()),
            format!("an answer of two to three minutes is about 2,000 bytes, and the limit is {LONGEST}"),
            "Keep to what was said in this turn.",
        ));
    }
    let backwards = words.iter().position(|word| word.end_ms < word.start_ms);
    let disordered = words.windows(2).position(|pair| pair[1].start_ms < pair[0].start_ms);
    if let Some(at) = backwards.or(disordered) {
        return Err(Error::invalid(
            "bad-timing",
            format!("The times of the words run backwards at word {}", at + 1),
            "a word ends after it starts, and the next one starts after it",
            "Send the words in the order they were said, with times in milliseconds, or leave the times out.",
        ));
    }
    Ok(())
}

fn nothing_said() -> Error {
    Error::invalid(
        "turn-empty",
        "Nothing was said yet",
        "there is neither a word nor a sound",
        "Say or type your answer, then finish. To let a follow-up go, pass it.",
    )
}

fn silent(ms: u64) -> Error {
    Error::invalid(
        "turn-silent",
        "No voice can be heard on the recording",
        format!("it is {} seconds long, and nobody speaks in it", ms / 1_000),
        "Check which microphone is chosen and that its level moves, then go on recording or type your answer. What was recorded is kept.",
    )
}
