//! A press release: no actual people in it.

use glidepath_domain::Severity;

use crate::kinds::{persons, talk};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-human`.
pub static RULE: Rule = Rule {
    code: "no-human",
    group: Group::Humanity,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Bring in one person by name or by job: what they wanted, what they said, what it meant for them.",
        ask: "Who was against this at first, and what did they say to you?",
    },
    title: "Nobody is in it",
    what: "An answer in which no he or she appears, nobody feels or fears or objects to anything, and which is worded like a \
           written statement. It leaves alone answers told in a speaking voice, and short ones.",
    why: "Work gets done between people. Without any of them the listener cannot tell how you deal with one.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.36),
        Setting {
            key: "most_persons",
            default: 0.0,
            meaning: "times he, she, him or her is said, up to which nobody is in it",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_feeling",
            default: 0.8,
            meaning: "feelings, views and stakes, in clear mentions, below which there are none",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_talk",
            default: 2.5,
            meaning: "contractions and fillers in a hundred words, up to which it reads like a statement",
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
            "Invoice accuracy across the region stood at 82% when the target for the year was 95%. A programme in three phases \
             was put in place. The first phase established a common format. The second phase introduced validation at entry. \
             The third phase brought a weekly exception report to each of the nine offices. Training materials were prepared \
             in advance and completion was confirmed through a checklist. Each phase was finished on schedule, and the offices \
             moved to the new format one after another, as planned. By the end of the year accuracy had reached 96% and \
             disputes had fallen accordingly. The approach has since been documented and adopted by two further regions.",
        ),
        Example::of(
            "The objective of the initiative was to reduce the time taken to open an account. I led the programme from \
             inception. The process was mapped, the redundant steps were removed and a new workflow was configured in the \
             system. Governance was provided through a monthly committee, and progress was tracked against a plan with twelve \
             milestones. Integration with the registry was completed in the second quarter and the remaining branches were \
             migrated in the third. The average time fell from six days to two. Volumes rose in line with the forecast, and \
             the operating cost of the process declined by a fifth over the following year.",
        ),
        Example::of(
            "Energy consumption in the plant had been rising for three years. I commissioned a measurement of all the motors \
             and identified the compressors as the largest load. A control scheme was designed and installed during the summer \
             shutdown. It sequences the machines according to pressure and avoids idling. Commissioning was completed in one \
             week and no production was lost. In addition, leaks in the pipework were located and repaired, and a schedule of \
             inspection was introduced. Consumption fell by 14% in the first year and by a further 3% in the second. The \
             investment was recovered within ten months. The project demonstrates the value of measurement before action, and \
             the scheme will be extended to the second plant.",
        ),
    ],
    passes: &[
        Example::of(
            "Invoice accuracy across the region stood at 82% when the target for the year was 95%. A programme in three phases \
             was put in place. Maureen, who had run the Leeds office for twenty years, told me the new format would last until \
             Christmas. She was right about the second page, which nobody could fill in. I cut it. Training was prepared in \
             advance and completion was confirmed through a checklist. The offices moved to the new format one after another, \
             and she took the last of them through it herself. By the end of the year accuracy had reached 96% and disputes \
             had fallen accordingly.",
        ),
        Example::of(
            "so um it's the plant right and the power bill's been going up for three years and nobody's looked and I said let's \
             measure the motors and like it's the compressors it's always the compressors and uh we didn't have money so we \
             borrowed the meters and I clipped them on at night and yeah the thing's they're all running at once so I wrote a \
             little sequence so they take turns and it's down fourteen percent and we didn't lose a day and um it's still \
             running that way and I check the numbers like every month or so",
        ),
        Example::of(
            "The night crew were furious about the new rota, and with reason: it cost two of them their second jobs. I had \
             drawn it at a desk. I took it back, sat through three nights with the crew and asked what could move. Mornings \
             could. The rota that came out of it was uglier than mine and kept every second job whole. Turnover fell from nine \
             a quarter to two. I was embarrassed by how little it took, and I said so at the stand-up. Since then nothing goes \
             on the wall before the people on it have seen it, and the first draft is always theirs.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let nobody = persons(case.transcript) as f64 <= notes.setting("most_persons");
    let unfelt = case.weight(Signal::Feelings) < notes.setting("most_feeling");
    if nobody && unfelt && talk(case.transcript) <= notes.setting("most_talk") {
        notes.answer(0.65);
    }
}
