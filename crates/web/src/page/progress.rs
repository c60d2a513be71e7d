//! `/progress`: small pictures on one scale: findings over takes, principle by principle, lengths, depth, own verdicts beside the
//! review's, and what nudges do.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::practice::{Progress, TakePoint, look_back};
use glidepath_domain::{Principle, Verdict};
use glidepath_practice::{FindingProgress, Trend, Trial};
use glidepath_review::rules;
use maud::{Markup, html};

use super::{Nav, Page, alone};
use crate::kept_form::trouble;
use crate::layout;
use crate::router::State as Shared;
use crate::show::practice_tabs::practice_tabs;
use crate::show::small_multiple::{SmallMultiple, small_multiples};
use crate::show::{clock, counted, in_short};

pub(crate) static PAGE: Page = Page {
    path: "/progress",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: alone,
    samples,
};

/// Findings shown, the most frequent first.
const FINDINGS: usize = 8;
/// Takes without which no picture is drawn: one point is no way.
const FEWEST: usize = 2;

async fn open(State(shared): State<Shared>) -> Response {
    let looking = async { look_back(&*shared.bank().await?, &shared.reviewer).await };
    match looking.await {
        Ok(progress) => whole(&progress).into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(progress: &Progress) -> Markup {
    let takes = progress.takes.len();
    layout::page(
        "Progress",
        "/practice",
        &html! {
            (practice_tabs(PAGE.path))
            header.head { h1 { "Progress" } @if takes >= FEWEST { p.meta { "Over " (counted(takes, "take", "takes")) ", the oldest on the left. Everything is reviewed by today's rules, so that old takes and new ones are read alike." } } }
            @if takes < FEWEST { (beginnings(takes)) } @else {
                (overall(progress))
                (by_principle(progress))
                (findings(&progress.findings))
                div.progress-columns { (own_and_review(progress)) (trial(&progress.trial)) }
            }
        },
    )
}

fn beginnings(takes: usize) -> Markup {
    html! {
        section.sheet.none-yet {
            h2 { @if takes == 0 { "No take yet" } @else { "One take so far" } }
            p { "Two takes are a way, and from there this page draws it: how many findings each take had, principle by principle, how long you took, how many follow-ups your evidence held, and how near your own verdict comes to the review's." }
            div.row { a.button.go href="/practice" { @if takes == 0 { "Tell the first one" } @else { "Tell another one" } } }
        }
    }
}

/// Places of takes along the axis, as shares of it.
fn place(index: usize, count: usize) -> f64 {
    index as f64 / (count.saturating_sub(1)).max(1) as f64
}

fn all_findings(take: &TakePoint) -> f64 {
    take.findings.iter().sum::<usize>() as f64
}

/// Lengths, findings and depth of every take.
fn overall(progress: &Progress) -> Markup {
    let takes = &progress.takes;
    let count = takes.len();
    let series = |value: &dyn Fn(&TakePoint) -> Option<f64>| -> Vec<(f64, f64)> {
        takes
            .iter()
            .enumerate()
            .filter_map(|(index, take)| Some((place(index, count), value(take)?)))
            .collect()
    };
    let limit = takes.last().map(|take| f64::from(take.limit_s));
    let lengths = series(&|take| take.seconds);
    let held = series(&|take| take.depth.map(f64::from));
    let found = series(&|take| Some(all_findings(take)));
    let costly = series(&|take| Some(take.findings[2] as f64));
    let most_s = lengths.iter().map(|p| p.1).fold(limit.unwrap_or(180.0), f64::max);
    let most_found = found.iter().map(|p| p.1).fold(4.0, f64::max);
    let most_held = held.iter().map(|p| p.1).fold(4.0, f64::max);
    let whole = |points: &[(f64, f64)]| points.last().map_or_else(String::new, |p| format!("{:.0}", p.1));
    html! {
        section.block aria-labelledby="overall" {
            h2.label #overall { "Every take" }
            div.multiples-row {
                (small_multiples(&[SmallMultiple {
                    name: "Findings".to_owned(),
                    link: None,
                    last: whole(&found),
                    said: said(&found, "fewer than in the first", "more than in the first", "as many as in the first"),
                    points: found,
                    mark: None,
                }, SmallMultiple {
                    name: "Of them costly".to_owned(),
                    link: None,
                    last: whole(&costly),
                    said: said(&costly, "fewer than in the first", "more than in the first", "as many as in the first"),
                    points: costly,
                    mark: None,
                }], most_found))
                (small_multiples(&[SmallMultiple {
                    name: "Length".to_owned(),
                    link: None,
                    last: lengths.last().map_or_else(String::new, |p| clock(p.1)),
                    said: limit.map_or_else(String::new, |limit| format!("the line is the time allowed, {}", clock(limit))),
                    points: lengths,
                    mark: limit,
                }], most_s))
                (small_multiples(&[SmallMultiple {
                    name: "Follow-ups held".to_owned(),
                    link: None,
                    last: whole(&held),
                    said: if held.is_empty() { "no follow-up was asked yet".to_owned() } else { said(&held, "fewer than at first", "deeper than at first", "as deep as at first") },
                    points: held,
                    mark: None,
                }], most_held))
            }
        }
    }
}

/// The last value against the first, in words.
fn said(points: &[(f64, f64)], fewer: &str, more: &str, same: &str) -> String {
    match (points.first(), points.last()) {
        (Some(first), Some(last)) if last.1 < first.1 => fewer.to_owned(),
        (Some(first), Some(last)) if last.1 > first.1 => more.to_owned(),
        (Some(_), Some(_)) => same.to_owned(),
        _ => String::new(),
    }
}

/// Findings of each take under the principle it was asked for, all on one scale.
fn by_principle(progress: &Progress) -> Markup {
    let takes = &progress.takes;
    let count = takes.len();
    let most = takes.iter().map(all_findings).fold(4.0, f64::max);
    let mut asked: Vec<(Principle, Vec<(f64, f64)>)> = Vec::new();
    for (index, take) in takes.iter().enumerate() {
        let Some(principle) = take.principle else { continue };
        let point = (place(index, count), all_findings(take));
        match asked.iter_mut().find(|(known, _)| *known == principle) {
            Some((_, points)) => points.push(point),
            None => asked.push((principle, vec![point])),
        }
    }
    // The weakest first, as they are reckoned; those without a mark after them.
    let rank = |principle: Principle| {
        progress
            .principles
            .iter()
            .position(|p| p.principle == principle)
            .unwrap_or(usize::MAX)
    };
    asked.sort_by_key(|(principle, _)| (rank(*principle), *principle as usize));
    let pictures: Vec<SmallMultiple> = asked
        .into_iter()
        .map(|(principle, points)| {
            let known = progress.principles.iter().find(|p| p.principle == principle);
            SmallMultiple {
                name: in_short::principle(principle).to_owned(),
                link: Some(format!("/principles/{}", principle.slug())),
                last: points.last().map_or_else(String::new, |p| format!("{:.0}", p.1)),
                said: known.map_or_else(
                    || counted(points.len(), "take", "takes"),
                    |p| format!("{}, {}", counted(p.told, "mark", "marks"), p.trend.words()),
                ),
                points,
                mark: None,
            }
        })
        .collect();
    html! {
        @if !pictures.is_empty() {
            section.block aria-labelledby="principles" {
                h2.label #principles { "Findings a take, by principle" }
                p.quiet { "All on one scale, up to " (format!("{most:.0}")) "; the weakest first." }
                (small_multiples(&pictures, most))
            }
        }
    }
}

/// Which findings come back: a row of takes each, filled where it was met.
fn findings(all: &[FindingProgress]) -> Markup {
    html! {
        @if !all.is_empty() {
            section.block aria-labelledby="findings" {
                h2.label #findings { "What comes back" }
                table.comes-back {
                    thead { tr { th scope="col" { "Finding" } th scope="col" { "The latest takes, oldest first" } th scope="col" { "Where it goes" } } }
                    tbody {
                        @for finding in all.iter().take(FINDINGS) {
                            @let met = finding.met.iter().filter(|(_, met)| *met).count();
                            tr {
                                th scope="row" { a href=(format!("/rules/{}", finding.rule)) { (rules::find(finding.rule).map_or(finding.rule, |rule| rule.title)) } }
                                td {
                                    svg.met-row width=(finding.met.len() * 16) height="14" role="img" aria-label=(format!("met in {met} of {}", finding.met.len())) {
                                        @for (index, (_, met)) in finding.met.iter().enumerate() { circle.met[*met] cx=(7 + index * 16) cy="7" r="4.6" {} }
                                    }
                                }
                                td.quiet { (goes(finding.trend)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

const fn goes(trend: Trend) -> &'static str {
    match trend {
        Trend::NotEnough => "not enough takes yet",
        Trend::Better => "more seldom",
        Trend::Steady => "as often as before",
        Trend::Worse => "more often",
    }
}

/// Own verdicts and the review's, take by take, on the scale of three.
fn own_and_review(progress: &Progress) -> Markup {
    let rated: Vec<(Verdict, Verdict)> = progress
        .takes
        .iter()
        .filter_map(|take| Some((take.own?, take.verdict?)))
        .collect();
    let y = |verdict: Verdict| 58 - 22 * verdict as usize;
    let x = |index: usize| 66 + index * 22;
    let shown = &rated[rated.len().saturating_sub(16)..];
    html! {
        section.block aria-labelledby="gap" {
            h2.label #gap { "Your verdict and theirs" }
            @if !shown.is_empty() {
                svg.gap-picture viewBox="0 0 430 74" role="img" aria-label=(progress.gap.words) {
                    @for verdict in Verdict::ALL { path.rule d=(format!("M58 {}H424", y(*verdict))) {} text x="50" y=(y(*verdict) + 4) text-anchor="end" { (verdict) } }
                    @for (index, (own, theirs)) in shown.iter().enumerate() {
                        path.between d=(format!("M{} {}V{}", x(index), y(*own), y(*theirs))) {}
                        circle.theirs cx=(x(index)) cy=(y(*theirs)) r="5" {}
                        circle.own cx=(x(index)) cy=(y(*own)) r="3" {}
                    }
                }
                p.gap-key { span { i.own-dot aria-hidden="true" {} "you" } span { i.theirs-dot aria-hidden="true" {} "the review" } }
            }
            p { (progress.gap.words) }
        }
    }
}

/// Whether nudges help: the difference with its interval, or that it cannot be said yet.
fn trial(trial: &Trial) -> Markup {
    html! {
        section.block aria-labelledby="trial" {
            h2.label #trial { "Nudges on trial" }
            @match *trial {
                Trial::Told { difference, low, high, .. } => (interval(difference, low, high, &trial.words())),
                Trial::NotEnough { have_on, have_off, need } => {
                    svg.trial-picture viewBox="0 0 400 40" role="img" aria-label=(format!("{have_on} with and {have_off} without, of {need} each")) {
                        @for (row, (have, name)) in [(have_on, "with"), (have_off, "without")].into_iter().enumerate() {
                            text x="54" y=(15 + row * 19) text-anchor="end" { (name) }
                            @for place in 0..need { circle.met[place < have] cx=(70 + place * 16) cy=(11 + row * 19) r="4.6" {} }
                        }
                    }
                }
            }
            p { (trial.words()) }
            @if matches!(trial, Trial::NotEnough { have_on: 0, have_off: 0, .. }) { p.quiet { "Choose “on trial” for nudges when you start a drill: every other one then goes without, and this page reckons up what they do for you." } }
        }
    }
}

fn interval(difference: f64, low: f64, high: f64, words: &str) -> Markup {
    let reach = low.abs().max(high.abs()).max(0.5) * 1.15;
    let x = |value: f64| (200.0 + value / reach * 190.0).round();
    html! {
        svg.trial-picture viewBox="0 0 400 62" role="img" aria-label=(words) {
            path.nought d="M200 4v36" {}
            path.interval d=(format!("M{} 22H{}", x(low), x(high))) {}
            path.ends d=(format!("M{} 15v14M{} 15v14", x(low), x(high))) {}
            circle.middle cx=(x(difference)) cy="22" r="5" {}
            text x="6" y="56" { "nudges help" } text x="200" y="56" text-anchor="middle" { "no difference" } text x="394" y="56" text-anchor="end" { "they cost" }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_practice::{Gap, PrincipleProgress, Tendency};

    let principles = [
        Principle::Ownership,
        Principle::DiveDeep,
        Principle::EarnTrust,
        Principle::HaveBackbone,
    ];
    let takes = |count: usize| -> Vec<TakePoint> {
        (0..count)
            .map(|n| TakePoint {
                drill: format!("d{n}"),
                at_ms: 1_780_000_000_000 + n as i64 * 86_400_000,
                principle: Some(principles[n % 4]),
                seconds: Some(232.0 - 6.0 * n as f64 + (n * 37 % 31) as f64),
                limit_s: 180,
                findings: [
                    (n * 5) % 3,
                    4_usize.saturating_sub(n / 4) + n % 2,
                    2_usize.saturating_sub(n / 5),
                ],
                depth: (n % 3 > 0).then_some((n / 3) as u32),
                own: Some(Verdict::ALL[(n + 1) % 3]),
                verdict: Some(Verdict::ALL[(n / 5).min(2)]),
            })
            .collect()
    };
    let progress = |count: usize, trial: Trial| {
        Progress {
        takes: takes(count),
        principles: principles
            .iter()
            .map(|&principle| PrincipleProgress {
                principle,
                marks: vec![(0, Verdict::Meets)],
                told: count / 4,
                trend: if count > 12 { Trend::Better } else { Trend::NotEnough },
            })
            .collect(),
        findings: vec![
            FindingProgress {
                rule: "royal-we",
                met: (0..8).map(|n| (n, n % 3 != 0)).collect(),
                trend: Trend::Steady,
            },
            FindingProgress {
                rule: "no-metric",
                met: (0..8).map(|n| (n, n < 4)).collect(),
                trend: Trend::Better,
            },
        ],
        gap: Gap {
            n: count,
            mean: Some(0.4),
            agreed: 5,
            tendency: Tendency::Kinder,
            words: "You rate yourself higher than the review does. Same mark on 5 of 14. Look at the first finding before you rate.".to_owned(),
        },
        trial,
        depths: Vec::new(),
    }
    };
    let enough = Trial::Told {
        on: 7,
        off: 7,
        difference: -1.3,
        low: -2.4,
        high: 0.3,
    };
    let few = Trial::NotEnough {
        have_on: 2,
        have_off: 1,
        need: 5,
    };
    let none = Trial::NotEnough {
        have_on: 0,
        have_off: 0,
        need: 5,
    };
    vec![
        ("progress", whole(&progress(14, enough))),
        ("progress-early", whole(&progress(3, few))),
        ("progress-one", whole(&progress(1, none))),
        ("progress-empty", whole(&progress(0, none))),
    ]
}
