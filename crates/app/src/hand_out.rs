//! The bank as files to keep or to use elsewhere: made here, written to disk or sent by the edge.

use glidepath_domain::{Question, Story};
use glidepath_exchange::write;

use crate::{Bank, Error};

/// What the files are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One note a story. Loses nothing.
    Markdown,
    /// One file of the schema `glidepath.bank/1`, own questions among it. Loses nothing.
    Json,
    /// One table, a row a story.
    Csv,
    /// The stories as one reads them aloud.
    Text,
}

impl Shape {
    /// Every shape.
    pub const ALL: &'static [Self] = &[Self::Markdown, Self::Json, Self::Csv, Self::Text];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Text => "text",
        }
    }

    /// What a file of it ends in.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Text => "txt",
        }
    }

    /// What a browser calls it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
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
    let one = |text: String| vec![(format!("glidepath.{}", shape.ending()), text.into_bytes())];
    let files = match shape {
        Shape::Markdown => {
            let notes = write::markdown(&stories).into_iter();
            notes.map(|(name, text)| (name, text.into_bytes())).collect()
        }
        Shape::Json => one(write::json(&stories, &questions)),
        Shape::Csv => one(write::csv(&stories)),
        Shape::Text => one(write::text(&stories)),
    };
    Ok(HandedOut {
        files,
        stories: stories.len(),
        questions: questions.len(),
    })
}
