//! `/stories/{id}/told`: when a story was told, to which question and how long it took; told elsewhere, it is noted here.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::keep_story::story;
use glidepath_app::note_telling::{Told, drop_telling, note_telling, tellings};
use glidepath_app::{Error, Telling};
use glidepath_domain::Principle;
use maud::{Markup, html};

use super::story::{trouble, value};
use super::{Nav, Page, stories};
use crate::answer_form::posted;
use crate::layout;
use crate::router::State as Shared;
use crate::show::{clock, counted, moment, visible};

pub(crate) static PAGE: Page = Page {
    path: "/stories/{id}/told",
    nav: Nav::Nowhere,
    route: || get(open).post(note),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/stories/{id}/told/{telling}/remove", post(remove))
}

async fn open(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let looking = async {
        let bank = shared.bank().await?;
        let kept = story(&bank, &id).await?;
        Ok::<_, Error>(whole(&id, &kept.value.title, &tellings(&bank, Some(&id)).await?))
    };
    match looking.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

/// Minutes and seconds as seconds; both blank is nothing.
fn took(minutes: &str, seconds: &str) -> Result<Option<u32>, Error> {
    let (minutes, seconds) = (minutes.trim(), seconds.trim());
    if minutes.is_empty() && seconds.is_empty() {
        return Ok(None);
    }
    let number = |text: &str, most: u32| match text {
        "" => Some(0),
        text => text.parse::<u32>().ok().filter(|n| *n <= most),
    };
    let total = number(minutes, 600).zip(number(seconds, 59)).map(|(m, s)| 60 * m + s);
    total.filter(|total| *total > 0).map(Some).ok_or_else(|| {
        Error::invalid(
            "bad-time",
            "That is no length of time",
            "minutes run from 0 to 600 and seconds from 0 to 59, and one of them is more than nothing",
            "Go back and put it right; or leave both blank.",
        )
    })
}

async fn note(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let noting = async {
        let fields = posted(request).await?;
        let field = |name: &str| value(&fields, name).unwrap_or_default();
        let told = Told {
            question: field("question").to_owned(),
            principle: field("principle").parse().ok(),
            seconds: took(field("minutes"), field("seconds"))?,
            at_ms: None,
        };
        note_telling(&*shared.bank().await?, &id, &told).await
    };
    match noting.await {
        Ok(_) => Redirect::to(&format!("/stories/{id}/told")).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn remove(State(shared): State<Shared>, Path((id, telling)): Path<(String, String)>) -> Response {
    let removing = async { drop_telling(&*shared.bank().await?, &telling).await };
    match removing.await {
        Ok(()) => Redirect::to(&format!("/stories/{id}/told")).into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(id: &str, title: &str, told: &[Telling]) -> Markup {
    let title = match title.trim() {
        "" => "A story without a title",
        title => title,
    };
    layout::page(
        &format!("Tellings of {title}"),
        stories::PAGE.path,
        &html! {
            header.head {
                div.crumb { p.label { a href="/stories" { "Stories" } " · tellings" } }
                h1 dir="auto" { (visible(title)) }
                p.meta { a href=(format!("/stories/{id}")) { "Back to the story" } span { (counted(told.len(), "telling", "tellings")) } }
            }
            form.sheet.asking method="post" action=(format!("/stories/{id}/told")) autocomplete="off" {
                h2.label { "I told it" }
                div.field { label for="question" { "What was asked" } input #question name="question" type="text" maxlength="600" dir="auto"; }
                div.row {
                    div.field { label for="principle" { "For which principle" } select #principle name="principle" {
                        option value="" { "not known" } @for &p in Principle::ALL { option value=(p) { (p.name()) } } } }
                    fieldset.field { legend { "How long it took" }
                        input #minutes name="minutes" type="number" min="0" max="600" inputmode="numeric" aria-label="Minutes"; " min "
                        input #seconds name="seconds" type="number" min="0" max="59" inputmode="numeric" aria-label="Seconds"; " s" }
                }
                button.go type="submit" { "Note it" }
            }
            @if told.is_empty() {
                p.none { "It was not told yet, as far as Glidepath knows. " a href="/practice" { "Practise it" } ", or note above that you told it." }
            } @else {
                ol.tellings reversed {
                    @for telling in told.iter().rev() { (one(id, telling)) }
                }
            }
        },
    )
}

fn one(id: &str, telling: &Telling) -> Markup {
    html! {
        li {
            p {
                (moment(telling.at_ms))
                @if let Some(seconds) = telling.seconds { span.num { ", " (clock(f64::from(seconds))) } }
                @if let Some(principle) = telling.principle { span.quiet { ", for " (principle.name()) } }
            }
            @if !telling.question.is_empty() { p.quiet dir="auto" { (visible(&telling.question)) } }
            form method="post" action=(format!("/stories/{id}/told/{}/remove", telling.id)) {
                button.small type="submit" aria-label="Take this telling back: it was noted by mistake" { "Take back" }
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let telling = Telling {
        id: "t".to_owned(),
        story: "a".to_owned(),
        at_ms: 1_780_000_000_000,
        question: "When did you last change your mind?".to_owned(),
        principle: Some(Principle::AreRightALot),
        seconds: Some(154),
    };
    let bare = Telling {
        question: String::new(),
        principle: None,
        seconds: None,
        ..telling.clone()
    };
    vec![
        ("tellings-none", whole("a", "", &[])),
        ("tellings", whole("a", "The pump", &[bare, telling])),
    ]
}

#[cfg(test)]
mod tests {
    use super::took;

    #[test]
    fn a_time_is_minutes_and_seconds_or_nothing() {
        assert_eq!(took("", "").ok(), Some(None));
        assert_eq!(took("2", "").ok(), Some(Some(120)));
        assert_eq!(took("2", "30").ok(), Some(Some(150)));
        assert_eq!(took("", "45").ok(), Some(Some(45)));
        for (minutes, seconds) in [("0", "0"), ("2", "60"), ("x", ""), ("-1", "5"), ("601", "")] {
            assert!(took(minutes, seconds).is_err(), "{minutes}:{seconds}");
        }
    }
}
