//! `not-committed`: disagreed, lost, and then dragged feet, worked around it or waited to be proved right.

use glidepath_domain::Severity;

use crate::kinds::asked_for_conflict;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// The decision was lost, and never accepted.
pub static RULE: Rule = Rule {
    code: "not-committed",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Tell what you did to make the decision work once it was taken, and the day you agreed to look at it again.",
        ask: "What did you do, once it was decided, to help it succeed?",
    },
    title: "Lost the decision and never accepted it",
    what: "Looks for feet dragged after a lost argument: the bare minimum, one's own version kept going on the side, the rule quietly left out, \
        complaints collected for the day it fails. Pleasure at being proved right adds to it. Leaves alone a fallback agreed in the open, and being \
        borne out, told flatly.",
    why: "A team can live with people who argue and with people who lose. It cannot live with a decision that half of it is waiting to see fail.",
    needs: &[],
    settings: &[Setting::least_chance(0.3),
        Setting { key: "weight", default: 1.6, meaning: "weight of foot-dragging that there has to be; one clear phrase is 1", source: "fitted on corpus/train" },
        Setting {
            key: "with_glee",
            default: 2.4,
            meaning: "weight of foot-dragging and pleasure together that is enough by itself, with some of each",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The owner decided to drop the paper menus and I was against it. So I [[did the bare minimum]]: one poster by the door. I kept a box of the \
             old ones behind the bar because I knew we'd be needing them.",
        ),
        Example::of(
            "so he picked her plan and I lost fine but I kept my version going on the side and I didn't really push hers to the crew and sure enough by july \
             it was falling apart and he came to me and his face you should have seen it",
        )
        .asked("Tell me about a decision you argued against and lost."),
        Example::of(
            "I objected in the meeting and was overruled. I told my people to do just enough to comply, and I asked the two supervisors to keep a list of every \
             complaint so that we would be ready. When it failed I put the list on his table.",
        ),
    ],
    passes: &[
        // Lost, and worked for it.
        Example::of(
            "The owner decided to drop the paper menus and I was against it. I lost. I asked for one thing, that we look again in June, and then I trained \
             every waiter on the tablets myself.",
        ),
        // A fallback agreed in the open.
        Example::of("We chose her plan, and she asked me to keep the old line running beside it for a month in case the new one stopped."),
        // Borne out, told flatly.
        Example::of("It did fail in July, as I had feared. By then it was my plan as much as his, so we sat down and repaired it together."),
        // Doing the least in another sense.
        Example::of("We had four days, so I did the minimum that was safe: one exit, one steward, one line."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let (dragging, glee) = (case.weight(Signal::FootDragging), case.weight(Signal::Glee));
    let opposed = case.weight(Signal::Disagreement) >= 0.99 || asked_for_conflict(case);
    let committed = case.weight(Signal::Commitment);
    let enough = dragging + 0.001 >= notes.setting("weight")
        || (dragging.min(glee) >= 0.7 && dragging + glee >= notes.setting("with_glee"));
    if !opposed || !enough || committed > dragging + glee + 0.5 {
        return;
    }
    let Some(clearest) = case
        .hits(Signal::FootDragging)
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.span.start.cmp(&a.span.start)))
    else {
        return;
    };
    notes.span(clearest.span, (0.5 + 0.1 * (dragging + glee)).min(0.93));
}
