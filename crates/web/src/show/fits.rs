//! Stories that were found for a question: each with why, and the words that answer.

use glidepath_app::answer_with::Fits;
use maud::{Markup, html};

use super::visible;

/// The stories, and how they were found.
pub(crate) fn list(fits: &Fits) -> Markup {
    html! {
        @if !fits.fits.is_empty() {
            ol.fits {
                @for fit in &fits.fits {
                    li {
                        a href=(format!("/stories/{}", fit.story)) dir="auto" { @if fit.title.trim().is_empty() { "A story without a title" } @else { (visible(&fit.title)) } }
                        span.quiet { (fit.why) }
                        @if let Some(quote) = &fit.quote { q dir="auto" { (visible(quote)) } @if let Some(beat) = fit.beat { span.quiet { "in the " (beat) } } }
                    }
                }
            }
        }
        @if fits.words_only { p.quiet { "Found by single words" @if fits.unread > 0 { ": the model has " (fits.unread) " of " (fits.all) " stories still to read. Look again in a moment" } "." } }
    }
}
