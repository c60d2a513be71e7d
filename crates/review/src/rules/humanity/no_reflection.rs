//! The answer ends on its result: nothing learned, nothing to do differently.

use glidepath_domain::Severity;

use crate::kinds::{late_weight, owned_up, practices};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-reflection`.
pub static RULE: Rule = Rule {
    code: "no-reflection",
    group: Group::Humanity,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "End on one thing you now do, or would have done sooner. Make it small enough that somebody could check it.",
        ask: "If you had it to do again, what is the first thing you would change?",
    },
    title: "Nothing was learned",
    what: "No lesson, no change of habit, no check left behind in the last part of the answer, and no fault owned anywhere. \
           A fault owned along the way counts as having thought about it, and short answers are left alone.",
    why: "A good result can be luck. What you took from it is the part an interviewer expects you to bring along.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.36),
        Setting {
            key: "from",
            default: 0.7,
            meaning: "share of the words after which a lesson would stand",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_lesson",
            default: 0.45,
            meaning: "words of a lesson there, in clear mentions, below which there is none",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_safeguard",
            default: 0.9,
            meaning: "checks and habits left behind there, in clear mentions, below which there are none",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_owned",
            default: 0.55,
            meaning: "faults owned anywhere, in clear mentions, below which there are none",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "fewest_words",
            default: 90.0,
            meaning: "words under which too little was said to judge",
            source: "domain §4",
        },
    ],
    flags: &[
        Example::of(
            "The bakery counter ran out of bread by eleven every Saturday and people left without buying anything. I asked the \
             two bakers to start the second batch at six instead of seven, and they refused, because the oven had to cool \
             between loads. I found a smaller oven in the closed branch across town and had it moved on a Thursday night. The \
             electrician wanted a new fuse board; I argued for a separate line and got it. The owner thought I was spending \
             her money on toast. We opened that Saturday with both ovens hot. Bread lasted until two, the takings rose from \
             £900 to £1,300, and the owner came down to the counter and bought a loaf herself.",
        ),
        Example::of(
            "yeah so the school bus was always late on our side of the river and I run the depot and the driver told me it was \
             the bridge and the council told me it was the driver and I rode it for a week and it was the bridge but only on \
             market days so I asked them to turn the route round on tuesdays and fridays and the headmaster said no because \
             the little ones would walk further and we went back and forth for a month and finally I got him to ride it with \
             me and he said fine do it and the bus was on time from then and the parents stopped ringing us and he sent me a \
             card at christmas with a drawing of a bus on it and everybody in the depot was happy and so was I",
        ),
        Example::of(
            "Two suppliers wanted the same dock at the same hour, and each had a contract that said so. I called both. The dairy \
             would not move because milk cannot wait, and the brewery would not move because its drivers finished at two. I \
             drew the hour in quarters and offered each of them the quarter they needed most. The brewery's manager hung up on \
             me. I drove out to see him, and we walked the yard together for an afternoon. In the end he took the last quarter \
             and asked for a covered bay in return, which cost us 4,000 dollars. Queues at the gate went from forty minutes to \
             ten, the dairy renewed its contract, and the yard has been quiet through the whole summer.",
        ),
    ],
    passes: &[
        Example::of(
            "The bakery counter ran out of bread by eleven every Saturday and people left without buying anything. I asked the \
             two bakers to start the second batch at six instead of seven, and they refused, because the oven had to cool \
             between loads. I found a smaller oven in the closed branch across town and had it moved on a Thursday night. The \
             owner thought I was spending her money on toast. We opened that Saturday with both ovens hot. Bread lasted until \
             two and the takings rose from £900 to £1,300. I now ask the person at the oven before I order anything for it.",
        ),
        Example::of(
            "yeah so the school bus was always late on our side of the river and I run the depot and first I blamed the driver \
             in front of everybody and that was my mistake because I rode it for a week and it was the bridge but only on \
             market days so I said sorry to her and I asked them to turn the route round on tuesdays and fridays and the \
             headmaster said no because the little ones would walk further and we went back and forth for a month and finally \
             he rode it with me and he said fine do it and the bus was on time from then and the parents stopped ringing us",
        ),
        Example::of(
            "Two suppliers wanted the same dock at the same hour, and each had a contract that said so. I called both. The dairy \
             would not move because milk cannot wait, and the brewery would not move because its drivers finished at two. I \
             drew the hour in quarters and offered each of them the quarter they needed most. In the end both signed, and \
             queues at the gate went from forty minutes to ten. I should have walked the yard with them before I drew \
             anything: the quarter I fought for was one that neither of them wanted. The plan on the gate is drawn by the two \
             drivers these days, and I only sign it.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let from = notes.setting("from");
    let late = |signal: Signal| late_weight(case, &[signal], from);
    let reflected = late(Signal::Lesson) >= notes.setting("most_lesson")
        || late(Signal::Safeguard) >= notes.setting("most_safeguard")
        || owned_up(case) >= notes.setting("most_owned")
        || !practices(case, from).is_empty();
    if !reflected {
        notes.answer(0.55);
    }
}
