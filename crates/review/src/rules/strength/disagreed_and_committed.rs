//! `disagreed-and-committed`: said no with reasons, lost, and then worked for the decision.

use crate::kinds::asked_for_conflict;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// Lost the argument, carried the decision.
pub static RULE: Rule = Rule {
    code: "disagreed-and-committed",
    group: Group::Friction,
    nature: Nature::Strength,
    title: "Lost the argument, carried the decision",
    what: "Looks for a disagreement that was decided the other way, and for what the teller then did to make that decision work: their best person put on \
        it, the work taken over, the case defended before the team, a day agreed to look again. Foot-dragging in the same answer cancels it.",
    why: "It shows both halves: somebody who speaks up, and somebody others can still rely on when they lose.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.33),
        Setting {
            key: "weight",
            default: 1.9,
            meaning: "weight of standing behind the decision; one clear phrase is 1",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "dragging",
            default: 1.2,
            meaning: "weight of foot-dragging that cancels it",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I argued for keeping the ticket windows and our director chose the machines. It was her call. I put my two best clerks on the machines, and I \
             told the team that this was our plan now.",
        ),
        Example::of(
            "so he went with hers and I lost and I asked for one thing that we look again in march and then I wrote the training for it myself and ran it on \
             nights too because I disagreed with it but the people still had to do it",
        ),
        Example::of(
            "We disagreed for a month. The panel picked his layout. I withdrew my drawing that evening and spent the week helping him with the drains.",
        ),
    ],
    passes: &[
        // Lost, then dragged feet.
        Example::of(
            "I was against it and I lost. I said I was on board, and I kept my own version going on the side for the day it would be needed. It was her call, \
             so I did the bare minimum.",
        ),
        // Won.
        Example::of("We disagreed for a month, the panel picked my layout, and it has been in use since."),
        // Commitment to a plan nobody opposed.
        Example::of("I put my best people on the launch and I trained the clerks myself."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let committed = case.weight(Signal::Commitment);
    let opposed = case.weight(Signal::Disagreement) >= 0.99 || asked_for_conflict(case);
    if !opposed
        || committed + 0.001 < notes.setting("weight")
        || case.weight(Signal::FootDragging) >= notes.setting("dragging")
    {
        return;
    }
    let clearest = case
        .hits(Signal::Commitment)
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(a.span.start.cmp(&b.span.start)));
    if let Some(hit) = clearest {
        notes.span(hit.span, (0.5 + 0.09 * committed).min(0.92));
    }
}
