//! `/takes`: every telling, put together by question or by story, each with what came of it; two can be held against each other.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_app::practice::{TakeFilter, TakeRow, list_takes, removed_takes};
use maud::{Markup, html};

use super::take::{number, question_key};
use super::{Nav, Page, alone};
use crate::kept_form::{trouble, value};
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::practice_tabs::practice_tabs;
use crate::show::take_rows::take_rows;
use crate::show::{clock, counted, visible};

pub(crate) static PAGE: Page = Page {
    path: "/takes",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: alone,
    samples,
};

async fn open(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    match listed(&shared, &fields).await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn listed(shared: &Desk, fields: &[(String, String)]) -> Result<Markup, Error> {
    let bank = shared.bank().await?;
    let rows = list_takes(&bank, &TakeFilter::default()).await?;
    let removed = match value(fields, "removed") {
        // An address somebody made up names none.
        Some(id) => removed_takes(&bank).await?.into_iter().find(|take| take.id == id),
        None => None,
    };
    let undo = removed.map(|take| {
        (
            take.id.clone(),
            take.value.answer().map(|a| a.asked.clone()).unwrap_or_default(),
        )
    });
    Ok(whole(&rows, value(fields, "by") == Some("story"), undo.as_ref()))
}

/// Rows that share a question or a story, in the order of their latest.
fn groups(rows: &[TakeRow], by_story: bool) -> Vec<(String, Vec<(usize, &TakeRow)>)> {
    let mut groups: Vec<(String, Vec<(usize, &TakeRow)>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        let story = row.drill.value.story.as_ref().map_or("", |story| story.0.as_str());
        let key = if by_story { story } else { question_key(row) };
        let at = *known.entry(key).or_insert_with(|| {
            groups.push((name(row, by_story), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push((number(rows, &row.drill.id), row));
    }
    groups
}

fn name(row: &TakeRow, by_story: bool) -> String {
    if !by_story {
        return row
            .drill
            .value
            .answer()
            .map(|turn| turn.asked.clone())
            .unwrap_or_default();
    }
    if row.story_title.is_empty() {
        "No story named".to_owned()
    } else {
        row.story_title.clone()
    }
}

fn whole(rows: &[TakeRow], by_story: bool, undo: Option<&(String, String)>) -> Markup {
    let longest = rows.iter().filter_map(|row| row.seconds).fold(180.0, f64::max);
    let groups = groups(rows, by_story);
    layout::page(
        "Takes",
        "/practice",
        &html! {
            (practice_tabs(PAGE.path))
            header.head {
                h1 { "Takes" }
                @if !rows.is_empty() { p.meta { span { (counted(rows.len(), "take", "takes")) } span { "the longest " span.num { (clock(longest_told(rows))) } } } }
            }
            @if let Some((id, asked)) = undo {
                form.sheet.told-you method="post" action=(format!("/takes/{id}/restore")) {
                    span role="status" { "The take of “" span dir="auto" { (visible(asked)) } "” is removed." }
                    button.small type="submit" { "Undo" }
                }
            }
            @if rows.is_empty() { (beginnings()) } @else {
                form.takes-form method="get" action="/takes/against" data-pick-two {
                    div.over-takes {
                        nav.tabs.small-tabs aria-label="Put together by" {
                            a href="/takes" aria-current=[(!by_story).then_some("true")] { "By question" }
                            a href="/takes?by=story" aria-current=[by_story.then_some("true")] { "By story" }
                        }
                        span.picking { span.quiet data-picked { "Tick two to hold them against each other." } button type="submit" data-compare { "Compare" } }
                    }
                    @for (index, (name, takes)) in groups.iter().enumerate() {
                        section.takes-group aria-labelledby=(format!("group-{index}")) {
                            h2 id=(format!("group-{index}")) dir="auto" { (visible(name)) }
                            (take_rows(takes, longest, by_story))
                        }
                    }
                }
                (legend())
            }
        },
    )
}

fn longest_told(rows: &[TakeRow]) -> f64 {
    rows.iter().filter_map(|row| row.seconds).fold(0.0, f64::max)
}

/// What the little drawings mean.
fn legend() -> Markup {
    html! {
        p.quiet.takes-legend {
            "A line is as long as the telling, and its tick stands where the time was up. Figures are findings: "
            span.count.bad { "1" } " costs you, " span.count.warn { "1" } " to watch, " span.count.hint { "1" } " hint. Steps down are follow-ups, solid while the evidence held."
        }
    }
}

/// Nothing was told yet: what a take is good for, and the way to the first.
fn beginnings() -> Markup {
    html! {
        section.sheet.none-yet {
            h2 { "No take yet" }
            p { "A take is one telling of one question, two to three minutes, with the follow-ups an interviewer would ask. It stays here with its sound, its review, and how long you held." }
            p { "The second take of the same question teaches more than ten first ones: the two are laid beside each other, and you see what you fixed, what crept in, and which figure got lost." }
            div.row { a.button.go href="/practice" { "Tell the first one" } }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let rows = super::sample_take::rows();
    let undo = ("a9".to_owned(), "Tell me about a time you changed course.".to_owned());
    vec![
        ("takes-empty", whole(&[], false, None)),
        ("takes", whole(&rows, false, Some(&undo))),
        ("takes-by-story", whole(&rows, true, None)),
    ]
}
