//! A decision without the limit that made it one.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-constraint`.
pub static RULE: Rule = Rule {
    code: "no-constraint",
    group: Group::Judgment,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Name the one thing you could not have more of, and say how much of it there was.",
        ask: "What kept you from doing both?",
    },
    title: "Nothing was scarce",
    what: "Asked about a decision, the answer tells what was weighed or given up, and not what limited it: no \
           time, money, people or rule in short supply.",
    why: "A choice is only as hard as what was scarce. Without the limit the interviewer cannot tell why you did \
          not simply do both.",
    needs: &[],
    settings: &[
        Setting {
            key: "fewest_words",
            default: 90.0,
            meaning: "words under which too little was said to judge",
            source: "domain §4",
        },
        Setting {
            key: "most_constraint",
            default: 0.3,
            meaning: "limits told, in clear mentions, below which there are none",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I had to choose between a list and a map for the volunteers. Rosa preferred the map because it \
             showed the streets; I thought the list was easier to read aloud. We tried both on a Saturday with \
             four drivers. The map was prettier and the drivers kept turning it round. I chose the list and gave \
             up the picture of the streets, which Rosa had drawn herself and was proud of. She was disappointed \
             and told me so. I asked her to draw the corners that confuse people, one by one, and those went \
             beside the names. The drivers found the houses at the first try, and the last box was home by noon \
             instead of three.",
        )
        .asked("Tell me about a decision where you had to give something up."),
        Example::of(
            "so it was either we keep the old menu or we go with the new one and I gave up the old menu and went \
             with the new one because the cooks liked it better and Sami said you're throwing out the soup people \
             come for and I said yes I am and I did lose some of the regulars over that soup I have to say and he \
             was right about two of them he named them to me and they never came back but the plates went out \
             faster you know and the cooks stopped shouting at each other and he came round by easter and we \
             still talk about the soup him and me",
        )
        .asked("Describe a hard decision you made."),
        Example::of(
            "The question was whether to teach the course in the morning or in the evening. I compared the two by \
             asking thirty people who had left the course before. More of them had left because of their children \
             than because of their jobs, so I moved it to the morning and lost the people who work in the day. \
             Two of those wrote to me and were angry. I answered both and offered them the recordings, which is \
             not the same and I said so. Nineteen of twenty finished, where eleven of twenty had finished the \
             year before, and one of the angry ones sent her sister.",
        )
        .asked("Tell me about a trade-off you made."),
    ],
    passes: &[
        Example::of(
            "I had to choose between a list and a map for the volunteers, and we had one evening to print either. \
             I chose the list and gave up the map.",
        )
        .asked("Tell me about a decision where you had to give something up."),
        Example::of(
            "so it was either the old menu or the new one and there was no money for both and I went with the new \
             one",
        )
        .asked("Describe a hard decision you made."),
        Example::of(
            "The question was whether to teach in the morning or in the evening, and I moved it to the morning.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") || !case.asked(|q| q.about_decision) {
        return;
    }
    let weighed = case.has(Signal::Tradeoff) || case.has(Signal::Alternatives);
    if weighed && case.weight(Signal::Constraint) < notes.setting("most_constraint") {
        notes.answer(0.5);
    }
}
