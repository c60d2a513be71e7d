//! Small pictures side by side on one scale: how one thing went from take to take. The last value is written; a line leads
//! to it. No arrow says that up is good.

use std::fmt::Write as _;

use maud::{Markup, html};

/// The frame, in its own units.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 64.0;
const TOP: f64 = 8.0;
const FLOOR: f64 = 56.0;
const LEFT: f64 = 6.0;
const RIGHT: f64 = 160.0;

/// One small picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SmallMultiple {
    /// What it shows.
    pub(crate) name: String,
    /// Where its name leads.
    pub(crate) link: Option<String>,
    /// One value a take, oldest first; the place among all takes shown, from 0 to 1.
    pub(crate) points: Vec<(f64, f64)>,
    /// A line to hold the values against, such as the time allowed.
    pub(crate) mark: Option<f64>,
    /// The last value, in words.
    pub(crate) last: String,
    /// A sentence under it.
    pub(crate) said: String,
}

/// Pictures that share the scale from 0 to `most`, the last take's place filled.
pub(crate) fn small_multiples(all: &[SmallMultiple], most: f64) -> Markup {
    html! { ul.multiples { @for one in all { (small_multiple(one, most)) } } }
}

fn small_multiple(one: &SmallMultiple, most: f64) -> Markup {
    let y = |value: f64| round(FLOOR - (FLOOR - TOP) * (value / most.max(f64::EPSILON)).clamp(0.0, 1.0));
    let x = |place: f64| round(LEFT + (RIGHT - LEFT) * place.clamp(0.0, 1.0));
    html! {
        li.multiple {
            h3 { @match &one.link { Some(link) => a href=(link) { (one.name) }, None => (one.name) } }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(format!("{}: {}", one.name, one.said)) {
                path.floor d=(format!("M{LEFT} {FLOOR}H{RIGHT}")) {}
                @if let Some(mark) = one.mark { path.mark d=(format!("M{LEFT} {}H{RIGHT}", y(mark))) {} }
                path.line d=(line(one, x, y)) {}
                @for (index, &(place, value)) in one.points.iter().enumerate() {
                    @let is_last = index + 1 == one.points.len();
                    circle.last[is_last] cx=(x(place)) cy=(y(value)) r=(if is_last { "3.4" } else { "2" }) {}
                }
                @if let Some(&(place, value)) = one.points.last() { text x=(x(place) + 8.0) y=(round(y(value) + 4.0)) { (one.last) } }
            }
            p { (one.said) }
        }
    }
}

fn line(one: &SmallMultiple, x: impl Fn(f64) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut d = String::new();
    for (index, &(place, value)) in one.points.iter().enumerate() {
        let _ = write!(d, "{}{} {}", if index == 0 { "M" } else { "L" }, x(place), y(value));
    }
    d
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{FLOOR, LEFT, RIGHT, SmallMultiple, TOP, small_multiples};

    #[test]
    fn values_stay_in_the_frame_whatever_the_scale() {
        let one = SmallMultiple {
            name: "Length".to_owned(),
            link: None,
            points: vec![(0.0, 0.0), (0.5, 5.0), (1.0, 99.0)],
            mark: Some(3.0),
            last: "99".to_owned(),
            said: "longer".to_owned(),
        };
        let html = small_multiples(std::slice::from_ref(&one), 10.0).0;
        assert!(html.contains(&format!("M{LEFT} {FLOOR}L83 32L{RIGHT} {TOP}")), "{html}");
        let html = small_multiples(
            &[SmallMultiple {
                points: vec![(0.0, 0.0)],
                ..one
            }],
            0.0,
        )
        .0;
        assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
    }
}
