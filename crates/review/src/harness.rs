//! Runs every rule's examples and checks every promise a rule makes, once for all rules.

use glidepath_domain::{Attempt, Date, Severity, Span};

use crate::mark::summary;
use crate::rule::Nature;
use crate::{Leanings, Marks, Own, Rule, Settings, evidence, review, rules};

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

/// How likely the label is, all evidence together: where a rule is held back, this says so.
fn leaning(rule: &Rule, attempt: &Attempt) -> f64 {
    let evidence = evidence(attempt, None, None);
    let index = rules::ALL.iter().position(|r| std::ptr::eq(*r, rule)).unwrap();
    let looks: Vec<Vec<usize>> = evidence.looks.into_iter().map(|(_, rows)| rows).collect();
    let own = Own {
        noted: evidence.noted[index],
        marks: summary(Marks::read(&looks).of(rule.code)),
        sense: None,
    };
    Leanings::of_features(evidence.features).of(rule.code, &own)
}

#[test]
fn every_example_is_flagged_or_passed() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        for example in rule.flags {
            let (attempt, marked) = example.attempt();
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
            let (attempt, _) = example.attempt();
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
        let (attempt, _) = example.attempt();
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
