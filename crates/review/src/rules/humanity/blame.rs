//! A failure is put on others, with no part of one's own.

use glidepath_domain::Severity;

use crate::kinds::{clearest, owned_up, quotable};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `blame`.
pub static RULE: Rule = Rule {
    code: "blame",
    group: Group::Humanity,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Say in one sentence what you could have seen or done sooner, even if it was small.",
        ask: "What part of it was yours?",
    },
    title: "The fault was somebody else's",
    what: "A failure put on others (they dropped the ball, it was not my fault, because of the vendor), with no \
           fault of the teller's own beside it.",
    why: "Whoever was at fault, the interviewer wants to hear what you would do about your part. Blame tells them \
          there will be none.",
    needs: &[],
    settings: &[
        Setting {
            key: "least_weight",
            default: 0.9,
            meaning: "fault put on others, in clear mentions",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "most_owned",
            default: 0.5,
            meaning: "faults owned, in clear mentions, from which it is no blame",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The launch slipped by six weeks. The vendor delivered a broken feed, and the design team took \
             forever. [[I did everything I could.]]",
        ),
        Example::of(
            "[[so it failed and honestly it wasn't my fault because the numbers]] I got from finance were wrong \
             and nobody told me",
        ),
        Example::of(
            "The migration went badly. [[Operations dropped the ball on the backup, and my part had been ready \
             for days.]]",
        ),
    ],
    passes: &[
        Example::of(
            "The launch slipped by six weeks. The vendor delivered a broken feed, and I should have asked for a \
             sample in March.",
        ),
        Example::of(
            "so it failed and the numbers from finance were wrong but I never checked them and that was my \
             mistake",
        ),
        Example::of(
            "The vendor's feed was broken for two days. I wrote a small converter that evening, and they thanked \
             us for the report.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if case.weight(Signal::Blame) < notes.setting("least_weight") || owned_up(case) >= notes.setting("most_owned") {
        return;
    }
    if let Some(hit) = clearest(case, Signal::Blame) {
        notes.span(quotable(case, hit), 0.55);
    }
}
