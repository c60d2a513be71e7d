//! `/stories/{id}`: one story in its editor: opened, saved, removed and brought back; and the two who saved at once.

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::keep_draft::{draft, drafts, drop_draft, keep_draft};
use glidepath_app::keep_story::{keep_story, story};
use glidepath_app::remove_story::{bring_back_story, remove_story};
use glidepath_app::sample_bank::ORIGIN;
use glidepath_app::story_history::story_at;
use glidepath_app::{Bank, Clash, Error, ErrorKind, Saved};
use glidepath_domain::{Frame, Story};
use glidepath_story::versions;
use maud::Markup;

use super::review::reviewed;
use super::{Nav, Page, stories};
use crate::answer_form::posted;
use crate::router::State as Shared;
use crate::story_desk::{Known, Notice, OtherDraft, Rival, address, story_desk, title};
use crate::story_form::StoryForm;
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/stories/{id}",
    nav: Nav::Nowhere,
    route: || get(open).post(save),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/stories/{id}/remove", post(remove))
        .route("/stories/{id}/restore", post(restore))
}

/// Fields of an address.
type Asked = Query<Vec<(String, String)>>;

pub(super) fn value<'q>(asked: &'q [(String, String)], name: &str) -> Option<&'q str> {
    asked.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// A draft's name in the bank: each window has one of its own, so that none overwrites another's.
pub(super) fn draft_name(id: &str, token: &str) -> String {
    let story = if id.is_empty() { "new" } else { id };
    format!("story:{story}:{token}")
}

/// A form as a draft keeps it, or nothing when it is none.
pub(super) fn of_draft(text: &str) -> Option<StoryForm> {
    let fields: Vec<(String, String)> = serde_json::from_str(text).ok()?;
    Some(StoryForm::of(&fields))
}

/// The drafts of a story, the latest first.
pub(super) async fn drafts_of(bank: &Bank, id: &str) -> Result<Vec<OtherDraft>, Error> {
    let before = draft_name(id, "");
    let all = drafts(bank).await?.into_iter();
    Ok(all
        .filter_map(|draft| {
            Some(OtherDraft {
                token: draft.key.strip_prefix(&before)?.to_owned(),
                at_ms: draft.at_ms,
            })
        })
        .collect())
}

/// The story, or its latest draft; `?draft=` chooses one, and `?draft=none` what is saved.
async fn open(State(shared): State<Shared>, Path(id): Path<String>, Query(asked): Asked) -> Response {
    let opened = async {
        let bank = shared.bank().await?;
        let kept = story(&bank, &id).await?;
        let mut others = drafts_of(&bank, &id).await?;
        // Who has just saved sees what is saved, whatever another window still has.
        let saved = value(&asked, "saved");
        let wanted = value(&asked, "draft").or(saved.map(|_| "none"));
        let place = others.iter().position(|d| wanted.is_none_or(|token| token == d.token));
        let chosen = place.map(|place| others.remove(place));
        let mut form = StoryForm::of_story(&id, Some(kept.version), &kept.value, Frame::Star);
        let mut notice = match kept.origin.as_str() {
            _ if saved.is_some() => Notice::Saved,
            ORIGIN => Notice::Sample,
            _ => Notice::None,
        };
        if let Some(chosen) = chosen {
            let kept = draft(&bank, &draft_name(&id, &chosen.token)).await?;
            if let Some(restored) = kept.and_then(|draft| of_draft(&draft.text)) {
                form = restored;
                id.clone_into(&mut form.id);
                form.draft = chosen.token;
                notice = Notice::Unsaved(chosen.at_ms);
            }
        } else if let Some(frame) = value(&asked, "frame").and_then(|frame| frame.parse().ok()) {
            form = StoryForm::of_story(&id, Some(kept.version), &kept.value, frame);
        }
        Ok::<_, Error>((form, notice, others))
    };
    match opened.await {
        Ok((form, notice, others)) => drawn(shared, form, StatusCode::OK, notice, &others).await,
        Err(error) => trouble(&error),
    }
}

/// Bad news as a page.
pub(super) fn trouble(error: &Error) -> Response {
    bad_news::page(bad_news::status(error), error)
}

/// The editor as a page.
pub(super) async fn drawn(
    shared: Shared,
    form: StoryForm,
    status: StatusCode,
    notice: Notice<'_>,
    others: &[OtherDraft],
) -> Response {
    let (form, markup) = desk(shared, form, notice, others).await;
    (status, layout::page(&title(&form), stories::PAGE.path, &markup)).into_response()
}

/// The editor for `main`: its words are reviewed on a thread of their own.
pub(super) async fn desk(
    shared: Shared,
    form: StoryForm,
    notice: Notice<'_>,
    others: &[OtherDraft],
) -> (StoryForm, Markup) {
    let so_far = form.so_far();
    let told = form.asked();
    let reviewer = shared.clone();
    let work = async {
        if !told.has_text() {
            return None;
        }
        tokio::task::spawn_blocking(move || reviewed(&reviewer, &told).ok())
            .await
            .ok()
            .flatten()
    };
    let ready = async {
        let bank = shared.bank().await.ok()?;
        let id = Some(form.id.as_str()).filter(|id| !id.is_empty());
        glidepath_app::story_readiness::readiness_of(&bank, id, &so_far)
            .await
            .ok()
    };
    let (heard, readiness) = (work.await, ready.await);
    let markup = story_desk(
        &form,
        &Known {
            reviewed: heard.as_ref(),
            readiness: readiness.as_ref(),
            notice,
            others,
        },
    );
    (form, markup)
}

async fn save(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    kept(shared, id, request).await
}

/// Saves what was sent; `id` is empty for a new story. A button may ask for something else instead.
pub(super) async fn kept(shared: Shared, id: String, request: Request) -> Response {
    let fields = match posted(request).await {
        Ok(fields) => fields,
        Err(error) => return trouble(&error),
    };
    let mut form = StoryForm::of(&fields);
    form.id = id;
    if value(&fields, "frame").is_some() {
        return drawn(shared, form, StatusCode::OK, Notice::None, &[]).await;
    }
    if value(&fields, "drop").is_some() {
        return dropped(&shared, &form).await;
    }
    let outcome = async {
        let bank = shared.bank().await?;
        let story = form.story()?;
        let theirs = value(&fields, "choose") == Some("theirs");
        let outcome = if theirs {
            taken_over(&bank, &form, &story).await?
        } else {
            let id = Some(form.id.as_str()).filter(|id| !id.is_empty());
            keep_story(&bank, id, form.version, &story).await?
        };
        if let (Saved::Kept(_), false) = (&outcome, form.draft.is_empty()) {
            // The story is saved; a draft that could not be put away is no reason to say otherwise.
            drop(drop_draft(&bank, &draft_name(&form.id, &form.draft)).await);
        }
        Ok::<_, Error>(outcome)
    };
    match outcome.await {
        Ok(Saved::Kept(kept)) => Redirect::to(&format!(
            "/stories/{}?saved={}&frame={}",
            kept.id, kept.version, form.frame
        ))
        .into_response(),
        Ok(Saved::Clash(clash)) => clashed(shared, form, *clash).await,
        Err(error) => {
            let status = if error.kind == ErrorKind::Invalid {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                bad_news::status(&error)
            };
            drawn(shared, form, status, Notice::Trouble(&error), &[]).await
        }
    }
}

/// What is saved by others stays the story, and what stands in the form becomes a version before it.
async fn taken_over(bank: &Bank, form: &StoryForm, mine: &Story) -> Result<Saved<Story>, Error> {
    let Some(version) = form.version else {
        return keep_story(bank, None, None, mine).await;
    };
    let theirs = story_at(bank, &form.id, version).await?;
    match keep_story(bank, Some(&form.id), Some(version), mine).await? {
        Saved::Kept(kept) => keep_story(bank, Some(&form.id), Some(kept.version), &theirs.value).await,
        clash => Ok(clash),
    }
}

/// Both tellings on one page. From here on the form saves over theirs.
async fn clashed(shared: Shared, mut form: StoryForm, clash: Clash<Story>) -> Response {
    let rival = Rival {
        version: clash.theirs.version,
        at_ms: clash.theirs.updated_ms,
        apart: versions(&clash.theirs.value, &clash.mine),
    };
    form.version = Some(rival.version);
    drawn(shared, form, StatusCode::CONFLICT, Notice::Clash(&rival), &[]).await
}

async fn dropped(shared: &Shared, form: &StoryForm) -> Response {
    let dropping = async {
        let bank = shared.bank().await?;
        drop_draft(&bank, &draft_name(&form.id, &form.draft)).await
    };
    match dropping.await {
        Ok(()) if form.id.is_empty() => Redirect::to("/stories").into_response(),
        Ok(()) => Redirect::to(&format!("{}?draft=none", address(form))).into_response(),
        Err(error) => trouble(&error),
    }
}

/// Removes the story. What stood in the form and was not saved is kept as its draft, for whoever takes the removal back.
async fn remove(State(shared): State<Shared>, Path(id): Path<String>, request: Request) -> Response {
    let removing = async {
        let fields = posted(request).await?;
        let bank = shared.bank().await?;
        let mut form = StoryForm::of(&fields);
        form.id = id;
        // A list sends no words; there the story is as it was saved.
        if fields.iter().any(|(name, _)| name == "text") && form.so_far() != story(&bank, &form.id).await?.value {
            let token = if form.draft.is_empty() { "removed" } else { &form.draft };
            let text = serde_json::to_string(&fields).unwrap_or_default();
            keep_draft(&bank, &draft_name(&form.id, token), &text).await?;
        }
        remove_story(&bank, &form.id, form.version).await
    };
    match removing.await {
        Ok(story) => Redirect::to(&format!("/stories?removed={}", story.id)).into_response(),
        Err(error) => trouble(&error),
    }
}

async fn restore(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let restoring = async {
        let bank = shared.bank().await?;
        bring_back_story(&bank, &id).await
    };
    match restoring.await {
        Ok(story) => Redirect::to(&format!("/stories/{}", story.id)).into_response(),
        Err(error) => trouble(&error),
    }
}

/// The editor of an invented story, reviewed by rules.
fn samples() -> Vec<(&'static str, Markup)> {
    use crate::sample;
    use glidepath_app::Reviewer;
    use glidepath_app::review_answer::review_answer;
    use glidepath_domain::Date;
    use glidepath_story::{lay, readiness};

    let day = Date {
        year: 2026,
        month: 6,
        day: 1,
    };
    let review = |form: &StoryForm| review_answer(form.asked().given(), &Reviewer::default(), day).ok();
    let told = sample::find("pager").map(|s| s.form().text).unwrap_or_default();
    let given = StoryForm {
        texts: vec![told.clone()],
        ..StoryForm::default()
    };
    let Some(first) = review(&given) else {
        return Vec::new();
    };
    let story = Story {
        title: "The pager nobody carried".to_owned(),
        beats: lay(&told, &first.review.sentences),
        ..Story::default()
    };
    let ready = readiness(&story, None, None);
    let page = |form: &StoryForm, notice: Notice<'_>, others: &[OtherDraft]| {
        let heard = review(form);
        let known = Known {
            reviewed: heard.as_ref(),
            readiness: Some(&ready),
            notice,
            others,
        };
        layout::page(&title(form), stories::PAGE.path, &story_desk(form, &known))
    };
    let error = Error::invalid("bad-date", "\"May\" is no date", "it has no year", "Write 2024-05.");
    let mut theirs = story.clone();
    "The pager".clone_into(&mut theirs.title);
    let rival = Rival {
        version: 4,
        at_ms: 1_780_000_000_000,
        apart: versions(&theirs, &story),
    };
    let others = [OtherDraft {
        token: "a1".to_owned(),
        at_ms: 1_780_000_000_000,
    }];
    let form = |frame| StoryForm::of_story("pager", Some(3), &story, frame);
    vec![
        ("story-star", page(&form(Frame::Star), Notice::Saved, &[])),
        (
            "story-soar",
            page(&form(Frame::Soar), Notice::Unsaved(1_780_000_000_000), &others),
        ),
        (
            "story-landing",
            page(&form(Frame::Landing), Notice::Trouble(&error), &[]),
        ),
        ("story-clash", page(&form(Frame::Star), Notice::Clash(&rival), &[])),
    ]
}
