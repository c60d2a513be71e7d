//! `/stories/{id}/history`: every version of a story, any two of them word by word, and an old one brought back.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::story_history::{bring_back_version, story_history};
use glidepath_app::{Act, Error, Past};
use glidepath_domain::Story;
use glidepath_story::{Change, versions};
use maud::{Markup, html};

use super::story::{trouble, value};
use super::{Nav, Page, alone, stories};
use crate::answer_form::posted;
use crate::layout;
use crate::router::State as Shared;
use crate::show::{counted, differed, moment, visible};

pub(crate) static PAGE: Page = Page {
    path: "/stories/{id}/history",
    nav: Nav::Nowhere,
    route: || get(open).post(bring_back),
    beside: alone,
    samples,
};

/// A story's past, and which two versions are looked at.
struct Shown {
    id: String,
    history: Vec<Past<Story>>,
    older: i64,
    newer: i64,
    apart: Vec<Change>,
}

impl Shown {
    /// The last two versions unless others are asked for; the older always stands first.
    fn of(id: String, history: Vec<Past<Story>>, asked: &[(String, String)]) -> Result<Self, Error> {
        let last = history.last().map_or(0, |past| past.version);
        let wanted = |name: &str, or: i64| value(asked, name).and_then(|v| v.parse().ok()).unwrap_or(or);
        let (a, b) = (wanted("older", last - 1), wanted("newer", last));
        let (older, newer) = (a.min(b).max(1), a.max(b));
        let at = |version: i64| {
            history.iter().find(|past| past.version == version).ok_or_else(|| {
                Error::not_found(
                    "no-such-version",
                    format!("There is no version {version} of this story"),
                    format!("its versions run from 1 to {last}"),
                    "Choose one of them.",
                )
            })
        };
        let apart = versions(&at(older)?.value, &at(newer)?.value);
        Ok(Self {
            id,
            older,
            newer,
            apart,
            history,
        })
    }
}

async fn open(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let looking = async {
        let bank = shared.bank().await?;
        let history = story_history(&bank, &id).await?;
        Shown::of(id, history, &asked)
    };
    match looking.await {
        Ok(shown) => whole(&shown).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn bring_back(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let bringing = async {
        let fields = posted(request).await?;
        let number = |name: &str| value(&fields, name).and_then(|v| v.parse().ok()).unwrap_or(0);
        let bank = shared.bank().await?;
        bring_back_version(&bank, &id, number("version"), number("seen"))
            .await?
            .kept()
    };
    match bringing.await {
        Ok(kept) => Redirect::to(&format!("/stories/{}?saved={}", kept.id, kept.version)).into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(shown: &Shown) -> Markup {
    let Shown { id, history, .. } = shown;
    let now = history.last();
    let title = now
        .map(|past| past.value.title.trim())
        .filter(|title| !title.is_empty())
        .unwrap_or("A story without a title");
    let gone = now.is_some_and(|past| past.act == Act::Removed);
    let address = format!("/stories/{id}/history");
    html! {
        (layout::page(
            &format!("Versions of {title}"),
            stories::PAGE.path,
            &html! {
                header.head {
                    div.crumb { p.label { a href="/stories" { "Stories" } " · versions" } }
                    h1 dir="auto" { (visible(title)) }
                    p.meta {
                        @if gone { "It was removed; its versions are still here." }
                        @else { a href=(format!("/stories/{id}")) { "Back to the story" } }
                    }
                    @if gone { form method="post" action=(format!("/stories/{id}/restore")) { button.go type="submit" { "Bring it back" } } }
                }
                div.history {
                    form.versions method="get" action=(address) {
                        h2.label { (counted(history.len(), "version", "versions")) }
                        div.scroll tabindex="0" role="region" aria-label="Versions" {
                            table {
                                thead { tr { th scope="col" { "Version" } th scope="col" { "When" } th scope="col" { "Words" } th scope="col" { "From" } th scope="col" { "To" } } }
                                tbody { @for past in history.iter().rev() { (version(past, shown)) } }
                            }
                        }
                        div.row { button type="submit" { "Compare these two" } }
                    }
                    section.apart aria-labelledby="apart" {
                        @if shown.older == shown.newer {
                            h2.label #apart { "There is one version" }
                            p.quiet { "Every saving from now on adds one. None is ever lost, a removal included." }
                        } @else {
                            h2.label #apart { "From version " (shown.older) " to version " (shown.newer) }
                            (differed(&shown.apart, &format!("Version {}", shown.older), &format!("Version {}", shown.newer)))
                            @if let (false, Some(now)) = (gone, now) {
                                form.row method="post" action=(address) {
                                    input type="hidden" name="seen" value=(now.version);
                                    input type="hidden" name="version" value=(shown.older);
                                    button type="submit" { "Bring back version " (shown.older) }
                                    span.quiet { "as a new version; nothing after it is lost" }
                                }
                            }
                        }
                    }
                }
            },
        ))
    }
}

fn version(past: &Past<Story>, shown: &Shown) -> Markup {
    let number = past.version;
    html! {
        tr {
            th.num scope="row" { (number) }
            td { (moment(past.at_ms)) @match past.act { Act::Put => {}, Act::Removed => span.quiet { ", removed" }, Act::Restored => span.quiet { ", brought back" } } }
            td.num { (past.value.text().split_whitespace().count()) }
            td { input type="radio" name="older" value=(number) checked[number == shown.older] aria-label=(format!("From version {number}")); }
            td { input type="radio" name="newer" value=(number) checked[number == shown.newer] aria-label=(format!("To version {number}")); }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let past = |version: i64, title: &str, act: Act| Past {
        version,
        at_ms: 1_780_000_000_000 + version * 3_600_000,
        act,
        value: Story {
            title: title.to_owned(),
            customer: format!("customer {version}"),
            ..Story::default()
        },
    };
    let shown = |history: Vec<Past<Story>>| Shown::of("a".to_owned(), history, &[]).map(|shown| whole(&shown));
    let pages = [
        ("history-one", shown(vec![past(1, "The pump", Act::Put)])),
        (
            "history",
            shown(vec![
                past(1, "The pump", Act::Put),
                past(2, "The pump that leaked", Act::Put),
            ]),
        ),
        (
            "history-removed",
            shown(vec![past(1, "The pump", Act::Put), past(2, "The pump", Act::Removed)]),
        ),
    ];
    pages
        .into_iter()
        .filter_map(|(name, page)| Some((name, page.ok()?)))
        .collect()
}
