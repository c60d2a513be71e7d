//! `story facts` and `story drift`: the ledger of a story, and where tellings of the same thing differ.

use glidepath_app::Error;
use glidepath_app::fact_ledger::{accept_facts, drifts, story_ledger};
use glidepath_app::which_story::which_story;
use glidepath_app::wire::{DriftsOut, FactsOut};
use glidepath_domain::Fact;

use crate::bank::with_bank;
use crate::complaint::Stop;
use crate::context::Context;
use crate::report::bank as report;

pub(super) fn facts(meant: &str, accept: &[String], json: bool, context: &Context) -> Result<String, Stop> {
    let ledger = with_bank(context, async |bank| {
        let card = which_story(bank, meant).await?;
        let ledger = story_ledger(bank, &card.id).await?;
        if accept.is_empty() {
            return Ok(ledger);
        }
        let mut taken = Vec::new();
        for given in accept {
            taken.extend(chosen(given, &ledger.proposed)?);
        }
        accept_facts(bank, &ledger.id, ledger.version, &taken).await?.kept()?;
        story_ledger(bank, &ledger.id).await
    })?;
    let out = FactsOut::of(&ledger);
    Ok(if json {
        report::json(&out)
    } else {
        report::facts(&out, context.paint())
    })
}

pub(super) fn drift(meant: Option<&str>, json: bool, context: &Context) -> Result<String, Stop> {
    let out = with_bank(context, async |bank| {
        let card = match meant {
            Some(meant) => Some(which_story(bank, meant).await?),
            None => None,
        };
        let found = drifts(bank, card.as_ref().map(|card| card.id.as_str())).await?;
        Ok(DriftsOut::of(&found))
    })?;
    Ok(if json {
        report::json(&out)
    } else {
        report::drifts(&out, context.paint())
    })
}

/// The proposed facts that a number or `all` means.
fn chosen(given: &str, proposed: &[Fact]) -> Result<Vec<Fact>, Error> {
    if given == "all" {
        return Ok(proposed.to_vec());
    }
    let at = given
        .parse::<usize>()
        .ok()
        .and_then(|number| proposed.get(number.checked_sub(1)?));
    let fact = at.ok_or_else(|| {
        Error::invalid(
            "no-such-fact",
            format!("There is no fact \"{given}\" to take in"),
            format!(
                "{} are told and not in the ledger",
                report::count(proposed.len(), "fact", "facts")
            ),
            "Give a number of the list, or all.",
        )
    })?;
    Ok(vec![fact.clone()])
}
