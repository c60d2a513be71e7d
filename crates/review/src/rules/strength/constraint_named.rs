//! A limit is named.

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `constraint-named`.
pub static RULE: Rule = Rule {
    code: "constraint-named",
    group: Group::Judgment,
    nature: Nature::Strength,
    title: "Names the limit",
    what: "A limit the story had to live with: time, money, people, a rule, a thing that could not be moved.",
    why: "What you did can only be judged against what you had to do it with.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "least_weight",
            default: 1.0,
            meaning: "summed weight of words of a limit in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of("We had no budget for a second line and only nine days until the audit."),
        Example::of("so we couldn't hire anyone and I had two weeks left that was it"),
        Example::of("We were two people short, and the deadline could not be moved."),
    ],
    passes: &[
        Example::of("The deadline came and went, and nobody noticed."),
        Example::of("We had a large budget and all the time in the world."),
        Example::of("so I had a coffee and then I had two weeks of holiday"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::Constraint, 0.7);
}
