//! The JSON API: the contract's shapes over HTTP. Errors are problem+json with the code the command line prints.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glidepath_app::Error;
use glidepath_app::review_answer::review_answer;
use glidepath_app::wire::ReviewIn;
use glidepath_review::{Nature, Rule, rules as registry};
use serde_json::{Value, json};

use crate::router::State as Desk;
use crate::{bad_news, body};

/// `POST /api/review`: one answer in, its review out, byte for byte what `glidepath review --format json` prints.
pub(crate) async fn review(State(desk): State<Desk>, headers: HeaderMap, sent: Body) -> Response {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    if kind
        .split(';')
        .next()
        .is_none_or(|k| !k.trim().eq_ignore_ascii_case("application/json"))
    {
        let error = Error::invalid(
            "not-json",
            "The request is not JSON",
            format!("its Content-Type is \"{kind}\""),
            "Send Content-Type: application/json and an object such as {\"text\":\"...\"}.",
        );
        return bad_news::problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, &error);
    }
    let bytes = match body::read(sent).await {
        Ok(bytes) => bytes,
        Err(error) => return bad_news::problem(StatusCode::PAYLOAD_TOO_LARGE, &error),
    };
    let given: ReviewIn = match serde_json::from_slice(&bytes) {
        Ok(given) => given,
        Err(error) => {
            let error = Error::invalid(
                "not-json",
                "The request is not an answer in JSON",
                error.to_string(),
                "Send an object such as {\"text\":\"...\",\"question\":\"...\"}.",
            );
            return bad_news::problem(StatusCode::BAD_REQUEST, &error);
        }
    };
    let work = tokio::task::spawn_blocking(move || {
        let reviewed = review_answer(given, &desk.reviewer, (desk.today)())?;
        serde_json::to_string(&reviewed.to_wire()).map_err(|e| unwritten(&e.to_string()))
    });
    match work.await.unwrap_or_else(|e| Err(unwritten(&e.to_string()))) {
        Ok(text) => json_text(text),
        Err(error) => bad_news::problem(bad_news::status(&error), &error),
    }
}

/// `GET /api/rules`: every rule and strength, as pages and docs show them.
pub(crate) async fn rules() -> Response {
    json_text(Value::from(registry::ALL.iter().map(|rule| described(rule)).collect::<Vec<_>>()).to_string())
}

fn described(rule: &Rule) -> Value {
    json!({
        "code": rule.code,
        "group": rule.group.slug(),
        "kind": if rule.is_strength() { "strength" } else { "flaw" },
        "severity": rule.severity().map(glidepath_domain::Severity::slug),
        "title": rule.title,
        "what": rule.what,
        "why": rule.why,
        "instead": match rule.nature { Nature::Flaw { instead, .. } => Some(instead), Nature::Strength => None },
        "needs": rule.needs.iter().map(|n| n.lacking().slug().trim_start_matches("needs-")).collect::<Vec<_>>(),
        "settings": rule.settings.iter().map(|s| json!({
            "key": s.key, "default": s.default, "meaning": s.meaning, "source": s.source,
        })).collect::<Vec<_>>(),
    })
}

/// The reviewer gave up on a text, which it never should.
pub(crate) fn unwritten(why: &str) -> Error {
    Error::unavailable(
        "review-failed",
        "The review could not be made",
        why,
        "Please report this answer, or one like it without names.",
    )
}

fn json_text(text: String) -> Response {
    let mut response = text.into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
