//! How the action caused the outcome.

use glidepath_domain::Beat;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `mechanism`.
pub static RULE: Rule = Rule {
    code: "mechanism",
    group: Group::Evidence,
    nature: Nature::Strength,
    title: "Says what caused the outcome",
    what: "A cause that was found, a test that was run, or a change whose working is explained, between the action and the result.",
    why: "It shows that the result was yours and could be had again.",
    needs: &[],
    settings: &[Setting::least_chance(0.33)],
    flags: &[
        Example::of(
            "I pulled the tickets of the last six weeks and grouped them by store. It turned out that nine in ten came from stores \
             with the old scanner, because it reads the check digit as a letter. I replaced the font on the label instead of the \
             scanners, and the wrong scans went from 70 a day to 4.",
        ),
        Example::of(
            "so I I tested it on one ward first and I compared it with the other ward and what was actually happening was they wrote \
             the dose twice because the first sheet stays with the pharmacy so I moved the sheet so that they only write it once",
        ),
        Example::of(
            "We traced the stalls to one query that ran on every page, because the menu counted all messages. I cached the count, \
             which meant that the page made one call instead of forty.",
        ),
    ],
    passes: &[
        Example::of(
            "I set goals for everybody, met them every week and kept the mood up. Renewals rose from 70% to 88%.",
        ),
        Example::of("I was late because of the train, and I apologised to the whole class for it."),
        Example::of("so we worked really hard on it and in the end it was twice as fast and everyone was happy"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let weight = |s: usize| case.weight_in(Signal::Mechanism, s);
    let told = (0..case.readings.len()).filter(|s| case.readings[*s].beat != Beat::Context && weight(*s) >= 0.7);
    if let Some(best) = told.max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a))) {
        notes.span(case.sentence_span(best), 0.7);
    }
}
