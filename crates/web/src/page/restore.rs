//! `/transfer/restore/{name}`: a backup that was sent, what it would replace, and the word it waits for. Backups are made here too.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::back_up::back_up;
use glidepath_app::find_stories::{StoryFilter, find_stories};
use glidepath_app::own_questions::own_questions;
use glidepath_app::{Error, Incoming};
use maud::{Markup, html};

use super::{Nav, Page, transfer};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::pending::{Pending, replace, wait, waiting};
use crate::router::State as Shared;
use crate::show::{counted, visible};
use crate::upload::{Limits, uploaded};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/transfer/restore/{name}",
    nav: Nav::Nowhere,
    route: || get(open).post(put),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route(
            "/transfer/restore",
            post(sent).get(|| async { Redirect::to(transfer::PAGE.path) }),
        )
        .route("/transfer/backup", get(download))
}

/// A bank of thousands of stories with their history is far smaller.
const BACKUP: Limits = Limits {
    each: 256_000_000,
    all: 256_000_000,
};

/// A backup as a file to keep. It is written into a folder of its own, which goes when it is read.
async fn download(State(shared): State<Shared>) -> Response {
    let making = async {
        let bank = shared.bank().await?;
        let folder = tempfile::tempdir().map_err(|error| no_room(&error))?;
        let path = folder.path().join("backup.db");
        back_up(&bank, &path).await?;
        let bytes = std::fs::read(&path).map_err(|error| no_room(&error))?;
        Ok::<_, Error>((format!("glidepath-{}.db", bank.today()), bytes))
    };
    match making.await {
        Ok((name, bytes)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            (
                [
                    (header::CONTENT_TYPE, "application/vnd.sqlite3".to_owned()),
                    (header::CONTENT_DISPOSITION, disposition),
                ],
                bytes,
            )
                .into_response()
        }
        Err(error) => trouble(&error),
    }
}

fn no_room(error: &std::io::Error) -> Error {
    Error::unavailable(
        "cannot-write",
        "The backup could not be written",
        error.to_string(),
        "Check the disk and the folder for temporary files.",
    )
}

async fn sent(State(shared): State<Shared>, request: Request) -> Response {
    match uploaded(request, BACKUP).await {
        Ok(mut upload) => {
            let Some(file) = upload.files.pop() else {
                return Redirect::to(transfer::PAGE.path).into_response();
            };
            // A bank that cannot be opened is just what one may want to replace.
            let at_ms = shared.bank().await.map_or(0, |bank| bank.now_ms());
            Redirect::to(&format!("/transfer/restore/{}", wait(at_ms, Pending::Backup(file)))).into_response()
        }
        Err(error) => trouble(&error),
    }
}

/// What the bank holds now: stories and own questions; none where it cannot be opened.
async fn held(shared: &Shared) -> Option<(usize, usize)> {
    let bank = shared.bank().await.ok()?;
    let stories = find_stories(&bank, &StoryFilter::default()).await.ok()?.all;
    Some((stories, own_questions(&bank).await.ok()?.len()))
}

async fn open(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    match waiting(&name) {
        Ok(pending) => match &*pending {
            Pending::Backup(file) => asked(&name, file, held(&shared).await, None).into_response(),
            Pending::Restored(rows, replaced) => done(*rows, replaced.as_deref()).into_response(),
            _ => trouble(&Error::not_found(
                "no-such-page",
                "There is no such page",
                "no backup has this address",
                "Start from the page Files.",
            )),
        },
        Err(error) => trouble(&error),
    }
}

async fn put(State(shared): State<Shared>, Path(name): Path<String>, request: Request) -> Response {
    let pending = match waiting(&name) {
        Ok(pending) => pending,
        Err(error) => return trouble(&error),
    };
    let again = Redirect::to(&format!("/transfer/restore/{name}")).into_response();
    let Pending::Backup(file) = &*pending else { return again };
    let restoring = async {
        let fields = posted(request).await?;
        if value(&fields, "sure").is_none() {
            return Err(Error::invalid(
                "not-sure",
                "Nothing was replaced",
                "the box that says so is not ticked",
                "Tick it, then replace the bank.",
            ));
        }
        let Some(bank) = &shared.bank else {
            return shared.bank().await.map(|_| (0, None));
        };
        let folder = tempfile::tempdir().map_err(|error| no_room(&error))?;
        let path = folder.path().join("backup.db");
        std::fs::write(&path, &file.bytes).map_err(|error| no_room(&error))?;
        let restored = bank.restore(&path).await?;
        Ok((restored.rows, restored.replaced.map(|path| path.display().to_string())))
    };
    match restoring.await {
        Ok((rows, replaced)) => {
            replace(&name, Pending::Restored(rows, replaced));
            again
        }
        Err(error) => {
            let page = asked(&name, file, held(&shared).await, Some(&error));
            let status: StatusCode = bad_news::status(&error);
            (status, page).into_response()
        }
    }
}

fn asked(name: &str, file: &Incoming, held: Option<(usize, usize)>, error: Option<&Error>) -> Markup {
    layout::page(
        "Put a backup in place",
        transfer::PAGE.path,
        &html! {
            header.head { p.label { a href="/transfer" { "Files" } " · nothing is changed yet" } h1 { "Put a backup in place" } }
            @if let Some(error) = error { (bad_news::notice(error)) }
            form.sheet.form-sheet.warned method="post" action=(format!("/transfer/restore/{name}")) autocomplete="off" {
                p { "The backup " b dir="auto" { (visible(&file.name)) } " (" span.num { (file.bytes.len().div_ceil(1000)) " kB" } ") takes the place of everything that is kept now"
                    @if let Some((stories, questions)) = held { ": " (counted(stories, "story", "stories")) ", " (counted(questions, "question of your own", "questions of your own")) ", and all digs and drafts" } "." }
                p { "What is kept now is not thrown away: it is put beside, and you are told where." }
                label.choice { input type="checkbox" name="sure" value="yes" required; "I want the backup in place of what is kept now" }
                div.row { button.go type="submit" { "Replace the bank" } a.button href="/transfer" { "Leave it" } }
            }
        },
    )
}

fn done(rows: u64, replaced: Option<&str>) -> Markup {
    layout::page(
        "The backup is in place",
        transfer::PAGE.path,
        &html! {
            header.head { p.label { a href="/transfer" { "Files" } } h1 { "The backup is in place" } }
            p role="status" { "The bank now holds " (counted(usize::try_from(rows).unwrap_or(usize::MAX), "row", "rows")) "." }
            @if let Some(path) = replaced { p.quiet { "What was there before lies at " code dir="auto" { (visible(path)) } "." } }
            div.row { a.button href="/stories" { "See your stories" } }
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    let file = Incoming::new("glidepath-2026-06-01.db", vec![0; 4_200]);
    let error = Error::invalid("not-sure", "Nothing was replaced", "the box is not ticked", "Tick it.");
    vec![
        ("restore", asked("a", &file, Some((12, 3)), None)),
        ("restore-not-sure", asked("a", &file, None, Some(&error))),
        ("restore-done", done(40, Some("/data/glidepath.db.old"))),
    ]
}
