//! Principle by principle: a verdict with its confidence, and the evidence one click away.

use glidepath_domain::{Evidence, PrincipleVerdict};
use glidepath_review::rules;
use maud::{Markup, html};

use super::Links;
use super::note::Notes;
use super::panel::verdict_name;
use super::say::{percent, visible};

/// Longest quote shown as evidence, in letters.
const LONGEST: usize = 110;

/// One sheet a principle.
pub(super) fn verdicts(verdicts: &[PrincipleVerdict], text: &str, notes: &Notes<'_>, links: Links) -> Markup {
    html! {
        section.block aria-labelledby="principles" data-key="principles" {
            h2.label #principles { "Principle by principle" }
            div.grid {
                @for verdict in verdicts {
                    section.sheet.verdict data-key=(verdict.principle.slug()) {
                        h3 {
                            @match links {
                                Links::App | Links::Excerpt | Links::Story => a href=(format!("/principles/{}", verdict.principle.slug())) { (verdict.principle.name()) },
                                Links::Inside => (verdict.principle.name()),
                            }
                        }
                        p {
                            @match (verdict.verdict, &verdict.abstained) {
                                (Some(mark), _) => { b { (verdict_name(mark)) } ", " (percent(verdict.confidence)) " of the panel" },
                                (None, Some(reason)) => { b { "no verdict. " } (reason) },
                                (None, None) => b { "no verdict" },
                            }
                        }
                        @if verdict.evidence_for.is_empty() && verdict.evidence_against.is_empty() {
                            p.quiet { "Nothing in the answer speaks for it or against it." }
                        } @else {
                            details {
                                summary { (verdict.evidence_for.len()) " for, " (verdict.evidence_against.len()) " against" }
                                (evidence("For", "good", &verdict.evidence_for, text, notes))
                                (evidence("Against", "bad", &verdict.evidence_against, text, notes))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn evidence(heading: &str, class: &str, list: &[Evidence], text: &str, notes: &Notes<'_>) -> Markup {
    html! {
        @if !list.is_empty() {
            h4.label { (heading) }
            ul class={ "evidence " (class) } {
                @for item in list {
                    @let title = rules::find(item.code).map_or(item.code, |r| r.title);
                    li {
                        @match notes.number(item.code, item.span) {
                            Some(number) => a href=(format!("#note-{number}")) { (title) },
                            None => (title),
                        }
                        @if let Some(span) = item.span { q dir="auto" { (shortened(span.of(text))) } }
                    }
                }
            }
        }
    }
}

/// The words, cut at a word's end where they are many.
pub(super) fn shortened(text: &str) -> String {
    let text = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((cut, _)) => format!(
            "{} …",
            text[..text[..cut].rfind(' ').unwrap_or(cut)].trim_end_matches([',', ';', ':'])
        ),
    }
}
