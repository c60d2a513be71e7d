//! What to mend first: up to three things, with the words they were met at, what they cost, and the way to practise each.

use glidepath_app::hand_out_debrief::words::listed;
use glidepath_domain::Fix;
use maud::{Markup, html};

use super::debrief_quote::{Packet, cited};
use super::say::{counted, visible};

/// Quotes shown of each: what was told in two ways needs both.
const QUOTES: usize = 2;

/// The row of three.
pub(crate) fn debrief_fixes(packet: &Packet<'_>) -> Markup {
    let fixes = &packet.debrief.fixes;
    html! {
        section.fixes aria-labelledby="fixes" {
            h2.label #fixes { @match fixes.len() { 0 => "To mend first", 1 => "Fix this first", 2 => "Fix these two first", _ => "Fix these three first" } }
            @if fixes.is_empty() {
                p.quiet { "Nothing that was heard asks for mending before all else. Where too little was heard, the way on is to tell more of it." }
            } @else {
                ol { @for (index, fix) in fixes.iter().enumerate() { (one(packet, index, fix)) } }
            }
        }
    }
}

fn one(packet: &Packet<'_>, index: usize, fix: &Fix) -> Markup {
    let names: Vec<String> = fix.seats.iter().map(|seat| packet.name(*seat)).collect();
    html! {
        li.sheet {
            h3 { span.k aria-hidden="true" { (index + 1) } (visible(&fix.title)) }
            p dir="auto" { (visible(&fix.why)) }
            @for quote in fix.quotes.iter().take(QUOTES) { (cited(packet, quote)) }
            @if fix.quotes.len() > QUOTES { p.quiet { "and " (counted(fix.quotes.len() - QUOTES, "place more", "places more")) } }
            p.do dir="auto" { (visible(&fix.instead)) }
            @if !names.is_empty() { p.quiet.turns { "Helps to turn " (listed(&names)) "." } }
            @if packet.in_app() { (way(fix)) }
        }
    }
}

/// The way into a drill: with the question it cost most on, else with one of its principle.
fn way(fix: &Fix) -> Markup {
    let name = visible(&fix.title);
    html! {
        @if !fix.question.is_empty() {
            a.button href=(format!("/practice?question={}", fix.question)) aria-label=(format!("Drill it: {name}")) { "Drill it" }
        } @else if let Some(principle) = fix.principle {
            a.button href=(format!("/questions?principle={principle}")) aria-label=(format!("Choose a question for: {name}")) { "Choose a question for it" }
        } @else {
            a.button href="/practice" aria-label=(format!("Practise: {name}")) { "Practise it" }
        }
    }
}
