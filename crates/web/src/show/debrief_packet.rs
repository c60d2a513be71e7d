//! A debrief as a whole: decision first, then what to mend, the votes, the marks, the notes, the argument, and what shows across rounds.
//! The page and the single file share it.

use maud::{Markup, html};

use super::debrief_across::debrief_across;
use super::debrief_argument::debrief_argument;
use super::debrief_decision::debrief_decision;
use super::debrief_fixes::debrief_fixes;
use super::debrief_matrix::debrief_matrix;
pub(crate) use super::debrief_quote::Packet;
use super::debrief_seat::debrief_seats;
use super::debrief_votes::debrief_votes;

/// Everything that is said of a loop.
pub(crate) fn debrief_packet(packet: &Packet<'_>) -> Markup {
    html! {
        div.packet {
            (debrief_decision(packet))
            (debrief_fixes(packet))
            (debrief_votes(packet))
            (debrief_matrix(packet))
            (debrief_argument(packet))
            (debrief_across(packet))
            (debrief_seats(packet))
        }
    }
}
