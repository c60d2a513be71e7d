//! Principles by interviewers: each mark as a word over a bar of how likely each mark was, so that no mark stands alone.

use glidepath_domain::{Panel, Principle, PrincipleMark, Verdict};
use maud::{Markup, html};

use super::debrief_quote::{Packet, initials};
use super::say::{percent, visible};

/// Height of the bar of a cell and of a mark.
const LITTLE: u32 = 7;

/// The grid; nothing where nobody was to look for anything.
pub(crate) fn debrief_matrix(packet: &Packet<'_>) -> Markup {
    let seats = &packet.debrief.seats;
    let rows: Vec<Principle> = Principle::ALL
        .iter()
        .copied()
        .filter(|principle| {
            seats
                .iter()
                .flat_map(|seat| &seat.marks)
                .any(|mark| mark.principle == *principle)
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section.block.marks-grid aria-labelledby="grid" {
            h2.group #grid { "Who marked what" span.quiet { "hidden from you until now" } }
            div.scroll tabindex="0" role="region" aria-label="Marks by principle and interviewer, scrolls sideways on a narrow screen" {
                table.grid-table {
                    thead { tr {
                        th scope="col" { "Principle" }
                        @for (index, seat) in seats.iter().enumerate() {
                            th scope="col" { a href=(format!("#seat-{index}")) { span.wide-name { (visible(&seat.name)) } span.short-name aria-hidden="true" { (initials(&visible(&seat.name))) } } }
                        }
                    } }
                    tbody {
                        @for principle in rows {
                            tr {
                                th scope="row" {
                                    @if packet.in_app() { a href=(format!("/principles/{principle}")) { (principle.name()) } } @else { (principle.name()) }
                                }
                                @for seat in seats { (cell(seat.marks.iter().find(|mark| mark.principle == principle))) }
                            }
                        }
                    }
                }
            }
            (key())
        }
    }
}

fn cell(mark: Option<&PrincipleMark>) -> Markup {
    html! {
        @match mark {
            None => td.not-asked {},
            Some(mark) => td.marked.(mark_class(mark.verdict)) { span { (mark_word(mark.verdict)) } @if mark.verdict.is_some() { (chances(&mark.chances, LITTLE)) } },
        }
    }
}

/// What the bars are.
fn key() -> Markup {
    html! {
        p.key.marks-key {
            span { i.pb aria-hidden="true" {} "below" } span { i.pm aria-hidden="true" {} "meets" } span { i.pr aria-hidden="true" {} "raises the bar" }
            span { "The bar under a word: how likely each mark was from somebody who weighs as they do." }
        }
    }
}

/// A mark in a word.
pub(crate) const fn mark_word(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Below) => "below",
        Some(Verdict::Meets) => "meets",
        Some(Verdict::Raises) => "raises",
        None => "not judged",
    }
}

/// Its class.
pub(crate) const fn mark_class(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Below) => "below",
        Some(Verdict::Meets) => "meets",
        Some(Verdict::Raises) => "raises",
        None => "unjudged",
    }
}

/// How likely each mark was, as one bar.
pub(crate) fn chances(panel: &Panel, height: u32) -> Markup {
    let parts = [
        (0.0, panel.below, "pb"),
        (panel.below, panel.meets, "pm"),
        (panel.below + panel.meets, panel.raises, "pr"),
    ];
    let said = format!(
        "below {}, meets {}, raises {}",
        percent(panel.below),
        percent(panel.meets),
        percent(panel.raises)
    );
    html! {
        svg.chances width="100%" height=(height) role="img" aria-label=(said) {
            title { (said) }
            @for (start, share, class) in parts { @if share > 0.0 { rect class=(class) x=(format!("{:.1}%", start * 100.0)) width=(format!("{:.1}%", share * 100.0)) height=(height) {} } }
        }
    }
}
