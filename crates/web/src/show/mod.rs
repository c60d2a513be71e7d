//! The pieces of a review, drawn: pure functions from a review to markup, shared by the page and the single file.

mod beat_colour;
mod clock;
pub(crate) mod compared;
mod filter;
mod flight_path;
mod flight_shape;
mod followed;
mod marked_text;
pub(crate) mod measured;
mod note;
mod panel;
mod say;
mod timeline;
mod verdicts;

use glidepath_app::review_answer::Reviewed;
use maud::{Markup, html};

pub(crate) use filter::Filter;
pub(crate) use flight_path::{flight_path, no_flight_yet};
pub(crate) use marked_text::{example, excerpt};
pub(crate) use note::{Notes, note, voice_of};
pub(crate) use say::{clock, counted, meta, role_name, visible};
pub(crate) use timeline::Timeline;

/// Where links of a review lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// To pages of the running app.
    App,
    /// To pages of the running app, from a page that shows some of the words and notes: the home page.
    Excerpt,
    /// Nowhere outside this one page: the single file.
    Inside,
}

/// A review taken apart, for pages that set its pieces among other things.
pub(crate) struct Pieces {
    /// What to mend first.
    pub(crate) first: Markup,
    /// The flight path.
    pub(crate) flight: Markup,
    /// The words, to the letter, with their marks.
    pub(crate) told: Markup,
    /// Panel, filter and notes.
    pub(crate) margin: Markup,
    /// What stands under the words.
    pub(crate) under: Markup,
    /// The review in one line.
    pub(crate) sum: Markup,
}

/// The pieces of a review as the running app shows them.
pub(crate) fn pieces(reviewed: &Reviewed, filter: &Filter) -> Pieces {
    let review = &reviewed.review;
    let timeline = Timeline::of(reviewed);
    let all = Notes::of(review);
    let mut notes = all.clone();
    filter.apply(&mut notes);
    Pieces {
        first: note::first(&notes, review),
        flight: flight_path(&timeline, &notes, review),
        told: marked_text::told(reviewed, &timeline, &notes),
        margin: html! { (panel::panel(review)) (filter::bar(filter, &all)) (note::list(&notes, Links::App)) },
        under: followed::followed(reviewed, &notes, Links::App),
        sum: say::sum(&all, review),
    }
}

/// A whole review on one page, from its heading to the rules that did not run.
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
        (note::first(&notes, review))
        div.cols {
            article.answer.reading #answer aria-label="The answer, with marks" { (marked_text::answer(reviewed, &timeline, &notes)) }
            div.margin { (panel::panel(review)) (note::list(&notes, links)) }
            (followed::followed(reviewed, &notes, links))
        }
    }
}
