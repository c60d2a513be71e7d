//! What whoever sits in a seat sees of its round: where it stands, how much of the time is used, and what was said so far.

use glidepath_app::Kept;
use glidepath_domain::{Drill, ReplyKind, Round, RoundState};
use maud::{Markup, html};

use super::clock;
use super::say::visible;

/// The round as it is heard.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hearing<'h> {
    /// The round.
    pub(crate) round: &'h Round,
    /// Its drills, exchange by exchange.
    pub(crate) drills: &'h [Option<Kept<Drill>>],
    /// Seconds used of it.
    pub(crate) used_s: f64,
}

impl Hearing<'_> {
    /// The question or follow-up that waits for its reply.
    pub(crate) fn open(&self) -> Option<&str> {
        let turns = self.drills.iter().flatten().flat_map(|kept| kept.value.turns.last());
        turns
            .filter(|turn| turn.reply == ReplyKind::Open)
            .map(|turn| turn.asked.as_str())
            .next_back()
    }

    /// Whether something was answered that can be followed up.
    pub(crate) fn can_follow_up(&self) -> bool {
        let last = self.drills.iter().flatten().next_back();
        last.is_some_and(|kept| {
            kept.value
                .turns
                .last()
                .is_some_and(|turn| turn.reply == ReplyKind::Said)
        })
    }
}

/// Where the round stands: replaced as it goes on, so that nothing typed beside it is touched.
pub(crate) fn scorecard_now(hearing: &Hearing<'_>) -> Markup {
    let round = hearing.round;
    html! {
        div.seat-now #now role="status" {
            p.label {
                @match round.state {
                    RoundState::Waiting => "Not begun",
                    RoundState::Asking => "On now",
                    RoundState::Closing => "The candidate asks",
                    RoundState::Done => "Over",
                    RoundState::Left => "Broken off",
                }
                " · " span.num { (clock(hearing.used_s)) } " of " span.num { (round.minutes) ":00" } " used"
            }
            @match (round.state, hearing.open()) {
                (RoundState::Waiting, _) => p.on-now.quiet { "The candidate has not let you in yet." },
                (RoundState::Asking, Some(asked)) => p.on-now dir="auto" { (visible(asked)) },
                (RoundState::Asking, None) => p.on-now.quiet { "Nothing is asked at the moment." },
                (RoundState::Closing, _) => p.on-now.quiet { "Their own questions come at the end of the round." },
                (RoundState::Done | RoundState::Left, _) => p.on-now.quiet { "All is said." },
            }
        }
    }
}

/// What was said so far, the latest first: it is what one writes notes about.
pub(crate) fn scorecard_heard(hearing: &Hearing<'_>) -> Markup {
    let told: Vec<(usize, &Kept<Drill>)> = hearing
        .drills
        .iter()
        .enumerate()
        .filter_map(|(index, drill)| Some((index, drill.as_ref()?)))
        .collect();
    html! {
        section.heard #heard aria-labelledby="heard-title" {
            h2.label #heard-title { "What was said" }
            @if told.is_empty() { p.quiet { "Nothing yet." } }
            @for (index, kept) in told.iter().rev() {
                article {
                    p.label { "Question " (index + 1) }
                    @for (turn_index, turn) in kept.value.turns.iter().enumerate() {
                        h3.follow[turn_index > 0] dir="auto" { (visible(&turn.asked)) }
                        @match turn.reply {
                            ReplyKind::Open => p.quiet { "is being answered" },
                            ReplyKind::Passed => p.quiet { "passed" },
                            ReplyKind::Said => {
                                @if turn.text.trim().is_empty() { p.quiet { "said, and not written down yet" } }
                                @else { blockquote dir="auto" { (visible(&turn.text)) } }
                            },
                        }
                    }
                }
            }
            @if !hearing.round.own_questions.is_empty() {
                article {
                    p.label { "They asked" }
                    ul.plain { @for asked in &hearing.round.own_questions { li dir="auto" { (visible(asked)) } } }
                }
            }
        }
    }
}
