//! `/loops/{id}`: the loop as it stands, and the way on: into a round, out of it, to the debrief. Whatever was going on when a program or a
//! page was closed goes on from here.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use glidepath_app::loops::{Stand, after_turn, close_round, enter_round, leave_loop, round_used_s, stand};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Loop, RoundState};
use maud::{Markup, html};
use serde_json::json;

use super::sample_loop::sample_stands;
use super::{Nav, Page, loops};
use crate::answer_form::posted;
use crate::kept_form::{forget, trouble, typed, value, values};
use crate::router::{Desk, State as Shared};
use crate::show::drill_room::How;
use crate::show::loop_room::{LoopRoom, leaving, loop_room};
use crate::{asset, bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/loops/{id}",
    nav: Nav::Nowhere,
    route: || get(open),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/loops/{id}/enter", post(enter))
        .route("/loops/{id}/onward", post(onward))
        .route("/loops/{id}/close", post(close))
        .route("/loops/{id}/leave", get(ask_to_leave).post(leave))
        .route("/loops/{id}/pulse", get(pulse))
}

pub(super) fn loop_of(id: &str) -> String {
    format!("/loops/{id}")
}

/// Where the candidate goes from here: into the room of an open question, else to the loop.
pub(super) fn leads(id: &str, stand: &Stand, how: How) -> String {
    match stand {
        Stand::Question { drill, .. } | Stand::Unwritten { drill, .. } => match how {
            How::Type => format!("/practice/{}?how=type", drill.id),
            How::Speak => format!("/practice/{}", drill.id),
        },
        _ => loop_of(id),
    }
}

/// Lets the interviewer go on, and says where that leads.
pub(super) async fn goes_on(shared: &Desk, id: &str, how: How) -> Result<String, Error> {
    let bank = shared.bank().await?;
    let (_, stand) = after_turn(&bank, &shared.reviewer, id).await?;
    Ok(leads(id, &stand, how))
}

/// The name under which own questions are kept while they are typed.
fn kept_name(id: &str, round: usize) -> String {
    format!("loop:{id}:{round}")
}

async fn open(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    match seen(&shared, &id, None).await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

/// The page as it stands; what a program that was killed left to be asked is asked now.
async fn seen(shared: &Desk, id: &str, error: Option<&Error>) -> Result<Markup, Error> {
    let bank = shared.bank().await?;
    let (mut kept, mut stands) = stand(&bank, id).await?;
    if matches!(stands, Stand::Onward { .. }) {
        (kept, stands) = after_turn(&bank, &shared.reviewer, id).await?;
    }
    let used = used_s(&bank, &kept).await?;
    let words = match &stands {
        Stand::Closing { round, .. } => typed(&bank, &kept_name(id, *round)).await?,
        _ => None,
    };
    let own: Vec<String> = words
        .iter()
        .flat_map(|typed| values(&typed.fields, "own"))
        .map(str::to_owned)
        .collect();
    let free = match &stands {
        Stand::Waiting { round, .. } if *round > 0 => loops::free_to_tell(&bank, id).await,
        _ => None,
    };
    Ok(whole(
        &LoopRoom {
            kept: &kept,
            stand: &stands,
            used_s: &used,
            typed: &own,
            free: free.as_ref(),
        },
        error,
    ))
}

/// Seconds used of each round; none of those that have not begun.
pub(super) async fn used_s(bank: &Bank, kept: &Kept<Loop>) -> Result<Vec<f64>, Error> {
    let mut used = Vec::with_capacity(kept.value.rounds.len());
    for (index, round) in kept.value.rounds.iter().enumerate() {
        used.push(match round.state {
            RoundState::Waiting => 0.0,
            _ => round_used_s(bank, kept, index).await?,
        });
    }
    Ok(used)
}

fn whole(room: &LoopRoom<'_>, error: Option<&Error>) -> Markup {
    page(&loop_room(room), error)
}

fn page(main: &Markup, error: Option<&Error>) -> Markup {
    layout::page(
        "The loop",
        loops::PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            link rel="stylesheet" href=(asset::address("loop.css"));
            @if let Some(error) = error { (bad_news::notice(error)) }
            (main)
        },
    )
}

/// The version that a form saw.
pub(super) fn version(fields: &[(String, String)]) -> i64 {
    value(fields, "version")
        .and_then(|seen| seen.parse().ok())
        .unwrap_or(-1)
}

/// Does something to a loop and leads on; or shows it as it is, with what went wrong.
async fn act(shared: &Shared, id: &str, doing: impl Future<Output = Result<String, Error>>) -> Response {
    let error = match doing.await {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(error) => error,
    };
    match seen(shared, id, Some(&error)).await {
        Ok(page) => (bad_news::status(&error), page).into_response(),
        Err(_) => trouble(&error),
    }
}

async fn enter(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    act(&shared, &id, async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let (_, stand) = enter_round(&bank, &id, version(&fields)).await?;
        Ok(leads(&id, &stand, How::of(value(&fields, "how"))))
    })
    .await
}

async fn onward(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    act(&shared, &id, goes_on(&shared, &id, How::Speak)).await
}

async fn close(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    act(&shared, &id, async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let asked: Vec<String> = match value(&fields, "none") {
            Some(_) => Vec::new(),
            None => values(&fields, "own").map(|text| text.replace("\r\n", "\n")).collect(),
        };
        let (before, _) = stand(&bank, &id).await?;
        close_round(&bank, &id, version(&fields), &asked).await?;
        if let Some(round) = before.value.current() {
            forget(&bank, &kept_name(&id, round)).await?;
        }
        Ok(loop_of(&id))
    })
    .await
}

async fn ask_to_leave(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let asking = async {
        let bank = shared.bank().await?;
        let (kept, stands) = stand(&bank, &id).await?;
        let used = used_s(&bank, &kept).await?;
        let room = LoopRoom {
            kept: &kept,
            stand: &stands,
            used_s: &used,
            typed: &[],
            free: None,
        };
        Ok::<_, Error>(page(&leaving(&room), None))
    };
    match asking.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn leave(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    act(&shared, &id, async {
        let fields = posted(request).await?;
        leave_loop(&*shared.bank().await?, &id, version(&fields)).await?;
        Ok(loop_of(&id))
    })
    .await
}

/// Whether the loop has gone on, for pages that wait for somebody.
async fn pulse(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let looking = async {
        let (kept, stand) = stand(&*shared.bank().await?, &id).await?;
        let turn = match &stand {
            Stand::Question { drill, turn, .. } => format!("{}:{turn}:{}", drill.id, drill.version),
            Stand::Unwritten { drill, .. } => format!("{}:{}", drill.id, drill.version),
            Stand::Person { exchange, .. } => format!("person:{exchange:?}"),
            _ => String::new(),
        };
        Ok::<_, Error>(Json(json!({
            "stands": format!("{}:{turn}", kept.version),
            "leads": leads(&id, &stand, How::Speak),
        })))
    };
    match looking.await {
        Ok(reply) => reply.into_response(),
        Err(error) => bad_news::problem(bad_news::status(&error), &error),
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let mut all: Vec<(&'static str, Markup)> = Vec::new();
    for (name, kept, stand) in &sample_stands() {
        let room = LoopRoom {
            kept,
            stand,
            used_s: &[1_680.0, 740.0, 0.0, 0.0, 0.0],
            typed: &["What did this team give up last quarter?".to_owned()],
            free: None,
        };
        all.push((*name, whole(&room, None)));
        if *name == "loop-onward" {
            let error = Error::invalid(
                "loop-went-on",
                "This loop went on elsewhere",
                "another page was faster",
                "Look at it again.",
            );
            all.push(("loop-leaving", page(&leaving(&room), Some(&error))));
        }
    }
    all
}
