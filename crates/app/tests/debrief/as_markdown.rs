//! The Markdown report of a debrief.

use glidepath_app::hand_out_debrief::debrief_markdown;
use glidepath_domain::LoopState;

use crate::{debriefed, sample};

fn report() -> String {
    debrief_markdown(&debriefed(sample::debrief(), LoopState::Done))
}

#[test]
fn it_says_what_the_debrief_says() {
    let report = report();
    for part in [
        "# Debrief of Autumn \\*rehearsal\\*\n",
        "## Decision: no hire",
        "41 of 200 sampled panels would hire, 137 would not, 22 heard too little.",
        "**Level:** applied for L6, reads L5.",
        "| 2 | 72 |",
        "Drill it: `glidepath practice --question question-1-0`",
        "It would help to turn: Ifeanyi Okorie.",
        "| 1 | Dewi Santoso | Peer | inclined, confidence 0.73 | not inclined, confidence 0.55 |",
        "| 3 | Moira Gallacher | Partner from another function | not judged | not judged |",
        "**Earn Trust: not judged.** The question was passed.",
        "Without this the vote would have been not inclined:",
        "These together, and the vote would have been inclined:",
        "“What is the culture like?” weak.",
        "### Told two ways: refunds took",
        "nine days, two: round 1, question 1, and again round 4, question 1",
        "- A figure before and after (rounds 1 and 4)",
        "**Veto.** One figure",
        "## What could not be judged\n\n- Round 3, Earn Trust",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
}

#[test]
fn a_mark_names_the_lines_it_rests_on() {
    let report = report();
    // The notes number: did the looking 1, no second thought 2, tested 3. The mark ranks the test first.
    assert!(report.contains("\n3. **For.** Tested the cause"), "{report}");
    assert!(report.contains("\nFor: 3 and 1.\n\nAgainst: 2.\n"), "{report}");
    // What is in no note stands in full.
    assert!(
        report.contains("\nAgainst: 2 and 1.\n\n- **Against.** Not among the notes. (`villain`)"),
        "{report}"
    );
}

#[test]
fn what_was_said_cannot_become_markup() {
    let mut debrief = sample::debrief();
    debrief.seats[3].typed = "# big\n1. one\n- two\n<script>".to_owned();
    let report = debrief_markdown(&debriefed(debrief, LoopState::Done));
    for row in ["> \\# big", "> 1\\. one", "> \\- two", "> \\<script\\>"] {
        assert!(report.contains(row), "{row}\n{report}");
    }
}

#[test]
fn a_quote_is_a_block_with_its_place() {
    assert!(
        report()
            .contains("   > I ran one batch without it on a Tuesday\n   >\n   > (round 1, question 1, follow-up 1)\n"),
        "{}",
        report()
    );
}

#[test]
fn an_empty_debrief_is_a_report_too() {
    let mut debrief = sample::debrief();
    debrief.seats.clear();
    debrief.arguments.clear();
    debrief.red_flags.clear();
    debrief.bar_raiser = None;
    debrief.fixes.clear();
    debrief.spread.panels = 0;
    let report = debrief_markdown(&debriefed(debrief, LoopState::Left));
    assert!(
        report.contains("## Votes") && !report.contains("## Argued") && !report.contains("in favour"),
        "{report}"
    );
}
