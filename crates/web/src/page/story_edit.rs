//! `/stories/new`: a story that is begun; and beside it what scripts send while any story is typed: for its review, and
//! for its draft.

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use glidepath_app::Error;
use glidepath_app::keep_draft::{draft, keep_draft};
use maud::{DOCTYPE, Markup, html};

use super::story::{desk, draft_name, drafts_of, drawn, kept, of_draft, trouble, value};
use super::{Nav, Page, stories};
use crate::answer_form::posted;
use crate::router::State as Shared;
use crate::story_desk::{Known, Notice, story_desk, title};
use crate::story_form::StoryForm;
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/stories/new",
    nav: Nav::Nowhere,
    route: || get(begin).post(|State(shared), request| kept(shared, String::new(), request)),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/stories/live", post(live))
        .route("/stories/draft", post(typed))
}

/// A blank story, or with `?draft=` the words of one that was never saved.
async fn begin(State(shared): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let opened = async {
        let bank = shared.bank().await?;
        let mut others = drafts_of(&bank, "").await?;
        let wanted = value(&asked, "draft");
        let Some(place) = others.iter().position(|d| Some(d.token.as_str()) == wanted) else {
            return Ok((StoryForm::default(), Notice::None, Vec::new()));
        };
        let chosen = others.remove(place);
        let kept = draft(&bank, &draft_name("", &chosen.token)).await?;
        let restored = kept.and_then(|draft| of_draft(&draft.text)).unwrap_or_default();
        let form = StoryForm {
            id: String::new(),
            draft: chosen.token,
            ..restored
        };
        Ok::<_, Error>((form, Notice::Unsaved(chosen.at_ms), Vec::new()))
    };
    match opened.await {
        Ok((form, notice, others)) => drawn(shared, form, StatusCode::OK, notice, &others).await,
        Err(error) => trouble(&error),
    }
}

/// What stands in `main`, without the page around it: scripts put what has changed in its place.
async fn live(State(shared): State<Shared>, request: Request) -> Response {
    match posted(request).await {
        Ok(fields) => {
            let (form, markup) = desk(shared, StoryForm::of(&fields), Notice::None, &[]).await;
            html! { (DOCTYPE) title { (title(&form)) } (markup) }.into_response()
        }
        Err(error) => trouble(&error),
    }
}

/// Keeps what is typed as a draft. It is not read here, so that whatever stands in the form is what comes back.
async fn typed(State(shared): State<Shared>, request: Request) -> Response {
    let keeping = async {
        let fields = posted(request).await?;
        let form = StoryForm::of(&fields);
        if form.draft.is_empty() {
            return Err(Error::invalid(
                "draft-without-name",
                "The draft has no name",
                "a window names its draft before it sends it",
                "Reload the page; what you typed is in its fields until then.",
            ));
        }
        let text = serde_json::to_string(&fields).unwrap_or_default();
        let bank = shared.bank().await?;
        keep_draft(&bank, &draft_name(&form.id, &form.draft), &text).await
    };
    match keeping.await {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => bad_news::problem(bad_news::status(&error), &error),
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    let known = Known {
        reviewed: None,
        readiness: None,
        notice: Notice::None,
        others: &[],
    };
    let form = StoryForm::default();
    vec![(
        "story-new",
        layout::page(&title(&form), stories::PAGE.path, &story_desk(&form, &known)),
    )]
}
