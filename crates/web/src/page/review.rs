//! `/review`: an answer and its review on one page, on which the words can be changed and the review follows.

use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, routing::MethodRouter};
use glidepath_app::Error;
use glidepath_app::review_answer::{Reviewed, review_answer};
use maud::{DOCTYPE, Markup, html};

use super::{Nav, Page};
use crate::answer_form::AnswerForm;
use crate::desk::{Heard, desk};
use crate::router::{Desk, State as Shared};
use crate::{api, bad_news, layout, sample, single_file};

pub(crate) static PAGE: Page = Page {
    path: "/review",
    nav: Nav::Work("Review"),
    route,
    beside,
    samples,
};

fn route() -> MethodRouter<Shared> {
    get(open).post(shown)
}

/// The reply to a keystroke, and the file to keep.
fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/review/live", post(live))
        .route("/review/file", post(file))
}

/// The empty desk; with `?sample=` a sample's review, with other fields the form filled in.
async fn open(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let form = AnswerForm::of(fields);
    if form.sample.is_empty() {
        return whole(&form, Heard::Nothing).into_response();
    }
    match sample::find(&form.sample) {
        Some(sample) => answered(shared, sample.form(), |form, heard| whole(form, heard).into_response()).await,
        None => {
            let error = Error::not_found(
                "no-such-sample",
                "There is no such sample",
                format!("none is called \"{}\"", form.sample),
                "Choose one of those below.",
            );
            (
                StatusCode::NOT_FOUND,
                whole(&AnswerForm::default(), Heard::Trouble(&error)),
            )
                .into_response()
        }
    }
}

async fn shown(State(shared): State<Shared>, request: Request) -> Response {
    match AnswerForm::posted(request).await {
        Ok(form) => answered(shared, form, |form, heard| whole(form, heard).into_response()).await,
        Err(error) => refused(&error),
    }
}

/// What stands in `main`, without the page around it: scripts put what has changed in its place.
async fn live(State(shared): State<Shared>, request: Request) -> Response {
    match AnswerForm::posted(request).await {
        // Nothing typed is no trouble here: the desk is empty again.
        Ok(form) if !form.has_text() => fragment(&form, Heard::Nothing),
        Ok(form) => answered(shared, form, fragment).await,
        Err(error) => refused(&error),
    }
}

fn fragment(form: &AnswerForm, heard: Heard<'_>) -> Response {
    html! { (DOCTYPE) title { (title(form)) } (desk(form, heard)) }.into_response()
}

/// The review as one file to save.
async fn file(State(shared): State<Shared>, request: Request) -> Response {
    let form = match AnswerForm::posted(request).await {
        Ok(form) => form,
        Err(error) => return refused(&error),
    };
    answered(shared, form, |form, heard| match heard {
        Heard::Review(reviewed) => saved(single_file(reviewed)),
        _ => whole(form, heard).into_response(),
    })
    .await
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

fn refused(error: &Error) -> Response {
    (too_long(error), whole(&AnswerForm::default(), Heard::Trouble(error))).into_response()
}

/// The status that fits.
pub(crate) fn too_long(error: &Error) -> StatusCode {
    if error.code == "text-too-long" {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        bad_news::status(error)
    }
}

/// The review of what stands in the form, with what its teller allows.
pub(crate) fn reviewed(shared: &Desk, form: &AnswerForm) -> Result<Reviewed, Error> {
    let reviewer = shared.reviewer.going_by(form.settings(&shared.reviewer.settings));
    let reviewer = if form.hurry { reviewer.in_a_hurry() } else { reviewer };
    review_answer(form.given(), &reviewer, (shared.today)())
}

/// Reviews on a thread of its own, since a pasted book takes a while, and draws there as well.
async fn answered(
    shared: Shared,
    form: AnswerForm,
    draw: impl FnOnce(&AnswerForm, Heard<'_>) -> Response + Send + 'static,
) -> Response {
    let work = tokio::task::spawn_blocking(move || match reviewed(&shared, &form) {
        Ok(reviewed) => {
            let mut response = draw(&form, Heard::Review(&reviewed));
            if form.unexplained.is_some() {
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            }
            response
        }
        Err(error) => {
            let mut form = form;
            if error.code == "text-too-long" {
                form.text.clear();
            }
            let mut response = draw(&form, Heard::Trouble(&error));
            *response.status_mut() = too_long(&error);
            response
        }
    });
    work.await
        .unwrap_or_else(|error| bad_news::page(StatusCode::INTERNAL_SERVER_ERROR, &api::unwritten(&error.to_string())))
}

fn title(form: &AnswerForm) -> &str {
    let question = form.question.trim();
    if question.is_empty() { "Review" } else { question }
}

fn whole(form: &AnswerForm, heard: Heard<'_>) -> Markup {
    layout::page(title(form), PAGE.path, &desk(form, heard))
}

fn samples() -> Vec<(&'static str, Markup)> {
    let today = || glidepath_domain::Date {
        year: 2026,
        month: 6,
        day: 1,
    };
    let shared = Desk::new(glidepath_app::Reviewer::default(), today, None, None);
    let error = Error::invalid(
        "text-empty",
        "There is no text",
        "only blanks were given",
        "Paste or type the answer, then try again.",
    );
    let mut pages = vec![
        ("review-empty", whole(&AnswerForm::default(), Heard::Nothing)),
        ("review-error", whole(&AnswerForm::default(), Heard::Trouble(&error))),
    ];
    for sample in &sample::ALL {
        let form = sample.form();
        if let Ok(reviewed) = reviewed(&shared, &form) {
            pages.push((sample.slug, whole(&form, Heard::Review(&reviewed))));
        }
    }
    pages
}
