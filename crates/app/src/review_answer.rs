//! Reviewing an answer: checks what was given, reviews it, hands back the domain's review and its public shape.

use glidepath_domain::{Attempt, Date, Review, TimedWord, UnknownSlug};

use crate::Error;
use crate::reviewer::Reviewer;
use crate::wire::{BadLine, Id, ReviewIn, ReviewOut, why_unreadable};

/// Longest text taken, in bytes. Source: contract, "Common".
pub const LONGEST: usize = 1 << 20;

/// An answer and its review.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// The answer as it was read.
    pub attempt: Attempt,
    /// What the reviewer says of it.
    pub review: Review,
    /// The caller's id.
    pub id: Option<Id>,
    /// True when the encoder had no time and would have more to say.
    pub more: bool,
}

impl Reviewed {
    /// The public shape.
    #[must_use]
    pub fn to_wire(&self) -> ReviewOut {
        ReviewOut::of(&self.review, &self.attempt.text, self.id.clone())
    }
}

/// Reviews one answer.
///
/// # Errors
/// When the text is blank or over [`LONGEST`], or a level, role, principle, day or timing cannot be.
pub fn review_answer(given: ReviewIn, reviewer: &Reviewer, today: Date) -> Result<Reviewed, Error> {
    let id = given.id.clone();
    let attempt = read(given, today)?;
    let (review, more) = reviewer.review(&attempt);
    Ok(Reviewed {
        attempt,
        review,
        id,
        more,
    })
}

fn read(given: ReviewIn, today: Date) -> Result<Attempt, Error> {
    if given.text.len() > LONGEST {
        return Err(Error::invalid(
            "text-too-long",
            format!("The text is {} bytes long", given.text.len()),
            format!("an answer of two to three minutes is about 2,000 bytes, and the limit is {LONGEST}"),
            "Give one answer at a time; for many, use --jsonl.",
        ));
    }
    if !given
        .text
        .chars()
        .any(|c| !c.is_whitespace() && !c.is_control() && c != '\u{feff}')
    {
        return Err(Error::invalid(
            "text-empty",
            "There is no text",
            "only blanks were given",
            "Paste or type the answer, then try again.",
        ));
    }
    let as_of = match given.as_of {
        None => today,
        Some(day) => day.parse::<Date>().map_err(|e| {
            Error::invalid(
                "bad-date",
                e.to_string(),
                "as_of decides which events count as old",
                "Write the day as YYYY-MM-DD, such as 2026-03-31.",
            )
        })?,
    };
    let words = given
        .words
        .into_iter()
        .enumerate()
        .map(|(index, word)| {
            if word.end_ms < word.start_ms {
                return Err(Error::invalid(
                    "bad-timing",
                    format!("Word {} (\"{}\") ends before it starts", index + 1, word.w),
                    format!("start_ms is {} and end_ms is {}", word.start_ms, word.end_ms),
                    "Give times in milliseconds from the start, or leave `words` out.",
                ));
            }
            Ok(TimedWord {
                word: word.w,
                start_ms: word.start_ms,
                end_ms: word.end_ms,
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Attempt {
        text: given.text,
        question: given.question.filter(|q| !q.trim().is_empty()),
        principles: given
            .principles
            .iter()
            .map(|p| p.parse().map_err(unknown))
            .collect::<Result<_, _>>()?,
        level: given.level.map(|l| l.parse()).transpose().map_err(unknown)?,
        role: given.role.map(|r| r.parse()).transpose().map_err(unknown)?,
        words,
        as_of,
    })
}

/// The error for a word that is none of the valid ones.
#[must_use]
pub fn unknown(slug: UnknownSlug) -> Error {
    Error::invalid(
        "unknown-value",
        format!("There is no {} \"{}\"", slug.kind, slug.given),
        format!("a {} is one of: {}", slug.kind, slug.valid.join(", ")),
        format!("Did you mean \"{}\"?", slug.nearest),
    )
}

/// What one line of a batch came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The JSON to print in its place.
    pub json: String,
    /// What was wrong with it, if something was.
    pub error: Option<Error>,
    /// The severest finding.
    pub worst: Option<glidepath_domain::Severity>,
}

impl Line {
    /// What is said in place of a line that was answered.
    pub(crate) fn of(out: &impl serde::Serialize) -> Self {
        match serde_json::to_string(out) {
            Ok(json) => Self {
                json,
                error: None,
                worst: None,
            },
            Err(error) => Self {
                json: "null".to_owned(),
                error: Some(Error::invalid(
                    "not-json",
                    "The answer could not be written",
                    error.to_string(),
                    "Please report this line.",
                )),
                worst: None,
            },
        }
    }
}

/// Reviews line `number` (from 1) of a JSONL batch. A bad line gives an error object in its place.
#[must_use]
pub fn review_line(number: usize, line: &str, reviewer: &Reviewer, today: Date) -> Line {
    let outcome = parse_line(line).and_then(|given| review_answer(given, reviewer, today));
    match outcome {
        Ok(reviewed) => Line {
            worst: reviewed.review.findings.iter().map(|f| f.severity).max(),
            ..Line::of(&reviewed.to_wire())
        },
        Err(error) => bad_line(number, id_of(line), error),
    }
}

/// What stands in place of a line that could not be answered.
pub(crate) fn bad_line(number: usize, id: Option<Id>, error: Error) -> Line {
    let json = serde_json::to_string(&BadLine {
        line: number,
        id,
        error: &error,
    })
    .unwrap_or_default();
    Line {
        json,
        error: Some(error),
        worst: None,
    }
}

fn parse_line(line: &str) -> Result<ReviewIn, Error> {
    serde_json::from_str(line).map_err(|error| {
        Error::invalid(
            "bad-line",
            "The line is not an answer in JSON",
            why_unreadable(&error),
            "Give one object a line, such as {\"id\":\"a1\",\"text\":\"...\"}.",
        )
    })
}

/// The id of a line that is JSON but no answer, so that the caller can tell which one it was.
pub(crate) fn id_of(line: &str) -> Option<Id> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    serde_json::from_value(value.get("id")?.clone()).ok()
}
