//! Far too long, or round in circles.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes};

/// `ramble`.
pub static RULE: Rule = Rule {
    code: "ramble",
    group: Group::Delivery,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Name the one detail you would drop first, and tell it again in under three minutes.",
        ask: "Could you give me that again in one minute?",
    },
    title: "Goes on too long",
    what: "450 words or more: about three minutes at an ordinary pace, and past what a listener holds.",
    why: "An interviewer has three or four questions to ask. A long answer spends the time that proof would have needed.",
    needs: &[],
    settings: &[Setting {
        key: "min_words",
        default: 450.0,
        meaning: "words from which an answer is a ramble",
        source: "domain §4",
    }],
    flags: &[Example::of(LONG), Example::of(LONG_SPOKEN), Example::of(LONG_LIST)],
    passes: &[
        Example::of("I went through the list twice, and then a third time, because the total would not come out."),
        Example::of(
            "so yeah anyway where was I right so the van broke and I called the garage and we got it back by noon",
        ),
        Example::of(
            "It is a long story, and the short of it is that I sent the wrong file to 200 parents and rang each of them.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    let words = case.transcript.words;
    if words as f64 >= notes.setting("min_words") {
        notes.answer(0.9).why(format!(
            "{words} words take about {:.0} minutes. An interviewer has three or four questions to ask, and stops writing long before.",
            (words as f64 / 150.0).round()
        ));
    }
}

const LONG: &str = include_str!("examples/long_letter.txt");
const LONG_SPOKEN: &str = include_str!("examples/long_spoken.txt");
const LONG_LIST: &str = include_str!("examples/long_list.txt");
