//! `/loops/new`: a loop is set up. Whatever stands in the form is kept until it begins, so that a reload loses nothing; the plan is drawn
//! afresh from it each time, and the same form gives the same plan.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use glidepath_app::loops::{JobRead, LoopWish, PlannedLoop, next_draw, plan_loop, read_job, start_loop};
use glidepath_app::seeker::Seeker;
use glidepath_app::{Bank, Error};
use glidepath_domain::Span;
use maud::{Markup, html};

use super::loop_form::LoopForm;
use super::loop_room::loop_of;
use super::sample_loop::sample_loop;
use super::{Nav, Page, alone, loops};
use crate::answer_form::posted;
use crate::kept_form::{forget, keep_fields, notice, trouble, typed, value};
use crate::router::{Desk, State as Shared};
use crate::show::loop_planned::loop_planned;
use crate::show::loop_setup::loop_setup;
use crate::{asset, bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/loops/new",
    nav: Nav::Nowhere,
    route: || get(open).post(send),
    beside: alone,
    samples,
};

/// The name under which the form is kept while it is filled in.
const KEPT: &str = "loop:new";

/// The form with what follows from it.
struct Shown {
    form: LoopForm,
    /// What the job description was read to say; nothing where there is none.
    read: Option<JobRead>,
    planned: Result<PlannedLoop, Error>,
    /// When what stands in the form was kept.
    unsaved: Option<i64>,
}

fn seeker(shared: &Desk) -> Seeker {
    shared
        .bank
        .as_ref()
        .map_or_else(Seeker::of_words, |bank| bank.seeker().clone())
}

async fn shown(shared: &Desk, bank: &Bank) -> Result<Shown, Error> {
    let kept = typed(bank, KEPT).await?;
    let fields = kept.as_ref().map(|kept| kept.fields.clone()).unwrap_or_default();
    let draw = next_draw(bank).await?;
    // What an older program kept and this one cannot read is begun afresh.
    let form = LoopForm::of(&fields, draw).or_else(|_| LoopForm::of(&[], draw))?;
    let seeker = seeker(shared);
    Ok(Shown {
        read: read_job(&seeker, &form.wish.job)
            .ok()
            .filter(|_| !form.wish.job.is_empty()),
        planned: plan_loop(bank, &seeker, &form.wish).await,
        unsaved: kept.map(|kept| kept.at_ms),
        form,
    })
}

async fn open(State(shared): State<Shared>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        Ok::<_, Error>(whole(&shown(&shared, &bank).await?, None))
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn send(State(shared): State<Shared>, request: Request) -> Response {
    let sending = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let mut form = LoopForm::of(&fields, next_draw(&bank).await?)?;
        match value(&fields, "do") {
            Some("read") => {
                if let Ok(job) = read_job(&seeker(&shared), &form.wish.job) {
                    form.take(&job);
                }
            }
            Some("draw") => form.wish.draw = form.wish.draw.wrapping_add(1),
            _ => {}
        }
        keep_fields(&bank, KEPT, &form.fields()).await?;
        if value(&fields, "do") != Some("begin") {
            return Ok(Redirect::to(PAGE.path).into_response());
        }
        let begun = async {
            let planned = plan_loop(&bank, &seeker(&shared), &form.wish).await?;
            start_loop(&bank, &planned.looped).await
        };
        match begun.await {
            Ok(kept) => {
                forget(&bank, KEPT).await?;
                Ok(Redirect::to(&loop_of(&kept.id)).into_response())
            }
            Err(error) => Ok((
                bad_news::status(&error),
                whole(&shown(&shared, &bank).await?, Some(&error)),
            )
                .into_response()),
        }
    };
    match sending.await {
        Ok(reply) => reply,
        Err(error) => trouble(&error),
    }
}

fn whole(shown: &Shown, error: Option<&Error>) -> Markup {
    let wish: &LoopWish = &shown.form.wish;
    layout::page(
        "Set up a loop",
        loops::PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("practice.css"));
            link rel="stylesheet" href=(asset::address("loop.css"));
            header.head { p.label { a href="/loops" { "Loops" } " · new" } h1 { "Set up a loop" } p.meta { "Everything here may stay as it is: then the people and the questions are drawn, and you begin." } }
            @if let Some(at_ms) = shown.unsaved { (notice(KEPT, at_ms, PAGE.path)) }
            @if let Some(error) = error { (bad_news::notice(error)) } @else if let Err(error) = &shown.planned { (bad_news::notice(error)) }
            form.setup method="post" action=(PAGE.path) data-keep=(KEPT) autocomplete="off" {
                // Enter in a field plans anew and begins nothing.
                button.hidden type="submit" name="do" value="plan" tabindex="-1" aria-hidden="true" {}
                input type="hidden" name="draw" value=(wish.draw);
                (loop_setup(wish, shown.read.as_ref()))
                @match &shown.planned {
                    Ok(planned) => {
                        (loop_planned(planned, &wish.chosen, shown.form.coach))
                        div.start-row {
                            button.go.big type="submit" name="do" value="begin" { "Begin the loop" }
                            span.quiet { "Nobody comes in before you say that you are ready." }
                        }
                    },
                    Err(_) => div.row { button type="submit" name="do" value="plan" { "Plan it again" } },
                }
            }
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_app::loops::{Inferred, PrincipleRead};
    use glidepath_domain::{Level, Principle, RoundState};
    let planned = || PlannedLoop {
        looped: sample_loop(0, RoundState::Waiting),
        left_out: vec![Principle::Frugality],
        shared: vec![Principle::DiveDeep],
        unasked: vec![(1, Principle::BiasForAction)],
    };
    let inferred = |quote: &str| (quote.to_owned(), Span::new(0, quote.len()));
    let (level_quote, level_span) = inferred("Software Engineer II, billing");
    let (quote, span) = inferred("You own what the customer is charged, end to end.");
    let read = JobRead {
        role: None,
        level: Some(Inferred {
            value: Level::L5,
            quote: level_quote,
            span: level_span,
        }),
        principles: vec![PrincipleRead {
            principle: Principle::Ownership,
            score: 0.3,
            quote,
            span,
        }],
    };
    let wish = LoopWish {
        job: "Software Engineer II, billing\nYou own what the customer is charged, end to end.".to_owned(),
        scope: vec![Principle::Ownership],
        ..LoopWish::default()
    };
    let plain = Shown {
        form: LoopForm {
            wish: LoopWish::default(),
            coach: false,
        },
        read: None,
        planned: Ok(planned()),
        unsaved: None,
    };
    let coached = Shown {
        form: LoopForm {
            wish: wish.clone(),
            coach: true,
        },
        read: Some(read),
        planned: Ok(planned()),
        unsaved: Some(1_780_000_000_000),
    };
    let refused = Shown {
        form: LoopForm { wish, coach: false },
        read: None,
        planned: Err(Error::invalid(
            "job-not-one",
            "This does not read like a job description",
            "it has no duties",
            "Paste the whole of it.",
        )),
        unsaved: None,
    };
    vec![
        ("loop-new", whole(&plain, None)),
        ("loop-new-coached", whole(&coached, None)),
        ("loop-new-refused", whole(&refused, None)),
    ]
}
