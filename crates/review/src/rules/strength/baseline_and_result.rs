//! An outcome figure beside what it was before.

use glidepath_domain::{FigureKind, FigureRole};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `baseline-and-result`.
pub static RULE: Rule = Rule {
    code: "baseline-and-result",
    group: Group::Evidence,
    nature: Nature::Strength,
    title: "A before beside the after",
    what: "An outcome figure told together with the value it started from.",
    why: "The size of the change can be checked and written down as it was said.",
    needs: &[],
    settings: &[Setting::least_chance(0.33)],
    flags: &[
        Example::of("I merged the two forms, and the wait at the counter went from [[nine days to two]]."),
        Example::of(
            "so after we moved the printer it was you know from [[forty tickets a week down to six]] and nobody rang any more",
        ),
        Example::of("The report took [[900 ms, and after the change 120 ms]]."),
    ],
    passes: &[
        Example::of("We reached 94% satisfaction in the end."),
        Example::of("There were 400 clinics and 12 of us, and we looked after all of them."),
        Example::of("so it took me from Monday to Friday and room 4 was free"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let figures = &case.transcript.figures;
    // The last pair told is the outcome's; earlier ones may be of what was tried.
    let pair = figures.iter().rev().find_map(|f| {
        let other = figures.get(f.pair?)?;
        (f.role == FigureRole::Baseline && other.role == FigureRole::Result).then_some((f, other))
    });
    if let Some((baseline, result)) = pair {
        let near = case
            .transcript
            .sentence_at(baseline.span.start)
            .abs_diff(case.transcript.sentence_at(result.span.start))
            <= 1;
        let span = if near {
            baseline.span.join(result.span)
        } else {
            result.span
        };
        notes.span(span, 0.85);
        return;
    }
    // "Halved" tells its before by itself; without it or any earlier value there is no before.
    let before = figures
        .iter()
        .any(|f| f.role == FigureRole::Baseline || f.kind == FigureKind::Ratio);
    if !before {
        notes.refuse();
    }
}
