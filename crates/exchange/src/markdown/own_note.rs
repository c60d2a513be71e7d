//! A note of our own layout, written and read back without loss: front matter, a heading for each beat, appendix,
//! confidential. Text that looks like one of our headings gets a backslash on the way out and loses it on the way in.

use glidepath_domain::{Beat, Fact, Passage, Principle, Story};

use super::{LAYOUT, MARK};
use crate::part::{self, brief, nearest};
use crate::refusal::Problems;
use crate::yaml::{Entry, Yaml, quoted};
use crate::{Brought, BroughtStory, Part, Remark, Source, SourceKind};

/// The parts of the appendix, in order.
const APPENDIX: [Part; 5] = [
    Part::Data,
    Part::Technical,
    Part::Alternatives,
    Part::People,
    Part::Timeline,
];

/// What a heading of ours opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    Beat(Beat),
    Appendix,
    Words(Part),
}

/// Parts that stand in the front matter; the others have headings.
fn in_front(part: Part) -> bool {
    !APPENDIX.contains(&part) && !matches!(part, Part::Beats | Part::Confidential)
}

/// A name as a heading has it: "Options".
fn heading(name: &str) -> String {
    let first = name.chars().next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(name.chars().skip(1)).collect()
}

/// The note of one story.
pub(crate) fn note_text(id: &str, story: &Story) -> String {
    let mut lines = vec![
        "---".to_owned(),
        format!("{MARK}: {LAYOUT}"),
        format!("id: {}", quoted(id)),
    ];
    lines.push(format!("revision: {}", quoted(&crate::revision(story))));
    for part in Part::WHOLE.iter().copied().filter(|part| in_front(*part)) {
        front(part, story, &mut lines);
    }
    lines.extend(["---".to_owned(), String::new()]);
    for passage in &story.beats {
        lines.push(format!("## {}", heading(passage.beat.slug())));
        if let Some(principle) = passage.principle {
            lines.push(format!("<!-- principle: {principle} -->"));
        }
        block(&passage.text, &mut lines);
    }
    if APPENDIX.iter().any(|part| !part.read(story).is_empty()) {
        lines.extend(["## Appendix".to_owned(), String::new()]);
        for part in APPENDIX {
            let text = part.read(story);
            if !text.is_empty() {
                lines.push(format!("### {}", heading(part.name())));
                block(&text, &mut lines);
            }
        }
    }
    if !story.confidential.is_empty() {
        lines.push("## Confidential".to_owned());
        block(&story.confidential, &mut lines);
    }
    lines.join("\n")
}

/// One part of the front matter; nothing where it is blank.
fn front(part: Part, story: &Story, lines: &mut Vec<String>) {
    let key = part.name();
    let list = |items: &[String], lines: &mut Vec<String>| {
        if !items.is_empty() {
            lines.push(format!("{key}:"));
            lines.extend(items.iter().map(|item| format!("  - {}", quoted(item))));
        }
    };
    match part {
        Part::Principles => {
            let slugs: Vec<String> = story.principles.iter().map(Principle::to_string).collect();
            list(&slugs, lines);
        }
        Part::Tags => list(&story.tags, lines),
        Part::Constraints => list(&story.constraints, lines),
        Part::Facts => {
            if !story.facts.is_empty() {
                lines.push(format!("{key}:"));
            }
            for fact in &story.facts {
                lines.push(format!("  - kind: {}", fact.kind));
                for (name, text) in [
                    ("what", &fact.what),
                    ("value", &fact.value),
                    ("baseline", &fact.baseline),
                    ("basis", &fact.basis),
                ] {
                    if !text.is_empty() {
                        lines.push(format!("    {name}: {}", quoted(text)));
                    }
                }
                lines.push(format!("    sureness: {}", fact.sureness));
            }
        }
        other => {
            let text = other.read(story);
            if !text.is_empty() {
                lines.push(format!("{key}: {}", quoted(&text)));
            }
        }
    }
}

/// A text between blank lines, its false headings escaped.
fn block(text: &str, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.extend(text.split('\n').map(|line| match opens(line.trim_start_matches('\\')) {
        Some(_) => format!("\\{line}"),
        None => line.to_owned(),
    }));
    lines.push(String::new());
}

fn unescaped(line: &str) -> &str {
    match line.strip_prefix('\\') {
        Some(rest) if opens(rest.trim_start_matches('\\')).is_some() => rest,
        _ => line,
    }
}

/// What a line opens if it is one of our headings, and the principle in its braces.
fn opens(line: &str) -> Option<(Opens, Option<&str>)> {
    let (marks, rest) = line.split_once(' ')?;
    let rest = rest.trim();
    let (name, braces) = match rest.split_once('{') {
        Some((name, braces)) => (name.trim_end(), Some(braces.strip_suffix('}')?)),
        None => (rest, None),
    };
    let principle = match braces {
        Some(inside) => Some(inside.trim().strip_prefix("principle:")?.trim()),
        None => None,
    };
    let opens = match marks {
        "##" if name == "Appendix" => Opens::Appendix,
        "##" if name == "Confidential" => Opens::Words(Part::Confidential),
        "##" => Opens::Beat(*Beat::ALL.iter().find(|beat| heading(beat.slug()) == name)?),
        "###" => Opens::Words(*APPENDIX.iter().find(|part| heading(part.name()) == name)?),
        _ => return None,
    };
    Some((opens, principle))
}

/// Whether the front matter says that this program wrote the note.
pub(crate) fn is_ours(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.key == MARK)
}

/// Reads such a note; `line` is that of the body's first line.
pub(crate) fn read(
    name: &str,
    entries: &[Entry],
    body: &str,
    line: usize,
    brought: &mut Brought,
    problems: &mut Problems,
) {
    let mut told = BroughtStory {
        id: None,
        story: Story::default(),
        from: name.to_owned(),
        revision: None,
        holds: Part::WHOLE.to_vec(),
    };
    let mut unknown = Vec::new();
    for entry in entries {
        let place = format!("{name}, line {}", entry.line + 1);
        if let Err(problem) = front_entry(entry, &mut told, &mut unknown) {
            problems.add(format!("{place}: {problem}"));
        }
    }
    if !unknown.is_empty() {
        brought.remarks.push(keys_remark(name, &unknown));
    }
    let mut stray = Vec::new();
    let mut section: Option<Section<'_>> = None;
    for (at, text) in body.split('\n').enumerate() {
        let place = || format!("{name}, line {}", line + at);
        if let Some((opens, braces)) = opens(text) {
            if let Some(section) = section.take() {
                section.close(&mut told.story, &mut stray);
            }
            let principle = braces.and_then(|given| silent(given, &place(), problems));
            section = Some(Section {
                opens,
                principle,
                lines: Vec::new(),
            });
        } else if let Some(section) = &mut section {
            match comment(text).filter(|_| section.lines.is_empty() && section.principle.is_none()) {
                Some(given) => section.principle = silent(given, &place(), problems),
                None => section.lines.push(unescaped(text)),
            }
        } else if !text.trim().is_empty() {
            stray.push(text.to_owned());
        }
    }
    if let Some(section) = section {
        section.close(&mut told.story, &mut stray);
    }
    if !stray.is_empty() {
        brought.remarks.push(Remark::new(
            name,
            "Words that stand under no heading were put aside as notes.",
            "A story keeps its words under headings like \"## Action\".",
            "Move them under a heading and import the note again, or leave them as notes.",
        ));
        brought.sources.push(Source {
            name: name.to_owned(),
            kind: SourceKind::Notes,
            text: stray.join("\n"),
            projects: Vec::new(),
        });
    }
    brought.stories.push(told);
}

fn silent(given: &str, place: &str, problems: &mut Problems) -> Option<Principle> {
    part::principle(given)
        .map_err(|unknown| problems.add(format!("{place}: {unknown}")))
        .ok()
}

fn comment(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    Some(inside.trim().strip_prefix("principle:")?.trim())
}

/// A heading with the lines under it.
struct Section<'a> {
    opens: Opens,
    principle: Option<Principle>,
    lines: Vec<&'a str>,
}

impl Section<'_> {
    fn close(self, story: &mut Story, stray: &mut Vec<String>) {
        let mut lines = self.lines.as_slice();
        if let [first, rest @ ..] = lines {
            if first.is_empty() {
                lines = rest;
            }
        }
        if let [rest @ .., last] = lines {
            if last.is_empty() {
                lines = rest;
            }
        }
        let text = lines.join("\n");
        match self.opens {
            Opens::Beat(beat) => story.beats.push(Passage {
                beat,
                text,
                principle: self.principle,
            }),
            Opens::Appendix => stray.extend((!text.trim().is_empty()).then_some(text)),
            // A part that comes twice is one text: nothing of it is dropped.
            Opens::Words(part) => {
                if let Some(words) = part.words_mut(story) {
                    if !words.is_empty() {
                        words.push_str("\n\n");
                    }
                    words.push_str(&text);
                }
            }
        }
    }
}

/// Puts one entry of the front matter where it belongs.
fn front_entry(entry: &Entry, told: &mut BroughtStory, unknown: &mut Vec<String>) -> Result<(), String> {
    let key = entry.key.as_str();
    let text = || match &entry.value {
        Yaml::Text(text) => Ok(text.clone()),
        _ => Err(format!("{key} must be one text, not a list")),
    };
    match key {
        MARK => {
            let layout = text()?;
            return if layout == LAYOUT {
                Ok(())
            } else {
                Err(format!(
                    "the layout \"{}\" is not known; this program reads {LAYOUT}",
                    brief(&layout)
                ))
            };
        }
        "id" => {
            told.id = Some(text()?).filter(|id| !id.is_empty());
            return Ok(());
        }
        "revision" => {
            told.revision = Some(text()?);
            return Ok(());
        }
        _ => {}
    }
    let front = || Part::WHOLE.iter().copied().filter(|part| in_front(*part));
    let Some(part) = front().find(|part| part.name() == key) else {
        let hint = nearest(key, front().map(Part::name)).map(|near| format!(" (did you mean \"{near}\"?)"));
        unknown.push(format!("{key}{}", hint.unwrap_or_default()));
        return Ok(());
    };
    let story = &mut told.story;
    match (part, &entry.value) {
        (Part::Facts, value) => story.facts = facts(value)?,
        (Part::Constraints, Yaml::List(list)) => story.constraints = texts(list, key)?,
        (Part::Tags, Yaml::List(list)) => story.tags = texts(list, key)?,
        (Part::Principles, Yaml::List(list)) => {
            let read = texts(list, key)?.into_iter().map(|one| part::principle(&one));
            story.principles = read.collect::<Result<_, _>>().map_err(|unknown| unknown.to_string())?;
        }
        (part, _) => part
            .put(story, &text()?)
            .map_err(|problem| format!("{key}: {problem}"))?,
    }
    Ok(())
}

fn texts(list: &[Yaml], key: &str) -> Result<Vec<String>, String> {
    let text = |item: &Yaml| match item {
        Yaml::Text(text) => Ok(text.clone()),
        _ => Err(format!(
            "every item of {key} must be one text; put it in quotes if it holds a colon"
        )),
    };
    list.iter().map(text).collect()
}

/// Facts: a list of maps, or of lines as tables have them.
fn facts(value: &Yaml) -> Result<Vec<Fact>, String> {
    let Yaml::List(list) = value else {
        return Err("facts must be a list, each item with kind, what and value".to_owned());
    };
    let fact = |item: &Yaml| match item {
        Yaml::Text(line) => Ok(part::fact(line)),
        Yaml::List(_) => Err("a fact must be a line or have kind, what and value".to_owned()),
        Yaml::Map(entries) => {
            let mut fact = part::fact("");
            for entry in entries {
                let Yaml::Text(text) = &entry.value else {
                    return Err(format!("{} of a fact must be one text", entry.key));
                };
                match entry.key.as_str() {
                    "kind" => fact.kind = text.parse().map_err(|e: glidepath_domain::UnknownSlug| e.to_string())?,
                    "what" => fact.what.clone_from(text),
                    "value" => fact.value.clone_from(text),
                    "baseline" => fact.baseline.clone_from(text),
                    "basis" => fact.basis.clone_from(text),
                    "sureness" => {
                        fact.sureness = text.parse().map_err(|e: glidepath_domain::UnknownSlug| e.to_string())?;
                    }
                    other => return Err(format!("a fact has no \"{}\"", brief(other))),
                }
            }
            Ok(fact)
        }
    };
    list.iter().map(fact).collect()
}

/// Says which keys of a note were passed over.
pub(crate) fn keys_remark(name: &str, unknown: &[String]) -> Remark {
    Remark::new(
        name,
        format!("Passed over in the front matter: {}.", unknown.join(", ")),
        "A story has no such part.",
        "Rename a key that was meant for one; the others are not needed.",
    )
}
