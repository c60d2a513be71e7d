//! `rules`: every rule and strength there is.

use glidepath_domain::Severity;
use glidepath_review::{Group, Rule, rules};
use serde_json::{Value, json};

use crate::complaint::Outcome;
use crate::context::Context;
use crate::paint::{Ink, Paint};

/// List every rule and strength; `explain RULE` says more about one.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, context: &Context) -> Outcome {
    let text = if context.json()? {
        let list: Vec<Value> = rules::ALL.iter().map(|rule| summary(rule)).collect();
        format!("{}\n", json!({ "schema": "glidepath.rules/1", "rules": list }))
    } else {
        table(context.paint())
    };
    context.print(&text)?;
    Ok(0)
}

/// A rule in a few fields.
pub(super) fn summary(rule: &Rule) -> Value {
    let settings: Vec<Value> = rule
        .settings
        .iter()
        .map(|s| json!({ "key": s.key, "default": s.default, "meaning": s.meaning, "source": s.source }))
        .collect();
    json!({
        "code": rule.code,
        "group": rule.group.slug(),
        "kind": if rule.is_strength() { "strength" } else { "flaw" },
        "severity": rule.severity().map(Severity::slug),
        "title": rule.title,
        "needs": rule.needs.iter().map(|n| n.lacking().slug()).collect::<Vec<_>>(),
        "settings": settings,
    })
}

fn table(paint: Paint) -> String {
    let wide = rules::ALL.iter().map(|r| r.code.len()).max().unwrap_or(0);
    let mut out = String::new();
    let mut section = |name: &str, list: Vec<&Rule>| {
        if list.is_empty() {
            return;
        }
        out.push_str(&format!("{}\n", paint.ink(Ink::Path, name)));
        for rule in list {
            let (ink, mark) = match rule.severity() {
                Some(Severity::Costly) => (Ink::Costly, "costly"),
                Some(Severity::Watch) => (Ink::Watch, "watch"),
                Some(Severity::Hint) => (Ink::Hint, "hint"),
                None => (Ink::Good, "+"),
            };
            out.push_str(&format!(
                "  {:<wide$}  {} {}\n",
                rule.code,
                paint.ink(ink, &format!("{mark:<7}")),
                rule.title
            ));
        }
        out.push('\n');
    };
    for group in Group::ALL {
        section(
            group.slug(),
            rules::ALL
                .iter()
                .copied()
                .filter(|r| r.group == group && !r.is_strength())
                .collect(),
        );
    }
    section(
        "strengths",
        rules::ALL.iter().copied().filter(|r| r.is_strength()).collect(),
    );
    let flaws = rules::ALL.iter().filter(|r| !r.is_strength()).count();
    let strengths = rules::ALL.len() - flaws;
    out.push_str(&paint.ink(
        Ink::Quiet,
        &format!("{flaws} rules, {strengths} strengths. `glidepath explain RULE` says more about one."),
    ));
    out.push('\n');
    out
}
