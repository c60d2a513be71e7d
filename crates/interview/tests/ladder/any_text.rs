//! Promises that hold for any text and any replies: no panic, exact quotes, no open blank, the same each time, an end.

use crate::staged::review;
use glidepath_content::follow_ups;
use glidepath_domain::{Beat, ReplyKind, Temperament, Turn};
use glidepath_interview::{Ground, MOST_A_LAYER, Next, Telling, breaking_depth, cut_in, next, read_reply, resumed};
use proptest::prelude::*;

const RULES: [&str; 12] = [
    "royal-we",
    "no-metric",
    "no-baseline",
    "perfect-path",
    "no-reflection",
    "hypothetical",
    "villain",
    "reckless",
    "thin",
    "no-human",
    "customer-traded",
    "late-conflict",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,120}",
        proptest::collection::vec(
            prop_oneof![
                Just("I stopped the line on Sunday, and Ivana said no."),
                Just("We cut it from 31 percent to 12."),
                Just("so um I I think \"we\" you know did it"),
                Just("My manager did not want that because of {quote} and {person}."),
                Just("It was broken\n\nand nobody knew"),
                Just("People always like it."),
                Just("I don't know, but it would be about 40."),
            ],
            0..8
        )
        .prop_map(|parts| parts.join(" ")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_ladder_ends_and_asks_in_exact_words(
        answer in text(),
        replies in proptest::collection::vec(text(), 16),
        rules in proptest::sample::subsequence(RULES.to_vec(), 0..6),
        at in 0usize..40,
        temperament in 0usize..4,
    ) {
        let around: String = answer.chars().skip(at).take(20).collect();
        let findings: Vec<(&'static str, &str)> = rules.iter().map(|rule| (*rule, around.as_str())).collect();
        let review = review(&answer, &findings, Beat::ALL);
        let temperament = Temperament::ALL[temperament];
        let mut turns: Vec<Turn> = Vec::new();
        for reply in replies.iter().chain([&String::new()]) {
            let ground = Ground { question: None, asked: "?", answer: &answer, review: &review, turns: &turns, replies: &[], temperament, most: None };
            let step = next(&ground);
            prop_assert_eq!(&step, &next(&ground));
            let Next::Ask(probe) = step else { break };
            let last = turns.last().map_or("", |turn| turn.text.as_str());
            prop_assert!(answer.contains(&probe.quote) || last.contains(&probe.quote));
            let quoted = format!("\"{}\"", probe.quote);
            prop_assert!(probe.quote.is_empty() || probe.text.contains(&quoted));
            prop_assert!(!probe.text.contains('{') && !probe.text.contains("\"\""), "{}", probe.text);
            prop_assert!(turns.iter().all(|turn| turn.asked != probe.text), "twice: {}", probe.text);
            let mut turn = probe.turn();
            turn.reply = if reply.trim().is_empty() { ReplyKind::Passed } else { ReplyKind::Said };
            turn.text.clone_from(reply);
            turns.push(turn);
            prop_assert!(turns.len() <= glidepath_domain::Layer::ALL.len() * MOST_A_LAYER);
        }
        let readings: Vec<_> = turns.iter().map(|turn| read_reply(turn, &turn.text, &answer)).collect();
        for (turn, reading) in turns.iter().zip(&readings) {
            for span in reading.remarks.iter().filter_map(|remark| remark.span) {
                prop_assert!(turn.text.get(span.start..span.end).is_some());
            }
        }
        prop_assert!(breaking_depth(&turns, &readings).reached as usize <= turns.len());
    }

    #[test]
    fn any_interruption_is_survived(before in text(), after in text(), elapsed in 0u64..400_000, limit in 0u64..200_000) {
        let review = review(&before, &[], Beat::ALL);
        let telling = Telling { text: &before, sentences: &review.sentences, elapsed_ms: elapsed, limit_ms: limit };
        if let Some(cut) = cut_in(&telling) {
            prop_assert!(follow_ups().cut_ins.iter().any(|one| one.text == cut.text));
        }
        let taken = resumed(&before, &after);
        prop_assert!(taken.span.is_none_or(|span| after.get(span.start..span.end).is_some()));
    }
}
