//! What shows only across rounds: red flags, and the Bar Raiser's view with figures that changed, stories told twice and what was seen in
//! several settings. And what could not be judged at all.

use glidepath_app::hand_out_debrief::words::{in_rounds, told_in};
use glidepath_domain::{BarRaiserView, Contradiction, Pattern, RedFlag, Retold};
use maud::{Markup, html};

use super::debrief_quote::{Packet, cited, face};
use super::say::{counted, visible};

/// Quotes shown of a red flag; more of them weigh no more.
const QUOTES: usize = 3;

/// Red flags, the Bar Raiser, what was not judged.
pub(crate) fn debrief_across(packet: &Packet<'_>) -> Markup {
    let debrief = packet.debrief;
    html! {
        @if !debrief.red_flags.is_empty() { (red_flags(packet, &debrief.red_flags)) }
        @if let Some(view) = &debrief.bar_raiser { (bar_raiser(packet, view)) }
        @if !debrief.unjudged.is_empty() {
            section.block.not-judged aria-labelledby="unjudged" {
                h2.group #unjudged { "What could not be judged" }
                ul { @for one in &debrief.unjudged { li dir="auto" { (visible(one)) } } }
            }
        }
    }
}

fn red_flags(packet: &Packet<'_>, flags: &[RedFlag]) -> Markup {
    html! {
        section.block.red-flags aria-labelledby="flags" {
            h2.group #flags { "Red flags" span.quiet { "what weighs on the whole loop, and not on one answer" } }
            div.flag-list {
                @for flag in flags {
                    article.sheet.flag {
                        h3 { (visible(&flag.title)) @if !flag.rounds.is_empty() { span.quiet { (in_rounds(&flag.rounds)) } } }
                        p dir="auto" { (visible(&flag.why)) }
                        @for quote in flag.quotes.iter().take(QUOTES) { (cited(packet, quote)) }
                        @if flag.quotes.is_empty() { p.quiet { "It is about what was not said." } }
                        @if flag.quotes.len() > QUOTES { p.quiet { "and " (counted(flag.quotes.len() - QUOTES, "place more", "places more")) } }
                    }
                }
            }
        }
    }
}

fn bar_raiser(packet: &Packet<'_>, view: &BarRaiserView) -> Markup {
    let name = packet.name(view.seat);
    html! {
        section.block.bar-raiser aria-labelledby="bar-raiser" {
            h2.group #bar-raiser { "The Bar Raiser, across rounds" }
            div.sheet.view {
                div.speaker { (face(&name, false)) p { b { (name) } span.quiet { "from outside the team; has read everybody’s notes" } } }
                @if let Some(why) = &view.veto { p.veto { b { "Veto. " } span dir="auto" { (visible(why)) } } }
                p.said dir="auto" { (visible(&view.says)) }
                @if view.contradictions.is_empty() { p.quiet.no-drift { "No figure, date or name was found to change between rounds." } }
                @else { h3 { "What changed between rounds" } @for one in &view.contradictions { (changed(packet, one)) } }
                @if !view.retold.is_empty() {
                    h3 { "Told more than once" }
                    ul.retold { @for one in &view.retold { (again(one)) } }
                }
                div.patterns { (patterns("Seen in several settings", &view.repeated)) (patterns("Seen once only", &view.once)) }
            }
        }
    }
}

fn changed(packet: &Packet<'_>, one: &Contradiction) -> Markup {
    html! {
        article.changed {
            h4 dir="auto" { (visible(&one.what)) }
            div.voices { (cited(packet, &one.first)) (cited(packet, &one.second)) }
            p dir="auto" { (visible(&one.how)) }
        }
    }
}

fn again(one: &Retold) -> Markup {
    html! {
        li {
            b dir="auto" { (visible(&one.what)) } ": " (told_in(one.first)) ", and again in " (told_in(one.again)) "."
            @if let Some(principle) = one.same_principle { " For " (principle.name()) " both times, so the second telling showed nothing new." }
        }
    }
}

fn patterns(heading: &str, list: &[Pattern]) -> Markup {
    html! {
        @if !list.is_empty() {
            div {
                h3 { (heading) }
                ul.plain { @for one in list { li { (visible(&one.title)) " " span.quiet { (in_rounds(&one.rounds)) } } } }
            }
        }
    }
}
