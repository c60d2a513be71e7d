//! What holds for every text: no panic, spans that quote, shares that sum, the same review twice.

use glidepath_domain::{Attempt, Date, Level, Principle, Review, Span, TimedWord};
use glidepath_review::{Settings, review};
use proptest::prelude::*;

fn attempt(text: String) -> Attempt {
    let as_of: Date = "2026-06-01".parse().unwrap();
    let mut attempt = Attempt::of(text, as_of);
    attempt.question = Some("Tell me about a time you disagreed with your manager about a decision.".to_owned());
    attempt.level = Some(Level::L6);
    attempt.principles = vec![Principle::HaveBackbone, Principle::DiveDeep];
    attempt
}

fn holds(attempt: &Attempt) {
    let text = &attempt.text;
    let first = review(attempt, &Settings::default());
    let fits = |span: Span| {
        assert!(
            span.start < span.end && text.get(span.start..span.end).is_some(),
            "{span:?} does not fit {text:?}"
        );
    };
    spans(&first).for_each(fits);
    let mut end = 0;
    for sentence in &first.sentences {
        assert!(sentence.span.start >= end, "sentences overlap in {text:?}");
        let gap = &text[end..sentence.span.start];
        assert!(gap.chars().all(blank), "{gap:?} is in no sentence of {text:?}");
        end = sentence.span.end;
    }
    assert!(text[end..].chars().all(blank), "the end of {text:?} is in no sentence");
    assert!((first.measures.share.iter().sum::<f64>() - 1.0).abs() < 1e-6);
    let panel = first.overall.panel;
    assert!((panel.below + panel.meets + panel.raises - 1.0).abs() < 1e-9);
    assert!(first.follow_ups.len() <= 3);
    for confidence in first
        .findings
        .iter()
        .map(|f| f.confidence)
        .chain(first.strengths.iter().map(|s| s.confidence))
    {
        assert!((0.0..=1.0).contains(&confidence));
    }
    for (index, figure) in first.figures.iter().enumerate() {
        if let Some(pair) = figure.pair {
            assert_eq!(
                first.figures[pair].pair,
                Some(index),
                "pairs point both ways in {text:?}"
            );
        }
    }
    assert_eq!(
        first,
        review(attempt, &Settings::default()),
        "the same answer gets the same review"
    );
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{feff}'
}

fn spans(review: &Review) -> impl Iterator<Item = Span> {
    let findings = review.findings.iter().filter_map(|f| f.span);
    let strengths = review.strengths.iter().filter_map(|s| s.span);
    let figures = review
        .figures
        .iter()
        .map(|f| f.span)
        .chain(review.not_figures.iter().map(|n| n.span));
    let sentences = review.sentences.iter().map(|s| s.span);
    findings.chain(strengths).chain(figures).chain(sentences)
}

/// Words that rules look for, so that random texts are not all noise.
const WORDS: &[&str] = &[
    "I",
    "we",
    "she",
    "the team",
    "my manager",
    "customer",
    "disagreed",
    "from",
    "to",
    "nine",
    "2",
    "40%",
    "$2M",
    "a year",
    "because",
    "cut",
    "by half",
    "doubled",
    "p99",
    "1,940",
    "ms",
    "so",
    "and",
    "but",
    "um",
    "you know",
    "didn't",
    "’s",
    ".",
    ",",
    "?",
    "...",
    "\n\n",
    "\"",
    "L6",
    "weekend",
    "all night",
    "should",
    "would",
    "learned",
    "é",
    "日本",
    "👩‍👩‍👧",
    "\u{200f}",
    "e\u{301}",
    "in 2011",
    "9:30",
    "v2.3",
    "www.a.example",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_reviewed(text in "\\PC{0,300}") {
        holds(&attempt(text));
    }

    #[test]
    fn any_characters_are_reviewed(text in any::<Vec<char>>()) {
        holds(&attempt(text.into_iter().collect()));
    }

    #[test]
    fn any_row_of_words_is_reviewed(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..120)) {
        holds(&attempt(words.join(" ")));
        holds(&attempt(words.concat()));
    }

    #[test]
    fn any_timings_are_reviewed(times in proptest::collection::vec((".{0,6}", 0_u64..9_000, 0_u64..9_000), 0..60)) {
        let mut attempt = attempt(times.iter().map(|t| t.0.as_str()).collect::<Vec<_>>().join(" "));
        attempt.words = times.into_iter().map(|(word, a, b)| TimedWord { word, start_ms: a, end_ms: b }).collect();
        holds(&attempt);
    }
}

#[test]
fn mean_texts_are_reviewed() {
    let long = "a".repeat(100_000);
    let stops = ".".repeat(50_000);
    let digits = "9".repeat(50_000);
    let quotes = "\"".repeat(20_000);
    let apostrophes = "a'".repeat(20_000);
    for text in [
        "",
        " ",
        "a",
        "\u{feff}",
        "\u{0}",
        "👩‍👩‍👧",
        "\r\n\r\n",
        "ﷺ",
        "İİİ",
        &long,
        &stops,
        &digits,
        &quotes,
        &apostrophes,
    ] {
        holds(&attempt(text.to_owned()));
    }
}
