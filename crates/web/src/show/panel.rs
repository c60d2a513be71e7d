//! How a panel would split, and who acted: numbers as bars, with the numbers beside them.

use glidepath_domain::{Review, Verdict};
use maud::{Markup, html};

use super::say::percent;

/// A share of the bar too small to write its number in.
const NARROW: f64 = 0.08;

/// A verdict in plain words.
pub(super) const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Below => "below the bar",
        Verdict::Meets => "meets the bar",
        Verdict::Raises => "raises the bar",
    }
}

/// The sheet at the head of the margin.
pub(super) fn panel(review: &Review) -> Markup {
    let split = &review.overall.panel;
    let parts = [
        ("below", split.below, "pb"),
        ("meets", split.meets, "pm"),
        ("raises the bar", split.raises, "pr"),
    ];
    let said = format!(
        "Of 200 sampled interviewers, {} would say below, {} meets, {} raises the bar.",
        percent(split.below),
        percent(split.meets),
        percent(split.raises)
    );
    let starts = [0.0, split.below, split.below + split.meets];
    html! {
        section.sheet.panel aria-labelledby="panel" data-key="panel" {
            h2.label #panel { "How a panel would split" }
            // Nobody can split over nothing.
            @if !review.is_beyond_judging() {
                svg.split width="100%" height="30" role="img" aria-label=(said) {
                    @for ((_, share, class), x) in parts.into_iter().zip(starts) {
                        rect class=(class) x=(format!("{:.2}%", x * 100.0)) width=(format!("{:.2}%", share * 100.0)) height="30" {}
                        @if share >= NARROW {
                            text class=(class) x=(format!("{:.2}%", (x + share / 2.0) * 100.0)) y="19.5" text-anchor="middle" { (format!("{:.0}", share * 100.0)) }
                        }
                    }
                }
                div.thirds.label aria-hidden="true" { @for (name, share, _) in parts { span { (name) @if share < NARROW { " " (format!("{:.0}", share * 100.0)) } } } }
            }
            p.quiet {
                @match (review.overall.verdict, &review.overall.abstained) {
                    (Some(verdict), _) => { "Most likely heard as: " b { (verdict_name(verdict)) } ". No two panels are alike." },
                    (None, Some(reason)) => { b { "No verdict. " } (reason) },
                    (None, None) => { b { "No verdict." } },
                }
            }
            (acts(review))
        }
    }
}

/// Who did the things done in the story.
fn acts(review: &Review) -> Markup {
    let acts = &review.acts;
    let rows = [
        ("I acted", acts.i),
        ("we acted", acts.we),
        ("others acted", acts.other),
        ("nobody named", acts.passive),
    ];
    let most = rows.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    html! {
        dl.bars aria-label="Who acted" {
            @for (name, count) in rows {
                dt { (name) }
                dd {
                    svg width="100%" height="7" aria-hidden="true" {
                        rect.rail width="100%" height="7" rx="3.5" {}
                        @if count > 0 { rect.fill width=(format!("{:.1}%", count as f64 * 100.0 / most as f64)) height="7" rx="3.5" {} }
                    }
                    span.num { (count) }
                }
            }
        }
    }
}
