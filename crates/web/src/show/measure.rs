//! One measure of a delivery on its own scale: the stretch that is usual as a corridor, the teller's own usual as a tick,
//! this take as a dot; and what the measure means, a click away. Nothing here is a mark: no end of a scale is the good one.

use maud::{Markup, html};

/// Width of the little scale, in its own units, and its ends.
const WIDTH: f64 = 220.0;
const LEFT: f64 = 5.0;
const RIGHT: f64 = 215.0;

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    /// Its name.
    pub(crate) name: &'static str,
    /// What was measured, or why nothing was.
    pub(crate) value: Result<f64, &'static str>,
    /// Digits after the point.
    pub(crate) digits: usize,
    /// Its unit, after the value.
    pub(crate) unit: &'static str,
    /// What exactly is measured, with its error where it is known.
    pub(crate) means: String,
    /// Both ends of the scale.
    pub(crate) scale: (f64, f64),
    /// What is usual in this language, or healthy.
    pub(crate) corridor: Option<(f64, f64)>,
    /// The teller's own usual over earlier takes.
    pub(crate) own: Option<f64>,
}

impl Measure {
    fn x(&self, value: f64) -> f64 {
        let (low, high) = self.scale;
        let share = (value - low) / (high - low).max(f64::EPSILON);
        ((LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0)) * 10.0).round() / 10.0
    }

    fn written(&self, value: f64) -> String {
        format!("{value:.*}", self.digits)
    }
}

/// The measure as a row of a list.
pub(crate) fn measure(measure: &Measure) -> Markup {
    html! {
        li.measure {
            details {
                summary { (measure.name) span.hidden { ": what it means" } }
                p { (measure.means) }
            }
            @match measure.value {
                Ok(value) => {
                    p.value { b.num { (measure.written(value)) } " " (measure.unit) }
                    (scale(measure, value))
                    p.usual { @if let Some(own) = measure.own { "your usual " span.num { (measure.written(own)) } } }
                },
                Err(lacks) => p.lacks { (lacks) },
            }
        }
    }
}

fn scale(measure: &Measure, value: f64) -> Markup {
    html! {
        svg.scale viewBox=(format!("0 0 {WIDTH} 18")) aria-hidden="true" {
            @if let Some((low, high)) = measure.corridor {
                @let (from, to) = (measure.x(low), measure.x(high));
                rect.usually x=(from) y="3" width=(to - from) height="12" rx="2" {}
            }
            path.rail-line d=(format!("M{LEFT} 9H{RIGHT}")) {}
            @if let Some(own) = measure.own { path.own d=(format!("M{} 2v14", measure.x(own))) {} }
            circle.this cx=(measure.x(value)) cy="9" r="4.2" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, measure};

    fn rate(value: Result<f64, &'static str>) -> Measure {
        Measure {
            name: "Delivered",
            value,
            digits: 0,
            unit: "words a minute",
            means: "Words over the whole take.".to_owned(),
            scale: (80.0, 240.0),
            corridor: Some((120.0, 180.0)),
            own: Some(150.0),
        }
    }

    #[test]
    fn what_lies_beyond_the_scale_is_drawn_at_its_end_and_told_as_it_is() {
        let html = measure(&rate(Ok(400.0))).0;
        assert!(html.contains("cx=\"215\"") && html.contains(">400<"), "{html}");
        assert!(measure(&rate(Ok(0.0))).0.contains("cx=\"5\""));
    }

    #[test]
    fn what_cannot_be_measured_says_why_and_draws_nothing() {
        let html = measure(&rate(Err("needs the words"))).0;
        assert!(html.contains("needs the words") && !html.contains("<svg"), "{html}");
        assert!(html.contains("Words over the whole take."), "the meaning stays: {html}");
    }
}
