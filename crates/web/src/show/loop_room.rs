//! The loop room: between questions one stands here. Who comes next, what they say, the way into the question, the end of a round
//! with one's own questions, and the rest between two rounds.

use glidepath_app::Kept;
use glidepath_app::loops::Stand;
use glidepath_domain::{Loop, Round};
use maud::{Markup, html};

use super::loop_strip::{loop_strip, presence, sitter};
use super::say::visible;

/// Fields for one's own questions at the end of a round.
pub(crate) const OWN_QUESTIONS: usize = 3;

/// The loop as it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LoopRoom<'l> {
    /// The loop.
    pub(crate) kept: &'l Kept<Loop>,
    /// Where it stands.
    pub(crate) stand: &'l Stand,
    /// Seconds used of each round.
    pub(crate) used_s: &'l [f64],
    /// Own questions that were typed and not asked yet.
    pub(crate) typed: &'l [String],
    /// What is still free to tell, drawn; empty where it is not offered.
    pub(crate) free: Option<&'l Markup>,
}

impl LoopRoom<'_> {
    fn round(&self, at: usize) -> Option<&Round> {
        self.kept.value.rounds.get(at)
    }

    fn way(&self, to: &str) -> String {
        format!("/loops/{}/{to}", self.kept.id)
    }

    fn version(&self) -> Markup {
        html! { input type="hidden" name="version" value=(self.kept.version); }
    }
}

/// Strip, heading, and what can be done now.
pub(crate) fn loop_room(room: &LoopRoom<'_>) -> Markup {
    let name = visible(&room.kept.value.name);
    html! {
        section.loop-room data-pulse=[waits_for_somebody(room.stand).then(|| room.way("pulse"))] data-version=(room.kept.version) {
            header.room-head {
                p.label { a href="/loops" { "Loops" } @if !name.is_empty() { " · " span dir="auto" { (name) } } }
                @if !matches!(room.stand, Stand::Over { .. }) { a.leave-loop href=(room.way("leave")) { "Leave the loop" } }
            }
            (loop_strip(&room.kept.value, room.used_s))
            (here(room))
        }
    }
}

/// Whether somebody else has to act before the candidate can.
pub(crate) const fn waits_for_somebody(stand: &Stand) -> bool {
    matches!(stand, Stand::Person { .. })
}

fn here(room: &LoopRoom<'_>) -> Markup {
    match room.stand {
        Stand::Waiting { round, says } => waiting(room, *round, says),
        Stand::Question {
            round,
            exchange,
            turn,
            drill,
            says,
        } => {
            let asked = drill.value.turns.get(*turn).map_or("", |turn| turn.asked.as_str());
            html! { (question(room, *round, *exchange, says, asked, &drill.id)) }
        }
        Stand::Unwritten { drill, .. } => html! {
            h1 { "What you said is not written down yet" }
            p.because { "The interviewer goes on once the words are there." }
            p { a.button.go.big href=(format!("/practice/{}", drill.id)) { "Write it down" } }
        },
        Stand::Onward { .. } => html! {
            h1 { "The next question is on its way" }
            form method="post" action=(room.way("onward")) { button.go.big type="submit" { "Go on" } }
        },
        Stand::Person { round, exchange } => person(room, *round, *exchange),
        Stand::Closing { round, says } => closing(room, *round, says),
        Stand::Over { says } => over(room, says),
    }
}

fn waiting(room: &LoopRoom<'_>, at: usize, says: &[String]) -> Markup {
    let Some(round) = room.round(at) else {
        return html! {};
    };
    let before = at.checked_sub(1).and_then(|before| room.round(before));
    html! {
        @if let (Some(before), false) = (before, says.is_empty()) { (presence(&before.seat, says)) }
        h1 { "Round " (at + 1) " of " (room.kept.value.rounds.len()) }
        (presence(&round.seat, &[]))
        p.because {
            span.num { (round.minutes) } " minutes, then your own questions. "
            @if at == 0 { "You may pass on any question. Nobody tells you what they look for; the debrief does." }
            @else { "Rest as long as you like: nobody comes in before you are ready, and the loop waits for days if need be." }
        }
        div.row {
            form method="post" action=(room.way("enter")) { (room.version()) button.go.big type="submit" { "I am ready" } }
        }
        @if let Some(free) = room.free { (free) }
    }
}

fn question(room: &LoopRoom<'_>, at: usize, exchange: usize, says: &[String], asked: &str, drill: &str) -> Markup {
    html! {
        @if let Some(round) = room.round(at) { (presence(&round.seat, says)) }
        p.label { "Round " (at + 1) ", question " (exchange + 1) }
        h1.asked-now dir="auto" { (visible(asked)) }
        div.row {
            a.button.go.big href=(format!("/practice/{drill}")) { "Answer" }
            a.button href=(format!("/practice/{drill}?how=type")) { "Answer by typing" }
        }
    }
}

/// A person sits here and has the word.
fn person(room: &LoopRoom<'_>, at: usize, exchange: Option<usize>) -> Markup {
    let Some(round) = room.round(at) else {
        return html! {};
    };
    let name = sitter(&round.seat);
    html! {
        (presence(&round.seat, &[]))
        h1 { @if exchange.is_some() { (name) " is thinking of what to ask next" } @else { (name) " has the word" } }
        p.because { "This page looks every two seconds whether a question has come." span.unscripted { " Scripts are off here, so look yourself." } }
        div.row { a.button.go href=(format!("/loops/{}", room.kept.id)) { "Look now" } }
        p.quiet { "On one machine: " (name) " opens " a href=(room.way(&format!("seats/{}", at + 1))) target="_blank" { "the scorecard of this seat" } " in a window of their own, and asks from there." }
    }
}

fn closing(room: &LoopRoom<'_>, at: usize, says: &[String]) -> Markup {
    let round = room.round(at);
    html! {
        @if let Some(round) = round { (presence(&round.seat, says)) }
        h1 { "Your own questions" }
        p.because { "They are judged too. What could be asked anywhere says little about you; what is about this team’s customers, measures and choices says that you have thought about them." }
        form.own-questions method="post" action=(room.way("close")) data-keep=(format!("loop:{}:{at}", room.kept.id)) autocomplete="off" {
            (room.version())
            @for index in 0..OWN_QUESTIONS {
                div.field {
                    label for=(format!("own-{index}")) { @match index { 0 => "First", 1 => "Second", _ => "Third" } }
                    textarea id=(format!("own-{index}")) name="own" rows="2" maxlength="1000" dir="auto" { "\n" (room.typed.get(index).map_or("", String::as_str)) }
                }
            }
            div.keys-row {
                button.go.big type="submit" { "Ask and end the round" }
                button type="submit" name="none" value="yes" { "I have none" }
                span.quiet.small data-kept-at {}
            }
        }
    }
}

fn over(room: &LoopRoom<'_>, says: &[String]) -> Markup {
    let last = room.kept.value.rounds.last();
    html! {
        @if let (Some(last), false) = (last, says.is_empty()) { (presence(&last.seat, says)) }
        h1 { @if says.is_empty() { "You left this loop" } @else { "That was the last round" } }
        p.because { "They have written their notes and cast their votes, each without having seen the others’." }
        div.row {
            a.button.go.big href=(room.way("debrief")) { "See the debrief" }
            @for (index, round) in room.kept.value.rounds.iter().enumerate() {
                @if round.seat.is_human() { a.button href=(room.way(&format!("seats/{}", index + 1))) { "Scorecard of " (sitter(&round.seat)) } }
            }
        }
    }
}

/// Leaving is asked about once: it ends the loop.
pub(crate) fn leaving(room: &LoopRoom<'_>) -> Markup {
    html! {
        section.loop-room {
            (loop_strip(&room.kept.value, room.used_s))
            h1 { "Leave the loop?" }
            p.because { "It ends here, and the debrief is made of what was heard so far. To rest instead, close the page: the loop waits where it is, for a week or longer." }
            div.row {
                form method="post" action=(room.way("leave")) { (room.version()) button type="submit" { "Leave it" } }
                a.button.go href=(format!("/loops/{}", room.kept.id)) { "Stay" }
            }
        }
    }
}
