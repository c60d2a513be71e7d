//! The outcome is a thing delivered, and nothing tells what it was worth to anybody.

use glidepath_domain::{FigureRole, Severity};

use crate::kinds::late_weight;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `no-impact`.
pub static RULE: Rule = Rule {
    code: "no-impact",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Say in one sentence who could do what afterwards, and how you would check that it is so.",
        ask: "Who was better off once that was done, and how could you tell?",
    },
    title: "Nobody was better off",
    what: "An ending that tells what was delivered, with nothing about what it was worth: no figure for the \
           outcome, no money, no customer, no time or risk saved for anybody. Short answers are left alone.",
    why: "Delivered is not the same as useful. Interviewers write down what changed for somebody, and a launch \
          alone changes nothing yet.",
    needs: &[],
    settings: &[
        Setting {
            key: "fewest_words",
            default: 90.0,
            meaning: "words under which too little was said to judge",
            source: "domain §4",
        },
        Setting {
            key: "from",
            default: 0.6,
            meaning: "share of the words after which the worth would be told",
            source: "set by hand on corpus/train",
        },
        Setting {
            key: "most_worth",
            default: 0.4,
            meaning: "business aims and customers told there, in clear mentions, below which there is no worth; a figure for before or after counts as one",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Our configuration lived in nine places and every change meant nine edits. I proposed one file, and \
             Pavel, who owned most of the nine, was against it, since his scripts read them directly. I showed \
             him a draft parser and we argued about the format for two weeks. I gave up the format I liked and \
             took his. Then I wrote the parser, moved the services one after another, and documented each step in \
             the handbook. The last service was moved in October. The nine places were deleted, and the new file \
             has been in the repository ever since, with the parser beside it.",
        ),
        Example::of(
            "so yeah we had this old build script nobody wanted to touch and I said I will do it and Ana said \
             don't because it breaks if you look at it and we went back and forth on it for a while and in the \
             end I took it apart piece by piece and wrote it again in another language and she reviewed it and \
             she found things and I changed them and then it was merged and the old one was removed and we \
             archived it and that was that basically the new script is in there now and it has comments and a \
             readme",
        ),
        Example::of(
            "The documentation of the module was written by four people in four styles. I drew up a template and \
             asked each of them to try it on one page. Two refused, since they had just finished theirs. I talked \
             to both, cut the template by a third, and rewrote the first page myself to show what I meant. They \
             came round after that, one in a week and one in a month. Every page follows the template now, the \
             table of contents is complete, and the old pages are in an archive folder with a note.",
        ),
    ],
    passes: &[
        Example::of(
            "Our configuration lived in nine places and every change meant nine edits. I proposed one file and \
             Pavel was against it. I gave up the format I liked and took his. A change now takes four minutes \
             instead of an hour, and the support desk makes most of them without asking us.",
        ),
        Example::of(
            "so yeah we had this old build script and I took it apart and in the end a build went from forty \
             minutes to six and people stopped going for coffee",
        ),
        Example::of(
            "The documentation was written by four people in four styles. I drew up a template. New nurses now \
             find the dose table by themselves on the first night, which is what it was for.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("fewest_words") {
        return;
    }
    let from = notes.setting("from");
    let late = late_weight(case, &WORTH, from);
    let figures = case
        .figures_of(FigureRole::Result)
        .chain(case.figures_of(FigureRole::Baseline))
        .any(|f| case.share_before(f.span.start) >= from);
    if !figures && late < notes.setting("most_worth") {
        notes.answer(0.5);
    }
}

/// Signals of worth to somebody.
const WORTH: [Signal; 3] = [Signal::Business, Signal::Customer, Signal::CustomerCare];
