//! The drill room, almost empty: what is asked, the sky, one nudge at a time, how loud one is, and what one may do.
//!
//! It is one form that works without scripts: typed and sent. Scripts open the microphone and draw.

use glidepath_domain::{Drill, Turn};
use maud::{Markup, html};

use super::drill_sky::{short_sky, sky};
use super::drill_words as words;
use super::loop_head::{LoopHead, loop_head};
use super::{clock, visible};
use crate::asset;

/// Seconds a reply to a follow-up usually takes; it is not cut off there.
const REPLY_S: u32 = 60;

/// How it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// Into the microphone.
    Speak,
    /// On the keyboard.
    Type,
}

impl How {
    /// Its name in addresses and forms.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Speak => "speak",
            Self::Type => "type",
        }
    }

    /// Typing where that was asked for, speaking otherwise.
    pub(crate) fn of(slug: Option<&str>) -> Self {
        if slug == Some("type") { Self::Type } else { Self::Speak }
    }
}

/// The room as it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room<'d> {
    /// The drill's name.
    pub(crate) id: &'d str,
    /// The drill.
    pub(crate) drill: &'d Drill,
    /// How it is answered.
    pub(crate) how: How,
    /// Samples kept of the open turn.
    pub(crate) samples: u64,
    /// What was typed and not sent.
    pub(crate) typed: &'d str,
    /// Where the worklet lies.
    pub(crate) worklet: &'d str,
    /// The loop it is a question of, if it is one.
    pub(crate) in_loop: Option<LoopHead<'d>>,
}

impl Room<'_> {
    fn turn(&self) -> usize {
        self.drill.turns.len().saturating_sub(1)
    }

    fn kept_s(&self) -> f64 {
        self.samples as f64 / 16_000.0
    }
}

/// A turn that is being told, or about to be.
pub(crate) fn room(room: &Room<'_>) -> Markup {
    let (drill, turn) = (room.drill, room.turn());
    let open = drill.turns.last();
    html! {
        section.room #room data-room=(room.id) data-turn=(turn) data-how=(room.how.slug()) data-exam[drill.exam] data-worklet=(room.worklet) data-samples=(room.samples) {
            @match &room.in_loop { Some(of) => (loop_head(of, turn)), None => (head(room)) }
            @if let Some(open) = open { (asked(open, turn)) }
            @if turn == 0 { (sky(drill.limit_s)) } @else { (short_sky(REPLY_S)) }
            p.nudge #nudge role="status" aria-live="polite" {}
            div.trouble #trouble role="alert" hidden {}
            form.say #say method="post" action=(format!("/practice/{}/finish", room.id)) autocomplete="off" data-keep=(format!("drill:{}:{turn}", room.id)) {
                input type="hidden" name="turn" value=(turn);
                input type="hidden" name="took_ms" value="";
                input type="hidden" name="spoken" value="";
                input type="hidden" name="heard" value="";
                @match room.how {
                    How::Speak => (speak(room)),
                    How::Type => {},
                }
                (write(room))
            }
            (otherwise(room))
        }
    }
}

fn head(room: &Room<'_>) -> Markup {
    let drill = room.drill;
    html! {
        header.room-head {
            p.label {
                @if drill.exam { "Exam" } @else { "Drill" }
                @if room.turn() == 0 { " · " (words::timebox(drill.limit_s)) } @else { " · follow-up " (room.turn()) }
                " · " (words::temperament(drill.temperament))
            }
            form method="post" action=(format!("/practice/{}/leave", room.id)) { button.plain-button type="submit" title="What you said is kept" { "Leave" } }
        }
    }
}

fn asked(turn: &Turn, index: usize) -> Markup {
    html! {
        h1.asked-now #asked tabindex="-1" dir="auto" data-say=(turn.asked) { (visible(&turn.asked)) }
        @if index > 0 {
            ol.steps aria-hidden="true" { @for step in 1..=index { li class=[(step == index).then_some("here")] {} } }
        }
    }
}

/// The microphone's side. Without scripts there is none, and the field stands open.
fn speak(room: &Room<'_>) -> Markup {
    let begun = room.samples > 0;
    let first = if room.turn() == 0 { "Start telling" } else { "Answer" };
    html! {
        div.mike #mike hidden {
            div.keys-row {
                button.go #go type="button" disabled { span data-word data-first=(first) { @if begun { "Go on" } @else { (first) } } " " kbd { "Space" } }
                button #finish type="submit" name="do" value="finish" disabled[!begun] { "Finish " kbd { "Enter" } }
                @if !room.drill.exam && room.turn() == 0 {
                    button #again type="submit" formaction=(format!("/practice/{}/retake", room.id)) name="do" value="again" disabled[!begun] { "Start over" }
                }
                (ways_out(room))
            }
            div.meter-row {
                (meter())
                p.live-state #state role="status" {
                    @if begun { span.num { (clock(room.kept_s())) } " is kept. Go on where you stopped, or finish." }
                    @else { "Nothing is recorded yet. Take the time you need." }
                }
            }
        }
        (check(false, None))
    }
}

/// A follow-up may be passed, and one may say that it is enough. The question itself is left instead; in a loop it is passed.
fn ways_out(room: &Room<'_>) -> Markup {
    html! {
        @if room.turn() > 0 || room.in_loop.is_some() {
            button.pass #pass type="submit" formaction=(format!("/practice/{}/pass", room.id)) name="how" value=(room.how.slug()) { "Pass" }
        }
        @if room.turn() > 0 {
            button #enough type="submit" formaction=(format!("/practice/{}/enough", room.id)) name="how" value=(room.how.slug()) { "Enough" }
        }
    }
}

/// How loud it is: thirty-six strokes from -60 dB to full scale, with the healthy stretch marked below.
fn meter() -> Markup {
    html! {
        svg.meter data-meter width="218" height="24" viewBox="0 0 218 24" role="img" aria-label="Level of the microphone" {
            @for stroke in 0..36 { line x1=(2 + stroke * 6) x2=(2 + stroke * 6) y1="2" y2="14" {} }
            // -36 to -9 dB.
            path.healthy d="M86 19H182" {}
        }
    }
}

/// What is tried before the first drill: is the right microphone heard, and how does it sound?
///
/// Alone on its page it stands open, and leads on to `next`.
pub(crate) fn check(alone: bool, next: Option<&str>) -> Markup {
    html! {
        section #check class=(if alone { "sheet check alone" } else { "sheet check" }) aria-labelledby="check-title" data-worklet=[alone.then(|| asset::address("worklet.js"))] data-next=[next] hidden {
            h2 #check-title { @if alone { "Try it" } @else { "First, your microphone" } }
            p { "Say a sentence. The strokes should reach the line below them, and stay off the right end." }
            div.check-row {
                div.field { label for="device" { "Microphone" } select #device {} }
                (meter())
            }
            div.row {
                button type="button" data-try { "Record three seconds" }
                button type="button" data-play disabled { "Play it back" }
                button.go type="button" data-fine { "It sounds right" }
                p.quiet data-says role="status" {}
            }
        }
    }
}

/// The keyboard's side.
fn write(room: &Room<'_>) -> Markup {
    html! {
        div.write data-kept-by="keyboard" {
            label.hidden for="text" { "Your answer, as you would say it" }
            textarea #text name="text" rows="7" dir="auto" spellcheck="true" aria-describedby="write-help" placeholder="As you would say it." { "\n" (room.typed) }
            div.keys-row {
                button.go type="submit" name="do" value="finish" { "Finish " kbd { "Ctrl" } " " kbd { "Enter" } }
                @if room.how == How::Type { (ways_out(room)) }
                span.quiet.small data-kept-at {}
            }
            p.quiet.help #write-help {
                @match room.how {
                    How::Speak => span.unscripted { "The microphone needs scripts, and they are off here: type the answer instead. It counts the same." },
                    How::Type => "The clock runs from your first letter. Typed answers count the same as spoken ones.",
                }
            }
        }
    }
}

/// The other ways to answer, and what may be turned on.
fn otherwise(room: &Room<'_>) -> Markup {
    let here = format!("/practice/{}", room.id);
    html! {
        div.otherwise {
            @match room.how {
                How::Speak => a href=(format!("{here}?how=type")) { "Type instead" },
                How::Type => a href=(here) { "Speak instead" },
            }
            details data-key="upload" {
                summary { "Bring a recording" }
                form.upload method="post" action=(format!("{here}/upload")) enctype="multipart/form-data" {
                    label.hidden for="file" { "Recording" }
                    input #file type="file" name="file" accept="audio/*,.wav,.mp3,.m4a,.aac,.ogg,.opus,.webm,.flac" required;
                    button type="submit" { "Use it" }
                }
            }
            @if room.how == How::Speak { button.plain-button type="button" data-check hidden { "Check the microphone" } }
            label.choice-line hidden data-voice-choice { input type="checkbox" data-aloud; "Ask aloud, with this machine's own voice" }
            @if room.how == How::Speak {
                label.choice-line hidden data-recogniser-choice {
                    input type="checkbox" data-recogniser;
                    span { "Write along with this browser’s recogniser. " b { "Its maker may get the sound" } ": it is theirs, and off unless you tick this." }
                }
            }
        }
    }
}
