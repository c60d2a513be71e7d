//! The head of the drill room where the drill is a question of a loop: which round, who asks, what they say, how much of the time is used.

use glidepath_domain::Loop;
use maud::{Markup, html};

use super::clock;
use super::loop_strip::presence;

/// Where in which loop a question is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LoopHead<'l> {
    /// The loop's name in the bank.
    pub(crate) id: &'l str,
    /// The loop.
    pub(crate) of: &'l Loop,
    /// Which round, from 0.
    pub(crate) round: usize,
    /// Which of its exchanges, from 0.
    pub(crate) exchange: usize,
    /// What the interviewer says before the question.
    pub(crate) says: &'l [String],
    /// Seconds of the round used before this turn.
    pub(crate) used_s: f64,
}

/// The head; `turn` 0 is the question itself.
pub(crate) fn loop_head(head: &LoopHead<'_>, turn: usize) -> Markup {
    let round = head.of.rounds.get(head.round);
    let minutes = round.map_or(0, |round| round.minutes);
    html! {
        header.room-head.loop-head {
            p.label {
                "Round " (head.round + 1) " of " (head.of.rounds.len()) " · question " (head.exchange + 1)
                @if turn > 0 { " · follow-up " (turn) }
                " · " span.num { (clock(head.used_s)) } " of " span.num { (minutes) ":00" } " used"
            }
            a.leave-loop href=(format!("/loops/{}/leave", head.id)) { "Leave" }
        }
        @if let Some(round) = round { (presence(&round.seat, head.says)) }
    }
}
