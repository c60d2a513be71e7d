//! Words a minute outside a wide band.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes};

/// `pace`.
pub static RULE: Rule = Rule {
    code: "pace",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Slow down on names and figures, and let the rest run. One sentence, one breath.",
        ask: "Could you go through the middle part once more, a little slower?",
    },
    title: "Too fast or too slow to follow",
    what: "Words a minute over the whole take outside a wide band. Accents and second languages change the pace: \
           the bounds are settings, and your own usual pace is a better measure.",
    why: "Too fast, and the listener loses the figures; too slow, and the time is gone before the outcome.",
    needs: &[Need::Timings],
    settings: &[
        Setting {
            key: "fewest_words",
            default: 40.0,
            meaning: "words under which a pace means little",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "slowest",
            default: 100.0,
            meaning: "words a minute under which it is slow",
            source: "domain §7",
        },
        Setting {
            key: "fastest",
            default: 180.0,
            meaning: "words a minute over which it is fast",
            source: "domain §7",
        },
    ],
    flags: &[
        Example::of(
            "The lift in our building stopped between two floors every Tuesday, and the company that serves it \
             had changed the same relay four times. I rode it with a stopwatch, found that it stopped only after \
             the bins were moved, and asked the caretaker to show me how he moved them. It was the door.",
        )
        .spoken_at(225),
        Example::of(
            "so we were three people in the kitchen and the oven took an hour to heat and I asked the owner to \
             let us start it from home with a timer and he was afraid of fire and so I sat there with him one \
             morning at five and we watched it together and then he said fine",
        )
        .spoken_at(72),
        Example::of(
            "I had forty minutes to tell eleven parents that the trip was off. I rang the ones whose children had \
             saved for it first. Two shouted at me, and one cried. I wrote down what each had paid, and the money \
             was back with them by Friday, since I had taken it from the wrong account myself.",
        )
        .spoken_at(210),
    ],
    passes: &[
        Example::of(
            "The lift in our building stopped between two floors every Tuesday, and the company that serves it \
             had changed the same relay four times. I rode it with a stopwatch, found that it stopped only after \
             the bins were moved, and it was the door.",
        )
        .spoken_at(150),
        Example::of("so we were three people in the kitchen and the oven took an hour to heat").spoken_at(230),
        Example::of(
            "I had forty minutes to tell eleven parents that the trip was off. I rang the ones whose children had \
             saved for it first. Two shouted at me, and one cried. I wrote down what each had paid, and the money \
             was back by Friday.",
        )
        .spoken_at(120),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let Some(pace) = case.transcript.timing.wpm() else {
        return;
    };
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let word = if pace > notes.setting("fastest") {
        "fast: the listener loses the figures first"
    } else if pace < notes.setting("slowest") {
        "slow: the time is gone before the outcome"
    } else {
        return;
    };
    notes.answer(0.7).why(format!("{pace:.0} words a minute is {word}."));
}
