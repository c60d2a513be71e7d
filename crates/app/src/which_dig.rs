//! Which dig a person means who types an id, its beginning, or the project's name.

use glidepath_domain::Dig;

use crate::which_story::{Name, Sought, which};
use crate::{Bank, Error, Kept};

/// The dig meant: by id, by a beginning that only one id has, or by the project's whole name in any case.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub async fn which_dig(bank: &Bank, meant: &str) -> Result<Kept<Dig>, Error> {
    pick(bank.desk().digs().await?, meant)
}

/// The removed dig meant, named in the same ways.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub async fn which_removed_dig(bank: &Bank, meant: &str) -> Result<Kept<Dig>, Error> {
    pick(bank.desk().removed_digs().await?, meant)
}

const DIGS: Sought = Sought {
    none,
    code: "which-dig",
    many: "digs",
};

fn pick(mut digs: Vec<Kept<Dig>>, meant: &str) -> Result<Kept<Dig>, Error> {
    let names: Vec<Name<'_>> = digs.iter().map(|kept| Name(&kept.id, &kept.value.project)).collect();
    let at = which(&names, meant, &DIGS)?;
    Ok(digs.swap_remove(at))
}

fn none(names: &[Name<'_>], meant: &str) -> Error {
    let fix = if names.is_empty() {
        "Begin one: glidepath dig new \"a project you remember\".".to_owned()
    } else {
        "`glidepath dig list` names them.".to_owned()
    };
    Error::not_found(
        "no-such-dig",
        format!("There is no dig \"{meant}\""),
        "no id begins so and no project is called so",
        fix,
    )
}
