//! A review made by hand, for tests that may not call the reviewer: findings with the words they are about, beats as told.

use glidepath_domain::{
    ActCounts, Attempt, Beat, Date, Engine, Finding, Measures, Overall, Panel, Review, SentenceReading, Severity, Span,
    Strength, Tier,
};
use glidepath_text::Transcript;

/// The day of every review here.
const DAY: Date = Date {
    year: 2026,
    month: 6,
    day: 1,
};

/// A review of `text`: findings as rule and words (empty where the whole answer is meant), most costly first, and the beats of its
/// sentences in order, the last one repeated.
pub(crate) fn review(text: &str, findings: &[(&'static str, &str)], beats: &[Beat]) -> Review {
    let attempt = Attempt::of(text, DAY);
    let read = Transcript::read(&attempt);
    let span = |words: &str| {
        text.find(words)
            .filter(|_| !words.is_empty())
            .map(|at| Span::new(at, at + words.len()))
    };
    let beat = |index: usize| beats.get(index).or(beats.last()).copied().unwrap_or(Beat::Action);
    Review {
        engine: Engine {
            version: String::new(),
            rules: String::new(),
            model: None,
            tier: Tier::Rules,
        },
        as_of: DAY,
        language: read.language.to_owned(),
        findings: findings
            .iter()
            .map(|(rule, words)| Finding {
                rule,
                severity: Severity::Watch,
                confidence: 0.8,
                span: span(words),
                count: 1,
                title: format!("Found {rule}"),
                why: String::new(),
                instead: String::new(),
            })
            .collect(),
        strengths: Vec::new(),
        allowed: Vec::new(),
        figures: read.figures.clone(),
        not_figures: read.not_figures.clone(),
        acts: ActCounts::default(),
        sentences: read
            .sentences
            .iter()
            .enumerate()
            .map(|(index, sentence)| SentenceReading {
                span: sentence.span,
                beat: beat(index),
                confidence: 0.9,
                feet: 5000,
            })
            .collect(),
        measures: Measures {
            words: read.words,
            ..Measures::default()
        },
        verdicts: Vec::new(),
        overall: Overall {
            verdict: None,
            abstained: None,
            confidence: 0.0,
            panel: Panel {
                below: 0.0,
                meets: 1.0,
                raises: 0.0,
            },
        },
        standing: glidepath_domain::Standing::default(),
        follow_ups: Vec::new(),
        skipped: Vec::new(),
    }
}

/// The same review, in which these strengths were seen.
pub(crate) fn strong(mut review: Review, strengths: &[&'static str]) -> Review {
    review.strengths = strengths
        .iter()
        .map(|rule| Strength {
            rule,
            confidence: 0.9,
            span: None,
            title: String::new(),
            why: String::new(),
        })
        .collect();
    review
}
