//! `/takes/{id}/against/{other}`: two takes of one story or question: what the later fixed, brought in and lost.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::practice::{TakeFilter, TakeRow, TakesApart, compare_takes, list_takes};
use glidepath_app::{Error, Kept};
use glidepath_domain::Drill;
use maud::{Markup, html};

use super::take::number;
use super::{Nav, Page, alone};
use crate::kept_form::trouble;
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::practice_tabs::practice_tabs;
use crate::show::{compared, moment, take_change, visible};

pub(crate) static PAGE: Page = Page {
    path: "/takes/{id}/against/{other}",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: alone,
    samples,
};

async fn open(State(shared): State<Shared>, Path((one, other)): Path<(String, String)>) -> Response {
    match apart(&shared, &one, &other).await {
        Ok((apart, rows)) => whole(&apart, &rows).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn apart(shared: &Desk, one: &str, other: &str) -> Result<(TakesApart, Vec<TakeRow>), Error> {
    let bank = shared.bank().await?;
    let apart = compare_takes(&bank, &shared.reviewer, one, other).await?;
    Ok((apart, list_takes(&bank, &TakeFilter::default()).await?))
}

fn asked(drill: &Kept<Drill>) -> &str {
    drill.value.answer().map_or("", |turn| turn.asked.as_str())
}

fn whole(apart: &TakesApart, rows: &[TakeRow]) -> Markup {
    let (earlier, later) = (&apart.earlier, &apart.later);
    let same = asked(earlier) == asked(later);
    layout::page(
        "Two takes",
        "/practice",
        &html! {
            (practice_tabs("/takes/two"))
            header.head {
                div.crumb {
                    p.label { a href="/takes" { "Takes" } " · two held against each other" }
                    div.actions { form method="post" action=(format!("/takes/{}/again", later.id)) { button.go type="submit" { "Tell it once more" } } }
                }
                h1 dir="auto" { (visible(asked(later))) }
                @if !same { p.meta { "The earlier one answered: " span dir="auto" { (visible(asked(earlier))) } } }
                p.meta {
                    span { a href=(format!("/takes/{}", earlier.id)) { "Take " (number(rows, &earlier.id)) } ", " (moment(earlier.created_ms)) }
                    span { a href=(format!("/takes/{}", later.id)) { "take " (number(rows, &later.id)) } ", " (moment(later.created_ms)) }
                }
                (take_change::in_a_line(&apart.diff))
            }
            (take_change::by_heart(&apart.diff))
            (compared::flights(&apart.earlier_reviewed, &apart.later_reviewed))
            (take_change::findings(&apart.diff))
            div.change-columns {
                (take_change::sections(apart))
                div { (take_change::figures(&apart.diff)) (compared::strengths(&apart.comparison)) }
            }
            (compared::word_by_word(&apart.comparison, &apart.earlier_reviewed, &apart.later_reviewed))
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    use super::sample_take::{drill, rows, take};
    use glidepath_app::compare_answers::compare_answers;
    use glidepath_practice::{Take, take_diff};

    let mut pages = Vec::new();
    for (name, before, after) in [
        ("take-diff", "invoices-first", "invoices"),
        ("take-diff-by-heart", "pager", "pager"),
    ] {
        let (Some(before), Some(mut after)) = (drill(before, false), drill(after, true)) else {
            continue;
        };
        if name == "take-diff-by-heart" {
            if let Some(answer) = after.turns.first_mut() {
                answer.text = answer
                    .text
                    .replace("2 calls in 31,000", "3 calls in 31,000")
                    .replace("$140,000", "$120,000");
                answer.words.clear();
            }
        }
        let (Some(earlier), Some(later)) = (take("a1", before, true), take("a2", after, true)) else {
            continue;
        };
        let (first, second) = (&earlier.reviewed, &later.reviewed);
        let diff = take_diff(
            &Take {
                text: &first.attempt.text,
                review: &first.review,
                words: &first.attempt.words,
            },
            &Take {
                text: &second.attempt.text,
                review: &second.review,
                words: &second.attempt.words,
            },
        );
        let apart = TakesApart {
            comparison: compare_answers(first, second),
            diff,
            earlier: earlier.drill,
            earlier_reviewed: earlier.reviewed,
            later: later.drill,
            later_reviewed: later.reviewed,
        };
        pages.push((name, whole(&apart, &rows())));
    }
    pages
}
