//! The app over HTTP, without a network: who may ask, what is answered, how bad input is met.
#![expect(clippy::unwrap_used, reason = "tests may unwrap: a panic is the report")]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use glidepath_app::review_answer::review_answer;
use glidepath_app::wire::ReviewIn;
use glidepath_app::{Edge, LazyBank, Place, Reviewer};
use glidepath_domain::Date;
use glidepath_review::{Sense, Sensing, Settings, Told, rules};
use glidepath_web::{app, single_file};
use tower::ServiceExt as _;

const ANSWER: &str =
    "At my previous company the invoices were late. I rewrote the job in a week and it went from nine days to two.";

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 1,
    }
}

/// A clock that stands still, and one name.
struct Still;

impl Edge for Still {
    fn now_ms(&self) -> i64 {
        1_780_315_200_000
    }

    fn today(&self) -> Date {
        today()
    }

    fn id(&self) -> String {
        "one".to_owned()
    }
}

/// The app with a bank that is gone with it.
fn router() -> Router {
    let place = Place::Url("sqlite::memory:".to_owned());
    let bank = LazyBank::at(place, Arc::new(Still), Reviewer::default());
    app(Reviewer::default(), today, Some(Arc::new(bank)))
}

async fn ask(request: Request<Body>) -> (StatusCode, Response<()>, String) {
    let response = router().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    (parts.status, Response::from_parts(parts, ()), text)
}

fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header(header::HOST, "127.0.0.1:4747")
        .body(Body::empty())
        .unwrap()
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

fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    Request::post(path)
        .header(header::HOST, "127.0.0.1:4747")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.join("&")))
        .unwrap()
}

fn json(body: impl Into<Body>) -> Request<Body> {
    Request::post("/api/review")
        .header(header::HOST, "localhost:4747")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.into())
        .unwrap()
}

#[tokio::test]
async fn every_page_answers_with_the_strict_policy() {
    let mut paths = vec![
        "/".to_owned(),
        "/review".into(),
        "/review?sample=pager".into(),
        "/compare".into(),
        "/compare?sample=1".into(),
        "/rules".into(),
        "/principles".into(),
    ];
    paths.extend(rules::ALL.iter().map(|r| format!("/rules/{}", r.code)));
    paths.extend(
        glidepath_domain::Principle::ALL
            .iter()
            .map(|p| format!("/principles/{p}")),
    );
    for path in paths {
        let (status, head, text) = ask(get(&path)).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let policy = head.headers()["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'")
                && !policy.contains("unsafe")
                && policy.contains("frame-ancestors 'none'")
        );
        assert_eq!(head.headers()["x-content-type-options"], "nosniff");
        assert_eq!(head.headers()["referrer-policy"], "no-referrer");
        assert!(
            !text.contains("http://") && !text.contains("https://"),
            "{path} names no other place"
        );
    }
}

#[tokio::test]
async fn links_and_assets_of_the_pages_lead_somewhere() {
    let mut seen = std::collections::BTreeSet::new();
    for path in [
        "/",
        "/review",
        "/review?sample=platform",
        "/compare?sample=1",
        "/rules",
        "/rules/no-metric",
        "/principles",
        "/principles/ownership",
        "/nowhere",
    ] {
        let (_, _, text) = ask(get(path)).await;
        for attribute in [" href=\"", " src=\""] {
            seen.extend(
                text.split(attribute)
                    .skip(1)
                    .filter_map(|r| r.split('"').next())
                    .filter(|l| l.starts_with('/'))
                    .map(str::to_owned),
            );
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
    for link in seen {
        let (status, head, _) = ask(get(&link.replace("&amp;", "&"))).await;
        assert_eq!(status, StatusCode::OK, "{link}");
        if link.starts_with("/assets/") {
            assert!(
                head.headers()["cache-control"].to_str().unwrap().contains("immutable"),
                "{link}"
            );
        }
    }
}

#[tokio::test]
async fn an_answer_is_reviewed() {
    let fields = [
        ("question", "Tell me about a time you fixed something."),
        ("text", ANSWER),
        ("level", "L5"),
        ("role", "sde"),
        ("principle", "dive-deep"),
        ("principle", "ownership"),
    ];
    let (status, head, text) = ask(form("/review", &fields)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(head.headers()["cache-control"], "no-store");
    for part in [
        "Tell me about a time you fixed something.</h1>",
        "Software engineer, L5",
        "Flight path",
        "Dive Deep",
        "Ownership",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[tokio::test]
async fn other_hosts_and_other_sites_are_refused() {
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:4747",
        "",
    ] {
        let request = Request::get("/")
            .header(header::HOST, host)
            .body(Body::empty())
            .unwrap();
        assert_eq!(ask(request).await.0, StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    for (origin, site, expected) in [
        (Some("http://127.0.0.1:4747"), Some("same-origin"), StatusCode::OK),
        (Some("http://127.0.0.1:4747"), None, StatusCode::OK),
        (Some("null"), Some("same-origin"), StatusCode::OK),
        (None, None, StatusCode::OK),
        (Some("null"), None, StatusCode::FORBIDDEN),
        (Some("null"), Some("cross-site"), StatusCode::FORBIDDEN),
        (Some("https://evil.example"), Some("cross-site"), StatusCode::FORBIDDEN),
        (Some("http://127.0.0.1:9999"), Some("same-site"), StatusCode::FORBIDDEN),
        (Some("http://localhost:4747"), None, StatusCode::FORBIDDEN),
        (None, Some("cross-site"), StatusCode::FORBIDDEN),
        (None, Some("same-site"), StatusCode::FORBIDDEN),
    ] {
        let mut request = form("/review", &[("text", ANSWER)]);
        if let Some(origin) = origin {
            request.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
        }
        if let Some(site) = site {
            request.headers_mut().insert("sec-fetch-site", site.parse().unwrap());
        }
        let (status, _, text) = ask(request).await;
        assert_eq!(status, expected, "{origin:?} {site:?}");
        assert_eq!(text.contains("foreign-origin"), expected == StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn bad_answers_get_a_page_that_says_what_to_do() {
    let long = "a ".repeat(600_000);
    let huge = "é".repeat(4_000_000);
    for (text, status, code) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY, "text-empty"),
        (" \r\n\t\0", StatusCode::UNPROCESSABLE_ENTITY, "text-empty"),
        (long.as_str(), StatusCode::PAYLOAD_TOO_LARGE, "text-too-long"),
        (huge.as_str(), StatusCode::PAYLOAD_TOO_LARGE, "text-too-long"),
    ] {
        let (got, _, page) = ask(form("/review", &[("text", text), ("question", "Kept?")])).await;
        assert_eq!(got, status, "{code}");
        assert!(page.contains(code) && page.contains("<form"), "{code}");
    }
    let (status, _, page) = ask(form("/review", &[("text", ANSWER), ("level", "L9")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("unknown-value") && page.contains("I rewrote the job"),
        "the answer is kept"
    );
    let multipart = Request::post("/review")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from("text=x"))
        .unwrap();
    assert_eq!(ask(multipart).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn strange_answers_are_reviewed_all_the_same() {
    let scripts =
        "<script>alert(1)</script><img src=x onerror=alert(1)> \"' </textarea><svg onload=alert(1)> I fixed it.";
    let line = "a".repeat(100_000);
    for text in [
        scripts,
        "one",
        "🙂🙂🙂",
        "שלום עולם, זה טקסט",
        "e\u{301}\u{302}\u{303} Z\u{335}a\u{335}lgo\u{202e}txet",
        "I said\0 no\u{7} to it.\r\nThen I went.",
        line.as_str(),
    ] {
        let (status, _, page) = ask(form("/review", &[("text", text), ("question", text)])).await;
        assert_eq!(status, StatusCode::OK, "{:.40}", text);
        assert!(
            !page.contains("<script>") && !page.contains("<img") && !page.contains("<svg onload"),
            "{:.40}",
            text
        );
        assert_eq!(page.matches("</textarea>").count(), 1);
    }
}

#[tokio::test]
async fn the_api_prints_what_the_command_line_prints() {
    let body =
        serde_json::json!({"id": "a1", "text": ANSWER, "question": "Tell me about a time.", "level": "L5"}).to_string();
    let (status, head, text) = ask(json(body.clone())).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(head.headers()["content-type"], "application/json");
    let given: ReviewIn = serde_json::from_str(&body).unwrap();
    let reviewed = review_answer(given, &Reviewer::default(), today()).unwrap();
    assert_eq!(text, serde_json::to_string(&reviewed.to_wire()).unwrap());
}

#[tokio::test]
async fn the_api_answers_trouble_as_problem_json() {
    let wrong_type = Request::post("/api/review")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from("{}"))
        .unwrap();
    let nowhere = get("/api/nothing");
    let wrong_method = get("/api/review");
    for (request, status, code) in [
        (json("{"), StatusCode::BAD_REQUEST, "not-json"),
        (json("{}"), StatusCode::BAD_REQUEST, "not-json"),
        (json("{\"text\":\" \"}"), StatusCode::UNPROCESSABLE_ENTITY, "text-empty"),
        (
            json("{\"text\":\"x\",\"level\":\"L9\"}"),
            StatusCode::UNPROCESSABLE_ENTITY,
            "unknown-value",
        ),
        (
            json(vec![b'{'; 8 << 20]),
            StatusCode::PAYLOAD_TOO_LARGE,
            "text-too-long",
        ),
        (wrong_type, StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json"),
        (nowhere, StatusCode::NOT_FOUND, "no-such-page"),
        (wrong_method, StatusCode::METHOD_NOT_ALLOWED, "wrong-method"),
    ] {
        let (got, head, text) = ask(request).await;
        assert_eq!(got, status, "{code}");
        assert_eq!(head.headers()["content-type"], "application/problem+json");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["code"], code);
        for field in ["what", "why", "do", "title", "detail"] {
            assert!(value[field].is_string(), "{field}");
        }
    }
}

#[tokio::test]
async fn rules_are_listed() {
    let (status, _, text) = ask(get("/api/rules")).await;
    assert_eq!(status, StatusCode::OK);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value.as_array().unwrap().len(), rules::ALL.len());
    assert_eq!(ask(get("/healthz")).await.2, "ok\n");
    let (status, _, text) = ask(get("/rules/no-metrics")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(text.contains("no-metric"));
}

#[tokio::test]
async fn a_review_can_be_saved_as_one_file() {
    let (status, head, text) = ask(form(
        "/review/file",
        &[("text", "<b>I</b> fixed it & left."), ("question", "Why <i>now</i>?")],
    ))
    .await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        head.headers()["content-disposition"]
            .to_str()
            .unwrap()
            .contains("glidepath-review.html")
    );
    let given = ReviewIn {
        text: "<b>I</b> fixed it & left.".into(),
        question: Some("Why <i>now</i>?".into()),
        ..ReviewIn::default()
    };
    assert_eq!(
        text,
        single_file(&review_answer(given, &Reviewer::default(), today()).unwrap())
    );
    assert!(text.contains("&lt;b&gt;I") && !text.contains("<b>I<") && !text.contains("<script"));
    assert!(
        !text.contains(" src=") && !text.contains("<link") && !text.contains("href=\"/"),
        "nothing is fetched"
    );
}

#[tokio::test]
async fn a_keystroke_is_answered_with_the_same_desk_as_a_page() {
    let fields = [("text", ANSWER), ("question", "Why <i>now</i>?"), ("level", "L5")];
    let (status, head, live) = ask(form("/review/live", &fields)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(head.headers()["cache-control"], "no-store");
    let (_, _, page) = ask(form("/review", &fields)).await;
    let desk = |html: &str| {
        let start = html.find("<form class=\"desk").unwrap();
        html[start..start + html[start..].find("</form>").unwrap()].to_owned()
    };
    assert_eq!(desk(&live), desk(&page));
    assert!(!live.contains("<nav") && !live.contains("<i>now"));
    let (status, _, empty) = ask(form("/review/live", &[("text", " \r\n")])).await;
    assert_eq!(status, StatusCode::OK, "nothing typed yet is no trouble");
    assert!(!empty.contains("role=\"alert\""));
}

#[tokio::test]
async fn findings_are_allowed_with_a_reason_and_heard_again() {
    let text = "We did great work and everybody was happy with it.";
    let allow = [("text", text), ("reason.thin", "it is <b>short</b>"), ("allow", "thin")];
    let (status, _, page) = ask(form("/review", &allow)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("id=\"whole-thin\""));
    assert!(page.contains("name=\"allowed\" value=\"thin=it is &lt;b&gt;short&lt;/b&gt;\""));
    let kept = [
        ("text", text),
        ("allowed", "thin=it is short"),
        ("allowed", "nonsense=x"),
    ];
    let (_, _, page) = ask(form("/review", &kept)).await;
    assert!(!page.contains("id=\"whole-thin\"") && !page.contains("nonsense"));
    let (_, _, file) = ask(form("/review/file", &kept)).await;
    assert!(file.contains("Allowed by you") && file.contains("it is short"));
    let (_, _, page) = ask(form("/review", &[kept[0], kept[1], ("revoke", "thin")])).await;
    assert!(page.contains("id=\"whole-thin\""));
    let (status, _, page) = ask(form(
        "/review",
        &[("text", text), ("allow", "thin"), ("reason.thin", " ")],
    ))
    .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Say why") && page.contains("id=\"whole-thin\""));
}

#[tokio::test]
async fn notes_are_filtered_and_keep_their_numbers() {
    let (_, _, all) = ask(get("/review?sample=platform")).await;
    let numbers = |html: &str| -> Vec<String> {
        html.split(" id=\"note-")
            .skip(1)
            .map(|r| r.split('"').next().unwrap().to_owned())
            .collect()
    };
    let sample = words_in_the_field(&all);
    let some = [
        ("text", sample.as_str()),
        ("filtered", "1"),
        ("show", "watch"),
        ("family", "authenticity"),
    ];
    let (_, _, few) = ask(form("/review", &some)).await;
    let (before, after) = (numbers(&all), numbers(&few));
    assert!(!after.is_empty() && after.len() < before.len(), "{before:?} {after:?}");
    assert!(after.iter().all(|n| before.contains(n)), "{before:?} {after:?}");
    let (_, _, none) = ask(form("/review", &[("text", sample.as_str()), ("filtered", "1")])).await;
    assert!(numbers(&none).is_empty() && none.contains("No note is of the kind"));
}

/// The words in the text field of a page.
fn words_in_the_field(page: &str) -> String {
    let field = page.split("<textarea").nth(1).unwrap();
    let words = field.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    words.trim_start().replace("&quot;", "\"").replace("&amp;", "&")
}

#[tokio::test]
async fn two_tellings_are_compared() {
    let (status, _, page) = ask(form(
        "/compare",
        &[("before", "I fixed <b>it</b>."), ("text", "I fixed <u>that</u>.")],
    ))
    .await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("<del>&lt;b&gt;it&lt;/b&gt;.</del>") && page.contains("<ins>&lt;u&gt;that&lt;/u&gt;.</ins>"));
    let (status, _, page) = ask(form("/compare", &[("from", "desk"), ("text", ANSWER)])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("At my previous company") && !page.contains("Word by word"));
    let long = "a ".repeat(6_000);
    let (status, _, page) = ask(form("/compare", &[("before", &long), ("text", &long)])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("the words are not compared"));
    let (status, _, page) = ask(form("/compare", &[("before", ANSWER), ("text", "")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("text-empty") && page.contains("At my previous company"));
}

/// Makes the same of every sentence, and never has time.
struct Slow;

impl Sensing for Slow {
    fn model(&self) -> &'static str {
        "slow"
    }

    fn is_quick(&self, _: &Told<'_>) -> bool {
        false
    }

    fn sense(&self, told: &Told<'_>) -> Option<Sense> {
        let each = told.sentences.len();
        Some(Sense {
            beats: vec![vec![0.125; 8]; each],
            feet: vec![vec![0.2; 5]; each],
            ..Sense::default()
        })
    }
}

#[tokio::test]
async fn in_a_hurry_the_rules_come_first_and_say_so() {
    let reviewer = Reviewer::with_encoder(Settings::default(), Arc::new(Slow));
    let text = |path: &'static str, fields: Vec<(&'static str, &'static str)>| {
        let router = app(reviewer.clone(), today, None);
        async move {
            let response = router.oneshot(form(path, &fields)).await.unwrap();
            String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
        }
    };
    let hurried = text("/review/live", vec![("text", ANSWER), ("hurry", "yes")]).await;
    assert!(
        hurried.contains(" data-more") && hurried.contains("the built-in model is reading"),
        "{hurried}"
    );
    for (path, fields) in [
        ("/review/live", vec![("text", ANSWER)]),
        ("/review", vec![("text", ANSWER)]),
    ] {
        let whole = text(path, fields).await;
        assert!(
            !whole.contains(" data-more") && whole.contains("by rules and the built-in model"),
            "{path}"
        );
    }
}
