//! The desk of one story: its words in a frame, its review beside them, and everything else it carries, in one form. Each
//! of its states is drawn here, by the same function for a page and for the reply to a keystroke.

use glidepath_app::Error;
use glidepath_app::review_answer::Reviewed;
use glidepath_story::{Change, Field, Readiness};
use maud::{Markup, html};

use crate::bad_news;
use crate::show::{self, StoryPieces, checked, differed, frames, moment, sections, story_fields};
use crate::story_form::StoryForm;

/// What is to be said above the words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Notice<'n> {
    /// Nothing.
    None,
    /// It was saved just now.
    Saved,
    /// These words were not saved yet; they were kept at this time, in UTC milliseconds.
    Unsaved(i64),
    /// It could not be saved.
    Trouble(&'n Error),
    /// Somebody was faster.
    Clash(&'n Rival),
    /// It is among the samples.
    Sample,
}

/// What was saved by somebody else meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rival {
    /// Its version.
    pub(crate) version: i64,
    /// When, in UTC milliseconds.
    pub(crate) at_ms: i64,
    /// Where it differs from what stands in the form.
    pub(crate) apart: Vec<Change>,
}

/// A draft of the same story that another window left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OtherDraft {
    /// Its address among the story's drafts.
    pub(crate) token: String,
    /// When it was kept, in UTC milliseconds.
    pub(crate) at_ms: i64,
}

/// What the desk shows beside the form itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'k> {
    /// The review of the words; none where there are none.
    pub(crate) reviewed: Option<&'k Reviewed>,
    /// How ready it is.
    pub(crate) readiness: Option<&'k Readiness>,
    /// What is to be said above the words.
    pub(crate) notice: Notice<'k>,
    /// Other windows' drafts.
    pub(crate) others: &'k [OtherDraft],
}

/// The title of the page.
pub(crate) fn title(form: &StoryForm) -> String {
    match form.fields.title.trim() {
        "" if form.id.is_empty() => "A new story".to_owned(),
        "" => "A story without a title".to_owned(),
        title => title.to_owned(),
    }
}

/// The address of the story.
pub(crate) fn address(form: &StoryForm) -> String {
    if form.id.is_empty() {
        "/stories/new".to_owned()
    } else {
        format!("/stories/{}", form.id)
    }
}

/// The desk, for `main`.
pub(crate) fn story_desk(form: &StoryForm, known: &Known<'_>) -> Markup {
    let (_, places) = form.told();
    let pieces = known
        .reviewed
        .map(|reviewed| show::story_pieces(reviewed, &form.answer.filter, &places));
    html! {
        // Outside of the form, so that a reply to a keystroke leaves it alone.
        div.notices { (notices(form, known)) }
        form.desk.story-desk #desk method="post" action=(address(form)) autocomplete="off" data-live="/stories/live" data-kept="/stories/draft"
            data-heard[pieces.is_some()] data-more[known.reviewed.is_some_and(|r| r.more)] {
            // The first button is what Enter in a field presses.
            button type="submit" hidden {}
            input type="hidden" name="id" value=(form.id) data-key="id";
            input type="hidden" name="version" value=(form.version.map(|v| v.to_string()).unwrap_or_default()) data-key="version";
            // Scripts name the draft, so the page must not take its name away.
            input #draft type="text" name="draft" value=(form.draft) data-key="draft" hidden;
            (head(form, known))
            @match &pieces {
                Some(pieces) => { (pieces.flight) (pieces.first) },
                None => (show::no_flight_yet()),
            }
            div.cols data-key="cols" {
                (words(form, pieces.as_ref()))
                div.margin data-key=(if pieces.is_some() { "margin" } else { "guide" }) {
                    @if let Some(readiness) = known.readiness { (checked(readiness)) }
                    @match &pieces {
                        Some(pieces) => (pieces.margin),
                        None => (guide()),
                    }
                }
                @if let Some(pieces) = &pieces { (pieces.under) }
            }
            (story_fields(form))
        }
        (foot(form))
    }
}

fn head(form: &StoryForm, known: &Known<'_>) -> Markup {
    html! {
        header.head data-key="head" {
            div.crumb {
                p.label {
                    a href="/stories" { "Stories" }
                    @match form.version {
                        _ if matches!(known.notice, Notice::Sample) => " · a sample",
                        Some(version) => { " · version " (version) },
                        None => " · new",
                    }
                }
                div.actions data-key="actions" {
                    @if !form.id.is_empty() {
                        a.button href=(format!("/stories/{}/history", form.id)) { "Versions" }
                        a.button href=(format!("/stories/{}/told", form.id)) { "Tellings" }
                        button type="submit" formaction=(format!("/stories/{}/remove", form.id)) { "Remove" }
                        button type="button" data-print hidden { "Print" }
                    }
                }
            }
            h1.hidden { (title(form)) }
            label.hidden for=(Field::Title.slug()) { "Title" }
            input.title id=(Field::Title.slug()) name=(Field::Title.slug()) type="text" value=(form.fields.title) maxlength="300" dir="auto" autocomplete="off"
                placeholder="What you call it" data-key="title";
        }
    }
}

fn notices(form: &StoryForm, known: &Known<'_>) -> Markup {
    html! {
        @match known.notice {
            Notice::None | Notice::Sample => {},
            Notice::Saved => p.sheet.told-you role="status" { "Saved as version " (form.version.unwrap_or_default()) "." },
            Notice::Unsaved(at_ms) => p.sheet.told-you {
                "These words are not saved yet. They were kept " (moment(at_ms)) ". "
                button.small type="submit" form="desk" name="drop" value="draft" { "Drop them" }
            },
            Notice::Trouble(error) => (bad_news::notice(error)),
            Notice::Clash(rival) => (clash(rival)),
        }
        @for other in known.others {
            p.sheet.told-you {
                "Another window left words that are not saved, kept " (moment(other.at_ms)) ". "
                a href=(format!("{}?draft={}", address(form), other.token)) { "Look at them" }
            }
        }
    }
}

/// Two tellings of the same story: nothing of either is lost, whatever is chosen.
fn clash(rival: &Rival) -> Markup {
    html! {
        section.sheet.notice.clash role="alert" tabindex="-1" aria-labelledby="clash" {
            h2 #clash { "This story was saved elsewhere while you wrote" }
            p.why { "Version " (rival.version) " was saved " (moment(rival.at_ms)) ". Your words stand in the fields below, and are not saved yet." }
            p.do { "Take over from theirs what you want, then save; or choose one of the two. The other stays among the versions." }
            div.row {
                button.go type="submit" form="desk" name="choose" value="mine" { "Save mine" }
                button type="submit" form="desk" name="choose" value="theirs" { "Take theirs" }
            }
            (differed(&rival.apart, "Theirs", "Yours"))
            p.code { code { "store-stale" } }
        }
    }
}

/// The words, section by section.
fn words(form: &StoryForm, pieces: Option<&StoryPieces>) -> Markup {
    html! {
        div.answer data-key="answer" {
            div.over-frames {
                (frames(form.frame))
                button type="button" data-mode hidden { "Edit the words" }
            }
            (sections(form, pieces.map_or(&[][..], |p| &p.told)))
            p.sum #sum {
                @match pieces {
                    Some(pieces) => (pieces.sum),
                    None => span { "Two to three minutes aloud is 300 to 450 words. Leave blank what you do not know yet." },
                }
            }
        }
    }
}

/// What stands beside empty sections.
fn guide() -> Markup {
    html! {
        section data-key="legend" {
            h2.label { "One story, three frames" }
            p.quiet { "The words are kept once, as beats. STAR, SOAR and Landing the Plane are ways to look at them: switch as you like, nothing is lost." }
        }
        section data-key="voices" {
            h2.label { "How it will speak" }
            ul.legend {
                li { mark.bad { "Solid" } " costs you: an interviewer would hold it against the story." }
                li { mark.warn { "Dashed" } " watch: noted, and forgiven if the rest holds." }
                li { mark.good { "Dotted" } " strength: keep these words." }
            }
        }
    }
}

/// Saving, always within reach. It stands outside of the form, so that a reply to a keystroke leaves alone what it says.
fn foot(form: &StoryForm) -> Markup {
    html! {
        div.save-bar {
            button.go type="submit" form="desk" { @if form.id.is_empty() { "Keep this story" } @else { "Save" } }
            p #kept role="status" aria-live="polite" {}
            span.hint-key hidden data-keys { kbd { "Ctrl" } " " kbd { "S" } }
        }
    }
}
