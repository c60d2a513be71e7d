//! The six steps of digging, in words and as a path.

use glidepath_domain::DigStep;
use maud::{Markup, html};

/// A step in a word or two.
pub(crate) const fn name(step: DigStep) -> &'static str {
    match step {
        DigStep::Extract => "Bring it up",
        DigStep::Frame => "Lay it on a frame",
        DigStep::Iterate => "Tell it aloud",
        DigStep::Refine => "Refine",
        DigStep::GoodToGreat => "Hear from an insider",
        DigStep::Mindset => "Stand the challenge",
    }
}

/// Where a dig stands, each step a button that goes there.
pub(crate) fn path(id: &str, at: DigStep, version: i64) -> Markup {
    html! {
        form method="post" action=(format!("/dig/{id}/step")) {
            input type="hidden" name="version" value=(version);
            ol.dig-steps aria-label="Steps" {
                @for &step in DigStep::ALL {
                    li.been[step < at] aria-current=[(step == at).then_some("step")] {
                        @if step == at { (name(step)) } @else { button type="submit" name="step" value=(step) { (name(step)) } }
                    }
                }
            }
        }
    }
}
