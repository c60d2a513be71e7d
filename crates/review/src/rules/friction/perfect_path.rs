//! `perfect-path`: it worked the first time, in a straight line.

use glidepath_domain::{Form, Severity};

use crate::kinds::{asked_for_conflict, friction, turns_per_hundred};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// A story that runs from the plan to the applause with no turn in it.
pub static RULE: Rule = Rule {
    code: "perfect-path",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Tell the first thing that did not work, what it showed you, and what you did then.",
        ask: "What was your first version of this, and what was wrong with it?",
    },
    title: "It all worked the first time",
    what: "Looks for words that say it went well at once (as planned, without a hitch, every milestone met, everybody loved it) in a story with \
        no failure, no change of course and hardly a turn. Leaves alone a good ending after trouble, and a smooth step inside a hard story.",
    why: "Real work bends somewhere. Without a false start the interviewer cannot see your judgement, and may doubt the memory.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "min_words",
            default: 100.0,
            meaning: "words an answer must have to be judged",
            source: "domain §4",
        },
        Setting {
            key: "most",
            default: 0.9,
            meaning: "friction and turning words per hundred, less three fifths of the weight of smoothness, that still counts as a straight line",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "smooth",
            default: 0.8,
            meaning: "weight of words saying it went well that there has to be",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I took over the move of our library catalogue to a new system, with 600,000 titles and nine branches. I wrote the plan in January and \
             divided it into four phases. The first phase was the export, the second the mapping, the third the training and the fourth the switch. \
             Each phase was completed on schedule. I ran the training sessions myself and the librarians were enthusiastic from the first day. We \
             switched over on a Sunday and everything went smoothly. On Monday morning the nine branches opened with the new system and readers \
             borrowed 4,100 books. The director congratulated us and the town council mentioned it in its annual report. I have since been asked to \
             plan the archive in the same way.",
        ),
        Example::of(
            "yeah so I did the onboarding app for our warehouse people and I drew the screens and I showed them to the site managers and they loved it \
             right away and I gave it to the developers and they built it in five weeks which was ahead of schedule and we tested it with twenty \
             people and it worked perfectly and then we rolled it out to all six sites and the feedback was very positive and new people were ready \
             in two days and the head of operations said it was the best launch of the year and she asked me to do the one for the drivers too so I \
             used the same screens and the same plan and that went like clockwork as well and now I am doing the third one for the office",
        ),
        Example::of(
            "For the anniversary campaign of our bakery chain I set the goal of 50,000 app downloads. I briefed the agency, I chose the pictures and I \
             booked the posters in 31 stations. The agency delivered exactly as planned and the shop teams were delighted with the material. I opened \
             the campaign on the third of May with a breakfast for the press. Downloads rose steadily each week and we passed 50,000 ahead of \
             schedule, at the end of the fourth week. There were no complaints and no escalations. The owner called it a great success and raised \
             my budget for the next year. I documented the plan so that the colleagues in the other regions can work from the same calendar in \
             the autumn and in the spring.",
        ),
    ],
    passes: &[
        // Smooth at the end, after a start that failed.
        Example::of(
            "The second switch went smoothly. The first one did not. We had moved 600,000 titles on a Sunday in March, and on Monday none of the nine \
             branches could return a book, because I had mapped the loans by card number and three thousand readers had been given new cards. I \
             rolled it back at ten, which meant telling the director that her opening speech had been a week early. She was angry, and said so. I \
             spent two evenings with the desk in the smallest branch, where they still had the old cards in a drawer. Then I mapped by name and \
             birth date and let the desk correct what was left. In April we switched again and lost eleven loans out of 41,000.",
        ),
        // One thing went as planned in a story that had opposition.
        Example::of(
            "so the rollout itself went exactly as planned but getting there was the story because the site managers did not want it they said \
             people learn on the floor and I said forty percent leave in the first month and we argued about it the whole summer and I got one site \
             out of six and at that site nobody opened the app for two weeks not one person and it turned out they leave their phones in the lockers \
             I never asked so I put it on the old scanner instead and that worked and then the other five came round one after another",
        ),
        Example::of("We finished on schedule and everybody was happy with it."),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("min_words")
        || asked_for_conflict(case)
        || case.asked(|q| q.form != Form::Event)
    {
        return;
    }
    let smooth = case.weight(Signal::Smooth);
    if smooth < notes.setting("smooth")
        || case.weight(Signal::Disagreement) >= 0.99
        || case.weight(Signal::Hypothetical) >= 2.0
    {
        return;
    }
    let weight = friction(case) + turns_per_hundred(case.transcript) - 0.6 * smooth.min(4.0);
    if weight <= notes.setting("most") {
        notes.answer((0.62 + 0.07 * smooth).min(0.9));
    }
}
