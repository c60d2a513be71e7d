//! `/cheat-sheet`: one page of anchors for memory before the loop, made for paper; and the same as Markdown or one HTML file.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_app::cheat_sheet::{CheatSheet, cheat_sheet};
use glidepath_domain::Date;
use maud::{Markup, html};

use super::{Nav, Page, deck};
use crate::kept_form::trouble;
use crate::router::State as Shared;
use crate::show::{Links, anchors};
use crate::{layout, single_file};

pub(crate) static PAGE: Page = Page {
    path: "/cheat-sheet",
    nav: Nav::Nowhere,
    route: || get(open),
    beside,
    samples,
};

fn beside(router: Router<Shared>) -> Router<Shared> {
    router.route("/cheat-sheet/{file}", get(file))
}

async fn made(shared: &Shared) -> Result<CheatSheet, Error> {
    cheat_sheet(&*shared.bank().await?, &[]).await
}

async fn open(State(shared): State<Shared>) -> Response {
    match made(&shared).await {
        Ok(sheet) => whole(&sheet).into_response(),
        Err(error) => trouble(&error),
    }
}

/// The sheet as a file to keep.
async fn file(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    let making = async {
        let sheet = made(&shared).await?;
        match name.as_str() {
            "cheat-sheet.md" => Ok(("text/markdown; charset=utf-8", sheet.markdown())),
            "cheat-sheet.html" => Ok(("text/html; charset=utf-8", single_file::cheat_sheet_file(&sheet))),
            _ => Err(Error::not_found(
                "no-such-page",
                "There is no such page",
                format!("the sheet is no file called \"{name}\""),
                "Take cheat-sheet.md or cheat-sheet.html.",
            )),
        }
    };
    match making.await {
        Ok((kind, text)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            (
                [
                    (header::CONTENT_TYPE, kind.to_owned()),
                    (header::CONTENT_DISPOSITION, disposition),
                ],
                text,
            )
                .into_response()
        }
        Err(error) => trouble(&error),
    }
}

fn whole(sheet: &CheatSheet) -> Markup {
    layout::page(
        "Cheat sheet",
        deck::PAGE.path,
        &html! {
            header.head.cheat-head {
                div.crumb {
                    p.label { a href="/deck" { "Deck" } }
                    div.actions {
                        a.button href="/cheat-sheet/cheat-sheet.md" download { "Markdown" }
                        a.button href="/cheat-sheet/cheat-sheet.html" download { "One file" }
                        button type="button" data-print hidden { "Print" }
                    }
                }
                h1 { "Cheat sheet" }
            }
            (anchors::anchors(sheet, Links::App))
        },
    )
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_app::cheat_sheet::{Anchor, Figure, PrincipleAnchors};
    use glidepath_domain::Principle;

    let anchor = |above| Anchor {
        id: "a".to_owned(),
        title: "The refund queue".to_owned(),
        above,
        opening: "Refunds took nine days.".to_owned(),
        cues: vec!["I read forty letters.".to_owned()],
        figures: vec![Figure {
            value: "6 %".to_owned(),
            what: "late".to_owned(),
            baseline: "41 %".to_owned(),
            kept: true,
        }],
        landing: "Who is waiting?".to_owned(),
    };
    let of = |principle, stories| PrincipleAnchors {
        principle,
        frameworks: glidepath_content::principle(principle).map_or(&[], |text| text.frameworks.as_slice()),
        stories,
    };
    let sheet = CheatSheet {
        made: Date {
            year: 2026,
            month: 6,
            day: 1,
        },
        principles: vec![
            of(Principle::Ownership, vec![anchor(None)]),
            of(
                Principle::DiveDeep,
                vec![anchor(Some(Principle::Ownership)), anchor(None)],
            ),
            of(Principle::Frugality, Vec::new()),
        ],
    };
    vec![("cheat-sheet", whole(&sheet))]
}
