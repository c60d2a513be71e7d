//! `villain`: the obstacle is another person's incompetence or malice.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// A colleague drawn as lazy, stupid or bad.
pub static RULE: Rule = Rule {
    code: "villain",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Give the other person the reason they had, in words they would accept, and say what they stood to lose.",
        ask: "How would that person tell this story?",
    },
    title: "The obstacle is a bad colleague",
    what: "Looks for a verdict on a person: lazy, careless, out of their depth, only in it for a bonus, never bothered to read. One clear verdict is \
        enough. Leaves alone what the teller says of their own faults, of ideas and systems, and disagreement told with the other side's reasons.",
    why: "An interviewer imagines being the colleague. Contempt says more about working with you than about the person described.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "weight",
            default: 1.0,
            meaning: "weight of contempt for a person at which it is noted; one clear phrase is 1",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The controller before me [[was simply incompetent]], and I spent my first quarter clearing up the accounts he had left.",
        ),
        Example::of(
            "um so the shift lead on days he's one of those people he never checked anything he just signed the sheet and went for his smoke and I had to \
             explain to the customer why the pallets were short",
        ),
        Example::of(
            "The head of sales [[only cares about his]] commission, so he promised the client a date without asking anybody who would build it.",
        ),
        Example::of("She was completely out of her depth with the new regulation and took it out on the rest of us."),
    ],
    passes: &[
        // Owned, not blamed.
        Example::of("I was careless with that count, and the two people on nights paid for it with a Saturday."),
        // Opposition with its reason.
        Example::of(
            "He refused to sign, and he had a reason: the last bridge he had signed early was closed again within a month.",
        ),
        // The idea, not the person.
        Example::of("My first layout was stupid. It put the heaviest boxes at the far end of the hall."),
        // Said to be wrong about a person.
        Example::of(
            "People called him lazy. He wasn't lazy, he was the only one who read the drawings before he cut anything.",
        ),
        // What somebody feared to look like.
        Example::of(
            "She told me I had made her look stupid in front of the council, and I apologised to her the same evening.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let total = case.weight(Signal::Contempt);
    if total + 0.001 < notes.setting("weight") {
        return;
    }
    let Some(clearest) = case
        .hits(Signal::Contempt)
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.span.start.cmp(&a.span.start)))
    else {
        return;
    };
    if clearest.weight >= 0.7 {
        notes.span(clearest.span, (0.6 + 0.1 * total).min(0.92));
    }
}
