//! `/transfer`: bring files in, after seeing what would come of it; hand the bank out as files; and the way to backups.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use glidepath_app::bring_in::{BroughtIn, Takes, bring_in, plan_import};
use glidepath_app::hand_out::{Shape, hand_out};
use glidepath_app::wire::ImportOut;
use glidepath_app::{Error, Take};
use maud::{Markup, html};

use super::{Nav, Page};
use crate::answer_form::posted;
use crate::kept_form::{trouble, value};
use crate::pending::{Pending, replace, wait, waiting};
use crate::router::State as Shared;
use crate::show::arriving::{arriving, known, passed_over, sides};
use crate::show::counted;
use crate::upload::{IMPORT, uploaded};
use crate::{bad_news, layout};

pub(crate) static PAGE: Page = Page {
    path: "/transfer",
    nav: Nav::Reference("Files"),
    route: || get(|| async { whole(None) }),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router
        .route("/transfer/import", post(read).get(|| async { Redirect::to(PAGE.path) }))
        .route("/transfer/import/{name}", get(shown).post(take))
        .route("/transfer/export/{shape}", get(export))
}

async fn read(State(shared): State<Shared>, request: Request) -> Response {
    let reading = async {
        let files = uploaded(request, IMPORT).await?.files;
        let bank = shared.bank().await?;
        let plan = plan_import(&bank, &files).await?;
        Ok(wait(bank.now_ms(), Pending::Import(files, plan)))
    };
    match reading.await {
        Ok(name) => Redirect::to(&format!("/transfer/import/{name}")).into_response(),
        Err(error) => (status(&error), whole(Some(&error))).into_response(),
    }
}

fn status(error: &Error) -> StatusCode {
    match error.code {
        "file-too-large" | "upload-too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        _ => bad_news::status(error),
    }
}

async fn shown(Path(name): Path<String>) -> Response {
    match waiting(&name) {
        Ok(pending) => match &*pending {
            Pending::Import(_, plan) => plan_page(
                &name,
                &ImportOut::of(plan, &Takes::default(), None),
                plan.is_idle(),
                None,
            )
            .into_response(),
            Pending::Imported(plan, takes, done) => {
                done_page(&ImportOut::of(plan, takes, Some(done)), done).into_response()
            }
            _ => trouble(&elsewhere()),
        },
        Err(error) => trouble(&error),
    }
}

fn elsewhere() -> Error {
    Error::not_found(
        "no-such-page",
        "There is no such page",
        "no import has this address",
        "Start from the page Files.",
    )
}

async fn take(State(shared): State<Shared>, Path(name): Path<String>, request: Request) -> Response {
    let taking = async {
        let pending = waiting(&name)?;
        let fields = posted(request).await?;
        let Pending::Import(files, plan) = &*pending else {
            // Sent twice: what was done stays done, and is shown.
            return Ok(None);
        };
        let takes = takes(&fields, plan.stories.len());
        let bank = shared.bank().await?;
        match bring_in(&bank, plan, &takes).await {
            Ok(done) => {
                replace(&name, Pending::Imported(plan.clone(), takes, done));
                Ok(None)
            }
            Err(error) => {
                // The bank has moved, most likely: the files are laid beside it as it is now.
                let plan = plan_import(&bank, files).await?;
                let page = plan_page(&name, &ImportOut::of(&plan, &takes, None), plan.is_idle(), Some(&error));
                replace(&name, Pending::Import(files.clone(), plan));
                Ok(Some((bad_news::status(&error), page)))
            }
        }
    };
    match taking.await {
        Ok(None) => Redirect::to(&format!("/transfer/import/{name}")).into_response(),
        Ok(Some(again)) => again.into_response(),
        Err(error) => trouble(&error),
    }
}

fn takes(fields: &[(String, String)], stories: usize) -> Takes {
    let side = |name: &str| match value(fields, name) {
        Some("theirs") => Some(Take::Theirs),
        Some("mine") => Some(Take::Mine),
        Some("both") => Some(Take::Both),
        _ => None,
    };
    Takes {
        every: side("every"),
        stories: (0..stories)
            .filter_map(|at| Some((at, side(&format!("take-{at}"))?)))
            .collect(),
    }
}

async fn export(State(shared): State<Shared>, Path(slug): Path<String>) -> Response {
    let making = async {
        let shape = Shape::of(&slug).filter(|shape| !shape.is_folder()).ok_or_else(|| {
            let shapes: Vec<&str> = shapes().map(Shape::slug).collect();
            Error::not_found(
                "unknown-value",
                format!("There is no shape \"{slug}\""),
                format!("a shape is one of: {}", shapes.join(", ")),
                "Choose one on the page Files.",
            )
        })?;
        let mut made = hand_out(&*shared.bank().await?, shape, &[]).await?;
        let (name, bytes) = made.files.pop().unwrap_or_default();
        Ok::<_, Error>((shape, name, bytes))
    };
    match making.await {
        Ok((shape, name, bytes)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            (
                [
                    (header::CONTENT_TYPE, shape.media_type().to_owned()),
                    (header::CONTENT_DISPOSITION, disposition),
                ],
                bytes,
            )
                .into_response()
        }
        Err(error) => trouble(&error),
    }
}

/// The shapes that are one file.
fn shapes() -> impl Iterator<Item = Shape> {
    Shape::ALL.iter().copied().filter(|shape| !shape.is_folder())
}

/// A shape's name, and what it is good for.
const fn shape_name(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Markdown | Shape::MarkdownZip => (
            "Markdown notes",
            "one a story, zipped: for Obsidian and any editor; loses nothing",
        ),
        Shape::Json => ("JSON", "the whole bank, your questions too; loses nothing"),
        Shape::Csv => ("CSV", "one row a story, for a spreadsheet"),
        Shape::Xlsx => ("Excel", "the same as a workbook"),
        Shape::Text => ("Plain text", "the stories as one reads them aloud"),
        Shape::Anki => ("Anki", "a deck to recall them by, in your own words"),
    }
}

fn whole(error: Option<&Error>) -> Markup {
    layout::page(
        "Files",
        PAGE.path,
        &html! {
            header.head { h1 { "Bring in, hand out" } p.meta { "Your stories are yours: in from what you have, out in shapes that other programs read." } }
            @if let Some(error) = error { (bad_news::notice(error)) }
            div.transfer {
                section aria-labelledby="in" {
                    h2.group #in { "Bring in" }
                    p.quiet { "A CV (PDF, Word, text), JSON Resume, notes, a vault of Markdown (zipped, or its folder), CSV, Excel, JSON from here. You see what would come in before anything does." }
                    form.sheet.form-sheet method="post" action="/transfer/import" enctype="multipart/form-data" {
                        div.field { label for="files" { "Files" } input #files type="file" name="files" multiple aria-describedby="files-help"; }
                        div.field { label for="folder" { "or a folder" } input #folder type="file" name="folder" webkitdirectory; }
                        p.quiet.help #files-help { "Up to 20 MB a file and 64 MB together. They stay on this machine." }
                        div.row { button.go type="submit" { "See what is in them" } }
                    }
                }
                section aria-labelledby="out" {
                    h2.group #out { "Hand out" }
                    ul.shapes {
                        @for shape in shapes() {
                            @let (name, good_for) = shape_name(shape);
                            li { a href=(format!("/transfer/export/{}", shape.slug())) download { (name) } span.quiet { (good_for) } }
                        }
                        li { a href="/cheat-sheet" { "Cheat sheet" } span.quiet { "one page of anchors, to print" } }
                    }
                }
                section aria-labelledby="safe" {
                    h2.group #safe { "Keep safe" }
                    p.quiet { "A backup is one file with everything: stories and their versions, questions, digs, drafts." }
                    div.row { a.button href="/transfer/backup" download { "Download a backup" } }
                    details { summary { "Put a backup in place" }
                        form.sheet.form-sheet method="post" action="/transfer/restore" enctype="multipart/form-data" {
                            div.field { label for="backup" { "The backup" } input #backup type="file" name="backup" accept=".db"; }
                            p.quiet.help { "You are asked once more before anything is replaced." }
                            div.row { button type="submit" { "Look at it" } }
                        }
                    }
                }
            }
        },
    )
}

fn plan_page(name: &str, out: &ImportOut, idle: bool, error: Option<&Error>) -> Markup {
    let count = |meets: &[&str]| out.stories.iter().filter(|story| meets.contains(&story.meets)).count();
    let (new, differ, same) = (
        count(&["new"]),
        count(&["changed", "conflict"]),
        count(&["same", "behind"]),
    );
    layout::page(
        "What would come in",
        PAGE.path,
        &html! {
            header.head {
                p.label { a href="/transfer" { "Files" } " · nothing is changed yet" }
                h1 { "What would come in" }
                p.meta {
                    span { (counted(new, "new story", "new stories")) }
                    @if differ > 0 { span { (differ) @if differ == 1 { " that differs" } @else { " that differ" } } }
                    @if same > 0 { span { (same) " here already" } }
                    @for (counts, one, many) in [(&out.questions, "new question", "new questions"), (&out.listed, "listed question", "listed questions"), (&out.sources, "text to dig in", "texts to dig in")] {
                        @if counts.new > 0 { span { (counted(counts.new, one, many)) } }
                    }
                }
            }
            @if let Some(error) = error { (bad_news::notice(error)) }
            form.import-plan method="post" action=(format!("/transfer/import/{name}")) autocomplete="off" {
                ol.arriving { @for (at, story) in out.stories.iter().enumerate() { (arriving(at, story)) } }
                @if out.questions.changed > 0 {
                    div.sheet.arriving-questions { p { (counted(out.questions.changed, "question differs", "questions differ")) " from yours." }
                        (sides("every", "mine", &[("mine", "Keep yours"), ("theirs", "Take the file's"), ("both", "Keep both")], "Questions that differ")) }
                }
                (known(&out.questions, &out.listed, &out.sources))
                (passed_over(out))
                div.row {
                    @if idle { p.told-you.sheet { "There is nothing to take: all of it is here already." } }
                    @else { button.go type="submit" { "Bring it in" } }
                    a.button href="/transfer" { "Leave it" }
                }
            }
        },
    )
}

fn done_page(out: &ImportOut, done: &BroughtIn) -> Markup {
    layout::page(
        "Brought in",
        PAGE.path,
        &html! {
            header.head { p.label { a href="/transfer" { "Files" } } h1 { "Brought in" } }
            ul.brought role="status" {
                li { (counted(done.added.len(), "story", "stories")) " added" }
                @if !done.updated.is_empty() { li { (counted(done.updated.len(), "story has", "stories have")) " a new version; the old one is in its history" } }
                @if done.left > 0 { li { (counted(done.left, "story", "stories")) " left as they are" } }
                @if done.questions > 0 { li { (counted(done.questions, "question", "questions")) " added or changed" } }
                @if done.sources > 0 { li { (counted(done.sources, "text", "texts")) " to dig in" } }
            }
            div.row { a.button href="/stories" { "See your stories" } @if done.sources > 0 { a.button href="/dig" { "Dig in the texts" } } }
            (passed_over(out))
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_app::wire::{ArrivingOut, CountsOut, DiffersOut, IMPORT_SCHEMA, RemarkOut};

    let story = |meets, take| ArrivingOut {
        from: "vault/refunds.md".to_owned(),
        title: "The refund queue".to_owned(),
        id: None,
        meets,
        why: (meets == "conflict").then(|| "both have changed".to_owned()),
        take,
        differs: match meets {
            "changed" | "conflict" => vec![DiffersOut {
                part: "conflict-with",
                mine: String::new(),
                theirs: "The finance lead".to_owned(),
            }],
            _ => Vec::new(),
        },
    };
    let counts = CountsOut {
        new: 1,
        same: 2,
        changed: 1,
    };
    let out = ImportOut {
        schema: IMPORT_SCHEMA,
        done: false,
        stories: vec![
            story("new", "theirs"),
            story("changed", "mine"),
            story("conflict", "both"),
            story("same", "mine"),
        ],
        questions: counts,
        listed: counts,
        sources: counts,
        passed_over: vec![RemarkOut {
            place: "vault/picture.png".to_owned(),
            what: "the picture".to_owned(),
            why: "it holds no words".to_owned(),
            fix: "Nothing is to do.".to_owned(),
        }],
        added: Vec::new(),
        updated: Vec::new(),
    };
    let error = Error::invalid(
        "import-stale",
        "The bank has changed",
        "a story was changed",
        "Look again.",
    );
    let done = BroughtIn {
        added: vec!["a".to_owned()],
        updated: vec!["b".to_owned()],
        left: 1,
        questions: 2,
        sources: 1,
    };
    vec![
        ("transfer", whole(None)),
        ("transfer-refused", whole(Some(&error))),
        ("transfer-plan", plan_page("a", &out, false, Some(&error))),
        ("transfer-idle", plan_page("a", &out, true, None)),
        ("transfer-done", done_page(&out, &done)),
    ]
}
