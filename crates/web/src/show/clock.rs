//! The section clock: down the left edge of the text, which beat is told at this height.

use maud::{Markup, html};

use super::beat_colour;
use super::timeline::Timeline;

/// The stretch of the clock beside the text from byte `from` to byte `to`.
pub(super) fn beside(timeline: &Timeline, from: usize, to: usize) -> Markup {
    let (start, end) = (timeline.at(from), timeline.at(to));
    let length = (end - start).max(0.001);
    html! {
        svg.clock width="14" height="100%" aria-hidden="true" {
            @for run in timeline.runs.iter().filter(|r| r.to > start && r.from < end) {
                @let top = (run.from.max(start) - start) / length * 100.0;
                @let height = (run.to.min(end) - run.from.max(start)) / length * 100.0;
                rect class=(beat_colour::class(run.beat)) width="14" y=(format!("{top:.2}%")) height=(format!("{height:.2}%")) {}
            }
        }
    }
}
