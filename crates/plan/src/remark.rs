//! What a matrix has to say about a bank: data first, words last. What to do about it is the page's business.

use std::fmt;

use glidepath_domain::{Principle, Severity, StoryId};

use crate::words::{count, names};

/// A story as a remark names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which story.
    pub id: StoryId,
    /// What the candidate calls it.
    pub title: String,
}

/// What stories can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alike {
    /// The employer.
    Employer,
    /// The role.
    Role,
    /// The year.
    Year,
    /// Employer and year together, which is as near as a card comes to "the same piece of work".
    Stretch,
    /// How large the team was.
    Team,
    /// The kind of work.
    Function,
}

/// How many people worked on something, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TeamClass {
    /// One person.
    Alone,
    /// Two to nine.
    Team,
    /// Ten to forty-nine: several teams.
    Teams,
    /// Fifty and more.
    Organisation,
}

impl TeamClass {
    /// The class of a team of `people`.
    #[must_use]
    pub const fn of(people: u32) -> Self {
        match people {
            0 | 1 => Self::Alone,
            2..=9 => Self::Team,
            10..=49 => Self::Teams,
            _ => Self::Organisation,
        }
    }
}

impl fmt::Display for TeamClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Alone => "one person alone",
            Self::Team => "a team of two to nine",
            Self::Teams => "ten to forty-nine people",
            Self::Organisation => "fifty people and more",
        })
    }
}

/// Something worth knowing about a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// No story serves a principle in scope.
    Gap {
        /// The principle.
        principle: Principle,
        /// Rarely asked of people who manage nobody.
        rarely_asked: bool,
    },
    /// One story alone serves a principle.
    Thin {
        /// The principle.
        principle: Principle,
        /// That story.
        story: Named,
    },
    /// Several stories serve a principle and none of them is ready.
    NoneReady {
        /// The principle.
        principle: Principle,
        /// How many there are.
        stories: u32,
    },
    /// More stories than a loop asks for.
    Crowded {
        /// The principle.
        principle: Principle,
        /// How many there are.
        stories: u32,
    },
    /// Stories that happened long before today.
    Stale {
        /// These.
        stories: Vec<Named>,
        /// More than so many years ago.
        years: u16,
        /// So long ago that the reviewer's rule `stale` would flag them.
        flagged: bool,
    },
    /// Stories that are to serve more than three principles.
    Stretched {
        /// These.
        stories: Vec<Named>,
        /// More than so many principles.
        most: u32,
    },
    /// One story makes up most of what was told.
    Overused {
        /// That story.
        story: Named,
        /// How often it was told.
        told: u32,
        /// Of so many tellings.
        of: u32,
    },
    /// Most stories share something.
    OneSided {
        /// What they share.
        alike: Alike,
        /// As the candidate wrote it.
        value: String,
        /// How many share it.
        stories: u32,
        /// Of so many of which it is known.
        of: u32,
    },
    /// No story ended badly, not even in part.
    NoFailure {
        /// Of so many whose outcome is known.
        of: u32,
    },
    /// The bank is smaller than it should ever be.
    TooFew {
        /// How many stories there are.
        stories: u32,
        /// How many there should be at least.
        fewest: u32,
    },
}

impl Remark {
    /// A stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "gap",
            Self::Thin { .. } => "thin",
            Self::NoneReady { .. } => "none-ready",
            Self::Crowded { .. } => "crowded",
            Self::Stale { .. } => "stale",
            Self::Stretched { .. } => "stretched",
            Self::Overused { .. } => "overused",
            Self::OneSided { .. } => "one-sided",
            Self::NoFailure { .. } => "no-failure",
            Self::TooFew { .. } => "too-few",
        }
    }

    /// What it costs: a watch would be noticed in a loop, a hint is worth knowing.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Gap {
                rarely_asked: false, ..
            }
            | Self::NoneReady { .. }
            | Self::Stale { flagged: true, .. }
            | Self::Overused { .. }
            | Self::OneSided {
                alike: Alike::Stretch, ..
            }
            | Self::NoFailure { .. }
            | Self::TooFew { .. } => Severity::Watch,
            Self::Gap { .. }
            | Self::Thin { .. }
            | Self::Crowded { .. }
            | Self::Stale { .. }
            | Self::Stretched { .. }
            | Self::OneSided { .. } => Severity::Hint,
        }
    }

    /// The principle it is about, where it is about one.
    #[must_use]
    pub const fn principle(&self) -> Option<Principle> {
        match self {
            Self::Gap { principle, .. }
            | Self::Thin { principle, .. }
            | Self::NoneReady { principle, .. }
            | Self::Crowded { principle, .. } => Some(*principle),
            _ => None,
        }
    }

    /// The same in plain words.
    #[must_use]
    pub fn say(&self) -> String {
        match self {
            Self::Gap {
                principle,
                rarely_asked,
            } => {
                let rest = if *rarely_asked {
                    "It is rarely asked of people who manage nobody, so it can wait."
                } else {
                    "Dig for a real one; \"I have no example\" is honest, and costly more than once."
                };
                format!("No story for {}. {rest}", principle.name())
            }
            Self::Thin { principle, story } => format!(
                "{} rests on \"{}\" alone. If that was told already, nothing is left.",
                principle.name(),
                story.title
            ),
            Self::NoneReady { principle, stories } => format!(
                "{} has {}, and none is ready to be told.",
                principle.name(),
                count(*stories, "story", "stories")
            ),
            Self::Crowded { principle, stories } => format!(
                "{} has {}. That does no harm; two or three are enough.",
                principle.name(),
                count(*stories, "story", "stories")
            ),
            Self::Stale {
                stories,
                years,
                flagged,
            } => {
                let rest = if *flagged {
                    "An interviewer wonders why there is no newer one."
                } else {
                    "Dig the last few years first."
                };
                format!("More than {years} years ago: {}. {rest}", names(stories))
            }
            Self::Stretched { stories, most } => format!(
                "To serve more than {most} principles: {}. A story shows two or three well.",
                names(stories)
            ),
            Self::Overused { story, told, of } => format!(
                "\"{}\" makes up {told} of {of} tellings. Practise the others too.",
                story.title
            ),
            Self::OneSided {
                alike,
                value,
                stories,
                of,
            } => {
                let share = format!("{stories} of {of} stories");
                match alike {
                    Alike::Employer => format!("{share} are from {value}."),
                    Alike::Role => format!("In {share} you are {value}."),
                    Alike::Year => format!("{share} happened in {value}."),
                    Alike::Stretch => format!(
                        "{share} are from {value}. The same piece of work in every answer looks one-dimensional."
                    ),
                    Alike::Team => format!("{share} are about {value}."),
                    Alike::Function => format!("{share} are about the same kind of work: {value}."),
                }
            }
            Self::NoFailure { of } => format!(
                "None of {} ended badly, even in part. You will be asked about a failure.",
                count(*of, "story", "stories")
            ),
            Self::TooFew { stories, fewest } => format!(
                "The bank holds {}; have at least {fewest}.",
                count(*stories, "story", "stories")
            ),
        }
    }
}
