//! The desk: one form that holds the question, the words, and all that is said of them. Each of its states is drawn
//! here, by the same function for a page and for the reply to a keystroke.

use glidepath_app::Error;
use glidepath_app::review_answer::Reviewed;
use maud::{Markup, html};

use crate::answer_form::{self, AnswerForm};
use crate::bad_news;
use crate::sample::{self, Sample};
use crate::show::{self, Pieces};

/// What is known of the answer.
#[derive(Clone, Copy)]
pub(crate) enum Heard<'r> {
    /// Nothing has been told yet.
    Nothing,
    /// It was reviewed.
    Review(&'r Reviewed),
    /// It could not be.
    Trouble(&'r Error),
}

/// The desk, for `main`.
pub(crate) fn desk(form: &AnswerForm, heard: Heard<'_>) -> Markup {
    let pieces = match heard {
        Heard::Review(reviewed) => Some(show::pieces(reviewed, &form.filter)),
        _ => None,
    };
    let sample = sample::find(&form.sample);
    html! {
        form.desk.answer-form #desk method="post" action="/review" autocomplete="off" data-draft=(key(sample)) data-live="/review/live" data-heard[pieces.is_some()] data-more[matches!(heard, Heard::Review(reviewed) if reviewed.more)] {
            // The first button is what Enter in a field presses.
            button type="submit" hidden {}
            @if let Some(sample) = sample { input type="hidden" name="sample" value=(sample.slug); }
            @for allowed in &form.allowed { input type="hidden" name="allowed" value=(format!("{}={}", allowed.rule, allowed.reason)) data-key=(format!("allowed-{}", allowed.rule)); }
            (head(form, heard, sample))
            (trouble(form, heard))
            @match &pieces {
                Some(pieces) => { (pieces.flight) (pieces.first) },
                None => (show::no_flight_yet()),
            }
            div.cols data-key="cols" {
                (words(form, pieces.as_ref()))
                div.margin data-key=(if pieces.is_some() { "margin" } else { "guide" }) {
                    @match &pieces {
                        Some(pieces) => (pieces.margin),
                        None => (guide()),
                    }
                }
                @if let Some(pieces) = &pieces { (pieces.under) }
            }
            @if pieces.is_some() {
                section.block.other aria-labelledby="samples" data-key="samples" { h2.label #samples { "Sample answers, from weak to strong" } (samples(sample)) }
            }
        }
    }
}

/// Drafts of a sample are kept apart from one's own.
fn key(sample: Option<&Sample>) -> String {
    sample.map_or_else(|| "review".to_owned(), |s| format!("sample-{}", s.slug))
}

fn head(form: &AnswerForm, heard: Heard<'_>, sample: Option<&Sample>) -> Markup {
    let question = form.question.trim();
    let reviewed = matches!(heard, Heard::Review(_));
    html! {
        header.head data-key="head" {
            div.crumb {
                p.label {
                    @match sample {
                        Some(sample) if sample.is(form) => { "Sample answer: " (sample.name) },
                        Some(sample) => { "Changed from the sample “" (sample.name) "”" },
                        None => "Review",
                    }
                }
                div.actions data-key="actions" {
                    @if reviewed {
                        button type="submit" formaction="/compare" name="from" value="desk" { "Compare" }
                        button type="submit" formaction="/review/file" { "Save as one file" }
                        button type="button" data-print hidden { "Print" }
                    }
                }
            }
            h1 dir="auto" {
                @if !question.is_empty() { (show::visible(question)) }
                @else if reviewed { "Your answer, reviewed" }
                @else { "Review an answer" }
            }
            @match heard {
                Heard::Review(reviewed) => (show::meta(reviewed)),
                _ => p.meta { "Type it, paste it, or drop a text file on the page. The more you tell about the occasion, the more can be checked." },
            }
            (answer_form::occasion(form, !reviewed))
        }
    }
}

fn trouble(form: &AnswerForm, heard: Heard<'_>) -> Markup {
    html! {
        @if let Heard::Trouble(error) = heard { (bad_news::notice(error)) }
        @if let Some(rule) = &form.unexplained {
            div.sheet.notice role="alert" data-key="unexplained" {
                h2 dir="auto" { "Say why " code { (rule) } " is fine here" }
                p.why { "A finding is allowed with a reason, so that you and whoever reads the review can see it." }
                p.do { "Write a few words beside the button, then press it again." }
            }
        }
    }
}

/// The words: as marked, and as a field. Scripts lay the one over the other.
fn words(form: &AnswerForm, pieces: Option<&Pieces>) -> Markup {
    html! {
        div.answer data-key="answer" {
            div.over-text {
                (answer_form::label("text", "Your answer, as you would say it", true))
                button type="button" data-mode hidden { "Edit the words" }
            }
            div.editor.laid #editor {
                article.told #told aria-label="The answer, with marks" { @if let Some(pieces) = pieces { (pieces.told) } }
                (answer_form::text_field("text", &form.text, 12, "sum"))
            }
            p.sum #sum {
                @match pieces {
                    Some(pieces) => (pieces.sum),
                    None => span { "Two to three minutes aloud is 300 to 450 words. It is read on this machine and kept nowhere but in this browser." },
                }
            }
            div.row {
                button.go.unscripted type="submit" { @if pieces.is_some() { "Review again" } @else { "Review it" } }
                button type="button" data-afresh hidden { "Start afresh" }
                span.hint-key hidden data-keys { kbd { "Alt" } " " kbd { "↓" } " next note" }
            }
        }
    }
}

/// What stands beside an empty field.
fn guide() -> Markup {
    html! {
        section data-key="legend" {
            h2.label { "How it will speak" }
            ul.legend {
                li { mark.bad { "Solid" } " costs you: an interviewer would hold it against the answer." }
                li { mark.warn { "Dashed" } " watch: noted, and forgiven if the rest holds." }
                li { mark.good { "Dotted" } " strength: keep these words." }
            }
        }
        section data-key="samples" { h2.label { "Or look at a sample" } (samples(None)) }
    }
}

/// The samples, one click away.
fn samples(now: Option<&Sample>) -> Markup {
    html! {
        ol.samples {
            @for sample in &sample::ALL {
                li { a href=(format!("/review?sample={}", sample.slug)) aria-current=[now.is_some_and(|n| n.slug == sample.slug).then_some("true")] { (sample.name) } span.quiet { (sample.shows) } }
            }
        }
    }
}
