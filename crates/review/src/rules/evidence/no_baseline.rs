//! An outcome figure without what it was before.

use glidepath_domain::{FigureKind, FigureRole, Severity};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `no-baseline`.
pub static RULE: Rule = Rule {
    code: "no-baseline",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Say what it was before, in the same unit and the same breath: from so much to so much.",
        ask: "You said \"{quote}\". What was it before, and how do you know?",
    },
    title: "A result without its before",
    what: "A figure for what came out, with nothing to hold it against: no earlier value, no target, no comparison, and no word \
           of change such as doubled or halved.",
    why: "Ninety-four per cent may be a triumph or a slip. Only the starting point tells which.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.5),
        Setting {
            key: "most_baselines",
            default: 1.0,
            meaning: "baseline figures anywhere in the answer up to which a lone result still counts as having none",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Our help pages were hard to search and people rang instead. I rewrote the titles from the words in the call notes \
             and merged the pages that said the same thing. My lead doubted it, so I did one section first. In the end \
             satisfaction reached [[94%]] and the team was pleased with it.",
        ),
        Example::of(
            "so the night trains kept getting checked by hand and I argued with the depot about it for a month and finally they \
             let me put a sensor on and in the end it got to [[97 percent]] and they were happy and so was I",
        ),
        Example::of(
            "The onboarding mail went to everyone. I split it by what people had bought and wrote a short one for each. Legal \
             wanted the long text back and we agreed on a link. In the end the open rate reached [[61%]].",
        ),
    ],
    passes: &[
        Example::of(
            "Our help pages were hard to search and people rang instead. I rewrote the titles from the words in the call notes. \
             My lead doubted it, so I did one section first. In the end satisfaction rose from 71% to 94%.",
        ),
        Example::of(
            "The queue at the counter was the problem. I moved the forms to the door, and the wait was cut by half.",
        ),
        Example::of(
            "We serve 400 clinics. I asked each of the three loudest ones what they did on a Monday, and built that first.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let figures = &case.transcript.figures;
    let baselines = figures.iter().filter(|f| f.role == FigureRole::Baseline).count();
    if baselines as f64 > notes.setting("most_baselines") {
        return;
    }
    // A word of change ("doubled", "a third fewer", "cut 40%") says by itself what it is compared with.
    let lone = figures.iter().filter(|f| {
        f.role == FigureRole::Result
            && f.pair.is_none()
            && matches!(f.kind, FigureKind::Percent | FigureKind::Rate | FigureKind::Count)
    });
    let changes = figures
        .iter()
        .any(|f| f.role == FigureRole::Result && f.kind == FigureKind::Ratio);
    if changes {
        return;
    }
    if let Some(figure) = lone.rev().next() {
        notes.span(figure.span, 0.6);
    }
}
