//! Where they disagreed: two voices, each with the words they held on to, and how it ended.

use glidepath_domain::{Argument, NoteLine};
use maud::{Markup, html};

use super::debrief_quote::{Packet, cited, face};
use super::debrief_votes::is_human;
use super::say::visible;

/// The argument; a sentence where there was none.
pub(crate) fn debrief_argument(packet: &Packet<'_>) -> Markup {
    let arguments = &packet.debrief.arguments;
    html! {
        section.block.argued aria-labelledby="argued" {
            h2.group #argued { "The argument" span.quiet { "votes on the table, notes open" } }
            @if arguments.is_empty() { p.quiet { "Nobody had cause to argue: where two looked for the same, they had noted the same." } }
            @for argument in arguments { (one(packet, argument)) }
        }
    }
}

fn one(packet: &Packet<'_>, argument: &Argument) -> Markup {
    html! {
        article.exchange {
            h3 { @match argument.principle { Some(principle) => { "Over " (principle.name()) }, None => "Over the vote" } }
            div.voices {
                (voice(packet, argument.for_seat, &argument.for_line, "good"))
                (voice(packet, argument.against_seat, &argument.against_line, "bad"))
            }
            p.ends dir="auto" {
                @if let Some(seat) = argument.moved { b { (packet.name(seat)) " moved. " } } @else { b { "Nobody moved. " } }
                (visible(&argument.ends))
            }
        }
    }
}

fn voice(packet: &Packet<'_>, seat: usize, line: &NoteLine, class: &str) -> Markup {
    let name = packet.name(seat);
    let human = packet
        .debrief
        .seats
        .get(seat)
        .is_some_and(|report| is_human(packet, report));
    html! {
        div.voice.(class) {
            p.speaker { (face(&name, human)) b { (name) } span.quiet { @if class == "good" { "in favour" } @else { "against" } } }
            p.said dir="auto" { (visible(&line.says)) }
            @match &line.quote {
                Some(quote) => (cited(packet, quote)),
                None => p.quiet { "About what was not said." },
            }
        }
    }
}
