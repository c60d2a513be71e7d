//! Reviews, drills and stories for this crate's tests: as little of each as a test needs. Not built into the program.

use glidepath_domain::{
    ActCounts, Beat, Drill, DrillState, Engine, Figure, FigureKind, FigureRole, Finding, Measures, Overall, Panel,
    Principle, PrincipleVerdict, Review, SentenceReading, Severity, Span, Temperament, Tier, Turn, Variant, Verdict,
};

/// A review that found nothing in a hundred words.
pub(crate) fn review() -> Review {
    Review {
        engine: Engine {
            version: "0".to_owned(),
            rules: "0".to_owned(),
            model: None,
            tier: Tier::Rules,
        },
        as_of: "2026-06-01".parse().unwrap(),
        language: "en".to_owned(),
        findings: Vec::new(),
        strengths: Vec::new(),
        allowed: Vec::new(),
        figures: Vec::new(),
        not_figures: Vec::new(),
        acts: ActCounts::default(),
        sentences: Vec::new(),
        measures: Measures {
            words: 100,
            duration_s: Some(40.0),
            estimated: true,
            ..Measures::default()
        },
        verdicts: Vec::new(),
        overall: overall(Some(Verdict::Meets)),
        standing: glidepath_domain::Standing::default(),
        follow_ups: Vec::new(),
        skipped: Vec::new(),
    }
}

pub(crate) fn overall(verdict: Option<Verdict>) -> Overall {
    Overall {
        verdict,
        abstained: None,
        confidence: 0.6,
        panel: Panel {
            below: 0.3,
            meets: 0.5,
            raises: 0.2,
        },
    }
}

pub(crate) fn finding(rule: &'static str, severity: Severity, confidence: f64, span: Option<Span>) -> Finding {
    Finding {
        rule,
        severity,
        confidence,
        span,
        count: 1,
        title: rule.to_owned(),
        why: String::new(),
        instead: String::new(),
    }
}

pub(crate) fn marked(principle: Principle, verdict: Option<Verdict>) -> PrincipleVerdict {
    PrincipleVerdict {
        principle,
        verdict,
        abstained: None,
        confidence: 0.6,
        evidence_for: Vec::new(),
        evidence_against: Vec::new(),
    }
}

/// A review of this text, each sentence (`.` ends one) read as the beat beside it.
pub(crate) fn read_as(text: &str, beats: &[Beat]) -> Review {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (end, beat) in text.match_indices('.').map(|(at, _)| at + 1).zip(beats) {
        let from = start + (text[start..end].len() - text[start..end].trim_start().len());
        sentences.push(SentenceReading {
            span: Span::new(from, end),
            beat: *beat,
            confidence: 0.9,
            feet: 5_000,
        });
        start = end;
    }
    Review { sentences, ..review() }
}

/// A result figure that stands in the text as `quote`.
pub(crate) fn figure(text: &str, quote: &str, value: f64, unit: &str) -> Figure {
    let start = text.find(quote).unwrap();
    Figure {
        span: Span::new(start, start + quote.len()),
        value: Some(value),
        unit: Some(unit.to_owned()),
        kind: FigureKind::Count,
        role: FigureRole::Result,
        pair: None,
    }
}

pub(crate) fn drill() -> Drill {
    Drill {
        question: "ownership-broken-and-ownerless".to_owned(),
        principles: vec![Principle::Ownership],
        story: None,
        level: None,
        role: None,
        variant: Variant::Plain,
        temperament: Temperament::Friendly,
        limit_s: 180,
        most_follow_ups: Some(2),
        exam: false,
        nudged: true,
        on_trial: true,
        again: String::new(),
        of_loop: None,
        state: DrillState::Done,
        turns: vec![Turn {
            took_ms: Some(170_000),
            ..Turn::open("Tell me about something broken.")
        }],
        own_verdict: None,
        first_review: None,
    }
}
