//! Stories over HTTP, without a network or a browser: kept, drafted, clashing, removed; and a machine that keeps nothing.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use glidepath_app::{Edge, LazyBank, Place, Reviewer};
use glidepath_domain::Date;
use glidepath_web::app;
use tower::ServiceExt as _;

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
        format!("s{}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 1,
    }
}

/// The app with an empty bank.
fn fresh() -> Router {
    let place = Place::Url("sqlite::memory:".to_owned());
    app(
        Reviewer::default(),
        today,
        Some(Arc::new(LazyBank::at(
            place,
            Arc::new(Steps::default()),
            Reviewer::default(),
        ))),
    )
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

/// Status, where it leads, and the page.
async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, String, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let location = parts
        .headers
        .get(header::LOCATION)
        .map(|l| l.to_str().unwrap().to_owned());
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    (parts.status, location.unwrap_or_default(), text)
}

async fn get(router: &Router, path: &str) -> (StatusCode, String, String) {
    let request = Request::get(path)
        .header(header::HOST, "127.0.0.1:4747")
        .body(Body::empty())
        .unwrap();
    ask(router, request).await
}

async fn post(router: &Router, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    let request = Request::post(path)
        .header(header::HOST, "127.0.0.1:4747")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.join("&")))
        .unwrap();
    ask(router, request).await
}

/// The fields of a story told in four sections, and more.
fn told<'f>(action: &'f str, more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut fields = vec![
        ("in", "star"),
        ("title", "Pump"),
        ("text", ""),
        ("text", ""),
        ("text", action),
        ("text", ""),
    ];
    fields.extend_from_slice(more);
    fields
}

/// Keeps a story and returns its address.
async fn keep(router: &Router, action: &str) -> String {
    let (status, location, _) = post(router, "/stories/new", &told(action, &[])).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_story_is_kept_and_shown() {
    let router = fresh();
    let address = keep(&router, "I took forty pumps apart.").await;
    let (status, _, page) = get(&router, &address).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("I took forty pumps apart.") && page.contains("Flight path") && page.contains("version 1"));
    let (_, _, list) = get(&router, "/stories?words=forty").await;
    assert!(list.contains(&address) && list.contains(">Pump<"), "{list}");
    assert!(!get(&router, "/stories?words=zeppelin").await.2.contains(&address));
}

#[tokio::test]
async fn a_stale_save_shows_both_and_either_choice_keeps_the_other() {
    for (choice, last) in [("mine", "I took sixty apart."), ("theirs", "I took fifty apart.")] {
        let router = fresh();
        let address = keep(&router, "I took forty apart.").await;
        let (status, _, _) = post(&router, &address, &told("I took fifty apart.", &[("version", "1")])).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (status, _, page) = post(&router, &address, &told("I took sixty apart.", &[("version", "1")])).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(
            page.contains("<del>fifty</del>") && page.contains("<ins>sixty</ins>"),
            "{page}"
        );
        assert!(
            page.contains("name=\"version\" value=\"2\""),
            "saving again goes over theirs"
        );
        let chosen = told("I took sixty apart.", &[("version", "2"), ("choose", choice)]);
        let (status, location, _) = post(&router, &address, &chosen).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(get(&router, &location).await.2.contains(last), "{choice}");
        let (_, _, past) = get(&router, &format!("{address}/history?older=2&newer=3")).await;
        assert!(past.contains("fifty") && past.contains("sixty"), "{choice}");
    }
}

#[tokio::test]
async fn each_window_keeps_a_draft_of_its_own() {
    let router = fresh();
    let address = keep(&router, "I took forty apart.").await;
    let id = address.rsplit('/').next().unwrap();
    for (token, words) in [("aa", "First window."), ("bb", "Second window.")] {
        let fields = told(words, &[("id", id), ("version", "1"), ("draft", token)]);
        assert_eq!(post(&router, "/stories/draft", &fields).await.0, StatusCode::NO_CONTENT);
    }
    let latest = get(&router, &address).await.2;
    assert!(
        latest.contains("Second window.") && latest.contains("?draft=aa"),
        "{latest}"
    );
    assert!(
        get(&router, &format!("{address}?draft=aa"))
            .await
            .2
            .contains("First window.")
    );
    assert!(
        get(&router, &format!("{address}?draft=none"))
            .await
            .2
            .contains("I took forty apart.")
    );
    let saved = told("Second window.", &[("version", "1"), ("draft", "bb")]);
    assert_eq!(post(&router, &address, &saved).await.0, StatusCode::SEE_OTHER);
    let after = get(&router, &address).await.2;
    assert!(
        after.contains("First window.") && !after.contains("?draft=bb"),
        "the other window's words stay"
    );
}

#[tokio::test]
async fn a_draft_without_a_name_and_a_torn_form_are_refused() {
    let router = fresh();
    assert_eq!(
        post(&router, "/stories/draft", &told("Words.", &[])).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let (status, _, page) = post(&router, "/stories/new", &[("in", "star"), ("title", "Pump")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("bad-form"), "{page}");
    let (status, _, page) = post(&router, "/stories/new", &told("Words.", &[("when", "soon")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("bad-date") && page.contains("Words.") && page.contains("value=\"soon\""),
        "{page}"
    );
}

#[tokio::test]
async fn a_removal_is_undone_and_brings_back_what_was_not_saved() {
    let router = fresh();
    let address = keep(&router, "I took forty apart.").await;
    let remove = format!("{address}/remove");
    let (status, location, _) = post(&router, &remove, &told("I took fifty apart.", &[("version", "1")])).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let list = get(&router, &location).await.2;
    assert!(
        list.contains("is removed.") && list.contains(&format!("{address}/restore")),
        "{list}"
    );
    assert_eq!(get(&router, &address).await.0, StatusCode::NOT_FOUND);
    assert_eq!(
        get(&router, &format!("{address}/history")).await.0,
        StatusCode::OK,
        "its versions stay"
    );
    let (status, location, _) = post(&router, &format!("{address}/restore"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(get(&router, &location).await.2.contains("I took fifty apart."));
}

#[tokio::test]
async fn without_a_bank_the_pages_say_so_and_review_works() {
    let router = app(Reviewer::default(), today, None);
    for path in [
        "/stories",
        "/stories/new",
        "/stories/x",
        "/stories/x/history",
        "/stories/matrix",
        "/stories/facts",
    ] {
        let (status, _, page) = get(&router, path).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(page.contains("no-bank"), "{path}");
    }
    let (status, _, _) = post(&router, "/review", &[("text", "I took forty pumps apart and counted.")]).await;
    assert_eq!(status, StatusCode::OK);
}
