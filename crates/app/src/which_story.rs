//! Which story a person means who types an id, its beginning, or a title.

use glidepath_store::StoryCard;

use crate::{Bank, Error};

/// The most candidates that an error names.
const MOST_NAMED: usize = 5;

/// The card of the story meant: by id, by a beginning that only one id has, or by its whole title in any case.
///
/// # Errors
/// When there is none, or several could be meant; the error names them.
pub async fn which_story(bank: &Bank, meant: &str) -> Result<StoryCard, Error> {
    let mut cards = bank.desk().cards().await?;
    let wanted = meant.trim();
    if let Some(at) = cards.iter().position(|card| card.id == wanted) {
        return Ok(cards.swap_remove(at));
    }
    let title = wanted.to_lowercase();
    let titled: Vec<usize> = having(&cards, |card| card.title.trim().to_lowercase() == title);
    let candidates = if titled.is_empty() && !wanted.is_empty() {
        having(&cards, |card| card.id.starts_with(wanted))
    } else {
        titled
    };
    match candidates.as_slice() {
        [one] => Ok(cards.swap_remove(*one)),
        [] => Err(nobody(meant, &cards)),
        several => Err(ambiguous(meant, &cards, several)),
    }
}

fn having(cards: &[StoryCard], is: impl Fn(&StoryCard) -> bool) -> Vec<usize> {
    (0..cards.len()).filter(|at| is(&cards[*at])).collect()
}

fn nobody(meant: &str, cards: &[StoryCard]) -> Error {
    let title = meant.trim().to_lowercase();
    let likeness = |card: &StoryCard| strsim::jaro_winkler(&title, &card.title.to_lowercase());
    let nearest = cards.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    Error::not_found(
        "no-such-story",
        format!("There is no story \"{}\"", meant.trim()),
        "no title is just that, and no id begins like that",
        match nearest {
            Some(card) => format!(
                "Did you mean \"{}\"? `glidepath story list` shows them all.",
                card.title
            ),
            None => "There is none yet: add one, or look at the sample bank.".to_owned(),
        },
    )
}

fn ambiguous(meant: &str, cards: &[StoryCard], several: &[usize]) -> Error {
    let named = several.iter().take(MOST_NAMED).map(|at| {
        let card = &cards[*at];
        format!("{} \"{}\"", card.id, card.title)
    });
    let mut named = named.collect::<Vec<_>>().join(", ");
    if several.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", several.len() - MOST_NAMED));
    }
    Error::invalid(
        "which-story",
        format!("\"{}\" could be {} stories", meant.trim(), several.len()),
        named,
        "Give more of the id.",
    )
}
