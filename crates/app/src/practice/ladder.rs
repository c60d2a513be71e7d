//! The ladder of follow-ups of one drill: where it stands, and what each reply was worth.

use glidepath_domain::{Drill, Question, Review, Turn};
use glidepath_interview::{Ground, Next, ReplyReading, next, read_reply};

use crate::find_questions::question;
use crate::{Bank, Error};

/// What each follow-up's reply was worth, in order, each read against all that was said before it.
pub(crate) fn readings(drill: &Drill) -> Vec<ReplyReading> {
    let mut before = drill.answer().map(|turn| turn.text.clone()).unwrap_or_default();
    let mut readings = Vec::new();
    for turn in follow_ups(drill) {
        readings.push(read_reply(turn, &turn.text, &before));
        before.push('\n');
        before.push_str(&turn.text);
    }
    readings
}

/// The turns after the question itself.
pub(super) fn follow_ups(drill: &Drill) -> &[Turn] {
    drill.turns.get(1..).unwrap_or_default()
}

/// The question of the bank that a drill asks; none for own words, and for one that is gone.
pub(super) async fn bank_question(bank: &Bank, drill: &Drill) -> Result<Option<Question>, Error> {
    if drill.question.is_empty() {
        return Ok(None);
    }
    match question(bank, &drill.question).await {
        Ok(row) => Ok(Some(row.question)),
        Err(error) if error.code == "store-missing" => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is asked next.
pub(super) fn next_of(drill: &Drill, question: Option<&Question>, review: &Review) -> Next {
    let answer = drill.answer();
    next(&Ground {
        question,
        asked: answer.map(|turn| turn.asked.as_str()).unwrap_or_default(),
        answer: answer.map(|turn| turn.text.as_str()).unwrap_or_default(),
        review,
        turns: follow_ups(drill),
        replies: &readings(drill),
        temperament: drill.temperament,
        most: drill.most_follow_ups,
    })
}
