//! The geometry of the flight path: the frame, heights, the line from sentence to sentence, and the corridor.

use std::fmt::Write as _;

use super::timeline::Timeline;

/// The drawing's frame, in its own units: the axis runs from `LEFT` to `RIGHT`.
pub(super) const WIDTH: f64 = 1124.0;
pub(super) const HEIGHT: f64 = 238.0;
pub(super) const LEFT: f64 = 88.0;
pub(super) const RIGHT: f64 = 1112.0;
/// Most points drawn; beyond that nobody could tell them apart.
pub(super) const MOST_POINTS: usize = 240;

/// The corridor's edges: share of the time, and height on the drawing. Strong answers are down at the deed by a third
/// of the time, and land in the last fifth. Source: domain §3.
const CORRIDOR_TOP: [(f64, f64); 6] = [
    (0.0, 28.0),
    (0.14, 46.8),
    (0.28, 87.8),
    (0.42, 130.5),
    (0.72, 161.3),
    (1.0, 178.3),
];
const CORRIDOR_BOTTOM: [(f64, f64); 6] = [
    (0.0, 63.9),
    (0.1, 103.2),
    (0.22, 145.9),
    (0.36, 178.3),
    (0.66, 188.6),
    (1.0, 200.5),
];

pub(super) const fn height(feet: u32) -> f64 {
    match feet {
        50_000.. => 40.0,
        25_000..50_000 => 88.0,
        15_000..25_000 => 127.0,
        5_000..15_000 => 165.0,
        0..5_000 => 192.0,
    }
}

/// The line as points with a level stretch for each sentence.
pub(super) struct Line {
    points: Vec<(f64, f64)>,
}

impl Line {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let mut points: Vec<(f64, f64)> = Vec::new();
        let step = timeline.legs.len().div_ceil(MOST_POINTS).max(1);
        for legs in timeline.legs.chunks(step) {
            let (Some(first), Some(last)) = (legs.first(), legs.last()) else {
                continue;
            };
            let y = legs.iter().map(|l| height(l.feet)).sum::<f64>() / legs.len() as f64;
            let x = |seconds: f64| LEFT + (RIGHT - LEFT) * seconds / timeline.total;
            let (from, to) = (x(first.from), x(last.to));
            let level = (to - from) * 0.28;
            points.push((from + level, y));
            points.push((to - level, y));
        }
        if let (Some(first), Some(last)) = (
            points.first_mut().map(|p| {
                p.0 = LEFT;
                *p
            }),
            points.last_mut(),
        ) {
            last.0 = RIGHT;
            debug_assert!(first.0 <= last.0);
        }
        Self { points }
    }

    /// Level to level in soft bends.
    pub(super) fn drawn(&self) -> String {
        let Some(first) = self.points.first() else {
            return String::new();
        };
        let mut d = format!("M{} {}", round(first.0), round(first.1));
        for pair in self.points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if (y0 - y1).abs() < 0.05 {
                let _ = write!(d, "H{}", round(x1));
            } else {
                let middle = f64::midpoint(x0, x1);
                let _ = write!(
                    d,
                    "C{0} {1} {0} {2} {3} {2}",
                    round(middle),
                    round(y0),
                    round(y1),
                    round(x1)
                );
            }
        }
        d
    }

    /// Height of the line at `x`.
    pub(super) fn at(&self, x: f64) -> f64 {
        let index = self.points.partition_point(|p| p.0 < x);
        let (Some(&(x1, y1)), Some(&(x0, y0))) = (self.points.get(index), self.points.get(index.wrapping_sub(1)))
        else {
            return self
                .points
                .get(index.min(self.points.len().saturating_sub(1)))
                .map_or(height(0), |p| p.1);
        };
        // The bend's middle control points share one x, so its parameter is found by halving.
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        for _ in 0..24 {
            let t = f64::midpoint(low, high);
            let bend = 1.5 * t * (1.0 - t) + t * t * t;
            if x0 + (x1 - x0) * bend < x { low = t } else { high = t }
        }
        y0 + (y1 - y0) * (3.0 - 2.0 * low) * low * low
    }
}

pub(super) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

pub(super) fn corridor() -> String {
    let (top, bottom) = (&CORRIDOR_TOP[..], &CORRIDOR_BOTTOM[..]);
    let back: Vec<(f64, f64)> = bottom.iter().rev().copied().collect();
    format!("M{}L{}Z", soft(top), soft(&back))
}

/// A soft curve along `edge`: through the middles of its sides, bent towards its corners.
fn soft(edge: &[(f64, f64)]) -> String {
    let place = |(share, y): (f64, f64)| (round(LEFT + (RIGHT - LEFT) * share), y);
    let mut d = String::new();
    for (index, &point) in edge.iter().enumerate() {
        let (x, y) = place(point);
        match edge.get(index + 1) {
            _ if index == 0 => drop(write!(d, "{x} {y}")),
            Some(&next) if index + 2 < edge.len() => {
                let (x1, y1) = place(next);
                let _ = write!(
                    d,
                    "Q{x} {y} {} {}",
                    round(f64::midpoint(x, x1)),
                    round(f64::midpoint(y, y1))
                );
            }
            Some(&next) => {
                let (x1, y1) = place(next);
                let _ = write!(d, "Q{x} {y} {x1} {y1}");
            }
            None => {}
        }
    }
    d
}
