//! How a take was said: rates that are never mixed, loudness, pauses with the words they stand before, held sounds. Facts, with the
//! teller's own usual beside them; what is held against a telling are the remarks, and those about fluency can be turned off.

use glidepath_app::practice::DeliverySeen;
use glidepath_domain::{Delivery, Stretch};
use maud::{Markup, html};

use super::in_short;
use super::measure::{Measure, measure};
use super::say::{clock, counted, visible};
use super::waveform::{DRAWN_MS, seconds};
use super::word_times::WordTime;

/// Pauses listed; the longest tell, the others are drawn.
const PAUSES: usize = 4;
/// Held sounds listed.
const HELD: usize = 8;
/// Words shown after a pause.
const AFTER: usize = 6;

/// What is told of a delivery.
#[derive(Debug, Clone)]
pub(crate) struct Said<'t> {
    /// What the sound says.
    pub(crate) delivery: &'t Delivery,
    /// The four rates, loudness and melody.
    pub(crate) measures: &'t [Measure],
    /// What is remarked on, how it is unlike one's usual, and what its pauses stood before.
    pub(crate) seen: &'t DeliverySeen,
    /// Takes that "your usual" rests on; nought while there are too few.
    pub(crate) takes: usize,
    /// Whether pauses, held sounds and rates may be held against the telling.
    pub(crate) penalties: bool,
    /// The words as written down.
    pub(crate) text: &'t str,
    /// When each was said.
    pub(crate) times: &'t [WordTime],
    /// The recording's address, while there is one.
    pub(crate) sound: Option<&'t str>,
}

/// The block about the sound.
pub(crate) fn delivery(said: &Said<'_>) -> Markup {
    html! {
        section.block.delivery aria-labelledby="delivery" {
            h2.label #delivery { "How it was said" }
            p.quiet {
                @if said.takes > 0 { "Your usual is the middle of your last " (counted(said.takes, "take", "takes")) ". " }
                @else { "Your usual is shown once there are five takes. " }
                @if !said.penalties { "Pauses, rates and held sounds are told and held against nothing, as you have set it." }
            }
            (remarks(said))
            @if !said.seen.unlike.is_empty() { ul.unlike { @for one in &said.seen.unlike { li { (one.text) } } } }
            div.delivery-columns {
                ul.measures { @for one in said.measures { (measure(one)) } }
                div {
                    (pauses(said))
                    (held(said))
                }
            }
        }
    }
}

fn remarks(said: &Said<'_>) -> Markup {
    html! {
        @if !said.seen.remarks.is_empty() {
            ul.sound-remarks {
                @for remark in &said.seen.remarks {
                    li.sheet { p { (remark.text) @if let Some(at) = remark.at { " " (play(said, at.start_ms)) } } code { (remark.code) } }
                }
            }
        }
    }
}

/// A moment of the recording, which plays from there.
fn play(said: &Said<'_>, ms: u64) -> Markup {
    let at = ms as f64 / 1000.0;
    html! {
        @match said.sound {
            Some(sound) => a.time href=(format!("{sound}#t={at:.1}")) data-seek=(ms) aria-label=(format!("Play from {}", clock(at))) { (clock(at)) },
            None => span.time { (clock(at)) },
        }
    }
}

fn pauses(said: &Said<'_>) -> Markup {
    let drawn = said.delivery.pauses.iter().filter(|p| p.ms() >= DRAWN_MS);
    let mut longest: Vec<Stretch> = drawn.clone().copied().collect();
    longest.sort_by_key(|p| (std::cmp::Reverse(p.ms()), p.start_ms));
    let count = longest.len();
    longest.truncate(PAUSES);
    longest.sort_by_key(|p| p.start_ms);
    html! {
        h3.label { "Pauses" }
        @if count == 0 {
            p.quiet { "None of a second or more. A pause before the turn of a story is heard as weight, not as a gap." }
        } @else {
            p.sum-line { b { (counted(count, "pause", "pauses")) } " of a second or more" @if count > PAUSES { "; the longest:" } @else { ":" } }
            ul.moments {
                @for pause in &longest {
                    li { (play(said, pause.start_ms)) b.num { (seconds(pause.ms())) }
                        @match before(said, *pause) {
                            Some(words) => span { "before “" (words) "”" },
                            None => span.quiet { "after the last word" },
                        }
                    }
                }
            }
            @let beats: Vec<_> = said.seen.before_beats.iter().filter(|one| one.longest.ms() >= DRAWN_MS).collect();
            @if !beats.is_empty() {
                p.sum-line {
                    "The longest before each beat: "
                    @for (index, one) in beats.into_iter().enumerate() {
                        @if index > 0 { ", " }
                        (in_short::beat(one.beat)) " " span.num { (seconds(one.longest.ms())) }
                    }
                    "."
                }
            }
        }
    }
}

/// The words a pause stands before. Times of words and silences come from different ears, so a word may begin a little early.
fn before(said: &Said<'_>, pause: Stretch) -> Option<String> {
    let middle = u64::midpoint(pause.start_ms, pause.end_ms);
    let first = said.times.partition_point(|w| w.start_ms < middle);
    let (first, last) = (
        said.times.get(first)?,
        said.times.get((first + AFTER - 1).min(said.times.len() - 1))?,
    );
    let words = said.text.get(first.span.start..last.span.end)?;
    Some(format!(
        "{} …",
        visible(words.trim_end_matches(['.', ',', ';', '!', '?']))
    ))
}

fn held(said: &Said<'_>) -> Markup {
    let held = &said.delivery.held;
    html! {
        h3.label { "Held sounds" }
        @if held.is_empty() { p.quiet { "No “uhm” and no drawn-out word was heard. Short ones can be missed." } }
        @else {
            p.sum-line { b { (counted(held.len(), "held sound", "held sounds")) } ", heard in the sound itself: writers-down drop them." }
            ul.moments.in-a-row {
                @for sound in held.iter().take(HELD) { li { (play(said, sound.start_ms)) span.num { (seconds(sound.ms())) } } }
                @if held.len() > HELD { li.quiet { "and " (held.len() - HELD) " more" } }
            }
        }
    }
}
