//! Two tellings compared, for people and for programs: what the second fixed, broke, kept and lost.

use glidepath_app::Error;
use glidepath_app::compare_answers::{Comparison, Point};
use glidepath_app::wire::ComparisonOut;
use glidepath_domain::Severity;

use crate::paint::{Ink, Paint};

/// As text: one line for each rule, under what became of it. Without `quiet` empty lists are named too.
pub(crate) fn text(comparison: &Comparison, paint: Paint, quiet: bool) -> String {
    let lists: [(&str, &str, &[Point]); 6] = [
        ("Fixed", "the second no longer has it", &comparison.fixed),
        ("Broke", "new in the second", &comparison.broke),
        ("Still there", "in both", &comparison.still),
        ("Won", "new in the second", &comparison.won),
        ("Lost", "the second no longer has it", &comparison.lost),
        ("Kept", "in both", &comparison.kept),
    ];
    let mut out = String::new();
    for (name, about, points) in lists {
        if points.is_empty() && quiet {
            continue;
        }
        let head = format!("{name} {}", points.len());
        out.push_str(&format!(
            "{}  {}\n",
            paint.ink(Ink::Strong, &head),
            paint.ink(Ink::Quiet, about)
        ));
        for point in points {
            out.push_str(&format!(
                "  {} {}{}\n",
                paint.ink(ink(point.severity), &format!("{:<26}", point.rule)),
                point.title,
                paint.ink(Ink::Quiet, &times(point))
            ));
        }
    }
    out
}

const fn ink(severity: Option<Severity>) -> Ink {
    match severity {
        Some(Severity::Costly) => Ink::Costly,
        Some(Severity::Watch) => Ink::Watch,
        Some(Severity::Hint) => Ink::Hint,
        None => Ink::Good,
    }
}

fn times(point: &Point) -> String {
    match (point.before.len(), point.after.len()) {
        (0 | 1, 0 | 1) => String::new(),
        (before, after) => format!(", {before} before, {after} now"),
    }
}

/// As one JSON object.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub(crate) fn json(comparison: &Comparison) -> Result<String, Error> {
    serde_json::to_string(&ComparisonOut::of(comparison))
        .map(|line| line + "\n")
        .map_err(|e| {
            Error::unavailable(
                "cannot-write",
                "The comparison could not be written",
                e.to_string(),
                "Please report this.",
            )
        })
}
