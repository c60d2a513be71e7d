//! A loop: several interviews one after another, each by an interviewer who looks for one to three principles. Source: domain §9.
//!
//! What is said in it is kept as drills, one for each question; a loop holds who asks what, and where each round stands.

use crate::slug::slug_enum;
use crate::{Level, Principle, Role, Verdict};

slug_enum! {
    /// Which chair an interviewer sits in.
    Chair as "chair" {
        /// Somebody one would work beside.
        Peer = "peer",
        /// A technical round; behavioural questions come in it too.
        Technical = "technical",
        /// Who would lead one.
        Manager = "manager",
        /// Somebody from a function one would work with.
        Partner = "partner",
        /// From outside the team: most probing, reads across rounds, can veto.
        BarRaiser = "bar-raiser",
    }
}

slug_enum! {
    /// Where a loop stands.
    LoopState as "loop state" {
        /// Rounds are to be held.
        Running = "running",
        /// Every round is over: the debrief may be seen.
        Done = "done",
        /// Broken off by the candidate. What was heard by then is debriefed.
        Left = "left",
    }
}

slug_enum! {
    /// Where a round stands.
    RoundState as "round state" {
        /// Nobody has come in yet.
        Waiting = "waiting",
        /// Questions are being asked.
        Asking = "asking",
        /// The candidate asks.
        Closing = "closing",
        /// Over.
        Done = "done",
        /// Broken off.
        Left = "left",
    }
}

/// Who sits in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Which chair.
    pub chair: Chair,
    /// The persona's slug. A person may sit in its place; the persona's voice is not used then.
    pub persona: String,
    /// The person's name, where a person sits; empty where the persona does.
    pub person: String,
    /// What is looked for, one to three; hidden from the candidate until the debrief.
    pub principles: Vec<Principle>,
}

impl Seat {
    /// Whether a person sits here.
    #[must_use]
    pub fn is_human(&self) -> bool {
        !self.person.is_empty()
    }
}

/// One question of a round, asked or still to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The bank's name of the question; empty for words of somebody's own.
    pub question: String,
    /// The words.
    pub asked: String,
    /// Which of the seat's principles it is for; `None` for the technical question of a technical round.
    pub principle: Option<Principle>,
    /// The drill that holds what was said; empty while it was not asked.
    pub drill: String,
}

/// One interview of a loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Who asks.
    pub seat: Seat,
    /// How long it is, in minutes.
    pub minutes: u32,
    /// Where it stands.
    pub state: RoundState,
    /// Its questions, in order. Those behind the last one asked may stay unasked when the time is over.
    pub exchanges: Vec<Exchange>,
    /// What the candidate asked at the end.
    pub own_questions: Vec<String>,
}

/// A loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    /// As the candidate calls it; empty for none.
    pub name: String,
    /// The role applied for.
    pub role: Option<Role>,
    /// The level applied for.
    pub level: Option<Level>,
    /// The job description it was made from, word for word; empty for none.
    pub job: String,
    /// Principles in scope: each is looked for by somebody, as far as there are seats.
    pub scope: Vec<Principle>,
    /// Its rounds, in order: four to six.
    pub rounds: Vec<Round>,
    /// Where it stands.
    pub state: LoopState,
}

impl Loop {
    /// The round that is on or comes next; `None` when all are over or the loop was left.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        if self.state != LoopState::Running {
            return None;
        }
        let over = |round: &Round| matches!(round.state, RoundState::Done | RoundState::Left);
        self.rounds.iter().position(|round| !over(round))
    }
}

/// Where in a loop a drill was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopPlace {
    /// The loop's id.
    pub of: String,
    /// Which round, from 0.
    pub round: u32,
    /// Which of its exchanges, from 0.
    pub exchange: u32,
}

/// What a person who sits in a round writes down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scorecard {
    /// The loop's id.
    pub of: String,
    /// Which round, from 0.
    pub round: u32,
    /// Who writes.
    pub person: String,
    /// Notes, as typed.
    pub notes: String,
    /// A mark for each assigned principle, as far as one was given, with what speaks for it.
    pub marks: Vec<ScorecardMark>,
    /// Whether they would hire; `None` while they have not said.
    pub inclined: Option<bool>,
    /// Whether it was handed in. Nobody else sees it before, and it does not change after.
    pub handed_in: bool,
}

/// A person's mark for one principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScorecardMark {
    /// The principle.
    pub principle: Principle,
    /// The mark; `None` where they could not tell.
    pub verdict: Option<Verdict>,
    /// Why, as typed.
    pub why: String,
}
