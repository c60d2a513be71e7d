//! `/`: what this is in ten seconds, a box that takes an answer at once, and a reviewed sample.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Reviewer;
use glidepath_app::review_answer::{Reviewed, review_answer};
use glidepath_domain::Date;
use maud::{Markup, html};

use super::{Nav, Page, alone};
use crate::router::State as Desk;
use crate::show::{self, Links, Notes, Timeline};
use crate::{answer_form, layout, sample};

pub(crate) static PAGE: Page = Page {
    path: "/",
    nav: Nav::Nowhere,
    route: || get(show),
    beside: alone,
    samples,
};

async fn show(State(desk): State<Desk>) -> Response {
    whole((desk.today)()).into_response()
}

/// The sample shown: always by rules alone at their defaults, so that the page is there at once and says the same to everyone.
fn reviewed(today: Date) -> Option<Reviewed> {
    review_answer(sample::find("invoices")?.form().given(), &Reviewer::default(), today).ok()
}

fn whole(today: Date) -> Markup {
    layout::page(
        "Practise the answer you will be judged by",
        "/",
        &html! {
            div.hero {
                div.lead {
                    h1 { "Hear your interview answer as the interviewer hears it." }
                    p { "Paste an answer to a “tell me about a time” question. Glidepath marks the exact words that cost you, says why and what to do instead, and draws how the story comes down from the big picture to what changed." }
                }
                div.sheet.paste { (answer_form::short()) }
                div.promise {
                    ul.claims {
                        li { "Every note points at words you can check." }
                        li { "A panel that splits, not a score." }
                        li { "The same answer gets the same review, in milliseconds." }
                        li { "On your machine alone: no account, no network." }
                    }
                    p { a href="/stories" { "Your story bank" } ": bring your CV or notes, dig for what you forgot, or look around with a sample of twelve." }
                    p.quiet { "For practice only. It must not be used during a real interview, and it has no way to listen to one." }
                }
            }
            @if let Some(reviewed) = reviewed(today) { (shown(&reviewed)) }
        },
    )
}

fn shown(reviewed: &Reviewed) -> Markup {
    let mut notes = Notes::of(&reviewed.review);
    let timeline = Timeline::of(reviewed);
    // Only what a coach would say first, and as many strengths if there is room.
    let wanted: Vec<_> = reviewed
        .review
        .findings
        .iter()
        .take(3)
        .map(|f| (f.rule, f.span))
        .collect();
    let praised: Vec<_> = reviewed
        .review
        .strengths
        .iter()
        .take(3 - wanted.len())
        .map(|s| (s.rule, s.span))
        .collect();
    let kept = |rule: &'static str, span| wanted.contains(&(rule, span)) || praised.contains(&(rule, span));
    notes.placed.retain(|n| n.like.is_none() && kept(n.rule, n.span));
    notes.whole.retain(|n| kept(n.rule, n.span));
    html! {
        section.sampled aria-labelledby="sample" {
            h2.label #sample { "A sample, reviewed" }
            p.asked-for { (reviewed.attempt.question.as_deref().unwrap_or_default()) }
            (show::flight_path(&timeline, &notes, &reviewed.review))
            div.cols {
                article.answer.reading aria-label="From the answer, with marks" { (show::excerpt(reviewed, &timeline, &notes)) }
                div.margin { ol.notes { @for note in notes.whole.iter().chain(&notes.placed) { (show::note(note, Links::Excerpt)) } } }
            }
            p.row { a.button href="/review?sample=invoices" { "See the whole review" } a.button href="/compare?sample=1" { "See it beside an earlier telling" } }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    vec![(
        "home",
        whole(Date {
            year: 2026,
            month: 6,
            day: 1,
        }),
    )]
}
