//! The cheat sheet: for each principle one or two stories as anchors, in the person's own words, and ways to hold an answer to it.
//!
//! Every word of a story on it is the person's: its opening is the first sentence, its landing the last one that says what came of
//! it or was learned, its figures are facts. What a story does not say is left blank. For memory before the loop, never for
//! use in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use glidepath_content::principle as written;
use glidepath_domain::{Date, Principle, Story, StoryId};

use crate::anchor::anchor;
use crate::deck::{DeckAsked, deck_stories, plan_deck};
use crate::{Bank, Error};

/// What the sheet says of its use, wherever it is shown.
pub const FOR: &str = "For memory before the loop, never for use in it.";

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheatSheet {
    /// The day it was made.
    pub made: Date,
    /// One for each principle in scope.
    pub principles: Vec<PrincipleAnchors>,
}

/// What to remember for one principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipleAnchors {
    /// Which one.
    pub principle: Principle,
    /// Ways to hold an answer to it in one line: two or three.
    pub frameworks: &'static [String],
    /// The story to tell, then the one that stands by; none where there is no story.
    pub stories: Vec<Anchor>,
}

/// What to remember of one story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The principle above under which it stands already. Only its cues are told again, for the other angle.
    pub above: Option<Principle>,
    /// The first sentence; blank where there is none.
    pub opening: String,
    /// Up to three, each a sentence of the story or its beginning.
    pub cues: Vec<String>,
    /// Up to two facts with a figure.
    pub figures: Vec<Figure>,
    /// The last sentence that says what came of it or was learned; blank where there is none.
    pub landing: String,
}

/// A fact on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As told, with its unit.
    pub value: String,
    /// What it is about.
    pub what: String,
    /// What it was before; blank where that is not known.
    pub baseline: String,
    /// Whether it stands in the ledger; else it was only found in the words.
    pub kept: bool,
}

/// Makes the sheet from the deck for the principles in scope.
///
/// # Errors
/// When there is no story, or the database does not answer.
pub async fn cheat_sheet(bank: &Bank, principles: &[Principle]) -> Result<CheatSheet, Error> {
    let asked = DeckAsked {
        principles: principles.to_vec(),
        ..DeckAsked::default()
    };
    let decked = plan_deck(bank, asked).await?;
    if decked.cards.is_empty() {
        return Err(Error::not_found(
            "bank-empty",
            "There is nothing to remember yet",
            "the sheet is made of your own stories, and the bank holds none",
            "Add a story first.",
        ));
    }
    let stories: BTreeMap<String, Story> = deck_stories(bank, &decked)
        .await?
        .into_iter()
        .map(|kept| (kept.id, kept.value))
        .collect();
    let cover = decked.deck.cover.iter().map(|cover| {
        let picks = [cover.primary.as_ref(), cover.backup.as_ref()];
        (cover.principle, picks.into_iter().flatten().collect::<Vec<_>>())
    });
    Ok(CheatSheet {
        made: bank.today(),
        principles: laid_out(cover, &stories),
    })
}

/// Lays the picks out, each story in full once: where it is first the story to tell, or else where it first stands by.
fn laid_out<'p>(
    cover: impl Iterator<Item = (Principle, Vec<&'p StoryId>)>,
    stories: &BTreeMap<String, Story>,
) -> Vec<PrincipleAnchors> {
    let mut shown: BTreeMap<&str, Principle> = BTreeMap::new();
    let mut laid = Vec::new();
    for (principle, picks) in cover {
        let mut anchors = Vec::new();
        for StoryId(id) in picks {
            let Some(story) = stories.get(id) else { continue };
            anchors.push(anchor(id, story, principle, shown.get(id.as_str()).copied()));
            shown.entry(id).or_insert(principle);
        }
        laid.push(PrincipleAnchors {
            principle,
            frameworks: written(principle).map_or(&[], |text| text.frameworks.as_slice()),
            stories: anchors,
        });
    }
    laid
}

impl Figure {
    /// In one line: "6 % (was 41 %), refunds late".
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = self.value.clone();
        if !self.baseline.is_empty() {
            line.push_str(&format!(" (was {})", self.baseline));
        }
        if !self.what.is_empty() {
            line.push_str(&format!(", {}", self.what));
        }
        line
    }
}

impl CheatSheet {
    /// The sheet as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("# Cheat sheet\n\n{FOR} Made {}.\n", self.made);
        let mut line = |text: String| {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{text}");
        };
        for anchors in &self.principles {
            line(format!("\n## {}\n", anchors.principle.name()));
            for framework in anchors.frameworks {
                line(format!("- *{framework}*"));
            }
            if anchors.stories.is_empty() {
                line("\nNo story yet.".to_owned());
            }
            for story in &anchors.stories {
                let title = if story.title.is_empty() {
                    "A story without a title"
                } else {
                    &story.title
                };
                line(format!("\n### {}\n", plain(title)));
                if let Some(above) = story.above {
                    line(format!("- Above, under {}", above.name()));
                }
                if !story.opening.is_empty() {
                    line(format!("- Opening: {}", plain(&story.opening)));
                }
                for cue in &story.cues {
                    line(format!("- Cue: {}", plain(cue)));
                }
                for figure in &story.figures {
                    line(format!("- Figure: {}", plain(&figure.line())));
                }
                if !story.landing.is_empty() {
                    line(format!("- Landing: {}", plain(&story.landing)));
                }
            }
        }
        out
    }
}

/// Words that Markdown takes as words.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use glidepath_domain::{Beat, Date, Fact, FactKind, Passage, Principle, Story, StoryId, Sureness};

    use super::{CheatSheet, laid_out};

    fn passage(beat: Beat, text: &str, principle: Option<Principle>) -> Passage {
        Passage {
            beat,
            text: text.to_owned(),
            principle,
        }
    }

    fn story() -> Story {
        let fact = |value: &str, sureness| Fact {
            kind: FactKind::Metric,
            what: "refunds late".to_owned(),
            value: value.to_owned(),
            baseline: "41 %".to_owned(),
            basis: String::new(),
            sureness,
        };
        Story {
            title: "The *refund* queue".to_owned(),
            beats: vec![
                passage(Beat::Context, "Refunds took nine days.\nPeople wrote twice.", None),
                passage(
                    Beat::Action,
                    "I read every letter. I rang the bank.",
                    Some(Principle::DiveDeep),
                ),
                passage(
                    Beat::Action,
                    "I turned the night job off without asking anybody, since the money was going out twice, every night, to the same people.",
                    Some(Principle::Ownership),
                ),
                passage(Beat::Result, "It took two days. We saved the desk.", None),
                passage(Beat::Learning, "I ask first now. Who is waiting?", None),
            ],
            hardest: "My manager had signed it off.".to_owned(),
            facts: vec![
                fact("6 %", Sureness::Guessed),
                fact("2 days", Sureness::Measured),
                fact("9", Sureness::Estimated),
            ],
            ..Story::default()
        }
    }

    fn sheet() -> CheatSheet {
        let stories: BTreeMap<String, Story> = [("a".to_owned(), story())].into();
        let id = StoryId("a".to_owned());
        let cover = [
            (Principle::Ownership, vec![&id]),
            (Principle::DiveDeep, vec![&id]),
            (Principle::Frugality, Vec::new()),
        ];
        CheatSheet {
            made: Date::new(2026, 6, 1).unwrap(),
            principles: laid_out(cover.into_iter(), &stories),
        }
    }

    #[test]
    fn an_anchor_is_made_of_the_storys_own_words() {
        let sheet = sheet();
        let anchor = &sheet.principles[0].stories[0];
        assert_eq!(anchor.opening, "Refunds took nine days.");
        assert_eq!(anchor.landing, "Who is waiting?");
        assert_eq!(
            anchor.cues,
            [
                "I turned the night job off without asking anybody, since the money…",
                "My manager had signed it off.",
                "I read every letter.",
            ]
        );
        let figures: Vec<String> = anchor.figures.iter().map(super::Figure::line).collect();
        assert_eq!(
            figures,
            ["2 days (was 41 %), refunds late", "9 (was 41 %), refunds late"]
        );
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = words(&format!("{} {}", story().text(), story().hardest));
        for said in anchor.cues.iter().chain([&anchor.opening, &anchor.landing]) {
            assert!(whole.contains(said.trim_end_matches('…')), "{said}");
        }
    }

    #[test]
    fn a_story_told_twice_stands_in_full_once_with_cues_for_each_angle() {
        let sheet = sheet();
        let again = &sheet.principles[1].stories[0];
        assert_eq!(again.above, Some(Principle::Ownership));
        assert!(again.opening.is_empty() && again.figures.is_empty() && again.landing.is_empty());
        assert_eq!(again.cues, ["I read every letter."]);
        assert!(sheet.principles[2].stories.is_empty());
    }

    #[test]
    fn a_blank_story_makes_a_blank_anchor() {
        let stories: BTreeMap<String, Story> = [("b".to_owned(), Story::default())].into();
        let id = StoryId("b".to_owned());
        let laid = laid_out([(Principle::Frugality, vec![&id])].into_iter(), &stories);
        let anchor = &laid[0].stories[0];
        assert!(anchor.opening.is_empty() && anchor.landing.is_empty());
        assert!(anchor.cues.is_empty() && anchor.figures.is_empty());
    }

    #[test]
    fn figures_that_the_ledger_lacks_are_found_in_the_words() {
        let mut story = story();
        story.facts.clear();
        story.beats[3].text = "Late refunds fell from 41% to 6% within a month.".to_owned();
        let found = crate::anchor::figures(&story);
        assert!(
            found.iter().any(|figure| figure.value.contains('6') && !figure.kept),
            "{found:?}"
        );
        let text = story.text();
        assert!(found.iter().all(|figure| text.contains(&figure.value)), "{found:?}");
    }

    #[test]
    fn markdown_keeps_words_as_words_and_says_what_it_is_for() {
        let text = sheet().markdown();
        assert!(text.starts_with("# Cheat sheet\n\nFor memory before the loop, never for use in it. Made 2026-06-01."));
        assert!(text.contains("### The \\*refund\\* queue\n"));
        assert!(text.contains("- Above, under Ownership\n"));
        assert!(text.contains("## Frugality\n") && text.contains("No story yet."));
    }
}
