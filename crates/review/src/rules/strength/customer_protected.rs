//! Something done for customers, or kept from harming them.

use crate::kinds::{clearest, humanity, owned_up, quotable};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `customer-protected`.
pub static RULE: Rule = Rule {
    code: "customer-protected",
    group: Group::Customer,
    nature: Nature::Strength,
    title: "A customer protected",
    what: "Something stopped, put back, paid for or told openly so that customers or users would not bear it, in a story with \
           people in it. Listening to them is not enough, and nor is a happy one.",
    why: "It shows what you give up when a customer would otherwise pay for it.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "fewest_deeds",
            default: 0.8,
            meaning: "deeds for customers, in clear ones, from which they were protected",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "fewest_stakes",
            default: 1.8,
            meaning: "people, feelings and faults owned, in clear mentions, without which it is only said",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "fewest_customers",
            default: 1.0,
            meaning: "customers or users, in clear mentions",
            source: "domain §8",
        },
    ],
    flags: &[
        Example::of(
            "The new form was faster, but forty of our older members could not read it, and one of them told me she felt stupid. \
             I was ashamed of that. [[I stopped the rollout the same week, and my director was not happy.]]",
        ),
        Example::of(
            "so the price change had gone out wrong and the customers didn't know yet and she said let's fix it quietly and I was \
             worried too [[but we refunded every one of them and I told my boss it was my mistake]]",
        ),
        Example::of(
            "He wanted the paper line closed by June, and his bonus hung on it. Nine tenants could not use the app. [[I kept the desk \
             open for them two mornings a week.]] He was annoyed, and he had a point about the cost.",
        ),
    ],
    passes: &[
        Example::of(
            "Customers were delighted with the new colours, and sales rose by a tenth. I presented it to the board.",
        ),
        Example::of(
            "I stopped the build because the tests failed, and my lead was not happy about it, but he saw why.",
        ),
        Example::of("so we talked to a lot of users and they said it was fine so we shipped it and it did well"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let meant = case.weight(Signal::Customer) >= notes.setting("fewest_customers")
        && case.weight(Signal::CustomerCare) >= notes.setting("fewest_deeds")
        && humanity(case) + 0.8 * owned_up(case) >= notes.setting("fewest_stakes")
        && case.weight(Signal::HarmWaved) < 0.99;
    if !meant {
        return;
    }
    if let Some(hit) = clearest(case, Signal::CustomerCare) {
        notes.span(quotable(case, hit), 0.55);
    }
}
