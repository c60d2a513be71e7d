//! Amounts told in words alone, where a figure would stand.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `vague-quantity`.
pub static RULE: Rule = Rule {
    code: "vague-quantity",
    group: Group::Evidence,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Put a number or an honest estimate with its basis where the word of amount stands; or cut the \
                  word.",
        ask: "You said \"{quote}\". Roughly how much was that, and how do you know?",
    },
    title: "Amounts without a number",
    what: "Words of amount such as significantly, a lot faster or huge, in a sentence that holds no figure. One \
           finding counts them all; one such word in an answer is left alone.",
    why: "Everybody improves things significantly. The interviewer has nothing to write down, and wonders whether \
          anybody measured.",
    needs: &[],
    settings: &[Setting {
        key: "least",
        default: 2.0,
        meaning: "words of amount from which the habit is worth a remark",
        source: "set by hand on corpus/train",
    }],
    flags: &[
        Example::of(
            "My manager thought the search page was fine. I rebuilt the ranking anyway, and the results got \
             [[significantly]] better. Support had far fewer complaints, and the team was very happy about the \
             massive improvement.",
        ),
        Example::of(
            "so um after that the queue was [[way shorter]] and people were a lot happier you know and the number \
             of complaints dropped dramatically and my boss was like wow",
        ),
        Example::of(
            "I argued for a smaller form. Sign-ups grew [[dramatically]], the drop-off fell substantially, and \
             the sales team noticed a huge difference in the quality of the calls.",
        ),
    ],
    passes: &[
        Example::of(
            "My manager thought the search page was fine. I rebuilt the ranking anyway, and the share of searches \
             without a click fell from 31% to 12%.",
        ),
        Example::of(
            "The change was significant for Marta, who had run the desk for nine years and now had to ask me for \
             help.",
        ),
        Example::of("so the queue went from forty minutes to eleven and people were happier and that was it really"),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let vague: Vec<_> = case
        .hits(Signal::Vague)
        .filter(|hit| hit.weight >= CLEAR && case.figures_in(hit.sentence).next().is_none())
        .collect();
    if (vague.len() as f64) < notes.setting("least") {
        return;
    }
    if let Some(first) = vague.first() {
        notes.span(first.span, 0.6).count(vague.len());
    }
}

/// Weight from which a word of amount stands for a figure by itself.
const CLEAR: f64 = 0.79;
