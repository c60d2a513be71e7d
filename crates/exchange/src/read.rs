//! What kind each file is, by content first and by name second, and the reading of them all or of none.

use std::collections::BTreeMap;

use crate::refusal::Problems;
use crate::{Brought, Incoming, MOST_BYTES, MOST_ENTRIES, Refusal, Remark, Source, SourceKind};
use crate::{decode, json, markdown, questions, table};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Markdown,
    Table,
    Text,
    /// A picture, a sound, a program: nothing that could be read.
    Other,
}

/// Reads all files of an import. Either everything that can be read was, or nothing is brought.
///
/// # Errors
///
/// A [`Refusal`] names the files and places that are wrong, up to twenty at once, and what to do.
pub fn read(files: &[Incoming]) -> Result<Brought, Refusal> {
    if files.len() > MOST_ENTRIES {
        return Err(Refusal::new(
            "too-many-files",
            format!("{} files were handed over", files.len()),
            format!("one import takes {MOST_ENTRIES}"),
            "Import them in several goes.",
        ));
    }
    let mut brought = Brought::default();
    let mut notes = Problems::default();
    let mut passed_over = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_hidden()) {
        if file.bytes.len() > MOST_BYTES {
            return Err(too_large(&file.name, file.bytes.len()));
        }
        one(file, files.len() == 1, &mut brought, &mut notes, &mut passed_over)?;
    }
    markdown::refuse(notes)?;
    no_id_twice(&brought)?;
    for (ending, count) in passed_over {
        let what = if count == 1 { "file was" } else { "files were" };
        brought.remarks.push(Remark::new(
            ending,
            format!("{count} {what} passed over."),
            "They hold no text that can be read.",
            "Nothing, if they are pictures or attachments; else save them as PDF, DOCX, Markdown or CSV.",
        ));
    }
    Ok(brought)
}

fn too_large(name: &str, bytes: usize) -> Refusal {
    Refusal::new(
        "file-too-large",
        format!("{name} has {} MB", bytes.div_ceil(1_000_000)),
        format!("a file may have {} MB", MOST_BYTES / 1_000_000),
        "Leave out pictures, or split it, and import it again.",
    )
}

fn kind(file: &Incoming, text: Option<&str>) -> Kind {
    let Some(text) = text else { return Kind::Other };
    match file.extension().as_str() {
        "md" | "markdown" => return Kind::Markdown,
        "csv" | "tsv" => return Kind::Table,
        _ => {}
    }
    let start = text.trim_start();
    if start.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
        || file.extension() == "json"
    {
        return Kind::Json;
    }
    if start.starts_with("---\n") || start.starts_with("---\r\n") {
        return Kind::Markdown;
    }
    match file.extension().as_str() {
        "" | "txt" | "text" | "log" | "org" | "rst" => Kind::Text,
        _ => Kind::Other,
    }
}

fn one(
    file: &Incoming,
    alone: bool,
    brought: &mut Brought,
    notes: &mut Problems,
    passed_over: &mut BTreeMap<String, usize>,
) -> Result<(), Refusal> {
    let decoded = decode::decode(&file.bytes);
    let name = file.name.as_str();
    match kind(file, decoded.as_ref().map(|d| d.text.as_str())) {
        Kind::Other if alone => {
            return Err(Refusal::new(
                "file-unknown",
                format!("{name} is of a kind that cannot be read"),
                "neither its content nor its name is that of a CV, notes, a table or a bank",
                "Save it as PDF, DOCX, Markdown, plain text, CSV, XLSX or JSON.",
            ));
        }
        Kind::Other => {
            let ending = file.extension();
            let ending = if ending.is_empty() {
                name.to_owned()
            } else {
                format!("*.{ending}")
            };
            *passed_over.entry(ending).or_default() += 1;
            return Ok(());
        }
        _ => {}
    }
    let Some(decoded) = decoded else { return Ok(()) };
    if decoded.guessed {
        brought.remarks.push(Remark::new(
            name,
            "The text was read as Windows-1252.",
            "It is not UTF-8, and the file does not say what it is.",
            "If letters with accents look wrong, save it as UTF-8 and import it again.",
        ));
    }
    let text = decoded.text;
    match kind(file, Some(&text)) {
        Kind::Markdown => markdown::read(name, file.stem(), &unix_lines(text), brought, notes),
        Kind::Table => {
            let rows = table::csv::rows(name, &text)?;
            table::stories(name, &rows, brought)?;
        }
        Kind::Json => {
            let value = serde_json::from_str::<serde_json::Value>(&text).map_err(|error| {
                Refusal::new(
                    "json-broken",
                    format!("{name} is no whole JSON"),
                    error.to_string(),
                    "Mend that place, or export the file anew.",
                )
            })?;
            if json::is_bank(&value) {
                json::read(name, &text, brought)?;
            } else {
                return Err(Refusal::new(
                    "json-unknown",
                    format!("{name} is JSON of a kind that is not known"),
                    "it is no bank with a \"schema\"",
                    "Export the bank as JSON, or save the words as plain text.",
                ));
            }
        }
        Kind::Text | Kind::Other => plain_text(name, &unix_lines(text), brought),
    }
    Ok(())
}

/// A file with Windows' line ends throughout has them as its form, not as its words.
fn unix_lines(text: String) -> String {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => text.replace("\r\n", "\n"),
        _ => text,
    }
}

fn plain_text(name: &str, text: &str, brought: &mut Brought) {
    let asked = questions::read_questions(text);
    if !asked.is_empty() {
        brought.asked.extend(asked);
    } else if !text.trim().is_empty() {
        brought.sources.push(Source {
            name: name.to_owned(),
            kind: SourceKind::Notes,
            text: text.to_owned(),
            projects: Vec::new(),
        });
    }
}

/// Two stories or two questions with one id cannot both be that one.
fn no_id_twice(brought: &Brought) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    let stories = brought.stories.iter().map(|s| ("story", s.id.as_ref(), &s.from));
    let questions = brought.questions.iter().map(|q| ("question", q.id.as_ref(), &q.from));
    let mut seen = BTreeMap::new();
    for (what, id, from) in stories.chain(questions) {
        let Some(id) = id else { continue };
        if let Some(first) = seen.insert((what, id), from) {
            problems.add(format!(
                "the {what} \"{}\" is in {first} and in {from}",
                crate::part::brief(id)
            ));
        }
    }
    problems.into_refusal(
        "id-twice",
        "The same id comes twice",
        "Take one of them out, or delete its id so that it becomes a new one; nothing was taken.",
    )
}
