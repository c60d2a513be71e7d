//! The cheat sheet drawn: for each principle its one-line frameworks and one or two stories as anchors. For the page, for paper
//! and for the single file alike.

use glidepath_app::cheat_sheet::{Anchor, CheatSheet, FOR};
use maud::{Markup, html};

use super::{Links, visible};

/// The whole sheet.
pub(crate) fn anchors(sheet: &CheatSheet, links: Links) -> Markup {
    html! {
        div.cheat-sheet {
            p.purpose { b { (FOR) } span.quiet { " Anchors, not scripts; every word of a story is yours. Made " (sheet.made) "." } }
            div.cheat-columns {
                @for anchors in &sheet.principles {
                    section.cheat aria-labelledby=(format!("on-{}", anchors.principle)) {
                        h2 id=(format!("on-{}", anchors.principle)) { (anchors.principle.name()) }
                        ul.frameworks { @for line in anchors.frameworks { li { (line) } } }
                        @if anchors.stories.is_empty() {
                            p.gap { "No story yet." @if links == Links::App { " " a href=(format!("/dig?principle={}", anchors.principle)) { "Dig for one" } } }
                        }
                        @for (place, story) in anchors.stories.iter().enumerate() { (anchor(story, place > 0, links)) }
                    }
                }
            }
        }
    }
}

fn anchor(story: &Anchor, stands_by: bool, links: Links) -> Markup {
    let title = if story.title.is_empty() {
        "A story without a title".to_owned()
    } else {
        visible(&story.title)
    };
    html! {
        article.anchor {
            h3 dir="auto" {
                @if links == Links::App { a href=(format!("/stories/{}", story.id)) { (title) } } @else { (title) }
                @if stands_by { span.quiet { " stands by" } }
                @if let Some(above) = story.above { span.quiet { " in full under " (above.name()) } }
            }
            @if story.above.is_none() && story.opening.is_empty() { p.gap { "It has no words yet." } }
            @if !story.opening.is_empty() { p.opening dir="auto" { (visible(&story.opening)) } }
            @if !story.cues.is_empty() { ul.cues { @for cue in &story.cues { li dir="auto" { (visible(cue)) } } } }
            @if !story.figures.is_empty() {
                ul.figures-told {
                    @for figure in &story.figures {
                        li dir="auto" { b.num { (visible(&figure.value)) } @if !figure.baseline.is_empty() { " was " span.num { (visible(&figure.baseline)) } } @if !figure.what.is_empty() { span.quiet { " " (visible(&figure.what)) } } }
                    }
                }
            }
            @if !story.landing.is_empty() { p.landing dir="auto" { (visible(&story.landing)) } }
        }
    }
}
