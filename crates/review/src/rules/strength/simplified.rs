//! Something was taken away or made plain.

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `simplified`.
pub static RULE: Rule = Rule {
    code: "simplified",
    group: Group::Judgment,
    nature: Nature::Strength,
    title: "Made it simpler",
    what: "Steps, parts, fields or rules that were taken away, or a plain thing that took the place of a complicated one.",
    why: "Taking away is harder than adding, and everybody who comes after you profits.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "least_weight",
            default: 1.2,
            meaning: "summed weight of words of taking away and of plainness in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of("I deleted four of the six steps and replaced the tool with one page."),
        Example::of(
            "so instead of a new system I just put a shelf there and it was much simpler and we got rid of three forms",
        ),
        Example::of(
            "We removed 40 of the 52 fields. Nobody missed one. The simplest version, a card with three lines, is what they use.",
        ),
    ],
    passes: &[
        Example::of("It was a simple question, and she gave a simple answer."),
        Example::of("I added a second form and a check."),
        Example::of("so it's simply not true that we removed it"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::Simplicity, 0.65);
}
