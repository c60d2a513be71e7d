//! Matching a question with stories from a file: the same ranking as in the bank, without keeping anything.

use std::collections::HashSet;

use glidepath_domain::{Date, Principle, When};
use glidepath_retrieve::{Entry, Library, Reading};
use serde::Deserialize;

use crate::review_answer::{LONGEST, Line, bad_line, id_of, unknown};
use crate::seeker::{Seeker, beat_at, in_words};
use crate::tag_question::{unreadable, whole};
use crate::wire::{Id, MatchOut, MatchedOut};
use crate::{Bank, Error, side_by_side};

/// Stories listed for a question unless another number is asked for.
pub const LISTED: usize = 10;

/// A story of a file. Fields it does not know are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoryIn {
    /// Its name, as the answer gives it back.
    pub id: Id,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its words as told.
    #[serde(default)]
    pub text: String,
    /// Principle slugs, the main one first.
    #[serde(default)]
    pub principles: Vec<String>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(default)]
    pub when: Option<String>,
}

/// A question to find stories for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MatchIn {
    /// The caller's id.
    pub id: Option<Id>,
    /// The question.
    pub question: String,
}

/// Stories from a file, read and ready.
#[derive(Debug)]
pub struct Shelf {
    ids: Vec<Id>,
    library: Library,
}

impl Shelf {
    /// Reads stories, a JSON object a line; meaning is read on all cores.
    ///
    /// # Errors
    /// When a line is no story, a story comes twice, has no words or names an unknown principle: the message names the line.
    pub fn read(lines: &str, seeker: &Seeker, today: Date) -> Result<Self, Error> {
        let mut ids = Vec::new();
        let mut seen = HashSet::new();
        let mut entries = Vec::new();
        for (number, line) in (1..).zip(lines.trim_start_matches('\u{feff}').lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let at = |error: Error| Error {
                what: format!("Line {number} of the stories: {}", error.what),
                ..error
            };
            let story: StoryIn = serde_json::from_str(line)
                .map_err(|error| unreadable(&error, "{\"id\":\"s1\",\"title\":\"...\",\"text\":\"...\"}"))
                .map_err(|error| Error {
                    what: "The line is not a story in JSON".to_owned(),
                    ..error
                })
                .map_err(at)?;
            if !seen.insert(key(&story.id)) {
                let why = "ids tell stories apart in the answer";
                return Err(at(Error::invalid(
                    "duplicate-id",
                    "a story of this id came before",
                    why,
                    "Give each story an id of its own.",
                )));
            }
            entries.push(entry(&story, today).map_err(at)?);
            ids.push(story.id);
        }
        if ids.is_empty() {
            let fix = "Give one story a line, such as {\"id\":\"s1\",\"title\":\"...\",\"text\":\"...\"}.";
            return Err(Error::invalid(
                "no-stories",
                "There are no stories",
                "the file has no lines",
                fix,
            ));
        }
        let read = |mut entry: Entry| {
            entry.reading = seeker
                .meaning()
                .and_then(|meaning| Reading::of(&entry.title, &entry.text, meaning));
            entry
        };
        let library = Library::of(side_by_side(entries, read));
        Ok(Self { ids, library })
    }

    /// The stories of the bank, as far as they were read.
    ///
    /// # Errors
    /// When the database does not answer, or there are no stories.
    pub async fn of_bank(bank: &Bank, seeker: &Seeker) -> Result<Self, Error> {
        let library = crate::answer_with::library(bank, seeker).await?;
        if library.entries().is_empty() {
            let fix = "Add one with `glidepath story add`, bring some with `glidepath import`, or name a file with --stories.";
            return Err(Error::not_found(
                "no-stories",
                "There are no stories to search",
                "the bank is empty",
                fix,
            ));
        }
        let ids = library
            .entries()
            .iter()
            .map(|entry| Id::Text(entry.id.clone().map(|id| id.0).unwrap_or_default()));
        Ok(Self {
            ids: ids.collect(),
            library,
        })
    }

    /// The stories that may answer a question.
    ///
    /// # Errors
    /// When the question is blank or too long.
    pub fn find(&self, given: MatchIn, most: usize, seeker: &Seeker) -> Result<MatchOut, Error> {
        whole(&given.question)?;
        let found = self.library.find(&given.question, most, seeker.meaning());
        let matches = found.matches.iter().filter_map(|one| {
            let entry = self.library.entries().get(one.place)?;
            let sentence = one.why.sentence;
            Some(MatchedOut {
                story: self.ids.get(one.place)?.clone(),
                score: crate::wire::four(one.score),
                why: in_words(&self.library, one, true),
                span: sentence.map(|span| [span.start, span.end]),
                beat: sentence
                    .and_then(|span| beat_at(&entry.text, span))
                    .map(|beat| beat.slug()),
                theme: one.why.theme.map(|theme| theme.slug),
            })
        });
        Ok(MatchOut::of(given.id, matches.collect(), &found))
    }

    /// Answers line `number` (from 1) of a JSONL batch. A bad line gives an error object in its place.
    #[must_use]
    pub fn line(&self, number: usize, line: &str, most: usize, seeker: &Seeker) -> Line {
        let given =
            serde_json::from_str(line).map_err(|error| unreadable(&error, "{\"id\":\"q1\",\"question\":\"...\"}"));
        match given.and_then(|given| self.find(given, most, seeker)) {
            Ok(out) => Line::of(&out),
            Err(error) => bad_line(number, id_of(line), error),
        }
    }
}

fn key(id: &Id) -> String {
    match id {
        Id::Number(number) => format!("#{number}"),
        Id::Text(text) => format!("\"{text}"),
    }
}

fn entry(story: &StoryIn, today: Date) -> Result<Entry, Error> {
    if story.text.len() > LONGEST {
        let why = format!("it has {} bytes, and the limit is {LONGEST}", story.text.len());
        return Err(Error::invalid(
            "text-too-long",
            "the story is too long",
            why,
            "Keep to the story as it is told.",
        ));
    }
    if !story.title.chars().chain(story.text.chars()).any(char::is_alphanumeric) {
        return Err(Error::invalid(
            "text-empty",
            "the story has no words",
            "title and text are blank",
            "Give it a title and a text.",
        ));
    }
    let principles = story
        .principles
        .iter()
        .map(|slug| slug.parse::<Principle>())
        .collect::<Result<Vec<_>, _>>()
        .map_err(unknown)?;
    // A time that cannot be read says nothing about age; it is no reason to refuse the story.
    let when = story.when.as_deref().and_then(When::read);
    Ok(Entry {
        title: story.title.clone(),
        text: story.text.clone(),
        principles,
        years: when.map_or(0, |when| years_since(when, today)),
        ..Entry::default()
    })
}

/// Whole years from then to today.
pub(crate) fn years_since(when: When, today: Date) -> u32 {
    let before = (today.month, today.day) < (when.month.unwrap_or(12), when.day.unwrap_or(31));
    u32::try_from(i32::from(today.year) - i32::from(when.year) - i32::from(before)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{LISTED, MatchIn, Shelf, years_since};
    use crate::seeker::Seeker;
    use glidepath_domain::{Date, When};

    const TODAY: Date = Date {
        year: 2026,
        month: 6,
        day: 1,
    };

    fn shelf(lines: &str) -> Result<Shelf, crate::Error> {
        Shelf::read(lines, &Seeker::of_words(), TODAY)
    }

    #[test]
    fn words_alone_find_the_story_that_has_them() {
        let lines = "{\"id\":7,\"title\":\"The boiler\",\"text\":\"The boiler failed at night and I rang the supplier.\"}\n\n\
                     {\"id\":\"b\",\"title\":\"The rota\",\"text\":\"Two nurses quarrelled over the rota, and I listened to both.\"}";
        let question = MatchIn {
            id: None,
            question: "Tell me about a supplier who let you down at night.".to_owned(),
        };
        let found = shelf(lines)
            .unwrap()
            .find(question, LISTED, &Seeker::of_words())
            .unwrap();
        assert_eq!(serde_json::to_value(&found.matches[0].story).unwrap(), 7);
        assert_eq!(found.matches.len(), 2);
        assert_eq!(found.tier, "words");
    }

    #[test]
    fn a_file_that_cannot_be_used_says_where_and_why() {
        let good = "{\"id\":1,\"title\":\"a\",\"text\":\"b\"}";
        for (lines, code, part) in [
            ("", "no-stories", "no stories"),
            ("{\"title\":\"a\"}", "bad-line", "Line 1"),
            (&format!("{good}\n{good}"), "duplicate-id", "Line 2"),
            ("{\"id\":1,\"title\":\" \",\"text\":\"\"}", "text-empty", "no words"),
            (
                "{\"id\":1,\"title\":\"a\",\"principles\":[\"dive\"]}",
                "unknown-value",
                "dive",
            ),
        ] {
            let error = shelf(lines).unwrap_err();
            assert_eq!(error.code, code, "{lines}");
            assert!(error.what.contains(part), "{}", error.what);
        }
    }

    #[test]
    fn a_year_is_whole_when_it_is_over() {
        for (when, years) in [
            ("2026", 0),
            ("2025", 0),
            ("2025-06", 0),
            ("2025-05", 1),
            ("2020-06-01", 6),
            ("2030", 0),
        ] {
            assert_eq!(years_since(When::read(when).unwrap(), TODAY), years, "{when}");
        }
    }
}
