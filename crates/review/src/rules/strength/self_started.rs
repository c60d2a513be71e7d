//! Seen and done unasked.

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `self-started`.
pub static RULE: Rule = Rule {
    code: "self-started",
    group: Group::Contribution,
    nature: Nature::Strength,
    title: "Saw it and acted unasked",
    what: "Something that nobody had asked for, seen and taken up by the teller.",
    why: "It answers the question that no manager can answer for you: what do you see when nobody tells you where to look?",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "least_weight",
            default: 0.9,
            meaning: "summed weight of words of unasked work in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of("Nobody had asked me to, but I noticed that the alarms were always late, and I began to log them."),
        Example::of("so it wasn't my job at all but I saw it and I went and asked if I could fix it"),
        Example::of("On my own initiative I rang the three oldest members. There was no ticket for it."),
    ],
    passes: &[
        Example::of("My manager asked me to log the alarms, so I did."),
        Example::of("I noticed that it was raining and took the bus."),
        Example::of("so nobody asked any questions and the meeting was over"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::SelfStarted, 0.7);
}
