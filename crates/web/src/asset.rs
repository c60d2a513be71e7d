//! The stylesheet, the script modules and the icon, inside the binary. Their address carries a stamp of their content,
//! so that a browser may keep them for good and never shows an old one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use glidepath_app::Error;

use crate::bad_news;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// Every asset: one line each.
const ALL: &[(&str, &str, &str)] = &[
    ("glidepath.css", CSS, STYLE),
    ("bank.css", CSS, BANK_STYLE),
    ("stories.css", CSS, include_str!("../assets/stories.css")),
    ("practice.css", CSS, include_str!("../assets/practice.css")),
    ("icon.svg", "image/svg+xml", include_str!("../assets/icon.svg")),
    ("glidepath.js", JS, include_str!("../assets/glidepath.js")),
    ("aloud.js", JS, include_str!("../assets/aloud.js")),
    ("capture.js", JS, include_str!("../assets/capture.js")),
    ("check.js", JS, include_str!("../assets/check.js")),
    ("drill.js", JS, include_str!("../assets/drill.js")),
    ("link.js", JS, include_str!("../assets/link.js")),
    ("meter.js", JS, include_str!("../assets/meter.js")),
    ("recogniser.js", JS, include_str!("../assets/recogniser.js")),
    ("resample.js", JS, include_str!("../assets/resample.js")),
    ("sky.js", JS, include_str!("../assets/sky.js")),
    ("spill.js", JS, include_str!("../assets/spill.js")),
    ("worklet.js", JS, include_str!("../assets/worklet.js")),
    ("draft.js", JS, include_str!("../assets/draft.js")),
    ("file.js", JS, include_str!("../assets/file.js")),
    ("find.js", JS, include_str!("../assets/find.js")),
    ("moment.js", JS, include_str!("../assets/moment.js")),
    ("place.js", JS, include_str!("../assets/place.js")),
    ("editor.js", JS, include_str!("../assets/editor.js")),
    ("keep.js", JS, include_str!("../assets/keep.js")),
    ("keys.js", JS, include_str!("../assets/keys.js")),
    ("live.js", JS, include_str!("../assets/live.js")),
    ("patch.js", JS, include_str!("../assets/patch.js")),
    ("status.js", JS, include_str!("../assets/status.js")),
    ("story.js", JS, include_str!("../assets/story.js")),
    ("loop.css", CSS, LOOP_STYLE),
    ("loop.js", JS, include_str!("../assets/loop.js")),
    ("take.css", CSS, include_str!("../assets/take.css")),
    ("take.js", JS, include_str!("../assets/take.js")),
    ("recall.js", JS, include_str!("../assets/recall.js")),
    ("tie.js", JS, include_str!("../assets/tie.js")),
];

/// The stylesheet of pages and of the single file.
pub(crate) const STYLE: &str = include_str!("../assets/glidepath.css");

/// The stylesheet of questions, decks and files, and of the cheat sheet as a single file.
pub(crate) const BANK_STYLE: &str = include_str!("../assets/bank.css");

/// The stylesheet of the loop, and of a debrief as a single file.
pub(crate) const LOOP_STYLE: &str = include_str!("../assets/loop.css");

static STAMP: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    ALL.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
});

/// The address of the asset called `name`.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *STAMP)
}

/// Hands out an asset. An old stamp still gets the newest content, but is not to be kept.
pub(crate) async fn get(Path((stamp, name)): Path<(String, String)>) -> Response {
    let Some((_, kind, content)) = ALL.iter().find(|(n, _, _)| *n == name) else {
        let error = Error::not_found(
            "no-such-page",
            "There is no such page",
            "no file of the app has this name",
            "Go to one of the pages below.",
        );
        return bad_news::page(StatusCode::NOT_FOUND, &error);
    };
    let keep = if stamp == *STAMP {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, keep)], *content).into_response()
}

/// The icon, at the address browsers try by themselves.
pub(crate) async fn icon() -> Response {
    (
        [(header::CONTENT_TYPE, "image/svg+xml")],
        include_str!("../assets/icon.svg"),
    )
        .into_response()
}
