//! Where follow-ups come from.

use glidepath_domain::{Drill, Review, Turn};

use crate::{Bank, Error};

pub(super) enum Next {
    Ask(Turn),
    End(String),
}

/// The next follow-up of a drill.
pub(super) async fn next(_bank: &Bank, drill: &Drill, review: &Review) -> Result<Next, Error> {
    let asked = drill.turns.len().saturating_sub(1);
    if drill.most_follow_ups.is_some_and(|most| asked >= most as usize) {
        return Ok(Next::End("That is enough follow-ups.".to_owned()));
    }
    let fresh = |text: &str| drill.turns.iter().all(|turn| turn.asked != text);
    let next = review.follow_ups.iter().find(|next| fresh(&next.text));
    Ok(match next {
        Some(next) => Next::Ask(Turn {
            aims_at: next.aims_at.to_owned(),
            ..Turn::open(next.text.as_str())
        }),
        None => Next::End("There is nothing left to ask about.".to_owned()),
    })
}
