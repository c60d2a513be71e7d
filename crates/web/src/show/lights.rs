//! How ready a story is, as six lights of a runway: lit where a part is there, hollow where it is missing. Never a score.

use glidepath_story::{Marks, Part, Place, Readiness};
use maud::{Markup, html};

/// Between the middles of two lights.
const STEP: usize = 13;

/// The lights of a row of a list, with what is missing in words for those who do not see them.
pub(crate) fn lights(marks: Marks) -> Markup {
    let missing: Vec<&str> = marks.missing().into_iter().map(Part::name).collect();
    let said = if missing.is_empty() {
        "Ready".to_owned()
    } else {
        format!("Missing: {}", missing.join("; "))
    };
    html! {
        svg.lights width=(STEP * Part::ALL.len()) height="12" role="img" aria-label=(said) {
            title { (said) }
            @for (index, part) in Part::ALL.iter().enumerate() {
                circle class=(if marks.has(*part) { "lit" } else { "out" }) cx=(STEP * index + 6) cy="6" r="4" {}
            }
        }
    }
}

/// Every part with why it counts or what is missing, for the editor.
pub(crate) fn checked(readiness: &Readiness) -> Markup {
    let met = readiness.parts.iter().filter(|part| part.met).count();
    html! {
        section.sheet.readiness aria-labelledby="ready" data-key="ready" {
            h2.label #ready {
                @if readiness.ready { "Ready to be told" } @else { "Ready: " (met) " of " (readiness.parts.len()) " parts" }
            }
            ul {
                @for part in &readiness.parts {
                    li class=(if part.met { "met" } else { "unmet" }) {
                        svg.lights width="12" height="12" aria-hidden="true" { circle class=(if part.met { "lit" } else { "out" }) cx="6" cy="6" r="4" {} }
                        details data-key=(part.part.slug()) {
                            summary { (part.part.name()) span.hidden { @if part.met { ", there" } @else { ", missing" } } }
                            p { (part.why) @if let Some(Place::Field(field)) = part.place { " " a href=(format!("#{}", field.slug())) { "Go there" } } }
                            @if let Some(quote) = &part.quote { p { q dir="auto" { (super::visible(quote)) } } }
                        }
                    }
                }
            }
            @if readiness.changes_course { p.quiet { "It changes course midway. A bank wants three that do." } }
        }
    }
}
