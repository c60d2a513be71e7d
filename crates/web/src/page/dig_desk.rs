//! `/dig/{id}`: one question at a time with why it is asked, what is worth keeping beside it, and the story it is laid as.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::dig::{answer_dig, bring_back_dig, dig, go_to_step, keep_gem, remove_dig};
use glidepath_app::lay_dig::{gems_to_keep, keep_laid, lay_dig, pass_over, put_gem_away};
use glidepath_app::{Bank, Error, Kept, Saved};
use glidepath_content::{Prompt, prompt};
use glidepath_domain::{Dig, DigStep, Gem};
use glidepath_story::{Candidate, Laid, next};
use maud::Markup;

use super::{Nav, Page, dig as list};
use crate::answer_form::posted;
use crate::kept_form::{forget, trouble, typed, value};
use crate::router::State as Shared;
use crate::show::dug::{self, Asking};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/dig/{id}",
    nav: Nav::Nowhere,
    route: || get(open),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route(
            "/dig/{id}/answer",
            post(answer).get(|Path(id): Path<String>| async move { Redirect::to(&format!("/dig/{id}")) }),
        )
        .route("/dig/{id}/gem", post(gem))
        .route("/dig/{id}/step", post(step))
        .route("/dig/{id}/remove", post(remove))
        .route("/dig/{id}/restore", post(restore))
        .route("/dig/{id}/laid", get(laid).post(keep))
}

/// The name under which an answer is kept while it is typed.
fn kept_name(id: &str, prompt: &str) -> String {
    format!("dig:{id}:{prompt}")
}

async fn open(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        let kept = dig(&bank, &id).await?;
        desk(&bank, &kept, value(&asked, "prompt"), None).await
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

/// What is asked: the prompt wanted, or else the next one and why.
fn asking(dig: &Dig, wanted: Option<&str>) -> Option<(&'static Prompt, Option<String>)> {
    match wanted.and_then(prompt) {
        Some(prompt) => Some((prompt, None)),
        None => next(dig).map(|next| (next.prompt, Some(next.because))),
    }
}

/// Words that could not be saved, and why.
struct Refused<'r> {
    text: &'r str,
    notice: Markup,
}

async fn desk(
    bank: &Bank,
    kept: &Kept<Dig>,
    wanted: Option<&str>,
    refused: Option<Refused<'_>>,
) -> Result<Markup, Error> {
    let offered = gems_to_keep(bank, &kept.id, &kept.value).await?;
    let Some((prompt, because)) = asking(&kept.value, wanted) else {
        return Ok(whole(kept, None, &offered, None));
    };
    let name = kept_name(&kept.id, &prompt.slug);
    let said = kept.value.answers.iter().find(|answer| answer.prompt == prompt.slug);
    let mut asking = Asking {
        prompt,
        because,
        text: said.map(|answer| answer.text.clone()).unwrap_or_default(),
        kept: name,
        unsaved: None,
    };
    let notice = match refused {
        Some(refused) => {
            refused.text.clone_into(&mut asking.text);
            Some(refused.notice)
        }
        None => {
            if let Some(typed) = typed(bank, &asking.kept).await? {
                value(&typed.fields, "text")
                    .unwrap_or_default()
                    .clone_into(&mut asking.text);
                asking.unsaved = Some(typed.at_ms);
            }
            None
        }
    };
    Ok(whole(kept, Some(&asking), &offered, notice.as_ref()))
}

fn version(fields: &[(String, String)]) -> i64 {
    value(fields, "version")
        .and_then(|version| version.parse().ok())
        .unwrap_or_default()
}

async fn answer(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let answering = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        // A field that a browser sent has CRLF for each line break; what is kept has the line breaks one typed.
        let text = value(&fields, "text").unwrap_or_default().replace("\r\n", "\n");
        let slug = value(&fields, "prompt").unwrap_or_default();
        if prompt(slug).is_none() {
            return Err(Error::not_found(
                "no-such-prompt",
                "There is no such question",
                format!("none is called \"{slug}\""),
                "Go on with the next one.",
            ));
        }
        let skipped = value(&fields, "skip").is_some() && text.trim().is_empty();
        let mut seen = version(&fields);
        for _ in 0..2 {
            let outcome = if skipped {
                pass_over(&bank, &id, seen, slug).await
            } else {
                answer_dig(&bank, &id, seen, slug, &text).await
            };
            match outcome {
                Ok(Saved::Kept(_)) => {
                    forget(&bank, &kept_name(&id, slug)).await?;
                    return Ok(None);
                }
                Ok(Saved::Clash(clash)) => {
                    let said = |dig: &Dig| {
                        dig.answers
                            .iter()
                            .find(|answer| answer.prompt == slug)
                            .map(|answer| answer.text.clone())
                    };
                    let theirs = said(&clash.theirs.value).unwrap_or_default();
                    let before = value(&fields, "before").unwrap_or_default().replace("\r\n", "\n");
                    if theirs == before || theirs == text {
                        // Something else of the dig was changed: the two are in nobody's way.
                        seen = clash.theirs.version;
                        continue;
                    }
                    let refused = Refused {
                        text: &text,
                        notice: dug::said_elsewhere(&theirs),
                    };
                    return Ok(Some((
                        StatusCode::CONFLICT,
                        desk(&bank, &clash.theirs, Some(slug), Some(refused)).await?,
                    )));
                }
                Err(error) => {
                    let refused = Refused {
                        text: &text,
                        notice: bad_news::notice(&error),
                    };
                    let kept = dig(&bank, &id).await?;
                    return Ok(Some((
                        bad_news::status(&error),
                        desk(&bank, &kept, Some(slug), Some(refused)).await?,
                    )));
                }
            }
        }
        Err(Error::invalid(
            "store-stale",
            "The dig keeps changing elsewhere",
            "it was changed twice while this was saved",
            "Go back and save again.",
        ))
    };
    match answering.await {
        Ok(None) => Redirect::to(&format!("/dig/{id}")).into_response(),
        Ok(Some(again)) => again.into_response(),
        Err(error) => trouble(&error),
    }
}

async fn gem(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let keeping = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let text = |name: &str| value(&fields, name).unwrap_or_default();
        let quote = text("quote").replace("\r\n", "\n");
        let back = format!(
            "/dig/{id}{}",
            if text("prompt-open").is_empty() {
                String::new()
            } else {
                format!("?prompt={}", text("prompt-open"))
            }
        );
        if text("do") == "away" {
            put_gem_away(&bank, &id, &quote).await?;
            return Ok(back);
        }
        let gem = Gem {
            quote,
            prompt: text("prompt").to_owned(),
            principle: text("principle").parse().ok(),
            customer: !text("customer").is_empty(),
            metric: !text("metric").is_empty(),
        };
        // Keeping a sentence is in nobody's way, whatever else was changed meanwhile.
        let now = dig(&bank, &id).await?.version;
        keep_gem(&bank, &id, now, &gem, text("do") != "drop").await?.kept()?;
        Ok::<_, Error>(back)
    };
    match keeping.await {
        Ok(back) => Redirect::to(&back).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn step(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let going = async {
        let fields = posted(request).await?;
        let step = value(&fields, "step").unwrap_or_default();
        let step: DigStep = step.parse().map_err(glidepath_app::review_answer::unknown)?;
        let bank = shared.bank().await?;
        let now = dig(&bank, &id).await?.version;
        go_to_step(&bank, &id, now, step).await?.kept()
    };
    match going.await {
        Ok(_) => Redirect::to(&format!("/dig/{id}")).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let removing = async { remove_dig(&*shared.bank().await?, &id, None).await };
    match removing.await {
        Ok(_) => Redirect::to(&format!("/dig?removed={id}")).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn restore(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let restoring = async { bring_back_dig(&*shared.bank().await?, &id).await };
    match restoring.await {
        Ok(_) => Redirect::to(&format!("/dig/{id}")).into_response(),
        Err(error) => trouble(&error),
    }
}

/// The dig laid on a frame. Reading what may be a long dump takes a while, so it does not keep others waiting.
async fn laid_of(shared: &Shared, id: &str) -> Result<(Arc<Bank>, Kept<Dig>, Laid), Error> {
    let bank = shared.bank().await?;
    let kept = dig(&bank, id).await?;
    let (reviewer, value, reader) = (shared.reviewer.clone(), kept.value.clone(), Arc::clone(&bank));
    let laying = tokio::task::spawn_blocking(move || lay_dig(&reviewer, &reader, &value));
    let laid = laying.await.map_err(|error| {
        Error::unavailable(
            "cannot-lay",
            "The dig could not be laid",
            error.to_string(),
            "Report this; every answer is kept.",
        )
    })?;
    Ok((bank, kept, laid))
}

async fn laid(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    match laid_of(&shared, &id).await {
        Ok((_, kept, laid)) => laid_page(&kept, &laid).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn keep(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let keeping = async {
        let (bank, _, laid) = laid_of(&shared, &id).await?;
        keep_laid(&bank, &laid).await
    };
    match keeping.await {
        Ok(story) => Redirect::to(&format!("/stories/{story}")).into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(kept: &Kept<Dig>, asking: Option<&Asking>, offered: &[Candidate], notice: Option<&Markup>) -> Markup {
    layout::page(
        &kept.value.project,
        list::PAGE.path,
        &dug::desk(kept, asking, offered, notice),
    )
}

fn laid_page(kept: &Kept<Dig>, laid: &Laid) -> Markup {
    layout::page(&kept.value.project, list::PAGE.path, &dug::laid(kept, laid))
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_domain::DigAnswer;
    use glidepath_story::gems;

    let dump = "The refunds took nine days and the customers wrote twice. I read forty letters, and 31 of them were about the night job.";
    let value = Dig {
        project: "The refund queue".to_owned(),
        employer: "Acme".to_owned(),
        step: DigStep::Extract,
        answers: vec![DigAnswer {
            prompt: "dump".to_owned(),
            text: dump.to_owned(),
        }],
        gems: Vec::new(),
    };
    let offered = gems(&value);
    let mut kept = Kept {
        id: "a".to_owned(),
        version: 3,
        created_ms: 0,
        updated_ms: 1_780_000_000_000,
        origin: String::new(),
        value,
    };
    let ask = |unsaved| {
        asking(&kept.value, None).map(|(prompt, because)| Asking {
            prompt,
            because,
            text: "Half a sen".to_owned(),
            kept: kept_name("a", &prompt.slug),
            unsaved,
        })
    };
    let story = glidepath_story::laid(&kept.value, &[], &[]);
    let mut pages = vec![
        (
            "dig-desk",
            whole(&kept, ask(Some(1_780_000_000_000)).as_ref(), &offered, None),
        ),
        (
            "dig-clash",
            whole(
                &kept,
                ask(None).as_ref(),
                &offered,
                Some(&dug::said_elsewhere("Theirs")),
            ),
        ),
        ("dig-laid", laid_page(&kept, &story)),
    ];
    kept.value.gems = offered.into_iter().map(|candidate| candidate.gem).collect();
    pages.push(("dig-done", whole(&kept, None, &[], None)));
    pages
}
