//! A story: what a candidate tells, kept once as beats; and what belongs to it.
//!
//! A blank is an empty string or `None` and stays one until the person fills it: nothing is ever made up. The learning
//! is no field of its own, since it is a beat.

use crate::slug::slug_enum;
use crate::{Beat, Date, Level, Principle};

slug_enum! {
    /// How a story ended.
    Outcome as "outcome" {
        /// It worked.
        Success = "success",
        /// It did not.
        Failure = "failure",
        /// Partly, or at a price.
        Mixed = "mixed",
    }
}

slug_enum! {
    /// How far a story's effect reached, smallest first.
    Reach as "scope" {
        /// One's own work.
        Own = "own",
        /// One team.
        Team = "team",
        /// Several teams.
        Teams = "several-teams",
        /// A whole organisation or site.
        Organisation = "organisation",
        /// The company, or beyond it.
        Company = "company",
    }
}

slug_enum! {
    /// How a fact is known, surest first. An honest estimate with its basis is fine. Source: domain §3.
    Sureness as "sureness" {
        /// Read from a system, a document, a bill.
        Measured = "measured",
        /// Worked out from something known.
        Estimated = "estimated",
        /// A best guess.
        Guessed = "guessed",
    }
}

slug_enum! {
    /// What a fact is about.
    FactKind as "fact kind" {
        /// A figure with its unit.
        Metric = "metric",
        /// When something happened.
        Date = "date",
        /// What somebody was there to do.
        Role = "role",
        /// Who decided, or whose it was.
        Owner = "owner",
    }
}

slug_enum! {
    /// A frame that beats are shown in. Source: domain §3.
    Frame as "frame" {
        /// Situation, task, action, result.
        Star = "star",
        /// Situation, obstacle, action, result.
        Soar = "soar",
        /// From 50,000 ft down to the landing.
        Landing = "landing",
    }
}

/// The name of a kept story: a UUIDv7 as text, or whatever an import brought.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId(pub String);

/// When something happened, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl When {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = |part: &str, long: usize| part.len() == long && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().filter(|part| digits(part, 4))?.parse().ok()?;
        let month = match parts.next() {
            None => None,
            Some(part) => Some(part.parse().ok().filter(|m| digits(part, 2) && (1..=12).contains(m))?),
        };
        let day = match parts.next() {
            None => None,
            Some(part) if digits(part, 2) => {
                text.parse::<Date>().ok()?;
                Some(part.parse().ok()?)
            }
            Some(_) => return None,
        };
        parts.next().is_none().then_some(Self { year, month, day })
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A stretch of a story that does one thing. Beats may come again in ordered blocks: action, result, setback, action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it does.
    pub beat: Beat,
    /// The words.
    pub text: String,
    /// The principle that drove it, never spoken aloud.
    pub principle: Option<Principle>,
}

/// A fact of a story, stated once: what every telling is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// What is measured, dated or owned: "refunds answered within a day".
    pub what: String,
    /// As told, with its unit: "38 %", "March 2023", "the finance lead".
    pub value: String,
    /// What it was before, where there was a before.
    pub baseline: String,
    /// How it is known.
    pub basis: String,
    /// How sure that is.
    pub sureness: Sureness,
}

/// Who was against it, over what, and how long it lasted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conflict {
    /// With whom.
    pub with: String,
    /// Over what.
    pub over: String,
    /// How long it lasted.
    pub lasted: String,
}

impl Conflict {
    /// Whether nothing is known of one.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.with, &self.over, &self.lasted]
            .iter()
            .all(|part| part.trim().is_empty())
    }
}

/// What stands behind a story for twenty minutes of questions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appendix {
    /// Raw data and figures.
    pub data: String,
    /// Technical detail.
    pub technical: String,
    /// Alternatives, and how they were compared.
    pub alternatives: String,
    /// People, and what each of them thought.
    pub people: String,
    /// What happened when.
    pub timeline: String,
}

impl Appendix {
    /// Its parts with their names, in order.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 5] {
        [
            ("data", &self.data),
            ("technical", &self.technical),
            ("alternatives", &self.alternatives),
            ("people", &self.people),
            ("timeline", &self.timeline),
        ]
    }
}

/// A story. Source: domain §3.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Story {
    /// What the candidate calls it.
    pub title: String,
    /// Its words, in the order they are told.
    pub beats: Vec<Passage>,
    /// The principles it serves, the main one first; two or three.
    pub principles: Vec<Principle>,
    /// Figures, dates, roles and owners, each once.
    pub facts: Vec<Fact>,
    /// What limited the choices; at least one.
    pub constraints: Vec<String>,
    /// Who was against it.
    pub conflict: Conflict,
    /// Whose decision it was.
    pub decision_owner: String,
    /// The customer affected, colleagues among them.
    pub customer: String,
    /// What it cost the teller.
    pub cost: String,
    /// What the teller doubted.
    pub doubt: String,
    /// The moment the teller chose.
    pub choice: String,
    /// The hardest moment, in one sentence.
    pub hardest: String,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it happened.
    pub when: Option<When>,
    /// For whom.
    pub employer: String,
    /// As what.
    pub role: String,
    /// How many people worked on it.
    pub team_size: Option<u32>,
    /// How far it reached.
    pub scope: Option<Reach>,
    /// The level it is worthy of.
    pub level: Option<Level>,
    /// The kind of work: "payments", "people", "supply".
    pub function: String,
    /// The candidate's own words for finding it.
    pub tags: Vec<String>,
    /// What stands behind it.
    pub appendix: Appendix,
    /// What must not be told, and to whom.
    pub confidential: String,
}

impl Story {
    /// The words as told: its beats in order, a blank line between them.
    #[must_use]
    pub fn text(&self) -> String {
        let told = self.beats.iter().map(|passage| passage.text.trim());
        told.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn a_time_is_as_exact_as_it_is_known() {
        for known in ["2023", "2023-05", "2024-02-29"] {
            assert_eq!(When::read(known).unwrap().to_string(), known);
        }
        for wrong in ["", "23", "2023-13", "2023-5", "2023-02-30", "2023-05-01-01", "May 2023"] {
            assert_eq!(When::read(wrong), None, "{wrong}");
        }
    }
}
