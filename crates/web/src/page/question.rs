//! `/questions/{id}`: one question with what it is after, what a good answer shows and how they dig further; one's own can be
//! changed and removed here.

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::answer_with::Fits;
use glidepath_app::find_questions::{QuestionRow, question};
use glidepath_app::own_questions::{bring_back_question, keep_question, remove_question};
use glidepath_app::{Clash, Error, Saved};
use glidepath_content::question as ships;
use glidepath_domain::Question;
use maud::{Markup, html};

use super::{Nav, Page, questions};
use crate::answer_form::posted;
use crate::kept_form::{self, Typed, trouble, typed, value};
use crate::question_form::{QuestionForm, fields, kept_name};
use crate::router::State as Shared;
use crate::show::fits::list;
use crate::show::{asked_for, visible};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/questions/{id}",
    nav: Nav::Nowhere,
    route: || get(open).post(save),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/questions/new", get(begin).post(add))
        .route("/questions/{id}/edit", get(edit))
        .route("/questions/{id}/remove", post(remove))
        .route("/questions/{id}/restore", post(restore))
}

async fn open(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let hide = value(&asked, "hide").is_some();
    // Those that ship are there even where no bank can be opened.
    let row = match ships(&id) {
        Some(known) => Ok(QuestionRow {
            id: known.id.0.clone(),
            own: None,
            question: known.question.clone(),
        }),
        None => async { question(&*shared.bank().await?, &id).await }.await,
    };
    match row {
        Ok(row) => {
            let fits = fitting(&shared, &row.question.text).await;
            whole(&row, hide, fits.as_ref()).into_response()
        }
        Err(error) => trouble(&error),
    }
}

/// Stories shown that may answer.
const MOST_FITS: usize = 3;

/// Which stories fit. The question is there whether or not they can be searched.
async fn fitting(shared: &Shared, question: &str) -> Option<Fits> {
    shared.bank().await.ok()?;
    let found = shared.bank.as_ref()?.answer_with(question, MOST_FITS).await;
    found.ok().filter(|fits| fits.all > 0)
}

async fn begin(State(shared): State<Shared>) -> Response {
    let opening = async { typed(&*shared.bank().await?, &kept_name("")).await };
    match opening.await {
        Ok(typed) => restored(typed, QuestionForm::default()).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn edit(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        let row = question(&bank, &id).await?;
        if row.own.is_none() {
            return Err(not_yours(&row));
        }
        let form = QuestionForm::of_question(&row.id, row.own, &row.question);
        Ok((typed(&bank, &form.kept()).await?, form))
    };
    match opening.await {
        Ok((typed, form)) => restored(typed, form).into_response(),
        Err(error) => trouble(&error),
    }
}

fn not_yours(row: &QuestionRow) -> Error {
    Error::invalid(
        "question-ships",
        "This question is not yours to change",
        format!("\"{}\" ships with the program", row.id),
        "Add one of your own with the words you want.",
    )
}

/// The form with what was typed and not saved, where there is any.
fn restored(typed: Option<Typed>, form: QuestionForm) -> Markup {
    match typed {
        None => form_page(&form, &html! {}),
        Some(typed) => {
            let (kept, id) = (form.kept(), form.id.clone());
            let mut form = QuestionForm::of(&typed.fields);
            form.id = id;
            form_page(&form, &kept_form::notice(&kept, typed.at_ms, &form_address(&form)))
        }
    }
}

async fn add(State(shared): State<Shared>, request: Request) -> Response {
    saved(&shared, String::new(), request).await
}

async fn save(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    saved(&shared, id, request).await
}

async fn saved(shared: &Shared, id: String, request: Request) -> Response {
    let mut form = match posted(request).await {
        Ok(fields) => QuestionForm::of(&fields),
        Err(error) => return trouble(&error),
    };
    form.id = id;
    let saving = async {
        let bank = shared.bank().await?;
        let (id, seen) = if form.id.is_empty() {
            (None, None)
        } else {
            // Without the version that was seen nothing may be written over.
            (Some(form.id.as_str()), Some(form.version.unwrap_or_default()))
        };
        let outcome = keep_question(&bank, id, seen, &form.question()?).await?;
        if matches!(outcome, Saved::Kept(_)) {
            kept_form::forget(&bank, &form.kept()).await?;
        }
        Ok::<_, Error>(outcome)
    };
    match saving.await {
        Ok(Saved::Kept(kept)) => Redirect::to(&format!("/questions/{}", kept.id)).into_response(),
        Ok(Saved::Clash(clash)) => {
            form.version = Some(clash.theirs.version);
            (StatusCode::CONFLICT, form_page(&form, &theirs(&clash))).into_response()
        }
        Err(error) => (bad_news::status(&error), form_page(&form, &bad_news::notice(&error))).into_response(),
    }
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let removing = async { remove_question(&*shared.bank().await?, &id, None).await };
    match removing.await {
        Ok(gone) => Redirect::to(&format!("/questions?removed={}", gone.id)).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn restore(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let restoring = async { bring_back_question(&*shared.bank().await?, &id).await };
    match restoring.await {
        Ok(back) => Redirect::to(&format!("/questions/{}", back.id)).into_response(),
        Err(error) => trouble(&error),
    }
}

fn form_address(form: &QuestionForm) -> String {
    if form.id.is_empty() {
        "/questions/new".to_owned()
    } else {
        format!("/questions/{}/edit", form.id)
    }
}

/// Somebody was faster: their words beside the form, in which one's own still stand.
fn theirs(clash: &Clash<Question>) -> Markup {
    html! {
        section.sheet.notice role="alert" tabindex="-1" {
            h2 { "This question was saved elsewhere while you wrote" }
            p.why { "Saved there: " q dir="auto" { (visible(&clash.theirs.value.text)) } }
            p.do { "Your words stand in the form and are not saved yet. Take over what you want of theirs, then save." }
            p.code { code { "store-stale" } }
        }
    }
}

fn form_page(form: &QuestionForm, notice: &Markup) -> Markup {
    let title = if form.id.is_empty() {
        "Add a question"
    } else {
        "Change your question"
    };
    layout::page(
        title,
        questions::PAGE.path,
        &html! {
            header.head {
                p.label { a href="/questions" { "Questions" } " · yours" }
                h1 { (title) }
                @if form.id.is_empty() { p.meta { "The words are enough. The rest helps to find it again." } }
            }
            (notice)
            (fields(form))
        },
    )
}

fn whole(row: &QuestionRow, hide: bool, fits: Option<&Fits>) -> Markup {
    let asked = &row.question;
    let list = if hide { "/questions?hide=yes" } else { "/questions" };
    layout::page(
        "A question",
        questions::PAGE.path,
        &html! {
            div.one-question {
                header.head {
                    div.crumb {
                        p.label { a href=(list) { "Questions" } @if row.own.is_some() { " · yours" } }
                        @if row.own.is_some() {
                            div.actions {
                                a.button href=(format!("/questions/{}/edit", row.id)) { "Change" }
                                form method="post" action=(format!("/questions/{}/remove", row.id)) { button type="submit" { "Remove" } }
                            }
                        }
                    }
                    h1.asked-big dir="auto" { (visible(&asked.text)) }
                    (asked_for::asked_for(asked, false, hide))
                }
                div.row.answer-it {
                    form method="get" action="/review" {
                        input type="hidden" name="question" value=(asked.text);
                        @for principle in &asked.principles { input type="hidden" name="principle" value=(principle); }
                        button.go type="submit" { "Answer it" }
                    }
                    a.button href=(format!("/practice?question={}", row.id)) { "Practise it aloud" }
                    @if hide && !asked.principles.is_empty() { a.button href=(format!("/questions/{}", row.id)) { "Show the principles" } }
                    @if !hide && !asked.principles.is_empty() { a.button href=(format!("/questions/{}?hide=yes", row.id)) { "Hide the principles" } }
                }
                @if !asked.parts.is_empty() {
                    section.block aria-labelledby="parts" {
                        h2.label #parts { "It asks for" }
                        ul.parts { @for part in &asked.parts { li dir="auto" { (visible(part)) } } }
                    }
                }
                @if !asked.good.trim().is_empty() {
                    details.block.good-shows { summary { "What a good answer shows" } p dir="auto" { (visible(&asked.good)) } }
                }
                @if !asked.ladder.is_empty() {
                    section.block aria-labelledby="ladder" {
                        h2.label #ladder { "How they dig further" }
                        ol.ladder { @for step in &asked.ladder { li dir="auto" { span { (visible(step)) } } } }
                    }
                }
                @if let Some(fits) = fits { (fitting_stories(fits, asked)) }
                @if !hide && !asked.principles.is_empty() {
                    section.block aria-labelledby="after" {
                        h2.label #after { "What it is after" }
                        ul.plain.after {
                            @for principle in &asked.principles {
                                li { a href=(format!("/principles/{principle}")) { (principle.name()) }
                                    @if let Some(text) = glidepath_content::principle(*principle) { span.quiet { " " (text.probes) } } }
                            }
                        }
                    }
                }
            }
        },
    )
}

fn fitting_stories(fits: &Fits, asked: &Question) -> Markup {
    let dig = asked
        .principles
        .first()
        .map_or_else(|| "/dig".to_owned(), |principle| format!("/dig?principle={principle}"));
    html! {
        section.block aria-labelledby="fits" {
            h2.label #fits { "Which of your stories fit" }
            @if fits.pass || fits.fits.is_empty() { p { span.gap { "None fits well." } " Better " a href=(dig) { "dig for one" } " than bend one." } }
            (list(fits))
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let Some(known) = glidepath_content::questions()
        .iter()
        .find(|known| !known.question.parts.is_empty())
    else {
        return Vec::new();
    };
    let row = |own| QuestionRow {
        id: known.id.0.clone(),
        own,
        question: known.question.clone(),
    };
    let form = QuestionForm::of_question("a", Some(1), &known.question);
    let clash = Clash {
        mine: known.question.clone(),
        theirs: glidepath_app::Kept {
            id: "a".to_owned(),
            version: 2,
            created_ms: 0,
            updated_ms: 0,
            origin: String::new(),
            value: known.question.clone(),
        },
        base: None,
    };
    let kept = Typed {
        fields: vec![("text".to_owned(), "Why did".to_owned())],
        at_ms: 1_780_000_000_000,
    };
    let fit = glidepath_app::answer_with::Fit {
        story: "a".to_owned(),
        title: "The refund queue".to_owned(),
        score: 0.5,
        why: "its words".to_owned(),
        quote: Some("I read forty letters.".to_owned()),
        beat: None,
        principles: Vec::new(),
    };
    let fits = |pass, fits| Fits {
        fits,
        pass,
        words_only: true,
        unread: 0,
        all: 4,
    };
    vec![
        ("question", whole(&row(None), false, Some(&fits(false, vec![fit])))),
        (
            "question-none-fits",
            whole(&row(None), false, Some(&fits(true, Vec::new()))),
        ),
        ("question-own-hidden", whole(&row(Some(1)), true, None)),
        ("question-new", restored(Some(kept), QuestionForm::default())),
        ("question-clash", form_page(&form, &theirs(&clash))),
    ]
}
