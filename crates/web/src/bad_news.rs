//! Bad news as a page and as problem+json: the same words and the same code.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glidepath_app::{Error, ErrorKind};
use maud::{Markup, html};

use crate::{layout, page};

/// The status that fits a kind of trouble.
pub(crate) const fn status(error: &Error) -> StatusCode {
    match error.kind {
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// A page that says what, why and what to do, with ways onward.
pub(crate) fn page(status: StatusCode, error: &Error) -> Response {
    (status, whole(error)).into_response()
}

/// The page itself.
pub(crate) fn whole(error: &Error) -> Markup {
    layout::page(
        &error.what,
        "",
        &html! {
            div.read {
                p.label { "Something is in the way" }
                h1 { (error.what) }
                (words(error))
                h2.label { "From here" }
                ul.plain {
                    @for page in page::ALL {
                        @if let Some(name) = page.nav.name() { li { a href=(page.path) { (name) } } }
                    }
                }
            }
        },
    )
}

/// Why, what to do, and the code; the page around it has said what.
pub(crate) fn words(error: &Error) -> Markup {
    html! {
        p.why dir="auto" { (capital(&error.why)) "." }
        p.do dir="auto" { (error.fix) }
        p.code { code { (error.code) } }
    }
}

/// A box above a form that could not be used as it was.
pub(crate) fn notice(error: &Error) -> Markup {
    html! {
        div.sheet.notice role="alert" tabindex="-1" data-key="notice" {
            h2 dir="auto" { (error.what) }
            (words(error))
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same for a script: problem details (RFC 9457), with our code and words.
pub(crate) fn problem(status: StatusCode, error: &Error) -> Response {
    let body = serde_json::json!({
        "type": "about:blank",
        "status": status.as_u16(),
        "title": error.what,
        "detail": format!("{}. {}", capital(&error.why), error.fix),
        "code": error.code,
        "what": error.what,
        "why": error.why,
        "do": error.fix,
    });
    let mut response = (status, body.to_string()).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}
