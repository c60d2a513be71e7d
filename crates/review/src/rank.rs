//! The order of findings: the first three are what a coach would say.

use glidepath_domain::{Finding, Severity, Strength};

/// Sorts by what a finding costs times how sure it is; the first finding of each rule comes before any rule's second,
/// so that one habit told five times does not push the rest off the page.
pub(crate) fn findings(findings: &mut Vec<Finding>, strengths: &mut [Strength]) {
    let cost = |f: &Finding| {
        let severity = match f.severity {
            Severity::Costly => 3.0,
            Severity::Watch => 1.6,
            Severity::Hint => 0.5,
        };
        severity * f.confidence
    };
    findings.sort_by(|a, b| {
        cost(b)
            .total_cmp(&cost(a))
            .then(a.rule.cmp(b.rule))
            .then(a.span.cmp(&b.span))
    });
    let mut seen: Vec<&'static str> = Vec::new();
    let (first, rest): (Vec<Finding>, Vec<Finding>) = findings.drain(..).partition(|f| {
        let new = !seen.contains(&f.rule);
        if new {
            seen.push(f.rule);
        }
        new
    });
    findings.extend(first);
    findings.extend(rest);
    strengths.sort_by(|a, b| {
        b.confidence
            .total_cmp(&a.confidence)
            .then(a.rule.cmp(b.rule))
            .then(a.span.cmp(&b.span))
    });
}
