//! `/compare`: two tellings side by side: what the second fixed, broke, kept and lost, and which words changed.

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_app::compare_answers::compare_answers;
use glidepath_app::review_answer::Reviewed;
use maud::{Markup, html};

use super::review::{reviewed, too_long};
use super::{Nav, Page, alone};
use crate::answer_form::{self, AnswerForm};
use crate::router::{Desk, State as Shared};
use crate::show::compared;
use crate::{api, bad_news, layout, sample};

pub(crate) static PAGE: Page = Page {
    path: "/compare",
    nav: Nav::Work("Compare"),
    route: || get(open).post(compared_page),
    beside: alone,
    samples,
};

/// Two tellings of one story.
#[derive(Debug, Clone, Default)]
struct Pair {
    before: String,
    /// The second telling, with question, level, role and principles for both.
    form: AnswerForm,
    /// True when the first telling was brought from the desk and the second is still to be told.
    from_desk: bool,
}

impl Pair {
    fn of(mut fields: Vec<(String, String)>) -> Self {
        let mut before = String::new();
        let mut from_desk = false;
        fields.retain_mut(|(name, value)| match name.as_str() {
            "before" => {
                before = std::mem::take(value);
                false
            }
            "from" => {
                from_desk = value == "desk";
                false
            }
            _ => true,
        });
        let mut form = AnswerForm::of(fields);
        if from_desk {
            before = form.text.clone();
        }
        // What was chosen to be seen or allowed on the desk is no part of a comparison.
        form.allowed.clear();
        form.filter = crate::show::Filter::default();
        Self {
            before,
            form,
            from_desk,
        }
    }

    fn first(&self) -> AnswerForm {
        AnswerForm {
            text: self.before.clone(),
            ..self.form.clone()
        }
    }
}

/// The empty form; with `?sample=` the sample pair.
async fn open(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    if fields.iter().any(|(name, _)| name == "sample") {
        return answered(shared, sample_pair()).await;
    }
    whole(&Pair::default(), None, None).into_response()
}

fn sample_pair() -> Pair {
    Pair {
        before: sample::find("invoices-first")
            .map(|s| s.form().text)
            .unwrap_or_default(),
        form: sample::find("invoices").map(sample::Sample::form).unwrap_or_default(),
        from_desk: false,
    }
}

async fn compared_page(State(shared): State<Shared>, request: Request) -> Response {
    match answer_form::posted(request).await.map(Pair::of) {
        Ok(pair) if pair.from_desk => whole(&pair, None, None).into_response(),
        Ok(pair) => answered(shared, pair).await,
        Err(error) => (too_long(&error), whole(&Pair::default(), None, Some(&error))).into_response(),
    }
}

async fn answered(shared: Shared, pair: Pair) -> Response {
    let work = tokio::task::spawn_blocking(move || match both(&shared, &pair) {
        Ok((before, after)) => whole(&pair, Some((&before, &after)), None).into_response(),
        Err(error) => {
            let mut pair = pair;
            if error.code == "text-too-long" {
                pair.before.clear();
                pair.form.text.clear();
            }
            (too_long(&error), whole(&pair, None, Some(&error))).into_response()
        }
    });
    work.await
        .unwrap_or_else(|error| bad_news::page(StatusCode::INTERNAL_SERVER_ERROR, &api::unwritten(&error.to_string())))
}

fn both(shared: &Desk, pair: &Pair) -> Result<(Reviewed, Reviewed), Error> {
    Ok((reviewed(shared, &pair.first())?, reviewed(shared, &pair.form)?))
}

fn whole(pair: &Pair, both: Option<(&Reviewed, &Reviewed)>, error: Option<&Error>) -> Markup {
    let question = pair.form.question.trim();
    let is_sample = both.is_some() && pair.before == sample_pair().before;
    layout::page(
        "Compare two tellings",
        PAGE.path,
        &html! {
            header.head {
                div.crumb {
                    p.label { @if is_sample { "Sample: two tellings of one story" } @else { "Compare" } }
                    @if both.is_none() { div.actions { a.button href="/compare?sample=1" { "See a sample" } } }
                }
                h1 dir="auto" { @if both.is_some() && !question.is_empty() { (crate::show::visible(question)) } @else { "Compare two tellings" } }
                @if both.is_none() { p.meta { "Put an earlier telling beside a later one, and see what the second fixed, broke, kept and lost." } }
            }
            @if let Some(error) = error { (bad_news::notice(error)) }
            @if let Some((before, after)) = both { (compared::compared(&compare_answers(before, after), before, after)) }
            (fields(pair, both.is_some()))
        },
    )
}

fn fields(pair: &Pair, done: bool) -> Markup {
    html! {
        form.compare.answer-form method="post" action="/compare" autocomplete="off" data-draft="compare" {
            @if done { h2.label { "Change either telling" } }
            div.side-by-side {
                div { (answer_form::label("before", "The first telling", false)) (answer_form::text_field("before", &pair.before, 12, "compare-help")) }
                div { (answer_form::label("text", "The second telling", false)) (answer_form::text_field("text", &pair.form.text, 12, "compare-help")) }
            }
            p.quiet.help #compare-help { "Both are read on this machine, by the same rules and for the same occasion." }
            (answer_form::occasion(&pair.form, false))
            div.row {
                button.go type="submit" { @if done { "Compare again" } @else { "Compare" } }
                button type="button" data-afresh hidden { "Start afresh" }
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let today = || glidepath_domain::Date {
        year: 2026,
        month: 6,
        day: 1,
    };
    let shared = Desk::new(glidepath_app::Reviewer::default(), today, None, None);
    let pair = sample_pair();
    let mut pages = vec![("compare-empty", whole(&Pair::default(), None, None))];
    if let Ok((before, after)) = both(&shared, &pair) {
        pages.push(("compare-sample", whole(&pair, Some((&before, &after)), None)));
    }
    pages
}
