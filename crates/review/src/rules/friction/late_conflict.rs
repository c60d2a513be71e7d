//! `late-conflict`: asked for a conflict, the answer is long in saying what it was.

use glidepath_domain::Severity;

use crate::kinds::{asked_for_conflict, conflict_said};
use crate::rule::{Example, Group, Nature, Need, Rule, Setting};
use crate::{Case, Notes};

/// The conflict comes after the background.
pub static RULE: Rule = Rule {
    code: "late-conflict",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Open with one sentence: who wanted what, and what you wanted. Then the background it needs.",
        ask: "So what exactly did the two of you disagree about?",
    },
    title: "The conflict is named late",
    what: "Where the question asks for a conflict or a disagreement, finds the first words that say what it was: who objected, or two wishes against \
        each other. Saying the word back (\"a conflict, let me think\") does not count. Flags an answer that takes more than a quarter of its words, or \
        half a minute, to get there.",
    why: "Until the conflict is named, the interviewer cannot tell what the background is for, and has little to write down.",
    needs: &[Need::Question],
    settings: &[Setting::least_chance(0.3),
        Setting { key: "share", default: 0.25, meaning: "share of the words before the conflict is said", source: "domain §5" },
        Setting { key: "seconds", default: 32.0, meaning: "seconds before the conflict is said", source: "domain §5" },
        Setting { key: "min_words", default: 80.0, meaning: "words an answer must have to be judged", source: "domain §4" },
    ],
    flags: &[
        Example::of(
            "Our harbour handles about 900 ships a year, most of them grain. The pilots work in three watches, and each watch has a senior pilot who \
             keeps the list. I came there from the coastguard and was given the night watch, which had been without a senior for some time. In my \
             first months I put the list on a shared screen and had the radios replaced. We also started a log of near misses. Then the harbour \
             master [[wanted to take the second pilot off the night watch and I wanted]] to keep him. He had a budget and I had a log. We talked every \
             week until the spring, and in the end he kept the second pilot for ships over two hundred metres.",
        )
        .asked("Tell me about a disagreement with your manager."),
        Example::of(
            "okay so a conflict with a colleague let me think so I work in a kitchen that cooks for nine schools and we start at five and there's eleven \
             of us and the vans go out at ten thirty and before that I was in hotels for a long time and hotels are different because people come to \
             you and here you go to them and the menu is set by the council four weeks at a time and I do the ordering and the allergens which is a lot \
             of paperwork and then there is the head cook Nadia and she hated my list she said she wasn't going to cook from a list and it went on \
             all term",
        )
        .asked("Tell me about a conflict with a colleague."),
        Example::of(
            "I am an actuary at a mutual insurer in the west of the country. It has been there since the eighteen hundreds, and it insures farms, \
             chapels and fishing boats, some of them for the third generation. My group prices the boats. In the year I am speaking of we had two \
             new models, one built by a consultant and one grown in the house, and a committee that met on the first Thursday. I prepared the papers \
             for it, and I presented the tables. It was in that committee that the head of claims objected to my table for wooden hulls, and he held to it \
             for five months.",
        )
        .asked("Describe a conflict you had with a senior colleague."),
    ],
    passes: &[
        // Named in the first breath.
        Example::of(
            "The harbour master wanted the second pilot off the night watch and I wanted to keep him, and we were at it from October to the spring. Our \
             harbour handles about 900 ships a year, most of them grain, and the pilots work in three watches. He had a budget with a hole in it. I had a \
             log of near misses, nine in a winter. I showed it to him and he said nine was a good winter, which it was. So we rode out together on four \
             nights in January. In the end he kept the second pilot for ships over two hundred metres, and I gave up one of the two launches for it.",
        )
        .asked("Tell me about a disagreement with your manager."),
        // Another question: the background may take its time.
        Example::of(
            "Our harbour handles about 900 ships a year, most of them grain. The pilots work in three watches, and each watch has a senior pilot who \
             keeps the list. I came there from the coastguard and was given the night watch, which had been without a senior for some time. In my \
             first months I put the list on a shared screen and had the radios replaced. We also started a log of near misses. Then the harbour \
             master objected to the log, and I asked him to ride out with us for a night before he closed it.",
        )
        .asked("Tell me about something you improved for your team."),
        // No question, nothing to be late for.
        Example::of("We started a log of near misses, and in the spring the harbour master objected to it."),
        // Too short for the wait to matter.
        Example::of("I work in a kitchen that cooks for nine schools, and I do the ordering. The head cook refused to cook from my list.")
            .asked("Tell me about a conflict with a colleague."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if !asked_for_conflict(case) || (case.transcript.words as f64) < notes.setting("min_words") {
        return;
    }
    let Some(span) = conflict_said(case) else {
        notes.answer(0.55);
        return;
    };
    let (share, seconds) = (case.share_before(span.start), case.transcript.seconds_at(span.start));
    if share > notes.setting("share") || seconds > notes.setting("seconds") {
        notes.span(span, (0.6 + share).min(0.9));
    }
}
