//! A review, a debrief or a cheat sheet as one HTML file: to keep, to send, to print. No script, no link outside, nothing fetched.

use glidepath_app::Kept;
use glidepath_app::cheat_sheet::CheatSheet;
use glidepath_app::review_answer::Reviewed;
use glidepath_domain::{Debrief, Loop};
use maud::{DOCTYPE, PreEscaped, html};

use crate::show::debrief_packet::{Packet, debrief_packet};
use crate::show::{self, Links};
use crate::{asset, layout};

/// The only policy under which the file may be opened: its own styles and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The review as a self-contained page. Everything the person said in it is text, whatever it looks like.
#[must_use]
pub fn single_file(reviewed: &Reviewed) -> String {
    let title = reviewed.attempt.question.as_deref().unwrap_or("An answer, reviewed");
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
                style { (PreEscaped(asset::STYLE)) }
            }
            body.single {
                header.top { span.brand { (layout::sign()) "Glidepath" } span.quiet { "reviewed for " (reviewed.review.as_of) } }
                main #main { (show::review(reviewed, Links::Inside)) }
                footer.foot {
                    p { "Glidepath " (reviewed.review.engine.version) ", rules " (reviewed.review.engine.rules) ". For practice, never for use in an interview." }
                }
            }
        }
    }
    .into_string()
}

/// A debrief as a self-contained page, made for paper as well. Everything said in the loop is text, whatever it looks like.
#[must_use]
pub fn debrief_file(kept: &Kept<Loop>, debrief: &Debrief) -> String {
    let packet = Packet {
        id: &kept.id,
        of: &kept.value,
        begun_ms: kept.created_ms,
        debrief,
        links: Links::Inside,
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Debrief · Glidepath" }
                style { (PreEscaped(asset::STYLE)) (PreEscaped(asset::LOOP_STYLE)) }
            }
            body.single {
                header.top { span.brand { (layout::sign()) "Glidepath" } }
                main #main { (debrief_packet(&packet)) }
                footer.foot {
                    p { "Glidepath " (debrief.engine.version) ", rules " (debrief.engine.rules) ". For practice, never for use in an interview." }
                }
            }
        }
    }
    .into_string()
}

/// The cheat sheet as a self-contained page, made for paper.
#[must_use]
pub fn cheat_sheet_file(sheet: &CheatSheet) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Cheat sheet · Glidepath" }
                style { (PreEscaped(asset::STYLE)) (PreEscaped(asset::BANK_STYLE)) }
            }
            body.single {
                header.top { span.brand { (layout::sign()) "Glidepath" } }
                main #main { h1 { "Cheat sheet" } (show::anchors::anchors(sheet, Links::Inside)) }
            }
        }
    }
    .into_string()
}
