//! Glee at having been right.

use glidepath_domain::Severity;

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `gloating`.
pub static RULE: Rule = Rule {
    code: "gloating",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Say what happened afterwards in one flat sentence, and what you would still have conceded.",
        ask: "And how did things stand between the two of you after that?",
    },
    title: "Glad to have been right",
    what: "Pleasure at being proved right, or at the others having to admit it. Being borne out by events and \
           saying so flatly is fine.",
    why: "It tells the interviewer that winning mattered. They think of the next colleague who will disagree with \
          you.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "least_weight",
            default: 0.9,
            meaning: "signs of glee, in clear mentions, from which it is glee",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "They shipped it over my objection. [[It broke on the first night, exactly as I had said, and I told \
             them so.]]",
        ),
        Example::of(
            "He went ahead with it and it failed. [[everybody had to admit that I was right all along and nobody \
             questioned me after that]]",
        ),
        Example::of(
            "[[I had the last laugh when the audit came.]] The very thing I had warned them about was on page \
             one.",
        ),
    ],
    passes: &[
        Example::of(
            "They shipped it over my objection. It broke on the first night. I helped to put it right, and we \
             added the check in the morning.",
        ),
        Example::of(
            "so he went ahead and it failed and I never said a word about it because by then we both knew and \
             there was work to do",
        ),
        Example::of("The audit found the gap in March. I had named it in January, and I should have named it louder."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    told(case, notes, Signal::Glee, 0.6);
}
