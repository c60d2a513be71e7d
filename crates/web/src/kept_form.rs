//! Forms whose words are kept in the story bank while they are typed: there again after a reload or a crash, forgotten when saved.
//! Scripts send them here; what a form is about and how it is read is its page's business.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Router, response};
use glidepath_app::keep_draft::{draft, drop_draft, keep_draft};
use glidepath_app::{Bank, Error};
use maud::{Markup, html};

use crate::answer_form::posted;
use crate::bad_news;
use crate::router::State as Shared;
use crate::show::moment;

/// The fields that are about keeping and not about what is kept.
const OWN: [&str; 2] = ["kept", "back"];

/// A form as it was typed and not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Its fields, by name, in the form's order.
    pub(crate) fields: Vec<(String, String)>,
    /// When it was kept, in UTC milliseconds.
    pub(crate) at_ms: i64,
}

/// The addresses that scripts and the notice send to.
pub(crate) fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/kept", post(keep)).route("/kept/drop", post(dropped))
}

fn name(form: &str) -> String {
    format!("form:{form}")
}

/// What was typed into the form of this name and not saved.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn typed(bank: &Bank, form: &str) -> Result<Option<Typed>, Error> {
    let kept = draft(bank, &name(form)).await?;
    // What an older program kept and this one cannot read is passed over.
    Ok(kept.and_then(|kept| {
        let fields = serde_json::from_str(&kept.text).ok()?;
        Some(Typed {
            fields,
            at_ms: kept.at_ms,
        })
    }))
}

/// Keeps the fields of a form that is not saved yet, for pages that are sent before that.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn keep_fields(bank: &Bank, form: &str, fields: &[(String, String)]) -> Result<(), Error> {
    let text = serde_json::to_string(fields).unwrap_or_default();
    keep_draft(bank, &name(form), &text).await.map(drop)
}

/// Forgets what was typed, as it is saved now.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn forget(bank: &Bank, form: &str) -> Result<(), Error> {
    drop_draft(bank, &name(form)).await
}

async fn keep(State(shared): State<Shared>, request: Request) -> Response {
    let keeping = async {
        let mut fields = posted(request).await?;
        let form = value(&fields, "kept").unwrap_or_default().to_owned();
        if form.is_empty() {
            return Err(Error::invalid(
                "draft-without-name",
                "The draft has no name",
                "a form says what it is before it is kept",
                "Reload the page; what you typed is in its fields until then.",
            ));
        }
        fields.retain(|(field, _)| !OWN.contains(&field.as_str()));
        let text = serde_json::to_string(&fields).unwrap_or_default();
        keep_draft(&*shared.bank().await?, &name(&form), &text).await
    };
    match keeping.await {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => bad_news::problem(bad_news::status(&error), &error),
    }
}

async fn dropped(State(shared): State<Shared>, request: Request) -> Response {
    let dropping = async {
        let fields = posted(request).await?;
        forget(&*shared.bank().await?, value(&fields, "kept").unwrap_or_default()).await?;
        Ok::<_, Error>(value(&fields, "back").unwrap_or("/").to_owned())
    };
    match dropping.await {
        Ok(back) => Redirect::to(own_path(&back)).into_response(),
        Err(error) => trouble(&error),
    }
}

/// The path, if it leads to a page of this app and nowhere else.
fn own_path(path: &str) -> &str {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if own { path } else { "/" }
}

/// The value of a field, if it was sent.
pub(crate) fn value<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields
        .iter()
        .find(|(field, _)| field == name)
        .map(|(_, value)| value.as_str())
}

/// Every value of a field, in order.
pub(crate) fn values<'f>(fields: &'f [(String, String)], name: &'f str) -> impl Iterator<Item = &'f str> {
    fields
        .iter()
        .filter(move |(field, _)| field == name)
        .map(|(_, value)| value.as_str())
}

/// The page for an error.
pub(crate) fn trouble(error: &Error) -> response::Response {
    bad_news::page(bad_news::status(error), error)
}

/// Says above a form that its words are not saved yet, and lets them be dropped.
pub(crate) fn notice(form: &str, at_ms: i64, back: &str) -> Markup {
    html! {
        form.sheet.told-you method="post" action="/kept/drop" {
            input type="hidden" name="kept" value=(form);
            input type="hidden" name="back" value=(back);
            span role="status" { "What you typed below is not saved yet. It was kept " (moment(at_ms)) "." }
            button.small type="submit" { "Drop it" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for path in ["/questions/new", "/dig/a?prompt=b"] {
            assert_eq!(own_path(path), path);
        }
        for path in [
            "",
            "questions",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nb",
        ] {
            assert_eq!(own_path(path), "/", "{path}");
        }
    }
}
