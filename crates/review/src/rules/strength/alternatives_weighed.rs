//! Options are compared.

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `alternatives-weighed`.
pub static RULE: Rule = Rule {
    code: "alternatives-weighed",
    group: Group::Judgment,
    nature: Nature::Strength,
    title: "Weighs the other ways",
    what: "Two or more ways that were open, with a reason for or against one of them.",
    why: "It shows a decision, where others only report what happened.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "least_weight",
            default: 0.8,
            meaning: "summed weight of words of other ways in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "There were two options: close the site for a day, or move the stock at night. I compared what each would cost and took the second.",
        ),
        Example::of("so we could either buy one or rent one and I looked at both and renting was dearer after a year"),
        Example::of(
            "We could have asked for more time, or cut the range instead. There were three options on the table, and I compared what each would cost us.",
        ),
    ],
    passes: &[
        Example::of("The other way round the lake is longer."),
        Example::of("I had no choice and did as I was told."),
        Example::of("so we either way had a good time there"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::Alternatives, 0.7);
}
