//! The rounds of a loop in a row: who sits where, how long, and where each stands. What they look for stays hidden.

use glidepath_app::hand_out_debrief::words::chair;
use glidepath_content::persona;
use glidepath_domain::{Loop, Round, RoundState, Seat};
use maud::{Markup, html};

use super::clock;
use super::debrief_quote::face;
use super::say::visible;

/// Who sits there, by name.
pub(crate) fn sitter(seat: &Seat) -> String {
    if seat.is_human() {
        return visible(&seat.person);
    }
    persona(&seat.persona).map_or_else(|| "Nobody yet".to_owned(), |persona| persona.name.clone())
}

/// What they are.
pub(crate) fn sitter_title(seat: &Seat) -> &'static str {
    if seat.is_human() {
        return "sits here in person";
    }
    persona(&seat.persona).map_or("", |persona| persona.title.as_str())
}

/// Where a round stands, in words.
pub(crate) const fn round_stands(state: RoundState) -> &'static str {
    match state {
        RoundState::Waiting => "to come",
        RoundState::Asking => "on",
        RoundState::Closing => "your questions",
        RoundState::Done => "over",
        RoundState::Left => "broken off",
    }
}

/// The row; `used_s` are the seconds used of each round.
pub(crate) fn loop_strip(of: &Loop, used_s: &[f64]) -> Markup {
    let current = of.current();
    html! {
        ol.rounds-strip aria-label="Rounds" {
            @for (index, round) in of.rounds.iter().enumerate() { (one(index, round, current == Some(index), used_s.get(index).copied().unwrap_or_default())) }
        }
    }
}

fn one(index: usize, round: &Round, on: bool, used_s: f64) -> Markup {
    let state = if on && round.state == RoundState::Waiting {
        "next"
    } else {
        round_stands(round.state)
    };
    let whole_s = f64::from(round.minutes) * 60.0;
    html! {
        li.on[on].held[matches!(round.state, RoundState::Done | RoundState::Left)] aria-current=[on.then_some("step")] {
            svg.time-bar width="100%" height="4" aria-hidden="true" {
                rect.rail width="100%" height="4" rx="2" {}
                @if used_s > 0.0 { rect.fill width=(format!("{:.1}%", (used_s / whole_s.max(1.0) * 100.0).min(100.0))) height="4" rx="2" {} }
            }
            p.label { (index + 1) " · " (chair(round.seat.chair)) }
            p.name { (sitter(&round.seat)) }
            p.small { span { (state) } span { @if used_s > 0.0 { span.num { (clock(used_s)) } " of " } span.num { (round.minutes) } " min" } }
        }
    }
}

/// The interviewer as one meets them, and what they say.
pub(crate) fn presence(seat: &Seat, says: &[String]) -> Markup {
    let name = sitter(seat);
    html! {
        div.presence {
            (face(&name, seat.is_human()))
            div {
                p.sits { b { (name) } span.quiet { (sitter_title(seat)) } }
                @for line in says { p.speaks dir="auto" { "“" (visible(line)) "”" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Chair, Seat};

    use super::{presence, sitter};

    #[test]
    fn a_person_sits_under_their_own_name_and_a_forgotten_persona_under_none() {
        let seat = |persona: &str, person: &str| Seat {
            chair: Chair::Peer,
            persona: persona.to_owned(),
            person: person.to_owned(),
            principles: Vec::new(),
        };
        assert_eq!(sitter(&seat("front-desk", "")), "Rosa Quispe");
        assert_eq!(sitter(&seat("front-desk", "Ruth")), "Ruth");
        assert_eq!(sitter(&seat("gone", "")), "Nobody yet");
        let html = presence(&seat("front-desk", ""), &["<b>Hello</b>".to_owned()]).0;
        assert!(html.contains("“&lt;b&gt;Hello"), "{html}");
    }
}
