//! What to say when a plan cannot be made: how many new stories it takes, what they must show, and why. It proves nothing itself.

use glidepath_domain::Principle;

use crate::words::{count, list};

/// A story that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStory {
    /// What it has to serve: one to three principles. More do no harm.
    pub principles: Vec<Principle>,
}

/// Demands that cannot all be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A principle takes more stories than serve it.
    TooFewFor {
        /// The principle.
        principle: Principle,
        /// Stories it takes, backups included.
        needed: u32,
        /// Stories that serve it.
        have: u32,
    },
    /// One interviewer takes more stories than serve any of their principles, and hears each only once.
    TooFewWith {
        /// The interviewer, as named.
        interviewer: String,
        /// Stories they take, backups included.
        needed: u32,
        /// Stories that serve any of their principles.
        have: u32,
    },
    /// The loop takes more tellings than the stories may be told.
    TooFewTellings {
        /// Questions in the loop.
        needed: u32,
        /// Tellings there are at most.
        have: u32,
    },
    /// These demands together cannot be met; without any one of them, the rest can.
    Together {
        /// Interviewer, as named, and principle.
        demands: Vec<(String, Principle)>,
    },
}

impl Reason {
    /// A stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooFewFor { .. } => "too-few-for-principle",
            Self::TooFewWith { .. } => "too-few-for-interviewer",
            Self::TooFewTellings { .. } => "too-few-tellings",
            Self::Together { .. } => "together",
        }
    }

    /// The same in plain words.
    #[must_use]
    pub fn say(&self) -> String {
        match self {
            Self::TooFewFor {
                principle,
                needed,
                have,
            } => format!(
                "{} takes {} with the backups, and {} it.",
                principle.name(),
                count(*needed, "story", "stories"),
                serve(*have)
            ),
            Self::TooFewWith {
                interviewer,
                needed,
                have,
            } => format!(
                "{interviewer} takes {} with the backups and hears each only once; {} any of the principles asked there.",
                count(*needed, "story", "stories"),
                serve(*have)
            ),
            Self::TooFewTellings { needed, have } => format!(
                "The loop has {}, and your stories may be told {} in it.",
                count(*needed, "question", "questions"),
                match have {
                    0 => "never".to_owned(),
                    1 => "once".to_owned(),
                    _ => format!("{have} times"),
                }
            ),
            Self::Together { demands } => {
                let each: Vec<String> = demands
                    .iter()
                    .map(|(interviewer, principle)| format!("{} with {interviewer}", principle.name()))
                    .collect();
                format!(
                    "These cannot all be served without telling a story where it may not be told again: {}. Without any one of them, the others can.",
                    list(&each)
                )
            }
        }
    }
}

fn serve(have: u32) -> String {
    match have {
        1 => "one story serves".to_owned(),
        _ => format!("{} serve", count(have, "story", "stories")),
    }
}

/// Proof that the stories do not suffice, and the least that would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// The fewest new stories with which it can be done: with one fewer it cannot, whatever they were about.
    pub fewest_new: u32,
    /// One way to choose them; `fewest_new` long.
    pub new: Vec<NewStory>,
    /// Which demands are in conflict; at least one reason.
    pub why: Vec<Reason>,
}

impl Shortage {
    /// What it takes, in plain words.
    #[must_use]
    pub fn say(&self) -> String {
        let each: Vec<String> = self
            .new
            .iter()
            .map(|story| {
                let names: Vec<String> = story.principles.iter().map(|p| p.name().to_owned()).collect();
                format!("one for {}", list(&names))
            })
            .collect();
        format!(
            "It takes {}: {}.",
            count(self.fewest_new, "new story", "new stories"),
            each.join("; ")
        )
    }
}
