//! Leaving a loop, removing one, bringing it back, wiping it out.

use glidepath_app::loops::{bring_back_loop, drills_of, find_loop, leave_loop, purge_loop, remove_loop, removed_loops};
use glidepath_app::wire::MockLoopOut;
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::Loop;

use crate::bank::{is_sure, with_bank};
use crate::complaint::Stop;
use crate::context::Context;
use crate::ears;
use crate::report::{bank as shapes, mock_loop as report};

pub(super) fn leave(named: &str, yes: bool, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let kept = with_bank(context, async |bank| find_loop(bank, named).await)?;
    let act = format!("Leaving {}", report::called(&kept));
    if !is_sure(yes, &act)? {
        return Ok(shapes::declined(&act, "It goes on.", as_json));
    }
    Ok(with_bank(context, async |bank| {
        let left = leave_loop(bank, &kept.id, kept.version).await?;
        Ok(if as_json {
            shapes::json(&MockLoopOut::of(&left, &drills_of(bank, &left).await?))
        } else {
            format!(
                "You left. What was heard is debriefed: glidepath loop debrief {}\n",
                left.id
            )
        })
    })?)
}

pub(super) fn remove(named: &str, for_good: bool, yes: bool, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    let recordings = ears::recordings(context)?;
    let kept = with_bank(context, async |bank| {
        match find_loop(bank, named).await {
            // What was removed can still be wiped out.
            Err(error) if for_good && error.code == "store-missing" => which_removed(bank, named).await,
            found => found,
        }
    })?;
    let called = report::called(&kept);
    let act = if for_good {
        format!("Wiping out {called}, what was said in it and its sound")
    } else {
        format!("Removing {called}")
    };
    if !is_sure(yes, &act)? {
        return Ok(shapes::declined(&act, "Nothing was removed.", as_json));
    }
    let said = with_bank(context, async |bank| {
        if for_good {
            purge_loop(bank, &recordings, &kept.id).await?;
            return Ok("It is wiped out.\n".to_owned());
        }
        remove_loop(bank, &kept.id, Some(kept.version)).await?;
        Ok(format!(
            "Removed. To bring it back: glidepath loop restore {}\n",
            kept.id
        ))
    })?;
    Ok(if as_json {
        shapes::json(&MockLoopOut::of(&kept, &[]))
    } else {
        said
    })
}

pub(super) fn restore(named: &str, context: &Context) -> Result<String, Stop> {
    let as_json = context.json()?;
    Ok(with_bank(context, async |bank| {
        let gone = which_removed(bank, named).await?;
        let back = bring_back_loop(bank, &gone.id).await?;
        Ok(if as_json {
            shapes::json(&MockLoopOut::of(&back, &drills_of(bank, &back).await?))
        } else {
            format!("{} is back: {}\n", report::called(&back), back.id)
        })
    })?)
}

/// The removed loop that is meant: by its id, the beginning of it, its name, or "last" for the one removed last.
async fn which_removed(bank: &Bank, named: &str) -> Result<Kept<Loop>, Error> {
    let named = named.trim();
    let removed = removed_loops(bank).await?;
    let fits = |kept: &Kept<Loop>| {
        !named.is_empty() && (kept.id.starts_with(named) || kept.value.name.to_lowercase() == named.to_lowercase())
    };
    let mut fitting: Vec<Kept<Loop>> = match named {
        "last" => removed.into_iter().take(1).collect(),
        _ => removed.into_iter().filter(fits).collect(),
    };
    if fitting.len() > 1 {
        return Err(Error::invalid(
            "loop-ambiguous",
            format!("{} removed loops are called {named}", fitting.len()),
            "a name, or the beginning of an id, has to mean one loop",
            "Give more of the id.",
        ));
    }
    fitting.pop().ok_or_else(|| {
        Error::not_found(
            "no-such-loop",
            format!("There is no removed loop \"{named}\""),
            "nothing that was removed is called so",
            "`glidepath loop show --removed` names them.",
        )
    })
}
