//! The pieces of a review, drawn: pure functions from a review to markup, shared by the page and the single file.

mod beat_colour;
mod clock;
mod flight_path;
mod followed;
mod marked_text;
mod note;
mod panel;
mod say;
mod timeline;
mod verdicts;

use glidepath_app::review_answer::Reviewed;
use maud::{Markup, html};

pub(crate) use flight_path::flight_path;
pub(crate) use marked_text::example;
pub(crate) use note::{Notes, note, voice_of};
pub(crate) use say::{counted, role_name};
pub(crate) use timeline::Timeline;

/// Where links of a review lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// To pages of the running app.
    App,
    /// To pages of the running app, from a page that shows some notes without the words: the home page.
    Excerpt,
    /// Nowhere outside this one page: the single file.
    Inside,
}

/// A whole review, from its heading to the rules that did not run.
pub(crate) fn review(reviewed: &Reviewed, links: Links) -> Markup {
    let (attempt, review) = (&reviewed.attempt, &reviewed.review);
    let timeline = Timeline::of(reviewed);
    let notes = Notes::of(review);
    html! {
        header.head {
            h1 dir="auto" {
                @if let Some(question) = &attempt.question { (say::visible(question)) } @else { "Your answer, reviewed" }
            }
            (say::meta(reviewed))
        }
        (flight_path(&timeline, &notes, review))
        div.cols {
            article.answer #answer aria-label="The answer, with marks" { (marked_text::answer(reviewed, &timeline, &notes)) }
            div.margin {
                (note::first(&notes, review))
                (panel::panel(review))
                (note::list(&notes, links))
            }
            (followed::followed(reviewed, &notes, links))
        }
    }
}
