//! A block as a line one can see: its parts as long as their minutes, what is done, what is now, and where it ends.

use glidepath_domain::{BlockPart, PartKind};
use maud::{Markup, html};

/// The frame, in its own units.
const WIDTH: f64 = 1124.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 1116.0;

/// What a part practises, in words.
pub(crate) const fn part_name(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Behavioural => "One question, told aloud",
        PartKind::Recall => "Stories against the clock",
        PartKind::Coding => "One coding pattern",
        PartKind::Design => "One design sketch",
    }
}

/// In a word, for the line.
const fn short(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Behavioural => "question",
        PartKind::Recall => "recall",
        PartKind::Coding => "coding",
        PartKind::Design => "design",
    }
}

/// The plan as a line. `at_min` is how many minutes have passed since it was begun; none before.
pub(crate) fn block_line(parts: &[BlockPart], at_min: Option<f64>) -> Markup {
    let total: u32 = parts.iter().map(|p| p.minutes).sum();
    let scale = |minutes: f64| {
        ((LEFT + (RIGHT - LEFT) * (minutes / f64::from(total.max(1))).clamp(0.0, 1.0)) * 10.0).round() / 10.0
    };
    let mut before = 0;
    let spans: Vec<(f64, f64, &BlockPart)> = parts
        .iter()
        .map(|part| {
            let from = before;
            before += part.minutes;
            (scale(f64::from(from)), scale(f64::from(before)), part)
        })
        .collect();
    let on = parts.iter().position(|p| !p.done);
    let said = parts
        .iter()
        .map(|p| {
            format!(
                "{} {} min{}",
                short(p.kind),
                p.minutes,
                if p.done { ", done" } else { "" }
            )
        })
        .collect::<Vec<_>>();
    html! {
        div.wide tabindex="0" role="region" aria-label="The plan, scrolls sideways on a narrow screen" {
            svg.path.plan viewBox=(format!("0 0 {WIDTH} 78")) role="img" aria-label=(format!("{total} minutes: {}", said.join(", "))) {
                @for (index, (from, to, part)) in spans.iter().enumerate() {
                    g.part.done[part.done].on[at_min.is_some() && on == Some(index)] {
                        path.stretch d=(format!("M{from} 40H{to}")) {}
                        circle cx=(from) cy="40" r="4" {}
                        text x=(from) y="24" { (short(part.kind)) }
                        text x=(from) y="62" { (part.minutes) " min" }
                    }
                }
                path.runway d=(format!("M{RIGHT} 30v20")) {}
                text x=(RIGHT) y="24" text-anchor="end" { "end" }
                @if let Some(at) = at_min { path.craft d=(format!("M{} 34l-6 -9h12z", scale(at))) data-begun-line {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{BlockPart, PartKind};

    use super::block_line;

    #[test]
    fn parts_are_as_long_as_their_minutes_and_told_in_words() {
        let part = |kind, minutes, done| BlockPart {
            kind,
            minutes,
            with: String::new(),
            done,
        };
        let html = block_line(
            &[part(PartKind::Behavioural, 15, true), part(PartKind::Recall, 10, false)],
            Some(40.0),
        )
        .0;
        assert!(
            html.contains("25 minutes: question 15 min, done, recall 10 min"),
            "{html}"
        );
        assert!(
            html.contains("M8 40H672.8") && html.contains("M672.8 40H1116"),
            "{html}"
        );
        assert!(
            html.contains("M1116 34l-6"),
            "past its end, the mark stays at the end: {html}"
        );
        assert!(!block_line(&[], None).0.contains("NaN"));
    }
}
