//! The player of a take: a browser's own where there are no scripts, and over it controls that move through the words,
//! the waveform and the flight path together.

use maud::{Markup, html};

use super::say::clock;

/// Speeds one may listen at.
const SPEEDS: [(&str, &str); 4] = [("0.75", "¾×"), ("1", "1×"), ("1.25", "1¼×"), ("1.5", "1½×")];

/// The player of the sound at `address`, `duration_ms` long.
pub(crate) fn player(address: &str, duration_ms: u64) -> Markup {
    let total = duration_ms as f64 / 1000.0;
    html! {
        div.player data-player {
            audio #sound controls preload="metadata" src=(address) aria-label="The sound of this take" {}
            div.controls hidden {
                button.go.play type="button" data-play aria-pressed="false" { span.icon aria-hidden="true" {} span data-word { "Play" } }
                button type="button" data-skip="-5" { "− 5 s" }
                button type="button" data-skip="5" { "+ 5 s" }
                input type="range" min="0" max=(format!("{total:.1}")) step="0.1" value="0" data-place aria-label="Place in the sound";
                span.time { span data-now { "0:00" } " / " (clock(total)) }
                label { span.hidden { "Speed" }
                    select data-speed { @for (value, name) in SPEEDS { option value=(value) selected[value == "1"] { (name) } } }
                }
                span.hint-key { kbd { "p" } " plays, " kbd { "," } " " kbd { "." } " 5 s back, on" }
            }
        }
    }
}

/// The sound of a reply: the browser's own player, fetched when it is asked for.
pub(super) fn little(address: &str, what: &str) -> Markup {
    html! { audio.little-player controls preload="none" src=(address) aria-label=(what) {} }
}
