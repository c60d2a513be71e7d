//! Patterns for questions of the candidate's own. What goes into their blanks has to be found out first, and that finding out is the
//! point: none is meant to be asked as it stands. What such a question is worth is the business of `glidepath-interview`.

use std::sync::LazyLock;

use glidepath_domain::Role;
use serde::Deserialize;

/// What a question of the candidate's own is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Who is served, and how they fare.
    Customers,
    /// How the team knows.
    Measures,
    /// What was given up for what.
    TradeOffs,
    /// What may go wrong.
    Risks,
    /// Who one would work with.
    People,
    /// What comes.
    NextYear,
}

impl About {
    /// Every one, in the order pages show them.
    pub const ALL: [Self; 6] = [
        Self::Customers,
        Self::Measures,
        Self::TradeOffs,
        Self::Risks,
        Self::People,
        Self::NextYear,
    ];

    /// What a person calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Measures => "measures",
            Self::TradeOffs => "trade-offs",
            Self::Risks => "risks",
            Self::People => "people",
            Self::NextYear => "next year",
        }
    }
}

/// One pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnQuestion {
    /// Its permanent name.
    pub slug: String,
    /// What it is about.
    pub about: About,
    /// Whom it suits; empty for anyone.
    pub roles: Vec<Role>,
    /// The pattern, with blanks in braces.
    pub ask: String,
    /// Where to find what fills the blanks.
    pub find: String,
    /// What makes it land.
    pub good: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prompt: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    about: About,
    roles: Vec<String>,
    ask: String,
    find: String,
    good: String,
}

const FILE: &str = include_str!("../../../content/prompts/own-questions.toml");

fn read(file: &str) -> Result<Vec<OwnQuestion>, String> {
    let file: File = toml::from_str(file).map_err(|error| error.to_string())?;
    file.prompt
        .into_iter()
        .map(|row| {
            let roles = row.roles.iter().map(|role| role.parse()).collect::<Result<_, _>>();
            Ok(OwnQuestion {
                roles: roles.map_err(|_| format!("{}: no such role", row.id))?,
                slug: row.id,
                about: row.about,
                ask: row.ask,
                find: row.find,
                good: row.good,
            })
        })
        .collect()
}

/// Every pattern, in the order of the file. A test holds that it can be read.
#[must_use]
pub fn own_questions() -> &'static [OwnQuestion] {
    static ALL: LazyLock<Vec<OwnQuestion>> = LazyLock::new(|| read(FILE).unwrap_or_default());
    &ALL
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use glidepath_domain::Role;

    use super::{About, FILE, own_questions, read};

    #[test]
    fn the_file_is_read_whole_and_nothing_is_said_twice() {
        assert_eq!(read(FILE).unwrap(), own_questions());
        let mut seen = HashSet::new();
        for pattern in own_questions() {
            for said in [&pattern.slug, &pattern.ask, &pattern.find, &pattern.good] {
                assert!(
                    !said.trim().is_empty() && seen.insert(said.clone()),
                    "said twice: {said}"
                );
            }
            assert!(
                pattern.ask.contains('{') && pattern.ask.contains('?'),
                "{}",
                pattern.slug
            );
            assert_eq!(
                pattern.ask.matches('{').count(),
                pattern.ask.matches('}').count(),
                "{}",
                pattern.slug
            );
        }
    }

    #[test]
    fn there_is_something_for_everybody() {
        for about in About::ALL {
            assert!(
                own_questions().iter().filter(|p| p.about == about).count() >= 5,
                "{}",
                about.name()
            );
        }
        for role in Role::ALL {
            assert!(
                own_questions().iter().filter(|p| p.roles.contains(role)).count() >= 3,
                "{role}"
            );
        }
    }

    #[test]
    fn a_wrong_row_is_told_by_its_name() {
        let row = |role: &str| {
            format!(
                "[[prompt]]\nid = \"x\"\nabout = \"risks\"\nroles = [\"{role}\"]\nask = \"?\"\nfind = \".\"\ngood = \".\""
            )
        };
        assert!(read(&row("pm")).is_ok());
        assert_eq!(read(&row("king")), Err("x: no such role".to_owned()));
    }
}
