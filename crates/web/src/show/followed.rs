//! What stands under the text: what they would ask next, verdicts, figures, what was allowed, what was not checked.

use glidepath_app::review_answer::Reviewed;
use glidepath_domain::{FigureRole, SkipReason};
use maud::{Markup, html};

use super::Links;
use super::note::Notes;
use super::verdicts::verdicts;

const fn reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::NeedsQuestion => "They need the question",
        SkipReason::NeedsLevel => "They need the level",
        SkipReason::NeedsTimings => "They need a recording's word times",
        SkipReason::Language => "They read English only",
        SkipReason::Disabled => "Turned off in your settings",
    }
}

const fn role(role: FigureRole) -> &'static str {
    match role {
        FigureRole::Baseline => "before",
        FigureRole::Result => "after",
        FigureRole::Scale => "size",
    }
}

/// Figures listed at most; the rest is in the JSON.
const FIGURES: usize = 40;

/// The blocks under the text.
pub(super) fn followed(reviewed: &Reviewed, notes: &Notes<'_>, links: Links) -> Markup {
    let (review, text) = (&reviewed.review, reviewed.attempt.text.as_str());
    html! {
        div.under data-key="under" {
            @if !review.follow_ups.is_empty() {
                section.block aria-labelledby="next" data-key="next" {
                    h2.label #next { "What they would ask next" }
                    ol.asked { @for follow_up in &review.follow_ups { li dir="auto" { (super::say::visible(&follow_up.text)) } } }
                }
            }
            @if !review.verdicts.is_empty() { (verdicts(&review.verdicts, text, notes, links)) }
            @if !review.figures.is_empty() {
                section.block aria-labelledby="figures" data-key="figures" {
                    h2.label #figures { "Figures heard" }
                    ul.figures {
                        @for figure in review.figures.iter().take(FIGURES) {
                            li { span.num dir="auto" { (super::verdicts::shortened(figure.span.of(text))) } " " span.quiet { (role(figure.role)) } }
                        }
                        @if review.figures.len() > FIGURES { li.quiet { "and " (review.figures.len() - FIGURES) " more" } }
                    }
                }
            }
            @if !review.allowed.is_empty() {
                section.block aria-labelledby="allowed" data-key="allowed" {
                    h2.label #allowed { "Allowed by you" }
                    ul.plain {
                        @for allowed in &review.allowed {
                            li.allowed data-key=(allowed.rule) {
                                span { code { (allowed.rule) } ": " (allowed.reason) }
                                @if links == Links::App {
                                    button.small type="submit" name="revoke" value=(allowed.rule) aria-label=(format!("Hear {} again", allowed.rule)) { "Hear it again" }
                                }
                            }
                        }
                    }
                }
            }
            @if !review.skipped.is_empty() { (skipped(reviewed, links)) }
        }
    }
}

fn skipped(reviewed: &Reviewed, links: Links) -> Markup {
    let skipped = &reviewed.review.skipped;
    html! {
        details.block.skipped data-key="skipped" {
            summary { "Not checked: " (super::counted(skipped.len(), "rule", "rules")) }
            @for &why in SkipReason::ALL {
                @if skipped.iter().any(|s| s.reason == why) {
                    p {
                        (reason(why)) ": "
                        @for (index, item) in skipped.iter().filter(|s| s.reason == why).enumerate() {
                            @if index > 0 { ", " }
                            @match links {
                                Links::App | Links::Excerpt | Links::Story => a href=(format!("/rules/{}", item.rule)) { code { (item.rule) } },
                                Links::Inside => code { (item.rule) },
                            }
                        }
                        "."
                    }
                }
            }
        }
    }
}
