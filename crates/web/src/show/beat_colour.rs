//! The four colours of the eight beats: setting, trouble, doing, landing.

use glidepath_domain::Beat;

/// The class that colours a beat, in the clock and under the flight path alike.
pub(super) const fn class(beat: Beat) -> &'static str {
    match beat {
        Beat::Context | Beat::Role => "b-setting",
        Beat::Problem | Beat::Obstacle => "b-trouble",
        Beat::Options | Beat::Action => "b-doing",
        Beat::Result | Beat::Learning => "b-landing",
    }
}
