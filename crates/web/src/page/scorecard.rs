//! `/loops/{id}/seats/{seat}`: the scorecard of a seat, for whoever sits there: what is asked and said, notes, marks, the vote, and the
//! next question. On one machine it is open in a second window.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::loops::{
    ask_by_person, blank_scorecard, drills_of, hand_in, invite_questions, mock_loop, round_used_s, scorecard,
    write_scorecard,
};
use glidepath_app::review_answer::unknown;
use glidepath_app::{Error, Kept, Saved};
use glidepath_domain::{Drill, Loop, LoopState, Round, RoundState, Scorecard};
use maud::{Markup, html};

use super::sample_loop::{sample_kept, sample_loop};
use super::{Nav, Page, loops};
use crate::answer_form::posted;
use crate::kept_form::{forget, trouble, typed, value};
use crate::router::{Desk as Shop, State as Shared};
use crate::show::loop_strip::{sitter, sitter_title};
use crate::show::scorecard_desk::{Desk, scorecard_asks, scorecard_desk};
use crate::show::scorecard_heard::{Hearing, scorecard_heard, scorecard_now};
use crate::{asset, bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/loops/{id}/seats/{seat}",
    nav: Nav::Nowhere,
    route: || get(open).post(write),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/loops/{id}/seats/{seat}/ask", post(ask))
}

fn address(id: &str, seat: usize) -> String {
    format!("/loops/{id}/seats/{seat}")
}

fn kept_name(id: &str, seat: usize) -> String {
    format!("seat:{id}:{seat}")
}

/// A seat with all that its page shows.
#[derive(Debug, Clone)]
struct Shown {
    of: Kept<Loop>,
    seat: usize,
    round: Round,
    drills: Vec<Option<Kept<Drill>>>,
    used_s: f64,
    card: Scorecard,
    seen: Option<i64>,
    /// Whether what the seat looks for may be shown.
    open: bool,
}

async fn shown(shared: &Shop, id: &str, seat: usize, open: bool) -> Result<Shown, Error> {
    let bank = shared.bank().await?;
    let of = mock_loop(&bank, id).await?;
    let at = seat.wrapping_sub(1);
    let Some(round) = of.value.rounds.get(at).cloned() else {
        return Err(Error::not_found(
            "loop-no-such-round",
            format!("This loop has no seat {seat}"),
            format!("it has {}", of.value.rounds.len()),
            "Choose one of its seats.",
        ));
    };
    let kept = scorecard(&bank, id, at).await?;
    let blank = blank_scorecard(id, u32::try_from(at).unwrap_or(u32::MAX), &round.seat);
    let begun = kept.as_ref().map_or(blank, |kept| kept.value.clone());
    let card = match typed(&bank, &kept_name(id, seat)).await? {
        Some(typed) if !begun.handed_in => read(&typed.fields, &begun)?,
        _ => begun,
    };
    Ok(Shown {
        drills: drills_of(&bank, &of).await?.into_iter().nth(at).unwrap_or_default(),
        used_s: round_used_s(&bank, &of, at).await?,
        open: open || round.seat.is_human() || of.value.state != LoopState::Running,
        seen: kept.map(|kept| kept.version),
        of,
        seat,
        round,
        card,
    })
}

/// The scorecard as its form was sent.
fn read(fields: &[(String, String)], begun: &Scorecard) -> Result<Scorecard, Error> {
    let text = |name: &str| value(fields, name).map(|text| text.replace("\r\n", "\n").trim().to_owned());
    let mut card = begun.clone();
    card.notes = text("notes").unwrap_or(card.notes);
    for mark in &mut card.marks {
        if let Some(verdict) = text(&format!("mark-{}", mark.principle)) {
            mark.verdict = match verdict.as_str() {
                "" => None,
                slug => Some(slug.parse().map_err(unknown)?),
            };
        }
        mark.why = text(&format!("why-{}", mark.principle)).unwrap_or_default();
    }
    card.inclined = match value(fields, "inclined") {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => card.inclined,
    };
    Ok(card)
}

async fn open(
    State(shared): State<Shared>,
    Path((id, seat)): Path<(String, usize)>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    match shown(&shared, &id, seat, value(&fields, "open").is_some()).await {
        Ok(shown) => whole(&shown, None).into_response(),
        Err(error) => trouble(&error),
    }
}

/// Shows the seat as it is, with what went wrong; what was typed stands in its fields.
async fn again(shared: &Shop, id: &str, seat: usize, mine: Option<Scorecard>, error: &Error) -> Response {
    match shown(shared, id, seat, true).await.map(|shown| match mine {
        Some(card) if !shown.card.handed_in => Shown { card, ..shown },
        _ => shown,
    }) {
        Ok(shown) => (bad_news::status(error), whole(&shown, Some(error))).into_response(),
        Err(_) => trouble(error),
    }
}

async fn write(State(shared): State<Shared>, Path((id, seat)): Path<(String, usize)>, request: Request) -> Response {
    let mut mine = None;
    let writing = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let before = shown(&shared, &id, seat, true).await?;
        let card = read(&fields, &before.card)?;
        mine = Some(card.clone());
        let seen = value(&fields, "seen").and_then(|seen| seen.parse().ok());
        let kept = match write_scorecard(&bank, seen, &card).await? {
            Saved::Kept(kept) => kept,
            Saved::Clash(_) => {
                return Err(Error::invalid(
                    "scorecard-went-on",
                    "This scorecard was changed in another window, so nothing was saved",
                    "two windows have it open",
                    "What you typed is still below. Compare it with the other window, then save again.",
                ));
            }
        };
        forget(&bank, &kept_name(&id, seat)).await?;
        if value(&fields, "do") == Some("hand-in") {
            hand_in(&bank, &id, seat.wrapping_sub(1), kept.version).await?;
        }
        Ok(format!("{}?open=yes", address(&id, seat)))
    };
    match writing.await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => again(&shared, &id, seat, mine, &error).await,
    }
}

async fn ask(State(shared): State<Shared>, Path((id, seat)): Path<(String, usize)>, request: Request) -> Response {
    let asking = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let at = seat.wrapping_sub(1);
        match (value(&fields, "planned"), value(&fields, "do")) {
            (Some(planned), _) => ask_by_person(&bank, &id, at, planned, false).await,
            (None, Some("invite")) => invite_questions(&bank, &id, at).await,
            (None, what) => {
                let text = value(&fields, "text").unwrap_or_default().replace("\r\n", "\n");
                ask_by_person(&bank, &id, at, &text, what == Some("follow-up")).await
            }
        }
    };
    match asking.await {
        Ok(_) => Redirect::to(&address(&id, seat)).into_response(),
        Err(error) => again(&shared, &id, seat, None, &error).await,
    }
}

fn whole(shown: &Shown, error: Option<&Error>) -> Markup {
    let (id, here) = (&shown.of.id, address(&shown.of.id, shown.seat));
    let seat = &shown.round.seat;
    let hearing = Hearing {
        round: &shown.round,
        drills: &shown.drills,
        used_s: shown.used_s,
    };
    let mut title = format!("Seat {}", shown.seat);
    let _ = write!(title, ": {}", sitter(seat));
    layout::page(
        &title,
        loops::PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            link rel="stylesheet" href=(asset::address("loop.css"));
            header.head {
                p.label { "Scorecard · seat " (shown.seat) " of " (shown.of.value.rounds.len()) }
                h1 { (sitter(seat)) }
                p.meta { span { (sitter_title(seat)) } @if let Some(level) = shown.of.value.level { span { "the candidate applies for " (level) } } }
            }
            @if let Some(error) = error { (bad_news::notice(error)) }
            @if shown.open { (sheet(shown, &here, id, &hearing)) } @else { (gate(&here, id)) }
        },
    )
}

/// A persona sits here, and the candidate may be the one who looks.
fn gate(here: &str, id: &str) -> Markup {
    html! {
        section.sheet.none-yet {
            h2 { "This seat shows what is looked for" }
            p { "It is for whoever takes notes here. If you are the candidate, go back: the debrief tells you in the end." }
            div.row { a.button href=(format!("{here}?open=yes")) { "I take notes here" } a.button.go href=(format!("/loops/{id}")) { "Back to the loop" } }
        }
    }
}

fn sheet(shown: &Shown, here: &str, id: &str, hearing: &Hearing<'_>) -> Markup {
    let seat = &shown.round.seat;
    let names: Vec<&str> = seat.principles.iter().map(|principle| principle.name()).collect();
    html! {
        div.seat-page data-pulse=(format!("/loops/{id}/pulse")) data-parts="now heard asks" {
            div.seat-live {
                (scorecard_now(hearing))
                @if seat.is_human() { (scorecard_asks(here, hearing)) }
                (scorecard_heard(hearing))
            }
            div.seat-writes {
                p.looks-for { "You look for " b { (glidepath_app::hand_out_debrief::words::listed(&names)) } ". The candidate is not told." }
                (scorecard_desk(&Desk {
                    here,
                    keeps: &kept_name(id, shown.seat),
                    card: &shown.card,
                    seen: shown.seen,
                    begun: shown.round.state != RoundState::Waiting,
                }))
            }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let one = |over, on, handed_in, open, seat: usize| {
        let of = sample_loop(over, on);
        let round = of.rounds[seat - 1].clone();
        let mut card = blank_scorecard("a", 0, &round.seat);
        "Rang the practice herself.".clone_into(&mut card.notes);
        card.handed_in = handed_in;
        card.inclined = handed_in.then_some(true);
        let drill = |state, said| Some(sample_kept("loop-4-0", super::sample_drill::sample(state, said)));
        let drills = match on {
            RoundState::Waiting => vec![None],
            _ => vec![drill(glidepath_domain::DrillState::Asking, 1)],
        };
        let shown = Shown {
            of: sample_kept("a", of),
            seat,
            round,
            drills,
            used_s: 411.0,
            card,
            seen: Some(2),
            open,
        };
        whole(&shown, None)
    };
    vec![
        ("seat-waiting", one(4, RoundState::Waiting, false, true, 5)),
        ("seat-asking", one(4, RoundState::Asking, false, true, 5)),
        ("seat-handed-in", one(5, RoundState::Done, true, true, 5)),
        ("seat-gate", one(1, RoundState::Asking, false, false, 2)),
    ]
}
