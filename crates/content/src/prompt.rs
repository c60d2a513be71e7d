//! What is asked when a project is dug for stories: questions by step and area, why each is asked, what its answer fills.

use std::sync::LazyLock;

use glidepath_domain::DigStep;
use serde::Deserialize;

use crate::place::Place;

/// What a prompt asks about. Source: domain §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// Everything, in any shape.
    Dump,
    /// What it was for and for whom.
    Business,
    /// What was hard, what was tried, how it was compared.
    Technical,
    /// Speed, means, people, process.
    Functional,
    /// Conflict, feedback, persuasion.
    Interpersonal,
    /// Doubt, cost, lessons.
    Learned,
    /// Figures, and how they are known.
    Numbers,
    /// What to do in the steps after the first.
    Guidance,
}

impl Area {
    /// Every area, in the order of asking.
    pub const ALL: [Self; 8] = [
        Self::Dump,
        Self::Business,
        Self::Technical,
        Self::Functional,
        Self::Interpersonal,
        Self::Learned,
        Self::Numbers,
        Self::Guidance,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Dump => "dump",
            Self::Business => "business",
            Self::Technical => "technical",
            Self::Functional => "functional",
            Self::Interpersonal => "interpersonal",
            Self::Learned => "learned",
            Self::Numbers => "numbers",
            Self::Guidance => "guidance",
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its permanent name.
    pub slug: String,
    /// The step of digging it belongs to.
    pub step: DigStep,
    /// What it asks about.
    pub area: Area,
    /// The question, as put to the person.
    pub text: String,
    /// Why it is asked: one line.
    pub why: String,
    /// The beat or field its answer fills.
    pub wants: Option<Place>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prompt: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    slug: String,
    step: String,
    area: String,
    text: String,
    why: String,
    wants: Option<String>,
}

const FILE: &str = include_str!("../../../content/prompts/dig.toml");

static PROMPTS: LazyLock<Vec<Prompt>> = LazyLock::new(|| read(FILE).unwrap_or_default());

fn read(file: &str) -> Result<Vec<Prompt>, String> {
    let file: File = toml::from_str(file).map_err(|e| e.to_string())?;
    file.prompt.into_iter().map(prompt_of).collect()
}

fn prompt_of(row: Row) -> Result<Prompt, String> {
    let wrong = |what: &str| format!("{}: {what}", row.slug);
    let area = Area::ALL.into_iter().find(|area| area.slug() == row.area);
    Ok(Prompt {
        step: row.step.parse().map_err(|_| wrong("no such step"))?,
        area: area.ok_or_else(|| wrong("no such area"))?,
        wants: match row.wants {
            Some(wants) => Some(wants.parse().map_err(|_| format!("{}: no such place", row.slug))?),
            None => None,
        },
        slug: row.slug,
        text: row.text,
        why: row.why,
    })
}

/// Every prompt, in the order of asking.
#[must_use]
pub fn prompts() -> &'static [Prompt] {
    &PROMPTS
}

/// The prompt of a name.
#[must_use]
pub fn prompt(slug: &str) -> Option<&'static Prompt> {
    prompts().iter().find(|prompt| prompt.slug == slug)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use glidepath_domain::{Beat, DigStep};

    use super::{Area, FILE, prompt, prompts, read};
    use crate::place::Place;

    #[test]
    fn the_file_is_read_whole_and_nothing_is_said_twice() {
        let read = read(FILE).unwrap();
        assert!(read.len() >= 60 && read == prompts());
        let mut seen = BTreeSet::new();
        for prompt in &read {
            for said in [&prompt.slug, &prompt.text, &prompt.why] {
                assert!(
                    !said.trim().is_empty() && seen.insert(said.clone()),
                    "said twice: {said}"
                );
            }
            assert!(
                prompt.why.ends_with('.') && !prompt.why.contains('\n'),
                "{}",
                prompt.slug
            );
        }
    }

    #[test]
    fn every_step_and_area_is_asked_about() {
        for step in DigStep::ALL {
            assert!(prompts().iter().filter(|p| p.step == *step).count() >= 3, "{step}");
        }
        for area in Area::ALL {
            let wanted = if area == Area::Dump { 1 } else { 7 };
            assert!(
                prompts().iter().filter(|p| p.area == area).count() >= wanted,
                "{}",
                area.slug()
            );
        }
        for beat in Beat::ALL {
            assert!(prompts().iter().any(|p| p.wants == Some(Place::Beat(*beat))), "{beat}");
        }
    }

    #[test]
    fn a_wrong_row_is_told_by_its_name() {
        let row = |field: &str, value: &str| {
            let mut row = [
                ("slug", "x"),
                ("step", "extract"),
                ("area", "numbers"),
                ("text", "?"),
                ("why", "."),
                ("wants", "role"),
            ];
            if let Some(entry) = row.iter_mut().find(|(name, _)| *name == field) {
                entry.1 = value;
            }
            let lines: Vec<String> = row
                .iter()
                .map(|(name, value)| format!("{name} = \"{value}\""))
                .collect();
            read(&format!("[[prompt]]\n{}", lines.join("\n")))
        };
        assert!(row("", "").is_ok());
        assert_eq!(row("step", "jump"), Err("x: no such step".to_owned()));
        assert_eq!(row("area", "moon"), Err("x: no such area".to_owned()));
        assert_eq!(row("wants", "colour"), Err("x: no such place".to_owned()));
        assert_eq!(prompt("dump").map(|p| p.area), Some(Area::Dump));
        assert_eq!(prompt("nothing"), None);
    }
}
