//! Where a loop stands: what the candidate meets now. It is read from what is kept alone, so that a reload, a crash or a week's pause
//! changes nothing. It asks nothing new.

use glidepath_content::{Persona, persona};
use glidepath_domain::{Drill, Loop, Round, RoundState};
use glidepath_interview::{Moment, Step, says};

use super::make_drill::mend;
use super::open_loop::{Running, drills_of, mock_loop};
use crate::{Bank, Error, Kept};

/// What the candidate meets. Rounds, exchanges and turns are counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Stand {
    /// The next interviewer has not come in yet.
    Waiting {
        /// Which round.
        round: usize,
        /// What the interviewer before said on leaving.
        says: Vec<String>,
    },
    /// A question or follow-up waits for its reply.
    Question {
        /// Which round.
        round: usize,
        /// Which of its exchanges.
        exchange: usize,
        /// Which turn of the drill: 0 is the question itself.
        turn: usize,
        /// The drill that takes the reply.
        drill: Kept<Drill>,
        /// What the interviewer says before it: a greeting, a bridge, a cut, a challenge.
        says: Vec<String>,
    },
    /// Something was said and nobody has written it down; what comes next hangs on its words.
    Unwritten {
        /// Which round.
        round: usize,
        /// Which of its exchanges.
        exchange: usize,
        /// Which turn of the drill.
        turn: usize,
        /// The drill.
        drill: Kept<Drill>,
    },
    /// All that was asked has its reply: [`after_turn`](super::after_turn) says what comes.
    Onward {
        /// Which round.
        round: usize,
    },
    /// A person sits here, and puts the next question or follow-up.
    Person {
        /// Which round.
        round: usize,
        /// The exchange that may be followed up; none before the first question.
        exchange: Option<usize>,
    },
    /// The candidate may ask.
    Closing {
        /// Which round.
        round: usize,
        /// How they are invited to.
        says: Vec<String>,
    },
    /// Nothing more is asked: the debrief may be seen.
    Over {
        /// What the last interviewer said on leaving; nothing where the loop was left.
        says: Vec<String>,
    },
}

impl Stand {
    /// The round it is in; `None` when all are over.
    #[must_use]
    pub const fn round(&self) -> Option<usize> {
        match self {
            Self::Waiting { round, .. }
            | Self::Question { round, .. }
            | Self::Unwritten { round, .. }
            | Self::Onward { round }
            | Self::Person { round, .. }
            | Self::Closing { round, .. } => Some(*round),
            Self::Over { .. } => None,
        }
    }
}

/// Where a loop stands. What a program that ended half way left undone is put right first.
///
/// # Errors
/// When there is no such loop, or the database does not answer.
pub async fn stand(bank: &Bank, id: &str) -> Result<(Kept<Loop>, Stand), Error> {
    let kept = mock_loop(bank, id).await?;
    mend(bank, &kept).await?;
    stand_of(bank, kept).await
}

/// Where this loop stands, once it is mended.
pub(super) async fn stand_of(bank: &Bank, kept: Kept<Loop>) -> Result<(Kept<Loop>, Stand), Error> {
    let stand = match Running::of(bank, kept.clone()).await? {
        None => Stand::Over {
            says: goodbye(bank, &kept, kept.value.rounds.len()).await?,
        },
        Some(running) if running.round.state == RoundState::Waiting => Stand::Waiting {
            round: running.at,
            says: goodbye(bank, &kept, running.at).await?,
        },
        Some(running) => standing(&running),
    };
    Ok((kept, stand))
}

fn standing(running: &Running) -> Stand {
    let round = running.at;
    let human = running.round.seat.is_human();
    let drill = |exchange: usize| running.drills.get(exchange).cloned().flatten();
    match running.step() {
        Step::Answer { exchange, turn } => match drill(exchange) {
            Some(drill) => Stand::Question {
                round,
                exchange,
                turn,
                says: before(running, exchange, turn),
                drill,
            },
            None => Stand::Onward { round },
        },
        Step::Unwritten { exchange, turn } => match drill(exchange) {
            Some(drill) => Stand::Unwritten {
                round,
                exchange,
                turn,
                drill,
            },
            None => Stand::Onward { round },
        },
        Step::Close if running.round.state == RoundState::Closing => Stand::Closing {
            round,
            says: say(&running.round, round, &running.told(), Moment::Closing),
        },
        Step::FollowUp { exchange } if human => Stand::Person {
            round,
            exchange: Some(exchange),
        },
        Step::Ask { .. } | Step::Close if human => Stand::Person { round, exchange: None },
        Step::Enter | Step::Over | Step::Ask { .. } | Step::FollowUp { .. } | Step::Close => Stand::Onward { round },
    }
}

/// What is said before a question or follow-up; before the first one the interviewer comes in.
fn before(running: &Running, exchange: usize, turn: usize) -> Vec<String> {
    let told = running.told();
    let mut lines = Vec::new();
    let first = !told.iter().take(exchange).any(Option::is_some);
    if turn == 0 && first {
        lines.extend(say(&running.round, running.at, &told, Moment::Entering));
    }
    let moment = match turn {
        0 => Moment::Question { exchange },
        _ => Moment::FollowUp { exchange, turn },
    };
    lines.extend(say(&running.round, running.at, &told, moment));
    lines
}

/// What whoever sat in the round before this one said on leaving.
async fn goodbye(bank: &Bank, kept: &Kept<Loop>, round: usize) -> Result<Vec<String>, Error> {
    let Some(at) = round.checked_sub(1) else {
        return Ok(Vec::new());
    };
    let Some(held) = kept.value.rounds.get(at).filter(|held| held.state == RoundState::Done) else {
        return Ok(Vec::new());
    };
    let drills = drills_of(bank, kept).await?;
    let told = drills.get(at).map(Vec::as_slice).unwrap_or_default();
    let told: Vec<Option<&Drill>> = told.iter().map(|kept| kept.as_ref().map(|kept| &kept.value)).collect();
    Ok(say(held, at, &told, Moment::Leaving))
}

fn say(round: &Round, at: usize, told: &[Option<&Drill>], moment: Moment) -> Vec<String> {
    let speaker: Option<&Persona> = persona(&round.seat.persona);
    speaker.map_or_else(Vec::new, |persona| says(persona, at, round, told, moment))
}
