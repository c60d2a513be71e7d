//! A review, a debrief or a cheat sheet as one HTML file: to keep, to send, to print. No script, no link outside, nothing fetched.

use glidepath_app::Kept;
use glidepath_app::cheat_sheet::CheatSheet;
use glidepath_app::review_answer::Reviewed;
use glidepath_domain::{Debrief, Engine, Loop};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::show::debrief_packet::{Packet, debrief_packet};
use crate::show::{self, Links};
use crate::{asset, layout};

/// The only policy under which the file may be opened: its own styles and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The review as a self-contained page. Everything the person said in it is text, whatever it looks like.
#[must_use]
pub fn single_file(reviewed: &Reviewed) -> String {
    let title = reviewed.attempt.question.as_deref().unwrap_or("An answer, reviewed");
    let aside = html! { span.quiet { "reviewed for " (reviewed.review.as_of) } };
    let main = show::review(reviewed, Links::Inside);
    file(title, "", &aside, &main, Some(&reviewed.review.engine))
}

/// A debrief as a self-contained page, made for paper as well. Everything said in the loop is text, whatever it looks like.
#[must_use]
pub fn debrief_file(kept: &Kept<Loop>, debrief: &Debrief) -> String {
    let packet = debrief_packet(&Packet {
        id: &kept.id,
        of: &kept.value,
        begun_ms: kept.created_ms,
        debrief,
        links: Links::Inside,
    });
    file("Debrief", asset::LOOP_STYLE, &html! {}, &packet, Some(&debrief.engine))
}

/// The cheat sheet as a self-contained page, made for paper.
#[must_use]
pub fn cheat_sheet_file(sheet: &CheatSheet) -> String {
    let main = html! { h1 { "Cheat sheet" } (show::anchors::anchors(sheet, Links::Inside)) };
    file("Cheat sheet", asset::BANK_STYLE, &html! {}, &main, None)
}

/// One file around a page: `style` beside the styles all pages share, `aside` in its head, `foot` under it.
fn file(title: &str, style: &str, aside: &Markup, main: &Markup, foot: Option<&Engine>) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Glidepath" }
                style { (PreEscaped(asset::STYLE)) (PreEscaped(style)) }
            }
            body.single {
                header.top { span.brand { (layout::sign()) "Glidepath" } (aside) }
                main #main { (main) }
                @if let Some(engine) = foot {
                    footer.foot {
                        p { "Glidepath " (engine.version) ", rules " (engine.rules) ". For practice, never for use in an interview." }
                    }
                }
            }
        }
    }
    .into_string()
}
