//! A security, legal, safety or review gate bypassed, and proud of it.

use glidepath_domain::Severity;

use crate::kinds::told;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `reckless`.
pub static RULE: Rule = Rule {
    code: "reckless",
    group: Group::Judgment,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Say who agreed to the exception and what guarded it. If nobody did, tell what you would do now, or choose another story.",
        ask: "Who knew that you left that step out, and what would have happened if it had gone wrong?",
    },
    title: "A gate skipped with pride",
    what: "A security, legal, safety, review or test gate that was bypassed and is told as a merit. An exception that somebody with the right to grant it approved is fine, and so is a bypass that is regretted.",
    why: "Speed that puts others at risk frightens an interviewer: they imagine you doing it in their system.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "most_regret",
            default: 0.9,
            meaning: "summed weight of fault owned up to which it counts as told with pride",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "least_weight",
            default: 1.0,
            meaning: "summed weight of words of a gate skipped in the answer",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The security review would have taken two weeks, so I skipped the security review and pushed it straight to production that night. It worked, and we beat them to the market.",
        ),
        Example::of(
            "so the tests were red and I knew they'd never let me so I just bypassed the approval and deployed it without telling anyone and it was fine",
        ),
        Example::of(
            "Legal wanted to see the contract first. I didn't wait for legal, I went around them and signed it myself. You have to move fast.",
        ),
    ],
    passes: &[
        Example::of(
            "The review would have taken two weeks. I asked the head of security for an exception, she signed it off for one day with the logging on, and we closed it the next morning.",
        ),
        Example::of(
            "I skipped the review once, in my first year, and a customer's data was open for an hour. It was my mistake, and I have not done it since.",
        ),
        Example::of("so we skipped lunch and reviewed it again with legal and they said yes"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let regretted = case.weight(Signal::Admission);
    if case.weight(Signal::Approval) >= 1.0 || regretted > notes.setting("most_regret") {
        return;
    }
    told(case, notes, Signal::Bypass, 0.75);
}
