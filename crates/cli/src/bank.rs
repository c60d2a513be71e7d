//! The story bank for the verbs that need it: opened for one act, closed after it, with the clock and names of this machine.

use std::io::{BufRead, IsTerminal, Write};
use std::pin::Pin;
use std::sync::Arc;

use glidepath_app::bank::{Edge, place};
use glidepath_app::{Bank, Error, Place, Reviewer};
use glidepath_domain::Date;

use crate::clock;
use crate::context::Context;

/// The clock and the names of this machine.
pub(crate) struct Machine;

impl Edge for Machine {
    fn now_ms(&self) -> i64 {
        clock::now_ms()
    }

    fn today(&self) -> Date {
        clock::today()
    }

    fn id(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

/// Where the bank lies.
///
/// # Errors
/// When the settings cannot be read, or no data folder is given and the machine names none.
pub(crate) fn bank_place(context: &Context) -> Result<Place, Error> {
    Ok(place(&context.data_dir()?, context.config()?.store.as_deref()))
}

/// Runs what waits for the database, on this thread.
///
/// # Errors
/// When the machine has no room for it, or the act fails.
pub(crate) fn wait_for<T>(act: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let mut done = None;
    // In a box, so that one runtime serves every verb: made for each anew, they would be megabytes of the program.
    waited(Box::pin(async { done = Some(act.await) }))?;
    done.unwrap_or_else(|| Err(no_room("the act was not waited for".to_owned())))
}

fn waited(act: Pin<Box<dyn Future<Output = ()> + '_>>) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| no_room(error.to_string()))?.block_on(act);
    Ok(())
}

fn no_room(why: String) -> Error {
    Error::unavailable(
        "cannot-start",
        "The database could not be opened",
        why,
        "Close other programs and try again.",
    )
}

type Later<'f, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'f>>;

fn opened<'f>(place: &'f Place, reviewer: &'f Reviewer) -> Later<'f, Bank> {
    Box::pin(Bank::open(place, Arc::new(Machine), reviewer))
}

fn closed(bank: Bank) -> Later<'static, ()> {
    Box::pin(bank.close())
}

/// Opens the bank for one act.
///
/// # Errors
/// When it cannot be opened, or the act fails.
pub(crate) fn with_bank<T>(context: &Context, act: impl AsyncFnOnce(&Bank) -> Result<T, Error>) -> Result<T, Error> {
    let reviewer = rules(context)?;
    let place = bank_place(context)?;
    wait_for(async {
        let bank = opened(&place, &reviewer).await?;
        let done = act(&bank).await;
        // What the act says is more to the point than a failure to close.
        let closed = closed(bank).await;
        done.and_then(|done| closed.map(|()| done))
    })
}

/// The reviewer that judges what is kept: by rules alone.
///
/// # Errors
/// When the settings cannot be read.
pub(crate) fn rules(context: &Context) -> Result<Reviewer, Error> {
    Ok(Reviewer::of_rules(context.config()?.settings))
}

/// Asks before something goes: on a terminal by a question, elsewhere by the flag `--yes`. False when the person says no.
///
/// # Errors
/// When there is nobody to ask and `--yes` was not given.
pub(crate) fn is_sure(yes: bool, what: &str) -> Result<bool, Error> {
    if yes {
        return Ok(true);
    }
    let (stdin, mut stderr) = (std::io::stdin(), std::io::stderr());
    if !stdin.is_terminal() || !stderr.is_terminal() {
        return Err(Error::invalid(
            "needs-yes",
            format!("{what} needs your word"),
            "there is no terminal to ask on",
            "Add --yes.",
        ));
    }
    drop(write!(stderr, "{}? [y/N] ", crate::wrap::clean(what)).and_then(|()| stderr.flush()));
    let mut said = String::new();
    // Who cannot be heard has not agreed.
    let heard = stdin.lock().read_line(&mut said).is_ok();
    Ok(heard && matches!(said.trim(), "y" | "Y" | "yes"))
}
