//! A loop planned: who sits in which round, who looks for what, which questions they bring. Nothing is kept; what comes of it may be
//! looked at and changed before it begins.

use std::collections::BTreeSet;

use glidepath_domain::{Commonness, Level, Loop, LoopState, Principle, Role, Round, RoundState};
use glidepath_interview::{Asked, ChosenSeat, SeatWish, Seated, Whom, plan_questions, seat};

use super::read_job::read_job;
use super::start_loop::check_rounds;
use crate::find_questions::{QuestionFilter, QuestionRow, find_questions};
use crate::preferences::preferences;
use crate::seeker::Seeker;
use crate::{Bank, Error};

/// How a loop is to be. What is not given is read from the job description, else taken from what the person prepares for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopWish {
    /// As the candidate calls it; empty for none.
    pub name: String,
    /// The role applied for.
    pub role: Option<Role>,
    /// The level applied for.
    pub level: Option<Level>,
    /// The job description, word for word; empty for none.
    pub job: String,
    /// Principles in scope, the weightiest first; none stands for what the job, the person or the level asks.
    pub scope: Vec<Principle>,
    /// How many rounds.
    pub rounds: u32,
    /// How long each is, in minutes.
    pub minutes: u32,
    /// What was chosen for the seats, by place; what is missing is drawn.
    pub chosen: Vec<ChosenSeat>,
    /// Another number, other people and questions. See [`next_draw`].
    pub draw: u64,
}

impl Default for LoopWish {
    /// Five rounds of real length. Source: domain §9.
    fn default() -> Self {
        Self {
            name: String::new(),
            role: None,
            level: None,
            job: String::new(),
            scope: Vec::new(),
            rounds: 5,
            minutes: 45,
            chosen: Vec::new(),
            draw: 0,
        }
    }
}

/// A loop that could be begun, and what had to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedLoop {
    /// The loop.
    pub looped: Loop,
    /// Principles in scope that nobody looks for: there are too few rounds.
    pub left_out: Vec<Principle>,
    /// Principles that more than one looks for.
    pub shared: Vec<Principle>,
    /// Rounds, from 0, that look for a principle no question is left for; it may still be heard in answers to others.
    pub unasked: Vec<(usize, Principle)>,
}

/// The number to draw with where nobody gives one: how many loops there were. Planning twice before one is begun draws the same.
///
/// # Errors
/// When the database does not answer.
pub async fn next_draw(bank: &Bank) -> Result<u64, Error> {
    let desk = bank.desk();
    let held = desk.loops().await?.len() + desk.removed_loops().await?.len();
    Ok(u64::try_from(held).unwrap_or(u64::MAX))
}

/// Plans a loop. The same wish and the same bank give the same loop.
///
/// # Errors
/// When there are too few or too many rounds, the job description is none or too long, or the database does not answer.
pub async fn plan_loop(bank: &Bank, seeker: &Seeker, wish: &LoopWish) -> Result<PlannedLoop, Error> {
    let rounds = usize::try_from(wish.rounds).unwrap_or(usize::MAX);
    check_rounds(rounds)?;
    let job = match wish.job.trim() {
        "" => None,
        text => Some(read_job(seeker, text)?),
    };
    let preferences = preferences(bank).await?;
    let read_role = job.as_ref().and_then(|job| job.role.as_ref()).map(|read| read.value);
    let read_level = job.as_ref().and_then(|job| job.level.as_ref()).map(|read| read.value);
    let role = wish.role.or(read_role).or(preferences.role);
    let level = wish.level.or(read_level).or(preferences.level);
    let pool = find_questions(bank, &QuestionFilter::default()).await?;
    let scope = if !wish.scope.is_empty() {
        wish.scope.clone()
    } else if let Some(job) = &job {
        job.scope()
    } else if !preferences.principles.is_empty() {
        preferences.principles
    } else {
        asked_of(&pool, role, level)
    };
    let Seated {
        seats,
        left_out,
        shared,
    } = seat(&SeatWish {
        scope: &scope,
        rounds,
        role,
        chosen: &wish.chosen,
        draw: wish.draw,
    });
    let asked: Vec<Asked<'_>> = pool
        .iter()
        .map(|row| Asked {
            id: &row.id,
            question: &row.question,
        })
        .collect();
    let whom = Whom { role, level };
    let mut taken = BTreeSet::new();
    let mut unasked = Vec::new();
    let mut held = Vec::with_capacity(seats.len());
    for seat in seats {
        let exchanges = plan_questions(&seat, wish.minutes, &asked, whom, &mut taken, wish.draw);
        for principle in &seat.principles {
            if exchanges.iter().all(|exchange| exchange.principle != Some(*principle)) {
                unasked.push((held.len(), *principle));
            }
        }
        held.push(Round {
            seat,
            minutes: wish.minutes,
            state: RoundState::Waiting,
            exchanges,
            own_questions: Vec::new(),
        });
    }
    Ok(PlannedLoop {
        looped: Loop {
            name: wish.name.trim().to_owned(),
            role,
            level,
            job: wish.job.trim().to_owned(),
            scope,
            rounds: held,
            state: LoopState::Running,
        },
        left_out,
        shared,
        unasked,
    })
}

/// What somebody of this role and level is asked, by the bank: principles of which it has a main question for them, those asked most
/// often first.
fn asked_of(pool: &[QuestionRow], role: Option<Role>, level: Option<Level>) -> Vec<Principle> {
    let fits = |row: &&QuestionRow| {
        let question = &row.question;
        (question.roles.is_empty() || role.is_none_or(|role| question.roles.contains(&role)))
            && (question.levels.is_empty() || level.is_none_or(|level| question.levels.contains(&level)))
    };
    let often = |principle: Principle| {
        let of_it = |row: &&QuestionRow| {
            row.question.principles.first() == Some(&principle) && row.question.commonness == Commonness::VeryCommon
        };
        pool.iter().filter(fits).filter(of_it).count()
    };
    let mut asked: Vec<(usize, Principle)> = Principle::ALL
        .iter()
        .map(|principle| (often(*principle), *principle))
        .collect();
    // The order of the principles stands where they are asked equally often.
    asked.sort_by_key(|(often, _)| std::cmp::Reverse(*often));
    asked.retain(|(often, _)| *often > 0);
    asked.into_iter().map(|(_, principle)| principle).collect()
}
