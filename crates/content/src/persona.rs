//! Interviewers: who they are, what they weigh, what they go after, what wins them, how they speak. A persona is an emphasis and a
//! temperament. How one marks an answer is the business of `glidepath-interview`.

use std::str::FromStr;
use std::sync::LazyLock;

use glidepath_domain::{Chair, Emphasis, Role, Temperament, UnknownSlug, Weights};
use serde::Deserialize;

/// How an interviewer spends a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Breadth {
    /// Few questions, each followed to the ground.
    Deep,
    /// Neither.
    Even,
    /// Many questions, few follow-ups.
    Wide,
}

/// A rule or strength that an interviewer never passes by, and what they write when they meet it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pet {
    /// The rule's or strength's slug.
    pub rule: String,
    /// Their sentence.
    pub note: String,
}

/// What they say aloud.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// Coming in. `{name}` and `{minutes}` are filled by [`Persona::greeting`].
    pub greeting: Vec<String>,
    /// Before the first question.
    pub first: String,
    /// Before a further one.
    pub next: Vec<String>,
    /// From the technical question to one about the past; empty for who holds no technical rounds.
    #[serde(default)]
    pub technical: String,
    /// Cutting in on who rambles.
    pub cut: Vec<String>,
    /// The direct challenge.
    pub challenge: Vec<String>,
    /// When a question is passed.
    pub passed: String,
    /// Inviting the candidate's questions.
    pub own_questions: String,
    /// Leaving.
    pub goodbye: String,
}

/// What they say among colleagues.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InDebrief {
    /// Opening a vote in favour.
    pub inclined: String,
    /// Opening one against.
    pub not_inclined: String,
    /// When the round gave too little.
    pub unsure: String,
    /// When somebody else's quote moved them.
    pub concede: String,
    /// When it did not.
    pub hold: String,
}

/// An interviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct Persona {
    /// Its permanent name, which is that of its file.
    pub slug: &'static str,
    /// What they are called.
    pub name: String,
    /// What they are.
    pub title: String,
    /// Chairs they may take.
    pub seats: Vec<Chair>,
    /// Functions they interview; empty for any.
    pub roles: Vec<Role>,
    /// How they carry it.
    pub temperament: Temperament,
    /// How they spend a round.
    pub breadth: Breadth,
    /// How far their bar lies above the middle interviewer's, in log odds; below nought for a lower one.
    pub bar: f64,
    /// What they look for and why: two sentences.
    pub about: String,
    /// How much they weigh each emphasis; 1 is as the middle interviewer does.
    pub weights: Weights,
    /// What they always go after.
    pub doubts: Vec<Pet>,
    /// What wins them.
    pub wins: Vec<Pet>,
    /// What they say aloud.
    pub says: Says,
    /// What they say in the debrief.
    pub debrief: InDebrief,
}

impl Persona {
    /// Their greeting; `turn` chooses between those they have.
    #[must_use]
    pub fn greeting(&self, turn: usize, minutes: u32) -> String {
        let greetings = &self.says.greeting;
        let chosen = greetings.get(turn % greetings.len().max(1)).map_or("", String::as_str);
        chosen
            .replace("{name}", &self.name)
            .replace("{minutes}", &minutes.to_string())
    }

    /// What they write when this rule or strength is met, where it is one of their own.
    #[must_use]
    pub fn note_on(&self, rule: &str) -> Option<&str> {
        let pets = self.doubts.iter().chain(&self.wins);
        pets.into_iter()
            .find(|pet| pet.rule == rule)
            .map(|pet| pet.note.as_str())
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: String,
    seats: Vec<String>,
    roles: Vec<String>,
    temperament: String,
    breadth: Breadth,
    bar: f64,
    about: String,
    weights: WeightsRow,
    doubts: Vec<Pet>,
    wins: Vec<Pet>,
    says: Says,
    debrief: InDebrief,
}

/// Every emphasis is named, so that none is forgotten.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsRow {
    evidence: f64,
    contribution: f64,
    friction: f64,
    judgment: f64,
    humanity: f64,
    customer: f64,
    structure: f64,
}

impl From<WeightsRow> for Weights {
    fn from(row: WeightsRow) -> Self {
        let mut weights = [1.0; 7];
        for (emphasis, weight) in [
            (Emphasis::Evidence, row.evidence),
            (Emphasis::Contribution, row.contribution),
            (Emphasis::Friction, row.friction),
            (Emphasis::Judgment, row.judgment),
            (Emphasis::Humanity, row.humanity),
            (Emphasis::Customer, row.customer),
            (Emphasis::Structure, row.structure),
        ] {
            weights[emphasis as usize] = weight;
        }
        weights
    }
}

macro_rules! embed {
    ($($slug:literal,)+) => {
        /// One file a persona: its slug and its text.
        const FILES: &[(&str, &str)] = &[
            $(($slug, include_str!(concat!("../../../content/personas/", $slug, ".toml"))),)+
        ];
    };
}

embed! {
    "bare-facts",
    "both-sides",
    "cause-hunter",
    "clock-keeper",
    "few-words",
    "front-desk",
    "last-mile",
    "open-argument",
    "plain-talk",
    "price-asker",
    "receipts-please",
    "second-look",
    "team-gardener",
    "warm-listener",
    "way-back",
    "who-decided",
}

fn read(slug: &'static str, text: &str) -> Result<Persona, String> {
    let wrong = |what: String| format!("{slug}: {what}");
    let file: File = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    Ok(Persona {
        slug,
        name: file.name,
        title: file.title,
        seats: parsed(&file.seats).map_err(wrong)?,
        roles: parsed(&file.roles).map_err(wrong)?,
        temperament: file
            .temperament
            .parse()
            .map_err(|e: UnknownSlug| wrong(e.to_string()))?,
        breadth: file.breadth,
        bar: file.bar,
        about: file.about,
        weights: file.weights.into(),
        doubts: file.doubts,
        wins: file.wins,
        says: file.says,
        debrief: file.debrief,
    })
}

fn parsed<T: FromStr<Err = UnknownSlug>>(slugs: &[String]) -> Result<Vec<T>, String> {
    slugs
        .iter()
        .map(|slug| slug.parse().map_err(|e: UnknownSlug| e.to_string()))
        .collect()
}

/// Every persona, by slug. A test holds that all files can be read, so none is left out here.
#[must_use]
pub fn personas() -> &'static [Persona] {
    static ALL: LazyLock<Vec<Persona>> =
        LazyLock::new(|| FILES.iter().filter_map(|(slug, text)| read(slug, text).ok()).collect());
    &ALL
}

/// The persona of this name.
#[must_use]
pub fn persona(slug: &str) -> Option<&'static Persona> {
    personas().iter().find(|persona| persona.slug == slug)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use glidepath_domain::{Chair, Emphasis, Role, Temperament};

    use super::{FILES, persona, personas, read};

    #[test]
    fn every_file_can_be_read_and_none_is_left_out() {
        for (slug, text) in FILES {
            assert_eq!(persona(slug), Some(&read(slug, text).unwrap()));
        }
        let listed: BTreeSet<String> = FILES.iter().map(|(slug, _)| format!("{slug}.toml")).collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/personas");
        let on_disk = std::fs::read_dir(folder).unwrap();
        let on_disk: BTreeSet<String> = on_disk
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(listed, on_disk);
        assert!(personas().len() >= 14, "{} personas", personas().len());
    }

    #[test]
    fn they_differ_and_every_seat_can_be_filled() {
        let heaviest = |weights: &[f64; 7]| {
            let mut order: Vec<usize> = (0..7).collect();
            order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
            [order[0].min(order[1]), order[0].max(order[1])]
        };
        let mut seen = HashSet::new();
        for persona in personas() {
            assert!(
                seen.insert(format!("{:?}", heaviest(&persona.weights))),
                "{} weighs like another",
                persona.slug
            );
            assert!(
                persona.weights.iter().all(|weight| (0.4..=2.2).contains(weight)),
                "{}",
                persona.slug
            );
            assert!((-2.0..=2.0).contains(&persona.bar), "{}", persona.slug);
            assert!(
                (2..=4).contains(&persona.doubts.len()) && (2..=4).contains(&persona.wins.len()),
                "{}",
                persona.slug
            );
            assert_eq!(
                persona.seats.contains(&Chair::Technical),
                !persona.says.technical.is_empty(),
                "{}",
                persona.slug
            );
            for pet in persona.doubts.iter().chain(&persona.wins) {
                assert!(seen.insert(pet.note.clone()), "said twice: {}", pet.note);
            }
        }
        for chair in Chair::ALL {
            for role in Role::ALL {
                let fits =
                    |p: &&super::Persona| p.seats.contains(chair) && (p.roles.is_empty() || p.roles.contains(role));
                assert!(
                    personas().iter().filter(fits).count() >= 2,
                    "too few for {chair} and {role}"
                );
            }
        }
        for temperament in Temperament::ALL {
            assert!(
                personas().iter().filter(|p| p.temperament == *temperament).count() >= 3,
                "{temperament}"
            );
        }
        for emphasis in Emphasis::ALL {
            assert!(
                personas().iter().any(|p| p.weights[*emphasis as usize] >= 1.7),
                "nobody asks for {emphasis}"
            );
        }
    }

    #[test]
    fn a_greeting_is_filled() {
        for persona in personas() {
            for turn in 0..3 {
                let greeting = persona.greeting(turn, 45);
                assert!(
                    !greeting.contains('{') && greeting.contains(&persona.name),
                    "{greeting}"
                );
            }
        }
    }

    #[test]
    fn a_wrong_file_is_told_by_its_name() {
        assert!(read("quiet", "name = 1").unwrap_err().starts_with("quiet: "));
    }
}
