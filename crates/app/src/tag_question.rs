//! Tagging a question: which principles it probes, in which bucket it falls, what it asks for.

use serde::Deserialize;

use crate::Error;
use crate::own_questions::LONGEST_QUESTION;
use crate::review_answer::{Line, bad_line, id_of};
use crate::seeker::Seeker;
use crate::wire::{Id, TagOut};

/// A question to tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct TagIn {
    /// The caller's id.
    pub id: Option<Id>,
    /// The question.
    pub text: String,
}

/// Tags one question.
///
/// # Errors
/// When the question is blank or over [`LONGEST_QUESTION`].
pub fn tag_question(given: TagIn, seeker: &Seeker) -> Result<TagOut, Error> {
    whole(&given.text)?;
    Ok(TagOut::of(&seeker.tag(&given.text), given.id))
}

/// Checks that there is a question, and that it is one.
pub(crate) fn whole(question: &str) -> Result<(), Error> {
    let characters = question.chars().count();
    if characters > LONGEST_QUESTION {
        return Err(Error::invalid(
            "text-too-long",
            format!("The question is {characters} characters long"),
            format!("a question is a few sentences, and the limit is {LONGEST_QUESTION}"),
            "Give the question alone, without the answer.",
        ));
    }
    if !question.chars().any(char::is_alphanumeric) {
        return Err(Error::invalid(
            "text-empty",
            "There is no question",
            "it has no words",
            "Type the question as it was asked.",
        ));
    }
    Ok(())
}

/// Tags line `number` (from 1) of a JSONL batch. A bad line gives an error object in its place.
#[must_use]
pub fn tag_line(number: usize, line: &str, seeker: &Seeker) -> Line {
    let given = serde_json::from_str(line).map_err(|error| unreadable(&error, "{\"id\":\"q1\",\"text\":\"...\"}"));
    let out = given.and_then(|given| tag_question(given, seeker));
    match out {
        Ok(out) => Line::of(&out),
        Err(error) => bad_line(number, id_of(line), error),
    }
}

/// A line that is no question in JSON.
pub(crate) fn unreadable(error: &serde_json::Error, shape: &str) -> Error {
    let said = error.to_string();
    let why = match said.split_once(" at line 1 column") {
        _ if said.contains("untagged enum Id") => "its id is neither a string nor a whole number".to_owned(),
        _ if said.starts_with("EOF while parsing a value") => "it is blank".to_owned(),
        Some((plain, _)) => plain.to_owned(),
        None => said,
    };
    Error::invalid(
        "bad-line",
        "The line is not a question in JSON",
        why,
        format!("Give one object a line, such as {shape}."),
    )
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_QUESTION, TagIn, tag_line, tag_question};
    use crate::seeker::Seeker;

    #[test]
    fn a_question_gets_all_principles_and_their_shares_add_up() {
        let given = TagIn {
            id: None,
            text: "Tell me about a time you cut a cost without hurting anybody.".to_owned(),
        };
        let out = tag_question(given, &Seeker::of_words()).unwrap();
        assert_eq!(out.principles.len(), 16);
        assert!((out.principles.iter().map(|p| p.score).sum::<f64>() - 1.0).abs() < 0.01);
        assert!(out.principles.is_sorted_by(|a, b| a.score >= b.score));
        assert_eq!(out.principles[0].slug, "frugality");
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let seeker = Seeker::of_words();
        for (line, code) in [
            ("{\"id\":3}", "bad-line"),
            ("{\"id\":3,\"text\":\" ?\"}", "text-empty"),
            ("[]", "bad-line"),
            ("", "bad-line"),
            ("{\"id\":{},\"text\":\"Why?\"}", "bad-line"),
        ] {
            let answer = tag_line(4, line, &seeker);
            assert_eq!(answer.error.as_ref().map(|e| e.code), Some(code), "{line}");
            assert!(answer.json.contains("\"line\":4"), "{}", answer.json);
        }
        // A letter of another script counts as one too.
        let full = format!("{{\"text\":\"{}\"}}", "字".repeat(LONGEST_QUESTION));
        assert_eq!(tag_line(1, &full, &seeker).error, None);
        let long = format!("{{\"text\":\"{}\"}}", "a ".repeat(LONGEST_QUESTION));
        assert_eq!(tag_line(1, &long, &seeker).error.map(|e| e.code), Some("text-too-long"));
    }
}
