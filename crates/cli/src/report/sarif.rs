//! A review as SARIF 2.1.0, so that code-scanning tools and editors can show it.

use glidepath_domain::{Finding, Severity, Span};
use glidepath_review::{RULES_VERSION, Rule, rules};
use serde_json::{Value, json};

use super::Named;
use super::place::Places;

/// All reviews as one run.
pub(crate) fn all(reviews: &[Named]) -> String {
    let flaws: Vec<&Rule> = rules::ALL.iter().copied().filter(|rule| !rule.is_strength()).collect();
    let index_of = |code: &str| flaws.iter().position(|rule| rule.code == code);
    let (mut artifacts, mut results) = (Vec::new(), Vec::new());
    for (index, named) in reviews.iter().enumerate() {
        let text = &named.reviewed.attempt.text;
        let uri = uri(&named.name);
        artifacts.push(json!({
            "location": { "uri": uri },
            "length": text.len(),
            "encoding": "UTF-8",
            "mimeType": "text/plain",
            "contents": { "text": text.trim_start_matches('\u{feff}') },
        }));
        let places = Places::of(text);
        let location = |span: Option<Span>| {
            let mut physical = json!({ "artifactLocation": { "uri": uri, "index": index } });
            if let (Some(span), Value::Object(fields)) = (span, &mut physical) {
                fields.insert("region".to_owned(), region(span, text, &places));
            }
            json!([{ "physicalLocation": physical }])
        };
        for finding in &named.reviewed.review.findings {
            results.push(json!({
                "ruleId": finding.rule,
                "ruleIndex": index_of(finding.rule),
                "level": level(finding.severity),
                "message": { "text": message(finding) },
                "locations": location(finding.span),
                "occurrenceCount": finding.count.max(1),
                "rank": (finding.confidence * 1000.0).round() / 10.0,
            }));
        }
        for allowed in &named.reviewed.review.allowed {
            let rule = rules::find(&allowed.rule);
            results.push(json!({
                "ruleId": allowed.rule,
                "ruleIndex": index_of(&allowed.rule),
                "level": rule.and_then(Rule::severity).map_or("note", level),
                "message": { "text": rule.map_or("", |r| r.title) },
                "locations": location(None),
                "suppressions": [{ "kind": "external", "justification": allowed.reason }],
            }));
        }
    }
    // An allowed strength is no result of a listed rule.
    results.retain(|result| !result["ruleIndex"].is_null());
    let descriptors: Vec<Value> = flaws.iter().map(|rule| descriptor(rule)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "glidepath",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "version": format!("{} (rules {RULES_VERSION})", env!("CARGO_PKG_VERSION")),
                "rules": descriptors,
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    });
    format!("{log}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "note",
        Severity::Watch => "warning",
        Severity::Costly => "error",
    }
}

fn message(finding: &Finding) -> String {
    format!("{}. {} {}", finding.title, finding.why, finding.instead)
}

fn descriptor(rule: &Rule) -> Value {
    let help = format!("{}\n\nWhy: {}\n\nInstead: {}", rule.what, rule.why, rule.instead());
    let markdown = format!(
        "{}\n\n**Why:** {}\n\n**Instead:** {}",
        rule.what,
        rule.why,
        rule.instead()
    );
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.what },
        "help": { "text": help, "markdown": markdown },
        "defaultConfiguration": { "level": rule.severity().map_or("note", level) },
        "properties": { "tags": [rule.group.slug()] },
    })
}

fn region(span: Span, text: &str, places: &Places<'_>) -> Value {
    let (start, end) = (places.at(span.start), places.at(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.characters,
        "charLength": end.characters - start.characters,
        "byteOffset": span.start,
        "byteLength": span.len(),
        "snippet": { "text": span.of(text) },
    })
}

/// A file's name as a relative URI.
fn uri(name: &str) -> String {
    if name == "<stdin>" {
        return "stdin".to_owned();
    }
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let name = name.replace('\\', "/");
    let encoded: String = name
        .bytes()
        .map(|b| {
            if plain(b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    if name.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded
    }
}
