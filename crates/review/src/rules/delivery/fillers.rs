//! Fillers crowd the words.

use glidepath_domain::Severity;
use glidepath_text::HesitationKind;

use crate::kinds::crowded;
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `fillers`.
pub static RULE: Rule = Rule {
    code: "fillers",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Hint,
        instead: "Stop at the end of a sentence and breathe; nobody minds the silence. Tell it aloud twice more \
                  before you change a word.",
        ask: "Take your time. What was the first thing you did?",
    },
    title: "Fillers crowd the words",
    what: "Sounds and words that fill a gap (um, you know, like), more than five in a hundred words. One finding \
           counts them all; their presence alone is never flagged.",
    why: "A few are how people think aloud. When they crowd, the listener starts to count them, and hears less of \
          what was done.",
    needs: &[],
    settings: &[
        Setting {
            key: "most_per_hundred",
            default: 5.0,
            meaning: "in a hundred words, above which it is said",
            source: "domain §7",
        },
        Setting {
            key: "least",
            default: 4.0,
            meaning: "of them, under which nothing is said",
            source: "set by hand on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "[[um]] so like the um server you know it was um like slow and uh you know I mean I um looked at the \
             uh logs and like it was um the disk",
        ),
        Example::of(
            "[[Um]], I was, uh, you know, the lead on it, and, um, like, we had, uh, a problem with, um, the \
             supplier, you know.",
        ),
        Example::of(
            "[[so yeah]] um basically I like talked to the uh customer and um you know she was like angry and uh \
             I um called her back you know the next day",
        ),
    ],
    passes: &[
        Example::of(
            "so um the server was slow and I looked at the logs and it was the disk and I asked Jan for a new one \
             and he said there was none until June, so I moved the two busiest tables to the other machine that \
             evening",
        ),
        Example::of("I like the library. You know it, I think: it is the one by the river."),
        Example::of(
            "He told me, um, that the budget was gone. I asked for half of it, and he laughed, and then he gave \
             me a third.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    crowded(case, notes, HesitationKind::Filler);
}
