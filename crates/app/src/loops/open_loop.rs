//! Reading loops: one by its name or however a person calls it, its drills, and one as somebody saw it who now wants to change it.

use glidepath_domain::{Drill, Loop, Round};
use glidepath_interview::{Step, step, time_used_s};
use glidepath_store::StoreError;

use crate::{Bank, Error, Kept};

/// Reads one loop.
///
/// # Errors
/// When there is none of that name, or it was removed.
pub async fn mock_loop(bank: &Bank, id: &str) -> Result<Kept<Loop>, Error> {
    Ok(bank.desk().mock_loop(id).await?)
}

/// The loop a person means: by its id, the beginning of its id, what they called it, or `last` for the latest.
///
/// # Errors
/// When no loop is called so, or several are.
pub async fn find_loop(bank: &Bank, named: &str) -> Result<Kept<Loop>, Error> {
    let loops = bank.desk().loops().await?;
    if named == "last" {
        return loops.into_iter().next_back().ok_or_else(|| {
            Error::not_found(
                "store-missing",
                "There is no loop yet",
                "none was begun, or all were removed",
                "Begin one.",
            )
        });
    }
    if let Some(exact) = loops.iter().find(|kept| kept.id == named) {
        return Ok(exact.clone());
    }
    let called = |kept: &&Kept<Loop>| {
        !named.is_empty() && (kept.id.starts_with(named) || kept.value.name.to_lowercase() == named.to_lowercase())
    };
    let mut found = loops.iter().filter(called);
    match (found.next(), found.count()) {
        (Some(one), 0) => Ok(one.clone()),
        (None, _) => Err(StoreError::Missing {
            kind: "loop",
            id: named.to_owned(),
        }
        .into()),
        (Some(_), more) => Err(Error::invalid(
            "loop-ambiguous",
            format!("{} loops are called {named}", more + 1),
            "a name, or the beginning of an id, has to mean one loop",
            "Give more of the id.",
        )),
    }
}

/// The drills of a loop, round by round and exchange by exchange; none where nothing was asked, or the drill is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn drills_of(bank: &Bank, looped: &Kept<Loop>) -> Result<Vec<Vec<Option<Kept<Drill>>>>, Error> {
    let mut all = Vec::with_capacity(looped.value.rounds.len());
    for round in &looped.value.rounds {
        all.push(drills_of_round(bank, round).await?);
    }
    Ok(all)
}

async fn drills_of_round(bank: &Bank, round: &Round) -> Result<Vec<Option<Kept<Drill>>>, Error> {
    let mut drills = Vec::with_capacity(round.exchanges.len());
    for exchange in &round.exchanges {
        drills.push(if exchange.drill.is_empty() {
            None
        } else {
            match bank.desk().drill(&exchange.drill).await {
                Ok(kept) => Some(kept),
                Err(StoreError::Missing { .. }) => None,
                Err(error) => return Err(error.into()),
            }
        });
    }
    Ok(drills)
}

/// Seconds of a round used so far.
///
/// # Errors
/// When there is no such round, or the database does not answer.
pub async fn round_used_s(bank: &Bank, looped: &Kept<Loop>, round: usize) -> Result<f64, Error> {
    let held = round_of(&looped.value, round)?;
    let drills = drills_of_round(bank, held).await?;
    let told: Vec<Option<&Drill>> = drills
        .iter()
        .map(|kept| kept.as_ref().map(|kept| &kept.value))
        .collect();
    Ok(time_used_s(held, &told))
}

/// A round of a loop.
pub(super) fn round_of(looped: &Loop, round: usize) -> Result<&Round, Error> {
    looped.rounds.get(round).ok_or_else(|| {
        Error::not_found(
            "loop-no-such-round",
            format!("This loop has no round {}", round + 1),
            format!("it has {}", looped.rounds.len()),
            "Choose one of its rounds.",
        )
    })
}

/// A loop that is on, with the drills of the round it stands in.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub(super) kept: Kept<Loop>,
    pub(super) at: usize,
    pub(super) round: Round,
    pub(super) drills: Vec<Option<Kept<Drill>>>,
}

impl Running {
    /// Where a loop stands; `None` when it is over.
    pub(super) async fn of(bank: &Bank, kept: Kept<Loop>) -> Result<Option<Self>, Error> {
        let Some(at) = kept.value.current() else {
            return Ok(None);
        };
        let round = round_of(&kept.value, at)?.clone();
        let drills = drills_of_round(bank, &round).await?;
        Ok(Some(Self {
            kept,
            at,
            round,
            drills,
        }))
    }

    /// The drills as the interviewer's thinking takes them.
    pub(super) fn told(&self) -> Vec<Option<&Drill>> {
        self.drills
            .iter()
            .map(|kept| kept.as_ref().map(|kept| &kept.value))
            .collect()
    }

    pub(super) fn step(&self) -> Step {
        step(&self.round, &self.told())
    }
}

/// A loop as its writer saw it, still on.
pub(super) async fn seen_loop(bank: &Bank, id: &str, seen: i64) -> Result<Running, Error> {
    let kept = mock_loop(bank, id).await?;
    if kept.version != seen {
        return Err(went_on());
    }
    running(bank, kept).await
}

/// Where a loop stands that has to be on.
pub(super) async fn running(bank: &Bank, kept: Kept<Loop>) -> Result<Running, Error> {
    Running::of(bank, kept)
        .await?
        .ok_or_else(|| not_now("gone on with", "it is over", "See its debrief, or begin another one."))
}

/// Writes a loop in place of the version its writer saw.
pub(super) async fn keep_loop(bank: &Bank, id: &str, seen: i64, looped: &Loop) -> Result<Kept<Loop>, Error> {
    match bank.desk().put_loop(Some(id), Some(seen), looped).await {
        Err(StoreError::Stale { .. }) => Err(went_on()),
        kept => Ok(kept?),
    }
}

/// The code of what is said to a writer who was too late.
pub(super) const WENT_ON: &str = "loop-went-on";

fn went_on() -> Error {
    Error::invalid(
        WENT_ON,
        "This loop went on elsewhere, so nothing was changed here",
        "another page or terminal has it open too, and was faster",
        "Look at it again and go on from there; what was said is kept.",
    )
}

/// Refuses what cannot be done where a loop stands.
pub(super) fn not_now(wanted: &str, why: &str, fix: &str) -> Error {
    Error::invalid("loop-not-now", format!("This loop cannot be {wanted} now"), why, fix)
}
