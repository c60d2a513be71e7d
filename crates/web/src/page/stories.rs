//! `/stories`: every story with how ready it is, to be searched, sorted and put together by what they share; and the
//! three ways to begin where there is none.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, routing::MethodRouter};
use glidepath_app::answer_with::Fits;
use glidepath_app::find_stories::{StoriesFound, StoryFilter, StoryRow, StorySort, find_stories};
use glidepath_app::keep_story::stories;
use glidepath_app::sample_bank::{add_samples, remove_samples};
use glidepath_app::story_history::story_history;
use glidepath_app::{Act, Bank, Error};
use glidepath_domain::{Outcome, Principle};
use glidepath_story::{By, metrics};
use maud::{Markup, html};

use super::story::{drafts_of, trouble, value};
use super::{Nav, Page};
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::fits;
use crate::show::{Measures, counted, in_short, moment, story_rows, turned_by, visible};
use crate::story_desk::OtherDraft;

pub(crate) static PAGE: Page = Page {
    path: "/stories",
    nav: Nav::Work("Stories"),
    route,
    beside,
    samples,
};

fn route() -> MethodRouter<Shared> {
    get(list)
}

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/stories/sample/add", post(add))
        .route("/stories/sample/remove", post(remove))
}

/// Stories shown at once; more are a click away.
const SHOWN: usize = 200;

/// The pages about stories as a whole; `here` is the address of one of them.
pub(super) fn tabs(here: &str) -> Markup {
    html! {
        div.tabs-row {
            nav.tabs aria-label="Stories" {
                @for (path, name) in [("/stories", "List"), ("/stories/matrix", "Matrix"), ("/stories/facts", "Facts")] {
                    a href=(path) aria-current=[(path == here).then_some("page")] { (name) }
                }
            }
            a.button href="/stories/new" { "New story" }
        }
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, Default)]
struct Asked {
    filter: StoryFilter,
    by: Option<By>,
    all: bool,
}

impl Asked {
    fn of(fields: &[(String, String)]) -> Self {
        let text = |name: &str| value(fields, name).map(str::trim).filter(|v| !v.is_empty());
        Self {
            filter: StoryFilter {
                words: text("words").unwrap_or_default().to_owned(),
                principle: text("principle").and_then(|v| v.parse().ok()),
                outcome: text("outcome").and_then(|v| v.parse().ok()),
                employer: text("employer").map(str::to_owned),
                ready: text("ready").map(|v| v == "yes"),
                sort: text("sort").and_then(StorySort::of).unwrap_or_default(),
                ..StoryFilter::default()
            },
            by: text("by").and_then(|slug| By::ALL.into_iter().find(|by| by.slug() == slug)),
            all: text("all").is_some(),
        }
    }

    /// Whether anything but the order was asked for.
    fn narrows(&self) -> bool {
        StoryFilter {
            sort: StorySort::default(),
            ..self.filter.clone()
        } != StoryFilter::default()
    }
}

/// What the page says besides the list.
#[derive(Debug, Clone, Default)]
struct Beside {
    /// Id and title of the story that was removed just now.
    removed: Option<(String, String)>,
    /// New stories that were never kept.
    unfinished: Vec<OtherDraft>,
    /// What stories measure, where they are put together by it.
    measures: Measures,
    /// Stories that answer the words looked for, whatever words they use themselves.
    near: Option<Fits>,
}

async fn list(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    match listed(&shared, &fields).await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn listed(shared: &Desk, fields: &[(String, String)]) -> Result<Markup, Error> {
    let bank = shared.bank().await?;
    let asked = Asked::of(fields);
    let found = find_stories(&bank, &asked.filter).await?;
    let unfinished = drafts_of(&bank, "").await?;
    let removed = match value(fields, "removed") {
        Some(id) => removed(&bank, id).await,
        None => None,
    };
    let measures = match asked.by {
        Some(By::Metric) => measures(&bank).await?,
        _ => Measures::new(),
    };
    let beside = Beside {
        removed,
        unfinished,
        measures,
        near: near(shared, &asked.filter.words).await,
    };
    Ok(whole(&asked, &found, &beside))
}

/// Stories listed as near in meaning.
const MOST_NEAR: usize = 5;

/// What lies near the words in meaning. The list is there whether or not it can be searched so.
async fn near(shared: &Desk, words: &str) -> Option<Fits> {
    if words.trim().is_empty() {
        return None;
    }
    let found = shared.bank.as_ref()?.answer_with(words, MOST_NEAR).await;
    // Words alone find what the list has already.
    found.ok().filter(|fits| !fits.words_only && !fits.fits.is_empty())
}

async fn measures(bank: &Bank) -> Result<Measures, Error> {
    let all = stories(bank).await?.into_iter();
    Ok(all.map(|kept| (kept.id, metrics(&kept.value))).collect())
}

/// The story that was removed just now; an address somebody made up names none.
async fn removed(bank: &Bank, id: &str) -> Option<(String, String)> {
    let history = story_history(bank, id).await.ok()?;
    let last = history.last().filter(|past| past.act == Act::Removed)?;
    Some((id.to_owned(), last.value.title.clone()))
}

async fn add(State(shared): State<Shared>) -> Response {
    let adding = async { add_samples(&*shared.bank().await?).await };
    match adding.await {
        Ok(_) => Redirect::to("/stories").into_response(),
        Err(error) => trouble(&error),
    }
}

async fn remove(State(shared): State<Shared>) -> Response {
    let removing = async { remove_samples(&*shared.bank().await?).await };
    match removing.await {
        Ok(_) => Redirect::to("/stories").into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(asked: &Asked, found: &StoriesFound, beside: &Beside) -> Markup {
    let ready = found.rows.iter().filter(|row| row.readiness.ready()).count();
    layout::page(
        "Stories",
        PAGE.path,
        &html! {
            (tabs(PAGE.path))
            header.head {
                h1 { "Stories" }
                @if found.all > 0 && !asked.narrows() {
                    p.meta { span { (counted(found.all, "story", "stories")) } span { (ready) " ready to be told" } }
                }
            }
            (notices(found, beside))
            @if found.all == 0 { (beginnings()) }
            @else { (filter(asked, found)) (rows(asked, found, beside)) }
        },
    )
}

fn notices(found: &StoriesFound, beside: &Beside) -> Markup {
    html! {
        @if let Some((id, title)) = &beside.removed {
            form.sheet.told-you method="post" action=(format!("/stories/{id}/restore")) {
                span role="status" { "“" span dir="auto" { (visible(title)) } "” is removed." }
                button.small type="submit" { "Undo" }
            }
        }
        @for draft in &beside.unfinished {
            p.sheet.told-you { "A story you began and did not keep, " (moment(draft.at_ms)) ". " a href=(format!("/stories/new?draft={}", draft.token)) { "Go on with it" } }
        }
        @if found.samples > 0 {
            form.sheet.told-you.strip method="post" action="/stories/sample/remove" {
                span { b { "Sample bank" } ": " (counted(found.samples, "invented story", "invented stories")) ", to look around with. One that you change becomes yours." }
                button.small type="submit" { "Remove them" }
            }
        }
    }
}

/// Nothing is kept yet: what a story is, and three ways to begin.
fn beginnings() -> Markup {
    html! {
        p.lede { "A bank of ten to twelve true stories, each good for two or three principles, answers most of what a loop can ask." }
        p { "Three ways to begin, and you can always " a href="/stories/new" { "write one down" } " as it comes to mind." }
        div.beginnings {
            section.sheet { h2 { "Dig" } p { "Pick a project and answer one small question at a time. What is worth keeping is set beside you as you go." } a.button href="/dig" { "Begin to dig" } }
            section.sheet { h2 { "Bring yours" } p { "A CV, notes, a Markdown vault, a table: see what would come in before anything does." } a.button href="/transfer" { "Bring them in" } }
            form.sheet method="post" action="/stories/sample/add" { h2 { "Look at a sample bank" } p { "An invented engineer's stories. They are marked as samples and go again with one click." } button type="submit" { "Add the samples" } }
        }
    }
}

fn filter(asked: &Asked, found: &StoriesFound) -> Markup {
    let wanted = &asked.filter;
    html! {
        form.find-stories #find role="search" method="get" action="/stories" autocomplete="off" data-find="found" {
            div.field.wide-field { label for="words" { "Words in it" } input #words name="words" type="search" value=(wanted.words) dir="auto"; }
            div.field { label for="principle" { "Principle" } select #principle name="principle" {
                option value="" { "any" } @for &p in Principle::ALL { option value=(p) selected[wanted.principle == Some(p)] { (p.name()) } } } }
            div.field { label for="outcome" { "How it ended" } select #outcome name="outcome" {
                option value="" { "any way" } @for &o in Outcome::ALL { option value=(o) selected[wanted.outcome == Some(o)] { (in_short::outcome(o)) } } } }
            div.field { label for="employer" { "Employer" } select #employer name="employer" {
                option value="" { "any" } @for e in &found.employers { option value=(e) selected[wanted.employer.as_ref() == Some(e)] { (visible(e)) } } } }
            div.field { label for="ready" { "Ready" } select #ready name="ready" {
                @for (value, name, is) in [("", "or not", None), ("yes", "ready", Some(true)), ("no", "not yet", Some(false))] { option value=(value) selected[wanted.ready == is] { (name) } } } }
            div.field { label for="by" { "Together by" } select #by name="by" {
                option value="" { "nothing" } @for by in By::ALL { option value=(by.slug()) selected[asked.by == Some(by)] { (turned_by(by)) } } } }
            div.field { label for="sort" { "In order of" } select #sort name="sort" {
                @for &sort in StorySort::ALL { option value=(sort.slug()) selected[wanted.sort == sort] { (order(sort)) } } } }
            button.unscripted type="submit" { "Show these" }
        }
    }
}

const fn order(sort: StorySort) -> &'static str {
    match sort {
        StorySort::Changed => "last change",
        StorySort::Title => "title",
        StorySort::When => "when it happened",
        StorySort::Ready => "readiness",
        StorySort::Told => "times told",
        StorySort::Written => "when it was written",
    }
}

fn rows(asked: &Asked, found: &StoriesFound, beside: &Beside) -> Markup {
    let most = if asked.all { usize::MAX } else { SHOWN };
    let shown: Vec<&StoryRow> = found.rows.iter().take(most).collect();
    html! {
        div #found {
            @if asked.narrows() { p.quiet.found-count role="status" { (counted(found.rows.len(), "story", "stories")) " of " (found.all) } }
            @if found.rows.is_empty() { p.none { "No story is like that. " a href="/stories" { "Show all of them" } "." } }
            (story_rows(&shown, asked.by, &beside.measures))
            @if found.rows.len() > shown.len() {
                p.row { a.button href="/stories?all=yes" { "Show all " (found.all) } }
            }
            @if let Some(near) = &beside.near {
                section.block aria-labelledby="near" { h2.label #near { "Nearest in meaning" } (fits::list(near)) }
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let found = StoriesFound {
        rows: super::matrix::sample_rows(),
        all: 12,
        samples: 12,
        employers: vec!["Harbour Ferries".to_owned()],
        ..StoriesFound::default()
    };
    let removed = Beside {
        removed: Some(("a".to_owned(), "The pump".to_owned())),
        unfinished: vec![OtherDraft {
            token: "t".to_owned(),
            at_ms: 1_780_000_000_000,
        }],
        ..Beside::default()
    };
    let by = Asked {
        by: Some(By::Principle),
        ..Asked::default()
    };
    let none = StoriesFound {
        all: 3,
        ..StoriesFound::default()
    };
    let near = Beside {
        near: Some(Fits {
            fits: vec![glidepath_app::answer_with::Fit {
                story: "a".to_owned(),
                title: "The pump".to_owned(),
                score: 0.8,
                why: "kind of event: a colleague talked round".to_owned(),
                quote: Some("He changed his mind when he saw the log.".to_owned()),
                beat: None,
                principles: Vec::new(),
            }],
            pass: false,
            words_only: false,
            unread: 0,
            all: 12,
        }),
        ..Beside::default()
    };
    let meant = Asked::of(&[("words".to_owned(), "winning somebody over".to_owned())]);
    vec![
        ("stories-near", whole(&meant, &none, &near)),
        (
            "stories-empty",
            whole(&Asked::default(), &StoriesFound::default(), &Beside::default()),
        ),
        ("stories", whole(&Asked::default(), &found, &removed)),
        ("stories-pivot", whole(&by, &found, &Beside::default())),
        ("stories-none", whole(&Asked::default(), &none, &Beside::default())),
    ]
}
