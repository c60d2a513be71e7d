//! `/principles/{slug}`: one principle: what it probes, the trap, what works, lines that show it, questions.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::review_answer::unknown;
use glidepath_content::{PrincipleText, principles};
use glidepath_domain::Principle;
use maud::{Markup, html};

use super::principles::asks;
use super::{Nav, Page, alone};
use crate::{bad_news, layout, sample};

pub(crate) static PAGE: Page = Page {
    path: "/principles/{slug}",
    nav: Nav::Nowhere,
    route: || get(show),
    beside: alone,
    samples,
};

async fn show(Path(slug): Path<String>) -> Response {
    let found = slug
        .parse::<Principle>()
        .map(|principle| principles().iter().find(|t| t.principle == principle));
    match found {
        Ok(Some(text)) => whole(text).into_response(),
        Ok(None) => bad_news::page(StatusCode::NOT_FOUND, &missing(&slug)),
        Err(error) => bad_news::page(StatusCode::NOT_FOUND, &unknown(error)),
    }
}

fn missing(slug: &str) -> glidepath_app::Error {
    glidepath_app::Error::not_found(
        "no-such-page",
        format!("Nothing is written about {slug} yet"),
        "its file is missing",
        "Look among the principles.",
    )
}

fn whole(text: &PrincipleText) -> Markup {
    layout::page(
        text.principle.name(),
        super::principles::PAGE.path,
        &html! {
            div.two {
                div.read {
                    p.label { a href="/principles" { "Principles" } " · " (asks(text.principle.family())) }
                    h1 { (text.principle.name()) }
                    p.lede { (text.probes) }
                    section { h2 { "How answers go wrong" } p { (text.trap) } }
                    section { h2 { "What works" } p { (text.works) } }
                    section { h2 { "Lines that show it without naming it" } ul.examples { @for line in &text.lines { li { blockquote { (line) } } } } }
                }
                aside.beside {
                    section {
                        h2.label { "Questions that probe it" }
                        ul.questions {
                            @for question in &text.questions {
                                li { a href=(answer_it(question, text.principle)) { (question) } }
                            }
                        }
                        p.quiet { "Each opens the Review page with the question filled in." }
                    }
                    @let samples = sample::asked_for(text.principle);
                    @if !samples.is_empty() {
                        section {
                            h2.label { "Sample answers to it" }
                            ul.samples { @for sample in samples { li { a href=(format!("/review?sample={}", sample.slug)) { (sample.name) } span.quiet { (sample.shows) } } } }
                        }
                    }
                }
            }
        },
    )
}

/// The Review page with this question and principle filled in.
fn answer_it(question: &str, principle: Principle) -> String {
    let mut address = format!("/review?principle={principle}&question=");
    for byte in question.bytes() {
        if byte.is_ascii_alphanumeric() {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

fn samples() -> Vec<(&'static str, Markup)> {
    principles()
        .iter()
        .map(|text| (text.principle.slug(), whole(text)))
        .collect()
}
