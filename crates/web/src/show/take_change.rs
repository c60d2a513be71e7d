//! What the later of two takes made of the earlier: findings fixed, brought in and kept, figures lost and drifted, where the time
//! went, and whether it sounds learned by heart.

use glidepath_app::practice::TakesApart;
use glidepath_domain::Beat;
use glidepath_practice::{Change, TakeDiff};
use maud::{Markup, html};

use super::beat_colour;
use super::note::voice_at;
use super::say::{clock, counted, percent, visible};
use super::timeline::Timeline;
use super::{in_short, verdicts};

/// Words in which two takes may differ in time before it is told as longer or shorter, in seconds.
const SAME_S: f64 = 1.0;

/// The summary in one line.
pub(crate) fn in_a_line(diff: &TakeDiff) -> Markup {
    html! {
        p.meta {
            span { b.num { (diff.fixed.len()) } " fixed" } span { b.num { (diff.introduced.len()) } " new" } span { b.num { (diff.kept.len()) } " still there" }
            @if let Some(seconds) = diff.seconds {
                span { @if diff.seconds_estimated { "about " }
                    @if seconds.abs() < SAME_S { "as long as before" } @else { b.num { (clock(seconds.abs())) } @if seconds < 0.0 { " shorter" } @else { " longer" } } }
            }
            @if !diff.facts_lost.is_empty() { span { (counted(diff.facts_lost.len(), "figure", "figures")) " lost" } }
            @if !diff.figures_drifted.is_empty() { span { (counted(diff.figures_drifted.len(), "figure", "figures")) " changed" } }
        }
    }
}

/// A take that repeats the other nearly word for word.
pub(crate) fn by_heart(diff: &TakeDiff) -> Markup {
    html! {
        @if let Some(share) = diff.same_words.filter(|_| diff.is_by_heart()) {
            section.sheet.by-heart aria-labelledby="by-heart" {
                h2 #by-heart { "It sounds learned by heart" }
                p { (percent(share)) " of its runs of five words were in the earlier take too. Learned words hold until the first question from the side. Vary them:" }
                ol { @for way in &diff.vary { li dir="auto" { (visible(way)) } } }
            }
        }
    }
}

/// Findings in three columns, each with both takes' words.
pub(crate) fn findings(diff: &TakeDiff) -> Markup {
    html! {
        div.changes {
            section aria-labelledby="fixed" { h2.label #fixed { "Fixed" } (changes(&diff.fixed, "Nothing was fixed this time.")) }
            section aria-labelledby="introduced" { h2.label #introduced { "New" } (changes(&diff.introduced, "Nothing new crept in.")) }
            section aria-labelledby="kept" { h2.label #kept { "Still there" } (changes(&diff.kept, "Nothing was carried over.")) }
        }
    }
}

fn changes(list: &[Change], none: &str) -> Markup {
    html! {
        @if list.is_empty() { p.quiet { (none) } }
        ul.changed {
            @for change in list {
                @let voice = voice_at(Some(change.severity));
                li.(voice.class()) {
                    a href=(format!("/rules/{}", change.rule)) { (change.title) } span.hidden { ", " (voice.word()) }
                    @if !change.before.is_empty() { q.was dir="auto" { (verdicts::shortened(&change.before)) } }
                    @if !change.after.is_empty() { q.is dir="auto" { (verdicts::shortened(&change.after)) } }
                }
            }
        }
    }
}

/// Figures that went and figures that changed.
pub(crate) fn figures(diff: &TakeDiff) -> Markup {
    html! {
        @if !diff.facts_lost.is_empty() || !diff.figures_drifted.is_empty() {
            section.block aria-labelledby="facts" {
                h2.label #facts { "Figures" }
                ul.drifts {
                    @for drift in &diff.figures_drifted {
                        li { p { b.num { (visible(&drift.before)) } " " span.arrow aria-label="became" { "→" } " " b.num { (visible(&drift.after)) } } p.quiet { "Both are about: " (visible(&drift.about)) ". Which one is true? The other will be asked about." } }
                    }
                    @for lost in &diff.facts_lost {
                        li { p { del.num { (visible(&lost.quote)) } " is not said any more" } q.quiet dir="auto" { (verdicts::shortened(&lost.sentence)) } }
                    }
                }
            }
        }
    }
}

/// Where the time went, beat by beat, both takes on one scale of seconds.
pub(crate) fn sections(apart: &TakesApart) -> Markup {
    let (first, second) = (
        Timeline::of(&apart.earlier_reviewed),
        Timeline::of(&apart.later_reviewed),
    );
    let spent = |timeline: &Timeline, beat: Beat| {
        timeline
            .runs
            .iter()
            .filter(|r| r.beat == beat)
            .map(|r| r.to - r.from)
            .sum::<f64>()
    };
    let rows: Vec<(Beat, f64, f64)> = Beat::ALL
        .iter()
        .map(|&beat| (beat, spent(&first, beat), spent(&second, beat)))
        .filter(|(_, before, after)| before + after > 0.0)
        .collect();
    let most = rows.iter().map(|(_, a, b)| a.max(*b)).fold(1.0, f64::max);
    html! {
        section.block aria-labelledby="clock" {
            h2.label #clock { "Where the time went" }
            table.spent {
                thead { tr { th scope="col" { "Beat" } th scope="col" { "Before" } th scope="col" { "Now" } th scope="col" aria-hidden="true" {} } }
                tbody {
                    @for (beat, before, after) in rows {
                        tr {
                            th scope="row" { (in_short::beat(beat)) }
                            td.num { (clock(before)) }
                            td.num { (clock(after)) }
                            td.bars-cell aria-hidden="true" {
                                svg width="100%" height="20" {
                                    rect.was-bar width=(format!("{:.1}%", before / most * 100.0)) height="7" y="2" rx="2" {}
                                    rect.(beat_colour::class(beat)) width=(format!("{:.1}%", after / most * 100.0)) height="8" y="11" rx="2" {}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
