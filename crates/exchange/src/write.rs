//! Files out. Notes and JSON lose nothing; tables and plain text do, and say what in `docs/import-export.md`.

use std::collections::BTreeSet;

use glidepath_domain::{Question, Story};

use crate::part::plain_name;
use crate::{Card, Refusal, archive, deck, json as bank, markdown as notes, table};

/// One note a story: its path and its text. Reading them back gives the same stories.
#[must_use]
pub fn markdown(stories: &[(String, Story)]) -> Vec<(String, String)> {
    let mut taken = BTreeSet::new();
    let mut notes_out = Vec::with_capacity(stories.len());
    for (id, story) in stories {
        notes_out.push((path(&story.title, &mut taken), notes::note_text(id, story)));
    }
    notes_out
}

/// The same notes packed into one zip file.
///
/// # Errors
///
/// If the archive would be larger than a zip file can be.
pub fn markdown_zip(stories: &[(String, Story)]) -> Result<Vec<u8>, Refusal> {
    let notes = markdown(stories);
    archive::packed(notes.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// The whole bank as one JSON file of the schema `glidepath.bank/1`. Reading it back gives the same stories and questions.
#[must_use]
pub fn json(stories: &[(String, Story)], questions: &[(String, Question)]) -> String {
    bank::bank_text(stories, questions)
}

/// One row a story, as UTF-8 with its mark. The order of repeated beats and their silent principles are lost.
#[must_use]
pub fn csv(stories: &[(String, Story)]) -> String {
    table::csv::text(stories)
}

/// The same table as a spreadsheet with one sheet.
///
/// # Errors
///
/// If a text is longer than a cell can be.
pub fn xlsx(stories: &[(String, Story)]) -> Result<Vec<u8>, Refusal> {
    table::xlsx::bytes(stories)
}

/// Cards as an Anki deck of that name. `made` is the time of export in seconds since 1970: on importing a deck again,
/// Anki updates a card it knows by its guid if the deck was made later.
///
/// # Errors
///
/// If two cards have one guid.
pub fn apkg(deck: &str, cards: &[Card], made: i64) -> Result<Vec<u8>, Refusal> {
    deck::apkg(deck, cards, made)
}

/// The stories as one reads them aloud: title, then the words. Everything else is left out.
#[must_use]
pub fn text(stories: &[(String, Story)]) -> String {
    let told = stories.iter().map(|(_, story)| {
        let title = story.title.trim();
        let line = "=".repeat(title.chars().count());
        format!("{title}\n{line}\n\n{}\n", story.text())
    });
    told.collect::<Vec<_>>().join("\n\n")
}

/// Names that Windows keeps for itself.
const DEVICES: [&str; 5] = ["con", "prn", "aux", "nul", "story"];

/// A file name that every system takes and no other story has.
fn path(title: &str, taken: &mut BTreeSet<String>) -> String {
    let words = plain_name(title).replace(' ', "-");
    let mut stem: String = words.chars().take(60).collect();
    let device = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    if stem.is_empty() || device || DEVICES.contains(&stem.as_str()) {
        stem = format!("story-{stem}").trim_end_matches('-').to_owned();
    }
    let mut name = format!("{stem}.md");
    let mut count = 1;
    while !taken.insert(name.clone()) {
        count += 1;
        name = format!("{stem}-{count}.md");
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::path;

    #[test]
    fn file_names_are_short_safe_and_their_own() {
        let mut taken = BTreeSet::new();
        assert_eq!(path("The \"Refund\" queue: 9/5", &mut taken), "the-refund-queue-9-5.md");
        assert_eq!(path("the refund queue 9 5", &mut taken), "the-refund-queue-9-5-2.md");
        assert_eq!(path("", &mut taken), "story.md");
        assert_eq!(path("NUL", &mut taken), "story-nul.md");
        assert!(path(&"x".repeat(500), &mut taken).len() < 70);
    }
}
