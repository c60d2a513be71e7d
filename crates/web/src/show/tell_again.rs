//! What a next telling would do otherwise: the one detail to drop where the story keeps running long, and figures for generalities.

use glidepath_app::practice::TakeReview;
use maud::{Markup, html};

use super::say::{clock, visible};

/// Generalities listed.
const MOST: usize = 5;

/// The block; nothing where there is nothing to say.
pub(crate) fn tell_again(take: &TakeReview) -> Markup {
    html! {
        @if take.drop.is_some() || !take.generalities.is_empty() {
            section.block.tell-again aria-labelledby="again" {
                h2.label #again { "When you tell it again" }
                @if let Some(drop) = &take.drop {
                    div.sheet.drop {
                        h3 { "Drop one detail: it would save " span.num { (clock(drop.saves_s)) } }
                        blockquote dir="auto" { del { (visible(&drop.quote)) } }
                        p { (drop.words) }
                    }
                }
                @if !take.generalities.is_empty() {
                    ul.generalities {
                        @for one in take.generalities.iter().take(MOST) { li { q dir="auto" { (visible(&one.quote)) } " " span.quiet { (one.ask) } } }
                    }
                }
            }
        }
    }
}
