//! `rabbit-hole`: argues at length why one's own technique was the better one.

use glidepath_domain::Severity;

use crate::kinds::asked_for_conflict;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// The technical argument is fought once more, in the interview.
pub static RULE: Rule = Rule {
    code: "rabbit-hole",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Give each side's case in one sentence, then tell what you did to settle it and how it ended.",
        ask: "Leaving the technique aside, what did you do to settle it?",
    },
    title: "The argument is fought once more",
    what: "Counts the places where the answer argues that the teller's way was right and the other one wrong: superior, fails on first principles, \
        he also overlooked, I explained to her that, mine had. Several of them make a rabbit hole. Leaves alone one sentence on why each side held \
        its view, and comparisons that end in the other side being right.",
    why: "The interviewer cannot check the technique and did not ask. What is left unheard is how you deal with a person who disagrees.",
    needs: &[],
    settings: &[Setting::least_chance(0.3),
        Setting { key: "weight", default: 2.2, meaning: "weight of arguing at which it is a rabbit hole; one clear phrase is 1", source: "fitted on corpus/train" },
        Setting {
            key: "elsewhere",
            default: 4.0,
            meaning: "the same weight where the question did not ask for a conflict",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Piet wanted the glasshouse heated by pipes along the floor and I wanted the air handled from above. Floor heat sounds good but it is the \
             wrong tool there. I explained to him that warm air rises past the leaf before the leaf has used it. He objected to the fans. That is \
             precisely why I chose slow ones. His calculation ignored the night set-back, and mine had it hour by hour. They took my design in the end.",
        )
        .asked("Tell me about a technical disagreement."),
        Example::of(
            "so she had her rota in a spreadsheet and mine was on the wall and the reason I was right is you can't use a spreadsheet on a ward nobody has \
             a hand free and hers didn't do the bank holidays at all and I showed her that and I explained the difference between planned and worked \
             hours to her I mean come on it's much better because you see it and she said people were used to it",
        )
        .asked("Describe a disagreement with a colleague."),
        Example::of(
            "Her approach was flawed from first principles. She was using the mean of the queue and not its tail, which makes no sense, because a patient \
             waits in the tail. His counter-argument about the rooms didn't hold either. I proved that it would break at forty an hour, and after the \
             third meeting they ran out of objections.",
        )
        .asked("Tell me about a conflict with a peer."),
    ],
    passes: &[
        // Each side in a sentence.
        Example::of(
            "Piet wanted pipes along the floor because they never break; I wanted air from above because it is cheaper to run. Neither of us had grown \
             a tomato in that house, so we asked the grower to pick a bay for each, and we agreed beforehand what we would measure.",
        )
        .asked("Tell me about a technical disagreement."),
        // Compared, and lost.
        Example::of("We tried both on the ward for a month. Mine was faster and hers made no mistakes, so we went with hers.")
            .asked("Describe a disagreement with a colleague."),
        // A technical story without an opponent.
        Example::of(
            "I chose slow fans because warm air rises past the leaf before the leaf has used it. It does not work in a low house. In ours the crop came in \
             nine days earlier.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let weight = case.weight(Signal::Superiority);
    let limit = notes.setting(if asked_for_conflict(case) {
        "weight"
    } else {
        "elsewhere"
    });
    // Being proved wrong, or standing behind the other's choice, is the opposite of a rabbit hole.
    let gave_in = case.weight(Signal::Commitment) >= 2.0 || case.weight(Signal::CourseChange) >= 3.0;
    if weight + 0.001 < limit || gave_in {
        return;
    }
    let Some(first) = case.hits(Signal::Superiority).find(|h| h.weight >= 0.7) else {
        return;
    };
    let count = case.hits(Signal::Superiority).filter(|h| h.weight >= 0.4).count();
    notes.span(first.span, (0.5 + 0.08 * weight).min(0.9)).count(count);
}
