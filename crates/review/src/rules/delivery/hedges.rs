//! Hedges take back what was said.

use glidepath_domain::Severity;
use glidepath_text::HesitationKind;

use crate::kinds::crowded;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `hedges`.
pub static RULE: Rule = Rule {
    code: "hedges",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Keep the one doubt that is real, and say the rest as it was.",
        ask: "Which of that are you sure of?",
    },
    title: "Taking back what was said",
    what: "Words that take back what they stand by (kind of, I guess, probably), more than four in a hundred \
           words and at least four. One finding counts them all.",
    why: "One honest doubt does no harm. Doubt on every clause makes the listener ask whether it happened.",
    needs: &[],
    settings: &[
        Setting {
            key: "most_per_hundred",
            default: 4.0,
            meaning: "in a hundred words, above which it is said",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "least",
            default: 4.0,
            meaning: "of them, under which nothing is said",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I [[kind of]] led the project, I guess. It was sort of late, and I think maybe we were probably a \
             bit understaffed, so I kind of asked for help.",
        ),
        Example::of(
            "so I [[sort of]] talked to her and I guess she was kind of upset and maybe I was a bit too direct I \
             think and so we sort of agreed on something probably",
        ),
        Example::of(
            "I think I was [[probably]] the one who suggested it. It was kind of my idea, I guess, and it maybe \
             saved us some time, sort of.",
        ),
    ],
    passes: &[
        Example::of(
            "I led the project. It was late, and I think we were understaffed, so I asked for help from the team \
             next door and got two people for a month.",
        ),
        Example::of(
            "She was the kind of manager who reads everything. I sent her the plan at noon and had it back by \
             three, with eleven remarks.",
        ),
        Example::of(
            "so I talked to her and she was upset and I was too direct and we agreed on a trial of two weeks and \
             I guess that was the turning point",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    crowded(case, notes, HesitationKind::Hedge);
}
