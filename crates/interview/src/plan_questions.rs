//! Which questions an interviewer brings: one for each principle they look for, more as far as there is time, and spares. It says
//! nothing of stories; which answer fits is the candidate's affair.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_content::{Breadth, persona};
use glidepath_domain::{Bucket, Chair, Commonness, Exchange, Form, Level, Principle, Question, Role, Seat};

use crate::lot::lot;
use crate::round_time::round_time;

/// A question that may be asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The bank's name of it.
    pub id: &'a str,
    /// What an interviewer knows about it.
    pub question: &'a Question,
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whom {
    /// The role applied for; where it is not known, only questions for everybody are asked.
    pub role: Option<Role>,
    /// The level applied for, likewise.
    pub level: Option<Level>,
}

/// The questions of a round, in the order they are asked. A technical seat opens with a technical one, for no principle. Then each of
/// the seat's principles has one whose main principle it is, and further ones go round until as many stand there as fit the time; behind
/// them a spare for each, for one that is passed. Which of them are put, [`crate::may_ask`] says.
///
/// `taken` holds the names of questions that were asked elsewhere in the loop and gets those planned here. A principle for which the
/// pool has nothing left is left out.
#[must_use]
pub fn plan_questions(
    seat: &Seat,
    minutes: u32,
    pool: &[Asked<'_>],
    whom: Whom,
    taken: &mut BTreeSet<String>,
    draw: u64,
) -> Vec<Exchange> {
    let breadth = persona(&seat.persona)
        .filter(|_| !seat.is_human())
        .map_or(Breadth::Even, |who| who.breadth);
    let mut plan = Plan {
        pool,
        whom,
        taken,
        draw,
        technical: seat.chair == Chair::Technical,
        buckets: BTreeMap::new(),
        planned: Vec::new(),
    };
    if plan.technical {
        plan.open(&seat.principles);
    }
    plan.one_each(&seat.principles, usize::MAX);
    let fit = round_time(minutes, breadth).questions;
    while plan.planned.len() < fit {
        let before = plan.planned.len();
        plan.one_each(&seat.principles, fit);
        if plan.planned.len() == before {
            break;
        }
    }
    plan.one_each(&seat.principles, usize::MAX);
    plan.planned
}

/// A round while it is planned.
struct Plan<'a> {
    pool: &'a [Asked<'a>],
    whom: Whom,
    taken: &'a mut BTreeSet<String>,
    draw: u64,
    technical: bool,
    /// How often each kind of occasion was asked for in this round.
    buckets: BTreeMap<Bucket, usize>,
    planned: Vec<Exchange>,
}

impl Plan<'_> {
    /// A technical question. Those made for the role come first, and those that probe what this seat does not look for: who hears
    /// them learns nothing about the questions to come.
    fn open(&mut self, sought: &[Principle]) {
        let role = self.whom.role;
        let key = |asked: &Asked<'_>| {
            let own = role.is_some_and(|role| asked.question.roles.contains(&role));
            let apart = asked
                .question
                .principles
                .iter()
                .all(|principle| !sought.contains(principle));
            (!apart, !own)
        };
        self.choose(None, |asked| asked.question.bucket == Bucket::Technical, key);
    }

    /// One more for each principle, as long as there are fewer than `most`.
    fn one_each(&mut self, sought: &[Principle], most: usize) {
        let technical = self.technical;
        for principle in sought {
            if self.planned.len() >= most {
                return;
            }
            let buckets = self.buckets.clone();
            let main = |asked: &Asked<'_>| asked.question.principles.first() == Some(principle);
            // After a technical question the past is asked about, and each time another side of it.
            let key = |asked: &Asked<'_>| {
                let bucket = asked.question.bucket;
                (
                    technical && bucket == Bucket::Technical,
                    buckets.get(&bucket).copied().unwrap_or_default() > 0,
                )
            };
            self.choose(Some(*principle), main, key);
        }
    }

    /// Plans the question for which `key` is least among those that `may` be asked; lots decide between equals.
    fn choose<K: Ord>(
        &mut self,
        principle: Option<Principle>,
        may: impl Fn(&Asked<'_>) -> bool,
        key: impl Fn(&Asked<'_>) -> K,
    ) {
        let open = self
            .pool
            .iter()
            .filter(|asked| !self.taken.contains(asked.id) && fits(asked.question, self.whom));
        let best = open.filter(|asked| may(asked)).min_by_key(|asked| {
            (
                key(asked),
                lot(self.draw, "question", asked.id) / weight(asked.question),
                asked.id,
            )
        });
        let Some(best) = best else { return };
        self.taken.insert(best.id.to_owned());
        *self.buckets.entry(best.question.bucket).or_default() += 1;
        self.planned.push(Exchange {
            question: best.id.to_owned(),
            asked: best.question.text.clone(),
            principle,
            drill: String::new(),
        });
    }
}

/// Whether a question is for this role and level.
fn fits(question: &Question, whom: Whom) -> bool {
    let role = question.roles.is_empty() || whom.role.is_some_and(|role| question.roles.contains(&role));
    let level = question.levels.is_empty() || whom.level.is_some_and(|level| question.levels.contains(&level));
    role && level
}

/// How many tickets a question has in the draw: commoner ones more, and one past event before habits and opinions, which are asked
/// now and then. Set by hand.
const fn weight(question: &Question) -> u64 {
    let common = match question.commonness {
        Commonness::VeryCommon => 6,
        Commonness::Common => 3,
        Commonness::Rare => 1,
    };
    match question.form {
        Form::Event => common * 3,
        Form::Habit | Form::Opinion => common,
    }
}
