//! For practice only, as a browser is told: no page may use a camera, a screen or a place, and a microphone only where one practises.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use glidepath_app::config::PracticeSettings;
use glidepath_app::{Edge, LazyBank, Place, Recordings, Reviewer};
use glidepath_domain::Date;
use glidepath_web::{Sound, app_with_sound};
use tower::ServiceExt as _;

const TODAY: Date = Date {
    year: 2026,
    month: 6,
    day: 1,
};

fn today() -> Date {
    TODAY
}

struct Still;

impl Edge for Still {
    fn now_ms(&self) -> i64 {
        1_780_315_200_000
    }

    fn today(&self) -> Date {
        TODAY
    }

    fn id(&self) -> String {
        "one".to_owned()
    }
}

/// The app with a bank that is gone with it, and a place for sound that nothing is written to here.
fn router() -> Router {
    let place = Place::Url("sqlite::memory:".to_owned());
    let bank = LazyBank::at(place, Arc::new(Still), Reviewer::default());
    let sound = Sound {
        recordings: Recordings::at(std::env::temp_dir().join("glidepath-never-recorded")),
        transcriber: None,
        language: None,
        settings: PracticeSettings::default(),
    };
    app_with_sound(Reviewer::default(), today, Some(Arc::new(bank)), Some(sound))
}

/// Status, policy and text of a page.
async fn ask(router: &Router, path: &str) -> (StatusCode, String, String) {
    let request = Request::get(path).header(header::HOST, "127.0.0.1:4747");
    let reply = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let policy = reply.headers().get("permissions-policy");
    let policy = policy
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default();
    let status = reply.status();
    let body = to_bytes(reply.into_body(), usize::MAX).await.unwrap();
    (status, policy, String::from_utf8_lossy(&body).into_owned())
}

/// Begins a drill, and says where its room is.
async fn begun(router: &Router) -> String {
    let request = Request::post("/practice")
        .header(header::HOST, "127.0.0.1:4747")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let reply = router
        .clone()
        .oneshot(request.body(Body::from("from=draw&how=speak")).unwrap())
        .await
        .unwrap();
    reply.headers()[header::LOCATION].to_str().unwrap().to_owned()
}

/// Every page that can be reached from the first one by links, with its policy and its text.
async fn pages() -> BTreeMap<String, (String, String)> {
    let router = router();
    let drill = begun(&router).await;
    let mut to_see = vec![
        "/".to_owned(),
        "/nowhere".to_owned(),
        "/api/rules".to_owned(),
        "/healthz".to_owned(),
        "/practice/check".to_owned(),
        drill,
    ];
    let mut known: BTreeSet<String> = to_see.iter().cloned().collect();
    let mut seen = BTreeMap::new();
    while let Some(path) = to_see.pop() {
        let (status, policy, text) = ask(&router, &path).await;
        assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{path}: {status}");
        for link in text
            .split(" href=\"")
            .skip(1)
            .filter_map(|rest| rest.split(['"', '#', '?']).next())
        {
            if link.starts_with('/') && known.insert(link.to_owned()) {
                to_see.push(link.to_owned());
            }
        }
        seen.insert(path, (policy, text));
    }
    seen
}

/// What a policy says of a feature: `()` for nobody, `(self)` for this app.
fn allows<'p>(policy: &'p str, feature: &str) -> Option<&'p str> {
    policy
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .find(|(name, _)| *name == feature)
        .map(|(_, to)| to)
}

#[tokio::test]
async fn only_pages_of_practice_may_hear_and_none_may_see() {
    let pages = pages().await;
    assert!(pages.len() > 100, "the links lead through the app: {}", pages.len());
    let mut hear = Vec::new();
    for (path, (policy, _)) in &pages {
        for feature in ["camera", "display-capture", "geolocation"] {
            assert_eq!(allows(policy, feature), Some("()"), "{path}: {feature} in {policy:?}");
        }
        match allows(policy, "microphone") {
            Some("()") => {}
            Some("(self)") => hear.push(path.as_str()),
            other => panic!("{path}: microphone {other:?} in {policy:?}"),
        }
    }
    assert!(
        hear.len() > 1 && hear.iter().all(|path| path.starts_with("/practice")),
        "these may hear: {hear:?}"
    );
}

#[tokio::test]
async fn it_is_said_where_one_practises_and_in_the_readme() {
    let (status, _, page) = ask(&router(), "/practice").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("practice only"), "the practice page says it");
    let (_, _, home) = ask(&router(), "/").await;
    assert!(home.contains("practice only"), "the first page says it");
    let readme = include_str!("../../../README.md");
    assert!(readme.contains("**For practice only.**") && readme.contains("docs/integrity.md"));
}
