//! The bank as files to keep or to use elsewhere: made here, written to disk or sent by the edge.

use glidepath_domain::{Beat, Passage, Question, Story};
use glidepath_exchange::{Card, write};

use crate::{Bank, Error};

/// What the files are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One note a story. Loses nothing.
    Markdown,
    /// One file of the schema `glidepath.bank/1`, own questions among it. Loses nothing.
    Json,
    /// The notes of [`Self::Markdown`] in one zip archive.
    MarkdownZip,
    /// One table, a row a story.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// The stories as one reads them aloud.
    Text,
    /// A deck for Anki: for each story its title, and on the back how it opens, its figures and how it lands.
    Anki,
}

impl Shape {
    /// Every shape.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::MarkdownZip,
        Self::Json,
        Self::Csv,
        Self::Xlsx,
        Self::Text,
        Self::Anki,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::MarkdownZip => "markdown-zip",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Text => "text",
            Self::Anki => "anki",
        }
    }

    /// What a file of it ends in.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::MarkdownZip => "zip",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Text => "txt",
            Self::Anki => "apkg",
        }
    }

    /// What a browser calls it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::MarkdownZip => "application/zip",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text => "text/plain; charset=utf-8",
            Self::Anki => "application/octet-stream",
        }
    }

    /// The shape of this name.
    #[must_use]
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|shape| shape.slug() == slug)
    }

    /// Whether it makes a file for each story rather than one.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        matches!(self, Self::Markdown)
    }
}

/// Files, made and not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// Names and bytes: one file, or one for each story.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many stories they hold.
    pub stories: usize,
    /// How many questions.
    pub questions: usize,
}

/// Makes the files. `only` names the stories to take; all where it is empty.
///
/// # Errors
/// When a story named is not there, or there is nothing to hand out.
pub async fn hand_out(bank: &Bank, shape: Shape, only: &[String]) -> Result<HandedOut, Error> {
    let desk = bank.desk();
    let mut stories: Vec<(String, Story)> = Vec::new();
    if only.is_empty() {
        stories.extend(desk.stories().await?.into_iter().map(|kept| (kept.id, kept.value)));
    } else {
        for id in only {
            let kept = desk.story(id).await?;
            stories.push((kept.id, kept.value));
        }
    }
    let mut questions: Vec<(String, Question)> = Vec::new();
    if shape == Shape::Json && only.is_empty() {
        questions.extend(desk.questions().await?.into_iter().map(|kept| (kept.id, kept.value)));
    }
    if stories.is_empty() && questions.is_empty() {
        return Err(Error::not_found(
            "bank-empty",
            "There is nothing to hand out",
            "the bank holds no story",
            "Add one first.",
        ));
    }
    let one = |bytes: Vec<u8>| vec![(format!("glidepath.{}", shape.ending()), bytes)];
    let files = match shape {
        Shape::Markdown => {
            let notes = write::markdown(&stories).into_iter();
            notes.map(|(name, text)| (name, text.into_bytes())).collect()
        }
        Shape::MarkdownZip => one(write::markdown_zip(&stories)?),
        Shape::Json => one(write::json(&stories, &questions).into_bytes()),
        Shape::Csv => one(write::csv(&stories).into_bytes()),
        Shape::Xlsx => one(write::xlsx(&stories)?),
        Shape::Text => one(write::text(&stories).into_bytes()),
        Shape::Anki => {
            let cards: Vec<Card> = stories.iter().map(|(id, story)| card(id, story)).collect();
            one(write::apkg(DECK, &cards, bank.now_ms() / 1_000)?)
        }
    };
    Ok(HandedOut {
        files,
        stories: stories.len(),
        questions: questions.len(),
    })
}

/// What Anki calls the deck.
const DECK: &str = "Glidepath";

/// A story as a card to recall it by. All of it is the teller's own words.
fn card(id: &str, story: &Story) -> Card {
    let first = story.beats.iter().find(|passage| !passage.text.trim().is_empty());
    let landing =
        |passage: &&Passage| matches!(passage.beat, Beat::Result | Beat::Learning) && !passage.text.trim().is_empty();
    let last = story.beats.iter().rev().find(landing);
    let facts = story.facts.iter().map(|fact| format!("{}: {}", fact.what, fact.value));
    let facts = facts.collect::<Vec<_>>().join("\n");
    let told = |passage: Option<&Passage>| passage.map_or(String::new(), |passage| passage.text.trim().to_owned());
    let back = [told(first), facts, told(last)];
    let back: Vec<&str> = back
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let principles = story.principles.iter().map(|principle| principle.slug().to_owned());
    Card {
        guid: id.to_owned(),
        front: story.title.clone(),
        back: back.join("\n\n"),
        tags: principles.chain(story.tags.iter().cloned()).collect(),
    }
}
