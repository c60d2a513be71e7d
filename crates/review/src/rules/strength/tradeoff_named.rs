//! What was given up is named.

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `tradeoff-named`.
pub static RULE: Rule = Rule {
    code: "tradeoff-named",
    group: Group::Judgment,
    nature: Nature::Strength,
    title: "Says what was given up",
    what: "Something the choice cost: time, money, a feature, a wish, somebody's goodwill.",
    why: "A price named shows that you saw both sides and chose.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "least_weight",
            default: 0.7,
            meaning: "summed weight of words of something given up in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of("The slower way was safer, and it meant giving up the summer launch."),
        Example::of("so we kept it simple and the price was we lost the reports for a month"),
        Example::of(
            "I took the smaller room. That gave up the window, which everybody had wanted, in exchange for a door that locks.",
        ),
    ],
    passes: &[
        Example::of("The trade fair was in May, and we paid in cash."),
        Example::of("I chose the blue one, and it was the right one."),
        Example::of("so we gave up waiting and went home"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::Tradeoff, 0.75);
}
