//! `/rules/{code}`: one rule: what, why, instead, its settings and its examples.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_review::{Example, Need, Rule, rules};
use maud::{Markup, html};

use super::rules::about;
use super::{Nav, Page, alone};
use crate::show::{example, measured, voice_of};
use crate::{bad_news, layout, sample};

pub(crate) static PAGE: Page = Page {
    path: "/rules/{code}",
    nav: Nav::Nowhere,
    route: || get(show),
    beside: alone,
    samples,
};

async fn show(Path(code): Path<String>) -> Response {
    match rules::find(&code) {
        Some(rule) => whole(rule).into_response(),
        None => {
            let error = Error::not_found(
                "no-such-rule",
                format!("There is no rule \"{code}\""),
                format!("the nearest is \"{}\"", rules::nearest(&code)),
                "Look it up among the rules.",
            );
            bad_news::page(StatusCode::NOT_FOUND, &error)
        }
    }
}

fn whole(rule: &Rule) -> Markup {
    let voice = voice_of(rule);
    layout::page(
        rule.title,
        super::rules::PAGE.path,
        &html! {
            div.two {
                div.read {
                    p.label { a href="/rules" { "Rules" } " · " (rule.group.slug()) ", " (about(rule.group)) }
                    h1 { (rule.title) }
                    p.meta { span { code { (rule.code) } } span { mark class=(voice.class()) { (voice.word()) } } @for need in rule.needs { span { (needs(*need)) } } }
                    (part("What it looks for", rule.what))
                    (part("Why it matters", rule.why))
                    @if !rule.is_strength() {
                        (part("What to do instead", rule.instead()))
                        @if !rule.ask().is_empty() { (part("What they would ask next", &rule.ask().replace("{quote}", "…"))) }
                    }
                    (examples(if rule.is_strength() { "Heard in" } else { "Flagged in" }, rule.flags, rule))
                    (examples(if rule.is_strength() { "Not heard in" } else { "Passes" }, rule.passes, rule))
                }
                aside.beside { (heard(rule)) (rate(rule)) (settings(rule)) }
            }
        },
    )
}

const fn needs(need: Need) -> &'static str {
    match need {
        Need::Question => "needs the question",
        Need::Level => "needs the level",
        Need::Timings => "needs a recording's word times",
    }
}

fn part(heading: &str, text: &str) -> Markup {
    html! { section { h2 { (heading) } p { (text) } } }
}

fn examples(heading: &str, list: &[Example], rule: &Rule) -> Markup {
    html! {
        @if !list.is_empty() {
            section {
                h2 { (heading) }
                ul.examples {
                    @for shown in list {
                        li {
                            blockquote { (example(shown.text, voice_of(rule))) }
                            @if shown.question.is_some() || shown.level.is_some() {
                                p.quiet {
                                    @if let Some(question) = shown.question { "Asked: " (question) " " }
                                    @if let Some(level) = shown.level { "At " (level) "." }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where it can be seen at work.
fn heard(rule: &Rule) -> Markup {
    let samples = sample::heard_in(rule.code);
    html! {
        section {
            h2.label { "Heard in these samples" }
            @if samples.is_empty() { p.quiet { "In none of the " (sample::ALL.len()) "." } }
            ul.samples {
                @for sample in samples { li { a href=(format!("/review?sample={}", sample.slug)) { (sample.name) } span.quiet { (sample.shows) } } }
            }
        }
    }
}

fn rate(rule: &Rule) -> Markup {
    html! { section { h2.label { "How often it is right" } (measured::in_full(rule.code)) } }
}

fn settings(rule: &Rule) -> Markup {
    html! {
        section {
            h2.label { "Settings" }
            dl.settings {
                dt { code { "enabled" } span.num { "true" } }
                dd { "whether the rule runs" }
                @for setting in rule.settings {
                    dt { code { (setting.key) } span.num { (setting.default) } }
                    dd { (setting.meaning) span.quiet { "from " (setting.source) } }
                }
            }
            p.quiet { "In the settings file, under " code { "[rules." (rule.code) "]" } "." }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    rules::ALL.iter().map(|rule| (rule.code, whole(rule))).collect()
}
