//! Business aims and internals in turn, and nothing that links them.

use glidepath_domain::Severity;

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `oscillation`.
pub static RULE: Rule = Rule {
    code: "oscillation",
    group: Group::Altitude,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Go down once: the aim first, then the detail that served it, then what changed.",
        ask: "You moved between the aim and the details several times. Which detail served which aim?",
    },
    title: "Up and down without a link",
    what: "Sentences of aims and sentences of internals alternate, three times or more. A headline before the descent and a \
           second try after a setback do not count.",
    why: "Each jump makes the listener start again, and the point of the detail is lost on the way.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "least_turns",
            default: 2.0,
            meaning: "changes from aims to internals or back",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "Our strategy was to be the market leader in care. I set the queue timeout to forty seconds and added an index. The \
             vision mattered to the whole organisation. I then changed the schema and the retry config. Growth in this market \
             is enormous, and trust drives loyalty. The parser dropped null fields, so I fixed the enum. Our ambition never \
             changed.",
        ),
        Example::of(
            "so the vision was the best shopping journey in the country. I wrote a lambda that read the json from the endpoint. \
             And that's strategic because the ecosystem is everything. Then the cache had a TTL of sixty seconds so I set it \
             to ten. Our north star was loyalty. And the webhook needed a retry with backoff.",
        ),
        Example::of(
            "The company wants to transform logistics. I wrote a cron job in Scala against the API. A digital ecosystem is the future \
             of our industry. The JSON had a field that was null on Sundays, so I added a default to the schema. This positioned \
             us strategically. I then moved the mutex.",
        ),
    ],
    passes: &[
        Example::of(
            "Our strategy was to keep small shops. They left because invoices came late. I found that the queue timed out on large \
             files, set a longer timeout and added an index. Invoices came the same day, and fewer shops left.",
        ),
        Example::of(
            "I set the cache to ten seconds because a price that is a minute old loses the sale. Then I fixed the parser, since null \
             prices had shown as free.",
        ),
        Example::of(
            "The vision was plain: no parent should wait in the rain. I moved the queue inside and opened a second door.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    #[derive(PartialEq, Clone, Copy)]
    enum Height {
        Aims,
        Internals,
    }
    let mut turns = 0;
    let mut last = None;
    let mut first_turn = None;
    for sentence in 0..case.readings.len() {
        let aims = case.weight_in(Signal::Strategy, sentence) + 0.5 * case.weight_in(Signal::Cliche, sentence);
        let internals = case.weight_in(Signal::Jargon, sentence) + case.weight_in(Signal::Machinery, sentence);
        let height = match (aims >= 0.6, internals >= 0.5) {
            (true, false) => Height::Aims,
            (false, true) => Height::Internals,
            _ => continue,
        };
        if last.is_some_and(|l| l != height) {
            turns += 1;
            if height == Height::Aims && first_turn.is_none() {
                first_turn = Some(sentence);
            }
        }
        last = Some(height);
    }
    if f64::from(turns) >= notes.setting("least_turns") {
        if let Some(climb) = first_turn {
            notes.span(case.sentence_span(climb), 0.65).count(turns as usize);
        }
    }
}
