//! `/principles`: the sixteen, each with what an interviewer wants to find out by it.

use axum::routing::get;
use glidepath_content::principles;
use glidepath_domain::Family;
use maud::{Markup, html};

use super::{Nav, Page, alone};
use crate::layout;

pub(crate) static PAGE: Page = Page {
    path: "/principles",
    nav: Nav::Reference("Principles"),
    route: || get(|| async { whole() }),
    beside: alone,
    samples: || vec![("principles", whole())],
};

/// What a family asks.
pub(crate) const fn asks(family: Family) -> &'static str {
    match family {
        Family::Logic => "Can you think?",
        Family::Emotion => "Can you lead people?",
        Family::Judgment => "Can you make hard calls?",
    }
}

fn whole() -> Markup {
    layout::page(
        "Principles",
        PAGE.path,
        &html! {
            h1 { "The sixteen principles" }
            p.meta { "What each is really about, how answers go wrong, and what stories that work have in them." }
            @for &family in Family::ALL {
                section.block aria-labelledby=(family) {
                    h2.group #(family) { (asks(family)) }
                    ul.rules {
                        @for text in principles().iter().filter(|t| t.principle.family() == family) {
                            li.note.sheet { h3 { a.title href=(format!("/principles/{}", text.principle)) { (text.principle.name()) } } p { (text.probes) } }
                        }
                    }
                }
            }
        },
    )
}
