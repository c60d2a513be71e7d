//! A story's words in its frame: a field for each section, its marks under it, and what each passage in it does.

use glidepath_domain::{Beat, Frame, Passage, Principle};
use glidepath_story::Section;
use maud::{Markup, html};

use super::{in_short, visible};
use crate::story_form::StoryForm;

/// Words that show which passage is meant.
const OPENING: usize = 7;

/// The frames to choose from. Each is a button, so that a choice brings what was typed along.
pub(crate) fn frames(now: Frame) -> Markup {
    html! {
        fieldset.frames {
            legend.hidden { "Shown in the frame" }
            @for &frame in Frame::ALL {
                button type="submit" name="frame" value=(frame) aria-pressed=(if frame == now { "true" } else { "false" }) { (in_short::frame(frame)) }
            }
        }
    }
}

/// Every section with its field; `told` are its words with their marks, where they were reviewed.
pub(crate) fn sections(form: &StoryForm, told: &[Markup]) -> Markup {
    html! {
        input type="hidden" name="in" value=(form.frame) data-key="in";
        @for (index, passage) in form.was.iter().enumerate() { (was(index, passage)) }
        @for (index, section) in form.sections().iter().enumerate() {
            (one(form, index, section, told.get(index)))
        }
    }
}

/// What a section's words were cut from.
fn was(index: usize, passage: &Passage) -> Markup {
    html! {
        input type="hidden" name="was.beat" value=(passage.beat) data-key=(format!("was-beat-{index}"));
        input type="hidden" name="was.principle" value=(passage.principle.map_or("", Principle::slug)) data-key=(format!("was-principle-{index}"));
        input type="hidden" name="was.text" value=(passage.text) data-key=(format!("was-text-{index}"));
    }
}

fn one(form: &StoryForm, index: usize, section: &Section, told: Option<&Markup>) -> Markup {
    let text = form.texts.get(index).map_or("", String::as_str);
    // One that was cut from other passages is another section: its field must not keep the words of the old.
    let key = format!(
        "{}-{index}-{}",
        form.frame,
        section.beats.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
    );
    html! {
        section.told-section data-key=(key) {
            div.over-text {
                h3 { label for=(format!("text-{index}")) { (section.name) @if section.block > 0 { " again" } } }
                p.quiet id=(format!("gloss-{index}")) { (section.gloss) }
            }
            div.editor.laid {
                article.told aria-label=(format!("{}, with marks", section.name)) { @if let Some(told) = told { (told) } }
                textarea id=(format!("text-{index}")) name="text" rows="2" dir="auto" spellcheck="true"
                    aria-describedby=(format!("gloss-{index}")) placeholder=(section.prompt) { "\n" (text) }
            }
            (passages(form, index, section))
        }
    }
}

/// What each passage of a section does, and the principle that drove an action: a silent one, never spoken.
fn passages(form: &StoryForm, at: usize, section: &Section) -> Markup {
    let acts = section.main == Beat::Action;
    html! {
        @if !section.beats.is_empty() {
            details.passages data-key="passages" {
                summary { "What these words do" @if acts { ", and what drove you" } }
                ol {
                    @for &index in &section.beats {
                        @if let Some(passage) = form.was.get(index) { (passage_line(index, passage)) }
                    }
                }
                @if acts { p.quiet { "The principle is for your own eyes; it is never said aloud." } }
            }
        } @else if acts {
            div.passages.field {
                label for=(format!("driven-{at}")) { "What drove you here " span.quiet { "for your own eyes, never said aloud" } }
                (chooser(&format!("driven.{at}"), &format!("driven-{at}"), form.drives(at)))
            }
        }
    }
}

fn passage_line(index: usize, passage: &Passage) -> Markup {
    let opening: Vec<&str> = passage.text.split_whitespace().take(OPENING).collect();
    let opening = visible(&opening.join(" "));
    html! {
        li {
            span.opening dir="auto" { @if opening.is_empty() { "(blank)" } @else { "“" (opening) " …”" } }
            label.hidden for=(format!("beat-{index}")) { "What passage " (index + 1) " does" }
            select id=(format!("beat-{index}")) name=(format!("beat.{index}")) {
                @for &beat in Beat::ALL { option value=(beat) selected[beat == passage.beat] { (in_short::beat(beat)) } }
            }
            @if passage.beat == Beat::Action {
                label.hidden for=(format!("silent-{index}")) { "What drove passage " (index + 1) }
                (chooser(&format!("silent.{index}"), &format!("silent-{index}"), passage.principle))
            }
        }
    }
}

fn chooser(name: &str, id: &str, now: Option<Principle>) -> Markup {
    html! {
        select id=(id) name=(name) {
            option value="" { "no principle" }
            @for &principle in Principle::ALL { option value=(principle) selected[now == Some(principle)] { (principle.name()) } }
        }
    }
}
