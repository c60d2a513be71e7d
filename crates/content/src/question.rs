//! The questions: one file for each principle, from `content/questions`. Read when first asked for.

use std::str::FromStr;
use std::sync::LazyLock;

use glidepath_domain::{Principle, Question, QuestionId};
use serde::Deserialize;

/// A question of the bank that ships, with its permanent name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankQuestion {
    /// Its slug.
    pub id: QuestionId,
    /// What an interviewer knows about it.
    pub question: Question,
    /// The kinds of event it asks for, most fitting first: slugs of `corpus/retrieval/themes.md`.
    pub themes: Vec<String>,
}

macro_rules! embed {
    ($($slug:literal,)+) => {
        /// One file a principle: its slug and its text.
        const FILES: &[(&str, &str)] = &[
            $(($slug, include_str!(concat!("../../../content/questions/", $slug, ".toml"))),)+
        ];
    };
}

embed! {
    "customer-obsession",
    "ownership",
    "invent-and-simplify",
    "are-right-a-lot",
    "learn-and-be-curious",
    "hire-and-develop-the-best",
    "insist-on-the-highest-standards",
    "think-big",
    "bias-for-action",
    "frugality",
    "earn-trust",
    "dive-deep",
    "have-backbone-disagree-and-commit",
    "deliver-results",
    "strive-to-be-earths-best-employer",
    "success-and-scale-bring-broad-responsibility",
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    text: String,
    principles: Vec<String>,
    bucket: String,
    form: String,
    parts: Vec<String>,
    roles: Vec<String>,
    levels: Vec<String>,
    difficulty: String,
    tricky: bool,
    commonness: String,
    themes: Vec<String>,
    ladder: Vec<String>,
    good: String,
}

fn all<T: FromStr>(slugs: &[String]) -> Option<Vec<T>> {
    slugs.iter().map(|slug| slug.parse().ok()).collect()
}

impl Written {
    fn understood(self) -> Option<BankQuestion> {
        Some(BankQuestion {
            id: QuestionId(self.id),
            question: Question {
                principles: all::<Principle>(&self.principles)?,
                bucket: self.bucket.parse().ok()?,
                form: self.form.parse().ok()?,
                parts: self.parts,
                roles: all(&self.roles)?,
                levels: all(&self.levels)?,
                difficulty: self.difficulty.parse().ok()?,
                tricky: self.tricky,
                commonness: self.commonness.parse().ok()?,
                ladder: self.ladder,
                good: self.good,
                text: self.text,
            },
            themes: self.themes,
        })
    }
}

/// The whole bank, by principle in the official order. A test holds that every file can be read, so nothing is left out here.
#[must_use]
pub fn questions() -> &'static [BankQuestion] {
    static ALL: LazyLock<Vec<BankQuestion>> = LazyLock::new(|| {
        let files = FILES.iter().filter_map(|(_, text)| toml::from_str::<File>(text).ok());
        let written = files.flat_map(|file| file.question);
        written.filter_map(Written::understood).collect()
    });
    &ALL
}

/// The question of this name.
#[must_use]
pub fn question(id: &str) -> Option<&'static BankQuestion> {
    questions().iter().find(|question| question.id.0 == id)
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use glidepath_domain::{Bucket, Form, Principle};

    use super::{FILES, File, questions};

    #[test]
    fn every_file_can_be_read_and_keeps_to_its_principle() {
        let mut count = 0;
        for (slug, text) in FILES {
            let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("{slug}: {error}"));
            for written in file.question {
                let id = written.id.clone();
                let known = written
                    .understood()
                    .unwrap_or_else(|| panic!("{slug}: {id} has an unknown word"));
                assert_eq!(
                    known.question.principles[0].slug(),
                    *slug,
                    "{id} stands in the wrong file"
                );
                count += 1;
            }
        }
        assert_eq!(count, questions().len());
        assert_eq!(FILES.len(), Principle::ALL.len());
    }

    /// Source: domain §6.
    #[test]
    fn the_bank_is_as_large_and_as_varied_as_it_should_be() {
        assert!(questions().len() >= 400, "{} questions", questions().len());
        let mut by_main: HashMap<Principle, usize> = HashMap::new();
        for known in questions() {
            *by_main.entry(known.question.principles[0]).or_default() += 1;
        }
        for principle in Principle::ALL {
            let least = match principle {
                Principle::EarthsBestEmployer | Principle::BroadResponsibility => 10,
                _ => 20,
            };
            assert!(
                by_main.get(principle).is_some_and(|n| *n >= least),
                "too few for {principle}"
            );
        }
        for bucket in Bucket::ALL {
            assert!(
                questions().iter().filter(|q| q.question.bucket == *bucket).count() >= 30,
                "{bucket}"
            );
        }
        for form in Form::ALL {
            assert!(
                questions().iter().filter(|q| q.question.form == *form).count() >= 20,
                "{form}"
            );
        }
    }

    #[test]
    fn every_question_is_whole_and_no_words_come_twice() {
        let (mut ids, mut texts, mut steps) = (HashSet::new(), HashSet::new(), HashSet::new());
        for known in questions() {
            let id = &known.id.0;
            let question = &known.question;
            assert!(ids.insert(id), "{id} twice");
            assert!(
                id.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{id}"
            );
            assert!(
                texts.insert(question.text.to_lowercase()),
                "{id}: its words stand elsewhere too"
            );
            assert!((1..=3).contains(&question.principles.len()), "{id}");
            assert!(
                (3..=6).contains(&question.ladder.len()),
                "{id}: its ladder has {} steps",
                question.ladder.len()
            );
            assert!(!question.good.trim().is_empty() && !known.themes.is_empty(), "{id}");
            for step in &question.ladder {
                assert!(
                    steps.insert(step.to_lowercase()),
                    "{id}: \"{step}\" is asked elsewhere too"
                );
            }
        }
    }
}
