//! `/loops/compare`: loops over time, and what changed between two: `?a=` and `?b=` name them; without, the last two.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::Error;
use glidepath_app::loops::{CameAndWent, LoopPoint, LoopsApart, MarkApart, compare_loops, loops_over_time};
use maud::{Markup, html};

use super::{Nav, Page, alone, loops};
use crate::kept_form::{trouble, value};
use crate::router::State as Shared;
use crate::show::loops_apart::{FEWEST, loops_apart, loops_over};
use crate::show::{counted, role_name, visible};
use crate::{asset, layout};

pub(crate) static PAGE: Page = Page {
    path: "/loops/compare",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: alone,
    samples,
};

async fn open(State(shared): State<Shared>, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let opening = async {
        let bank = shared.bank().await?;
        let points = loops_over_time(&bank, &shared.reviewer).await?;
        let apart = match chosen(&points, value(&fields, "a"), value(&fields, "b")) {
            Some((a, b)) => Some(compare_loops(&bank, &shared.reviewer, &a, &b).await?),
            None => None,
        };
        Ok::<_, Error>(whole(&points, apart.as_ref()))
    };
    match opening.await {
        Ok(page) => page.into_response(),
        Err(error) => trouble(&error),
    }
}

/// The two to hold against each other: what is not named is the one before the other, or the last.
fn chosen(points: &[LoopPoint], a: Option<&str>, b: Option<&str>) -> Option<(String, String)> {
    let named = |id: Option<&str>| id.filter(|id| !id.is_empty()).map(str::to_owned);
    let b = named(b).or_else(|| points.last().map(|point| point.id.clone()))?;
    let at = points.iter().position(|point| point.id == b);
    let before = at
        .and_then(|at| at.checked_sub(1))
        .or_else(|| points.iter().rposition(|point| point.id != b));
    let a = named(a).or_else(|| before.and_then(|at| points.get(at)).map(|point| point.id.clone()))?;
    (a != b).then_some((a, b))
}

fn name(point: &LoopPoint) -> String {
    match (point.name.trim(), point.role, point.level) {
        ("", Some(role), Some(level)) => format!("{}, {level}", role_name(role)),
        ("", Some(role), None) => role_name(role).to_owned(),
        ("", None, Some(level)) => format!("A loop for {level}"),
        ("", None, None) => "A loop".to_owned(),
        (name, _, _) => visible(name),
    }
}

fn whole(points: &[LoopPoint], apart: Option<&LoopsApart>) -> Markup {
    layout::page(
        "Loops compared",
        loops::PAGE.path,
        &html! {
            link rel="stylesheet" href=(asset::address("take.css"));
            link rel="stylesheet" href=(asset::address("loop.css"));
            header.head {
                p.label { a href="/loops" { "Loops" } " · compared" }
                h1 { "Loops over time" }
                @if points.len() >= FEWEST { p.meta { (counted(points.len(), "loop", "loops")) ", the oldest on the left, all of them debriefed under today’s rules." } }
            }
            @if points.len() < FEWEST {
                section.sheet.none-yet {
                    h2 { @if points.is_empty() { "No loop is over yet" } @else { "One loop so far" } }
                    p { "Two make a way, and from there this page draws it: how many panels would hire, how each principle was marked, which red flags went." }
                    div.row { a.button.go href="/loops/new" { "Set up a loop" } }
                }
            } @else {
                (loops_over(points))
                (choose(points, apart))
            }
            @if let Some(apart) = apart { (loops_apart(apart, name)) }
        },
    )
}

fn choose(points: &[LoopPoint], apart: Option<&LoopsApart>) -> Markup {
    let row = |field: &str, label: &str, on: Option<&str>| {
        html! {
            div.field {
                label for=(field) { (label) }
                select id=(field) name=(field) { @for (number, point) in (1..).zip(points).collect::<Vec<(usize, &LoopPoint)>>().into_iter().rev() { option value=(point.id) selected[on == Some(point.id.as_str())] { "loop " (number) ": " (name(point)) } } }
            }
        }
    };
    html! {
        form.choose-loops method="get" action=(PAGE.path) {
            (row("a", "Hold", apart.map(|apart| apart.before.id.as_str())))
            (row("b", "against", apart.map(|apart| apart.after.id.as_str())))
            button type="submit" { "Compare" }
        }
    }
}

fn samples() -> Vec<(&'static str, Markup)> {
    use glidepath_domain::{Level, LoopState, Principle, Role, Ruling, Verdict};
    let point =
        |id: &str, named: &str, ruling, hires, votes, marks: &[(Principle, Option<Verdict>)], flags: &[&str]| {
            LoopPoint {
                id: id.to_owned(),
                name: named.to_owned(),
                at_ms: 1_780_000_000_000,
                role: Some(Role::Sde),
                level: Some(Level::L5),
                state: LoopState::Done,
                ruling,
                hires,
                votes,
                marks: marks
                    .iter()
                    .map(|(principle, mark)| (*principle, vec![*mark]))
                    .collect(),
                red_flags: flags
                    .iter()
                    .map(|code| ((*code).to_owned(), "Everything is “we”".to_owned()))
                    .collect(),
                fixes: vec![("no-cost".to_owned(), "It cost nothing".to_owned())],
            }
        };
    let (own, dig) = (Principle::Ownership, Principle::DiveDeep);
    let points = [
        point(
            "a",
            "",
            Ruling::NoHire,
            0.2,
            [1, 3, 1],
            &[(own, Some(Verdict::Below)), (dig, None)],
            &["royal-we"],
        ),
        point(
            "b",
            "<i>Second</i>",
            Ruling::NotJudged,
            0.0,
            [0, 0, 5],
            &[(own, None)],
            &[],
        ),
        point(
            "c",
            "Third",
            Ruling::Hire,
            0.68,
            [4, 1, 0],
            &[(own, Some(Verdict::Meets)), (dig, Some(Verdict::Raises))],
            &[],
        ),
    ];
    let went = |code: &str| vec![(code.to_owned(), "Everything is “we”".to_owned())];
    let apart = LoopsApart {
        before: points[0].clone(),
        after: points[2].clone(),
        marks: vec![
            MarkApart {
                principle: own,
                before: Some(Verdict::Below),
                after: Some(Verdict::Meets),
            },
            MarkApart {
                principle: dig,
                before: None,
                after: Some(Verdict::Raises),
            },
        ],
        red_flags: CameAndWent {
            gone: went("royal-we"),
            ..CameAndWent::default()
        },
        fixes: CameAndWent {
            gone: went("cliche"),
            stayed: went("no-cost"),
            come: went("no-metric"),
        },
    };
    vec![
        ("loops-compared", whole(&points, Some(&apart))),
        ("loops-compared-none", whole(&[], None)),
        ("loops-compared-one", whole(&points[..1], None)),
    ]
}

#[cfg(test)]
mod tests {
    use glidepath_app::loops::LoopPoint;
    use glidepath_domain::{LoopState, Ruling};

    use super::chosen;

    #[test]
    fn what_is_not_named_is_the_one_before() {
        let point = |id: &str| LoopPoint {
            id: id.to_owned(),
            name: String::new(),
            at_ms: 0,
            role: None,
            level: None,
            state: LoopState::Done,
            ruling: Ruling::NotJudged,
            hires: 0.0,
            votes: [0; 3],
            marks: Vec::new(),
            red_flags: Vec::new(),
            fixes: Vec::new(),
        };
        let points = [point("a"), point("b"), point("c")];
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(chosen(&points, None, None), pair("b", "c"));
        assert_eq!(chosen(&points, None, Some("b")), pair("a", "b"));
        assert_eq!(chosen(&points, None, Some("a")), pair("c", "a"));
        assert_eq!(chosen(&points, Some("a"), None), pair("a", "c"));
        assert_eq!(chosen(&points, Some("c"), Some("c")), None);
        assert_eq!(chosen(&points[..1], None, None), None);
        assert_eq!(chosen(&[], None, None), None);
    }
}
