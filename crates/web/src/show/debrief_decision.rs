//! The head of a debrief: what the room decided and how firmly, the level it reads at, and who sat where.

use glidepath_domain::{Debrief, LevelRead, LoopState, Ruling};
use maud::{Markup, html};

use super::debrief_quote::Packet;
use super::panel_spread::panel_spread;
use super::say::{counted, role_name, visible};
use super::{Links, moment};

/// The decision as one sentence.
pub(crate) const fn ruling_says(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Hire => "They would hire.",
        Ruling::NoHire => "They would not hire.",
        Ruling::NotJudged => "They could not judge.",
    }
}

/// Heading and decision.
pub(crate) fn debrief_decision(packet: &Packet<'_>) -> Markup {
    let decision = &packet.debrief.decision;
    html! {
        header.head {
            div.crumb { (crumb(packet)) @if packet.in_app() { (actions(packet.id)) } }
            h1 { (ruling_says(decision.ruling)) }
            (meta(packet))
        }
        div.decided {
            section.sheet.decision.(ruling_class(decision.ruling)) aria-labelledby="decision" {
                h2.label #decision { "The decision" }
                p.firmly { (firmly(packet.debrief)) }
                @if !decision.reasons.is_empty() { ul.reasons { @for reason in &decision.reasons { li dir="auto" { (visible(reason)) } } } }
                (level(&decision.level))
            }
            (panel_spread(packet))
        }
    }
}

fn crumb(packet: &Packet<'_>) -> Markup {
    let name = visible(&packet.of.name);
    html! {
        p.label {
            @match packet.links {
                Links::Inside => "Debrief",
                Links::App | Links::Excerpt | Links::Story => { a href="/loops" { "Loops" } " · debrief" },
            }
            @if !name.is_empty() { " · " span dir="auto" { (name) } }
        }
    }
}

fn actions(id: &str) -> Markup {
    html! {
        div.actions {
            a.button href=(format!("/loops/compare?b={id}")) { "Compare" }
            a.button href=(format!("/loops/{id}/debrief.md")) download { "Markdown" }
            a.button href=(format!("/loops/{id}/debrief.json")) download { "JSON" }
            a.button href=(format!("/loops/{id}/debrief.html")) download { "One file" }
            button type="button" data-print hidden { "Print" }
        }
    }
}

fn meta(packet: &Packet<'_>) -> Markup {
    let of = packet.of;
    let minutes: u32 = of.rounds.iter().map(|round| round.minutes).sum();
    html! {
        p.meta {
            @match (of.role, of.level) {
                (Some(role), Some(level)) => span { (role_name(role)) ", " (level) },
                (Some(role), None) => span { (role_name(role)) },
                (None, Some(level)) => span { (level) },
                (None, None) => {},
            }
            span { (counted(of.rounds.len(), "round", "rounds")) ", " span.num { (minutes) } " minutes" }
            span { "begun " (moment(packet.begun_ms)) }
            @if of.state == LoopState::Left { span { "left before its end" } }
        }
    }
}

const fn ruling_class(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Hire => "good",
        Ruling::NoHire => "bad",
        Ruling::NotJudged => "open",
    }
}

/// How firmly it stands, by the panels that decide likewise. The steps are set by hand.
fn firmly(debrief: &Debrief) -> Markup {
    let spread = &debrief.spread;
    let alike = match debrief.decision.ruling {
        Ruling::Hire => spread.hire,
        Ruling::NoHire => spread.no_hire,
        Ruling::NotJudged => spread.not_judged,
    };
    if spread.panels == 0 {
        return html! { "Nothing was heard that could be put before other panels." };
    }
    let words = match debrief.decision.confidence {
        _ if debrief.decision.ruling == Ruling::NotJudged => {
            "Too little was heard to decide, by this panel and by others"
        }
        c if c >= 0.9 => "Nearly every panel that heard the same would decide likewise",
        c if c >= 0.75 => "Most panels that heard the same would decide likewise",
        c if c >= 0.55 => "More panels than not would decide likewise",
        _ => "It could have gone either way: other panels that heard the same were split",
    };
    html! { (words) " (" span.num { (alike) } " of " span.num { (spread.panels) } ")." }
}

fn level(level: &LevelRead) -> Markup {
    html! {
        div.level-read {
            h3 {
                @match (level.reads, level.applied) {
                    (Some(reads), Some(applied)) if reads == applied => { "Reads at " (reads) ", the level applied for" },
                    (Some(reads), Some(applied)) => { "Reads at " (reads) "; applied for " (applied) },
                    (Some(reads), None) => { "Reads at " (reads) },
                    (None, _) => "No level can be read",
                }
            }
            p dir="auto" { (visible(&level.why)) }
            @if !level.missing.is_empty() {
                p.label { "Not heard, and asked for one level up" }
                ul.missing { @for one in &level.missing { li dir="auto" { (visible(one)) } } }
            }
        }
    }
}
