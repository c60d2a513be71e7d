//! `/practice/block`: twenty to thirty minutes with a plan one can see, what is now and next, and an end.

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::practice::recall::due;
use glidepath_app::practice::{
    Start, block_part_begun, block_part_done, blocks, end_block, look_back, running_block, start_block, start_drill,
};
use glidepath_app::{Bank, Error, Kept};
use glidepath_domain::{Block, PartKind};
use glidepath_practice::{Have, left_minutes, next_part, plan_block, summary};
use glidepath_review::{Rule, rules};
use maud::{Markup, html};

use super::{Nav, Page};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::layout;
use crate::router::{Desk, State as Shared};
use crate::show::block_line::{block_line, part_name};
use crate::show::practice_tabs::practice_tabs;
use crate::show::{counted, moment};

pub(crate) static PAGE: Page = Page {
    path: "/practice/block",
    nav: Nav::Nowhere,
    route: || get(open).post(begin),
    beside,
    samples,
};

/// Lengths to choose from, in minutes.
const LENGTHS: [u32; 3] = [20, 25, 30];
/// Blocks listed that were done before.
const SHOWN: usize = 5;

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/practice/block/part", post(part))
        .route("/practice/block/done", post(done))
        .route("/practice/block/end", post(ended))
}

/// A block that has just ended, and what to do tomorrow.
struct Ended<'b> {
    block: &'b Block,
    tomorrow: Option<&'static Rule>,
}

async fn open(State(shared): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Response {
    match opened(&shared, &asked).await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn opened(shared: &Desk, asked: &[(String, String)]) -> Result<Markup, Error> {
    let bank = shared.bank().await?;
    if let Some(block) = running_block(&bank).await? {
        return Ok(whole(&running(&block, bank.now_ms())));
    }
    let all = blocks(&bank).await?;
    let minutes = value(asked, "minutes")
        .and_then(|m| m.parse().ok())
        .unwrap_or(LENGTHS[1]);
    if let Some(block) = value(asked, "ended").and_then(|id| all.iter().find(|block| block.id == id)) {
        let ended = Ended {
            block: &block.value,
            tomorrow: tomorrow(shared, &bank).await?,
        };
        return Ok(whole(&over(&ended)));
    }
    Ok(whole(&choose(minutes, due(&bank).await?.0, &all)))
}

/// The finding met most often of late: the one thing for tomorrow.
async fn tomorrow(shared: &Desk, bank: &Bank) -> Result<Option<&'static Rule>, Error> {
    let back = look_back(bank, &shared.reviewer).await?;
    Ok(back.findings.first().and_then(|finding| rules::find(finding.rule)))
}

async fn begin(State(shared): State<Shared>, request: Request) -> Response {
    let beginning = async {
        let fields = posted(request).await?;
        let minutes = value(&fields, "minutes")
            .and_then(|m| m.parse().ok())
            .unwrap_or(LENGTHS[1]);
        start_block(&*shared.bank().await?, minutes).await
    };
    to_block(beginning.await.map(|_| String::new()))
}

fn to_block(outcome: Result<String, Error>) -> Response {
    match outcome {
        Ok(query) => Redirect::to(&format!("{}{query}", PAGE.path)).into_response(),
        Err(error) => trouble(&error),
    }
}

/// The block and the part a form is about.
struct Sent {
    id: String,
    version: i64,
    part: usize,
}

async fn sent(request: Request) -> Result<Sent, Error> {
    let fields = posted(request).await?;
    let number = |name: &str| value(&fields, name).and_then(|text| text.parse::<i64>().ok());
    match (value(&fields, "block"), number("version")) {
        (Some(id), Some(version)) => Ok(Sent {
            id: id.to_owned(),
            version,
            part: number("part")
                .and_then(|part| usize::try_from(part).ok())
                .unwrap_or_default(),
        }),
        _ => Err(Error::invalid(
            "bad-form",
            "This form is not whole",
            "it does not say which block it is about",
            "Load the page again and use its buttons.",
        )),
    }
}

/// Begins a part: a question is drawn and its room opened, or recall begins.
async fn part(State(shared): State<Shared>, request: Request) -> Response {
    let beginning = async {
        let sent = sent(request).await?;
        let bank = shared.bank().await?;
        let block = running_block(&bank).await?.filter(|block| block.id == sent.id);
        let kind = block.and_then(|block| block.value.parts.get(sent.part).map(|part| part.kind));
        let (with, address) = match kind {
            Some(PartKind::Recall) => ("recall".to_owned(), "/recall".to_owned()),
            _ => {
                let settings = shared
                    .sound
                    .as_ref()
                    .map(|sound| sound.settings.clone())
                    .unwrap_or_default();
                let start = Start {
                    limit_s: settings.limit_s,
                    nudges: settings.nudges,
                    ..Start::default()
                };
                let drill = start_drill(&bank, &start).await?;
                (drill.id.clone(), format!("/practice/{}", drill.id))
            }
        };
        block_part_begun(&bank, &sent.id, sent.version, sent.part, &with).await?;
        Ok::<_, Error>(address)
    };
    match beginning.await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn done(State(shared): State<Shared>, request: Request) -> Response {
    let ending = async {
        let sent = sent(request).await?;
        let block = block_part_done(&*shared.bank().await?, &sent.id, sent.version, sent.part).await?;
        Ok(block
            .value
            .ended_ms
            .map_or_else(String::new, |_| format!("?ended={}", block.id)))
    };
    to_block(ending.await)
}

async fn ended(State(shared): State<Shared>, request: Request) -> Response {
    let ending = async {
        let sent = sent(request).await?;
        end_block(&*shared.bank().await?, &sent.id, sent.version).await
    };
    to_block(ending.await.map(|block| format!("?ended={}", block.id)))
}

fn whole(main: &Markup) -> Markup {
    layout::page(
        "A block of practice",
        "/practice",
        &html! { (practice_tabs(PAGE.path)) div.block-page { (main) } },
    )
}

/// Before it begins: how long, and the plan that comes of it.
fn choose(minutes: u32, due: usize, before: &[Kept<Block>]) -> Markup {
    let have = Have {
        coding: false,
        design: false,
        due,
    };
    let planned = plan_block(minutes, have, 0);
    html! {
        header.head { h1 { "A block of practice" } p.meta { "Short and often beats long and seldom. Everything has its minutes, and it ends." } }
        nav.lengths aria-label="How long" { @for length in LENGTHS { a href=(format!("{}?minutes={length}", PAGE.path)) aria-current=[(length == minutes).then_some("true")] { (length) " min" } } }
        figure.sheet.flight.plan-figure {
            h2.label { "The plan" }
            (block_line(&planned.block.parts, None))
            figcaption { @for note in &planned.notes { span { (note) } } }
        }
        form method="post" action=(PAGE.path) { input type="hidden" name="minutes" value=(minutes); button.go type="submit" { "Begin " (minutes) " minutes" } }
        @let over: Vec<&Kept<Block>> = before.iter().filter(|block| block.value.ended_ms.is_some()).take(SHOWN).collect();
        @if !over.is_empty() {
            section.block { h2.label { "Before" } ul.plain.before-blocks { @for block in over { li { span.quiet { (moment(block.value.begun_ms)) } " " (summary(&block.value)) } } } }
        }
    }
}

/// While it runs: the line, and one part at a time.
fn running(kept: &Kept<Block>, now_ms: i64) -> Markup {
    let block = &kept.value;
    let gone = (now_ms - block.begun_ms).max(0) as f64 / 60_000.0;
    let left = left_minutes(block, now_ms);
    let now = next_part(block);
    let fields = |part: usize| html! { input type="hidden" name="block" value=(kept.id); input type="hidden" name="version" value=(kept.version); input type="hidden" name="part" value=(part); };
    html! {
        header.head { h1 { "A block of practice" } p.meta role="status" { @if left > 0 { (counted(left as usize, "minute", "minutes")) " left by the clock." } @else { "The time is up. Finish what you are in; nothing is broken off." } } }
        figure.sheet.flight.plan-figure data-begun=(block.begun_ms) { (block_line(&block.parts, Some(gone))) }
        ol.block-parts {
            @for (index, part) in block.parts.iter().enumerate() {
                li.done[part.done].on[now == Some(index)] {
                    div { h2 { (part_name(part.kind)) } p.quiet { (part.minutes) " minutes" @if part.done { ", done" } @else if now == Some(index) { ", now" } } }
                    @if now == Some(index) {
                        div.row {
                            @if part.with.is_empty() {
                                form method="post" action="/practice/block/part" { (fields(index)) button.go type="submit" { "Begin it" } }
                            } @else {
                                a.button.go href=(if part.kind == PartKind::Recall { "/recall".to_owned() } else { format!("/practice/{}", part.with) }) { "Go on with it" }
                            }
                            form method="post" action="/practice/block/done" { (fields(index)) button type="submit" { "It is done" } }
                        }
                    }
                }
            }
        }
        form.end-block method="post" action="/practice/block/end" { (fields(0)) button type="submit" { "End the block here" } }
    }
}

/// After it: what was done, and one thing for tomorrow.
fn over(ended: &Ended<'_>) -> Markup {
    html! {
        header.head { h1 { "That was the block" } p.meta { (summary(ended.block)) } }
        figure.sheet.flight.plan-figure { (block_line(&ended.block.parts, None)) }
        section.sheet.none-yet {
            h2 { "One thing for tomorrow" }
            @match ended.tomorrow {
                Some(rule) => { p.tomorrow { a href=(format!("/rules/{}", rule.code)) { (rule.title) } } p { (rule.instead()) } },
                None => p.tomorrow { "Tell the same question once more, and hold the two against each other." },
            }
            p.quiet { "You may stop here. A block tomorrow does more than another one today." }
            div.row { a.button href="/takes" { "To your takes" } a.button href="/progress" { "To your progress" } }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let have = Have {
        coding: false,
        design: false,
        due: 9,
    };
    let kept = |done: usize, ended_ms| {
        let mut block = plan_block(25, have, 1_780_000_000_000).block;
        for part in block.parts.iter_mut().take(done) {
            part.done = true;
        }
        block.ended_ms = ended_ms;
        Kept {
            id: "b1".to_owned(),
            version: 2,
            created_ms: 1_780_000_000_000,
            updated_ms: 1_780_000_000_000,
            origin: String::new(),
            value: block,
        }
    };
    let finished = kept(3, Some(1_780_001_500_000));
    let done = kept(9, Some(1_780_001_500_000));
    vec![
        ("block-choose", whole(&choose(25, 9, &[finished]))),
        ("block-first", whole(&choose(20, 0, &[]))),
        ("block-running", whole(&running(&kept(1, None), 1_780_000_420_000))),
        ("block-late", whole(&running(&kept(2, None), 1_780_009_420_000))),
        (
            "block-over",
            whole(&over(&Ended {
                block: &done.value,
                tomorrow: rules::find("royal-we"),
            })),
        ),
        (
            "block-over-first",
            whole(&over(&Ended {
                block: &done.value,
                tomorrow: None,
            })),
        ),
    ]
}
