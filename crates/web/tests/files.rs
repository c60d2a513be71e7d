//! Files over HTTP, without a network: what is refused and in which words, what is handed out and under which headers.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use glidepath_app::bank::{Edge, place};
use glidepath_app::{LazyBank, Reviewer};
use glidepath_domain::Date;
use glidepath_web::app;
use tower::ServiceExt as _;

const DAY: Date = Date {
    year: 2026,
    month: 6,
    day: 1,
};

/// A clock that stands, and names that count.
#[derive(Default)]
struct Still(AtomicU64);

impl Edge for Still {
    fn now_ms(&self) -> i64 {
        1_780_000_000_000
    }

    fn today(&self) -> Date {
        DAY
    }

    fn id(&self) -> String {
        format!("id-{}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn router(folder: &Path) -> Router {
    let bank = LazyBank::at(place(folder, None), Arc::new(Still::default()), Reviewer::default());
    app(Reviewer::default(), || DAY, Some(Arc::new(bank)))
}

async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (
        parts.status,
        parts.headers,
        to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    )
}

fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header(header::HOST, "127.0.0.1:4747")
        .body(Body::empty())
        .unwrap()
}

fn sent(path: &str, files: &[(&str, &[u8])]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend(
            format!("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n").bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--cut--\r\n");
    Request::post(path)
        .header(header::HOST, "127.0.0.1:4747")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap()
}

fn form(path: &str, body: &str) -> Request<Body> {
    Request::post(path)
        .header(header::HOST, "127.0.0.1:4747")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const NOTE: &[u8] = b"---\nglidepath: story/1\nid: \"s\"\ntitle: \"The pump\"\nprinciples: [frugality]\n---\n\n## Problem\n\nIt broke.\n";

#[tokio::test]
async fn files_are_shown_then_brought_in_and_handed_out() {
    let folder = tempfile::tempdir().unwrap();
    let app = router(folder.path());
    let (status, head, _) = ask(&app, sent("/transfer/import", &[("pump.md", NOTE)])).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let plan = head[header::LOCATION].to_str().unwrap().to_owned();
    let (status, _, page) = ask(&app, get(&plan)).await;
    assert!(status == StatusCode::OK && text(&page).contains("The pump"));
    let (status, ..) = ask(&app, get("/transfer/export/json")).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "nothing came in by being shown");
    // Sent twice: the second finds it done.
    for _ in 0..2 {
        let (status, head, _) = ask(&app, form(&plan, "take-0=theirs")).await;
        assert_eq!(
            (status, head[header::LOCATION].to_str().unwrap()),
            (StatusCode::SEE_OTHER, plan.as_str())
        );
    }
    assert!(text(&ask(&app, get(&plan)).await.2).contains("1 story added"));
    for (shape, kind) in [
        ("json", "application/json"),
        ("csv", "text/csv; charset=utf-8"),
        ("markdown-zip", "application/zip"),
    ] {
        let (status, head, bytes) = ask(&app, get(&format!("/transfer/export/{shape}"))).await;
        assert_eq!(
            (status, head[header::CONTENT_TYPE].to_str().unwrap()),
            (StatusCode::OK, kind)
        );
        assert!(
            head[header::CONTENT_DISPOSITION]
                .to_str()
                .unwrap()
                .starts_with("attachment; filename=\"glidepath.")
        );
        assert!(
            head[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .starts_with("default-src 'none'")
                && !bytes.is_empty()
        );
    }
    assert_eq!(
        ask(&app, get("/transfer/export/markdown")).await.0,
        StatusCode::NOT_FOUND,
        "a folder is no file"
    );
    assert_eq!(
        ask(&app, get("/transfer/export/nonsense")).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_too_large_or_no_upload_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let app = router(folder.path());
    let large = vec![b'a'; glidepath_app::MOST_BYTES + 1];
    let most = vec![b'a'; glidepath_app::MOST_BYTES];
    let several: Vec<(&str, &[u8])> = vec![("a.md", &most), ("b.md", &most), ("c.md", &most), ("d.md", &most)];
    for (request, status, code) in [
        (
            sent("/transfer/import", &[("ok.md", NOTE), ("large.md", &large)]),
            StatusCode::PAYLOAD_TOO_LARGE,
            "file-too-large",
        ),
        (
            sent("/transfer/import", &several),
            StatusCode::PAYLOAD_TOO_LARGE,
            "upload-too-large",
        ),
        (
            sent("/transfer/import", &[]),
            StatusCode::UNPROCESSABLE_ENTITY,
            "no-file",
        ),
        (
            sent("/transfer/import", &[("", b"")]),
            StatusCode::UNPROCESSABLE_ENTITY,
            "no-file",
        ),
        (
            form("/transfer/import", "files=a"),
            StatusCode::UNPROCESSABLE_ENTITY,
            "bad-form",
        ),
    ] {
        let (was, _, page) = ask(&app, request).await;
        assert_eq!(was, status, "{code}");
        assert!(
            text(&page).contains(&format!("<code>{code}</code>")),
            "{code}: {}",
            text(&page)
        );
    }
    let mut cut = sent("/transfer/import", &[("a.md", NOTE)]);
    *cut.body_mut() =
        Body::from("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.md\"\r\n\r\nhalf");
    let (was, _, page) = ask(&app, cut).await;
    assert_eq!(was, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&page).contains("broken-off"), "{}", text(&page));
}

#[tokio::test]
async fn a_backup_waits_for_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let app = router(folder.path());
    let (status, head, backup) = ask(&app, get("/transfer/backup")).await;
    assert!(status == StatusCode::OK && backup.starts_with(b"SQLite format 3\0"));
    assert_eq!(
        head[header::CONTENT_DISPOSITION],
        "attachment; filename=\"glidepath-2026-06-01.db\""
    );
    let (_, head, _) = ask(&app, sent("/transfer/restore", &[("b.db", &backup)])).await;
    let place = head[header::LOCATION].to_str().unwrap().to_owned();
    let (status, _, page) = ask(&app, form(&place, "")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&page).contains("not-sure"));
    let (status, ..) = ask(&app, form(&place, "sure=yes")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(text(&ask(&app, get(&place)).await.2).contains("The backup is in place"));
}

#[tokio::test]
async fn what_is_typed_is_kept_until_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let app = router(folder.path());
    let kept = "kept=question%3Anew&text=Half+a+question";
    assert_eq!(ask(&app, form("/kept", kept)).await.0, StatusCode::NO_CONTENT);
    assert!(text(&ask(&app, get("/questions/new")).await.2).contains("Half a question"));
    let (status, head, _) = ask(&app, form("/kept/drop", "kept=question%3Anew&back=%2F%2Fevil.example")).await;
    assert_eq!(
        (status, head[header::LOCATION].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/")
    );
    assert!(!text(&ask(&app, get("/questions/new")).await.2).contains("Half a question"));
    assert_eq!(
        ask(&app, form("/kept", "text=a")).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn without_a_bank_questions_are_still_there_and_the_rest_says_why() {
    let app = app(Reviewer::default(), || DAY, None);
    let (status, _, page) = ask(&app, get("/questions")).await;
    assert!(
        status == StatusCode::OK && text(&page).contains("There is no story bank")
            || text(&page).contains("cannot be shown")
    );
    assert_eq!(
        ask(&app, get("/questions/frugality-unasked-saving")).await.0,
        StatusCode::OK
    );
    for path in [
        "/deck",
        "/cheat-sheet",
        "/dig",
        "/questions/new",
        "/transfer/backup",
        "/transfer/export/json",
    ] {
        let (status, _, page) = ask(&app, get(path)).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(text(&page).contains("no-bank"), "{path}");
    }
}
