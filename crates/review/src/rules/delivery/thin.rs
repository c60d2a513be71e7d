//! Too little to judge.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `thin`.
pub static RULE: Rule = Rule {
    code: "thin",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Add what was in the way, what you did about it step by step, and what was different afterwards.",
        ask: "Walk me through it: what exactly did you do first?",
    },
    title: "Too little to judge",
    what: "Under about a hundred words: less than forty seconds aloud.",
    why: "Two or three minutes are yours. An interviewer who hears forty seconds has nothing to vote on.",
    needs: &[],
    settings: &[Setting {
        key: "max_words",
        default: 100.0,
        meaning: "words below which an answer is thin",
        source: "domain §4",
    }],
    flags: &[
        Example::of("I led the project and it went well. We were all very happy."),
        Example::of(
            "um yeah I guess there was this one time the server went down and I fixed it and that was that really",
        ),
        Example::of(
            "A customer wrote that her order had not come. I looked it up, sent a new one and wrote to her. She thanked me. I think \
             this shows that I care about customers, and I would do it again any time.",
        ),
    ],
    passes: &[
        Example::of(ENOUGH),
        Example::of(ENOUGH_SPOKEN),
        Example::of(ENOUGH_QUIET),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let words = case.transcript.words;
    if words > 0 && (words as f64) < notes.setting("max_words") {
        notes.answer(0.95).why(format!(
            "{words} {} under a minute aloud. Two or three minutes are yours, and proof needs them.",
            if words == 1 { "word is" } else { "words are" }
        ));
    }
}

const ENOUGH: &str = "A customer wrote that her order had not come for the second time. I looked it up and saw that both parcels had \
     been handed in at the same corner shop, forty metres from her door. I rang the shop. The owner told me that our driver left \
     everything for that street with him, because the house numbers start again at the church. I asked dispatch for the returns of \
     the quarter: 61 came from streets like that. My lead did not want to touch the address form before Christmas, so I wrote a note \
     for the drivers instead, and printed it myself. Returns from those streets fell to nine. In January we changed the form. I should \
     have asked a driver first.";
const ENOUGH_SPOKEN: &str = "so there was this one customer right and she wrote us that her order didn't come and that was the second \
     time so I I looked it up and both of them were at the shop on the corner so I called the shop and the guy says yeah your driver \
     leaves it all here because the numbers start again at the church so nobody can find it and I thought okay how many of those do we \
     have and I asked dispatch and it was sixty one in one quarter and my lead he didn't want to touch the form before Christmas so I \
     wrote a note for the drivers and I printed it and it went down to nine";
const ENOUGH_QUIET: &str = "My task was the winter timetable. The drivers' union and the depot disagreed about the last bus, and had done \
     so for years. I rode it on four evenings and counted: eleven nurses, most nights, coming off the late shift. I showed both sides \
     the count. The depot still wanted to save the hour. I proposed to start the first bus later by the same hour, which cost two \
     school runs that the school could move. It took three meetings, and the second one was loud. The last bus stayed. Two of the \
     nurses wrote to the paper. I learned to count before I argue, and I still ride a line before I draw it.";
