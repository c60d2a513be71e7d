//! The line of one page to its room: a socket, and a way for the last words of a page that is being closed.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use glidepath_app::find_questions::question;
use glidepath_app::practice::{drill, recording_of};
use glidepath_app::{Bank, Error, Reviewer};
use glidepath_domain::{Attempt, Date, Drill, Principle, ReplyKind, Variant};
use glidepath_practice::{TakePlan, wants_conflict};
use tokio::task::spawn_blocking;

use super::frame::{Chunk, MOST_FRAME, Said, Tell};
use super::room::{Room, Shared};
use super::seat::Seat;
use crate::bad_news;
use crate::kept_form::value;
use crate::router::{Desk, State as App};

/// How often the clock of who types goes on.
const TICK: Duration = Duration::from_millis(500);
/// The most letters read along: beyond that it is no answer.
const MOST_READ: usize = 40_000;

/// The addresses of a room's line.
pub(crate) fn beside(router: Router<App>) -> Router<App> {
    router
        .route("/practice/{id}/live", get(open))
        .route("/practice/{id}/sound", post(keep))
}

async fn open(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    match enter(&app, &id, turn_of(&asked)).await {
        Ok(room) => upgrade
            .max_message_size(MOST_FRAME)
            .max_frame_size(MOST_FRAME)
            .on_upgrade(move |socket| listen(app, room, socket)),
        Err(error) => bad_news::problem(bad_news::status(&error), &error),
    }
}

fn turn_of(asked: &[(String, String)]) -> Option<usize> {
    value(asked, "turn")?.parse().ok()
}

/// The room of the turn that is open.
async fn enter(app: &Desk, id: &str, turn: Option<usize>) -> Result<Shared, Error> {
    if let Some(room) = turn.and_then(|turn| app.rooms.find(id, turn)) {
        return Ok(room);
    }
    let bank = app.bank().await?;
    let drill = drill(&bank, id).await?.value;
    let last = drill.turns.len().checked_sub(1);
    let open = last.and_then(|at| drill.turns.get(at).filter(|turn| turn.reply == ReplyKind::Open));
    let (Some(at), Some(open)) = (last.filter(|last| Some(*last) == turn), open) else {
        return Err(Error::invalid(
            "turn-over",
            "This question is answered already",
            "the drill went on to the next one, perhaps in another tab",
            "Load the page again.",
        ));
    };
    let plan = TakePlan {
        limit_s: if at == 0 { drill.limit_s } else { 0 },
        // Follow-ups are short, and the interviewer is waiting: nobody nudges there.
        shown: drill.nudged && !drill.exam && at == 0,
        conflict: asks_for_conflict(&bank, &drill).await,
    };
    let interrupts = at == 0 && drill.variant == Variant::Interrupted;
    let (recordings, asked) = (app.sound()?.recordings.clone(), open.asked.clone());
    let recording = recording_of(id, at);
    app.rooms.enter(id, at, move || {
        Room::open(plan, interrupts, asked, recording, recordings)
    })
}

/// Whether the question is about a conflict: its bank says so, or for own words the principles do.
async fn asks_for_conflict(bank: &Bank, drill: &Drill) -> bool {
    match question(bank, &drill.question).await {
        Ok(row) => wants_conflict(&row.question),
        Err(_) => drill.principles.first() == Some(&Principle::HaveBackbone),
    }
}

/// Sound of a page that is being closed, which has no line any more.
async fn keep(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    body: Bytes,
) -> Response {
    let refuse = |error: &Error| bad_news::problem(bad_news::status(error), error);
    let room = match enter(&app, &id, turn_of(&asked)).await {
        Ok(room) => room,
        Err(error) => return refuse(&error),
    };
    if !room.seats.may_send(value(&asked, "seat").unwrap_or_default()) {
        return refuse(&Error::invalid(
            "drill-held",
            "This drill is open in another tab",
            "one tab at a time can hear you",
            "Go on there.",
        ));
    }
    let told = spawn_blocking(move || Chunk::of(&body).map(|chunk| room.hear(&chunk))).await;
    match told.ok().flatten().as_deref() {
        Some([Tell::Trouble { error }, ..]) => refuse(error),
        Some(_) => StatusCode::NO_CONTENT.into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// One page's line, from its first word to its last.
async fn listen(app: App, room: Shared, mut socket: WebSocket) {
    let Some(mut seat) = sit(&room, &mut socket).await else {
        return;
    };
    let _line = app.rooms.line(room.recordings());
    if tell(&mut socket, &[room.hello()]).await.is_ok() {
        talk(&app, &room, &mut seat, &mut socket).await;
    }
    room.seats.stand(&seat);
}

/// Waits for the page to say who it is. A page that may not sit is told so, and may ask again.
async fn sit(room: &Room, socket: &mut WebSocket) -> Option<Seat> {
    loop {
        let Message::Text(text) = socket.recv().await?.ok()? else {
            continue;
        };
        let seat = match Said::of(&text) {
            Some(Said::Enter { seat }) => room.seats.sit(&seat, false),
            Some(Said::Take { seat }) => room.seats.sit(&seat, true),
            _ => continue,
        };
        if seat.is_some() {
            return seat;
        }
        tell(socket, &[Tell::Held]).await.ok()?;
    }
}

async fn talk(app: &App, room: &Shared, seat: &mut Seat, socket: &mut WebSocket) {
    let mut clock = tokio::time::interval(TICK);
    let mut typing = false;
    // The page sends on what follows a gap until it hears of it: it is told once.
    let mut gap = None;
    loop {
        let told = tokio::select! {
            biased;
            () = seat.taken() => {
                drop(tell(socket, &[Tell::Taken]).await);
                return;
            }
            message = socket.recv() => match message {
                Some(Ok(Message::Binary(frame))) => sound(room, frame, &mut gap).await,
                Some(Ok(Message::Text(text))) => match Said::of(&text) {
                    Some(Said::Typed { text }) => {
                        if !typing {
                            clock.reset();
                            typing = true;
                        }
                        words(app, room, text).await
                    }
                    Some(Said::Heard { text }) => words(app, room, text).await,
                    Some(Said::Rest { rests }) => {
                        clock.reset();
                        typing = !rests;
                        Vec::new()
                    }
                    _ => Vec::new(),
                },
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => Vec::new(),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            _ = clock.tick(), if typing => room.type_on(TICK.as_millis() as u64),
        };
        if tell(socket, &told).await.is_err() {
            return;
        }
    }
}

/// A chunk, kept before it is said to be.
async fn sound(room: &Shared, frame: Bytes, gap: &mut Option<u64>) -> Vec<Tell> {
    let hears = Arc::clone(room);
    let told = spawn_blocking(move || Chunk::of(&frame).map(|chunk| hears.hear(&chunk)))
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    match told.first() {
        Some(Tell::Gap { have }) if *gap == Some(*have) => Vec::new(),
        Some(Tell::Gap { have }) => {
            *gap = Some(*have);
            told
        }
        _ => {
            *gap = None;
            told
        }
    }
}

/// The words so far, read by the rules and by as much of the model as has time.
async fn words(app: &App, room: &Shared, text: String) -> Vec<Tell> {
    if text.len() > MOST_READ {
        return Vec::new();
    }
    let (reader, today) = (app.reviewer.in_a_hurry(), (app.today)());
    let reads = Arc::clone(room);
    spawn_blocking(move || read(&reads, &reader, text, today))
        .await
        .unwrap_or_default()
}

fn read(room: &Room, reviewer: &Reviewer, text: String, today: Date) -> Vec<Tell> {
    let so_far = glidepath_practice::read(&text);
    let attempt = Attempt {
        question: Some(room.asked.clone()),
        ..Attempt::of(text, today)
    };
    let review = (so_far.words > 0).then(|| reviewer.review(&attempt).0);
    room.read(attempt.text, so_far, review.as_ref())
}

async fn tell(socket: &mut WebSocket, told: &[Tell]) -> Result<(), axum::Error> {
    for one in told {
        socket.send(Message::text(one.json())).await?;
    }
    Ok(())
}
