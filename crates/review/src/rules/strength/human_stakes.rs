//! PLACEHOLDER.
use crate::rule::{Group, Nature, Rule};
use crate::{Case, Notes};
/// PLACEHOLDER.
pub static RULE: Rule = Rule {
    code: "human-stakes", group: Group::Evidence, nature: Nature::Strength,
    title: "x", what: "x", why: "x", needs: &[], settings: &[], flags: &[], passes: &[], check,
};
fn check(_case: &Case<'_>, _notes: &mut Notes<'_>) {}
