//! The loop planned: which story goes to which interviewer for which principle, and which one stands by. It proves that the plan
//! is the best, or that there is none and how many new stories it would take.
//!
//! # Rules
//!
//! A story serves a principle at most once in a loop, and is heard by an interviewer at most once; backups count, so that
//! whichever of them are needed, neither is broken. It may be told to another interviewer from another angle, for another of
//! its principles, `most_tellings` times in all; here backups do not count. Source: domain §3.
//!
//! # Formulation
//!
//! A *demand* `d` is an interviewer `i(d)` asking for a principle `p(d)`: `told(d)` stories and `spare(d)` backups. Choose `x[s,d]`
//! and `y[s,d]` in {0, 1}, story `s` told or standing by, where `s` serves `p(d)`:
//!
//! - `Σ_s x[s,d] = told(d)` and `Σ_s y[s,d] = spare(d)` for each `d`;
//! - `Σ (x + y)[s,d] ≤ 1` over the demands of each principle, and over the demands of each interviewer, for each `s`;
//! - `Σ_d x[s,d] ≤ most_tellings` for each `s`.
//!
//! The least `Σ cost x + Σ cost y + 3 Σ again[s] + 2 Σ over[e]` is sought, with `again[s] ≥ Σ_d x[s,d] - 1` and `over[e] ≥` the tellings
//! from employer `e` beyond half of all; costs rise with what a story lacks, its age, and where it is not about the principle, and
//! weigh twice for a story told. Questions of one demand are alike and share its variables, so that no plan is counted twice
//! for the order of its questions. The constraints are those of a transport problem but for the few stories with three
//! principles, so that the relaxation is whole or nearly so.
//!
//! # When there is no plan
//!
//! Let `u[d]` stories (and `v[d]` backups) of a demand be left to `N` new stories, each of which carries three principles, and seek the
//! least `N` with `Σ (u + v) ≤ N` over the demands of each interviewer and of each principle, `Σ (u + v) ≤ 3 N` and
//! `Σ u ≤ most_tellings N`. All four are needed, so no fewer do. By the theorem on balanced edge colourings of bipartite graphs
//! (de Werra) the first three suffice to deal the demands out; the last may ask for more, so the stories are then built, with
//! one more as long as it is proved that they cannot be.

use glidepath_domain::{Date, Principle, StoryId};

use crate::conflict::why;
use crate::seating::{Demand, Seating, fewest_new};
use crate::{Card, NewStory, Shortage, Unsolved};

/// Interviewers in a loop at most; loops have four to six rounds.
pub(crate) const MOST_INTERVIEWERS: usize = 8;
/// Principles one interviewer looks for at most. Source: domain §1.
pub(crate) const MOST_ASKED: usize = 3;
/// Questions for one principle by one interviewer at most.
pub(crate) const MOST_QUESTIONS: u32 = 4;

/// What one interviewer looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The principle.
    pub principle: Principle,
    /// Questions about it, each wanting another story: 1 to 4.
    pub questions: u32,
}

/// A seat of the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interviewer {
    /// As the candidate knows them: "the manager", "round 3".
    pub name: String,
    /// One to three principles, each once.
    pub asks: Vec<Asked>,
}

impl Interviewer {
    /// An interviewer with one question for each principle.
    #[must_use]
    pub fn new(name: impl Into<String>, principles: &[Principle]) -> Self {
        let asks = principles
            .iter()
            .map(|&principle| Asked {
                principle,
                questions: 1,
            })
            .collect();
        Self {
            name: name.into(),
            asks,
        }
    }
}

/// Which questions get a story that stands by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Backup {
    /// None.
    None,
    /// One for each principle of each interviewer, whatever the number of questions.
    EachPrinciple,
    /// One for each question.
    #[default]
    EachQuestion,
}

/// What a loop plan has to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoopRules {
    /// Today, for freshness.
    pub today: Date,
    /// How often a story may be told in one loop, each time for another principle; at least 1. The default is 2.
    pub most_tellings: u32,
    /// Which questions get a backup.
    pub backup: Backup,
}

impl LoopRules {
    /// The default rules, as of a day.
    #[must_use]
    pub const fn on(today: Date) -> Self {
        Self {
            today,
            most_tellings: 2,
            backup: Backup::EachQuestion,
        }
    }
}

/// Who fills a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    /// A story there is.
    Story(StoryId),
    /// The new story of this number in [`Shortage::new`], from 0; never in a plan that can be carried out.
    New(usize),
}

/// One question of the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who asks, by their place among the interviewers.
    pub interviewer: usize,
    /// What for.
    pub principle: Principle,
    /// Which of their questions about it, from 0.
    pub question: u32,
    /// What is told.
    pub told: Pick,
    /// What stands by, where a backup was asked for.
    pub backup: Option<Pick>,
}

/// Every question of a loop with its story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopPlan {
    /// In the order of the interviewers, of what each asks, and of the questions.
    pub seats: Vec<Seat>,
    /// What the plan costs by the weights of the formulation: 0 where every story told is ready, fresh, about the
    /// principle and told once. Lower is better; compare plans for the same loop only.
    pub cost: i64,
}

impl LoopPlan {
    /// Stories told more than once, each from another angle, with how often; in the order they are first told.
    #[must_use]
    pub fn told_again(&self) -> Vec<(Pick, u32)> {
        let mut times: Vec<(Pick, u32)> = Vec::new();
        for seat in &self.seats {
            match times.iter_mut().find(|(pick, _)| *pick == seat.told) {
                Some((_, n)) => *n += 1,
                None => times.push((seat.told.clone(), 1)),
            }
        }
        times.retain(|&(_, n)| n > 1);
        times
    }
}

/// The loop with an answer: it can be done, or it is proved that it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoopOutcome {
    /// The best plan there is.
    Planned(LoopPlan),
    /// The stories do not suffice.
    Infeasible {
        /// The fewest new stories that would, and why.
        shortage: Shortage,
        /// The plan with these in place.
        filled: LoopPlan,
    },
}

/// Plans a loop: the best plan by the rules, or the proof that there is none.
///
/// # Errors
///
/// [`Unsolved`] where the loop makes no sense, or is too large to be solved exactly.
pub fn loop_plan(cards: &[Card], interviewers: &[Interviewer], rules: &LoopRules) -> Result<LoopOutcome, Unsolved> {
    check(interviewers, rules)?;
    let demands = demands(interviewers, rules.backup);
    if let Some(seating) = Seating::best(cards, &demands, rules, 0)? {
        return Ok(LoopOutcome::Planned(plan(cards, &demands, &seating)));
    }
    let mut new = fewest_new(cards, &demands, rules)?;
    let most = demands.iter().map(|demand| demand.told + demand.spare).sum::<u32>() as usize;
    while new <= most {
        if let Some(seating) = Seating::best(cards, &demands, rules, new)? {
            let shortage = Shortage {
                fewest_new: new as u32,
                new: new_stories(new, &demands, &seating),
                why: why(cards, &demands, interviewers, rules)?,
            };
            let filled = plan(cards, &demands, &seating);
            return Ok(LoopOutcome::Infeasible { shortage, filled });
        }
        new += 1;
    }
    // As many new stories as places always do, one each.
    Err(Unsolved::Solver(
        "a loop of new stories alone was called impossible".to_owned(),
    ))
}

fn check(interviewers: &[Interviewer], rules: &LoopRules) -> Result<(), Unsolved> {
    let invalid = |what: String| Err(Unsolved::Invalid(what));
    if interviewers.is_empty() || interviewers.len() > MOST_INTERVIEWERS {
        return invalid(format!("The loop has {} interviewers.", interviewers.len()));
    }
    if rules.most_tellings == 0 {
        return invalid("No story may be told at all.".to_owned());
    }
    for interviewer in interviewers {
        let (name, asks) = (&interviewer.name, &interviewer.asks);
        if asks.is_empty() || asks.len() > MOST_ASKED {
            return invalid(format!("{name} looks for {} principles.", asks.len()));
        }
        for (at, asked) in asks.iter().enumerate() {
            if asks[..at].iter().any(|before| before.principle == asked.principle) {
                return invalid(format!("{name} has {} twice.", asked.principle.name()));
            }
            if !(1..=MOST_QUESTIONS).contains(&asked.questions) {
                return invalid(format!(
                    "{name} has {} questions about {}; 1 to {MOST_QUESTIONS} can be planned.",
                    asked.questions,
                    asked.principle.name()
                ));
            }
        }
    }
    Ok(())
}

fn demands(interviewers: &[Interviewer], backup: Backup) -> Vec<Demand> {
    let asked = interviewers
        .iter()
        .enumerate()
        .flat_map(|(at, interviewer)| interviewer.asks.iter().map(move |asked| (at, asked)));
    asked
        .map(|(interviewer, asked)| Demand {
            interviewer,
            principle: asked.principle,
            told: asked.questions,
            spare: match backup {
                Backup::None => 0,
                Backup::EachPrinciple => 1,
                Backup::EachQuestion => asked.questions,
            },
        })
        .collect()
}

fn plan(cards: &[Card], demands: &[Demand], seating: &Seating) -> LoopPlan {
    let pick = |teller: usize| match teller.checked_sub(cards.len()) {
        None => Pick::Story(cards[teller].id.clone()),
        Some(new) => Pick::New(new),
    };
    let mut seats = Vec::new();
    for (demand, seated) in demands.iter().zip(&seating.seated) {
        for (question, &told) in (0u32..).zip(&seated.told) {
            // One backup for a whole principle stands by at each of its questions.
            let spare = seated
                .spare
                .get(question as usize)
                .or(seated.spare.first().filter(|_| demand.spare == 1));
            seats.push(Seat {
                interviewer: demand.interviewer,
                principle: demand.principle,
                question,
                told: pick(told),
                backup: spare.map(|&spare| pick(spare)),
            });
        }
    }
    LoopPlan {
        seats,
        cost: seating.cost,
    }
}

fn new_stories(new: usize, demands: &[Demand], seating: &Seating) -> Vec<NewStory> {
    (0..new)
        .map(|n| NewStory {
            principles: demands
                .iter()
                .zip(&seating.seated)
                .filter(|(_, seated)| {
                    seated
                        .told
                        .iter()
                        .chain(&seated.spare)
                        .any(|&teller| teller == seating.stories + n)
                })
                .map(|(demand, _)| demand.principle)
                .collect(),
        })
        .collect()
}
