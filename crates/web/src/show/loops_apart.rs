//! Loops over time and two of them held against each other: small pictures on one scale, marks beside each other, what went and what came.

use glidepath_app::hand_out_debrief::words::{marked, ruling};
use glidepath_app::loops::{CameAndWent, LoopPoint, LoopsApart, MarkApart, Named};
use glidepath_domain::{Principle, Ruling, Verdict};
use maud::{Markup, html};

use super::in_short;
use super::say::counted;
use super::small_multiple::{SmallMultiple, small_multiples};

/// Loops without which no picture is drawn: one point is no way.
pub(crate) const FEWEST: usize = 2;

/// The way of all loops, oldest first.
pub(crate) fn loops_over(points: &[LoopPoint]) -> Markup {
    html! {
        section.block aria-labelledby="over-time" {
            h2.label #over-time { "Every loop" }
            div.multiples-row.loops-row {
                (small_multiples(&[hires(points)], 1.0))
                (small_multiples(&[flags(points)], points.iter().map(|point| point.red_flags.len()).max().unwrap_or(0).max(4) as f64))
            }
            @let by = by_principle(points);
            @if !by.is_empty() {
                h3.label { "Mark by principle" }
                p.quiet { "The best mark of each loop: the floor is below the bar, the line is at it, the top raises it." }
                (small_multiples(&by, 2.0))
            }
        }
    }
}

fn place(index: usize, count: usize) -> f64 {
    index as f64 / (count.saturating_sub(1)).max(1) as f64
}

fn hires(points: &[LoopPoint]) -> SmallMultiple {
    let values: Vec<(f64, f64)> = points
        .iter()
        .enumerate()
        .map(|(index, point)| (place(index, points.len()), point.hires))
        .collect();
    let last = points.last().map_or(0.0, |point| point.hires);
    SmallMultiple {
        name: "Panels that would hire".to_owned(),
        link: None,
        points: values,
        mark: Some(0.5),
        last: format!("{:.0}%", last * 100.0),
        said: "of those sampled; the line is half of them".to_owned(),
    }
}

fn flags(points: &[LoopPoint]) -> SmallMultiple {
    let last = points.last().map_or(0, |point| point.red_flags.len());
    SmallMultiple {
        name: "Red flags".to_owned(),
        link: None,
        points: points
            .iter()
            .enumerate()
            .map(|(index, point)| (place(index, points.len()), point.red_flags.len() as f64))
            .collect(),
        mark: None,
        last: last.to_string(),
        said: counted(last, "flag in the last loop", "flags in the last loop"),
    }
}

/// The height of a mark.
const fn height(verdict: Verdict) -> f64 {
    match verdict {
        Verdict::Below => 0.0,
        Verdict::Meets => 1.0,
        Verdict::Raises => 2.0,
    }
}

/// Principles that were marked in two loops at least.
fn by_principle(points: &[LoopPoint]) -> Vec<SmallMultiple> {
    let of = |principle: Principle| -> Vec<(f64, Verdict)> {
        let best = |point: &LoopPoint| {
            let marks = point.marks.iter().find(|(one, _)| *one == principle);
            marks.and_then(|(_, marks)| marks.iter().flatten().max().copied())
        };
        points
            .iter()
            .enumerate()
            .filter_map(|(index, point)| Some((place(index, points.len()), best(point)?)))
            .collect()
    };
    Principle::ALL
        .iter()
        .filter_map(|principle| {
            let marks = of(*principle);
            let (_, last) = *marks.last().filter(|_| marks.len() >= FEWEST)?;
            Some(SmallMultiple {
                name: in_short::principle(*principle).to_owned(),
                link: Some(format!("/principles/{principle}")),
                last: marked(Some(last)).to_owned(),
                said: format!("marked in {}", counted(marks.len(), "loop", "loops")),
                points: marks.into_iter().map(|(at, verdict)| (at, height(verdict))).collect(),
                mark: Some(1.0),
            })
        })
        .collect()
}

/// Two loops beside each other.
pub(crate) fn loops_apart(apart: &LoopsApart, name: impl Fn(&LoopPoint) -> String) -> Markup {
    let (before, after) = (&apart.before, &apart.after);
    html! {
        section.block aria-labelledby="apart" {
            h2.group #apart { "What changed" }
            div.scroll {
                table.two-loops {
                    thead { tr { th {} th scope="col" { a href=(format!("/loops/{}/debrief", before.id)) dir="auto" { (name(before)) } } th scope="col" { a href=(format!("/loops/{}/debrief", after.id)) dir="auto" { (name(after)) } } } }
                    tbody {
                        tr { th scope="row" { "Decision" } td { (ruling(before.ruling)) } td { (ruling(after.ruling)) } }
                        tr { th scope="row" { "Panels that would hire" } td { (share(before)) } td { (share(after)) } }
                        tr { th scope="row" { "Votes in favour" } td { (votes(before)) } td { (votes(after)) } }
                        @for mark in &apart.marks { (mark_row(mark)) }
                    }
                }
            }
            @if [before.ruling, after.ruling].contains(&Ruling::NotJudged) { p.quiet { "In one of them too little was heard to decide: what is missing below may only not have been met." } }
            p.quiet { "Of each principle the best mark; a dash where nobody looked for it or it could not be told." }
            div.went {
                (came_and_went("Red flags", &apart.red_flags))
                (came_and_went("To mend first", &apart.fixes))
            }
        }
    }
}

fn share(point: &LoopPoint) -> Markup {
    html! {
        div.share-cell {
            svg width="100%" height="7" aria-hidden="true" { rect.rail width="100%" height="7" rx="3.5" {} @if point.hires > 0.0 { rect.fill width=(format!("{:.1}%", point.hires * 100.0)) height="7" rx="3.5" {} } }
            span.num { (format!("{:.0}%", point.hires * 100.0)) }
        }
    }
}

fn votes(point: &LoopPoint) -> Markup {
    let [inclined, against, unjudged] = point.votes;
    html! { (inclined) " of " (inclined + against + unjudged) @if unjudged > 0 { span.quiet { ", " (unjudged) " not judged" } } }
}

fn mark_row(mark: &MarkApart) -> Markup {
    let one = |verdict: Option<Verdict>| html! { @match verdict { Some(_) => span.mark-of.(marked(verdict)) { (marked(verdict)) }, None => span.quiet { "–" } } };
    let moved = match (mark.before, mark.after) {
        (Some(before), Some(after)) if after > before => " up",
        (Some(before), Some(after)) if after < before => " down",
        _ => "",
    };
    html! { tr class={ "mark-row" (moved) } { th scope="row" { (mark.principle.name()) } td { (one(mark.before)) } td { (one(mark.after)) @if !moved.is_empty() { span.quiet { @if moved == " up" { " ↑" } @else { " ↓" } } } } } }
}

fn came_and_went(heading: &str, list: &CameAndWent) -> Markup {
    html! {
        div {
            h3 { (heading) }
            (named("Gone", "good", &list.gone))
            (named("Still there", "warn", &list.stayed))
            (named("New", "bad", &list.come))
            @if list.gone.is_empty() && list.stayed.is_empty() && list.come.is_empty() { p.quiet { "None in either." } }
        }
    }
}

fn named(heading: &str, class: &str, list: &[Named]) -> Markup {
    html! {
        @if !list.is_empty() {
            p.label { (heading) }
            ul.went-list { @for (code, title) in list { li.(class) { (title) " " code.quiet { (code) } } } }
        }
    }
}
