//! What should have stayed inside.

use glidepath_domain::{Severity, Span};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `confidential`.
pub static RULE: Rule = Rule {
    code: "confidential",
    group: Group::Authenticity,
    nature: Nature::Flaw {
        severity: Severity::Costly,
        instead: "Leave the name and the terms out and say that you do: \"a retailer I can't name\" costs you nothing.",
        ask: "Are you free to tell me that?",
    },
    title: "Not yours to tell",
    what: "Words that mark something as secret, unannounced or under agreement, said along with the thing itself. A name held \
           back (\"a client I can't name\") is the opposite and is left alone; so are forms, surveys and audits that are called \
           confidential or unannounced.",
    why: "Whoever gives away the last employer's secrets will give away the next one's.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "fewest",
            default: 0.8,
            meaning: "marks of secrecy, in clear ones, from which something was given away",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I led the pricing for Brackenfield Stores. [[They are under an NDA with us, which I probably should not mention, and \
             they pay 40% less than the list.]]",
        ),
        Example::of(
            "so it was for the new scooter [[it's not announced until may so keep that to yourself]] but it's got two motors and \
             it's called Wren",
        ),
        Example::of(
            "[[We built the sensor into our unreleased glove, the Marlin, which goes on sale next spring at 90 dollars.]]",
        ),
    ],
    passes: &[
        Example::of("The client was a grocer I can't name. I rebuilt their order form and the calls stopped."),
        Example::of(
            "I put the confidential waste bins by the door, and the inspectors, who come on unannounced visits, were content.",
        ),
        Example::of(
            "um the survey was confidential so people were honest and what they told us was that the rota was the problem",
        ),
    ],
    check,
};

/// Words in a sentence up to which all of it is quoted; of a longer one only the marks are.
const SHORT: usize = 60;

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if case.weight(Signal::Confidential) < notes.setting("fewest") {
        return;
    }
    let hits: Vec<_> = case.hits(Signal::Confidential).collect();
    let Some(first) = hits.first() else { return };
    let mark = hits
        .iter()
        .fold(*first, |best, hit| if hit.weight > best.weight { hit } else { best });
    let span: Span = if case.sentence_words(mark.sentence) <= SHORT {
        case.sentence_span(mark.sentence)
    } else {
        mark.span
    };
    notes.span(span, 0.75).count(hits.len());
}
