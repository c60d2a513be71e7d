//! The plan of a loop before it begins: who sits where. Every seat can be chosen or left to be drawn. What each looks for stays hidden,
//! unless a coach asks for it.

use glidepath_app::hand_out_debrief::words::{chair, listed};
use glidepath_app::loops::{ChosenSeat, PlannedLoop};
use glidepath_content::personas;
use glidepath_domain::{Chair, Principle, Round};
use maud::{Markup, html};

use super::debrief_quote::face;
use super::loop_strip::{sitter, sitter_title};

/// Selects for what a seat looks for: as many as one may.
const LOOKS: usize = 3;

/// The seats, and what had to give.
pub(crate) fn loop_planned(planned: &PlannedLoop, chosen: &[ChosenSeat], coach: bool) -> Markup {
    let of = &planned.looped;
    let minutes: u32 = of.rounds.iter().map(|round| round.minutes).sum();
    html! {
        section.plan-seats aria-labelledby="plan-title" {
            div.over {
                h2.label #plan-title { "Who sits · " (of.rounds.len()) " rounds, " (minutes) " minutes in all" }
                label.choice-line { input type="checkbox" name="coach" value="yes" checked[coach]; "Show who looks for what" span.quiet { "for coaches; leave it off if you are the one to be asked" } }
            }
            ol.seats-list {
                @for (index, round) in of.rounds.iter().enumerate() { (seat(index, round, chosen.get(index), coach)) }
            }
            div.row {
                button type="submit" name="do" value="plan" { "Update the plan" }
                button type="submit" name="do" value="draw" { "Draw again" }
            }
            @if coach { (gives(planned)) }
        }
    }
}

fn seat(index: usize, round: &Round, chosen: Option<&ChosenSeat>, coach: bool) -> Markup {
    let sits = &round.seat;
    let blank = ChosenSeat::default();
    let chosen = chosen.unwrap_or(&blank);
    let drawn = chosen.persona.is_empty() && chosen.person.is_empty();
    html! {
        li.sheet.seat-card {
            fieldset {
                legend.hidden { "Seat " (index + 1) }
                div.who { (face(&sitter(sits), sits.is_human())) div { h3 { (sitter(sits)) } p.quiet { (sitter_title(sits)) } } }
                p.label { "Round " (index + 1) " · " (chair(sits.chair)) " · " (round.minutes) " min" }
                details.change-seat open[!drawn || chosen.chair.is_some()] {
                    summary { "Choose" }
                    label for=(format!("chair-{index}")) { "Chair" }
                    select id=(format!("chair-{index}")) name=(format!("chair-{index}")) {
                        option value="" { "drawn" @if chosen.chair.is_none() { ": " (chair(sits.chair)) } }
                        @for &one in Chair::ALL { option value=(one) selected[chosen.chair == Some(one)] { (chair(one)) } }
                    }
                    label for=(format!("persona-{index}")) { "Interviewer" }
                    select id=(format!("persona-{index}")) name=(format!("persona-{index}")) {
                        option value="" { "drawn" @if chosen.persona.is_empty() && !sits.is_human() { ": " (sitter(sits)) } }
                        @for one in personas() { option value=(one.slug) selected[chosen.persona == one.slug] { (one.name) ", " (one.title) } }
                    }
                    label for=(format!("person-{index}")) { "Or somebody in person" }
                    input type="text" id=(format!("person-{index}")) name=(format!("person-{index}")) value=(chosen.person) maxlength="120" dir="auto" placeholder="their name";
                }
                @if coach { (looks(index, &sits.principles, chosen)) }
                @else { @for principle in &chosen.principles { input type="hidden" name=(format!("looks-{index}")) value=(principle); } }
            }
        }
    }
}

/// What the seat looks for, and a way to choose it.
fn looks(index: usize, planned: &[Principle], chosen: &ChosenSeat) -> Markup {
    html! {
        div.looks {
            p.label { "Looks for" }
            @for place in 0..LOOKS {
                label.hidden for=(format!("looks-{index}-{place}")) { "Principle " (place + 1) " of seat " (index + 1) }
                select id=(format!("looks-{index}-{place}")) name=(format!("looks-{index}")) {
                    option value="" { @match (chosen.principles.is_empty(), planned.get(place)) { (true, Some(principle)) => { "drawn: " (principle.name()) }, (true, None) => "drawn: nothing more", (false, _) => "nothing more" } }
                    @for &principle in Principle::ALL { option value=(principle) selected[chosen.principles.get(place) == Some(&principle)] { (principle.name()) } }
                }
            }
        }
    }
}

/// What had to give, for those who look behind the scenes.
fn gives(planned: &PlannedLoop) -> Markup {
    let names = |list: &[Principle]| listed(&list.iter().map(|principle| principle.name()).collect::<Vec<_>>());
    html! {
        div.gives {
            @if !planned.shared.is_empty() { p { b { "Looked for twice, on purpose: " } (names(&planned.shared)) "." } }
            @if !planned.left_out.is_empty() { p { b { "Looked for by nobody: " } (names(&planned.left_out)) ". There are too few rounds for all." } }
            @for (round, principle) in &planned.unasked { p { b { "Round " (round + 1) ": " } "the bank has no question left for " (principle.name()) "; it may still be heard in other answers." } }
        }
    }
}
