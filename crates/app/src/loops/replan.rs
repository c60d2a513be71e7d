//! What is still free to tell, between two rounds: stories that were told are known again, and those left are laid on what may still
//! come. It says nothing of who looked for what, in rounds that were held or are to come: all principles in scope count alike.
//!
//! A story serves a principle once in a loop, and is told twice at most (source: domain §3). So that no plan has a story told a third
//! time, one that was told stands in for one further principle alone.

use std::collections::BTreeMap;

use glidepath_domain::{Principle, StoryId};
use glidepath_plan::{Backup, Card, Interviewer, LoopOutcome, LoopRules, Pick, Shortage, loop_plan};

use super::open_loop::{drills_of, mock_loop};
use super::told_story::told_stories;
use crate::coverage::plan_card;
use crate::deck::unsolved;
use crate::find_stories::{StoryFilter, StorySort, find_stories};
use crate::practice::beside;
use crate::{Bank, Error};

/// How often a story may be told in one loop. Source: domain §3.
const MOST_TELLINGS: u32 = 2;

/// Principles one interviewer of the planner's looks for at most.
const EACH: usize = 3;

/// A story of the bank that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldStory {
    /// Which.
    pub story: StoryId,
    /// What it is called.
    pub title: String,
    /// How often it was told in this loop.
    pub times: u32,
}

/// A story for a principle that may still come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The principle.
    pub principle: Principle,
    /// The story with its title; none where no story is left for it.
    pub story: Option<(StoryId, String)>,
}

/// What is still free to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replan {
    /// Stories told, in the order they first were.
    pub told: Vec<ToldStory>,
    /// Tellings that are clearly none of the bank's stories.
    pub unknown: u32,
    /// Stories that nobody has heard, with their titles.
    pub free: Vec<(StoryId, String)>,
    /// One story for each principle in scope, where there are enough, and as far as they go otherwise.
    pub plan: Vec<Suggested>,
    /// What is lacking, where the stories do not suffice.
    pub shortage: Option<Shortage>,
}

/// Looks at what was told in a loop so far, and plans what is left.
///
/// # Errors
/// When there is no such loop, the database does not answer, or no plan could be proved the best.
pub async fn replan(bank: &Bank, id: &str) -> Result<Replan, Error> {
    let kept = mock_loop(bank, id).await?;
    let drills = drills_of(bank, &kept).await?;
    let written = StoryFilter {
        sort: StorySort::Written,
        ..StoryFilter::default()
    };
    let rows = find_stories(bank, &written).await?.rows;
    let stories = bank.desk().stories().await?;
    let today = bank.today();
    beside(move || {
        let told: Vec<(Option<Principle>, &str)> = kept
            .value
            .rounds
            .iter()
            .zip(&drills)
            .flat_map(|(round, drills)| round.exchanges.iter().zip(drills))
            .filter_map(|(exchange, drill)| {
                let answer = drill.as_ref()?.value.answer()?;
                (!answer.text.trim().is_empty()).then_some((exchange.principle, answer.text.as_str()))
            })
            .collect();
        let texts: Vec<&str> = told.iter().map(|(_, text)| *text).collect();
        let found = told_stories(&texts, &stories);
        let ids: Vec<Option<&str>> = found
            .iter()
            .map(|told| told.clear.and_then(|at| stories.get(at)).map(|kept| kept.id.as_str()))
            .collect();
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        for story in ids.iter().flatten() {
            *times.entry(story).or_default() += 1;
            if !order.contains(story) {
                order.push(story);
            }
        }
        let title = |id: &str| {
            let row = rows.iter().find(|row| row.card.id == id);
            row.map(|row| row.card.title.clone()).unwrap_or_default()
        };
        let burnt = |card: &Card, principle: &Principle| {
            let same = |(story, (at, _)): (&Option<&str>, &(Option<Principle>, &str))| {
                *story == Some(card.id.0.as_str()) && *at == Some(*principle)
            };
            ids.iter().zip(&told).any(same)
        };
        let cards: Vec<Card> = rows
            .iter()
            .map(plan_card)
            .filter_map(|mut card| {
                let told = times.get(card.id.0.as_str()).copied().unwrap_or_default();
                card.principles = card.principles.iter().copied().filter(|p| !burnt(&card, p)).collect();
                if told > 0 {
                    card.principles.truncate(1);
                }
                (told < MOST_TELLINGS && !card.principles.is_empty()).then_some(card)
            })
            .collect();
        let rules = LoopRules {
            backup: Backup::None,
            most_tellings: MOST_TELLINGS,
            ..LoopRules::on(today)
        };
        let interviewers: Vec<Interviewer> = (1..)
            .zip(kept.value.scope.chunks(EACH))
            .map(|(number, principles)| Interviewer::new(format!("Interviewer {number}"), principles))
            .collect();
        let (seats, shortage) = match loop_plan(&cards, &interviewers, &rules).map_err(unsolved)? {
            LoopOutcome::Planned(plan) => (plan.seats, None),
            LoopOutcome::Infeasible { shortage, filled } => (filled.seats, Some(shortage)),
        };
        let plan = seats
            .into_iter()
            .map(|seat| Suggested {
                principle: seat.principle,
                story: match seat.told {
                    Pick::Story(id) => Some((id.clone(), title(&id.0))),
                    Pick::New(_) => None,
                },
            })
            .collect();
        let told_times = |id: &str| times.get(id).copied().unwrap_or_default();
        Ok(Replan {
            told: order
                .iter()
                .map(|id| ToldStory {
                    story: StoryId((*id).to_owned()),
                    title: title(id),
                    times: told_times(id),
                })
                .collect(),
            unknown: u32::try_from(ids.iter().filter(|id| id.is_none()).count()).unwrap_or(u32::MAX),
            free: rows
                .iter()
                .filter(|row| told_times(&row.card.id) == 0)
                .map(|row| (StoryId(row.card.id.clone()), row.card.title.clone()))
                .collect(),
            plan,
            shortage,
        })
    })
    .await
}
