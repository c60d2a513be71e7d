//! Internals and acronyms, and no point for anyone outside the machine room.

use glidepath_domain::{Severity, Span};

use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// `too-low`.
pub static RULE: Rule = Rule {
    code: "too-low",
    group: Group::Altitude,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Say in one plain sentence what this did for the person who waited, paid or worked with it.",
        ask: "Leave the internals aside for a moment: who noticed, and what was different for them?",
    },
    title: "Lost in the internals",
    what: "Technical terms crowd the answer and neither users nor the business come up beyond a mention.",
    why: "A listener from another field cannot follow, and one from yours still does not know why it mattered.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.3),
        Setting {
            key: "min_words",
            default: 60.0,
            meaning: "words below which nothing is said of altitude",
            source: "domain §4",
        },
        Setting {
            key: "per_hundred",
            default: 1.5,
            meaning: "summed weight of technical terms per hundred words",
            source: "fitted on corpus/train",
        },
        Setting {
            key: "most_people",
            default: 3.0,
            meaning: "mentions of customers and business, summed weight, up to which there is no point outside",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "The consumer group kept rebalancing, so I looked at the heap and saw that the garbage collector paused the heartbeat \
             thread. I moved deserialization to a threadpool, pinned the partitions, set the session timeout and made the \
             offset commits async. Then the schema registry returned null for an enum, so I added a retry with jitter and an \
             LRU cache in front of the HTTP endpoint, and the mutex in the cache had to become a read lock.",
        ),
        Example::of(
            "so the kernel driver was dropping packets right and I looked at the interrupt register and the DMA ring was too small \
             so the ISR would overrun the buffer and I changed the watermark and then the TCP stack did a checksum on the CPU \
             so I turned on the offload and then NUMA was wrong so I pinned the threads and set the MTU and that was it",
        ),
        Example::of(
            "We had a deadlock in Postgres between two transactions. I read the explain plan, added a composite index, changed the \
             isolation level and rewrote the ORM join as a CTE. The replica lagged because of the WAL, so I tuned the vacuum and \
             the checkpoint, sharded the table by hash and put a queue with a topic per shard in front.",
        ),
    ],
    passes: &[
        Example::of(
            "Payments hung for our merchants every evening. The consumer group kept rebalancing because the garbage collector \
             paused one thread. I moved that work to a threadpool. Merchants had called support forty times a night, and they \
             stopped; one of them sent my manager a cake.",
        ),
        Example::of(
            "I changed one index. The nurses no longer waited for the list in the morning, which had cost them ten minutes a shift.",
        ),
        Example::of(
            "so I read the logs and it was the cache and I turned it off and the shop owners could see their orders again and the \
             revenue for that evening was saved",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("min_words") {
        return;
    }
    let jargon: Vec<Span> = case.hits(Signal::Jargon).map(|h| h.span).collect();
    let density = 100.0 * case.weight(Signal::Jargon) / case.transcript.words.max(1) as f64;
    let people = case.weight(Signal::Customer).min(3.0) + case.weight(Signal::Business);
    if density < notes.setting("per_hundred") || people > notes.setting("most_people") {
        return;
    }
    // The densest sentence is the one to quote.
    let load = |sentence: usize| {
        let span = case.sentence_span(sentence);
        jargon.iter().filter(|s| span.contains(**s)).count()
    };
    if let Some(worst) = (0..case.readings.len()).max_by_key(|s| (load(*s), std::cmp::Reverse(*s))) {
        notes
            .span(case.sentence_span(worst), (0.5 + 0.05 * density).min(0.85))
            .count(jargon.len().max(1));
    }
}
