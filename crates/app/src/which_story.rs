//! Which story a person means who types an id, its beginning, or a title.

use glidepath_domain::Story;
use glidepath_store::StoryCard;

use crate::{Bank, Error, Kept};

/// The most candidates that an error names.
const MOST_NAMED: usize = 5;

/// The card of the story meant: by id, by a beginning that only one id has, or by its whole title in any case.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub async fn which_story(bank: &Bank, meant: &str) -> Result<StoryCard, Error> {
    let mut cards = bank.desk().cards().await?;
    let names: Vec<Name<'_>> = cards.iter().map(|card| Name(&card.id, &card.title)).collect();
    let at = which(&names, meant, &STORIES)?;
    Ok(cards.swap_remove(at))
}

/// The removed story meant, named in the same ways.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub async fn which_removed(bank: &Bank, meant: &str) -> Result<Kept<Story>, Error> {
    let mut removed = bank.desk().removed_stories().await?;
    let names: Vec<Name<'_>> = removed.iter().map(|gone| Name(&gone.id, &gone.value.title)).collect();
    let at = which(&names, meant, &REMOVED)?;
    Ok(removed.swap_remove(at))
}

/// An id and a title.
pub(crate) struct Name<'a>(pub(crate) &'a str, pub(crate) &'a str);

/// What is looked for, and what is said when it cannot be told which.
pub(crate) struct Sought {
    /// When there is none.
    pub(crate) none: fn(&[Name<'_>], &str) -> Error,
    /// The code when there are several.
    pub(crate) code: &'static str,
    /// Several of them.
    pub(crate) many: &'static str,
}

const STORIES: Sought = Sought {
    none: nobody,
    code: "which-story",
    many: "stories",
};
const REMOVED: Sought = Sought {
    none: none_removed,
    ..STORIES
};

/// The place of the one meant.
pub(crate) fn which(names: &[Name<'_>], meant: &str, sought: &Sought) -> Result<usize, Error> {
    let wanted = meant.trim();
    if let Some(at) = names.iter().position(|Name(id, _)| *id == wanted) {
        return Ok(at);
    }
    let title = wanted.to_lowercase();
    let having = |is: &dyn Fn(&Name<'_>) -> bool| -> Vec<usize> {
        let places = names.iter().enumerate().filter(|(_, name)| is(name));
        places.map(|(at, _)| at).collect()
    };
    let titled = having(&|Name(_, of)| of.trim().to_lowercase() == title);
    let candidates = if titled.is_empty() && !wanted.is_empty() {
        having(&|Name(id, _)| id.starts_with(wanted))
    } else {
        titled
    };
    match candidates.as_slice() {
        [one] => Ok(*one),
        [] => Err((sought.none)(names, wanted)),
        several => Err(ambiguous(names, wanted, several, sought)),
    }
}

fn nearest<'n>(names: &[Name<'n>], wanted: &str) -> Option<&'n str> {
    let title = wanted.to_lowercase();
    let likeness = |of: &str| strsim::jaro_winkler(&title, &of.to_lowercase());
    let titles = names.iter().map(|Name(_, of)| *of);
    titles.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

fn nobody(names: &[Name<'_>], wanted: &str) -> Error {
    Error::not_found(
        "no-such-story",
        format!("There is no story \"{wanted}\""),
        "no title is just that, and no id begins like that",
        match nearest(names, wanted) {
            Some(title) => format!("Did you mean \"{title}\"? `glidepath story list` shows them all."),
            None => "There is none yet: add one, or look at the sample bank.".to_owned(),
        },
    )
}

fn none_removed(names: &[Name<'_>], wanted: &str) -> Error {
    Error::not_found(
        "not-removed",
        format!("No story \"{wanted}\" was removed"),
        "of the removed ones, no title is just that, and no id begins like that",
        match nearest(names, wanted) {
            Some(title) => format!("Did you mean \"{title}\"? `glidepath story list --removed` shows them all."),
            None => "There is nothing to bring back.".to_owned(),
        },
    )
}

fn ambiguous(names: &[Name<'_>], wanted: &str, several: &[usize], sought: &Sought) -> Error {
    let named = several.iter().take(MOST_NAMED).map(|at| {
        let Name(id, title) = &names[*at];
        format!("{id} \"{title}\"")
    });
    let mut named = named.collect::<Vec<_>>().join(", ");
    if several.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", several.len() - MOST_NAMED));
    }
    Error::invalid(
        sought.code,
        format!("\"{wanted}\" could be {} {}", several.len(), sought.many),
        named,
        "Give more of the id.",
    )
}
