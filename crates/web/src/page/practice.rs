//! `/practice`: the way into a drill, and what to go on with. And the check of the microphone, alone.

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::find_questions::question;
use glidepath_app::practice::{Choice, FollowUps, Start, TakeFilter, list_takes, start_drill};
use glidepath_app::review_answer::unknown;
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Drill, Variant};
use maud::{Markup, html};

use super::{Nav, Page};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::router::{Desk, State as Shared};
use crate::show::drill_room::{How, check};
use crate::show::drill_start::{Asked, Beside, Given, start};
use crate::show::practice_tabs::practice_tabs;
use crate::{asset, bad_news, guard, layout};

pub(crate) static PAGE: Page = Page {
    path: "/practice",
    nav: Nav::Work("Practice"),
    route: || get(open).post(begin),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/practice/check", get(check_alone))
}

async fn open(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        let given = given(&shared, &bank, &fields).await?;
        Ok::<_, Error>(whole(&given, &drills(&bank).await?, None))
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

/// Every drill, the latest first.
async fn drills(bank: &Bank) -> Result<Vec<Kept<Drill>>, Error> {
    let rows = list_takes(bank, &TakeFilter::default()).await?;
    Ok(rows.into_iter().map(|row| row.drill).collect())
}

/// The form as it was sent, or as an address asks for it: `?question=` names one of the bank.
async fn given(shared: &Desk, bank: &Bank, fields: &[(String, String)]) -> Result<Given, Error> {
    let text = |name: &str| value(fields, name).unwrap_or_default().trim();
    let named = Some(text("question")).filter(|id| !id.is_empty());
    let question_text = match named {
        Some(id) => question(bank, id).await?.question.text,
        None => String::new(),
    };
    let settings = shared
        .sound
        .as_ref()
        .map(|sound| sound.settings.clone())
        .unwrap_or_default();
    let usual = Start {
        limit_s: settings.limit_s,
        nudges: settings.nudges,
        ..Start::default()
    };
    Ok(Given {
        asked: match (text("from"), named) {
            ("own", _) => Asked::Own,
            ("bank", _) | ("", Some(_)) => Asked::Bank,
            _ => Asked::Draw,
        },
        question: named.unwrap_or_default().to_owned(),
        question_text,
        own: text("own").to_owned(),
        how: How::of(value(fields, "how")),
        start: Start {
            variant: slug(text("variant"), usual.variant)?,
            temperament: slug(text("temperament"), usual.temperament)?,
            limit_s: number(text("limit_s"), usual.limit_s)?,
            follow_ups: match text("follow_ups") {
                "" => usual.follow_ups,
                "all" => FollowUps::All,
                most => FollowUps::AtMost(number(most, 1)?),
            },
            exam: !text("exam").is_empty(),
            nudges: text("nudges").parse().unwrap_or(usual.nudges),
            story: Some(text("story").to_owned()).filter(|story| !story.is_empty()),
            ..usual
        },
    })
}

fn slug<T: std::str::FromStr<Err = glidepath_domain::UnknownSlug>>(text: &str, usual: T) -> Result<T, Error> {
    if text.is_empty() {
        return Ok(usual);
    }
    text.parse().map_err(unknown)
}

fn number(text: &str, usual: u32) -> Result<u32, Error> {
    if text.is_empty() {
        return Ok(usual);
    }
    text.parse().map_err(|_| {
        Error::invalid(
            "bad-number",
            format!("\"{text}\" is not a number"),
            "the timebox is in seconds, and follow-ups are counted",
            "Choose one of the values on the page.",
        )
    })
}

async fn begin(State(shared): State<Shared>, request: Request) -> Response {
    let beginning = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let given = given(&shared, &bank, &fields).await?;
        let before = drills(&bank).await?;
        let start = Start {
            choice: choice(&given, &before)?,
            ..given.start.clone()
        };
        Ok::<_, Error>(match start_drill(&bank, &start).await {
            Ok(drill) => Redirect::to(&address(&drill.id, given.how)).into_response(),
            Err(error) => (bad_news::status(&error), whole(&given, &before, Some(&error))).into_response(),
        })
    };
    match beginning.await {
        Ok(reply) => reply,
        Err(error) => trouble(&error),
    }
}

fn address(id: &str, how: How) -> String {
    match how {
        How::Speak => format!("/practice/{id}"),
        How::Type => format!("/practice/{id}?how=type"),
    }
}

/// Which question; one far from the last where it is to be switched to.
fn choice(given: &Given, before: &[Kept<Drill>]) -> Result<Choice, Error> {
    Ok(match given.asked {
        Asked::Own => Choice::Own(given.own.clone()),
        Asked::Bank if given.question.is_empty() => {
            return Err(Error::invalid(
                "question-unnamed",
                "No question of the bank is chosen",
                "a drill needs one question",
                "Choose one on the Questions page, or have one drawn.",
            ));
        }
        Asked::Bank => Choice::Bank(given.question.clone()),
        Asked::Draw => match before.first() {
            Some(last) if given.start.variant == Variant::Switching => Choice::FarFrom(last.id.clone()),
            _ => Choice::Next,
        },
    })
}

fn whole(given: &Given, drills: &[Kept<Drill>], error: Option<&Error>) -> Markup {
    layout::page(
        "Practice",
        PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            (practice_tabs(PAGE.path))
            header.head { h1 { "Tell it aloud" } p.meta { "One question, two to three minutes, then what an interviewer would ask next. Telling it under time is what changes how you tell it." } }
            @if let Some(error) = error { (bad_news::notice(error)) }
            (start(given, &Beside { drills }))
        },
    )
}

async fn check_alone(Query(fields): Query<Vec<(String, String)>>) -> Response {
    // Only to a room of this app.
    let next = value(&fields, "next").filter(|next| next.starts_with("/practice/"));
    guard::with_microphone(alone(next).into_response())
}

fn alone(next: Option<&str>) -> Markup {
    layout::page(
        "Microphone",
        PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            (practice_tabs("/practice/check"))
            header.head { h1 { "Is your microphone heard?" } p.meta { "Nothing you say here is sent anywhere or kept: three seconds, played back, and forgotten." } }
            p.unscripted { "The microphone needs scripts, and they are off in this browser. Answers can be typed, or brought as a recording." }
            (check(true, next))
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    let given = Given {
        asked: Asked::Draw,
        question: String::new(),
        question_text: String::new(),
        own: String::new(),
        how: How::Speak,
        start: Start::default(),
    };
    let named = Given {
        asked: Asked::Bank,
        question: "frugality-unasked-saving".to_owned(),
        question_text: "Tell me about a saving nobody asked you for.".to_owned(),
        start: Start {
            exam: true,
            nudges: glidepath_app::practice::Nudges::Trial,
            follow_ups: FollowUps::All,
            ..Start::default()
        },
        ..given.clone()
    };
    let error = Error::invalid(
        "question-empty",
        "There is no question",
        "only blanks were given",
        "Write it out.",
    );
    vec![
        ("practice-empty", whole(&given, &[], None)),
        (
            "practice",
            whole(&named, &super::sample_drill::sample_drills(), Some(&error)),
        ),
        ("microphone", alone(Some("/practice/a"))),
    ]
}
