//! What can be done with a take: tell it again, remove it or its sound, take that back, hold two against each other.

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::Error;
use glidepath_app::practice::{bring_back_take, remove_sound, remove_take, take_again};

use crate::answer_form::posted;
use crate::kept_form::{trouble, value, values};
use crate::router::{Desk, State as Shared};

pub(super) fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/takes/against", get(against))
        .route("/takes/{id}/again", post(again))
        .route("/takes/{id}/silence", post(silence))
        .route("/takes/{id}/remove", post(remove))
        .route("/takes/{id}/restore", post(restore))
}

/// The list's choice of two: to the page that shows them.
async fn against(Query(fields): Query<Vec<(String, String)>>) -> Response {
    let chosen: Vec<&str> = values(&fields, "take").collect();
    match chosen.as_slice() {
        [one, other] => Redirect::to(&format!("/takes/{one}/against/{other}")).into_response(),
        _ => trouble(&Error::invalid(
            "takes-not-two",
            "Two takes can be compared at a time",
            format!("{} were chosen", chosen.len()),
            "Go back and tick two of them.",
        )),
    }
}

fn done(outcome: Result<String, Error>) -> Response {
    match outcome {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn again(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let begun = async { take_again(&*shared.bank().await?, &id).await };
    done(begun.await.map(|drill| format!("/practice/{}", drill.id)))
}

/// The version that the page showed.
async fn seen(request: Request) -> Result<i64, Error> {
    let fields = posted(request).await?;
    value(&fields, "version")
        .and_then(|version| version.parse().ok())
        .ok_or_else(|| {
            Error::invalid(
                "bad-form",
                "This form is not whole",
                "it does not say which version of the take it is about",
                "Load the take's page again and use its buttons.",
            )
        })
}

async fn silence(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let silencing = async {
        let seen = seen(request).await?;
        remove_sound(&*shared.bank().await?, &shared.sound()?.recordings, &id, seen).await
    };
    done(silencing.await.map(|_| format!("/takes/{id}")))
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    done(removed(&shared, &id, request).await)
}

async fn removed(shared: &Desk, id: &str, request: Request) -> Result<String, Error> {
    let seen = seen(request).await?;
    remove_take(&*shared.bank().await?, id, Some(seen)).await?;
    Ok(format!("/takes?removed={id}"))
}

async fn restore(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let restoring = async { bring_back_take(&*shared.bank().await?, &id).await };
    done(restoring.await.map(|_| "/takes".to_owned()))
}
