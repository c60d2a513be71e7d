//! Many figures, no thread of cause between them.

use glidepath_domain::{FigureRole, Severity};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `data-dump`.
pub static RULE: Rule = Rule {
    code: "data-dump",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Keep the two figures the story turns on, and say what led from the first to the second.",
        ask: "Of all those numbers, which one did you watch, and what moved it?",
    },
    title: "Figures in a heap",
    what: "Many figures close together, with hardly any word of cause between them. Figures that are paired, from so much to so \
           much, do not count towards it.",
    why: "The listener can hold two or three figures. A list of ten says only that there was a dashboard.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "least_figures",
            default: 9.0,
            meaning: "figures in the answer",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "per_hundred",
            default: 4.4,
            meaning: "figures per hundred words",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I ran the contact centre in the spring. We took 41,000 calls, answered 88% within 20 seconds, and closed 31,200 on \
             the first call. Average handling time was 310 seconds. We had 64 agents on 3 sites, sick leave at 4% and 12 new \
             starters. Mail volume was 9,300, chat 14,000, and our quality score 91. Refunds came to $18,000 and compliments \
             to 212. It was a record quarter and I was very pleased with it, and so was the board.",
        ),
        Example::of(
            "yeah so the numbers um we had 14 lines and 220 people and the output was 48,000 units a week and scrap was 3 percent \
             and we did 19 changeovers and the line speed was 90 a minute and downtime was 6 percent and we had 11 audits and \
             2 findings and overtime was 400 hours and energy was 70,000 euros a month and yeah it went really well",
        ),
        Example::of(
            "The campaign reached 2 million people in 14 cities. It ran on 5 channels, with 120 creatives and 38 partners. Clicks \
             came to 90,000, cost per click to $0.41, sign-ups to 6,100 and shares to 4,700. The video was seen 800,000 times \
             for 22 seconds. We had 19 press pieces and 3 awards.",
        ),
    ],
    passes: &[
        Example::of(
            "We took 41,000 calls in the spring and answered 62% in time. I listened to forty of them, and thirty asked where \
             the parcel was, because the mail with the link came a day late. I had it sent at once. Calls fell from 41,000 to \
             29,000 and we answered 88% in time.",
        ),
        Example::of("We have 14 lines and 220 people, and scrap was 3%. I found that one line made half of it."),
        Example::of(
            "so I had eight weeks and 40,000 euros and there were two ways and the cheap one was 9,000 but it would have meant \
             closing the site for 3 days and that is 1,200 patients so I went for the other one at 31,000 and we stayed open",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let figures = &case.transcript.figures;
    let paired = figures
        .iter()
        .filter(|f| f.pair.is_some() || f.role == FigureRole::Baseline)
        .count();
    let loose = figures.len() - paired;
    let density = 100.0 * loose as f64 / case.transcript.words.max(1) as f64;
    if loose as f64 >= notes.setting("least_figures") && density >= notes.setting("per_hundred") {
        notes.answer(0.7).count(loose);
    }
}
