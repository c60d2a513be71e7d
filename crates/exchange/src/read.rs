//! What kind each file is, by content first and by name second, and the reading of them all or of none.

use std::collections::BTreeMap;

use crate::archive::{self, Budget};
use crate::refusal::Problems;
use crate::{Brought, Incoming, MOST_BYTES, MOST_ENTRIES, Refusal, Remark, Source, SourceKind};
use crate::{cv, decode, docx, json, json_resume, markdown, pdf, questions, table};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Markdown,
    Table,
    Text,
    Pdf,
    Docx,
    Xlsx,
    /// A folder packed into one file.
    Zip,
    /// An Anki deck: cards are made from stories, and lead back to none.
    Deck,
    /// An office file of before 2007, or one locked with a password: both are kept in the same wrapping.
    OldOffice,
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
    let mut import = Import::default();
    for file in files {
        import.file(file, files.len() == 1, true)?;
    }
    let Import {
        mut brought,
        notes,
        passed_over,
        ..
    } = import;
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

/// What a file is by its first bytes, or by what an archive holds.
fn packed_kind(bytes: &[u8]) -> Option<Kind> {
    let start = &bytes[..bytes.len().min(1_024)];
    if start.windows(5).any(|window| window == b"%PDF-") {
        return Some(Kind::Pdf);
    }
    if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Some(Kind::OldOffice);
    }
    if !start.starts_with(b"PK") {
        return None;
    }
    let names = archive::names(bytes).unwrap_or_default();
    let holds = |name: &str| names.iter().any(|held| held == name);
    Some(match () {
        () if holds(docx::DOCUMENT) => Kind::Docx,
        () if holds(table::xlsx::WORKBOOK) => Kind::Xlsx,
        () if names.iter().any(|name| name.starts_with("collection.anki")) => Kind::Deck,
        () if holds("mimetype") && holds("content.xml") => Kind::Other,
        () => Kind::Zip,
    })
}

/// What a text file is.
fn text_kind(file: &Incoming, text: &str) -> Kind {
    match file.extension().as_str() {
        "md" | "markdown" => return Kind::Markdown,
        "csv" | "tsv" => return Kind::Table,
        "json" => return Kind::Json,
        _ => {}
    }
    let start = text.trim_start();
    if start.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
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

/// An import while it is read.
#[derive(Default)]
struct Import {
    brought: Brought,
    notes: Problems,
    passed_over: BTreeMap<String, usize>,
    budget: Budget,
}

impl Import {
    /// Reads one file. `alone` is whether a person handed over just this one; `outer` whether it is in no archive.
    fn file(&mut self, file: &Incoming, alone: bool, outer: bool) -> Result<(), Refusal> {
        if file.is_hidden() {
            return Ok(());
        }
        let name = file.name.as_str();
        if file.bytes.len() > MOST_BYTES {
            return Err(too_large(name, file.bytes.len()));
        }
        match packed_kind(&file.bytes) {
            None => self.text_file(file, alone),
            Some(Kind::Zip) if outer => self.folder(file),
            Some(Kind::Pdf) => {
                let text = pdf::text(name, &file.bytes, &mut self.budget)?;
                self.brought.sources.push(cv::source(name, text));
                Ok(())
            }
            Some(Kind::Docx) => {
                let text = docx::text(name, &file.bytes, &mut self.budget)?;
                self.brought.sources.push(cv::source(name, text));
                Ok(())
            }
            Some(Kind::Xlsx) => {
                let rows = table::xlsx::rows(name, &file.bytes, &mut self.budget, &mut self.brought.remarks)?;
                table::stories(name, &rows, &mut self.brought)
            }
            Some(Kind::Deck) => Err(Refusal::new(
                "deck-one-way",
                format!("{name} is an Anki deck"),
                "cards are made from stories and cannot be turned back into them",
                "Import the Markdown or JSON export of the bank instead.",
            )),
            Some(Kind::OldOffice) => Err(Refusal::new(
                "office-old-or-locked",
                format!("{name} is an office file of before 2007, or locked with a password"),
                "neither can be read",
                "Open it, take the password off, and save it as DOCX, XLSX or PDF.",
            )),
            Some(_) => self.pass_over(file, alone),
        }
    }

    /// The files of a packed folder.
    fn folder(&mut self, file: &Incoming) -> Result<(), Refusal> {
        let entries = archive::entries(&file.name, &file.bytes, |_| true, &mut self.budget)?;
        for (name, bytes) in entries {
            self.file(&Incoming::new(name, bytes), false, false)?;
        }
        Ok(())
    }

    fn pass_over(&mut self, file: &Incoming, alone: bool) -> Result<(), Refusal> {
        let name = file.name.as_str();
        if alone {
            return Err(Refusal::new(
                "file-unknown",
                format!("{name} is of a kind that cannot be read"),
                "neither its content nor its name is that of a CV, notes, a table or a bank",
                "Save it as PDF, DOCX, Markdown, plain text, CSV, XLSX or JSON.",
            ));
        }
        let ending = file.extension();
        let ending = if ending.is_empty() {
            name.to_owned()
        } else {
            format!("*.{ending}")
        };
        *self.passed_over.entry(ending).or_default() += 1;
        Ok(())
    }

    fn text_file(&mut self, file: &Incoming, alone: bool) -> Result<(), Refusal> {
        let name = file.name.as_str();
        let Some(decoded) = decode::decode(&file.bytes) else {
            return self.pass_over(file, alone);
        };
        let text = decoded.text;
        let kind = text_kind(file, &text);
        if kind == Kind::Other {
            return self.pass_over(file, alone);
        }
        if decoded.guessed {
            self.brought.remarks.push(Remark::new(
                name,
                "The text was read as Windows-1252.",
                "It is not UTF-8, and the file does not say what it is.",
                "If letters with accents look wrong, save it as UTF-8 and import it again.",
            ));
        }
        match kind {
            Kind::Markdown => {
                markdown::read(name, file.stem(), &unix_lines(text), &mut self.brought, &mut self.notes);
            }
            Kind::Table => {
                let rows = table::csv::rows(name, &text)?;
                table::stories(name, &rows, &mut self.brought)?;
            }
            Kind::Json => self.json(name, &text)?,
            _ => plain_text(name, &unix_lines(text), &mut self.brought),
        }
        Ok(())
    }

    fn json(&mut self, name: &str, text: &str) -> Result<(), Refusal> {
        let value = serde_json::from_str::<serde_json::Value>(text).map_err(|error| {
            Refusal::new(
                "json-broken",
                format!("{name} is no whole JSON"),
                error.to_string(),
                "Mend that place, or export the file anew.",
            )
        })?;
        if json::is_bank(&value) {
            return json::read(name, text, &mut self.brought);
        }
        if json_resume::is_one(&value) {
            self.brought.sources.push(json_resume::read(name, &value));
            return Ok(());
        }
        Err(Refusal::new(
            "json-unknown",
            format!("{name} is JSON of a kind that is not known"),
            "it is neither a bank with a \"schema\" nor a JSON Resume with \"basics\" or \"work\"",
            "Export the bank as JSON, or save the words as plain text.",
        ))
    }
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
    } else if cv::looks_like_one(text) {
        brought.sources.push(cv::source(name, text.to_owned()));
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
