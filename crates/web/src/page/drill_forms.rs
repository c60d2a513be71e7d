//! What a drill room sends: a turn that was said, passed or brought as a file, and how it goes on. Each leads back to the room, or shows
//! it as it is with what went wrong; nothing that was said is lost by either.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use glidepath_app::practice::{
    FollowUps, Nudges, Onward, Rating, Said, Start, drill, enough, finish_turn, leave_drill, onward, pass_turn,
    rate_drill, start_drill, take_again, write_turn,
};
use glidepath_app::review_answer::unknown;
use glidepath_app::{Error, Kept};
use glidepath_domain::{Drill, DrillState};
use serde_json::json;
use tokio::task::spawn_blocking;

use super::drill::{go_on, kept_name, open_turn, room_of, show, unwritten_turn};
use super::loop_room::goes_on;
use crate::answer_form::posted;
use crate::kept_form::{forget, trouble, value};
use crate::live::Happened;
use crate::router::{Desk, State as Shared};
use crate::show::drill_room::How;
use crate::{bad_news, drill_upload, guard};

/// The addresses that forms are sent to.
pub(super) fn beside(router: Router<Shared>) -> Router<Shared> {
    let back = || get(|Path(id): Path<String>| async move { Redirect::to(&room_of(&id)) });
    router
        .route("/practice/{id}/finish", back().post(finish))
        .route("/practice/{id}/pass", back().post(pass))
        .route("/practice/{id}/enough", back().post(ends))
        .route("/practice/{id}/retake", back().post(retake))
        .route("/practice/{id}/leave", back().post(leave))
        .route("/practice/{id}/onward", back().post(goes_onward))
        .route("/practice/{id}/rate", back().post(rate))
        .route("/practice/{id}/upload", back().post(upload))
        .route("/practice/{id}/transcribe", back().post(transcribe))
        .route("/practice/{id}/stop-writing", back().post(stop_writing))
        .route("/practice/{id}/writing", get(writing))
}

/// Ends the live side of a turn: the sound is on the disk, and what happened meanwhile comes back.
async fn end_live(shared: &Desk, id: &str, turn: usize) -> Result<Happened, Error> {
    let (rooms, id) = (Arc::clone(&shared.rooms), id.to_owned());
    spawn_blocking(move || rooms.end(&id, turn))
        .await
        .unwrap_or_else(|_| Ok(Happened::default()))
}

/// Does something to a drill, then leads back to it; or shows it as it is, with what went wrong.
async fn act(shared: &Shared, id: &str, how: How, doing: impl Future<Output = Result<String, Error>>) -> Response {
    let error = match doing.await {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(error) => error,
    };
    let again = async {
        let kept = drill(&*shared.bank().await?, id).await?;
        show(shared, &kept, how, Some(&error)).await
    };
    match again.await {
        Ok(page) => guard::with_microphone((bad_news::status(&error), page).into_response()),
        Err(_) => trouble(&error),
    }
}

async fn finish(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let fields = match posted(request).await {
        Ok(fields) => fields,
        Err(error) => return trouble(&error),
    };
    let spoken = value(&fields, "spoken") == Some("yes");
    let how = if spoken { How::Speak } else { How::Type };
    act(&shared, &id, how, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        let turn = value(&fields, "turn")
            .and_then(|turn| turn.parse().ok())
            .unwrap_or(usize::MAX);
        // A field that a browser sent has CRLF for each line break.
        let text = |name: &str| {
            value(&fields, name)
                .unwrap_or_default()
                .replace("\r\n", "\n")
                .trim()
                .to_owned()
        };
        let kept = if unwritten_turn(&kept.value) == Some(turn) {
            write_turn(&bank, &id, kept.version, turn, &text("text"), &[], "typed").await?
        } else if open_turn(&kept.value) == Some(turn) {
            let happened = end_live(&shared, &id, turn).await?;
            let (words, by) = if spoken {
                (text("heard"), "browser")
            } else {
                (text("text"), "typed")
            };
            let said = Said {
                text: words,
                written_by: by.to_owned(),
                took_ms: value(&fields, "took_ms").and_then(|ms| ms.parse().ok()),
                nudges: happened.nudges,
                interrupted_ms: happened.interrupted_ms,
                ..Said::default()
            };
            finish_turn(&bank, &shared.sound()?.recordings, &id, kept.version, &said).await?
        } else {
            // Sent twice, or from a page that another one has overtaken: what stands is shown.
            return Ok(room_of(&id));
        };
        forget(&bank, &kept_name(&id, turn)).await?;
        told(&shared, kept, how).await
    })
    .await
}

/// A turn was said: it is written down where somebody can, or else the next question is asked. Leads to the room.
async fn told(shared: &Desk, kept: Kept<Drill>, how: How) -> Result<String, Error> {
    let sound = shared.sound()?;
    if let (None, Some(place)) = (unwritten_turn(&kept.value), &kept.value.of_loop) {
        return goes_on(shared, &place.of, how).await;
    }
    match (unwritten_turn(&kept.value), &sound.transcriber) {
        // What sends the sound away waits to be asked for.
        (Some(turn), Some(transcriber)) if !transcriber.sends_sound() => {
            shared
                .writings
                .begin(shared.bank().await?, sound, transcriber, &kept.id, turn);
            Ok(room_of(&kept.id))
        }
        (Some(_), _) => Ok(room_of(&kept.id)),
        (None, _) => {
            let kept = go_on(shared, kept).await?;
            Ok(match (how, open_turn(&kept.value)) {
                (How::Type, Some(_)) => format!("{}?how=type", room_of(&kept.id)),
                _ => room_of(&kept.id),
            })
        }
    }
}

async fn pass(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let fields = posted(request).await.unwrap_or_default();
    let how = if value(&fields, "how") == Some("type") {
        How::Type
    } else {
        How::Speak
    };
    act(&shared, &id, how, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        let took = value(&fields, "took_ms").and_then(|ms| ms.parse().ok());
        if let Some(turn) = open_turn(&kept.value) {
            end_live(&shared, &id, turn).await?;
            forget(&bank, &kept_name(&id, turn)).await?;
        }
        let kept = pass_turn(&bank, &shared.sound()?.recordings, &id, kept.version, took).await?;
        told(&shared, kept, how).await
    })
    .await
}

async fn ends(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let fields = posted(request).await.unwrap_or_default();
    let how = How::of(value(&fields, "how"));
    act(&shared, &id, how, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        if let Some(turn) = open_turn(&kept.value) {
            end_live(&shared, &id, turn).await?;
        }
        let kept = enough(&bank, &id, kept.version).await?;
        match &kept.value.of_loop {
            Some(place) => goes_on(&shared, &place.of, how).await,
            None => Ok(room_of(&id)),
        }
    })
    .await
}

async fn retake(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let fields = posted(request).await.unwrap_or_default();
    act(&shared, &id, How::Speak, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        if let Some(turn) = open_turn(&kept.value) {
            end_live(&shared, &id, turn).await?;
        }
        let again = take_again(&bank, &id).await?;
        Ok(match value(&fields, "how") {
            Some("type") => format!("{}?how=type", room_of(&again.id)),
            _ => room_of(&again.id),
        })
    })
    .await
}

/// The next question of a variant, held as the last one was.
async fn goes_onward(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    act(&shared, &id, How::Speak, async {
        let bank = shared.bank().await?;
        let Onward::Question(choice) = onward(&bank, &id).await? else {
            return Ok(room_of(&id));
        };
        let last = drill(&bank, &id).await?.value;
        let start = Start {
            choice,
            variant: last.variant,
            temperament: last.temperament,
            limit_s: last.limit_s,
            follow_ups: last.most_follow_ups.map_or(FollowUps::All, FollowUps::AtMost),
            exam: last.exam,
            nudges: match (last.on_trial, last.nudged) {
                (true, _) => Nudges::Trial,
                (false, true) => Nudges::On,
                (false, false) => Nudges::Off,
            },
            level: last.level,
            role: last.role,
            story: None,
        };
        Ok(room_of(&start_drill(&bank, &start).await?.id))
    })
    .await
}

async fn leave(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    act(&shared, &id, How::Speak, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        if let Some(turn) = open_turn(&kept.value) {
            end_live(&shared, &id, turn).await?;
        }
        leave_drill(&bank, &id, kept.version).await?;
        Ok(room_of(&id))
    })
    .await
}

async fn rate(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let fields = match posted(request).await {
        Ok(fields) => fields,
        Err(error) => return trouble(&error),
    };
    act(&shared, &id, How::Speak, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        if kept.value.state != DrillState::Rating {
            return Ok(room_of(&id));
        }
        let verdict = value(&fields, "verdict").unwrap_or_default().parse().map_err(unknown)?;
        let story = value(&fields, "story")
            .filter(|story| !story.is_empty())
            .map(str::to_owned);
        rate_drill(&bank, &shared.reviewer, &id, kept.version, &Rating { verdict, story }).await?;
        Ok(format!("/takes/{id}"))
    })
    .await
}

async fn upload(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    act(&shared, &id, How::Speak, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        let Some(turn) = open_turn(&kept.value) else {
            return Ok(room_of(&id));
        };
        let recordings = &shared.sound()?.recordings;
        end_live(&shared, &id, turn).await?;
        drill_upload::take_in(request, recordings, &id, turn).await?;
        let kept = finish_turn(&bank, recordings, &id, kept.version, &Said::default()).await?;
        told(&shared, kept, How::Speak).await
    })
    .await
}

async fn transcribe(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    act(&shared, &id, How::Speak, async {
        let bank = shared.bank().await?;
        let kept = drill(&bank, &id).await?;
        let sound = shared.sound()?;
        if let (Some(turn), Some(transcriber)) = (unwritten_turn(&kept.value), &sound.transcriber) {
            shared.writings.begin(bank, sound, transcriber, &id, turn);
        }
        Ok(room_of(&id))
    })
    .await
}

async fn stop_writing(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    shared.writings.stop(&id);
    Redirect::to(&room_of(&id)).into_response()
}

/// How far the writing down is, for the page that waits for it.
async fn writing(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let writing = shared.writings.of(&id);
    Json(json!({ "done": writing.is_none(), "share": writing.map(|one| one.share()) })).into_response()
}
