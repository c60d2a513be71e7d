//! `not-a-conflict`: settled at once; nothing lasted.

use glidepath_domain::Severity;

use crate::kinds::{asked_for_conflict, rounds};
use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes, Signal};

/// A conflict that was over in one conversation.
pub static RULE: Rule = Rule {
    code: "not-a-conflict",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Choose a disagreement that lasted, and tell two or three of its rounds and what changed between them.",
        ask: "Tell me about one that was not settled in a single conversation.",
    },
    title: "Settled at once, so hardly a conflict",
    what: "Where the question asks for a conflict, looks for the other side giving way in the same breath (\"she said fine\", the same afternoon, they \
        did not really mind) with no weeks, no second try and no back and forth. Leaves alone a quick end after a long quarrel.",
    why: "The question asks how you are when somebody does not give way. A misunderstanding cleared up over coffee does not show that.",
    needs: &[Need::Question],
    settings: &[Setting::least_chance(0.3),
        Setting { key: "weight", default: 1.3, meaning: "weight of quick agreement that there has to be", source: "fitted on corpus/train" },
        Setting { key: "rounds", default: 0.0, meaning: "signs of a lasting quarrel up to which it still counts as none", source: "domain §5" },
    ],
    flags: &[
        Example::of(
            "The gardener wanted to cut the hedge on Mondays and I wanted Fridays. I explained about the delivery van. He said okay, makes sense, and \
             [[that was it]]. We still work well together.",
        )
        .asked("Tell me about a conflict with a colleague."),
        Example::of(
            "um so me and the other trainer we both wanted the big room so I went over and I asked her and she said yeah no problem she didn't mind at all and \
             we swapped the same afternoon so it was fine in the end",
        )
        .asked("Tell me about a disagreement at work."),
        Example::of(
            "During the rollout a conflict emerged with the head of branches about the order of the regions. I scheduled a meeting of thirty minutes, showed \
             the figures, and she agreed with the order by the end of it. We have had an excellent working relationship since.",
        )
        .asked("Describe a serious conflict with a stakeholder."),
    ],
    passes: &[
        // It lasted.
        Example::of(
            "The gardener wanted Mondays and I wanted Fridays, and we were at it for six weeks. I went to him three times. In the end we walked the route \
             together, he said okay, and that was that.",
        )
        .asked("Tell me about a conflict with a colleague."),
        // Not asked for one.
        Example::of("I explained about the delivery van, and the gardener said okay, makes sense, and we changed it the same afternoon.")
            .asked("Tell me about something you improved."),
        // No quick agreement in it.
        Example::of("She refused, and I took it to the committee, and the committee refused too. I lost that one and built it her way.")
            .asked("Tell me about a disagreement at work."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if !asked_for_conflict(case) {
        return;
    }
    let agreed = case.weight(Signal::Agreement);
    let fought = case.weight(Signal::Disagreement) + case.weight(Signal::Commitment);
    if agreed + 0.001 < notes.setting("weight")
        || fought > agreed + 1.2
        || rounds(case) as f64 > notes.setting("rounds")
    {
        return;
    }
    let Some(clearest) = case
        .hits(Signal::Agreement)
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(a.span.start.cmp(&b.span.start)))
    else {
        return;
    };
    notes.span(clearest.span, (0.55 + 0.1 * agreed).min(0.9));
}
