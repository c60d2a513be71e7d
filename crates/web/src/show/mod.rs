//! The pieces of a review, drawn: pure functions from a review to markup, shared by the page and the single file.

pub(crate) mod anchors;
pub(crate) mod arriving;
pub(crate) mod asked_for;
mod beat_colour;
pub(crate) mod block_line;
mod clock;
pub(crate) mod compared;
pub(crate) mod coverage;
mod debrief_across;
mod debrief_argument;
mod debrief_decision;
mod debrief_fixes;
mod debrief_matrix;
pub(crate) mod debrief_packet;
mod debrief_quote;
mod debrief_seat;
mod debrief_votes;
pub(crate) mod delivery;
mod differed;
pub(crate) mod dig_step;
pub(crate) mod drill_after;
pub(crate) mod drill_room;
mod drill_sky;
pub(crate) mod drill_start;
mod drill_words;
pub(crate) mod dug;
mod filter;
pub(crate) mod fits;
mod flight_path;
mod flight_shape;
mod followed;
pub(crate) mod in_short;
mod lights;
pub(crate) mod loop_free;
pub(crate) mod loop_head;
pub(crate) mod loop_planned;
pub(crate) mod loop_room;
pub(crate) mod loop_setup;
pub(crate) mod loop_strip;
pub(crate) mod loops_apart;
mod marked_text;
pub(crate) mod measure;
pub(crate) mod measured;
mod moment;
mod note;
pub(crate) mod own_verdict;
mod panel;
mod panel_spread;
pub(crate) mod player;
pub(crate) mod practice_tabs;
pub(crate) mod recall_card;
pub(crate) mod replies;
mod say;
pub(crate) mod scorecard_desk;
pub(crate) mod scorecard_heard;
pub(crate) mod small_multiple;
pub(crate) mod sound_measures;
mod story_fields;
mod story_rows;
pub(crate) mod take_change;
pub(crate) mod take_rows;
pub(crate) mod tell_again;
mod timeline;
mod told_sections;
mod verdicts;
pub(crate) mod waveform;
pub(crate) mod word_times;

use glidepath_app::review_answer::Reviewed;
use glidepath_domain::Span;
use maud::{Markup, html};

pub(crate) use differed::differed;
pub(crate) use filter::Filter;
pub(crate) use flight_path::{flight_path, no_flight_yet};
pub(crate) use lights::{checked, lights};
pub(crate) use marked_text::{example, excerpt};
pub(crate) use moment::moment;
pub(crate) use note::{Notes, note, voice_of};
pub(crate) use say::{clock, counted, meta, role_name, visible};
pub(crate) use story_fields::story_fields;
pub(crate) use story_rows::{Measures, story_rows, turned_by};
pub(crate) use timeline::Timeline;
pub(crate) use told_sections::{frames, sections};

/// Where links of a review lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// To pages of the running app.
    App,
    /// To pages of the running app, from a page that shows some of the words and notes: the home page.
    Excerpt,
    /// To pages of the running app, from a story's editor: notes fold, and nothing is allowed.
    Story,
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

/// The pieces of a take: its words follow its sound, where there is any.
pub(crate) fn take_pieces(
    reviewed: &Reviewed,
    timeline: &Timeline,
    notes: &Notes<'_>,
    times: &[word_times::WordTime],
    sound: Option<&str>,
) -> Pieces {
    let review = &reviewed.review;
    Pieces {
        first: note::first(notes, review),
        flight: flight_path(timeline, notes, review),
        told: match sound {
            Some(sound) => marked_text::heard(reviewed, timeline, notes, times, sound),
            None => marked_text::answer(reviewed, timeline, notes),
        },
        // A take is what was said: nothing of it is allowed afterwards.
        margin: html! { (panel::panel(review)) (note::list(notes, Links::Story)) },
        under: followed::followed(reviewed, notes, Links::Story),
        sum: say::sum(notes, review),
    }
}

/// A review taken apart, for a story whose sections each stand in a field of their own.
pub(crate) struct StoryPieces {
    /// The flight path.
    pub(crate) flight: Markup,
    /// What to mend first.
    pub(crate) first: Markup,
    /// The words of each section, to the letter, with their marks.
    pub(crate) told: Vec<Markup>,
    /// Panel, filter and notes.
    pub(crate) margin: Markup,
    /// What stands under the words.
    pub(crate) under: Markup,
    /// The review in one line.
    pub(crate) sum: Markup,
}

/// The pieces of a story's review; `places` says where each section stands in the words reviewed.
pub(crate) fn story_pieces(reviewed: &Reviewed, filter: &Filter, places: &[Option<Span>]) -> StoryPieces {
    let review = &reviewed.review;
    let timeline = Timeline::of(reviewed);
    let all = Notes::of(review);
    let mut notes = all.clone();
    filter.apply(&mut notes);
    let told = |place: &Option<Span>| match place {
        Some(place) => marked_text::told_within(reviewed, &timeline, &notes, *place),
        None => html! {},
    };
    StoryPieces {
        flight: flight_path(&timeline, &notes, review),
        first: note::first(&notes, review),
        told: places.iter().map(told).collect(),
        // A finding is lived with in an answer, for one occasion; a story has no such thing.
        margin: html! { (panel::panel(review)) (filter::bar(filter, &all)) (note::list(&notes, Links::Story)) },
        under: followed::followed(reviewed, &notes, Links::Story),
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
