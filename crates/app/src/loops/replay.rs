//! A loop held from a file: the questions it names are asked, follow-ups are chosen as in a live loop, and what it says is answered.

use glidepath_domain::{DrillState, Exchange, Loop, LoopState, Question, Round, RoundState, Turn};
use glidepath_interview::ChosenSeat;

use super::answer_sheet::{AnswerSheet, SheetQuestion, SheetRound, USUAL_MINUTES};
use super::close_round::fit;
use super::make_drill::{drill_id, make_drill, mend};
use super::open_loop::{keep_loop, mock_loop, not_now};
use super::plan_loop::{LoopWish, plan_loop};
use super::probed_here::probed_here;
use super::start_loop::{FEWEST_ROUNDS, start_loop};
use crate::find_questions::question;
use crate::practice::{Said, finish_turn, keep, next_turn, pass_turn};
use crate::seeker::Seeker;
use crate::tag_question::whole;
use crate::{Bank, Error, Kept, Recordings, Reviewer};

/// Replays a sheet: makes a loop of it, or holds the rounds of `onto` that have not begun, and ends it. Rounds that the sheet does not
/// have are not held. The interviewers' follow-ups are chosen anew, and each of the sheet's replies is given to the next one; where it has
/// no more, none is asked.
///
/// # Errors
/// When the sheet names a question that there is not, the loop cannot be held, or a round of it is on.
pub async fn replay(
    bank: &Bank,
    reviewer: &Reviewer,
    recordings: &Recordings,
    sheet: &AnswerSheet,
    onto: Option<&str>,
) -> Result<Kept<Loop>, Error> {
    let mut kept = match onto {
        Some(id) => laid_on(bank, id, sheet).await?,
        None => {
            let planned = planned(bank, sheet).await?;
            start_loop(bank, &planned).await?
        }
    };
    for (at, written) in sheet.rounds.iter().enumerate() {
        let waits = kept.value.rounds.get(at).map(|round| round.state) == Some(RoundState::Waiting);
        if waits && !(written.questions.is_empty() && written.own_questions.is_empty()) {
            kept = hold(bank, reviewer, recordings, kept, at, written).await?;
        }
    }
    let mut value = kept.value.clone();
    value.state = if value.rounds.iter().all(|round| round.state == RoundState::Done) {
        LoopState::Done
    } else {
        LoopState::Left
    };
    let kept = keep_loop(bank, &kept.id, kept.version, &value).await?;
    mend(bank, &kept).await?;
    Ok(kept)
}

/// A loop of what the sheet says, with its questions in place of planned ones.
async fn planned(bank: &Bank, sheet: &AnswerSheet) -> Result<Loop, Error> {
    let in_all = sheet.rounds_in_all.unwrap_or_default();
    let written = u32::try_from(sheet.rounds.len()).unwrap_or(u32::MAX);
    let fewest = u32::try_from(FEWEST_ROUNDS).unwrap_or(u32::MAX);
    let mut scope = sheet.scope.clone();
    if scope.is_empty() {
        for principle in sheet.rounds.iter().flat_map(|round| &round.principles) {
            if !scope.contains(principle) {
                scope.push(*principle);
            }
        }
    }
    let chosen = |round: &SheetRound| ChosenSeat {
        chair: round.chair,
        persona: round.persona.clone(),
        person: round.person.clone(),
        principles: round.principles.clone(),
    };
    let wish = LoopWish {
        name: sheet.name.clone(),
        role: sheet.role,
        level: sheet.level,
        job: String::new(),
        scope,
        rounds: in_all.max(written).max(fewest),
        minutes: sheet.minutes.unwrap_or(USUAL_MINUTES),
        chosen: sheet.rounds.iter().map(chosen).collect(),
        draw: sheet.draw,
    };
    let mut looped = plan_loop(bank, &Seeker::of_words(), &wish).await?.looped;
    for (round, written) in looped.rounds.iter_mut().zip(&sheet.rounds) {
        lay(bank, round, written).await?;
    }
    Ok(looped)
}

/// A loop that is on, with the sheet's questions in the rounds that have not begun.
async fn laid_on(bank: &Bank, id: &str, sheet: &AnswerSheet) -> Result<Kept<Loop>, Error> {
    let kept = mock_loop(bank, id).await?;
    let begun = |round: &Round| matches!(round.state, RoundState::Asking | RoundState::Closing);
    if kept.value.state != LoopState::Running || kept.value.rounds.iter().any(begun) {
        return Err(not_now(
            "answered from a file",
            "a file answers whole rounds, and one is on or all are over",
            "End the round first, or replay the file as a loop of its own.",
        ));
    }
    if sheet.rounds.len() > kept.value.rounds.len() {
        return Err(Error::invalid(
            "answers-round",
            format!("The answers have {} rounds", sheet.rounds.len()),
            format!("this loop has {}", kept.value.rounds.len()),
            "Replay them as a loop of their own.",
        ));
    }
    let mut value = kept.value.clone();
    for (round, written) in value.rounds.iter_mut().zip(&sheet.rounds) {
        if round.state == RoundState::Waiting {
            lay(bank, round, written).await?;
        }
    }
    keep_loop(bank, id, kept.version, &value).await
}

/// Puts the sheet's questions in the place of a round's.
async fn lay(bank: &Bank, round: &mut Round, written: &SheetRound) -> Result<(), Error> {
    fit(&written.own_questions)?;
    let mut exchanges = Vec::with_capacity(written.questions.len());
    for asked in &written.questions {
        let known = of_bank(bank, asked).await?;
        let (id, words) = match &known {
            Some((id, question)) => (id.clone(), question.text.clone()),
            None => (String::new(), asked.asked.clone()),
        };
        let principle = probed_here(&round.seat, known.as_ref().map(|(_, question)| question), &words);
        exchanges.push(Exchange {
            question: id,
            asked: words,
            principle,
            drill: String::new(),
        });
    }
    if !exchanges.is_empty() {
        round.exchanges = exchanges;
    }
    Ok(())
}

/// The question of the bank that a heading names; none for own words.
async fn of_bank(bank: &Bank, asked: &SheetQuestion) -> Result<Option<(String, Question)>, Error> {
    if asked.asked.contains(char::is_whitespace) {
        whole(&asked.asked)?;
        return Ok(None);
    }
    match question(bank, &asked.asked).await {
        Ok(row) => Ok(Some((row.id, row.question))),
        Err(error) if error.code == "store-missing" => Err(Error::not_found(
            "answers-question",
            format!(
                "Line {} of the answers: there is no question {}",
                asked.line, asked.asked
            ),
            "one word behind ## is a question's name in the bank, and the bank has none of that name",
            "Correct the name, or write the question's words.",
        )),
        Err(error) => Err(error),
    }
}

/// Holds one round from its greeting to its end.
async fn hold(
    bank: &Bank,
    reviewer: &Reviewer,
    recordings: &Recordings,
    kept: Kept<Loop>,
    at: usize,
    written: &SheetRound,
) -> Result<Kept<Loop>, Error> {
    let mut value = kept.value.clone();
    if let Some(round) = value.rounds.get_mut(at) {
        round.state = RoundState::Asking;
        for (number, exchange) in round.exchanges.iter_mut().enumerate().take(written.questions.len()) {
            exchange.drill = drill_id(&kept.id, at, number);
        }
    }
    // All of them are named at once: a program that ends on the way leaves questions that are gone on with.
    let mut kept = keep_loop(bank, &kept.id, kept.version, &value).await?;
    for (exchange, question) in written.questions.iter().enumerate() {
        exchange_of(bank, reviewer, recordings, &kept, (at, exchange), question).await?;
    }
    let mut value = kept.value.clone();
    if let Some(round) = value.rounds.get_mut(at) {
        round.own_questions = fit(&written.own_questions)?;
        round.state = RoundState::Done;
    }
    kept = keep_loop(bank, &kept.id, kept.version, &value).await?;
    Ok(kept)
}

/// Puts one question, answers it, and has follow-ups asked as long as the sheet has replies.
async fn exchange_of(
    bank: &Bank,
    reviewer: &Reviewer,
    recordings: &Recordings,
    looped: &Kept<Loop>,
    (at, exchange): (usize, usize),
    written: &SheetQuestion,
) -> Result<(), Error> {
    let mut drill = make_drill(bank, looped, at, exchange).await?;
    let Some(round) = looped.value.rounds.get(at) else {
        return Ok(());
    };
    if written.answer.is_empty() {
        pass_turn(bank, recordings, &drill.id, drill.version, None).await?;
        return Ok(());
    }
    drill = finish_turn(bank, recordings, &drill.id, drill.version, &said(&written.answer)).await?;
    for reply in &written.replies {
        let next = if round.seat.is_human() {
            // A person's follow-up is put again in their words; nobody else makes up one for them.
            (!reply.remark.is_empty()).then(|| Turn::open(&reply.remark))
        } else {
            // Time is the sheet's own affair: what was said to a follow-up is given to one.
            next_turn(bank, reviewer, &drill).await?.ok()
        };
        let Some(turn) = next else { break };
        let mut value = drill.value;
        value.turns.push(turn);
        drill = keep(bank, &drill.id, drill.version, &value).await?;
        drill = match reply.text.as_str() {
            "" => pass_turn(bank, recordings, &drill.id, drill.version, None).await?,
            text => finish_turn(bank, recordings, &drill.id, drill.version, &said(text)).await?,
        };
    }
    let mut value = drill.value;
    value.state = DrillState::Rating;
    keep(bank, &drill.id, drill.version, &value).await?;
    Ok(())
}

fn said(text: &str) -> Said {
    Said {
        text: text.to_owned(),
        ..Said::default()
    }
}
