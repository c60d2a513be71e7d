//! The scorecard of a seat: what a person who sat there writes down. Nobody else sees it before it is handed in, and it does not change
//! after.

use glidepath_domain::{Loop, RoundState, Scorecard, Seat};
use glidepath_store::StoreError;

use super::open_loop::{mock_loop, round_of};
use crate::review_answer::LONGEST;
use crate::saved::saved;
use crate::{Bank, Error, Kept, Saved};

/// Its name: one for each round of a loop.
fn card_id(of: &str, round: usize) -> String {
    format!("{of}-{round}")
}

/// The scorecard of a round; none where nobody has begun one.
///
/// # Errors
/// When there is no such loop or round.
pub async fn scorecard(bank: &Bank, id: &str, round: usize) -> Result<Option<Kept<Scorecard>>, Error> {
    let kept = mock_loop(bank, id).await?;
    round_of(&kept.value, round)?;
    card(bank, id, round).await
}

/// A blank one for a seat: a mark to give for each of its principles.
#[must_use]
pub fn blank_scorecard(id: &str, round: u32, seat: &Seat) -> Scorecard {
    let mark = |principle: &glidepath_domain::Principle| glidepath_domain::ScorecardMark {
        principle: *principle,
        verdict: None,
        why: String::new(),
    };
    Scorecard {
        of: id.to_owned(),
        round,
        person: seat.person.clone(),
        marks: seat.principles.iter().map(mark).collect(),
        ..Scorecard::default()
    }
}

/// Every scorecard of a loop, by round.
pub(super) async fn scorecards_of(bank: &Bank, looped: &Kept<Loop>) -> Result<Vec<Option<Kept<Scorecard>>>, Error> {
    let mut cards = Vec::with_capacity(looped.value.rounds.len());
    for round in 0..looped.value.rounds.len() {
        cards.push(card(bank, &looped.id, round).await?);
    }
    Ok(cards)
}

async fn card(bank: &Bank, id: &str, round: usize) -> Result<Option<Kept<Scorecard>>, Error> {
    match bank.desk().scorecard(&card_id(id, round)).await {
        Err(StoreError::Missing { .. }) => Ok(None),
        kept => Ok(Some(kept?)),
    }
}

/// Writes a scorecard; `seen` is the version its writer began from, none for the first. It cannot be handed in this way.
///
/// # Errors
/// When there is no such round, its interviewer has not come in yet, it was handed in, marks a principle the seat does not look for, or
/// is too long. A clash is no error.
pub async fn write_scorecard(bank: &Bank, seen: Option<i64>, written: &Scorecard) -> Result<Saved<Scorecard>, Error> {
    let kept = mock_loop(bank, &written.of).await?;
    let at = usize::try_from(written.round).unwrap_or(usize::MAX);
    let round = round_of(&kept.value, at)?;
    if let Some(stray) = written
        .marks
        .iter()
        .find(|mark| !round.seat.principles.contains(&mark.principle))
    {
        return Err(Error::invalid(
            "scorecard-stray-mark",
            format!("This seat does not look for {}", stray.principle.name()),
            "each interviewer marks the principles they were given",
            "Put what you noticed about others into the notes.",
        ));
    }
    let length = written.notes.len() + written.marks.iter().map(|mark| mark.why.len()).sum::<usize>();
    if length > LONGEST {
        return Err(Error::invalid(
            "text-too-long",
            format!("The scorecard is {length} bytes long"),
            format!("the limit is {LONGEST}"),
            "Keep to what decides your vote.",
        ));
    }
    if round.state == RoundState::Waiting {
        return Err(Error::invalid(
            "scorecard-too-early",
            "There is nothing to write down yet",
            "the round has not begun",
            "Wait until the candidate lets you in.",
        ));
    }
    let there = card(bank, &written.of, at).await?;
    refuse_handed_in(there.as_ref())?;
    let written = Scorecard {
        handed_in: false,
        ..written.clone()
    };
    let id = card_id(&written.of, at);
    let put = bank.desk().put_scorecard(Some(&id), seen, &written).await;
    match (put, there) {
        // Somebody began it a moment ago: both are shown, as with any other clash.
        (Err(StoreError::Taken { .. }), Some(theirs)) => Ok(Saved::Clash(Box::new(crate::Clash {
            mine: written,
            theirs,
            base: None,
        }))),
        (put, _) => saved(put, &written),
    }
}

/// Hands a scorecard in: it counts in the debrief from now on, and does not change.
///
/// # Errors
/// When there is none, nothing was decided in it, it was handed in already, or it was changed since `seen`.
pub async fn hand_in(bank: &Bank, id: &str, round: usize, seen: i64) -> Result<Kept<Scorecard>, Error> {
    let there = scorecard(bank, id, round).await?;
    refuse_handed_in(there.as_ref())?;
    let Some(kept) = there else {
        return Err(Error::not_found(
            "scorecard-missing",
            "There is no scorecard to hand in",
            "nobody has written one for this round",
            "Write it first.",
        ));
    };
    if kept.value.inclined.is_none() {
        return Err(Error::invalid(
            "scorecard-undecided",
            "The scorecard has no vote",
            "a debrief begins with everybody's vote, before anything is said",
            "Say whether you are inclined to hire; what you could not judge may stay without a mark.",
        ));
    }
    let mut value = kept.value;
    value.handed_in = true;
    saved(
        bank.desk().put_scorecard(Some(&kept.id), Some(seen), &value).await,
        &value,
    )?
    .kept()
}

fn refuse_handed_in(card: Option<&Kept<Scorecard>>) -> Result<(), Error> {
    if card.is_none_or(|kept| !kept.value.handed_in) {
        return Ok(());
    }
    Err(Error::invalid(
        "scorecard-handed-in",
        "This scorecard was handed in and does not change any more",
        "others vote without having seen it, and it without having seen theirs",
        "What you would add belongs into the debrief's talk.",
    ))
}
