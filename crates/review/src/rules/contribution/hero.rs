//! Saved it alone, at night, at the weekend.

use glidepath_domain::Severity;

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `hero`.
pub static RULE: Rule = Rule {
    code: "hero",
    group: Group::Contribution,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Say whom you asked, what you handed over, and what you changed so that nobody has to do it again.",
        ask: "Who else could have done it, and why did they not?",
    },
    title: "Saved it alone",
    what: "Nights, weekends and lone rescues told as the point of the story. A late evening in passing, or one that is regretted, is none.",
    why: "An interviewer hears that it cannot be repeated, that nobody else grew, and that the next crisis needs you again.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "least_weight",
            default: 1.5,
            meaning: "summed weight of words of lone rescue, nights and weekends in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The launch was about to fail and nobody else could fix it. I slept at the office for four nights and rewrote the whole thing single-handedly. I worked all weekend without a break. Without me it would never have shipped.",
        ),
        Example::of(
            "so everyone else had gone home and I stayed all night on my own and I did the whole migration by myself and I didn't sleep for three days and in the end I saved the whole project",
        ),
        Example::of(
            "I pulled three all-nighters in a row and carried the release alone. I told the team to cancel their holidays and come in on the weekend, and I was the only one who could get it done.",
        ),
    ],
    passes: &[
        Example::of(
            "I stayed until nine on the Friday, which I would not do again. On Monday I asked Ruta to take half of it, and we wrote the hand-over so that anybody could.",
        ),
        Example::of(
            "The wedding was on the weekend, so I moved the release to Tuesday and asked two people whether that suited them.",
        ),
        Example::of(
            "so I worked on it alone at first and got nowhere and then I asked Sam and the two of us found it before lunch",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::Heroics, 0.75);
}
