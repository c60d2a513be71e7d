//! The sound of a take as a picture, on the axis of its flight path, so that one place across means one moment in both:
//! loudness, the pauses a listener notices, held sounds, and what was shown meanwhile. Scripts move a cursor over it.

use std::fmt::Write as _;

use glidepath_domain::{Delivery, ShownNudge, Stretch, TimedWord};
use maud::{Markup, html};

use super::flight_shape::{LEFT, RIGHT, WIDTH, round};
use super::say::clock;

/// Rows of the drawing, from the top.
const HEIGHT: f64 = 118.0;
const MIDDLE: f64 = 50.0;
const REACH: f64 = 30.0;
const UNDER: f64 = 86.0;
/// A pause from here on is drawn. Shorter ones are breath. Source: docs/speech.md.
pub(super) const DRAWN_MS: u64 = 1_000;
/// A pause over this is called long, as the remarks call it. Source: docs/speech.md.
const LONG_MS: u64 = 2_500;
/// Room that a pause's length needs to be written.
const LABEL: f64 = 30.0;
/// Most marks of one kind drawn; beyond that nobody could tell them apart.
const MOST: usize = 60;

/// Which stretch of the recording is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    /// Milliseconds of the recording at its left end.
    pub(crate) from_ms: u64,
    /// And at its right end; above `from_ms`.
    pub(crate) to_ms: u64,
}

impl Axis {
    /// From the first word to the last where words have times, as the flight path runs; else the whole recording.
    pub(crate) fn of(words: &[TimedWord], duration_ms: u64) -> Self {
        let (from_ms, to_ms) = match (words.first(), words.last()) {
            (Some(first), Some(last)) if last.end_ms > first.start_ms => (first.start_ms, last.end_ms),
            _ => (0, duration_ms),
        };
        Self {
            from_ms,
            to_ms: to_ms.max(from_ms + 1),
        }
    }

    fn x(self, ms: u64) -> f64 {
        let share = (ms as f64 - self.from_ms as f64) / (self.to_ms - self.from_ms) as f64;
        LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0)
    }

    fn holds(self, stretch: Stretch) -> bool {
        stretch.end_ms > self.from_ms && stretch.start_ms < self.to_ms
    }
}

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waveform<'t> {
    /// Lowest and highest of each of equally long stretches of the whole recording.
    pub(crate) peaks: &'t [(i8, i8)],
    /// What the sound says.
    pub(crate) delivery: &'t Delivery,
    /// Which stretch is drawn.
    pub(crate) axis: Axis,
    /// Nudges that were shown.
    pub(crate) nudges: &'t [ShownNudge],
    /// When the teller was cut in on, in milliseconds of the recording.
    pub(crate) interrupted_ms: Option<u64>,
    /// Whether pauses and held sounds may be held against the telling.
    pub(crate) penalties: bool,
}

/// The drawing.
pub(crate) fn waveform(wave: &Waveform<'_>) -> Markup {
    let (axis, delivery) = (wave.axis, wave.delivery);
    let voice = if wave.penalties { "costs" } else { "plain" };
    html! {
        svg.path.wave.(voice) viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(spoken(wave)) data-wave
            data-left=(LEFT) data-right=(RIGHT) data-from=(axis.from_ms) data-to=(axis.to_ms) {
            path.level d=(format!("M{LEFT} {MIDDLE}H{RIGHT}")) {}
            defs { clipPath #played { rect x=(LEFT) y="0" width="0" height=(HEIGHT) data-played {} } }
            @let drawn = columns(wave);
            path.sound d=(drawn) {}
            path.sound.played d=(drawn) clip-path="url(#played)" {}
            g.times {
                @for at in ticks(axis) {
                    @let x = axis.x(at);
                    path d=(format!("M{} {}v4", round(x), HEIGHT - 18.0)) {}
                    text x=(round(x)) y=(HEIGHT - 2.0) text-anchor="middle" { (clock(at as f64 / 1000.0)) }
                }
            }
            g.pauses {
                @for pause in delivery.pauses.iter().filter(|p| p.ms() >= DRAWN_MS && axis.holds(**p)).take(MOST) { (paused(axis, *pause)) }
            }
            g.held { @for held in delivery.held.iter().filter(|h| axis.holds(**h)).take(MOST) { (wavy(axis, *held)) } }
            g.shown {
                @for nudge in wave.nudges.iter().take(MOST) {
                    @let x = axis.x(nudge.at_ms);
                    path d=(format!("M{} 4h9l-3 4 3 4h-9v8", round(x))) {}
                }
                @if let Some(at) = wave.interrupted_ms { path.cut d=(format!("M{} 2v{}", round(axis.x(at)), UNDER - 2.0)) {} }
            }
            path.cursor d=(format!("M{LEFT} 0V{UNDER}")) data-cursor {}
        }
    }
}

/// One upright stroke for each column, as high as the sound was loud.
fn columns(wave: &Waveform<'_>) -> String {
    let mut d = String::new();
    let count = wave.peaks.len().max(1) as f64;
    let length = wave.delivery.duration_ms as f64;
    // Drawn as loud as the loudest: how loud it was is told in words.
    let loudest = wave
        .peaks
        .iter()
        .map(|(low, high)| low.unsigned_abs().max(high.unsigned_abs()))
        .max();
    let scale = REACH / f64::from(loudest.unwrap_or(1).max(1));
    for (index, &(low, high)) in wave.peaks.iter().enumerate() {
        let at = ((index as f64 + 0.5) / count * length) as u64;
        if at < wave.axis.from_ms || at > wave.axis.to_ms {
            continue;
        }
        let (top, bottom) = (MIDDLE - f64::from(high) * scale, MIDDLE - f64::from(low) * scale);
        if bottom - top < 0.8 {
            continue;
        }
        let _ = write!(d, "M{} {}V{}", round(wave.axis.x(at)), round(top), round(bottom));
    }
    d
}

/// A bracket under a silence, with its length where there is room.
fn paused(axis: Axis, pause: Stretch) -> Markup {
    let (from, to) = (axis.x(pause.start_ms), axis.x(pause.end_ms));
    html! {
        g class=[(pause.ms() > LONG_MS).then_some("long")] {
            path d=(format!("M{} {}v4H{}v-4", round(from), UNDER - 5.0, round(to))) {}
            @if to - from >= LABEL || pause.ms() > LONG_MS {
                text x=(round(f64::midpoint(from, to))) y=(UNDER + 9.0) text-anchor="middle" { (seconds(pause.ms())) }
            }
        }
    }
}

/// A held sound: a wavy line over its place, as long as it was held.
fn wavy(axis: Axis, held: Stretch) -> Markup {
    let (from, to) = (axis.x(held.start_ms), axis.x(held.end_ms));
    let waves = (((to - from) / 6.0).round() as usize).clamp(2, 12);
    let mut d = format!("M{} 14", round(f64::midpoint(from, to) - waves as f64 * 3.0));
    for wave in 0..waves {
        d.push_str(if wave % 2 == 0 { "q3 -6 6 0" } else { "q3 6 6 0" });
    }
    html! { path d=(d) {} }
}

/// Moments of the recording written under the axis, as the player counts them: every ten seconds, or fewer where it is long.
fn ticks(axis: Axis) -> impl Iterator<Item = u64> {
    let length = axis.to_ms - axis.from_ms;
    let step = [10_000, 20_000, 30_000, 60_000, 300_000]
        .into_iter()
        .find(|step| length / step <= 14)
        .unwrap_or(600_000);
    (axis.from_ms.div_ceil(step)..=axis.to_ms / step).map(move |n| n * step)
}

/// `2.6 s`.
pub(super) fn seconds(ms: u64) -> String {
    format!("{:.1} s", ms as f64 / 1000.0)
}

/// The drawing in one sentence.
fn spoken(wave: &Waveform<'_>) -> String {
    let delivery = wave.delivery;
    let pauses = delivery.pauses.iter().filter(|p| p.ms() >= DRAWN_MS).count();
    let longest = delivery.pauses.iter().map(|p| p.ms()).max();
    format!(
        "The sound over {}: {}{}, {}",
        clock(delivery.duration_ms as f64 / 1000.0),
        super::counted(pauses, "pause", "pauses"),
        longest.map_or_else(String::new, |ms| format!(", the longest {}", seconds(ms))),
        super::counted(delivery.held.len(), "held sound", "held sounds"),
    )
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Delivery, Listener, Stretch, TimedWord};

    use super::{Axis, Waveform, waveform};
    use crate::show::flight_shape::{LEFT, RIGHT};

    fn delivery(duration_ms: u64) -> Delivery {
        Delivery {
            duration_ms,
            listener: Listener::Energy,
            speech: Vec::new(),
            pauses: vec![Stretch {
                start_ms: 4_000,
                end_ms: 7_000,
            }],
            held: vec![Stretch {
                start_ms: 8_000,
                end_ms: 8_500,
            }],
            syllables: 0,
            pitch_spread: None,
            loudness_db: None,
            above_noise_db: None,
            clipped: 0.0,
        }
    }

    fn drawn(delivery: &Delivery, peaks: &[(i8, i8)], axis: Axis) -> String {
        waveform(&Waveform {
            peaks,
            delivery,
            axis,
            nudges: &[],
            interrupted_ms: Some(5_000),
            penalties: false,
        })
        .0
    }

    #[test]
    fn the_axis_runs_from_the_first_word_to_the_last() {
        let word = |start_ms, end_ms| TimedWord {
            word: "so".to_owned(),
            start_ms,
            end_ms,
        };
        let axis = Axis::of(&[word(2_000, 2_300), word(9_000, 12_000)], 20_000);
        assert_eq!((axis.from_ms, axis.to_ms), (2_000, 12_000));
        assert!((axis.x(2_000) - LEFT).abs() < 0.01 && (axis.x(12_000) - RIGHT).abs() < 0.01);
        assert!((axis.x(0) - LEFT).abs() < 0.01, "what comes before is drawn nowhere");
        let whole = Axis::of(&[], 20_000);
        assert_eq!((whole.from_ms, whole.to_ms), (0, 20_000));
        assert_eq!(Axis::of(&[], 0).to_ms, 1, "an empty recording has an axis all the same");
    }

    #[test]
    fn silences_held_sounds_and_the_cut_are_drawn_and_told() {
        let delivery = delivery(10_000);
        let html = drawn(&delivery, &[(-3, 90), (-100, 100)], Axis::of(&[], 10_000));
        assert!(html.contains("3.0 s") && html.contains("class=\"long\""), "{html}");
        assert!(
            html.contains("The sound over 0:10: 1 pause, the longest 3.0 s, 1 held sound"),
            "{html}"
        );
        assert!(html.contains("class=\"cut\"") && !html.contains("costs"), "{html}");
    }

    #[test]
    fn nothing_recorded_draws_no_stroke_and_no_nonsense() {
        let html = drawn(&delivery(0), &[], Axis::of(&[], 0));
        assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
        assert!(html.contains("class=\"sound\" d=\"\""), "{html}");
    }
}
