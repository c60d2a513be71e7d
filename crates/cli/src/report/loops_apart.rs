//! Two loops held against each other, as text for people: decision, votes, marks, what went and what came.

use glidepath_app::hand_out_debrief::words;
use glidepath_app::loops::{CameAndWent, LoopPoint, LoopsApart, Named};
use glidepath_domain::Verdict;

use super::text::{bar, heading};
use crate::clock as calendar;
use crate::paint::{Ink, Paint};
use crate::wrap::{WIDTH, clean, cut, fill, measure};

/// Columns of the bar of panels that hire.
const BAR: usize = 40;
/// Columns of a principle's name.
const NAME: usize = 46;

/// Two loops, and what changed.
pub(crate) fn text(apart: &LoopsApart, paint: Paint) -> String {
    let mut out = point(&apart.before, paint);
    out.push_str(&point(&apart.after, paint));
    if !apart.marks.is_empty() {
        out.push('\n');
        out.push_str(&heading("best mark of each principle", paint));
        for mark in &apart.marks {
            let way = mark.before.cmp(&mark.after);
            let ink = match (mark.before, mark.after, way) {
                (None, ..) | (_, None, _) | (.., std::cmp::Ordering::Equal) => Ink::Quiet,
                (.., std::cmp::Ordering::Less) => Ink::Good,
                (.., std::cmp::Ordering::Greater) => Ink::Watch,
            };
            let name = mark.principle.name();
            let gap = " ".repeat(NAME.saturating_sub(measure(name)));
            let said = format!("{:<10} → {}", told(mark.before), told(mark.after));
            out.push_str(&format!("  {name}{gap}{}\n", paint.ink(ink, &said)));
        }
    }
    out.push_str(&changed("red flags", &apart.red_flags, paint));
    out.push_str(&changed("what to fix first", &apart.fixes, paint));
    out
}

fn told(mark: Option<Verdict>) -> &'static str {
    mark.map_or("not told", Verdict::slug)
}

fn point(point: &LoopPoint, paint: Paint) -> String {
    let name = if point.name.is_empty() { "A loop" } else { &point.name };
    let mut about: Vec<String> = vec![calendar::said(point.at_ms)];
    about.extend(point.role.map(|role| role.to_string()));
    about.extend(point.level.map(|level| level.to_string()));
    about.push(clean(&point.id));
    let [inclined, not_inclined, not_judged] = point.votes;
    let votes = format!(
        "{}; votes: {inclined} inclined, {not_inclined} not, {not_judged} not judged",
        words::ruling(point.ruling)
    );
    format!(
        "{}\n{}\n{}\n  {} {}\n",
        paint.ink(Ink::Strong, &cut(name, WIDTH)),
        paint.ink(Ink::Quiet, &fill(&about.join(" · "), WIDTH, "  ")),
        fill(&votes, WIDTH, "  "),
        paint.ink(Ink::Path, &bar(point.hires, BAR)),
        paint.ink(
            Ink::Quiet,
            &format!("{:.0}% of sampled panels would hire", point.hires * 100.0)
        )
    )
}

fn changed(name: &str, both: &CameAndWent, paint: Paint) -> String {
    let lists: [(&str, Ink, &[Named]); 3] = [
        ("gone", Ink::Good, &both.gone),
        ("still there", Ink::Quiet, &both.stayed),
        ("new", Ink::Watch, &both.come),
    ];
    if lists.iter().all(|(.., all)| all.is_empty()) {
        return String::new();
    }
    let mut out = format!("\n{}", heading(name, paint));
    for (when, ink, all) in lists {
        for (code, title) in all {
            let when = paint.ink(ink, &format!("{when:<12}"));
            let said = fill(&format!("{title} [{code}]"), WIDTH, &" ".repeat(14));
            out.push_str(&format!("  {when}{}\n", said.trim_start()));
        }
    }
    out
}
