//! The answer does not tell what the question asked for.

use glidepath_domain::Severity;

use crate::kinds::{asked_for_conflict, conflict_said};
use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `off-question`.
pub static RULE: Rule = Rule {
    code: "off-question",
    group: Group::Authenticity,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Give the story the question asks for, or say plainly that you have none and offer the nearest.",
        ask: "I asked about something else: can you think of a time when it did go that way?",
    },
    title: "Another question was answered",
    what: "Asked about a failure, the answer tells of nothing that failed and no fault; asked about a conflict, \
           it tells of nobody who wanted something else. Other questions are left alone: what they ask for has \
           too many names.",
    why: "The interviewer has one box to fill and this does not fill it. A better story told to the wrong \
          question counts as evasion.",
    needs: &[Need::Question],
    settings: &[
        Setting {
            key: "least_mark",
            default: 0.15,
            meaning: "chance, by the look of a sentence, from which it tells a fault or names a conflict all the same, 0 to 1",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "fewest_words",
            default: 50.0,
            meaning: "words under which too little was said to judge",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "most_failure",
            default: 0.5,
            meaning: "setbacks and faults, in clear mentions, below which nothing failed",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "most_conflict",
            default: 0.3,
            meaning: "people who differ, in clear mentions, below which there is no conflict",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "At the garden centre I ran the online shop. In my second year I added a planner that tells people \
             which beds get sun, and I wrote it in my own time over a winter. It was used by 12,000 people in the \
             first season, the basket grew by a fifth, and the trade magazine came to take pictures of it. I \
             still look after it, and this year it learned about slopes. It is the thing I am proudest of at the \
             company, and it shows how I like to work.",
        )
        .asked("Tell me about a time you failed."),
        Example::of(
            "so I led the move to the new till software in all thirty shops and I planned it shop by shop and I \
             trained the people myself and we did it in five weeks and it was a really smooth thing and everybody \
             knew what they had to do every day because I had written it on one page and the owner called me on \
             the last evening to say thank you",
        )
        .asked("Describe a conflict with a colleague."),
        Example::of(
            "I built the dashboard for the night shift in two weeks. It shows three numbers, it loads on any \
             tablet, and the lead of the night shift put it on the big screen on the first day. Two other sites \
             asked for it afterwards, and I set it up for them in an afternoon each.",
        )
        .asked("Tell me about a mistake you made and what it cost."),
    ],
    passes: &[
        Example::of(
            "The planner I built showed the wrong beds for a month, because I had mixed up north and south, and \
             300 people planted in the shade. I wrote to every one of them.",
        )
        .asked("Tell me about a time you failed."),
        Example::of(
            "Nadia wanted the new tills before Christmas and I wanted them after. We went over it for three \
             weeks, and she decided.",
        )
        .asked("Describe a conflict with a colleague."),
        Example::of("I built the dashboard for the night shift in two weeks, and it loads on the old tablets.")
            .asked("Tell me about a time you simplified something."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let failed = case.weight(Signal::Setback) + case.weight(Signal::Admission);
    let differed = case.weight(Signal::Disagreement) + case.weight(Signal::Feelings).min(0.2);
    let no_failure = case.asked(|q| q.about_failure) && failed < notes.setting("most_failure");
    let no_conflict =
        asked_for_conflict(case) && conflict_said(case).is_none() && differed < notes.setting("most_conflict");
    // What the question asks for may be told without a word for it: sentences that look like it speak against.
    let looks_like = |code: &str| {
        case.marks
            .of(code)
            .iter()
            .any(|chance| *chance >= notes.setting("least_mark"))
    };
    let told = (no_failure && looks_like("admitted-mistake")) || (no_conflict && looks_like("named-conflict-early"));
    if (no_failure || no_conflict) && !told {
        notes.answer(0.5);
    }
}
