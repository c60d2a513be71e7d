//! The door: who may ask, and what every reply says about itself.
//!
//! The app has no login, so the browser is the only wall between it and the web's other pages. Two attacks matter: a
//! foreign page whose name is made to point at 127.0.0.1 (its `Host` gives it away), and a foreign page that posts here
//! or opens a socket (its `Origin` or `Sec-Fetch-Site` does).

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use glidepath_app::Error;

use crate::bad_news;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// Headers of every reply; a handler's own value stays.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=()",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

/// The reply of a page that may open the microphone: a drill room, and the check before it. No other page may, and none may see
/// a camera or the screen.
pub(crate) fn with_microphone(mut response: Response) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), display-capture=(), geolocation=(), microphone=(self)"),
    );
    response
}

/// Lets a request through if it was sent to this machine by name and not by a foreign page.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.headers()) {
        Some((status, error)) if request.uri().path().starts_with("/api/") => bad_news::problem(status, &error),
        Some((status, error)) => bad_news::page(status, &error),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

fn refusal(method: &Method, headers: &HeaderMap) -> Option<(StatusCode, Error)> {
    let text = |name: HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or("");
    if !is_loopback(host) {
        let error = Error::invalid(
            "foreign-host",
            "This request was meant for another machine",
            format!("it asks for \"{host}\", and Glidepath answers to localhost and 127.0.0.1 alone"),
            "Open http://127.0.0.1 with the port that Glidepath printed when it started.",
        );
        return Some((StatusCode::MISDIRECTED_REQUEST, error));
    }
    // A socket is asked for with a GET, and no other page's script may have one: browsers say who asks, and let it through.
    let opens_socket = text(header::UPGRADE).is_some_and(|to| to.eq_ignore_ascii_case("websocket"));
    if matches!(*method, Method::GET | Method::HEAD) && !opens_socket {
        return None;
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let own_site = matches!(site, Some("same-origin" | "none"));
    let foreign = match text(header::ORIGIN) {
        // Under `no-referrer` a browser sends "null" for our own forms too: only Sec-Fetch-Site tells them apart.
        Some("null") => !own_site,
        Some(origin) => origin.strip_prefix("http://") != Some(host) || (site.is_some() && !own_site),
        None => site.is_some() && !own_site,
    };
    foreign.then(|| {
        let error = Error::invalid(
            "foreign-origin",
            "This request came from another site",
            "only Glidepath's own pages may send it an answer",
            "Open the Review page of Glidepath itself and paste the answer there.",
        );
        (StatusCode::FORBIDDEN, error)
    })
}

/// True for `localhost`, `127.0.0.1` and `[::1]`, each with or without a port.
fn is_loopback(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        host.get(..name.len()).is_some_and(|h| h.eq_ignore_ascii_case(name)) && {
            let rest = &host[name.len()..];
            rest.is_empty()
                || rest
                    .strip_prefix(':')
                    .is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_is_loopback() {
        for good in ["localhost", "LOCALHOST:4747", "127.0.0.1", "127.0.0.1:80", "[::1]:4747"] {
            assert!(is_loopback(good), "{good}");
        }
        for bad in [
            "",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "evil.example",
            "localhost:",
            "127.0.0.1:x",
            "0.0.0.0",
            "::1",
            "é",
        ] {
            assert!(!is_loopback(bad), "{bad}");
        }
    }
}
