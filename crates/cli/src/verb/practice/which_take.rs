//! Which take a person means who types an id, its beginning, or "last".

use glidepath_app::practice::{TakeFilter, list_takes, removed_takes};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::Drill;

/// The word for the latest take.
const LAST: &str = "last";
/// The most candidates that an error names.
const MOST_NAMED: usize = 5;

/// The take meant.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub(crate) async fn which_take(bank: &Bank, meant: &str) -> Result<Kept<Drill>, Error> {
    let takes = list_takes(bank, &TakeFilter::default()).await?;
    let takes = takes.into_iter().map(|row| row.drill).collect();
    pick(takes, meant, "`glidepath practice list` names them.")
}

/// The removed take meant.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub(crate) async fn which_removed_take(bank: &Bank, meant: &str) -> Result<Kept<Drill>, Error> {
    pick(
        removed_takes(bank).await?,
        meant,
        "`glidepath practice list --removed` names them.",
    )
}

/// Takes in, the latest first.
fn pick(takes: Vec<Kept<Drill>>, meant: &str, list: &str) -> Result<Kept<Drill>, Error> {
    let meant = meant.trim();
    let none = |fix: &str| {
        Error::not_found(
            "no-such-take",
            format!("There is no take \"{meant}\""),
            "no id begins so",
            fix,
        )
    };
    if takes.is_empty() {
        return Err(none("Tell one: glidepath practice."));
    }
    let fits = |kept: &Kept<Drill>| !meant.is_empty() && kept.id.starts_with(meant);
    let mut fitting: Vec<Kept<Drill>> = if meant == LAST {
        takes.into_iter().take(1).collect()
    } else {
        takes.into_iter().filter(fits).collect()
    };
    if fitting.len() > 1 {
        let named: Vec<&str> = fitting.iter().take(MOST_NAMED).map(|kept| kept.id.as_str()).collect();
        return Err(Error::invalid(
            "which-take",
            format!("\"{meant}\" could be {} takes", fitting.len()),
            named.join(", "),
            "Give more of the id.",
        ));
    }
    fitting.pop().ok_or_else(|| none(list))
}
