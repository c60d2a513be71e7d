//! A drill over HTTP and its live line, without a browser: told, asked about, rated; sound kept, sent twice, with a gap, from two pages.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use futures_util::{SinkExt as _, StreamExt as _};
use glidepath_app::config::PracticeSettings;
use glidepath_app::practice::recording_of;
use glidepath_app::{Edge, LazyBank, Place, Recordings, Reviewer};
use glidepath_domain::Date;
use glidepath_web::{Sound, app_with_sound};
use serde_json::Value;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tower::ServiceExt as _;

const ANSWER: &str = "My manager wanted to switch off the nightly check of invoices. I thought we would charge people wrongly, so I asked \
                      her for two days. I ran the check again on 1,940 corrections and it caught 31. She still said no, and I wrote a \
                      query that support runs on Fridays.";

/// A clock that goes on by a second whenever somebody looks, and names in a row.
#[derive(Default)]
struct Steps(AtomicI64);

impl Edge for Steps {
    fn now_ms(&self) -> i64 {
        1_780_315_200_000 + 1000 * self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn today(&self) -> Date {
        today()
    }

    fn id(&self) -> String {
        format!("d-{}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 1,
    }
}

/// The app with an empty bank and an empty folder.
struct App {
    router: Router,
    recordings: Recordings,
    _folder: TempDir,
}

fn fresh() -> App {
    let folder = tempfile::tempdir().unwrap();
    let recordings = Recordings::at(folder.path().join("recordings"));
    // A file, as sockets ask from other threads than requests.
    let place = Place::File(folder.path().join("glidepath.db"));
    let bank = LazyBank::at(place, Arc::new(Steps::default()), Reviewer::default());
    let sound = Sound {
        recordings: recordings.clone(),
        transcriber: None,
        language: None,
        settings: PracticeSettings::default(),
    };
    App {
        router: app_with_sound(Reviewer::default(), today, Some(Arc::new(bank)), Some(sound)),
        recordings,
        _folder: folder,
    }
}

impl App {
    async fn ask(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let location = parts
            .headers
            .get(header::LOCATION)
            .map(|to| to.to_str().unwrap().to_owned());
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        (parts.status, location.unwrap_or_default(), text)
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::HOST, "127.0.0.1:4747");
        let (status, _, text) = self.ask(request.body(Body::empty()).unwrap()).await;
        (status, text)
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let request = Request::post(path)
            .header(header::HOST, "127.0.0.1:4747")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// Starts a drill and returns its address.
    async fn begin(&self, more: &[(&str, &str)]) -> String {
        let fields = [
            &[
                ("from", "own"),
                ("own", "Tell me about a time you disagreed."),
                ("how", "speak"),
            ],
            more,
        ]
        .concat();
        let (status, to, text) = self.post("/practice", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        to
    }

    /// Serves on the loopback address, for sockets.
    async fn listens(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn line(address: SocketAddr, room: &str, enter: &str, seat: &str) -> Line {
    let (mut line, _) = connect_async(format!("ws://{address}{room}/live?turn=0"))
        .await
        .unwrap();
    say(&mut line, &format!(r#"{{"is":"{enter}","seat":"{seat}"}}"#)).await;
    line
}

async fn say(line: &mut Line, text: &str) {
    line.send(Message::text(text)).await.unwrap();
}

fn frame(first: u64, samples: &[i16]) -> Vec<u8> {
    let mut frame = first.to_le_bytes().to_vec();
    frame.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    frame
}

async fn send(line: &mut Line, first: u64, samples: &[i16]) {
    line.send(Message::binary(frame(first, samples))).await.unwrap();
}

/// The next thing the room says of this kind.
async fn hear(line: &mut Line, kind: &str) -> Value {
    loop {
        let Message::Text(text) = line.next().await.unwrap().unwrap() else {
            continue;
        };
        let message: Value = serde_json::from_str(&text).unwrap();
        if message["is"] == kind {
            return message;
        }
    }
}

#[tokio::test]
async fn a_drill_is_told_asked_about_and_rated_by_forms_alone() {
    let app = fresh();
    let room = app.begin(&[("how", "type"), ("follow_ups", "2")]).await;
    let (path, _) = room.split_once('?').unwrap_or((&room, ""));
    let (status, page) = app.get(path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        page.contains("Tell me about a time you disagreed.") && page.contains("<textarea"),
        "it can be typed without scripts"
    );
    let (_, to, _) = app
        .post(
            &format!("{path}/finish"),
            &[("turn", "0"), ("text", ANSWER), ("took_ms", "61000")],
        )
        .await;
    assert_eq!(
        to,
        format!("{path}?how=type"),
        "the next question, answered in the same way"
    );
    let (_, page) = app.get(path).await;
    assert!(
        page.contains("data-turn=\"1\"") && page.contains("Pass"),
        "a follow-up is asked"
    );
    let (_, again, _) = app
        .post(&format!("{path}/finish"), &[("turn", "0"), ("text", "Something else.")])
        .await;
    assert_eq!(again, path, "a form that was sent twice changes nothing");
    app.post(&format!("{path}/pass"), &[("how", "type")]).await;
    let (_, page) = app.get(path).await;
    if page.contains("data-turn=\"2\"") {
        app.post(&format!("{path}/enough"), &[]).await;
    }
    let (_, page) = app.get(path).await;
    assert!(
        page.contains("How did it go?") && !page.contains("/rules/"),
        "nothing is said before its teller has"
    );
    let (status, to, _) = app.post(&format!("{path}/rate"), &[("verdict", "meets")]).await;
    assert_eq!(
        (status, to),
        (StatusCode::SEE_OTHER, path.replace("/practice/", "/takes/"))
    );
    assert!(app.get(path).await.1.contains("See the review"));
}

#[tokio::test]
async fn what_cannot_be_is_told_on_the_page_and_loses_nothing() {
    let app = fresh();
    let (status, _, page) = app.post("/practice", &[("from", "own"), ("own", " ")]).await;
    assert!(status.is_client_error() && page.contains("role=\"alert\""));
    let (status, _, page) = app
        .post("/practice", &[("from", "own"), ("own", "Why?"), ("limit_s", "7")])
        .await;
    assert!(status.is_client_error() && page.contains("drill-bad-limit") && page.contains("Why?"));
    for (fields, code) in [
        (&[("from", "bank")][..], "question-unnamed"),
        (&[("variant", "sideways")], "unknown-value"),
        (&[("limit_s", "ten")], "bad-number"),
    ] {
        let (_, _, page) = app.post("/practice", fields).await;
        assert!(page.contains(code), "{code}");
    }
    let room = app.begin(&[]).await;
    let (status, _, page) = app
        .post(&format!("{room}/finish"), &[("turn", "0"), ("text", " ")])
        .await;
    assert!(
        status.is_client_error() && page.contains("role=\"alert\"") && page.contains("id=\"room\""),
        "the room stays"
    );
    let (status, _, page) = app.post(&format!("{room}/rate"), &[("verdict", "meets")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(app.get("/practice/nothing-here").await.0, StatusCode::NOT_FOUND);
    let (_, left, _) = app.post(&format!("{room}/leave"), &[]).await;
    assert!(app.get(&left).await.1.contains("You left this drill"));
    let (_, again, _) = app.post(&format!("{room}/retake"), &[]).await;
    assert_ne!(again, room, "a retake is a drill of its own");
}

#[tokio::test]
async fn sound_is_kept_before_it_is_acknowledged_and_once_only() {
    let app = fresh();
    let room = app.begin(&[]).await;
    let recording = recording_of(room.rsplit('/').next().unwrap(), 0);
    let address = app.listens().await;
    let mut page = line(address, &room, "enter", "a").await;
    assert_eq!(hear(&mut page, "hello").await["kept"], 0);
    let sound: Vec<i16> = (0..4_800).map(|at| (at * 7 % 30_000) as i16).collect();
    send(&mut page, 0, &sound[..1_600]).await;
    assert_eq!(hear(&mut page, "kept").await["samples"], 1_600);
    assert_eq!(
        app.recordings.read(&recording).unwrap(),
        &sound[..1_600],
        "on the disk before the receipt"
    );
    send(&mut page, 3_200, &sound[3_200..]).await;
    assert_eq!(
        hear(&mut page, "gap").await["have"],
        1_600,
        "what is missing is asked for"
    );
    send(&mut page, 0, &sound).await;
    assert_eq!(hear(&mut page, "kept").await["samples"], 4_800);
    assert_eq!(
        app.recordings.read(&recording).unwrap(),
        sound,
        "what was sent twice is there once"
    );
    // Half a sample, and no number at all: nothing is kept of either, and the line stays.
    page.send(Message::binary(frame(4_800, &[1])[..9].to_vec()))
        .await
        .unwrap();
    page.send(Message::binary(vec![1, 2])).await.unwrap();
    say(&mut page, "nonsense").await;
    drop(page);
    let mut again = line(address, &room, "enter", "a").await;
    assert_eq!(
        hear(&mut again, "hello").await["kept"],
        4_800,
        "a page that comes back goes on from there"
    );
}

#[tokio::test]
async fn one_page_at_a_time_and_the_other_may_take_over() {
    let app = fresh();
    let room = app.begin(&[]).await;
    let address = app.listens().await;
    let mut first = line(address, &room, "enter", "a").await;
    hear(&mut first, "hello").await;
    let mut second = line(address, &room, "enter", "b").await;
    hear(&mut second, "held").await;
    send(&mut first, 0, &[5; 1_600]).await;
    hear(&mut first, "kept").await;
    let beacon = |seat: &str| {
        let request = Request::post(format!("{room}/sound?turn=0&seat={seat}")).header(header::HOST, "127.0.0.1:4747");
        request.body(Body::from(frame(1_600, &[6; 160]))).unwrap()
    };
    assert_eq!(
        app.ask(beacon("b")).await.0,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a page that does not hold the room"
    );
    assert_eq!(
        app.ask(beacon("a")).await.0,
        StatusCode::NO_CONTENT,
        "the last words of one that does"
    );
    say(&mut second, r#"{"is":"take","seat":"b"}"#).await;
    assert_eq!(hear(&mut second, "hello").await["kept"], 1_760);
    hear(&mut first, "taken").await;
}

#[tokio::test]
async fn words_that_are_typed_fly_along() {
    let app = fresh();
    let room = app.begin(&[]).await;
    let address = app.listens().await;
    let mut page = line(address, &room, "enter", "a").await;
    hear(&mut page, "hello").await;
    say(
        &mut page,
        &serde_json::json!({"is": "typed", "text": ANSWER}).to_string(),
    )
    .await;
    let path = hear(&mut page, "path").await;
    assert_eq!(path["points"].as_array().unwrap().len(), 4, "a point for each sentence");
    hear(&mut page, "time").await;
}

#[tokio::test]
async fn a_line_needs_a_turn_that_is_open() {
    let app = fresh();
    let room = app.begin(&[]).await;
    let address = app.listens().await;
    for wrong in [
        format!("ws://{address}{room}/live?turn=3"),
        format!("ws://{address}/practice/nobody/live?turn=0"),
    ] {
        assert!(connect_async(wrong).await.is_err());
    }
}

/// `/dev/full` takes nothing, as a full disk does.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_told_and_the_line_stays() {
    let app = fresh();
    let room = app.begin(&[]).await;
    let recording = recording_of(room.rsplit('/').next().unwrap(), 0);
    std::fs::create_dir_all(app.recordings.folder()).unwrap();
    std::os::unix::fs::symlink("/dev/full", app.recordings.folder().join(format!("{recording}.pcm"))).unwrap();
    let address = app.listens().await;
    let mut page = line(address, &room, "enter", "a").await;
    hear(&mut page, "hello").await;
    for _ in 0..2 {
        send(&mut page, 0, &[7; 1_600]).await;
        let told = hear(&mut page, "trouble").await;
        assert!(
            !told["what"].as_str().unwrap().is_empty() && !told["do"].as_str().unwrap().is_empty(),
            "{told}"
        );
    }
}
