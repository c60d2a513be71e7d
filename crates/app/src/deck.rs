//! The deck for the day and the loop planned: the fewest stories that cover what is asked, who is told which, or what is lacking.
//!
//! What a loop asks is written as TOML, for the command line's file and for what the page remembers alike. Solving is the
//! planner's business.

use glidepath_domain::{Principle, Story, StoryId};
use glidepath_plan::{
    Asked, Backup, Card, Deck, DeckOptions, Interviewer, LoopOutcome, LoopRules, Unsolved, deck, loop_plan,
};
use serde::{Deserialize, Serialize};

use crate::coverage::plan_card;
use crate::find_stories::{StoryFilter, StoryRow, StorySort, find_stories};
use crate::preferences::{preferences, remember, remembered};
use crate::review_answer::unknown;
use crate::{Bank, Error, Kept};

/// The name under which the loop is remembered.
const LOOP: &str = "loop";

/// What a loop asks: who, and for which principles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopAsked {
    /// The interviewers.
    pub interviewers: Vec<Interviewer>,
    /// How often a story may be told in one loop, each time for another principle.
    pub most_tellings: u32,
    /// Which questions get a story that stands by.
    pub backup: Backup,
}

impl Default for LoopAsked {
    fn default() -> Self {
        Self {
            interviewers: Vec::new(),
            most_tellings: 2,
            backup: Backup::EachPrinciple,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(skip_serializing_if = "Option::is_none")]
    most_tellings: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<String>,
    #[serde(default)]
    interviewer: Vec<Written>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    principles: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<u32>,
}

const BACKUPS: [(&str, Backup); 3] = [
    ("none", Backup::None),
    ("principle", Backup::EachPrinciple),
    ("question", Backup::EachQuestion),
];

/// Reads a loop. `from` is what messages call the text.
///
/// # Errors
/// When it is no TOML, has a key or a principle there is not, or names no interviewer.
pub fn read_loop(text: &str, from: &str) -> Result<LoopAsked, Error> {
    const FIX: &str =
        "Write [[interviewer]], and under it name = \"The manager\" and principles = [\"ownership\", \"dive-deep\"].";
    let bad = |why: String| Error::invalid("bad-loop", format!("{from} is no loop"), why, FIX);
    let file: File = toml::from_str(text).map_err(|error| bad(error.message().to_owned()))?;
    if file.interviewer.is_empty() {
        return Err(bad("it names no interviewer".to_owned()));
    }
    let usual = LoopAsked::default();
    let backup = match file.backup {
        None => usual.backup,
        Some(word) => BACKUPS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, backup)| *backup)
            .ok_or_else(|| {
                bad(format!(
                    "backup is \"{word}\", and it is one of: none, principle, question"
                ))
            })?,
    };
    let mut interviewers = Vec::with_capacity(file.interviewer.len());
    for written in file.interviewer {
        let principles: Result<Vec<Principle>, _> = written.principles.iter().map(|slug| slug.parse()).collect();
        interviewers.push(interviewer(
            written.name.trim(),
            &principles.map_err(unknown)?,
            written.questions.unwrap_or(1),
        ));
    }
    Ok(LoopAsked {
        interviewers,
        most_tellings: file.most_tellings.unwrap_or(usual.most_tellings),
        backup,
    })
}

/// An interviewer with so many questions for each principle.
#[must_use]
pub fn interviewer(name: &str, principles: &[Principle], questions: u32) -> Interviewer {
    let asks = principles.iter().map(|&principle| Asked { principle, questions });
    Interviewer {
        name: name.to_owned(),
        asks: asks.collect(),
    }
}

/// The same loop as TOML. All principles of an interviewer get as many questions as the first.
#[must_use]
pub fn write_loop(asked: &LoopAsked) -> String {
    let backup = BACKUPS.iter().find(|(_, backup)| *backup == asked.backup);
    let file = File {
        most_tellings: Some(asked.most_tellings),
        backup: backup.map(|(name, _)| (*name).to_owned()),
        interviewer: asked
            .interviewers
            .iter()
            .map(|interviewer| Written {
                name: interviewer.name.clone(),
                principles: interviewer
                    .asks
                    .iter()
                    .map(|asked| asked.principle.to_string())
                    .collect(),
                questions: interviewer.asks.first().map(|asked| asked.questions),
            })
            .collect(),
    };
    toml::to_string(&file).unwrap_or_default()
}

/// The loop that was kept; an empty one where there is none, or where an older program wrote what this one cannot read.
///
/// # Errors
/// When the database does not answer.
pub async fn kept_loop(bank: &Bank) -> Result<LoopAsked, Error> {
    let text = remembered(bank, LOOP).await?;
    Ok(text.and_then(|text| read_loop(&text, LOOP).ok()).unwrap_or_default())
}

/// Keeps a loop; one without interviewers is forgotten.
///
/// # Errors
/// When it cannot be written.
pub async fn keep_loop(bank: &Bank, asked: &LoopAsked) -> Result<(), Error> {
    let text = if asked.interviewers.is_empty() {
        String::new()
    } else {
        write_loop(asked)
    };
    remember(bank, LOOP, &text).await
}

/// What a deck is to cover.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeckAsked {
    /// The principles; those the person prepares for where empty, and with a loop those it asks as well.
    pub principles: Vec<Principle>,
    /// Have a story that did not end well, if there is one.
    pub failure: bool,
    /// The loop to plan, if its interviewers are known.
    pub looped: LoopAsked,
}

/// A deck, and the loop over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decked {
    /// Every story of the bank, as planning sees it.
    pub cards: Vec<Card>,
    /// What the deck covers.
    pub principles: Vec<Principle>,
    /// The fewest stories that do.
    pub deck: Deck,
    /// What the loop asks.
    pub asked: LoopAsked,
    /// Who is told what; none where no interviewer is named.
    pub looped: Option<LoopOutcome>,
}

impl Decked {
    /// The card of a story.
    #[must_use]
    pub fn card(&self, id: &StoryId) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == *id)
    }
}

/// Lays the bank on what is asked.
///
/// # Errors
/// When the database does not answer, the loop makes no sense, or no plan could be proved the best.
pub async fn plan_deck(bank: &Bank, asked: DeckAsked) -> Result<Decked, Error> {
    let mut principles = asked.principles;
    if principles.is_empty() {
        principles = preferences(bank).await?.in_scope();
        let asks = asked
            .looped
            .interviewers
            .iter()
            .flat_map(|interviewer| &interviewer.asks);
        for principle in asks.map(|asked| asked.principle) {
            if !principles.contains(&principle) {
                principles.push(principle);
            }
        }
    }
    let today = bank.today();
    let written = StoryFilter {
        sort: StorySort::Written,
        ..StoryFilter::default()
    };
    let rows: Vec<StoryRow> = find_stories(bank, &written).await?.rows;
    let (failure, looped) = (asked.failure, asked.looped);
    let solving = tokio::task::spawn_blocking(move || {
        let cards: Vec<Card> = rows.iter().map(plan_card).collect();
        let deck = deck(&cards, &principles, &DeckOptions { today, failure })?;
        let rules = LoopRules {
            most_tellings: looped.most_tellings,
            backup: looped.backup,
            ..LoopRules::on(today)
        };
        let plan = match looped.interviewers.as_slice() {
            [] => None,
            interviewers => Some(loop_plan(&cards, interviewers, &rules)?),
        };
        Ok(Decked {
            cards,
            principles,
            deck,
            asked: looped,
            looped: plan,
        })
    });
    match solving.await {
        Ok(solved) => solved.map_err(unsolved),
        Err(error) => Err(unsolved(Unsolved::Solver(error.to_string()))),
    }
}

pub(crate) fn unsolved(unsolved: Unsolved) -> Error {
    let what = unsolved.to_string();
    let what = what.trim_end_matches('.');
    match unsolved {
        Unsolved::Solver(_) | Unsolved::GaveUp { .. } => {
            Error::unavailable(unsolved.code(), what, unsolved.why(), unsolved.fix())
        }
        _ => Error::invalid(unsolved.code(), what, unsolved.why(), unsolved.fix()),
    }
}

/// The stories of a deck with their words, in the deck's order.
///
/// # Errors
/// When one of them is gone, or the database does not answer.
pub async fn deck_stories(bank: &Bank, decked: &Decked) -> Result<Vec<Kept<Story>>, Error> {
    let mut stories = Vec::with_capacity(decked.deck.stories.len());
    for id in &decked.deck.stories {
        stories.push(bank.desk().story(&id.0).await?);
    }
    Ok(stories)
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Principle;
    use glidepath_plan::Backup;

    use super::{LoopAsked, interviewer, read_loop, write_loop};

    #[test]
    fn a_loop_is_read_as_it_was_written() {
        let asked = LoopAsked {
            interviewers: vec![
                interviewer("The \"manager\"", &[Principle::Ownership, Principle::DiveDeep], 2),
                interviewer("Round 2", &[Principle::Frugality], 1),
            ],
            most_tellings: 3,
            backup: Backup::None,
        };
        assert_eq!(read_loop(&write_loop(&asked), "it").unwrap(), asked);
    }

    #[test]
    fn what_is_left_out_is_as_usual() {
        let read = read_loop("[[interviewer]]\nname = \"A\"\nprinciples = [\"frugality\"]\n", "it").unwrap();
        assert_eq!((read.most_tellings, read.backup), (2, Backup::EachPrinciple));
        assert_eq!(read.interviewers, vec![interviewer("A", &[Principle::Frugality], 1)]);
    }

    #[test]
    fn what_is_no_loop_says_why() {
        for (text, why) in [
            ("", "no interviewer"),
            ("interviewer = 3", "invalid type"),
            (
                "[[interviewer]]\nname = \"A\"\nprinciples = []\ncolour = 1",
                "unknown field `colour`",
            ),
            (
                "backup = \"two\"\n[[interviewer]]\nname = \"A\"\nprinciples = []",
                "one of: none",
            ),
        ] {
            let error = read_loop(text, "plan.toml").unwrap_err();
            assert_eq!(
                (error.code, error.what.as_str()),
                ("bad-loop", "plan.toml is no loop"),
                "{text}"
            );
            assert!(error.why.contains(why), "{text}: {}", error.why);
        }
        let error = read_loop("[[interviewer]]\nname = \"A\"\nprinciples = [\"frugalty\"]", "it").unwrap_err();
        assert_eq!(
            (error.code, error.fix.as_str()),
            ("unknown-value", "Did you mean \"frugality\"?")
        );
    }
}
