//! Deeds in the passive, with nobody who did them.

use glidepath_domain::{Severity, Span};
use glidepath_text::Actor;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `passive-agency`.
pub static RULE: Rule = Rule {
    code: "passive-agency",
    group: Group::Contribution,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Take the three deeds that were yours and say I before each.",
        ask: "Who did that part: you, or somebody else?",
    },
    title: "Things got done, by nobody",
    what: "Several deeds in the passive without a doer (was decided, got rebuilt), and more of them than of deeds \
           somebody did.",
    why: "The interviewer has to guess who decided and who did it, and guesses that it was somebody else.",
    needs: &[],
    settings: &[
        Setting {
            key: "least",
            default: 4.0,
            meaning: "deeds without a doer from which the habit is worth a remark",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "least_share",
            default: 0.5,
            meaning: "their share of all deeds told, 0 to 1",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The platform was old. A review [[was carried]] out and three vendors were invited. The contract was \
             signed in May. The data was migrated over the summer, the old servers were switched off, and the \
             staff were trained in two sessions.",
        ),
        Example::of(
            "so the process [[was mapped]] and a workshop was held and then the steps were cut from twelve to \
             seven and the whole thing was rolled out to the regions and a report was written about it",
        ),
        Example::of(
            "Complaints [[were collected]] for a month. They were sorted by cause, a plan was agreed, and two \
             causes were removed. The rest were documented. The outcome was presented to the board.",
        ),
    ],
    passes: &[
        Example::of(
            "The platform had to be renewed. I invited three vendors, and I signed the contract in May. The data \
             was migrated over the summer by Lena and me.",
        ),
        Example::of(
            "The office was built in 1960 and was painted green. I moved the desks on a Sunday and asked \
             everybody to try it for a week.",
        ),
        Example::of(
            "so the process was slow and I mapped it and I cut it from twelve steps to seven and it was approved",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let count = |actor: Actor| case.acts_of(actor).count();
    let passive = count(Actor::Passive);
    let all = passive + count(Actor::I) + count(Actor::We) + count(Actor::Other);
    if (passive as f64) < notes.setting("least") || (passive as f64) < notes.setting("least_share") * all as f64 {
        return;
    }
    if let Some(first) = case.acts_of(Actor::Passive).next() {
        notes.span(verb_group(case, first.verb), 0.6).count(passive);
    }
}

/// The participle with the "was" or "were" before it.
fn verb_group(case: &Case<'_>, verb: usize) -> Span {
    let tokens = &case.transcript.tokens;
    let opens = verb
        .checked_sub(1)
        .filter(|at| matches!(tokens.lower(*at), "was" | "were" | "been" | "is" | "are" | "got"))
        .unwrap_or(verb);
    Span::new(tokens[opens].span.start, tokens[verb].span.end)
}
