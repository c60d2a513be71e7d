//! `/questions`: the bank of questions and one's own, to be browsed and filtered. The whole filter stands in the address.

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::Error;
use glidepath_app::find_questions::{QuestionFilter, QuestionRow, find_questions, shipped};
use glidepath_app::own_questions::import_questions;
use glidepath_domain::{Bucket, Commonness, Difficulty, Form, Level, Principle, Role};
use maud::{Markup, html};

use super::{Nav, Page};
use crate::answer_form::posted;
use crate::kept_form::{self, value};
use crate::router::State as Shared;
use crate::show::{asked_for, counted, role_name, visible};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/questions",
    nav: Nav::Work("Questions"),
    route: || get(list),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    kept_form::beside(router.route(
        "/questions/import",
        post(import).get(|| async { Redirect::to(PAGE.path) }),
    ))
}

/// Questions shown at once; the rest are a click away.
const SHOWN: usize = 60;

/// What is asked of the list.
#[derive(Debug, Clone, Default)]
struct Wanted {
    filter: QuestionFilter,
    /// Principles are left out, so that one can guess them.
    hide: bool,
    all: bool,
}

impl Wanted {
    fn of(fields: &[(String, String)]) -> Self {
        let text = |name: &str| value(fields, name).map(str::trim).filter(|v| !v.is_empty());
        Self {
            filter: QuestionFilter {
                words: text("words").unwrap_or_default().to_owned(),
                principle: text("principle").and_then(|v| v.parse().ok()),
                bucket: text("bucket").and_then(|v| v.parse().ok()),
                form: text("form").and_then(|v| v.parse().ok()),
                role: text("role").and_then(|v| v.parse().ok()),
                level: text("level").and_then(|v| v.parse().ok()),
                difficulty: text("difficulty").and_then(|v| v.parse().ok()),
                commonness: text("commonness").and_then(|v| v.parse().ok()),
                tricky: text("tricky").map(|_| true),
                own: text("own").map(|_| true),
            },
            hide: text("hide").is_some(),
            all: text("all").is_some(),
        }
    }

    /// The fields that are set, in the form's order.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let yes = |set: bool| set.then(|| "yes".to_owned());
        let all = [
            ("words", Some(filter.words.clone()).filter(|words| !words.is_empty())),
            ("principle", filter.principle.map(|p| p.to_string())),
            ("bucket", filter.bucket.map(|b| b.to_string())),
            ("form", filter.form.map(|f| f.to_string())),
            ("role", filter.role.map(|r| r.to_string())),
            ("level", filter.level.map(|l| l.to_string())),
            ("difficulty", filter.difficulty.map(|d| d.to_string())),
            ("commonness", filter.commonness.map(|c| c.to_string())),
            ("tricky", yes(filter.tricky == Some(true))),
            ("own", yes(filter.own == Some(true))),
            ("hide", yes(self.hide)),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    fn narrows(&self) -> bool {
        self.filter != QuestionFilter::default()
    }
}

/// What the page says besides the list.
#[derive(Debug, Clone, Default)]
struct Beside<'b> {
    /// The id of the question that was removed just now.
    removed: Option<String>,
    /// How many came from a list just now, and how many of it were known.
    imported: Option<(usize, usize)>,
    /// A list that could not be taken, and why.
    refused: Option<(&'b str, &'b Error)>,
    /// Why one's own questions are not to be had here.
    no_bank: Option<&'b Error>,
}

async fn list(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let wanted = Wanted::of(&fields);
    let number = |name: &str| value(&fields, name).and_then(|v| v.parse::<usize>().ok());
    let beside = Beside {
        removed: value(&fields, "removed").map(str::to_owned),
        imported: number("added").zip(number("known")),
        ..Beside::default()
    };
    listed(&shared, &wanted, beside, StatusCode::OK).await
}

/// The list; those that ship are there even where no bank can be opened.
async fn listed(shared: &Shared, wanted: &Wanted, mut beside: Beside<'_>, status: StatusCode) -> Response {
    let found = async { find_questions(&*shared.bank().await?, &wanted.filter).await };
    match found.await {
        Ok(rows) => (status, whole(wanted, &rows, &beside)).into_response(),
        Err(error) => {
            let rows: Vec<QuestionRow> = match wanted.filter.own {
                Some(true) => Vec::new(),
                _ => shipped(&wanted.filter).collect(),
            };
            beside.no_bank = Some(&error);
            (status, whole(wanted, &rows, &beside)).into_response()
        }
    }
}

async fn import(State(shared): State<Shared>, request: Request) -> Response {
    let fields = match posted(request).await {
        Ok(fields) => fields,
        Err(error) => return kept_form::trouble(&error),
    };
    let text = value(&fields, "list").unwrap_or_default();
    let importing = async { import_questions(&*shared.bank().await?, text).await };
    match importing.await {
        Ok(done) => {
            let address = format!(
                "/questions?own=yes&added={}&known={}",
                done.added.len(),
                done.known.len()
            );
            Redirect::to(&address).into_response()
        }
        Err(error) => {
            let beside = Beside {
                refused: Some((text, &error)),
                ..Beside::default()
            };
            listed(&shared, &Wanted::default(), beside, bad_news::status(&error)).await
        }
    }
}

fn whole(wanted: &Wanted, rows: &[QuestionRow], beside: &Beside<'_>) -> Markup {
    layout::page(
        "Questions",
        PAGE.path,
        &html! {
            header.head {
                div.crumb {
                    h1 { "Questions" }
                    @if beside.no_bank.is_none() { div.actions { a.button href="/questions/new" { "Add your own" } } }
                }
                p.meta { "What interviewers ask, with what each one is after and how they dig. Add what you were asked yourself." }
            }
            (notices(beside))
            (filter(wanted))
            (found(wanted, rows))
            @if beside.no_bank.is_none() { (list_form(beside)) }
        },
    )
}

fn notices(beside: &Beside<'_>) -> Markup {
    html! {
        @if let Some(id) = &beside.removed {
            form.sheet.told-you method="post" action=(format!("/questions/{id}/restore")) {
                span role="status" { "The question is removed." }
                button.small type="submit" { "Undo" }
            }
        }
        @if let Some((added, known)) = beside.imported {
            p.sheet.told-you role="status" {
                (counted(added, "question", "questions")) " added."
                @if known > 0 { " " (counted(known, "was", "were")) " here already." }
            }
        }
        @if let Some((_, error)) = beside.refused { (bad_news::notice(error)) }
        @if let Some(error) = beside.no_bank {
            p.sheet.told-you { "Your own questions cannot be shown: " (error.why) ". " (error.fix) }
        }
    }
}

fn filter(wanted: &Wanted) -> Markup {
    let filter = &wanted.filter;
    html! {
        form.finder #find role="search" method="get" action="/questions" autocomplete="off" data-find="found" {
            div.field.words { label for="words" { "Words in it" } input #words name="words" type="search" value=(filter.words) dir="auto"; }
            div.field { label for="principle" { "Principle" } select #principle name="principle" {
                option value="" { "any" } @for &p in Principle::ALL { option value=(p) selected[filter.principle == Some(p)] { (p.name()) } } } }
            div.field { label for="bucket" { "Occasion" } select #bucket name="bucket" {
                option value="" { "any" } @for &b in Bucket::ALL { option value=(b) selected[filter.bucket == Some(b)] { (asked_for::bucket(b)) } } } }
            div.field { label for="difficulty" { "How hard" } select #difficulty name="difficulty" {
                option value="" { "any" } @for &d in Difficulty::ALL { option value=(d) selected[filter.difficulty == Some(d)] { (asked_for::difficulty(d)) } } } }
            div.field { label for="commonness" { "How common" } select #commonness name="commonness" {
                option value="" { "any" } @for &c in Commonness::ALL { option value=(c) selected[filter.commonness == Some(c)] { (asked_for::commonness(c)) } } } }
            div.field { label for="role" { "Asked of" } select #role name="role" {
                option value="" { "everybody" } @for &r in Role::ALL { option value=(r) selected[filter.role == Some(r)] { (role_name(r)) } } } }
            div.field { label for="level" { "At level" } select #level name="level" {
                option value="" { "any" } @for &l in Level::ALL { option value=(l) selected[filter.level == Some(l)] { (l) } } } }
            div.field { label for="form" { "Asks for" } select #form name="form" {
                option value="" { "anything" } @for &f in Form::ALL { option value=(f) selected[filter.form == Some(f)] { (asked_for::form(f)) } } } }
            div.ticks {
                label { input type="checkbox" name="tricky" value="yes" checked[filter.tricky == Some(true)]; "tricky ones" }
                label { input type="checkbox" name="own" value="yes" checked[filter.own == Some(true)]; "your own" }
                label { input type="checkbox" name="hide" value="yes" checked[wanted.hide]; "hide principles" }
                button.unscripted type="submit" { "Show these" }
            }
        }
    }
}

fn found(wanted: &Wanted, rows: &[QuestionRow]) -> Markup {
    let most = if wanted.all { usize::MAX } else { SHOWN };
    html! {
        div #found {
            p.quiet.found-count role="status" {
                (counted(rows.len(), "question", "questions"))
                @if wanted.narrows() { " like that. " a href=(if wanted.hide { "/questions?hide=yes" } else { "/questions" }) { "Show all of them" } "." }
            }
            @if rows.is_empty() { p.none { "No question is like that. Loosen one of the choices above, or add the question yourself." } }
            ol.question-list {
                @for row in rows.iter().take(most) {
                    li {
                        a.question-text href=(address(row, wanted.hide)) dir="auto" { (visible(&row.question.text)) }
                        (asked_for::asked_for(&row.question, row.own.is_some(), wanted.hide))
                    }
                }
            }
            @if rows.len() > most {
                form.row method="get" action="/questions" {
                    @for (name, value) in wanted.fields() { input type="hidden" name=(name) value=(value); }
                    input type="hidden" name="all" value="yes";
                    button type="submit" { "Show all " (rows.len()) }
                }
            }
        }
    }
}

fn address(row: &QuestionRow, hide: bool) -> String {
    let hide = if hide { "?hide=yes" } else { "" };
    format!("/questions/{}{hide}", row.id)
}

fn list_form(beside: &Beside<'_>) -> Markup {
    html! {
        section.other aria-labelledby="bring" {
            h2.label #bring { "Bring a list" }
            form method="post" action="/questions/import" autocomplete="off" {
                div.field {
                    label for="list" { "Questions, one on each line" }
                    textarea #list name="list" rows="5" dir="auto" aria-describedby="list-help" { "\n" (beside.refused.map_or("", |(text, _)| text)) }
                    p.quiet.help #list-help { "Bullets and numbers are taken off. What is here already is passed over." }
                }
                div.row { button type="submit" { "Add them" } }
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let rows = |wanted: &Wanted| shipped(&wanted.filter).collect::<Vec<_>>();
    let all = Wanted::default();
    let narrow = Wanted::of(&[
        ("principle".to_owned(), "frugality".to_owned()),
        ("hide".to_owned(), "yes".to_owned()),
    ]);
    let error = Error::invalid(
        "no-questions",
        "This is no list of questions",
        "no line asks anything",
        "Put one on each line.",
    );
    let refused = Beside {
        refused: Some(("hello", &error)),
        removed: Some("a".to_owned()),
        imported: Some((3, 1)),
        no_bank: None,
    };
    let no_bank = Beside {
        no_bank: Some(&error),
        ..Beside::default()
    };
    vec![
        ("questions", whole(&all, &rows(&all), &refused)),
        ("questions-narrow", whole(&narrow, &rows(&narrow), &Beside::default())),
        ("questions-none", whole(&narrow, &[], &no_bank)),
    ]
}
