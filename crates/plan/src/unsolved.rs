//! Why there is no answer at all: bad input, too large a problem, or a solver that gave up. "It cannot be done" is an answer.

use std::fmt;

use crate::loop_plan::{MOST_ASKED, MOST_INTERVIEWERS, MOST_QUESTIONS};

/// No answer was found, and none was made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsolved {
    /// The loop asked for makes no sense.
    Invalid(String),
    /// More choices than are worked through.
    TooLarge {
        /// Choices there are.
        choices: usize,
        /// Choices there may be.
        most: usize,
    },
    /// The best answer could not be proved within the work allowed.
    GaveUp {
        /// Steps of branch and bound taken.
        steps: u64,
    },
    /// The solver failed, or what it returned broke a rule.
    Solver(String),
}

impl Unsolved {
    /// A stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "bad-loop",
            Self::TooLarge { .. } => "plan-too-large",
            Self::GaveUp { .. } => "plan-gave-up",
            Self::Solver(_) => "plan-failed",
        }
    }

    /// Why it happened.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::Invalid(_) => format!(
                "A loop has up to {MOST_INTERVIEWERS} interviewers, each with up to {MOST_ASKED} principles, each once, and up to {MOST_QUESTIONS} questions about it."
            ),
            Self::TooLarge { choices, most } => {
                format!("It has {choices} choices; up to {most} are solved exactly, and a guess would be no plan.")
            }
            Self::GaveUp { steps } => {
                format!("After {steps} steps the best plan was still not proved, and a guess would be no plan.")
            }
            Self::Solver(what) => format!("The solver reported: {what}"),
        }
    }

    /// What to do.
    #[must_use]
    pub const fn fix(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "Correct the interviewers and try again.",
            Self::TooLarge { .. } | Self::GaveUp { .. } => "Plan with fewer stories, interviewers or questions.",
            Self::Solver(_) => {
                "Change one interviewer or leave out a story, and report this with the loop you asked for."
            }
        }
    }
}

impl fmt::Display for Unsolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(what) => f.write_str(what),
            Self::TooLarge { .. } => f.write_str("This is too large to plan exactly."),
            Self::GaveUp { .. } => f.write_str("No plan was proved to be the best."),
            Self::Solver(_) => f.write_str("The planner failed."),
        }
    }
}

impl std::error::Error for Unsolved {}
