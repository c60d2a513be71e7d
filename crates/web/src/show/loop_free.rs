//! Between two rounds: which stories were told and are burnt, which nobody has heard yet, and which would serve what may still come. It
//! says nothing of who looks for what.

use glidepath_app::loops::{Replan, Suggested};
use glidepath_domain::{Principle, StoryId};
use maud::{Markup, html};

use super::counted;
use super::say::visible;

/// The fold under the rest.
pub(crate) fn loop_free(replan: &Replan) -> Markup {
    let stories = replan.free.len() + replan.told.len();
    html! {
        details.free-to-tell {
            summary { "What is still free to tell" }
            @if stories == 0 {
                p.quiet { "There is no story in your bank, so nothing can be planned. What you told in this loop was heard all the same." }
            } @else {
                @if !replan.told.is_empty() {
                    p.label { "Told" }
                    ul.plain { @for told in &replan.told { li { (title(&told.story, &told.title)) @if told.times > 1 { " " span.quiet { (told.times) " times" } } } } }
                }
                @if replan.unknown > 0 { p.quiet { (counted(replan.unknown as usize, "telling was", "tellings were")) " of no story in the bank." } }
                p.label { "Nobody has heard yet" }
                @if replan.free.is_empty() { p.quiet { "None: every story was told." } }
                ul.plain { @for (id, name) in &replan.free { li { (title(id, name)) } } }
                (plan(&replan.plan))
                @if let Some(shortage) = &replan.shortage { p.quiet { "For everything that may be asked your stories do not suffice. " (shortage.say()) } }
            }
        }
    }
}

/// A story for each principle in scope, those of one story together.
fn plan(plan: &[Suggested]) -> Markup {
    let mut by_story: Vec<(&StoryId, &str, Vec<Principle>)> = Vec::new();
    for suggested in plan {
        if let Some((id, name)) = &suggested.story {
            match by_story.iter_mut().find(|(of, _, _)| *of == id) {
                Some((_, _, serves)) => serves.push(suggested.principle),
                None => by_story.push((id, name, vec![suggested.principle])),
            }
        }
    }
    html! {
        @if !by_story.is_empty() {
            p.label { "For what may still come" }
            table.plan-table {
                thead { tr { th scope="col" { "Tell" } th scope="col" { "For" } } }
                tbody { @for (id, name, serves) in &by_story { tr { th scope="row" { (title(id, name)) } td { (glidepath_app::hand_out_debrief::words::listed(&serves.iter().map(|principle| principle.name()).collect::<Vec<_>>())) } } } }
            }
        }
    }
}

fn title(id: &StoryId, name: &str) -> Markup {
    html! { a href=(format!("/stories/{}", id.0)) dir="auto" target="_blank" { @if name.trim().is_empty() { "A story without a title" } @else { (visible(name)) } } }
}
