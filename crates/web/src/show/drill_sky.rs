//! The sky of a drill room: the corridor against the clock, its four marks, and what scripts draw into it while somebody speaks:
//! the path where there are words, the voice where there is sound, and the moment.
//!
//! Heights and corridor are those of the flight path. Sideways it is drawn in shares, so that it fits any width and its
//! letters keep their size.

use maud::{Markup, html};

use super::flight_shape::{HEIGHT, LEFT, RIGHT, corridor, height, round};
use super::say::clock;

/// How much of the picture the timebox takes: the rest is there for who runs over.
const BOX: f64 = 0.87;
/// Where the voice is drawn, and the words under it.
const VOICE: f64 = 213.0;
const NAMES: f64 = 259.0;
/// Seconds of the opening, and before the end when it is time to land. Source: domain §7.
const INTRO_S: u32 = 15;
const LAND_S: u32 = 30;

/// The sky of an answer with a timebox of `limit_s` seconds.
pub(crate) fn sky(limit_s: u32) -> Markup {
    drawn(limit_s, "sky", "Time, and the path of the answer")
}

/// The sky of a reply: its time and the voice alone, as a reply has no path to fly.
pub(crate) fn short_sky(limit_s: u32) -> Markup {
    drawn(limit_s, "sky short", "Time")
}

fn drawn(limit_s: u32, class: &str, name: &str) -> Markup {
    let marks = marks(limit_s);
    let wide = RIGHT - LEFT;
    html! {
        figure #sky class=(class) data-limit=(limit_s) data-box=(BOX) aria-label=(name) {
            svg.feet width="62" height="266" aria-hidden="true" {
                @for (feet, name) in [(50_000, "50 000 ft"), (25_000, "25 000"), (15_000, "15 000"), (5_000, "5 000"), (0, "ground")] {
                    text x="56" y=(round(height(feet) + 4.0)) text-anchor="end" { (name) }
                }
            }
            svg.plane width="100%" height="266" aria-hidden="true" {
                svg width="100%" height=(HEIGHT) viewBox=(format!("{LEFT} 0 {wide} {HEIGHT}")) preserveAspectRatio="none" {
                    g data-scaled transform=(scaled(BOX)) { path.corridor d=(corridor()) {} }
                    @for feet in [50_000, 25_000, 15_000, 5_000] { path.rule d=(format!("M{LEFT} {}H{RIGHT}", height(feet))) {} }
                    path.ground d=(format!("M{LEFT} {}H{RIGHT}", height(0))) {}
                    path.line data-line d="" {}
                    path.voice data-voice d="" {}
                    path.still d=(format!("M{LEFT} {VOICE}H{RIGHT}")) {}
                }
                @for mark in &marks {
                    @let at = percent(f64::from(mark.at_s) / f64::from(limit_s.max(1)) * BOX);
                    g class=(if mark.quiet { "mark wordy" } else { "mark" }) {
                        line data-at=(mark.at_s) x1=(at) x2=(at) y1=(if mark.ends { 20.0 } else { VOICE - 7.0 }) y2=(VOICE + 14.0) {}
                        text.time data-at=(mark.at_s) x=(at) y="244" text-anchor="middle" { (clock(f64::from(mark.at_s))) }
                        text data-at=(mark.at_s) x=(at) y=(NAMES) text-anchor="middle" { (mark.name) }
                    }
                }
                line.now data-now x1="0%" x2="0%" y1="20" y2=(VOICE + 14.0) {}
                circle.craft data-craft cx="0%" cy=(VOICE) r="4.5" {}
            }
        }
    }
}

/// The transform that gives the corridor its share of the width.
fn scaled(share: f64) -> String {
    format!("translate({LEFT} 0) scale({share} 1) translate(-{LEFT} 0)")
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

/// A moment worth knowing of beforehand.
struct Mark {
    at_s: u32,
    name: &'static str,
    /// Whether it may go where there is little room.
    quiet: bool,
    /// Whether it is the end of the timebox.
    ends: bool,
}

/// The marks of a timebox. A short one has fewer.
fn marks(limit_s: u32) -> Vec<Mark> {
    let mark = |at_s, name| Mark {
        at_s,
        name,
        quiet: false,
        ends: false,
    };
    let mut marks = Vec::new();
    if limit_s >= 90 {
        marks.push(mark(INTRO_S, "opening"));
        marks.push(Mark {
            quiet: true,
            ..mark(limit_s / 2, "half")
        });
        marks.push(mark(limit_s - LAND_S, "land it"));
    }
    marks.push(Mark {
        ends: true,
        ..mark(limit_s, "time")
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::{marks, sky};

    #[test]
    fn marks_follow_the_timebox() {
        let at = |limit| marks(limit).iter().map(|mark| mark.at_s).collect::<Vec<_>>();
        assert_eq!(at(180), [15, 90, 150, 180]);
        assert_eq!(at(60), [60]);
    }

    #[test]
    fn a_timebox_of_nothing_still_draws() {
        assert!(!sky(0).into_string().contains("NaN") && !sky(0).into_string().contains("inf"));
    }
}
