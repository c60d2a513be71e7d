//! Neither customers nor users figure in it at all.

use glidepath_domain::Severity;

use crate::kinds::{owned_up, persons};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-customer`.
pub static RULE: Rule = Rule {
    code: "no-customer",
    group: Group::Customer,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Say who was at the other end, and what changed for them that they could have noticed. Colleagues who use it count.",
        ask: "Who would have noticed if you had not done this?",
    },
    title: "Nobody at the other end",
    what: "No customer and no user under any name: not patients, tenants, readers or drivers, nor the colleagues a tool is for. \
           One clear mention is enough to pass. Answers full of people and of faults owned are left alone.",
    why: "Whatever was asked, the listener is weighing whether you know whom the work is for.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.5),
        Setting {
            key: "most_customer",
            default: 1.0,
            meaning: "customers and users, in clear mentions, below which there are none",
            source: "domain §8",
        },
        Setting {
            key: "most_persons",
            default: 5.0,
            meaning: "times he, she, him or her is said, above which it is let pass",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_owned",
            default: 0.55,
            meaning: "faults owned, in clear mentions, from which it is let pass",
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
            "The nightly batch took nine hours and sometimes ran into the morning. I profiled it and found that one join read \
             the same table four times. I rewrote the join, added an index and moved the archive step to the weekend. There \
             was a risk with the index, since it slowed the writes, so I tried it on a copy first and measured both. My \
             manager preferred a bigger machine, which would have been quicker to order. I showed the plan with the four \
             scans, and the decision went my way after a week of argument. The batch now takes two hours and ten minutes, and \
             the bigger machine was never bought. I wrote the method down, and it has been used on three other jobs since.",
        ),
        Example::of(
            "so the build um it took fifty minutes and it failed maybe one time in three for no reason and I \
             looked at the logs of two hundred builds and it was the integration tests they shared one database \
             and stepped on each other so I gave each its own schema and I split the module into four and I moved \
             the slow ones to a nightly job and I cached the dependencies and the build went to fourteen minutes \
             and the flaky ones went from thirty percent to two and the memory went down as well and I wrote the \
             page on how to add a test and set a limit of one second for a unit test and the pipeline is green \
             most days and that was it",
        ),
        Example::of(
            "Our forecasting repository had grown to ninety scripts in three languages, and a full run took nine \
             hours. I proposed to move everything to one framework. Two colleagues objected that the old scripts \
             were validated and the new ones would not be. I ported the largest twelve first, compared every \
             column against the old output, and found four differences, three of which were errors in the old \
             code. After a month of running both in parallel the objection was withdrawn. I deleted sixty-one \
             scripts, rewrote the remaining ones and cut the full run from nine hours to seventy minutes. The \
             repository is now 8,000 lines instead of 31,000, and its test coverage is 84%.",
        ),
    ],
    passes: &[
        Example::of(
            "The nightly batch took nine hours and sometimes ran into the morning, and then the pharmacists had no stock list \
             when they opened. I profiled it and found that one join read the same table four times. I rewrote the join, added \
             an index and moved the archive step to the weekend. My manager preferred a bigger machine, which would have been \
             quicker to order. I showed the plan with the four scans, and the decision went my way after a week of argument. \
             The batch now takes two hours and ten minutes, and the bigger machine was never bought. The list has been there \
             at seven every day since.",
        ),
        Example::of(
            "so the internal dashboard um nobody used it and it cost us like a day a week and I went and sat with the teams who \
             use the numbers every morning and they'd all gone back to their own sheets and my lead wanted a redesign and I \
             said let's delete it and send them one number by mail and we argued for two weeks and then we tried it with one \
             team and they kept it so we did it for all nine and it's an hour a month now and I should've asked before I built \
             it honestly because the whole thing was four months of my life",
        ),
        Example::of(
            "Our risk model had grown to ninety variables and its yearly validation took a quarter. I proposed to cut it to \
             twenty. The validation group objected that we would lose accuracy at the edges, where the borrowers are mostly \
             seasonal workers, and they were able to show two segments where we would. I kept six variables for those \
             segments, so we came down to twenty-six. The trade was half a point of accuracy overall for a validation that \
             takes three weeks. The committee approved it in June after two rounds of questions. Since then the model has been \
             refreshed twice a year instead of once.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let absent = case.weight(Signal::Customer) < notes.setting("most_customer");
    let peopled = persons(case.transcript) as f64 > notes.setting("most_persons")
        || owned_up(case) >= notes.setting("most_owned");
    if absent && !peopled {
        notes.answer(0.6);
    }
}
