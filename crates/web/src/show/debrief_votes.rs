//! The votes as a row of cards: what each interviewer wrote on the front before anybody spoke, and what they said after the argument.

use glidepath_app::hand_out_debrief::words::{chair, inclination};
use glidepath_domain::{Inclination, SeatReport, Vote};
use maud::{Markup, html};

use super::debrief_quote::{Packet, face, sure, vote_class};
use super::say::visible;

/// The room an axis takes, in its own units; places on it are shares of the width.
const HEIGHT: f64 = 22.0;

/// One card an interviewer.
pub(crate) fn debrief_votes(packet: &Packet<'_>) -> Markup {
    let seats = &packet.debrief.seats;
    html! {
        section.votes aria-labelledby="votes" {
            h2.group #votes { "The votes" span.quiet { (tally(seats)) } }
            @if seats.is_empty() { p.quiet { "No round was held, so nobody voted." } }
            ol.cards {
                @for (index, seat) in seats.iter().enumerate() { (card(packet, index, seat)) }
            }
            @if seats.iter().any(|seat| seat.blind.inclination != Inclination::NotJudged) {
                p.key.lean-key aria-hidden="true" {
                    span { i.hollow {} "alone" } span { i.solid {} "after the argument" } span { "left: would not hire, right: would; the further out, the surer" }
                }
            }
        }
    }
}

/// How many were in favour, blind and after.
fn tally(seats: &[SeatReport]) -> String {
    let count = |of: fn(&SeatReport) -> &Vote| {
        seats
            .iter()
            .filter(|seat| of(seat).inclination == Inclination::Inclined)
            .count()
    };
    let (blind, after) = (count(|seat| &seat.blind), count(|seat| &seat.after));
    if blind == after {
        format!("{after} of {} in favour, before the argument and after it", seats.len())
    } else {
        format!(
            "{blind} of {} in favour when cast blind, {after} after the argument",
            seats.len()
        )
    }
}

fn card(packet: &Packet<'_>, index: usize, seat: &SeatReport) -> Markup {
    let changed = seat.blind.inclination != seat.after.inclination;
    let mut classes = vec!["card sheet", vote_class(seat.after.inclination)];
    if changed {
        classes.push("changed-mind");
    }
    let human = is_human(packet, seat);
    html! {
        li class=(classes.join(" ")) {
            div.who {
                (face(&seat.name, human))
                div {
                    h3 { a href=(format!("#seat-{index}")) { (visible(&seat.name)) } }
                    p.quiet { (visible(&seat.title)) }
                }
            }
            p.label { "Round " (seat.round + 1) " · " (chair(seat.chair)) @if human { " · in person" } }
            div.faces {
                p.blind { span.label { "Blind" } b.(vote_class(seat.blind.inclination)) { (inclination(seat.blind.inclination)) } (surety(&seat.blind)) }
                p.after { span.label { "After" } b.(vote_class(seat.after.inclination)) { (inclination(seat.after.inclination)) } @if changed { span.moved { "moved" } } @else { (surety(&seat.after)) } }
            }
            (lean(seat))
            p.says dir="auto" { (visible(&seat.after.says)) }
        }
    }
}

fn surety(vote: &Vote) -> Markup {
    html! { @if vote.inclination != Inclination::NotJudged { span.quiet { (sure(vote.confidence)) } } }
}

/// Whether a person sat in this seat.
pub(super) fn is_human(packet: &Packet<'_>, seat: &SeatReport) -> bool {
    packet
        .of
        .rounds
        .get(seat.round)
        .is_some_and(|round| round.seat.is_human())
}

/// The place of a vote between "no" and "yes", as a share of the width.
fn place(margin: f64) -> f64 {
    let chance = 1.0 / (1.0 + (-margin).exp());
    if chance.is_finite() {
        (chance * 94.0 + 3.0).clamp(3.0, 97.0)
    } else {
        50.0
    }
}

/// The vote as a place on a line: hollow when cast blind, filled after the argument.
fn lean(seat: &SeatReport) -> Markup {
    let judged = |vote: &Vote| vote.inclination != Inclination::NotJudged;
    let at = |vote: &Vote| format!("{:.1}%", place(vote.margin));
    html! {
        svg.lean width="100%" height=(HEIGHT) aria-hidden="true" {
            line.rail x1="3%" x2="97%" y1="11" y2="11" {}
            line.bar x1="50%" x2="50%" y1="4" y2="18" {}
            @if judged(&seat.blind) && judged(&seat.after) { line.way x1=(at(&seat.blind)) x2=(at(&seat.after)) y1="11" y2="11" {} }
            @if judged(&seat.blind) { circle.hollow cx=(at(&seat.blind)) cy="11" r="5" {} }
            @if judged(&seat.after) { circle.solid cx=(at(&seat.after)) cy="11" r="4" {} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_vote_has_its_place_whatever_its_margin() {
        assert!((place(0.0) - 50.0).abs() < 1e-9);
        assert!(place(-1.0) < place(1.0));
        for margin in [f64::INFINITY, f64::NEG_INFINITY, 900.0, -900.0, f64::NAN] {
            assert!((3.0..=97.0).contains(&place(margin)), "{margin}");
        }
    }
}
