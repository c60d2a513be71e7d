//! The next follow-up: aimed at the weakest point of what was said, until enough was asked or the evidence has ended.

use glidepath_domain::{Drill, DrillState, ReplyKind, Turn};
use glidepath_interview::{EndReason, Next};

use super::beside::beside;
use super::ladder::{bank_question, next_of};
use super::open_drill::{keep, refuse_of_loop, refuse_unless, seen_drill};
use super::reviewing::review_of;
use crate::{Bank, Error, Kept, Reviewer};

/// What came of asking.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// A question: the last turn of the drill is open.
    Question(Kept<Drill>),
    /// Nothing more is asked, and why; the drill waits for its teller's own verdict.
    Ended {
        /// The drill.
        drill: Kept<Drill>,
        /// Why.
        why: EndReason,
    },
}

impl Asked {
    /// The drill as it is now.
    #[must_use]
    pub fn drill(&self) -> &Kept<Drill> {
        match self {
            Self::Question(drill) | Self::Ended { drill, .. } => drill,
        }
    }
}

/// Asks the next follow-up, or ends the asking. A follow-up that is still open is asked again as it is.
///
/// # Errors
/// When the drill is not at that point or belongs to a loop, nobody has written down what was said yet, or it went on elsewhere.
pub async fn ask_next(bank: &Bank, reviewer: &Reviewer, id: &str, seen: i64) -> Result<Asked, Error> {
    let kept = seen_drill(bank, id, seen).await?;
    refuse_of_loop(&kept.value, "asked about")?;
    refuse_unless(&kept.value, &[DrillState::Asking], "asked about")?;
    if kept
        .value
        .turns
        .last()
        .is_some_and(|turn| turn.reply == ReplyKind::Open)
    {
        return Ok(Asked::Question(kept));
    }
    if let Some(at) = unwritten(&kept.value) {
        return Err(Error::invalid(
            "turn-unwritten",
            "What was said is not written down yet",
            format!("turn {at} has a recording and no words, and follow-ups are asked about words"),
            "Have it written down, or type what you said; or say that it is enough. The recording is kept.",
        ));
    }
    let next = next_turn(bank, reviewer, &kept).await?;
    let mut value = kept.value;
    match next {
        Ok(turn) => {
            value.turns.push(turn);
            Ok(Asked::Question(keep(bank, id, seen, &value).await?))
        }
        Err(why) => {
            value.state = DrillState::Rating;
            let drill = keep(bank, id, seen, &value).await?;
            Ok(Asked::Ended { drill, why })
        }
    }
}

/// The turn that was said and that nobody has written down, by its place.
fn unwritten(drill: &Drill) -> Option<usize> {
    drill
        .turns
        .iter()
        .position(|turn| turn.reply == ReplyKind::Said && turn.text.is_empty())
}

/// The turn that puts the next follow-up, or why there is none.
pub(crate) async fn next_turn(
    bank: &Bank,
    reviewer: &Reviewer,
    kept: &Kept<Drill>,
) -> Result<Result<Turn, EndReason>, Error> {
    let review = review_of(bank, reviewer, kept).await?;
    let question = bank_question(bank, &kept.value).await?;
    let value = kept.value.clone();
    beside(move || {
        Ok(match next_of(&value, question.as_ref(), &review) {
            Next::Ask(probe) => Ok(probe.turn()),
            Next::End(why) => Err(why),
        })
    })
    .await
}
