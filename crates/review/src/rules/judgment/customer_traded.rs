//! Harm to some customers waved away because a total rose.

use glidepath_domain::Severity;

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `customer-traded`.
pub static RULE: Rule = Rule {
    code: "customer-traded",
    group: Group::Judgment,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Say how many were harmed and how, what you did for them, and whether you would decide so again.",
        ask: "Who were the ones it got worse for, and what did you say to them?",
    },
    title: "Some customers waved away",
    what: "Harm to some customers is called small, expected or worth it because a total went up. Harm that was counted, told to them or mended is no flaw.",
    why: "The few who were harmed were customers too, and the interviewer is listening for whether you noticed.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "most_care",
            default: 1.5,
            meaning: "summed weight of care for customers up to which the harm counts as waved away",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "least_weight",
            default: 1.2,
            meaning: "summed weight of words that wave harm away in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "We dropped the phone line. A few older customers complained, but that was an acceptable loss, since overall satisfaction rose by four points. You can't please everyone.",
        ),
        Example::of(
            "so yeah some users complained but it was only a tiny minority and that was an acceptable loss because the overall numbers were up and they'd get over it you can't please everyone",
        ),
        Example::of(
            "The new fee hit the smallest shops hardest and some of them left us. That was a price worth paying: it was a vocal minority, and total revenue grew by 9%.",
        ),
    ],
    passes: &[
        Example::of(
            "We dropped the phone line. Forty older customers had no other way, so I rang them, and we kept one number open for them until spring.",
        ),
        Example::of(
            "Two percent lost their drafts. I stopped the roll-out for them, although the total was up, and we brought the drafts back from the logs.",
        ),
        Example::of("so we lost two customers over it and I still think about that I should have asked them first"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if case.weight(Signal::CustomerCare) > notes.setting("most_care") {
        return;
    }
    told(case, notes, Signal::HarmWaved, 0.7);
}
