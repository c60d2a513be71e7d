//! The report over a debrief written by hand, which the app's own tests use too.

use glidepath_app::Kept;
use glidepath_domain::{Debrief, LoopState};

use super::debrief;
use crate::paint::Paint;
use crate::wrap::{WIDTH, measure};

#[path = "../../../../app/tests/debrief/sample.rs"]
#[expect(dead_code, reason = "what was said is the app's tests' alone")]
mod sample;

fn report_of(debriefed: &Debrief, on: bool, brief: bool) -> String {
    let kept = Kept {
        id: "autumn".to_owned(),
        version: 3,
        created_ms: 0,
        updated_ms: 0,
        origin: String::new(),
        value: sample::held(LoopState::Done),
    };
    debrief(&kept, debriefed, Paint { on }, brief)
}

#[test]
fn the_whole_report() {
    // The day is that of this machine's place.
    let report = report_of(&sample::debrief(), false, false).replace(&crate::clock::said(0), "2026-03-31 14:05");
    insta::assert_snapshot!("debrief", report);
}

#[test]
fn quiet_leaves_the_decision_the_votes_and_what_to_fix() {
    let report = report_of(&sample::debrief(), false, true);
    for part in [
        "NO HIRE, as 68% of sampled panels decide",
        "votes, blind",
        "fix these two first",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(!report.contains("round 1 ·") && !report.contains("argued"), "{report}");
}

#[test]
fn it_fits_eighty_columns_whatever_was_said() {
    let mut debriefed = sample::debrief();
    let long = "An answer about everything there is to be said of one thing and then another ".repeat(4);
    for report in &mut debriefed.seats {
        report.name = "Maria Constantinopolitana de la Torre y Aragon".to_owned();
        report.blind.says.clone_from(&long);
        for line in report.notes.iter_mut().flat_map(|notes| &mut notes.lines) {
            line.says.clone_from(&long);
            line.code = "a-code-that-is-longer-than-any-code-should-ever-come-to-be".to_owned();
        }
    }
    debriefed.fixes[0].title = long;
    let report = report_of(&debriefed, false, false);
    for row in report.lines() {
        assert!(measure(row) <= WIDTH, "{} columns: {row}", measure(row));
    }
}

#[test]
fn what_was_said_cannot_steer_the_terminal() {
    let mut debriefed = sample::debrief();
    let hostile = "\u{1b}[31mred\u{7}\u{202e}\tback";
    debriefed.seats[0].name = hostile.to_owned();
    debriefed.seats[0].typed = hostile.to_owned();
    debriefed.fixes[0].question = hostile.to_owned();
    debriefed.red_flags[0].code = hostile.to_owned();
    debriefed.arguments[0].for_line.quote.as_mut().unwrap().text = hostile.to_owned();
    let report = report_of(&debriefed, false, false);
    assert!(!report.contains(['\u{1b}', '\u{7}', '\u{202e}', '\t']), "{report:?}");
}

#[test]
fn colour_changes_no_word() {
    let (plain, painted) = (
        report_of(&sample::debrief(), false, false),
        report_of(&sample::debrief(), true, false),
    );
    assert!(painted.contains("\u{1b}["));
    let mut bare = String::new();
    for (at, part) in painted.split("\u{1b}[").enumerate() {
        bare.push_str(if at == 0 {
            part
        } else {
            part.split_once('m').map_or("", |(_, rest)| rest)
        });
    }
    assert_eq!(bare, plain);
}
