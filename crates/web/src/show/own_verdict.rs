//! What the teller thought before seeing the review, set against what the review says; and what it said at first, where
//! the rules have changed since. Neither is a mark: a teller who knows where they stand is what is practised.

use glidepath_app::practice::SaidThen;
use glidepath_domain::{Review, Verdict};
use glidepath_review::rules;
use maud::{Markup, html};

use super::panel::verdict_name;

/// Own verdict and review on one scale of three.
pub(crate) fn own_verdict(own: Option<Verdict>, review: &Review) -> Markup {
    let theirs = review.overall.verdict;
    html! {
        section.sheet.two-verdicts aria-labelledby="own" {
            h2.label #own { "Your verdict and theirs" }
            @if let Some(own) = own {
                ol.steps-of-three {
                    @for &step in Verdict::ALL {
                        li.yours[step == own].theirs[theirs == Some(step)] {
                            span.who { @if step == own { "you" } }
                            span.step { (short(step)) }
                            span.who { @if theirs == Some(step) { "review" } }
                        }
                    }
                }
                p { (compared(own, theirs)) }
            } @else { p { "You gave no verdict of your own. Saying one first is how a feeling for it grows." } }
            p.quiet { "How the two go together over takes is on " a href="/progress" { "Progress" } "." }
        }
    }
}

const fn short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Below => "below",
        Verdict::Meets => "meets",
        Verdict::Raises => "raises",
    }
}

fn compared(own: Verdict, theirs: Option<Verdict>) -> String {
    let own_name = heard(own);
    match theirs {
        None => format!(
            "You said that it {own_name}. The review gives no verdict, so there is nothing to set yours against."
        ),
        Some(theirs) if theirs == own => format!("You both say that it {own_name}."),
        Some(theirs) => format!(
            "You said that it {own_name}; most of a panel would hear that it {}.",
            heard(theirs)
        ),
    }
}

/// A verdict, to follow upon "it".
const fn heard(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Below => "is below the bar",
        Verdict::Meets => "meets the bar",
        Verdict::Raises => "raises the bar",
    }
}

/// What the review said when the take was first reviewed, where today's says something else.
pub(crate) fn then_and_now(then: &SaidThen, review: &Review) -> Markup {
    let (first, now) = (&then.first, review.overall.verdict);
    html! {
        details.then-now {
            summary { "Reviewed afresh. On " (first.as_of) " it was read by rules " code { (first.engine.rules) } @if let Some(model) = &first.engine.model { " and the model " code { (model) } } "; today's say something else." }
            @if first.verdict != now { p { "Then " b { (named(first.verdict)) } ", now " b { (named(now)) } "." } }
            @if !then.gone.is_empty() { p { "Said then, and not now: " (links(&then.gone)) "." } }
            @if !then.come.is_empty() { p { "Says now, and not then: " (links(&then.come)) "." } }
            p.quiet { "What changed is the rules, the model or the words written down; the recording is the same." }
        }
    }
}

fn named(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("no verdict", verdict_name)
}

/// Rules by their titles; one that is no longer there by its slug.
fn links(slugs: &[String]) -> Markup {
    html! {
        @for (index, slug) in slugs.iter().enumerate() {
            @if index > 0 { ", " }
            @match rules::find(slug) {
                Some(rule) => a href=(format!("/rules/{slug}")) { (rule.title) },
                None => code { (slug) },
            }
        }
    }
}
