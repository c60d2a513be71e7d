//! A note that somebody wrote for themselves: STAR, SOAR or Landing headings become beats, tags and keys that are
//! understood become parts of the story, and what is not understood is remarked on.

use glidepath_domain::{Beat, Passage, Story};

use super::own_note::keys_remark;
use crate::part::{self, brief, nearest, plain_name};
use crate::yaml::{Entry, Yaml};
use crate::{Brought, BroughtStory, Part, Remark, Source, SourceKind};

/// What people call the beats in their headings, as [`plain_name`] leaves them. Source: domain §3.
const NAMES: &[(Beat, &[&str])] = &[
    (
        Beat::Context,
        &[
            "context",
            "situation",
            "background",
            "setting",
            "s",
            "50 000 ft",
            "50000 ft",
        ],
    ),
    (
        Beat::Role,
        &["role", "task", "my role", "my task", "t", "25 000 ft", "25000 ft"],
    ),
    (
        Beat::Problem,
        &["problem", "the problem", "challenge", "15 000 ft", "15000 ft"],
    ),
    (Beat::Obstacle, &["obstacle", "obstacles", "complication", "o"]),
    (Beat::Options, &["options", "alternatives", "trade off", "trade offs"]),
    (
        Beat::Action,
        &[
            "action",
            "actions",
            "what i did",
            "approach",
            "a",
            "5 000 ft",
            "5000 ft",
        ],
    ),
    (
        Beat::Result,
        &["result", "results", "outcome", "impact", "landing", "r"],
    ),
    (
        Beat::Learning,
        &[
            "learning",
            "learnings",
            "lesson",
            "lessons",
            "lessons learned",
            "what i learned",
            "reflection",
            "l",
        ],
    ),
];

/// The most stories of one note, and the most tags of one story. What comes after them stays text of the last story.
const MOST_STORIES: usize = 1_000;
const MOST_TAGS: usize = 500;

/// A line that stands above others.
struct Heading<'a> {
    /// 1 to 6 for `#`; 7 for a bold line or a label.
    level: usize,
    title: &'a str,
    beat: Option<Beat>,
    /// What follows a label on its own line.
    rest: &'a str,
}

/// The beat a heading names; "Situation / Task" is taken by its first word.
fn beat_of(title: &str) -> Option<Beat> {
    let named = |title: &str| {
        let plain = plain_name(title);
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&plain.as_str()))
            .map(|(beat, _)| *beat)
    };
    named(title)
        .or_else(|| named(title.split(['/', '&', '(', ':', '–', '—']).next().unwrap_or_default()))
        .or_else(|| named(title.split(" and ").next().unwrap_or_default()))
}

fn heading(line: &str) -> Option<Heading<'_>> {
    let line = line.trim();
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        let title = line[hashes..].trim().trim_end_matches('#').trim().trim_matches('*');
        return Some(Heading {
            level: hashes,
            title,
            beat: beat_of(title),
            rest: "",
        });
    }
    // "**Situation**", "**Situation:** we had", "Situation: we had".
    let (title, rest) = match line.strip_prefix("**").and_then(|inside| inside.split_once("**")) {
        Some((title, rest)) => (title.trim_end_matches(':'), rest.trim_start_matches(':')),
        None => line.split_once(':')?,
    };
    let beat = beat_of(title)?;
    Some(Heading {
        level: 7,
        title,
        beat: Some(beat),
        rest: rest.trim(),
    })
}

/// Whether two different beats have headings in it: one alone may be chance.
pub(crate) fn tells_a_story(text: &str) -> bool {
    let mut seen: Vec<Beat> = lines(text).filter_map(|(_, line)| heading(line)?.beat).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() > 1
}

/// Lines with their numbers from 0, fenced code left out.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// Reads the stories of a note; false, with nothing brought, where it tells none.
pub(crate) fn read(name: &str, stem: &str, entries: &[Entry], body: &str, line: usize, brought: &mut Brought) -> bool {
    if !tells_a_story(body) {
        return false;
    }
    let marked: Vec<(usize, Heading<'_>)> = lines(body)
        .filter_map(|(at, text)| Some((at, heading(text)?)))
        .collect();
    let beat_level = marked
        .iter()
        .filter(|(_, h)| h.beat.is_some())
        .map(|(_, h)| h.level)
        .min()
        .unwrap_or(1);
    let (front, parts) = front_story(name, entries, brought);
    let mut telling = Telling::new(stem, &front, line);
    let mut told = Vec::new();
    let mut loose = Vec::new();
    let mut at_heading = marked.into_iter().peekable();
    for (at, text) in body.lines().enumerate() {
        let Some((_, heading)) = at_heading.next_if(|(place, _)| *place == at) else {
            telling.line(text, &mut loose);
            continue;
        };
        match heading.beat {
            Some(beat) => telling.open(beat, heading.rest),
            // A heading above those of the beats begins the next story.
            None if heading.level < beat_level && told.len() < MOST_STORIES => {
                let before = std::mem::replace(&mut telling, Telling::new(stem, &front, line + at));
                told.extend(before.finish());
                telling.title = Some(heading.title);
            }
            None => telling.line(text, &mut loose),
        }
    }
    told.extend(telling.finish());
    let several = told.len() > 1;
    for mut telling in told {
        if several {
            // One front matter cannot name several stories.
            telling.id = None;
        } else {
            telling.id = front.id.clone();
            if !front.story.title.is_empty() {
                telling.story.title.clone_from(&front.story.title);
            }
        }
        telling.from = format!("{name}, line {}", telling.from);
        for part in &parts {
            if !telling.holds.contains(part) {
                telling.holds.push(*part);
            }
        }
        brought.stories.push(telling);
    }
    if loose.iter().any(|text: &String| !text.trim().is_empty()) {
        brought.remarks.push(Remark::new(
            name,
            "Words above the first beat were put aside as notes.",
            "They stand under no heading like Situation, Action or Result.",
            "Move them under one and import the note again, or leave them as notes.",
        ));
        brought.sources.push(Source {
            name: name.to_owned(),
            kind: SourceKind::Notes,
            text: without_links(loose.join("\n").trim()),
            projects: Vec::new(),
        });
    }
    true
}

/// A story of a note while its lines are read.
struct Telling<'a> {
    title: Option<&'a str>,
    stem: &'a str,
    story: Story,
    line: usize,
    parts: Vec<Part>,
}

impl<'a> Telling<'a> {
    fn new(stem: &'a str, front: &BroughtStory, line: usize) -> Self {
        Self {
            title: None,
            stem,
            story: front.story.clone(),
            line,
            parts: vec![Part::Title, Part::Beats],
        }
    }

    fn open(&mut self, beat: Beat, rest: &str) {
        self.story.beats.push(Passage {
            beat,
            text: rest.to_owned(),
            principle: None,
        });
    }

    fn line(&mut self, text: &str, loose: &mut Vec<String>) {
        let tags: Vec<&str> = text.split_whitespace().collect();
        let only_tags = !tags.is_empty() && tags.len() + self.story.tags.len() <= MOST_TAGS;
        let only_tags = only_tags && tags.iter().all(|tag| is_tag(tag));
        if only_tags {
            for tag in tags {
                take_tag(&mut self.story, tag);
            }
            self.parts.extend([Part::Tags, Part::Principles]);
        } else if let Some(passage) = self.story.beats.last_mut() {
            passage.text.push('\n');
            passage.text.push_str(text);
        } else {
            loose.push(text.to_owned());
        }
    }

    /// The story, if any beat of it was told. `from` is the line alone.
    fn finish(mut self) -> Option<BroughtStory> {
        if self.story.beats.is_empty() {
            return None;
        }
        for passage in &mut self.story.beats {
            passage.text = without_links(passage.text.trim());
        }
        self.title.unwrap_or(self.stem).clone_into(&mut self.story.title);
        Some(BroughtStory {
            id: None,
            story: self.story,
            from: self.line.to_string(),
            revision: None,
            holds: self.parts,
        })
    }
}

/// `#payments`, but neither `#` alone nor `#1`.
fn is_tag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|rest| {
        rest.chars().any(char::is_alphabetic)
            && rest
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))
    })
}

/// A tag, or a principle if its last part names one: `#lp/dive-deep`.
fn take_tag(story: &mut Story, tag: &str) {
    let tag = tag.trim_start_matches('#');
    let last = tag.rsplit('/').next().unwrap_or(tag);
    match part::known_principle(last) {
        Some(principle) if story.principles.contains(&principle) => {}
        Some(principle) => story.principles.push(principle),
        None if story.tags.iter().any(|known| known == tag) => {}
        None => story.tags.push(tag.to_owned()),
    }
}

/// What the front matter says of the story, and which parts that are.
fn front_story(name: &str, entries: &[Entry], brought: &mut Brought) -> (BroughtStory, Vec<Part>) {
    let mut front = BroughtStory {
        id: None,
        story: Story::default(),
        from: String::new(),
        revision: None,
        holds: Vec::new(),
    };
    let mut parts = Vec::new();
    for entry in entries {
        let text = flat(&entry.value);
        if plain_name(&entry.key) == "id" {
            front.id = Some(text).filter(|id| !id.is_empty());
            continue;
        }
        let Some(part) = Part::named(&entry.key, front_parts()) else {
            continue;
        };
        if part == Part::Tags {
            let tags: Vec<&str> = text.split(['\n', ',', ' ']).filter(|tag| !tag.is_empty()).collect();
            for tag in tags.iter().take(MOST_TAGS) {
                take_tag(&mut front.story, tag);
            }
            if tags.len() > MOST_TAGS {
                brought.remarks.push(Remark::new(
                    format!("{name}, line {}", entry.line + 1),
                    format!("{} tags were passed over.", tags.len() - MOST_TAGS),
                    format!("A story may have {MOST_TAGS}."),
                    "Keep those by which you would look for it.",
                ));
            }
            parts.push(part);
            continue;
        }
        match part.put(&mut front.story, &text) {
            Ok(()) => parts.push(part),
            Err(problem) => brought.remarks.push(Remark::new(
                format!("{name}, line {}", entry.line + 1),
                format!("{} was left blank.", part.name()),
                problem,
                "Mend the value and import the note again, or fill it in here.",
            )),
        }
    }
    remark_on_keys(name, entries, brought);
    (front, parts)
}

/// Parts that front matter may hold: all but the words under headings.
fn front_parts() -> impl Iterator<Item = Part> {
    Part::WHOLE.iter().copied().filter(|part| *part != Part::Beats)
}

/// Says which keys of a note are no part of a story, with their values, so that nothing goes unseen.
pub(crate) fn remark_on_keys(name: &str, entries: &[Entry], brought: &mut Brought) {
    let unknown: Vec<String> = entries
        .iter()
        .filter(|entry| plain_name(&entry.key) != "id" && Part::named(&entry.key, front_parts()).is_none())
        .map(|entry| {
            let near = nearest(&entry.key, front_parts().map(Part::name));
            let hint = near
                .map(|near| format!(", did you mean \"{near}\"?"))
                .unwrap_or_default();
            format!("{} ({}{hint})", entry.key, brief(&flat(&entry.value)))
        })
        .collect();
    if !unknown.is_empty() {
        brought.remarks.push(keys_remark(name, &unknown));
    }
}

/// A value as text, one item a line.
fn flat(value: &Yaml) -> String {
    match value {
        Yaml::Text(text) => text.clone(),
        Yaml::List(items) => items.iter().map(flat).collect::<Vec<_>>().join("\n"),
        Yaml::Map(entries) => {
            let lines = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.key, flat(&entry.value)));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Wiki links as the words they show: `[[Target|shown]]` and `![[picture.png]]`.
pub(crate) fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        // Looked for on this line alone, so that a text full of brackets is read but once.
        let end = after.find([']', '[', '\n']).unwrap_or(after.len());
        let inside = after[end..].strip_prefix("]]").map(|rest| (&after[..end], rest));
        let Some((link, after)) = inside else {
            out.push_str(before);
            out.push_str("[[");
            rest = after;
            continue;
        };
        out.push_str(before.strip_suffix('!').unwrap_or(before));
        let shown = link.rsplit('|').next().unwrap_or(link);
        out.push_str(shown);
        rest = after;
    }
    out.push_str(rest);
    out
}
