//! The flight path: altitude against time as SVG, with the corridor where strong answers fly, beats under the axis,
//! pins where notes sit, climbs marked, the facts in words, and a twin in words for those who do not see it.

use std::fmt::Write as _;

use glidepath_domain::{Beat, Review};
use maud::{Markup, html};

use super::beat_colour;
use super::flight_shape::{HEIGHT, LEFT, Line, MOST_POINTS, RIGHT, WIDTH, corridor, height, round};
use super::note::{Note, Notes, Voice};
use super::say::{clock, percent};
use super::timeline::{Leg, Run, Timeline};

/// Height of the beats' strip, and of the words under it.
const STRIP: f64 = 210.0;
const NAMES: f64 = 231.0;
/// Where pins hang, and the least room between two.
const PIN_TOP: f64 = 4.0;
const PIN_SIZE: f64 = 20.0;
const PIN_ROOM: f64 = 25.0;
/// Most pins drawn; beyond that nobody could tell them apart.
const MOST_PINS: usize = 36;
/// Width of a letter of the small figures.
const LETTER: f64 = 6.7;

/// The figure: drawing, facts and twin.
pub(crate) fn flight_path(timeline: &Timeline, notes: &Notes<'_>, review: &Review) -> Markup {
    html! {
        figure.sheet.flight aria-labelledby="flight" data-key="flight" {
            (over())
            div.wide tabindex="0" role="region" aria-label="Flight path, scrolls sideways on a narrow screen" { (drawing(timeline, notes)) }
            figcaption { (facts(timeline, review)) }
            (twin(timeline, notes))
        }
    }
}

/// The path alone, small, on an axis of `longest` seconds: for setting two beside each other.
pub(super) fn small(timeline: &Timeline, longest: f64) -> Markup {
    let line = Line::of(timeline);
    let share = (timeline.total / longest.max(1.0)).clamp(0.05, 1.0);
    html! {
        svg.path.little viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(spoken(timeline)) {
            g.rules aria-hidden="true" {
                @for (feet, name) in [(50_000, "50k ft"), (15_000, "15k"), (0, "0")] {
                    @let y = height(feet);
                    path d=(format!("M{LEFT} {y}H{RIGHT}")) {}
                    text x=(LEFT - 12.0) y=(y + 7.0) text-anchor="end" { (name) }
                }
            }
            // The axis is shared, so the shorter telling ends earlier.
            g transform=(format!("translate({} 0) scale({} 1)", round(LEFT * (1.0 - share)), (share * 1000.0).round() / 1000.0)) {
                path.corridor d=(corridor()) {}
                path.line d=(line.drawn()) vector-effect="non-scaling-stroke" {}
                @for run in &timeline.runs {
                    @let (from, to) = (LEFT + (RIGHT - LEFT) * run.from / timeline.total, LEFT + (RIGHT - LEFT) * run.to / timeline.total);
                    rect class=(beat_colour::class(run.beat)) x=(round(from)) y=(STRIP) width=(round((to - from - 2.0).max(0.6))) height="7" {}
                }
            }
            text x=(round(LEFT + (RIGHT - LEFT) * share)) y=(NAMES) text-anchor="end" { (clock(timeline.total)) }
        }
    }
}

fn over() -> Markup {
    html! {
        div.over {
            h2.label #flight { "Flight path" }
            p.key { i.swatch aria-hidden="true" {} "where strong answers fly" }
        }
    }
}

/// The chart before anything is told: heights and corridor, and what will be drawn.
pub(crate) fn no_flight_yet() -> Markup {
    html! {
        figure.sheet.flight aria-labelledby="flight" data-key="flight" {
            (over())
            div.wide tabindex="0" role="region" aria-label="Flight path, scrolls sideways on a narrow screen" {
                // Half as high as it will be, so that the field under it is in sight.
                svg.path viewBox=(format!("0 0 {WIDTH} {}", HEIGHT / 2.0)) role="img" aria-label="An empty chart of altitude against time" {
                    g transform="scale(1 .5)" { path.corridor aria-hidden="true" d=(corridor()) {} }
                    text x=(LEFT - 12.0) y="24" text-anchor="end" aria-hidden="true" { "50,000 ft" }
                    text x=(LEFT - 12.0) y="100" text-anchor="end" aria-hidden="true" { "ground" }
                }
            }
            figcaption { span { "Your answer is drawn here as you tell it: from the big picture down to what changed." } }
        }
    }
}

fn heights() -> Markup {
    html! {
        g.rules aria-hidden="true" {
            @for (feet, name) in [(50_000, "50,000 ft"), (25_000, "25,000"), (15_000, "15,000"), (5_000, "5,000"), (0, "ground")] {
                @let y = height(feet);
                path class=[(feet == 0).then_some("ground")] d=(format!("M{LEFT} {y}H{RIGHT}")) {}
                text x=(LEFT - 12.0) y=(y + 4.0) text-anchor="end" { (name) }
            }
        }
    }
}

fn drawing(timeline: &Timeline, notes: &Notes<'_>) -> Markup {
    let line = Line::of(timeline);
    let scale = |seconds: f64| LEFT + (RIGHT - LEFT) * (seconds / timeline.total).clamp(0.0, 1.0);
    html! {
        svg.path viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" aria-label=(spoken(timeline)) {
            (heights())
            path.corridor aria-hidden="true" d=(corridor()) {}
            (strip(timeline, scale))
            path.line aria-hidden="true" d=(line.drawn()) {}
            @for climb in timeline.climbs() { (climbed(&climb, &line, scale)) }
            g.turns aria-hidden="true" {
                @for run in timeline.runs.iter().take(MOST_PINS) {
                    @let x = scale(run.from);
                    circle cx=(round(x)) cy=(round(line.at(x))) r="3.6" {}
                }
                circle.end cx=(RIGHT) cy=(round(line.at(RIGHT))) r="3.6" {}
            }
            (pins(timeline, notes, &line, scale))
        }
    }
}

/// The beats under the axis: a strip in their colours, and names where they fit.
fn strip(timeline: &Timeline, scale: impl Fn(f64) -> f64) -> Markup {
    html! {
        g.strip aria-hidden="true" {
            @for run in &timeline.runs {
                @let (from, to) = (scale(run.from), scale(run.to));
                rect class=(beat_colour::class(run.beat)) x=(round(from)) y=(STRIP) width=(round((to - from - 2.0).max(0.6))) height="4" {}
            }
            @for (x, name, time) in names(&timeline.runs, &scale) {
                text x=(round(x)) y=(NAMES) text-anchor="middle" { (name) " " tspan.time { (time) } }
            }
        }
    }
}

/// Neighbouring beats are named together where one alone has no room; what still has none is left to the twin.
fn names(runs: &[Run], scale: impl Fn(f64) -> f64) -> Vec<(f64, String, String)> {
    let room = |beats: &[Beat], from: f64, to: f64| {
        let letters = beats.iter().map(|b| b.slug().len()).sum::<usize>() + 3 * (beats.len() - 1) + 5;
        scale(to) - scale(from) >= letters as f64 * LETTER + 8.0
    };
    let mut groups: Vec<(Vec<Beat>, f64, f64)> = Vec::new();
    for run in runs {
        let joined = groups.last().is_some_and(|(beats, from, to)| {
            let fits_alone = room(beats, *from, *to) && room(&[run.beat], run.from, run.to);
            !fits_alone && beats.len() < 2
        });
        match groups.last_mut() {
            Some((beats, _, to)) if joined => {
                if !beats.contains(&run.beat) {
                    beats.push(run.beat);
                }
                *to = run.to;
            }
            _ => groups.push((vec![run.beat], run.from, run.to)),
        }
    }
    groups
        .into_iter()
        .filter(|(beats, from, to)| room(beats, *from, *to))
        .map(|(beats, from, to)| {
            let name = beats.iter().map(|b| b.slug()).collect::<Vec<_>>().join(" + ");
            (f64::midpoint(scale(from), scale(to)), name, clock(to - from))
        })
        .collect()
}

fn climbed(climb: &Leg, line: &Line, scale: impl Fn(f64) -> f64) -> Markup {
    let x = scale(f64::midpoint(climb.from, climb.to));
    let y = line.at(x);
    html! {
        g.climb aria-hidden="true" {
            path d=(format!("M{} {}l-4 6h8z", round(x - 26.0), round(y - 15.0))) {}
            text x=(round(x + 4.0)) y=(round(y - 9.0)) text-anchor="middle" { "climbs" }
        }
    }
}

fn pins(timeline: &Timeline, notes: &Notes<'_>, line: &Line, scale: impl Fn(f64) -> f64) -> Markup {
    let place = |n: &Note<'_>| {
        n.span
            .map_or(LEFT, |s| scale(f64::midpoint(timeline.at(s.start), timeline.at(s.end))))
    };
    let mut chosen: Vec<(&Note<'_>, f64)> = notes.placed.iter().map(|n| (n, place(n))).collect();
    chosen.sort_by_key(|(n, _)| n.voice);
    chosen.truncate(MOST_PINS);
    chosen.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.number.cmp(&b.0.number)));
    let anchors: Vec<f64> = chosen.iter().map(|(_, x)| *x).collect();
    let hung = chosen.iter().zip(spread(&anchors));
    html! {
        @for (&(note, anchor), x) in hung {
            @let y = line.at(anchor);
            @let number = note.number.unwrap_or_default();
            a class={ "pin " (note.voice.class()) } href=(format!("#note-{number}")) data-note=(number)
                aria-label=(format!("Note {number}, {}, at {}: {}", note.voice.word(), clock(note.span.map_or(0.0, |s| timeline.at(s.start))), note.title)) {
                path.stem d=(stem(x, anchor, y)) {}
                circle cx=(round(anchor)) cy=(round(y)) r="2.4" {}
                @match note.voice {
                    Voice::Good => rect x=(round(x - PIN_SIZE / 2.0)) y=(PIN_TOP) width=(PIN_SIZE) height=(PIN_SIZE - 2.0) rx="9" {},
                    _ => rect x=(round(x - PIN_SIZE / 2.0)) y=(PIN_TOP) width=(PIN_SIZE) height=(PIN_SIZE - 2.0) rx="3" {},
                }
                text x=(round(x)) y=(PIN_TOP + 13.0) text-anchor="middle" { (number) }
            }
        }
    }
}

fn stem(x: f64, anchor: f64, y: f64) -> String {
    let top = PIN_TOP + PIN_SIZE - 2.0;
    if (x - anchor).abs() < 1.0 {
        format!("M{} {}V{}", round(anchor), top, round(y))
    } else {
        format!(
            "M{} {}L{} {}V{}",
            round(x),
            top,
            round(anchor),
            (top + 12.0).min(y),
            round(y)
        )
    }
}

/// Anchors moved apart so that no two pins touch, each as near its own place as can be.
fn spread(anchors: &[f64]) -> Vec<f64> {
    let (least, most) = (LEFT + PIN_SIZE / 2.0, RIGHT - PIN_SIZE / 2.0);
    let mut placed: Vec<f64> = Vec::with_capacity(anchors.len());
    for &anchor in anchors {
        let after = placed.last().map_or(least, |p| p + PIN_ROOM);
        placed.push(anchor.max(after));
    }
    let mut limit = most;
    for place in placed.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - PIN_ROOM;
    }
    placed
}

/// Three or four facts in words, never a score.
fn facts(timeline: &Timeline, review: &Review) -> Markup {
    let m = &review.measures;
    let doing = m.share[Beat::Action as usize] + m.share[Beat::Result as usize];
    let climbs = timeline.climbs();
    html! {
        @match m.first_conflict_s {
            Some(seconds) if seconds < 1.0 => span { b { "opens" } " with what was in the way" },
            Some(seconds) => span { b.num { (clock(seconds)) } " before anything is in the way" },
            None => span { b { "nothing" } " is in the way" },
        }
        @match m.time_to_result_s {
            Some(seconds) => span { b.num { (clock(seconds)) } " to the first result" },
            None => span { b { "no result" } " is told" },
        }
        span { b.num { (percent(doing)) } " of the time on action and result" }
        @match climbs.as_slice() {
            [] => {},
            [one] => span { b { "climbs back" } " once, at " span.num { (clock(one.from)) } },
            [first, ..] => span { b { "climbs back" } " " (climbs.len()) " times, first at " span.num { (clock(first.from)) } },
        }
        @if timeline.has_headline() { span { b { "headline" } " first, then the descent" } }
    }
}

/// The drawing in one sentence.
fn spoken(timeline: &Timeline) -> String {
    let mut said = format!("Altitude of the answer over {}: ", clock(timeline.total));
    for (index, run) in timeline.runs.iter().take(12).enumerate() {
        let _ = write!(
            said,
            "{}{} from {}",
            if index == 0 { "" } else { ", " },
            run.beat,
            clock(run.from)
        );
    }
    let climbs = timeline.climbs().len();
    let _ = write!(
        said,
        ". {} after the descent.",
        if climbs == 0 {
            "No climb".to_owned()
        } else {
            super::counted(climbs, "climb", "climbs")
        }
    );
    said
}

/// The flight path as a table, for whoever would rather read it.
fn twin(timeline: &Timeline, notes: &Notes<'_>) -> Markup {
    html! {
        details.twin {
            summary { "The flight path in words" }
            table {
                thead { tr { th scope="col" { "From" } th scope="col" { "Beat" } th scope="col" { "For" } th scope="col" { "Told from" } th scope="col" { "Notes" } } }
                tbody {
                    @for run in timeline.runs.iter().take(MOST_POINTS) {
                        @let legs = timeline.legs.iter().filter(|l| l.from >= run.from && l.from < run.to);
                        @let (low, high) = legs.fold((u32::MAX, 0), |(low, high), l| (low.min(l.feet), high.max(l.feet)));
                        tr {
                            td.num { (clock(run.from)) }
                            th scope="row" { (run.beat) }
                            td.num { (clock(run.to - run.from)) }
                            td { (told_from(low, high)) }
                            td {
                                @for note in notes.placed.iter().filter(|n| n.span.is_some_and(|s| (run.from..run.to).contains(&timeline.at(s.start)))).take(12) {
                                    @let number = note.number.unwrap_or_default();
                                    a href=(format!("#note-{number}")) { (number) } " "
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn told_from(low: u32, high: u32) -> String {
    let name = |feet: u32| {
        if feet == 0 {
            "the ground".to_owned()
        } else {
            super::counted(feet as usize, "foot", "feet")
        }
    };
    if low >= high {
        name(high)
    } else {
        format!("{} down to {}", name(high), name(low))
    }
}

#[cfg(test)]
mod tests {
    use super::{LEFT, PIN_ROOM, RIGHT, spread};

    #[test]
    fn pins_never_touch_and_stay_inside() {
        for anchors in [
            vec![LEFT; 30],
            vec![RIGHT; 30],
            vec![400.0, 401.0, 402.0, 1100.0],
            vec![],
        ] {
            let placed = spread(&anchors);
            assert!(placed.windows(2).all(|p| p[1] - p[0] >= PIN_ROOM - 0.001), "{placed:?}");
            assert!(placed.iter().all(|x| *x > LEFT - 1.0 && *x < RIGHT), "{placed:?}");
        }
    }
}
