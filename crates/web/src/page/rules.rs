//! `/rules`: everything the reviewer looks for, by what part of an answer it is about.

use axum::routing::get;
use glidepath_review::{Group, Rule, rules};
use maud::{Markup, html};

use super::{Nav, Page, alone};
use crate::layout;
use crate::show::{measured, voice_of};

pub(crate) static PAGE: Page = Page {
    path: "/rules",
    nav: Nav::Reference("Rules"),
    route: || get(|| async { whole() }),
    beside: alone,
    samples: || vec![("rules", whole())],
};

/// What a group is about, in a line.
pub(crate) const fn about(group: Group) -> &'static str {
    match group {
        Group::Evidence => "figures, baselines, mechanisms",
        Group::Contribution => "who did it",
        Group::Friction => "opposition, setbacks, hard calls",
        Group::Altitude => "from how high it is told, and where it lands",
        Group::Judgment => "trade-offs and risk",
        Group::Humanity => "people, and what was learned",
        Group::Customer => "customers and users",
        Group::Authenticity => "one real event, in your own words",
        Group::Delivery => "length and flow",
    }
}

fn whole() -> Markup {
    let flaws = || rules::ALL.iter().copied().filter(|r| !r.is_strength());
    let strengths: Vec<&Rule> = rules::ALL.iter().copied().filter(|r| r.is_strength()).collect();
    layout::page(
        "Rules",
        PAGE.path,
        &html! {
            h1 { "What the reviewer looks for" }
            p.meta { (flaws().count()) " things that cost an answer, " (strengths.len()) " that speak for it. Each quotes your words, or says what is absent; each can be turned, or turned off, in your settings. How often each is right is measured on answers that were not looked into while it was made." }
            nav.jump aria-label="On this page" {
                @for group in Group::ALL { @if flaws().any(|r| r.group == group) { a href=(format!("#{}", group.slug())) { (group.slug()) } } }
                a href="#strengths" { "strengths" }
            }
            @for group in Group::ALL {
                @let mine: Vec<&Rule> = flaws().filter(|r| r.group == group).collect();
                @if !mine.is_empty() { (section(group.slug(), about(group), &mine)) }
            }
            (section("strengths", "what an interviewer writes down in your favour", &strengths))
        },
    )
}

fn section(name: &str, about: &str, rules: &[&Rule]) -> Markup {
    html! {
        section.block aria-labelledby=(name) {
            h2.group #(name) { (name) span.quiet { (about) } }
            ul.rules {
                @for rule in rules {
                    @let voice = voice_of(rule);
                    li class={ "note sheet " (voice.class()) } {
                        span.rule { code { (rule.code) } }
                        h3 { a.title href=(format!("/rules/{}", rule.code)) { (rule.title) } }
                        p { (rule.why) }
                        p.small { span { (voice.word()) } @if let Some(rate) = measured::measured(rule.code) { span { (rate.short()) } } }
                    }
                }
            }
        }
    }
}
