//! The answer stops without telling how it came out.

use glidepath_domain::{FigureRole, Severity};

use crate::kinds::{late_weight, practices};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-landing`.
pub static RULE: Rule = Rule {
    code: "no-landing",
    group: Group::Altitude,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "End on what changed, beside what it was, in one sentence.",
        ask: "So how did it end?",
    },
    title: "It stops in the air",
    what: "Nothing in the last third tells how it came out: no outcome, no figure for one, no lesson, nothing \
           left behind. Short answers are left alone.",
    why: "An interviewer cannot write down an ending that was not told, and asks for it with time that a second \
          story would have needed.",
    needs: &[],
    settings: &[
        Setting {
            key: "fewest_words",
            default: 80.0,
            meaning: "words under which too little was said to judge",
            source: "domain §4",
        },
        Setting {
            key: "from",
            default: 0.66,
            meaning: "share of the words after which the ending would stand",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "most_ending",
            default: 0.55,
            meaning: "outcomes, lessons, safeguards and faults owned told there, in clear mentions, below which there is no ending",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The sorting hall lost parcels every night and nobody could say where. I walked the belt with Teo and \
             counted. We found a gap by the third ramp where small boxes slid under the guard. The site manager \
             did not want to stop the belt for a repair in November. I asked for a board to be screwed over the \
             gap instead, and he refused that too, since the guard was under warranty. I went to the maker of the \
             belt, who sent me to the dealer, who sent me back to the site manager. I wrote all of it down with \
             dates and photographs and took it to the regional office, where a woman called Irene read it in \
             front of me.",
        ),
        Example::of(
            "so um the nurses had to log in four times for one patient and it drove them mad and I sat with them \
             for a shift and I saw it and I went to the vendor and the vendor said that's how it works and I said \
             no look at this and we had this long call with their security guy and he was difficult but he had a \
             point about shared machines and so then I asked the ward to let us put badge readers in two rooms \
             and the head of the ward said she would think about it and I sent her the numbers again and called \
             her",
        ),
        Example::of(
            "Two teams wrote to the same table and each blamed the other for the locks. I brought them into one \
             room. The first meeting was an argument about who had come first. For the second I drew the table on \
             the wall and asked each team to mark the columns they needed. There were three that both of them \
             marked. Ivan wanted a service in front of it and Chitra wanted a copy. I listed what each would cost \
             to run, and who would be called at night. Chitra said that her people would not carry another pager. \
             Ivan said that a copy would be stale by lunch, and he walked out to take a call.",
        ),
    ],
    passes: &[
        Example::of(
            "The sorting hall lost parcels every night. I walked the belt with Teo and found a gap by the third \
             ramp. The site manager did not want to stop the belt, so I had a board screwed over it. Losses went \
             from forty a week to two.",
        ),
        Example::of(
            "so um the nurses had to log in four times and in the end we put badge readers in two rooms and now \
             it's one tap and they got it on the other wards as well",
        ),
        Example::of(
            "Two teams wrote to the same table and each blamed the other. I brought them into one room and we \
             split it. Since then nobody has called at night.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let from = notes.setting("from");
    let late = late_weight(case, &ENDINGS, from);
    let figures = case
        .figures_of(FigureRole::Result)
        .any(|f| case.share_before(f.span.start) >= from);
    if !figures && late < notes.setting("most_ending") && practices(case, from).is_empty() {
        notes.answer(0.5);
    }
}

/// Signals of an ending.
const ENDINGS: [Signal; 4] = [Signal::Outcome, Signal::Lesson, Signal::Safeguard, Signal::Admission];
