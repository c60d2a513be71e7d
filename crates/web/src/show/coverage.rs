//! The coverage matrix: stories by principles as a calm heat map with figures in its cells, where the bank stands on its
//! way to what it aims for, and what is worth knowing about it in words.

use glidepath_app::coverage::Coverage as Covered;
use glidepath_app::find_stories::StoryRow;
use glidepath_domain::{Principle, Severity};
use glidepath_plan::{Column, Coverage, Fit, Remark, Row, TARGET_STORIES};
use maud::{Markup, html};

use super::{counted, in_short, visible};

/// Remarks of a kind that are told one by one; more of them are told in one sentence.
const TOLD_ALONE: usize = 3;

/// The heat map. Stories stand in the order of their main principle, so that what they cover runs down as one path.
pub(crate) fn coverage(covered: &Covered) -> Markup {
    let matrix = &covered.matrix;
    let mut rows: Vec<(&Row, &StoryRow)> = matrix.rows.iter().zip(&covered.stories).collect();
    let place = |row: &Row| {
        row.cells
            .iter()
            .position(|cell| *cell == Some(Fit::Main))
            .unwrap_or(usize::MAX)
    };
    rows.sort_by_key(|(row, _)| (place(row), !row.ready));
    html! {
        div.matrix-frame tabindex="0" role="region" aria-label="Coverage matrix, scrolls sideways on a narrow screen" {
            table.matrix {
                caption.hidden { "Each story by the principles it serves. 1 is the story's main principle, 2 and 3 are others." }
                thead {
                    tr {
                        th.corner scope="col" { "Story" }
                        @for column in &matrix.columns { (head(column)) }
                    }
                }
                tbody.sums {
                    tr { th scope="row" { "Stories" } @for column in &matrix.columns { (sum(column)) } }
                    tr.ready-sums { th scope="row" { "of these ready" } @for column in &matrix.columns { td.num.gap[column.coverage == Coverage::Gap] { (column.ready) } } }
                }
                tbody {
                    @for (row, story) in &rows { (line(row, story, &matrix.columns)) }
                }
            }
        }
    }
}

fn head(column: &Column) -> Markup {
    let principle = column.principle;
    html! {
        th.turned scope="col" title=(principle.name()) {
            a href=(format!("/stories?principle={principle}")) {
                span aria-hidden="true" { (in_short::principle(principle)) }
                span.hidden { (principle.name()) }
            }
        }
    }
}

/// How many stories serve it, and what that means: by shape, and in words for those who do not see it.
fn sum(column: &Column) -> Markup {
    let (class, said) = match column.coverage {
        Coverage::Gap => ("gap", "a gap"),
        Coverage::Thin => ("thin", "thin"),
        Coverage::Enough => ("enough", "enough"),
        Coverage::Crowded => ("crowded", "more than enough"),
    };
    html! { td class={ "sum-of " (class) } { span.num { (column.main + column.second) } span.hidden { ", " (said) } } }
}

fn line(row: &Row, story: &StoryRow, columns: &[Column]) -> Markup {
    let title = if row.title.trim().is_empty() {
        "A story without a title".to_owned()
    } else {
        visible(&row.title)
    };
    html! {
        tr {
            th scope="row" {
                a href=(format!("/stories/{}", row.id.0)) dir="auto" { (title) }
                @if row.stale { span.stale title="Long ago" { "†" span.hidden { " long ago" } } }
            }
            @for (column, cell) in columns.iter().zip(&row.cells) {
                @match cell {
                    None => td.gap[column.coverage == Coverage::Gap] {},
                    Some(fit) => (serving(*fit, row.ready, place(story, column.principle))),
                }
            }
        }
    }
}

/// Which of the story's principles this is, from 1.
fn place(story: &StoryRow, principle: Principle) -> usize {
    story
        .card
        .principles
        .iter()
        .position(|p| *p == principle)
        .map_or(1, |at| at + 1)
}

fn serving(fit: Fit, ready: bool, place: usize) -> Markup {
    let (class, said) = match (fit, ready) {
        (Fit::Main, true) => ("main ready", "main, ready"),
        (Fit::Main, false) => ("main", "main, not ready"),
        (Fit::Second, true) => ("second ready", "second, ready"),
        (Fit::Second, false) => ("second", "second, not ready"),
    };
    html! { td class=(class) { span.num aria-hidden="true" { (place) } span.hidden { (said) } } }
}

/// What the cells mean.
pub(crate) fn legend() -> Markup {
    html! {
        ul.matrix-key aria-label="What the cells mean" {
            li { i.cell.main.ready aria-hidden="true" { "1" } "main, ready" }
            li { i.cell.main aria-hidden="true" { "1" } "main, not ready yet" }
            li { i.cell.second.ready aria-hidden="true" { "2" } "second, ready" }
            li { i.cell.second aria-hidden="true" { "2" } "second, not ready yet" }
            li { i.cell.gap aria-hidden="true" { "0" } "no story" }
            li { i.cell.thin aria-hidden="true" { "1" } "one, or none of them ready" }
        }
    }
}

/// Width of a scale, and how far in it begins.
const WIDTH: f64 = 300.0;

/// Where the bank stands on its way: stories and principles, each on a scale with what it aims for.
pub(crate) fn standing(covered: &Covered) -> Markup {
    let tally = covered.matrix.tally;
    let aim = (*TARGET_STORIES.start(), *TARGET_STORIES.end());
    html! {
        section.standing aria-labelledby="standing" {
            h2.label #standing { "Where it stands" }
            p { (tally.say()) }
            dl {
                dt { "Stories" }
                dd { (scale(tally.stories, Some(aim), tally.upper.map(|u| u.stories))) }
                dt { "Principles" }
                dd { (scale(tally.covered, None, Some(tally.upper.map_or(tally.scope, |u| u.principles)))) }
            }
            p.quiet { i.swatch aria-hidden="true" {} " where a bank of few, deep stories lies; " svg.mark width="10" height="12" aria-hidden="true" { path d="M5 0V12" {} } @match covered.quota {
                Some(level) => { " the upper target at " (level) },
                None => " every principle in scope",
            } }
        }
    }
}

fn scale(now: u32, band: Option<(u32, u32)>, mark: Option<u32>) -> Markup {
    let most = [now, band.map_or(0, |b| b.1), mark.unwrap_or(0), 16]
        .into_iter()
        .max()
        .unwrap_or(1);
    let at = |n: u32| format!("{:.1}", f64::from(n) / f64::from(most) * (WIDTH - 12.0) + 6.0);
    let mut said = now.to_string();
    if let Some((low, high)) = band {
        said.push_str(&format!("; aim for {low} to {high}"));
    }
    if let Some(mark) = mark {
        said.push_str(&format!("; mark at {mark}"));
    }
    html! {
        svg.scale viewBox=(format!("0 0 {WIDTH} 34")) role="img" aria-label=(said) {
            @if let Some((low, high)) = band {
                rect.band x=(at(low)) y="2" width=(format!("{:.1}", f64::from(high - low) / f64::from(most) * (WIDTH - 12.0))) height="16" {}
                text x=(at((low + high) / 2)) y="32" text-anchor="middle" { (low) "–" (high) }
            }
            path.axis d=(format!("M6 10H{}", WIDTH - 6.0)) {}
            path.way d=(format!("M6 10H{}", at(now))) {}
            @if let Some(mark) = mark {
                path.upper d=(format!("M{0} 1V19", at(mark))) {}
                @if band.is_none_or(|(low, high)| mark > high + 2 || mark + 2 < low) { text x=(at(mark)) y="32" text-anchor="middle" { (mark) } }
            }
            circle.craft cx=(at(now)) cy="10" r="5" {}
            @if band.is_none_or(|(low, high)| now + 2 < low || now > high + 2) && mark.is_none_or(|m| m.abs_diff(now) > 1) { text.now x=(at(now)) y="32" text-anchor="middle" { (now) } }
        }
    }
}

/// What is worth knowing, the costliest first.
pub(crate) fn remarks(covered: &Covered) -> Markup {
    let is_gap = |remark: &Remark| {
        matches!(
            remark,
            Remark::Gap {
                rarely_asked: false,
                ..
            }
        )
    };
    let is_unready = |remark: &Remark| matches!(remark, Remark::NoneReady { .. });
    let all = &covered.matrix.remarks;
    let about = |kind: fn(&Remark) -> bool| -> Vec<Principle> {
        let all: Vec<Principle> = all.iter().filter(|r| kind(r)).filter_map(Remark::principle).collect();
        if all.len() > TOLD_ALONE { all } else { Vec::new() }
    };
    let (gaps, unready) = (about(is_gap), about(is_unready));
    let joined = |remark: &Remark| is_gap(remark) && !gaps.is_empty() || is_unready(remark) && !unready.is_empty();
    html! {
        section.remarks aria-labelledby="remarks" {
            h2.label #remarks { "Worth knowing" }
            @if all.is_empty() { p.quiet { "Nothing is amiss: no gap, nothing thin, nothing that every story shares." } }
            ul {
                @if !gaps.is_empty() {
                    li.warn { b { (counted(gaps.len(), "principle has", "principles have")) " no story: " } (names(&gaps)) ". Dig for real ones; nothing is made up here. " a href="/dig" { "Dig" } }
                }
                @if !unready.is_empty() {
                    li.warn { b { (counted(unready.len(), "principle has", "principles have")) " stories, and none that is ready to be told: " } (names(&unready)) ". " a href="/stories?ready=no&sort=ready" { "See what they lack" } }
                }
                @for remark in all.iter().filter(|r| !joined(r)) {
                    li class=(if remark.severity() == Severity::Hint { "hint" } else { "warn" }) {
                        (visible(&remark.say()))
                        @match remark {
                            Remark::Gap { .. } => { " " a href="/dig" { "Dig" } },
                            _ => @if let Some(principle) = remark.principle() { " " a href=(format!("/stories?principle={principle}")) { "See" } },
                        }
                    }
                }
            }
        }
    }
}

/// Principles in one line; one of them has a semicolon in its name.
fn names(principles: &[Principle]) -> String {
    principles
        .iter()
        .map(|p| in_short::principle(*p))
        .collect::<Vec<_>>()
        .join("; ")
}
