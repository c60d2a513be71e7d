//! Takes as rows: when, how long against the time allowed, what was found by what it costs, how deep the follow-ups went. Lengths
//! share one scale, so that a glance down the column tells.

use glidepath_app::practice::{TakeRow, may_see_review};
use glidepath_domain::Severity;
use maud::{Markup, html};

use super::moment;
use super::note::voice_at;
use super::panel::verdict_name;
use super::say::{clock, counted, visible};

/// Width of the little drawing of a length, in its own units.
const WIDTH: f64 = 160.0;
/// Steps of a ladder drawn.
const STEPS: u32 = 6;

/// Rows of one group with their numbers, the latest first; `longest` is the far end of the scale of lengths, in seconds. Where it is the
/// story that they share, each says what was asked.
pub(crate) fn take_rows(rows: &[(usize, &TakeRow)], longest: f64, by_story: bool) -> Markup {
    html! { ol.takes { @for (number, row) in rows { (one(*number, row, longest, by_story)) } } }
}

fn one(number: usize, row: &TakeRow, longest: f64, by_story: bool) -> Markup {
    let drill = &row.drill.value;
    let open = !may_see_review(drill);
    let id = &row.drill.id;
    let address = if open {
        format!("/practice/{id}")
    } else {
        format!("/takes/{id}")
    };
    html! {
        li.take {
            @if open { span.pick {} }
            @else { label.pick { input type="checkbox" name="take" value=(id); span.hidden { "Compare take " (number) } } }
            div.when {
                a href=(address) { "Take " (number) } " " span.quiet { (moment(row.drill.created_ms)) }
                @if by_story { span.quiet dir="auto" { (visible(drill.answer().map_or("", |turn| turn.asked.as_str()))) } }
                @else if !row.story_title.is_empty() { span.quiet dir="auto" { (visible(&row.story_title)) } }
            }
            div.length {
                @match row.seconds {
                    Some(seconds) => { (length(seconds, drill.limit_s, longest)) span.num { (clock(seconds)) } },
                    None => span.quiet { "no time" },
                }
            }
            @if open { p.counts { span.quiet { "still open" } } div.deep {} p.heard { a href=(address) { "Go on with it" } } }
            @else {
                (counts(row))
                div.deep { @if row.answered + row.passed > 0 { (ladder(row.depth, (row.answered + row.passed) as u32)) } }
                p.heard {
                    @if let Some(verdict) = row.verdict { (verdict_name(verdict)) } @else { span.quiet { @if drill.first_review.is_some() { "no verdict" } @else { "left" } } }
                    @if row.has_sound { span.quiet { ", spoken" } }
                }
            }
        }
    }
}

/// Findings by what they cost, gravest first, told apart by their lines as everywhere.
fn counts(row: &TakeRow) -> Markup {
    html! {
        p.counts {
            @for &severity in Severity::ALL.iter().rev() {
                @let count = row.findings[severity as usize];
                @let voice = voice_at(Some(severity));
                @if count > 0 { span.count.(voice.class()) { (count) span.hidden { " " (voice.word()) } } " " }
            }
            @if row.findings == [0; 3] { span.quiet { @if row.drill.value.first_review.is_some() { "nothing held against it" } @else { "not reviewed yet" } } }
        }
    }
}

/// A line as long as the answer, with a tick where its time was up.
fn length(seconds: f64, limit_s: u32, longest: f64) -> Markup {
    let x = |s: f64| ((s / longest.max(1.0)).clamp(0.0, 1.0) * (WIDTH - 2.0)).round() + 1.0;
    let limit = f64::from(limit_s);
    html! {
        svg.length-line viewBox=(format!("0 0 {WIDTH} 14")) aria-hidden="true" {
            path.within d=(format!("M1 7H{}", x(seconds.min(limit)))) {}
            @if seconds > limit { path.beyond d=(format!("M{} 7H{}", x(limit), x(seconds))) {} }
            path.limit d=(format!("M{} 1v12", x(limit))) {}
        }
        @if seconds > limit { span.hidden { (clock(seconds - limit)) " over its time, " } }
    }
}

/// How deep the follow-ups went: steps down, solid while the evidence held.
fn ladder(depth: u32, asked: u32) -> Markup {
    let steps = asked.min(STEPS);
    let all = counted(asked as usize, "follow-up", "follow-ups");
    let said = if depth >= asked {
        format!("held for all {all}")
    } else {
        format!("held for {depth} of {all}")
    };
    html! {
        svg.depth width=(steps * 13 + 2) height="24" role="img" aria-label=(said) {
            @for step in 0..steps {
                path class=(if step < depth { "held-step" } else { "ended-step" }) d=(format!("M{} {}h12", 1 + step * 13, 3 + step * 18 / (STEPS - 1))) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::take_rows;
    use crate::page::sample_take::row;

    #[test]
    fn a_take_over_its_time_says_so_and_an_open_one_leads_back_to_its_room() {
        let mut one = row("a1", 200.0, [1, 0, 2], 2, 3);
        let html = take_rows(&[(2, &one)], 240.0, false).0;
        assert!(
            html.contains("0:20 over its time") && html.contains("held for 2 of 3 follow-ups"),
            "{html}"
        );
        assert!(html.contains("value=\"a1\"") && html.contains("/takes/a1"), "{html}");
        assert!(
            html.contains("class=\"count bad\"") && !html.contains("class=\"count warn\""),
            "{html}"
        );
        one.drill.value.state = glidepath_domain::DrillState::Asking;
        let html = take_rows(&[(2, &one)], 240.0, false).0;
        assert!(html.contains("/practice/a1") && !html.contains("checkbox"), "{html}");
    }
}
