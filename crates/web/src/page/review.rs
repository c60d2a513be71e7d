//! `/review`: an answer in, its review out, on one page.

use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_app::review_answer::{Reviewed, review_answer};
use maud::{Markup, html};

use super::Page;
use crate::answer_form::{self, AnswerForm};
use crate::router::State as Desk;
use crate::show::{self, Links};
use crate::{api, bad_news, layout, sample, single_file};

pub(crate) static PAGE: Page = Page {
    path: "/review",
    nav: Some("Review"),
    route: || get(open).post(post),
    samples,
};

/// The empty form; with `?sample=` a sample's review, with other fields the form filled in.
async fn open(State(desk): State<Desk>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let asked = fields
        .iter()
        .find(|(name, _)| name == "sample")
        .map(|(_, value)| value.clone());
    let Some(slug) = asked else {
        return empty(&AnswerForm::of(fields), None).into_response();
    };
    let Some(sample) = sample::find(&slug) else {
        let error = Error::not_found(
            "no-such-sample",
            "There is no such sample",
            format!("none is called \"{slug}\""),
            "Choose one of those below.",
        );
        return (StatusCode::NOT_FOUND, empty(&AnswerForm::default(), Some(&error))).into_response();
    };
    answered(desk, sample.form(), move |form, reviewed| {
        full(form, reviewed, Some(sample)).into_response()
    })
    .await
}

async fn post(State(desk): State<Desk>, request: Request) -> Response {
    match AnswerForm::posted(request).await {
        Ok(form) => answered(desk, form, |form, reviewed| full(form, reviewed, None).into_response()).await,
        Err(error) => (too_long(&error), empty(&AnswerForm::default(), Some(&error))).into_response(),
    }
}

/// `POST /review/file`: the review as one file to save.
pub(crate) async fn file(State(desk): State<Desk>, request: Request) -> Response {
    match AnswerForm::posted(request).await {
        Ok(form) => answered(desk, form, |_, reviewed| saved(single_file(reviewed))).await,
        Err(error) => (too_long(&error), empty(&AnswerForm::default(), Some(&error))).into_response(),
    }
}

fn saved(html: String) -> Response {
    let mut response = html.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"glidepath-review.html\""),
    );
    response
}

fn too_long(error: &Error) -> StatusCode {
    if error.code == "text-too-long" {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        bad_news::status(error)
    }
}

/// Reviews on a thread of its own, since a pasted book takes a while, and draws there as well.
async fn answered(
    desk: Desk,
    form: AnswerForm,
    draw: impl FnOnce(&AnswerForm, &Reviewed) -> Response + Send + 'static,
) -> Response {
    let work = tokio::task::spawn_blocking(
        move || match review_answer(form.given(), &desk.settings, (desk.today)()) {
            Ok(reviewed) => draw(&form, &reviewed),
            Err(error) => {
                let kept = if error.code == "text-too-long" {
                    AnswerForm {
                        text: String::new(),
                        ..form
                    }
                } else {
                    form
                };
                (too_long(&error), empty(&kept, Some(&error))).into_response()
            }
        },
    );
    work.await
        .unwrap_or_else(|error| bad_news::page(StatusCode::INTERNAL_SERVER_ERROR, &api::unwritten(&error.to_string())))
}

fn empty(form: &AnswerForm, error: Option<&Error>) -> Markup {
    layout::page(
        "Review",
        PAGE.path,
        &html! {
            div.two {
                div {
                    h1 { "Review an answer" }
                    p.meta { "Paste it as you would say it, or as it was transcribed. The more you tell about the occasion, the more can be checked." }
                    @if let Some(error) = error { (bad_news::notice(error)) }
                    (answer_form::full(form, false))
                }
                aside.beside {
                    section { h2.label { "What you get" } (legend()) }
                    section { h2.label { "Or look at a sample" } (samples_list(None)) }
                }
            }
        },
    )
}

/// The three voices, as they will look.
fn legend() -> Markup {
    html! {
        ul.legend {
            li { mark.bad { "Solid" } " costs you: an interviewer would hold it against the answer." }
            li { mark.warn { "Dashed" } " watch: noted, and forgiven if the rest holds." }
            li { mark.good { "Dotted" } " strength: keep these words." }
        }
        p.quiet { "With them: the flight path, who acted, how a panel would split, and what they would ask next." }
    }
}

fn samples_list(now: Option<&str>) -> Markup {
    html! {
        ul.samples {
            @for sample in &sample::ALL {
                li { a href=(format!("/review?sample={}", sample.slug)) aria-current=[(now == Some(sample.slug)).then_some("true")] { (sample.name) } span.quiet { (sample.shows) } }
            }
        }
    }
}

fn full(form: &AnswerForm, reviewed: &Reviewed, sample: Option<&sample::Sample>) -> Markup {
    let title = reviewed.attempt.question.as_deref().unwrap_or("Your answer");
    layout::page(
        title,
        PAGE.path,
        &html! {
            div.crumb {
                p.label { "Review" @if let Some(sample) = sample { " · sample: " (sample.name) } }
                p.actions { a.button href="#again" { "Change it" } }
            }
            (show::review(reviewed, Links::App))
            section.again #again aria-labelledby="again-title" {
                h2.label #again-title { "Tell it again" }
                (answer_form::full(form, true))
                @if let Some(sample) = sample { h2.label { "Other samples" } (samples_list(Some(sample.slug))) }
            }
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    let today = glidepath_domain::Date {
        year: 2026,
        month: 6,
        day: 1,
    };
    let error = Error::invalid(
        "text-empty",
        "There is no text",
        "only blanks were given",
        "Paste or type the answer, then try again.",
    );
    let mut pages = vec![
        ("review-empty", empty(&AnswerForm::default(), None)),
        ("review-error", empty(&AnswerForm::default(), Some(&error))),
    ];
    for sample in &sample::ALL {
        let form = sample.form();
        if let Ok(reviewed) = review_answer(form.given(), &glidepath_review::Settings::default(), today) {
            pages.push((sample.slug, full(&form, &reviewed, Some(sample))));
        }
    }
    pages
}
