//! The pages of practice, beside each other: what one does, and what became of it.

use maud::{Markup, html};

use crate::asset;

/// The pages of practice; `here` is the address of one of them.
const PAGES: [(&str, &str); 5] = [
    ("/practice", "Drill"),
    ("/recall", "Recall"),
    ("/practice/block", "Block"),
    ("/takes", "Takes"),
    ("/progress", "Progress"),
];

/// The row of pages; and the styles they share, which no other page needs.
pub(crate) fn practice_tabs(here: &str) -> Markup {
    html! {
        link rel="stylesheet" href=(asset::address("take.css"));
        div.tabs-row {
            nav.tabs aria-label="Practice" {
                @for (path, name) in PAGES { a href=(path) aria-current=[(path == here).then_some("page")] { (name) } }
            }
        }
    }
}
