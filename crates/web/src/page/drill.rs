//! `/practice/{id}`: the drill room, turn by turn, until its teller has said how it went.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::loops::{Stand, stand};
use glidepath_app::practice::{Onward, ask_next, drill, kept_sound, onward};
use glidepath_app::{Error, Kept};
use glidepath_domain::{Drill, DrillState, ReplyKind};
use maud::{Markup, html};

use super::loop_room::{goes_on, loop_of, used_s};
use super::sample_drill::sample;
use super::{Nav, Page, drill_forms};
use crate::kept_form::{trouble, typed, value};
use crate::router::{Desk, State as Shared};
use crate::show::drill_after::{self as after, Unwritten};
use crate::show::drill_room::{How, Room, room};
use crate::show::loop_head::LoopHead;
use crate::{asset, bad_news, guard, layout};

pub(crate) static PAGE: Page = Page {
    path: "/practice/{id}",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: drill_forms::beside,
    samples,
};

pub(super) fn room_of(id: &str) -> String {
    format!("/practice/{id}")
}

/// The name under which words are kept while they are typed.
pub(super) fn kept_name(id: &str, turn: usize) -> String {
    format!("drill:{id}:{turn}")
}

async fn open(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let opening = async {
        let kept = drill(&*shared.bank().await?, &id).await?;
        let how = How::of(value(&asked, "how"));
        if let Some(away) = out_of_loop(&shared, &kept.value, how).await? {
            return Ok(Redirect::to(&away).into_response());
        }
        // A program that was killed between a reply and the next question asks it now.
        let kept = if awaits_question(&kept.value) {
            go_on(&shared, kept).await?
        } else {
            kept
        };
        let page = show(&shared, &kept, how, shared.writings.trouble(&id).as_ref()).await?;
        Ok::<_, Error>(guard::with_microphone(page.into_response()))
    };
    match opening.await {
        Ok(reply) => reply,
        Err(error) => trouble(&error),
    }
}

/// Where a question of a loop leads once nothing is to be said to it any more: to the next one, or to the loop.
async fn out_of_loop(shared: &Desk, drill: &Drill, how: How) -> Result<Option<String>, Error> {
    let Some(place) = &drill.of_loop else {
        return Ok(None);
    };
    if open_turn(drill).is_some() || unwritten_turn(drill).is_some() {
        return Ok(None);
    }
    match drill.state {
        DrillState::Telling | DrillState::Asking | DrillState::Rating => {
            goes_on(shared, &place.of, how).await.map(Some)
        }
        DrillState::Done | DrillState::Left => Ok(Some(loop_of(&place.of))),
    }
}

/// The turn that is to be answered.
pub(super) fn open_turn(drill: &Drill) -> Option<usize> {
    let last = drill.turns.len().checked_sub(1)?;
    let told = matches!(drill.state, DrillState::Telling | DrillState::Asking);
    (told && drill.turns[last].reply == ReplyKind::Open).then_some(last)
}

/// The turn that was said and not written down.
pub(super) fn unwritten_turn(drill: &Drill) -> Option<usize> {
    let asking = drill.state == DrillState::Asking;
    drill
        .turns
        .iter()
        .position(|turn| asking && turn.reply == ReplyKind::Said && turn.text.trim().is_empty())
}

fn awaits_question(drill: &Drill) -> bool {
    drill.state == DrillState::Asking && open_turn(drill).is_none() && unwritten_turn(drill).is_none()
}

/// Stories offered as the one that was told.
const MOST_TOLD: usize = 20;

/// Ids and titles of the stories that may have been told, the likeliest first. It can be rated without them.
async fn likely(shared: &Desk, drill: &Drill) -> Vec<(String, String)> {
    let (Some(bank), Some(turn)) = (&shared.bank, drill.answer()) else {
        return Vec::new();
    };
    let found = bank.answer_with(&turn.asked, MOST_TOLD).await;
    let fits = found.map(|found| found.fits).unwrap_or_default().into_iter();
    fits.map(|fit| (fit.story, fit.title)).collect()
}

/// The drill as it stands.
pub(super) async fn show(shared: &Desk, kept: &Kept<Drill>, how: How, error: Option<&Error>) -> Result<Markup, Error> {
    let drill = &kept.value;
    let Some(turn) = open_turn(drill).or_else(|| unwritten_turn(drill)) else {
        let next = match drill.state {
            DrillState::Done => onward(&*shared.bank().await?, &kept.id).await?,
            _ => Onward::Nothing,
        };
        let told = match drill.state {
            DrillState::Rating => likely(shared, drill).await,
            _ => Vec::new(),
        };
        return Ok(whole(drill, &over(&kept.id, drill, &next, &told), error));
    };
    let bank = shared.bank().await?;
    let sound = shared.sound()?;
    let samples = kept_sound(&sound.recordings, &kept.id, turn)?.samples;
    let draft = typed(&bank, &kept_name(&kept.id, turn)).await?;
    let words = draft
        .as_ref()
        .and_then(|draft| value(&draft.fields, "text"))
        .unwrap_or_default();
    let looped = match &drill.of_loop {
        Some(place) => Some(stand(&bank, &place.of).await?),
        None => None,
    };
    let used = match &looped {
        Some((of, _)) => used_s(&bank, of).await?,
        None => Vec::new(),
    };
    let in_loop = drill.of_loop.as_ref().zip(looped.as_ref()).map(|(place, (of, stand))| {
        let round = usize::try_from(place.round).unwrap_or(usize::MAX);
        LoopHead {
            id: &of.id,
            of: &of.value,
            round,
            exchange: usize::try_from(place.exchange).unwrap_or(usize::MAX),
            says: match stand {
                Stand::Question { says, drill, .. } if drill.id == kept.id => says,
                _ => &[],
            },
            used_s: used.get(round).copied().unwrap_or_default(),
        }
    });
    let main = if open_turn(drill).is_some() {
        let worklet = asset::address("worklet.js");
        room(&Room {
            id: &kept.id,
            drill,
            how,
            samples,
            typed: words,
            worklet: &worklet,
            in_loop,
        })
    } else {
        let by = sound.transcriber.as_ref().map(|one| (one.name(), one.sends_sound()));
        after::unwritten(&Unwritten {
            id: &kept.id,
            drill,
            turn,
            seconds: samples as f64 / 16_000.0,
            by: by.as_ref().map(|(name, sends)| (name.as_str(), *sends)),
            working: shared.writings.of(&kept.id).is_some(),
            typed: words,
        })
    };
    Ok(whole(drill, &main, error))
}

/// A drill in which nothing is to be said any more.
fn over(id: &str, drill: &Drill, next: &Onward, told: &[(String, String)]) -> Markup {
    match drill.state {
        DrillState::Rating => after::rating(id, drill, told),
        DrillState::Left => after::left(id, drill),
        DrillState::Done | DrillState::Telling | DrillState::Asking => after::done(id, drill, next),
    }
}

fn whole(drill: &Drill, main: &Markup, error: Option<&Error>) -> Markup {
    let asked = drill.turns.last().map_or("Practice", |turn| turn.asked.as_str());
    layout::page(
        &crate::show::visible(asked),
        "/practice",
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            @if drill.of_loop.is_some() { link rel="stylesheet" href=(asset::address("loop.css")); }
            @if let Some(error) = error { (bad_news::notice(error)) }
            (main)
        },
    )
}

/// Asks the next question, if it is time for one.
pub(super) async fn go_on(shared: &Desk, kept: Kept<Drill>) -> Result<Kept<Drill>, Error> {
    if !awaits_question(&kept.value) {
        return Ok(kept);
    }
    let bank = shared.bank().await?;
    match ask_next(&bank, &shared.reviewer, &kept.id, kept.version).await {
        Ok(asked) => Ok(asked.drill().clone()),
        // Another page was faster, and asked the same.
        Err(error) if error.code == "drill-went-on" => drill(&bank, &kept.id).await,
        Err(error) => Err(error),
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let at = |drill: &Drill, how, samples| {
        whole(
            drill,
            &room(&Room {
                id: "a",
                drill,
                how,
                samples,
                typed: "",
                worklet: "/worklet.js",
                in_loop: None,
            }),
            None,
        )
    };
    let of = super::sample_loop::sample_loop(1, glidepath_domain::RoundState::Asking);
    let in_loop = |drill: &Drill, how| {
        let says = ["Shen, delivery routing. Thirty minutes; I ask short questions.".to_owned()];
        let head = LoopHead {
            id: "a",
            of: &of,
            round: 1,
            exchange: 0,
            says: &says,
            used_s: 312.0,
        };
        let drill = &Drill {
            of_loop: Some(glidepath_domain::LoopPlace {
                of: "a".to_owned(),
                round: 1,
                exchange: 0,
            }),
            ..drill.clone()
        };
        let one = Room {
            id: "a",
            drill,
            how,
            samples: 0,
            typed: "",
            worklet: "/worklet.js",
            in_loop: Some(head),
        };
        whole(drill, &room(&one), None)
    };
    let (fresh, asked) = (sample(DrillState::Telling, 0), sample(DrillState::Asking, 1));
    let exam = Drill {
        exam: true,
        ..fresh.clone()
    };
    let unwritten = |by, working| {
        let one = Unwritten {
            id: "a",
            drill: &asked,
            turn: 0,
            seconds: 158.0,
            by,
            working,
            typed: "",
        };
        whole(&asked, &after::unwritten(&one), None)
    };
    let over = |state| {
        let drill = sample(state, 1);
        whole(
            &drill,
            &self::over(
                "a",
                &drill,
                &Onward::Nothing,
                &[("s".to_owned(), "The pump".to_owned())],
            ),
            None,
        )
    };
    let theme = Onward::Retake {
        drill: "a".to_owned(),
        generalities: glidepath_practice::generalities("It saved us a lot of time."),
    };
    let done = sample(DrillState::Done, 1);
    vec![
        ("drill", at(&fresh, How::Speak, 0)),
        ("drill-kept", at(&fresh, How::Speak, 672_000)),
        ("drill-typed", at(&fresh, How::Type, 0)),
        ("drill-exam", at(&exam, How::Speak, 0)),
        ("drill-in-loop", in_loop(&fresh, How::Type)),
        ("drill-in-loop-follow-up", in_loop(&asked, How::Speak)),
        ("drill-follow-up", at(&asked, How::Speak, 0)),
        ("drill-by-hand", unwritten(None, false)),
        ("drill-by-whisper", unwritten(Some(("whisper-base.en", false)), true)),
        ("drill-by-server", unwritten(Some(("server", true)), false)),
        ("drill-rating", over(DrillState::Rating)),
        ("drill-done", over(DrillState::Done)),
        ("drill-theme", whole(&done, &self::over("a", &done, &theme, &[]), None)),
        ("drill-left", over(DrillState::Left)),
    ]
}
