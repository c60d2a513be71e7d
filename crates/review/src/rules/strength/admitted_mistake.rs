//! A fault owned by the teller, aloud.

use crate::kinds::{clearest, quotable};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `admitted-mistake`.
pub static RULE: Rule = Rule {
    code: "admitted-mistake",
    group: Group::Humanity,
    nature: Nature::Strength,
    title: "A mistake owned",
    what: "The teller says what they themselves got wrong: misjudged, left out, did not ask, did too fast. Other people's \
           mistakes do not count, nor does pride in being hard on oneself.",
    why: "Whoever can say it in an interview will have said it at work, while there was still time.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "fewest",
            default: 1.0,
            meaning: "words that own a fault, in clear ones, from which it is owned",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I had sized the tank for the winter and not for August. [[That was my mistake, and I told the mayor so on the Monday.]]",
        ),
        Example::of(
            "[[so I sent it without asking her and I was wrong]] I mean she'd told me twice that the clinic closes at noon",
        ),
        Example::of(
            "The drawing was mine. [[I should have measured the door before I ordered the machine, and it stood outside for a month.]]",
        ),
    ],
    passes: &[
        Example::of(
            "Their bookkeeper had made a mistake in the ledger, and I found it and corrected it within the day.",
        ),
        Example::of("He told me the plan was wrong. I listened, and then I showed him the counts, and we built it."),
        Example::of(
            "so the supplier got it wrong again and we had to send everything back and they paid for the truck",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let weight = case.weight(Signal::Admission);
    if weight + 0.01 < notes.setting("fewest") {
        return;
    }
    if let Some(hit) = clearest(case, Signal::Admission) {
        notes.span(quotable(case, hit), if weight >= 2.0 { 0.85 } else { 0.7 });
    }
}
