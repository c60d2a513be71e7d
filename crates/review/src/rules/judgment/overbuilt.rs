//! A complicated solution for a small problem, told with pride.

use glidepath_domain::Severity;

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `overbuilt`.
pub static RULE: Rule = Rule {
    code: "overbuilt",
    group: Group::Judgment,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Name the plain solution you passed over and the reason it would not have done. If there is none, say what you would remove today.",
        ask: "What is the simplest thing that would have worked, and why did you not do that?",
    },
    title: "More machine than problem",
    what: "Heavy machinery, several parts of it, for a problem told as small, and no word of why the plain way would not do.",
    why: "A listener counts the parts by ear and asks who will look after them. Judgement is choosing the smallest thing that works.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "most_weighed",
            default: 2.5,
            meaning: "summed weight of words of plainness and of options up to which nothing was weighed",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "least_weight",
            default: 3.0,
            meaning: "summed weight of words of heavy machinery in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Visitors signed a paper list, about ten a week. I designed an event-driven platform with a microservice for each step, a message queue, a rules engine, a plug-in architecture and a machine learning model to predict the visits, all on our own Kubernetes cluster.",
        ),
        Example::of(
            "so the lunch orders were in a spreadsheet and I built a distributed system for it with event sourcing and a saga and a graph database and a generic workflow engine with its own language and it's really elegant",
        ),
        Example::of(
            "For the weekly list of eight names I designed an event-driven architecture with a message broker, a microservice for each column, a rules engine and a machine learning model, so that it will scale to anything.",
        ),
    ],
    passes: &[
        Example::of(
            "Visitors signed a paper list, about ten a week. I looked at a platform with a queue and a rules engine, and I put a tablet with a form on the desk.",
        ),
        Example::of(
            "We had 40 million events a day and one server. I split it into two services with a queue between them, because the reports blocked the orders.",
        ),
        Example::of("so the vendor wanted to sell us machine learning and I said no a lookup table does it"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    // Whoever says what the plain way would have been has weighed it.
    if case.weight(Signal::Simplicity) + case.weight(Signal::Alternatives) > notes.setting("most_weighed") {
        return;
    }
    told(case, notes, Signal::Machinery, 0.75);
}
