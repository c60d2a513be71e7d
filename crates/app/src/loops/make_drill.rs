//! The drills of a loop: made when a question is put, made again where one was named and the program ended before it was written, and
//! ended with the loop.

use glidepath_content::{Breadth, persona};
use glidepath_domain::{
    Drill, DrillState, Loop, LoopPlace, LoopState, Principle, ReplyKind, Round, Temperament, Turn, Variant,
};
use glidepath_interview::{RoundTime, round_time};
use glidepath_store::StoreError;

use super::open_loop::{drills_of, round_of};
use crate::find_questions::question;
use crate::practice::{is_open, keep};
use crate::{Bank, Error, Kept};

/// The drill of an exchange: its name is known before it is made.
pub(super) fn drill_id(of: &str, round: usize, exchange: usize) -> String {
    format!("{of}-{round}-{exchange}")
}

/// How the interviewer of a round spends it; a person as most do.
pub(super) fn time_of(round: &Round) -> RoundTime {
    let persona = persona(&round.seat.persona).filter(|_| !round.seat.is_human());
    round_time(round.minutes, persona.map_or(Breadth::Even, |persona| persona.breadth))
}

/// Makes the drill that an exchange names. Where somebody else has just made it, that is the one.
pub(super) async fn make_drill(
    bank: &Bank,
    looped: &Kept<Loop>,
    round: usize,
    exchange: usize,
) -> Result<Kept<Drill>, Error> {
    let drill = fresh(bank, looped, round, exchange).await?;
    let id = drill_id(&looped.id, round, exchange);
    match bank.desk().put_drill(Some(&id), None, &drill).await {
        Err(StoreError::Taken { .. }) => Ok(bank.desk().drill(&id).await?),
        kept => Ok(kept?),
    }
}

async fn fresh(bank: &Bank, looped: &Kept<Loop>, at: usize, exchange: usize) -> Result<Drill, Error> {
    let round = round_of(&looped.value, at)?;
    let asked = round.exchanges.get(exchange).ok_or_else(|| {
        Error::not_found(
            "loop-no-such-question",
            format!("Round {} has no question {}", at + 1, exchange + 1),
            format!("it has {}", round.exchanges.len()),
            "Look at the loop again.",
        )
    })?;
    let mut principles: Vec<Principle> = asked.principle.into_iter().collect();
    for probed in probed(bank, &asked.question).await? {
        if !principles.contains(&probed) {
            principles.push(probed);
        }
    }
    let persona = persona(&round.seat.persona).filter(|_| !round.seat.is_human());
    let time = time_of(round);
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Drill {
        question: asked.question.clone(),
        principles,
        story: None,
        level: looped.value.level,
        role: looped.value.role,
        variant: Variant::Plain,
        temperament: persona.map_or(Temperament::Friendly, |persona| persona.temperament),
        limit_s: time.limit_s,
        most_follow_ups: Some(time.most_follow_ups),
        // A loop is held as an interview is: no nudges, no pause, one telling.
        exam: true,
        nudged: false,
        on_trial: false,
        again: String::new(),
        of_loop: Some(LoopPlace {
            of: looped.id.clone(),
            round: place(at),
            exchange: place(exchange),
        }),
        state: DrillState::Telling,
        turns: vec![Turn::open(&asked.asked)],
        own_verdict: None,
        first_review: None,
    })
}

/// What a question of the bank probes; nothing for own words, and for one that is gone.
async fn probed(bank: &Bank, id: &str) -> Result<Vec<Principle>, Error> {
    if id.is_empty() {
        return Ok(Vec::new());
    }
    match question(bank, id).await {
        Ok(row) => Ok(row.question.principles),
        Err(error) if error.code == "store-missing" => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Makes every drill of the loop's current round that is named and missing, and ends those of a loop that is over: whatever a program
/// that ended half way left undone. Says whether there was anything to do.
pub(super) async fn mend(bank: &Bank, looped: &Kept<Loop>) -> Result<bool, Error> {
    if looped.value.state != LoopState::Running {
        return end_drills(bank, looped).await;
    }
    let mut mended = false;
    let drills = drills_of(bank, looped).await?;
    for (round, (held, drills)) in looped.value.rounds.iter().zip(drills).enumerate() {
        for (at, (exchange, drill)) in held.exchanges.iter().zip(drills).enumerate() {
            if drill.is_none() && !exchange.drill.is_empty() {
                make_drill(bank, looped, round, at).await?;
                mended = true;
            }
        }
    }
    Ok(mended)
}

/// Ends the drills of a loop that is over: their reviews may be seen from now on. One whose question was never answered was left.
async fn end_drills(bank: &Bank, looped: &Kept<Loop>) -> Result<bool, Error> {
    let mut ended = false;
    for kept in drills_of(bank, looped).await?.into_iter().flatten().flatten() {
        if !is_open(&kept.value) {
            continue;
        }
        let answered = kept.value.answer().is_some_and(|turn| turn.reply == ReplyKind::Said);
        let passed = kept.value.state == DrillState::Rating;
        let mut value = kept.value;
        value.state = if answered || passed {
            DrillState::Done
        } else {
            DrillState::Left
        };
        match keep(bank, &kept.id, kept.version, &value).await {
            // Somebody wrote at this moment: the next look ends it.
            Err(error) if error.code == "drill-went-on" => {}
            kept => {
                kept?;
                ended = true;
            }
        }
    }
    Ok(ended)
}
