//! An answer sheet read, line by line. Whatever does not belong is told with its line, so that a slip of the pen does not become part of
//! an answer.

use std::str::FromStr;

use glidepath_domain::{Principle, UnknownSlug};

use super::{AnswerSheet, LONGEST_SHEET, SheetQuestion, SheetReply, SheetRound};
use crate::Error;
use crate::loops::start_loop::MOST_ROUNDS;

/// What lines belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// Nothing yet.
    Start,
    /// A round, before its first question.
    Round,
    /// An answer.
    Answer,
    /// A reply.
    Reply,
    /// A follow-up that was passed.
    Pass,
    /// The candidate's questions.
    Own,
}

/// Reads an answer sheet.
///
/// # Errors
/// When it is blank, too long, has no round or too many, or a line stands where it has no meaning: the message names the line.
pub fn parse(text: &str) -> Result<AnswerSheet, Error> {
    if text.len() > LONGEST_SHEET {
        return Err(Error::invalid(
            "answers-too-long",
            format!("The answers are {} bytes long", text.len()),
            format!("six long rounds have a fiftieth of what is read, {LONGEST_SHEET} bytes"),
            "Give the answers of one loop.",
        ));
    }
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines()).peekable();
    let mut sheet = AnswerSheet::default();
    while lines.next_if(|(_, line)| line.trim().is_empty()).is_some() {}
    if let Some((opened, _)) = lines.next_if(|(_, line)| line.trim_end() == "---") {
        let mut closed = false;
        for (number, line) in lines.by_ref() {
            if line.trim_end() == "---" {
                closed = true;
                break;
            }
            if !line.trim().is_empty() {
                head(&mut sheet, number, line)?;
            }
        }
        if !closed {
            return Err(at(
                opened,
                "answers-head",
                "the head is not closed",
                "what stands between two lines of --- says what the loop is",
                "Close it with a line of ---.",
            ));
        }
    }
    let mut under = Under::Start;
    for (number, line) in lines {
        under = read(&mut sheet, under, number, line)?;
    }
    finish(sheet)
}

/// Trims what was gathered, and checks that there is something.
fn finish(mut sheet: AnswerSheet) -> Result<AnswerSheet, Error> {
    if sheet.rounds.is_empty() {
        return Err(Error::invalid(
            "answers-empty",
            "There are no answers",
            "no line begins with \"# Round\"",
            "Write # Round 1, under it ## and a question, and under that the answer.",
        ));
    }
    let trim = |text: &mut String| *text = text.trim().to_owned();
    for round in &mut sheet.rounds {
        for question in &mut round.questions {
            trim(&mut question.answer);
            question.replies.iter_mut().for_each(|reply| trim(&mut reply.text));
        }
        round.own_questions.iter_mut().for_each(trim);
    }
    Ok(sheet)
}

/// One line of the head.
fn head(sheet: &mut AnswerSheet, number: usize, line: &str) -> Result<(), Error> {
    let (key, value) = pair(line).unwrap_or((line.trim(), ""));
    match key {
        "name" => value.clone_into(&mut sheet.name),
        "role" => sheet.role = Some(known(number, value)?),
        "level" => sheet.level = Some(known(number, value)?),
        "minutes" => sheet.minutes = Some(whole(number, key, value)?),
        "rounds" => sheet.rounds_in_all = Some(whole(number, key, value)?),
        "draw" => sheet.draw = whole(number, key, value)?,
        "scope" => sheet.scope = principles(number, value)?,
        _ => {
            return Err(at(
                number,
                "answers-head",
                format!("\"{key}\" means nothing in the head"),
                "it may say name, role, level, minutes, rounds, scope and draw",
                "Write each as KEY: VALUE, on a line of its own.",
            ));
        }
    }
    Ok(())
}

/// One line of the rounds; what it says is put where it belongs.
fn read(sheet: &mut AnswerSheet, under: Under, number: usize, line: &str) -> Result<Under, Error> {
    if let Some(title) = heading(line, "###") {
        return follow_up(sheet, under, number, title);
    }
    if let Some(title) = heading(line, "##") {
        return question(sheet, number, title);
    }
    if let Some(title) = heading(line, "#") {
        return round(sheet, number, title);
    }
    let blank = line.trim().is_empty();
    let plain = unescaped(line);
    match under {
        _ if blank && !matches!(under, Under::Answer | Under::Reply) => {}
        Under::Start | Under::Pass => {
            return Err(at(
                number,
                "answers-stray",
                "these words belong to no question",
                "words stand under ## QUESTION or ### Reply",
                "Move them there, or take them away.",
            ));
        }
        Under::Round => seat(sheet.rounds.last_mut(), number, line)?,
        Under::Answer => {
            if let Some(question) = last_question(sheet) {
                question.answer.push_str(plain);
                question.answer.push('\n');
            }
        }
        Under::Reply => {
            if let Some(reply) = last_question(sheet).and_then(|question| question.replies.last_mut()) {
                reply.text.push_str(plain);
                reply.text.push('\n');
            }
        }
        Under::Own => own(sheet.rounds.last_mut(), line),
    }
    Ok(under)
}

fn last_question(sheet: &mut AnswerSheet) -> Option<&mut SheetQuestion> {
    sheet.rounds.last_mut()?.questions.last_mut()
}

fn round(sheet: &mut AnswerSheet, number: usize, title: &str) -> Result<Under, Error> {
    let next = sheet.rounds.len() + 1;
    let named = title
        .strip_prefix("Round")
        .or_else(|| title.strip_prefix("round"))
        .and_then(|rest| rest.split_whitespace().next())
        .map(|word| word.trim_end_matches([':', '.', ',']));
    if named.and_then(|word| word.parse().ok()) != Some(next) {
        return Err(at(
            number,
            "answers-round",
            format!("\"{title}\" is not the next round"),
            "rounds are called Round 1, Round 2 and so on, each once and in order",
            format!("Write # Round {next}."),
        ));
    }
    if next > MOST_ROUNDS {
        return Err(at(
            number,
            "answers-round",
            format!("there is no round {next}"),
            format!("a loop has {MOST_ROUNDS} rounds at most"),
            "Give the answers of one loop.",
        ));
    }
    sheet.rounds.push(SheetRound::default());
    Ok(Under::Round)
}

fn question(sheet: &mut AnswerSheet, number: usize, title: &str) -> Result<Under, Error> {
    let Some(round) = sheet.rounds.last_mut() else {
        return Err(at(
            number,
            "answers-round",
            "this question is asked in no round",
            "questions stand under # Round 1, # Round 2 and so on",
            "Write # Round 1 before it.",
        ));
    };
    if title.eq_ignore_ascii_case("own questions") {
        return Ok(Under::Own);
    }
    if !title.chars().any(char::is_alphanumeric) {
        return Err(at(
            number,
            "answers-question",
            "there is no question behind ##",
            "each answer stands under the question it answers",
            "Write the question's name in the bank, or its words.",
        ));
    }
    round.questions.push(SheetQuestion {
        asked: title.to_owned(),
        line: number,
        ..SheetQuestion::default()
    });
    Ok(Under::Answer)
}

fn follow_up(sheet: &mut AnswerSheet, under: Under, number: usize, title: &str) -> Result<Under, Error> {
    let (word, remark) = title.split_once(char::is_whitespace).unwrap_or((title, ""));
    let word = word.trim_end_matches(':');
    let passed = word.eq_ignore_ascii_case("pass");
    if !passed && !word.eq_ignore_ascii_case("reply") {
        return Err(at(
            number,
            "answers-follow-up",
            format!("\"### {title}\" means nothing here"),
            "under a question stand ### Reply and ### Pass",
            "Write one of them; what was asked may stand behind it.",
        ));
    }
    let asked = matches!(under, Under::Answer | Under::Reply | Under::Pass);
    let question = last_question(sheet).filter(|question| asked && !question.answer.trim().is_empty());
    let Some(question) = question else {
        return Err(at(
            number,
            "answers-follow-up",
            "nothing was answered yet that could be followed up",
            "a question without an answer was passed, and nothing is asked about it",
            "Write the answer under its question first.",
        ));
    };
    question.replies.push(SheetReply {
        remark: remark.trim().to_owned(),
        text: String::new(),
    });
    Ok(if passed { Under::Pass } else { Under::Reply })
}

/// Who sits in a round.
fn seat(round: Option<&mut SheetRound>, number: usize, line: &str) -> Result<(), Error> {
    let Some(round) = round else { return Ok(()) };
    match pair(line) {
        Some(("chair", value)) => round.chair = Some(known(number, value)?),
        Some(("persona", value)) => value.clone_into(&mut round.persona),
        Some(("person", value)) => value.clone_into(&mut round.person),
        Some(("principles", value)) => round.principles = principles(number, value)?,
        _ => {
            return Err(at(
                number,
                "answers-stray",
                "these words belong to no question",
                "between # Round and its first ## QUESTION stand chair, persona, person and principles, each as KEY: VALUE",
                "Write ## and the question before its answer.",
            ));
        }
    }
    Ok(())
}

/// A line of the candidate's questions: a bullet is one of its own, what has none goes on with the last.
fn own(round: Option<&mut SheetRound>, line: &str) {
    let Some(round) = round else { return };
    let line = line.trim();
    let bullet = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    match (bullet, round.own_questions.last_mut()) {
        (None, Some(last)) if !matches!(line, "-" | "*") => {
            last.push(' ');
            last.push_str(line);
        }
        (None, _) if matches!(line, "-" | "*") => {}
        (bullet, _) => round.own_questions.push(bullet.unwrap_or(line).trim().to_owned()),
    }
}

/// The title of a heading of this depth.
fn heading<'l>(line: &'l str, marks: &str) -> Option<&'l str> {
    let rest = line.strip_prefix(marks)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// A line of words without the backslash that kept it from being a heading.
fn unescaped(line: &str) -> &str {
    let marks = line.trim_start_matches('\\');
    match line.strip_prefix('\\') {
        Some(rest) if marks.starts_with('#') => rest,
        _ => line,
    }
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    Some((key.trim(), value.trim()))
}

fn principles(number: usize, value: &str) -> Result<Vec<Principle>, Error> {
    let mut read = Vec::new();
    for slug in value.split(',').map(str::trim).filter(|slug| !slug.is_empty()) {
        let principle = known(number, slug)?;
        if !read.contains(&principle) {
            read.push(principle);
        }
    }
    Ok(read)
}

fn known<T: FromStr<Err = UnknownSlug>>(number: usize, value: &str) -> Result<T, Error> {
    value.parse().map_err(|error| {
        let error = crate::review_answer::unknown(error);
        at(number, error.code, lower(&error.what), error.why, error.fix)
    })
}

fn whole<T: FromStr>(number: usize, key: &str, value: &str) -> Result<T, Error> {
    value.parse().map_err(|_| {
        at(
            number,
            "answers-head",
            format!("{key} is \"{value}\""),
            "it has to be a whole number",
            "Write it in figures.",
        )
    })
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

/// An error with the line it is about.
fn at(
    number: usize,
    code: &'static str,
    what: impl AsRef<str>,
    why: impl Into<String>,
    fix: impl Into<String>,
) -> Error {
    Error::invalid(
        code,
        format!("Line {number} of the answers: {}", what.as_ref()),
        why,
        fix,
    )
}
