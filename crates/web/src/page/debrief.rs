//! `/loops/{id}/debrief`: what came of a loop, on screen, on paper and as files.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::hand_out_debrief::debrief_markdown;
use glidepath_app::loops::{Debriefed, debrief_loop};
use glidepath_app::wire::DebriefOut;
use glidepath_app::{Error, Kept};
use glidepath_domain::{Debrief, Loop};
use maud::{Markup, html};

use super::loop_room::loop_of;
use super::sample_debrief::sample_debriefs;
use super::sample_loop::sample_kept;
use super::{Nav, Page, loops};
use crate::kept_form::trouble;
use crate::router::{Desk, State as Shared};
use crate::show::Links;
use crate::show::debrief_packet::{Packet, debrief_packet};
use crate::show::loop_strip::sitter;
use crate::{asset, debrief_file, layout};

pub(crate) static PAGE: Page = Page {
    path: "/loops/{id}/debrief",
    nav: Nav::Nowhere,
    route: || get(open),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/loops/{id}/debrief.md", get(markdown))
        .route("/loops/{id}/debrief.json", get(json))
        .route("/loops/{id}/debrief.html", get(one_file))
}

async fn debriefed(shared: &Desk, id: &str) -> Result<Debriefed, Error> {
    debrief_loop(&*shared.bank().await?, &shared.reviewer, id).await
}

/// A loop that is on leads back to where it stands.
fn refused(id: &str, error: &Error) -> Response {
    if error.code == "loop-running" {
        return Redirect::to(&loop_of(id)).into_response();
    }
    trouble(error)
}

async fn open(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    match debriefed(&shared, &id).await {
        Ok(done) => whole(&done.kept, &done.debrief, &missing(&done)).into_response(),
        Err(error) => refused(&id, &error),
    }
}

/// Seats of people whose scorecard was not handed in, from 1, with their names.
fn missing(done: &Debriefed) -> Vec<(usize, String)> {
    let rounds = done.kept.value.rounds.iter().zip(1..);
    rounds
        .filter(|(round, number)| {
            let handed_in = done.scorecards.get(number - 1).is_some_and(Option::is_some);
            round.seat.is_human() && !handed_in
        })
        .map(|(round, number)| (number, sitter(&round.seat)))
        .collect()
}

async fn markdown(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    file(&shared, &id, "text/markdown; charset=utf-8", "md", |done| {
        debrief_markdown(done)
    })
    .await
}

async fn json(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    file(&shared, &id, "application/json", "json", |done| {
        let out = DebriefOut::of(done);
        serde_json::to_string_pretty(&out).unwrap_or_default()
    })
    .await
}

async fn one_file(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    file(&shared, &id, "text/html; charset=utf-8", "html", |done| {
        debrief_file(&done.kept, &done.debrief)
    })
    .await
}

/// The debrief as a file to keep.
async fn file(shared: &Desk, id: &str, kind: &str, ends: &str, make: impl Fn(&Debriefed) -> String) -> Response {
    match debriefed(shared, id).await {
        Ok(done) => {
            let disposition = format!("attachment; filename=\"debrief.{ends}\"");
            let headers = [
                (header::CONTENT_TYPE, kind.to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
            ];
            (headers, make(&done)).into_response()
        }
        Err(error) => refused(id, &error),
    }
}

pub(super) fn whole(kept: &Kept<Loop>, debrief: &Debrief, missing: &[(usize, String)]) -> Markup {
    let packet = Packet {
        id: &kept.id,
        of: &kept.value,
        begun_ms: kept.created_ms,
        debrief,
        links: Links::App,
    };
    layout::page(
        "Debrief",
        loops::PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("loop.css"));
            @for (number, name) in missing {
                p.sheet.told-you { span { b { (name) } " has not handed in a scorecard, so their vote is not counted." } a.button.small href=(format!("/loops/{}/seats/{number}", kept.id)) { "Their scorecard" } }
            }
            (debrief_packet(&packet))
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    let late = [(5, "Ruth Adeyemi".to_owned())];
    sample_debriefs()
        .iter()
        .map(|(name, of, debrief)| {
            let missing: &[(usize, String)] = if *name == "debrief-not-judged" { &late } else { &[] };
            (*name, whole(&sample_kept("a", of.clone()), debrief, missing))
        })
        .collect()
}
