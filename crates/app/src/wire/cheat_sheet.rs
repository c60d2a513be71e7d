//! The public shape of the cheat sheet.

use serde::Serialize;

use crate::cheat_sheet::{CheatSheet, FOR};

/// Schema name of [`CheatSheetOut`].
pub const CHEAT_SHEET_SCHEMA: &str = "glidepath.cheat-sheet/1";

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheatSheetOut {
    /// Always [`CHEAT_SHEET_SCHEMA`].
    pub schema: &'static str,
    /// The day it was made.
    pub made: String,
    /// What it is for, and what it is not.
    #[serde(rename = "for")]
    pub purpose: &'static str,
    /// One for each principle in scope.
    pub principles: Vec<PrincipleAnchorsOut>,
}

/// What to remember for one principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrincipleAnchorsOut {
    /// Its slug.
    pub principle: &'static str,
    /// Ways to hold an answer to it in one line.
    pub frameworks: &'static [String],
    /// The story to tell, then the one that stands by.
    pub stories: Vec<AnchorOut>,
}

/// What to remember of one story, in its teller's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorOut {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The principle under which it stands in full, where that is another one.
    pub above: Option<&'static str>,
    /// Its first sentence.
    pub opening: String,
    /// Up to three.
    pub cues: Vec<String>,
    /// Up to two.
    pub figures: Vec<AnchorFigureOut>,
    /// Its last sentence.
    pub landing: String,
}

/// A figure to remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnchorFigureOut {
    /// As told, with its unit.
    pub value: String,
    /// What it is about.
    pub what: String,
    /// What it was before.
    pub baseline: String,
    /// Whether it stands in the ledger.
    pub kept: bool,
}

impl CheatSheetOut {
    /// A sheet.
    #[must_use]
    pub fn of(sheet: &CheatSheet) -> Self {
        let anchors = sheet.principles.iter().map(|anchors| PrincipleAnchorsOut {
            principle: anchors.principle.slug(),
            frameworks: anchors.frameworks,
            stories: anchors
                .stories
                .iter()
                .map(|story| AnchorOut {
                    id: story.id.clone(),
                    title: story.title.clone(),
                    above: story.above.map(|principle| principle.slug()),
                    opening: story.opening.clone(),
                    cues: story.cues.clone(),
                    figures: story
                        .figures
                        .iter()
                        .map(|figure| AnchorFigureOut {
                            value: figure.value.clone(),
                            what: figure.what.clone(),
                            baseline: figure.baseline.clone(),
                            kept: figure.kept,
                        })
                        .collect(),
                    landing: story.landing.clone(),
                })
                .collect(),
        });
        Self {
            schema: CHEAT_SHEET_SCHEMA,
            made: sheet.made.to_string(),
            purpose: FOR,
            principles: anchors.collect(),
        }
    }
}
