//! `/loops`: what a loop is, those that were held and the one that is on.

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::loops::{bring_back_loop, list_loops, mock_loop, remove_loop, replan, replay, sample_loop};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Loop, LoopState, RoundState};
use maud::{Markup, html};

use super::loop_room::version;
use super::sample_loop::{sample_kept, sample_loop as held_loop};
use super::{Nav, Page};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::router::State as Shared;
use crate::show::loop_free::loop_free;
use crate::show::loop_strip::sitter;
use crate::show::{counted, moment, role_name, visible};
use crate::{asset, layout};

pub(crate) static PAGE: Page = Page {
    path: "/loops",
    nav: Nav::Work("Loop"),
    route: || get(open),
    beside,
    samples,
};

/// How a loop goes, in order.
const STEPS: [(&str, &str); 4] = [
    (
        "It is set up",
        "From a job description or by hand: four to six interviewers, each with one to three principles that they do not tell you.",
    ),
    (
        "It is held",
        "Round by round, spoken or typed, against the clock: questions, follow-ups to the ground, interruptions, and your own questions at the end.",
    ),
    (
        "They vote blind",
        "Each writes notes from their own round alone and votes before anything is said. Then they argue, with your words on the table.",
    ),
    (
        "You read what they wrote",
        "Every mark with what it rests on, the sentence that would have turned each vote, and the three things to mend first.",
    ),
];

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/loops/sample", post(play_sample))
        .route("/loops/{id}/remove", post(remove))
        .route("/loops/{id}/restore", post(restore))
}

async fn open(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        Ok::<_, Error>(whole(&list_loops(&bank).await?, value(&fields, "removed")))
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

/// Plays the sample loop to its end and leads to its debrief; one that was played stands as it is.
async fn play_sample(State(shared): State<Shared>) -> Response {
    let playing = async {
        let bank = shared.bank().await?;
        let sheet = sample_loop()?;
        let played = list_loops(&bank).await?.into_iter().find(|kept| {
            kept.value.name == sheet.name && !sheet.name.is_empty() && kept.value.state != LoopState::Running
        });
        let kept = match played {
            Some(kept) => kept,
            None => replay(&bank, &shared.reviewer, &shared.sound()?.recordings, &sheet, None).await?,
        };
        Ok::<_, Error>(format!("/loops/{}/debrief", kept.id))
    };
    match playing.await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let removing = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        remove_loop(&bank, &id, Some(version(&fields))).await?;
        Ok::<_, Error>(format!("/loops?removed={id}"))
    };
    match removing.await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn restore(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let restoring = async {
        let bank = shared.bank().await?;
        bring_back_loop(&bank, &id).await?;
        mock_loop(&bank, &id).await
    };
    match restoring.await {
        Ok(_) => Redirect::to(PAGE.path).into_response(),
        Err(error) => trouble(&error),
    }
}

/// What is still free to tell, for the rest between two rounds; nothing where it cannot be planned.
pub(super) async fn free_to_tell(bank: &Bank, id: &str) -> Option<Markup> {
    // Without it one rests as well.
    replan(bank, id).await.ok().map(|free| loop_free(&free))
}

fn whole(loops: &[Kept<Loop>], removed: Option<&str>) -> Markup {
    let running: Vec<&Kept<Loop>> = loops
        .iter()
        .filter(|kept| kept.value.state == LoopState::Running)
        .collect();
    let held: Vec<&Kept<Loop>> = loops
        .iter()
        .filter(|kept| kept.value.state != LoopState::Running)
        .collect();
    layout::page(
        "The loop",
        PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            link rel="stylesheet" href=(asset::address("loop.css"));
            header.head { h1 { "The loop" } p.meta { "Several interviews in a row, as on the day; then what would be written about you." } }
            @if let Some(id) = removed {
                form.sheet.told-you method="post" action=(format!("/loops/{id}/restore")) {
                    span role="status" { "The loop is removed, with all that was said in it." }
                    button.small type="submit" { "Bring it back" }
                }
            }
            div.practice.loop-page {
                div {
                    @for kept in &running { (going(kept)) }
                    @if running.is_empty() || !held.is_empty() { (begin(running.is_empty())) }
                    @if held.is_empty() { (steps()) } @else { (list(&held)) }
                }
                div.practice-beside {
                    (sample())
                    @if !held.is_empty() { (steps()) }
                    @if !running.is_empty() && held.is_empty() { (begin(false)) }
                    section.what-for { h2.label { "What it is for" } p { "For practice only, never in a real interview. The interviewers are invented, and so is their decision: no company reads or sends anything here." } }
                }
            }
        },
    )
}

fn begin(first: bool) -> Markup {
    html! {
        p.begin-loop { a.button.big.go[first] href="/loops/new" { @if first { "Set up a loop" } @else { "Set up another loop" } } }
    }
}

fn steps() -> Markup {
    html! {
        section.loop-steps aria-labelledby="how" {
            h2.label #how { "How it goes" }
            ol { @for (name, says) in STEPS { li { b { (name) } p { (says) } } } }
        }
    }
}

fn sample() -> Markup {
    html! {
        section aria-labelledby="sample-loop" {
            h2.label #sample-loop { "First see one" }
            p { "Six rounds of an invented engineer, played to the end, with the debrief that came of it." }
            form method="post" action="/loops/sample" { button type="submit" { "Play the sample loop" } }
        }
    }
}

/// A loop that is on.
fn going(kept: &Kept<Loop>) -> Markup {
    let of = &kept.value;
    html! {
        section.resume aria-label="Go on" {
            p.label { "Go on with" }
            h2 { a href=(format!("/loops/{}", kept.id)) dir="auto" { (name(of)) } }
            p.quiet {
                @if let Some(at) = of.current() {
                    "round " (at + 1) " of " (of.rounds.len())
                    @if let Some(round) = of.rounds.get(at) { ", with " (sitter(&round.seat)) @if round.state == RoundState::Waiting { ", who waits" } }
                    " · "
                }
                "begun " (moment(kept.created_ms))
            }
        }
    }
}

/// What a loop is called: its name, else who for, else that it is one.
pub(super) fn name(of: &Loop) -> String {
    if !of.name.trim().is_empty() {
        return visible(&of.name);
    }
    match (of.role, of.level) {
        (Some(role), Some(level)) => format!("{}, {level}", role_name(role)),
        (Some(role), None) => role_name(role).to_owned(),
        (None, Some(level)) => format!("A loop for {level}"),
        (None, None) => "A loop".to_owned(),
    }
}

fn list(held: &[&Kept<Loop>]) -> Markup {
    html! {
        section.held-loops aria-labelledby="held" {
            div.over { h2.label #held { "Held" } @if held.len() > 1 { a href="/loops/compare" { "Compare two" } } }
            ol {
                @for kept in held {
                    li {
                        div {
                            h3 { a href=(format!("/loops/{}/debrief", kept.id)) dir="auto" { (name(&kept.value)) } }
                            p.quiet { (held_how(&kept.value)) " · " (moment(kept.created_ms)) }
                        }
                        form method="post" action=(format!("/loops/{}/remove", kept.id)) {
                            input type="hidden" name="version" value=(kept.version);
                            button.small type="submit" aria-label=(format!("Remove {}", name(&kept.value))) { "Remove" }
                        }
                    }
                }
            }
        }
    }
}

fn held_how(of: &Loop) -> String {
    let over = of.rounds.iter().filter(|round| round.state == RoundState::Done).count();
    let rounds = counted(of.rounds.len(), "round", "rounds");
    match of.state {
        LoopState::Left => format!("left after {over} of {rounds}"),
        LoopState::Done | LoopState::Running => rounds,
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let left = Loop {
        state: LoopState::Left,
        name: String::new(),
        ..held_loop(2, RoundState::Left)
    };
    let running = sample_kept("a", held_loop(1, RoundState::Waiting));
    let held = [
        running.clone(),
        sample_kept("b", held_loop(5, RoundState::Done)),
        sample_kept("c", left),
    ];
    vec![
        ("loops-empty", whole(&[], None)),
        ("loops-first", whole(std::slice::from_ref(&running), None)),
        ("loops", whole(&held, Some("d"))),
    ]
}
