//! PLACEHOLDER.
use glidepath_domain::Severity;
use crate::rule::{Group, Nature, Rule};
use crate::{Case, Notes};
/// PLACEHOLDER.
pub static RULE: Rule = Rule {
    code: "no-metric", group: Group::Evidence, nature: Nature::Flaw { severity: Severity::Watch, instead: "x", ask: "x?" },
    title: "x", what: "x", why: "x", needs: &[], settings: &[], flags: &[], passes: &[], check,
};
fn check(_case: &Case<'_>, _notes: &mut Notes<'_>) {}
