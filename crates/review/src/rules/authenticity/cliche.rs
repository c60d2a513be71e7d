//! Stock phrases carry it.

use glidepath_domain::Severity;

use crate::kinds::clearest;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `cliche`.
pub static RULE: Rule = Rule {
    code: "cliche",
    group: Group::Authenticity,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Say what happened in its place: who did what, on which day, and what was different afterwards.",
        ask: "You said \"{quote}\". What did that look like on an ordinary Tuesday?",
    },
    title: "Stock phrases",
    what: "Phrases that could stand in anybody's answer, two of them or more. Trade words with a plain meaning count little, and \
           one worn phrase in a long answer is let pass.",
    why: "A phrase everybody uses tells nothing about you, and the listener stops writing.",
    needs: &[],
    settings: &[Setting {
        key: "fewest",
        default: 1.5,
        meaning: "stock phrases, in clear ones, from which they carry the answer",
        source: "fitted on corpus/train",
    }],
    flags: &[
        Example::of(
            "I [[aligned the key stakeholders]] around a shared vision, and together we really moved the needle.",
        ),
        Example::of(
            "yeah so it was about [[thinking outside the box]] you know and we went for the low hanging fruit and at the end of \
             the day it was a win win for everybody",
        ),
        Example::of(
            "We set a [[north star]] for the department and cascaded it down. Everyone was empowered to bring their best self, \
             and the results speak for themselves.",
        ),
    ],
    passes: &[
        Example::of(
            "The stakeholders were eleven allotment holders and a goat. I met each of them at the gate and we agreed on a fence.",
        ),
        Example::of(
            "The needle on the gauge moved two marks when I opened the valve, and that told me which pipe it was.",
        ),
        Example::of(
            "it was low hanging fruit honestly so I picked it I just changed the label on the shelf and the wrong picks stopped",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let weight = case.weight(Signal::Cliche);
    if weight < notes.setting("fewest") {
        return;
    }
    if let Some(hit) = clearest(case, Signal::Cliche) {
        let count = case.hits(Signal::Cliche).count();
        notes.span(hit.span, if weight >= 3.0 { 0.9 } else { 0.7 }).count(count);
    }
}
