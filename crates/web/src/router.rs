//! Which address leads where.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use glidepath_app::{Bank, Error, LazyBank, Reviewer};
use glidepath_domain::Date;

use crate::live::{self, Rooms, Writings};
use crate::sound::{Sound, no_sound};
use crate::{api, asset, bad_news, guard, page};

/// What every handler may know.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    /// Who reviews.
    pub(crate) reviewer: Reviewer,
    /// The clock, by the day.
    pub(crate) today: fn() -> Date,
    /// Drill rooms that are open.
    pub(crate) rooms: Arc<Rooms>,
    /// Recordings that are being written down.
    pub(crate) writings: Arc<Writings>,
    /// Where sound is kept and who writes it down; none where this program was started without.
    pub(crate) sound: Option<Sound>,
    /// Where stories are kept; none where this program was started without.
    pub(crate) bank: Option<Arc<LazyBank>>,
}

impl Desk {
    /// The bank, opened if it was not; what the model has not read of it yet is read beside.
    ///
    /// # Errors
    /// When there is none, or its folder or file cannot be used; reviewing goes on without it.
    pub(crate) async fn bank(&self) -> Result<Arc<Bank>, Error> {
        match &self.bank {
            Some(bank) => {
                let open = bank.get().await?;
                bank.read_in_background();
                Ok(open)
            }
            None => Err(Error::unavailable(
                "no-bank",
                "There is no story bank here",
                "Glidepath was started without a folder to keep stories in",
                "Start it with glidepath serve; answers can be reviewed as they are.",
            )),
        }
    }
}

impl Desk {
    /// A desk at which nothing is going on yet.
    pub(crate) fn new(
        reviewer: Reviewer,
        today: fn() -> Date,
        bank: Option<Arc<LazyBank>>,
        sound: Option<Sound>,
    ) -> Self {
        Self {
            reviewer,
            today,
            rooms: Arc::default(),
            writings: Arc::default(),
            sound,
            bank,
        }
    }

    /// Where sound is kept, and who writes it down.
    ///
    /// # Errors
    /// When this program was started without a place for it.
    pub(crate) fn sound(&self) -> Result<&Sound, Error> {
        self.sound.as_ref().ok_or_else(no_sound)
    }
}

pub(crate) type State = Arc<Desk>;

/// The whole app: pages, assets, API, behind the guard. Without a bank the pages that need one say so, and so do those that need
/// sound.
pub fn app(reviewer: Reviewer, today: fn() -> Date, bank: Option<Arc<LazyBank>>) -> Router {
    app_with_sound(reviewer, today, bank, None)
}

/// The same with a place for recordings.
pub fn app_with_sound(
    reviewer: Reviewer,
    today: fn() -> Date,
    bank: Option<Arc<LazyBank>>,
    sound: Option<Sound>,
) -> Router {
    let mut router = Router::new();
    for page in page::ALL {
        router = (page.beside)(router.route(page.path, (page.route)()));
    }
    live::beside(router)
        .route("/api/review", post(api::review))
        .route("/api/rules", get(api::rules))
        .route("/assets/{stamp}/{name}", get(asset::get))
        .route("/favicon.ico", get(asset::icon))
        .route(
            "/healthz",
            get(|| async { ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "ok\n") }),
        )
        .fallback(nowhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(guard::guard))
        .with_state(Arc::new(Desk::new(reviewer, today, bank, sound)))
}

async fn nowhere(uri: Uri) -> Response {
    let error = Error::not_found(
        "no-such-page",
        "There is no such page",
        format!("nothing stands at {}", uri.path()),
        "Go to one of the pages below.",
    );
    if uri.path().starts_with("/api/") {
        bad_news::problem(StatusCode::NOT_FOUND, &error)
    } else {
        bad_news::page(StatusCode::NOT_FOUND, &error)
    }
}

async fn wrong_method(method: Method, uri: Uri) -> Response {
    let error = Error::invalid(
        "wrong-method",
        format!("{method} does not work here"),
        format!("{} takes another kind of request", uri.path()),
        "Start from one of the pages below.",
    );
    let status = StatusCode::METHOD_NOT_ALLOWED;
    if uri.path().starts_with("/api/") {
        bad_news::problem(status, &error)
    } else {
        bad_news::page(status, &error)
    }
}
