//! A risky move with nothing to limit the damage.

use glidepath_domain::Severity;

use crate::kinds::clearest;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-guardrail`.
pub static RULE: Rule = Rule {
    code: "no-guardrail",
    group: Group::Judgment,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Say what you had ready in case it went wrong, and how soon you would have known.",
        ask: "And if it had gone wrong, what would you have done?",
    },
    title: "A risk with no way back",
    what: "A risky move (a bet, a big bang, straight to production), and nothing that would have limited the \
           damage: no trial, no check, no stage, no way back, nobody asked.",
    why: "Speed is admired where a mistake could have been undone. Without the guardrail it reads as luck.",
    needs: &[],
    settings: &[
        Setting {
            key: "least_risk",
            default: 0.9,
            meaning: "signs of a risky move, in clear mentions",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "most_guard",
            default: 0.3,
            meaning: "trials, checks, stages, ways back and leave given, in clear mentions, below which there are none",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The prices had to change before the sale and the tool was slow. I [[took the risk]] and changed all \
             of them in one evening, every shop at once. In the morning they were right, and the sale made 40,000 \
             euros.",
        ),
        Example::of(
            "so I just [[pushed it straight to production]] because the customer was waiting and there was no \
             time and it worked you know and she was happy",
        ),
        Example::of(
            "Everybody was afraid of the new ledger. It was a [[gamble]], and I moved the whole company over on a \
             Sunday. Monday went well, and the old one was thrown away.",
        ),
    ],
    passes: &[
        Example::of(
            "The prices had to change before the sale. I took the risk, in one shop first, with the old list \
             ready to be put back within minutes.",
        ),
        Example::of(
            "so I pushed it straight to production but behind a flag and with Jo watching the errors so we could \
             turn it off",
        ),
        Example::of(
            "Everybody was afraid of the new ledger. I ran it beside the old one for a month, and only then \
             switched.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let guarded: f64 = case.weight(Signal::Guard) + case.weight(Signal::Approval);
    if case.weight(Signal::Risk) < notes.setting("least_risk") || guarded >= notes.setting("most_guard") {
        return;
    }
    if let Some(hit) = clearest(case, Signal::Risk) {
        notes.span(hit.span, 0.55);
    }
}
