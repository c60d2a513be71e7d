//! Runs every rule's examples and checks every promise a rule makes, once for all rules.

use glidepath_domain::{Attempt, Date, Severity, Span, TimedWord};

use glidepath_text::Transcript;

use crate::rule::{Example, Nature};
use crate::{Leanings, Question, Reading, Rule, Settings, Signals, review, rules};

/// The text of an example without its marks, and the spans that were marked.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), None);
    let mut rest = marked;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with("[[") {
            open = Some(text.len());
        } else if let Some(start) = open.take() {
            spans.push(Span::new(start, text.len()));
        }
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    (text, spans)
}

/// Takes the silences out of a marked text and says when each word was said at `pace` words a minute.
fn timed(marked: &str, pace: u64) -> (String, Vec<TimedWord>) {
    let (mut kept, mut words, mut clock) = (Vec::new(), Vec::new(), 0);
    let step = 60_000 / pace;
    for piece in marked.split(' ') {
        if let Some(seconds) = piece.strip_prefix('{').and_then(|p| p.strip_suffix("s}")) {
            clock += (seconds.parse::<f64>().unwrap() * 1000.0) as u64;
            continue;
        }
        kept.push(piece);
        words.push(TimedWord {
            word: piece.replace("[[", "").replace("]]", ""),
            start_ms: clock,
            end_ms: clock + step,
        });
        clock += step;
    }
    (kept.join(" "), words)
}

fn attempt(example: &Example) -> (Attempt, Vec<Span>) {
    let (marked, words) = match example.pace {
        Some(pace) => timed(example.text, pace),
        None => (example.text.to_owned(), Vec::new()),
    };
    let (text, spans) = unmark(&marked);
    let as_of: Date = "2026-06-01".parse().unwrap();
    let mut attempt = Attempt::of(text, as_of);
    attempt.words = words;
    attempt.question = example.question.map(str::to_owned);
    attempt.level = example.level;
    (attempt, spans)
}

/// Spans of what `rule` says about the example; `None` where it is about the whole answer.
fn fired(rule: &Rule, attempt: &Attempt) -> Vec<Option<Span>> {
    let review = review(attempt, &Settings::default());
    if rule.is_strength() {
        review
            .strengths
            .iter()
            .filter(|s| s.rule == rule.code)
            .map(|s| s.span)
            .collect()
    } else {
        review
            .findings
            .iter()
            .filter(|f| f.rule == rule.code)
            .map(|f| f.span)
            .collect()
    }
}

/// How much the example looks like its label: where a rule is held back, this says so.
fn leaning(rule: &Rule, attempt: &Attempt) -> f64 {
    let transcript = Transcript::read(attempt);
    let signals = Signals::lexical(&transcript);
    let readings: Vec<Reading> = review(attempt, &Settings::default())
        .sentences
        .iter()
        .map(|s| Reading {
            beat: s.beat,
            confidence: s.confidence,
            feet: s.feet,
        })
        .collect();
    let question = attempt.question.as_deref().and_then(Question::read);
    Leanings::read(&transcript, &signals, &readings, question.as_ref()).of(rule.code)
}

#[test]
fn every_example_is_flagged_or_passed() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        for example in rule.flags {
            let (attempt, marked) = attempt(example);
            let found = fired(rule, &attempt);
            if found.is_empty() {
                wrong.push(format!(
                    "{}: does not flag (leaning {:.2}): {}",
                    rule.code,
                    leaning(rule, &attempt),
                    example.text
                ));
            }
            for span in marked {
                if !found.iter().flatten().any(|f| *f == span) {
                    let said: Vec<&str> = found.iter().flatten().map(|f| f.of(&attempt.text)).collect();
                    wrong.push(format!(
                        "{}: flags {said:?}, not the mark in: {}",
                        rule.code, example.text
                    ));
                }
            }
        }
        for example in rule.passes {
            let (attempt, _) = attempt(example);
            if !fired(rule, &attempt).is_empty() {
                wrong.push(format!("{}: should pass: {}", rule.code, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_keeps_its_promises() {
    let mut broken = Vec::new();
    for rule in rules::ALL {
        let mut want = |holds: bool, what: &str| {
            if !holds {
                broken.push(format!("{}: {what}", rule.code));
            }
        };
        want(rule.flags.len() >= 3, "three flagged examples at least");
        want(rule.passes.len() >= 3, "three passed examples at least");
        want(
            rule.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "a code in kebab case",
        );
        for text in [rule.title, rule.what, rule.why] {
            want(
                text.len() >= 8 && !text.contains("TODO"),
                "title, what and why are written",
            );
        }
        want(rule.title.len() <= 48, "a title of 48 letters at most");
        if let Nature::Flaw { instead, ask, .. } = rule.nature {
            want(instead.len() >= 12, "says what to do instead");
            want(
                ask.ends_with('?') || ask.ends_with('.'),
                "says what an interviewer would ask",
            );
        }
        for setting in rule.settings {
            want(
                !setting.meaning.is_empty() && !setting.source.is_empty(),
                "each setting says its meaning and source",
            );
            want(
                setting.default.is_finite() && setting.default >= 0.0,
                "each default is a number of nought or more",
            );
        }
        for other in rules::ALL {
            if !std::ptr::eq(*rule, *other) {
                want(rule.code != other.code, "a code of its own");
                want(
                    rule.why != other.why && rule.what != other.what,
                    "an explanation of its own",
                );
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_rule_can_be_allowed_and_disabled() {
    for rule in rules::ALL {
        let Some(example) = rule.flags.first() else { continue };
        let (attempt, _) = attempt(example);
        let mut settings = Settings::default();
        settings.allow(rule.code, "told so on purpose").unwrap();
        let allowed = review(&attempt, &settings);
        assert!(allowed.findings.iter().all(|f| f.rule != rule.code), "{}", rule.code);
        assert!(allowed.allowed.iter().any(|a| a.rule == rule.code), "{}", rule.code);
        let mut settings = Settings::default();
        settings.disable(rule.code).unwrap();
        let disabled = review(&attempt, &settings);
        assert!(disabled.skipped.iter().any(|s| s.rule == rule.code), "{}", rule.code);
    }
}

#[test]
fn explanations_pass_the_reviewer_themselves() {
    // What we say to people must not itself be a stock phrase or name a principle aloud.
    let as_of: Date = "2026-06-01".parse().unwrap();
    let mut bad = Vec::new();
    for rule in rules::ALL {
        for text in [rule.title, rule.why, rule.instead()] {
            let review = review(&Attempt::of(text, as_of), &Settings::default());
            for finding in review
                .findings
                .iter()
                .filter(|f| matches!(f.rule, "cliche" | "name-drop") && f.severity > Severity::Hint)
            {
                bad.push(format!("{}: {} in {text:?}", rule.code, finding.rule));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
