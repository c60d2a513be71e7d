//! The end of a round: the candidate has asked, or has nothing to ask, and the interviewer leaves. After the last one the loop is done.

use glidepath_domain::{Loop, LoopState, RoundState};

use super::make_drill::mend;
use super::open_loop::{keep_loop, not_now, seen_loop};
use super::stand::{Stand, stand_of};
use crate::own_questions::LONGEST_QUESTION;
use crate::{Bank, Error, Kept};

/// The most questions a candidate may ask in one round. Set by hand: five minutes hold three or four.
pub const MOST_OWN_QUESTIONS: usize = 8;

/// Ends the round with what the candidate asked; blank lines are passed over.
///
/// # Errors
/// When the round is not at that point, there are too many questions or one is too long, or the loop went on elsewhere.
pub async fn close_round(
    bank: &Bank,
    id: &str,
    seen: i64,
    own_questions: &[String],
) -> Result<(Kept<Loop>, Stand), Error> {
    let running = seen_loop(bank, id, seen).await?;
    if running.round.state != RoundState::Closing {
        return Err(not_now(
            "closed",
            "the interviewer has not come to your questions yet",
            "Answer or pass what is asked first.",
        ));
    }
    let asked = fit(own_questions)?;
    let mut value = running.kept.value;
    if let Some(round) = value.rounds.get_mut(running.at) {
        round.own_questions = asked;
        round.state = RoundState::Done;
    }
    if value.current().is_none() {
        value.state = LoopState::Done;
    }
    let kept = keep_loop(bank, id, seen, &value).await?;
    mend(bank, &kept).await?;
    stand_of(bank, kept).await
}

/// The questions without blanks.
pub(super) fn fit(own_questions: &[String]) -> Result<Vec<String>, Error> {
    let asked: Vec<String> = own_questions
        .iter()
        .map(|question| question.trim().to_owned())
        .filter(|question| question.chars().any(char::is_alphanumeric))
        .collect();
    if asked.len() > MOST_OWN_QUESTIONS {
        return Err(Error::invalid(
            "loop-too-many-questions",
            format!("These are {} questions", asked.len()),
            format!("a round leaves time for a few, and the limit is {MOST_OWN_QUESTIONS}"),
            "Keep those whose answers you want most.",
        ));
    }
    if let Some(long) = asked
        .iter()
        .find(|question| question.chars().count() > LONGEST_QUESTION)
    {
        return Err(Error::invalid(
            "question-too-long",
            format!("One of the questions is {} characters long", long.chars().count()),
            format!("the limit is {LONGEST_QUESTION}"),
            "Ask one thing at a time.",
        ));
    }
    Ok(asked)
}
