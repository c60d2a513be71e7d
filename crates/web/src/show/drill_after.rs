//! What a drill shows once a turn is said: writing down what was heard, one's own verdict, and the way to the review.

use glidepath_app::practice::Onward;
use glidepath_domain::{Drill, ReplyKind, Verdict};
use maud::{Markup, html};

use super::drill_words as words;
use super::{clock, counted, visible};

/// Sound without words: somebody has to write them down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unwritten<'d> {
    /// The drill's name.
    pub(crate) id: &'d str,
    /// The drill.
    pub(crate) drill: &'d Drill,
    /// Which turn.
    pub(crate) turn: usize,
    /// How long it is, in seconds.
    pub(crate) seconds: f64,
    /// Who can write it down, if anybody can; and whether the sound leaves this machine for it.
    pub(crate) by: Option<(&'d str, bool)>,
    /// Whether that is being done.
    pub(crate) working: bool,
    /// What was typed and not sent.
    pub(crate) typed: &'d str,
}

/// A recording that is to be written down: by what is here for it, or by hand while it plays.
pub(crate) fn unwritten(one: &Unwritten<'_>) -> Markup {
    let here = format!("/practice/{}", one.id);
    html! {
        section.room.after #room data-room=(one.id) data-working[one.working] {
            p.label { @if one.working { "Being written down" } @else { "Told, and kept" } }
            h1.asked-now dir="auto" { @if let Some(turn) = one.drill.turns.get(one.turn) { (visible(&turn.asked)) } }
            div.playing {
                audio controls preload="metadata" src=(format!("/takes/{}/sound/{}", one.id, one.turn)) {}
                p.quiet { span.num { (clock(one.seconds)) } " recorded, on this machine alone." }
            }
            @match (one.by, one.working) {
                (Some((by, _)), true) => {
                    div.progress #writing role="status" data-poll=(format!("{here}/writing")) {
                        p { (by) " is writing it down." }
                        progress max="1" {}
                    }
                    form method="post" action=(format!("{here}/stop-writing")) { button type="submit" { "Stop, and write it myself" } }
                },
                (Some((by, sends)), false) => form.offer method="post" action=(format!("{here}/transcribe")) {
                    button.go type="submit" { "Have " (by) " write it down" }
                    @if sends { span.quiet { "This sends the sound to the server in your settings." } }
                },
                (None, _) => p.because { "Nothing here can write it down by itself. Listen and type what you said, or paste it. To have it done for you from now on: " code { "glidepath models pull whisper-base.en" } },
            }
            @if !one.working {
                form #written method="post" action=(format!("{here}/finish")) autocomplete="off" data-keep=(format!("drill:{}:{}", one.id, one.turn)) {
                    input type="hidden" name="turn" value=(one.turn);
                    input type="hidden" name="spoken" value="yes";
                    label for="text" { "What you said" span.quiet { "word for word, with the stumbles" } }
                    textarea #text name="text" rows="9" dir="auto" spellcheck="true" { "\n" (one.typed) }
                    div.keys-row {
                        button.go type="submit" name="do" value="finish" { "That is what I said " kbd { "Ctrl" } " " kbd { "Enter" } }
                        span.quiet.small data-kept-at {}
                    }
                }
            }
        }
    }
}

/// All is said: how did it go? Asked before anything is shown, so that the answer is one's own.
pub(crate) fn rating(id: &str, drill: &Drill, stories: &[(String, String)]) -> Markup {
    html! {
        section.room.after {
            p.label { "All is said" }
            h1.asked-now { "How did it go?" }
            p.because { "Say it before you see the review. How far the two lie apart is worth knowing." }
            form.own method="post" action=(format!("/practice/{id}/rate")) {
                @if !stories.is_empty() {
                    div.field.told-story { label for="story" { "Which story was it?" } select #story name="story" {
                        option value="" { "none of these, or I would not say" }
                        @for (story, title) in stories {
                            option value=(story) selected[drill.story.as_ref().is_some_and(|told| told.0 == *story)] { (visible(if title.trim().is_empty() { "A story without a title" } else { title })) }
                        }
                    } }
                }
                @for (key, verdict) in [(1, Verdict::Below), (2, Verdict::Meets), (3, Verdict::Raises)] {
                    @let (name, why) = words::verdict_says(verdict);
                    button.own-verdict type="submit" name="verdict" value=(verdict) data-number=(key) {
                        span.name { (name) kbd { (key) } }
                        span.quiet { (why) }
                    }
                }
            }
            (told(drill))
        }
    }
}

/// The drill is over; what comes `next` is what its variant asks for.
pub(crate) fn done(id: &str, drill: &Drill, next: &Onward) -> Markup {
    html! {
        section.room.after {
            p.label { "Done" }
            h1.asked-now dir="auto" { @if let Some(turn) = drill.answer() { (visible(&turn.asked)) } }
            div.keys-row {
                a.button.go href=(format!("/takes/{id}")) { "See the review" }
                @if let Onward::Question(_) = next { form method="post" action=(format!("/practice/{id}/onward")) { button type="submit" { "On to the next question" } } }
                form method="post" action=(format!("/practice/{id}/retake")) { button type="submit" { "Tell it again" } }
                a.button href="/practice" { "Another question" }
            }
            @if let Onward::Retake { drill, generalities } = next {
                p.because { "Now the first one again, at once, with figures where there were generalities." }
                ul.generalities { @for one in generalities { li { q dir="auto" { (visible(&one.quote)) } " " (one.ask) } } }
                form method="post" action=(format!("/practice/{drill}/retake")) { button.go type="submit" { "Tell the first one again" } }
            }
            (told(drill))
        }
    }
}

/// Left before its end.
pub(crate) fn left(id: &str, drill: &Drill) -> Markup {
    html! {
        section.room.after {
            p.label { "Left" }
            h1.asked-now dir="auto" { @if let Some(turn) = drill.answer() { (visible(&turn.asked)) } }
            p.because { "You left this drill. What you said of it is kept." }
            div.keys-row {
                form method="post" action=(format!("/practice/{id}/retake")) { button.go type="submit" { "Tell it again" } }
                @if drill.answer().is_some_and(|turn| turn.reply == ReplyKind::Said) { a.button href=(format!("/takes/{id}")) { "See what you said" } }
                a.button href="/practice" { "Another question" }
            }
            (told(drill))
        }
    }
}

/// What was asked and how long it was answered, without a word about how well.
fn told(drill: &Drill) -> Markup {
    let passed = drill
        .turns
        .iter()
        .filter(|turn| turn.reply == ReplyKind::Passed)
        .count();
    html! {
        ol.turns {
            @for turn in &drill.turns {
                li {
                    span dir="auto" { (visible(&turn.asked)) }
                    span.small.quiet {
                        @match turn.reply {
                            ReplyKind::Passed => span { "passed" },
                            ReplyKind::Open => span { "not answered" },
                            ReplyKind::Said => {
                                @if let Some(ms) = turn.took_ms { span.num { (clock(ms as f64 / 1000.0)) } }
                                span { (counted(turn.text.split_whitespace().count(), "word", "words")) }
                            },
                        }
                    }
                }
            }
        }
        @if passed > 0 { p.quiet { "Passing is allowed, and counted: " (passed) "." } }
    }
}
