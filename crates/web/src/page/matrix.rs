//! `/stories/matrix`: which story serves which principle, what is open, and how far the bank is on its way.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glidepath_app::StoryCard;
use glidepath_app::coverage::{Coverage, coverage, plan_card};
use glidepath_app::find_stories::StoryRow;
use glidepath_app::preferences::Preferences;
use glidepath_domain::{Date, Level, Outcome, Principle, Reach, When};
use glidepath_plan::{Aim, matrix};
use glidepath_story::Readiness;
use maud::{Markup, html};

use super::story::{trouble, value};
use super::{Nav, Page, alone, stories};
use crate::layout;
use crate::router::State as Shared;
use crate::show::coverage as drawn;

pub(crate) static PAGE: Page = Page {
    path: "/stories/matrix",
    nav: Nav::Nowhere,
    route: || get(open),
    beside: alone,
    samples,
};

async fn open(State(shared): State<Shared>, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let quota = value(&asked, "quota").and_then(|level| level.parse().ok());
    let laying_out = async { coverage(&*shared.bank().await?, quota).await };
    match laying_out.await {
        Ok(covered) => whole(&covered).into_response(),
        Err(error) => trouble(&error),
    }
}

fn whole(covered: &Coverage) -> Markup {
    layout::page(
        "Coverage matrix",
        stories::PAGE.path,
        &html! {
            (stories::tabs(PAGE.path))
            header.head { h1 { "Which story serves what" } p.meta { "A figure says which of the story's principles it is: 1 is what the story is about." } }
            @if covered.stories.is_empty() {
                p { "There is no story yet. " a href="/stories" { "See how to begin" } "." }
            } @else {
                (drawn::coverage(covered))
                (drawn::legend())
            }
            div.matrix-beside {
                div {
                    (drawn::standing(covered))
                    form.quota method="get" action=(PAGE.path) data-sends {
                        label for="quota" { "Upper target of level" }
                        select #quota name="quota" {
                            option value="" { "off" }
                            @for &level in Level::ALL { option value=(level) selected[covered.quota == Some(level)] { (level) } }
                        }
                        button.unscripted type="submit" { "Show" }
                    }
                }
                (drawn::remarks(covered))
            }
        },
    )
}

/// Invented rows for samples: titles, principles main first, year, readiness bits.
pub(super) fn sample_rows() -> Vec<StoryRow> {
    use Principle as P;
    let rows: [(&str, &[P], i16, u32); 6] = [
        (
            "The pager nobody carried",
            &[P::DeliverResults, P::EarnTrust, P::CustomerObsession],
            2024,
            0b111_1111,
        ),
        (
            "The rota that emptied a team",
            &[P::EarnTrust, P::HireAndDevelopTheBest],
            2023,
            0b001_1111,
        ),
        (
            "Four thousand invoices",
            &[P::DiveDeep, P::InsistOnTheHighestStandards],
            2025,
            0b000_0011,
        ),
        (
            "The queue that was never empty",
            &[P::InventAndSimplify, P::DiveDeep],
            2022,
            0b011_1111,
        ),
        ("A vendor said no", &[P::HaveBackbone], 2019, 0),
        (
            "The night the ferries stopped",
            &[P::BiasForAction, P::Ownership, P::DeliverResults],
            2024,
            0b111_1111,
        ),
    ];
    rows.iter()
        .enumerate()
        .map(|(index, (title, principles, year, bits))| StoryRow {
            card: StoryCard {
                id: format!("s{index}"),
                version: 1,
                created_ms: 0,
                updated_ms: 0,
                origin: String::new(),
                ready: *bits,
                words: 320,
                title: (*title).to_owned(),
                principles: principles.to_vec(),
                outcome: Outcome::ALL.get(index % 3).copied(),
                when: Some(When {
                    year: *year,
                    month: Some(5),
                    day: None,
                }),
                employer: "Harbour Ferries".to_owned(),
                role: "engineer".to_owned(),
                team_size: Some(5),
                scope: Reach::ALL.get(index % 5).copied(),
                level: None,
                function: "operations".to_owned(),
                tags: Vec::new(),
            },
            readiness: Readiness::of_bits(*bits),
            opening:
                "I told a hospital we would go live on the first of June, and in the middle of May I had to ring them."
                    .to_owned(),
            told: index,
            told_last_ms: None,
        })
        .collect()
}

fn samples() -> Vec<(&'static str, Markup)> {
    let laid = |stories: Vec<StoryRow>, quota: Option<Level>| {
        let cards: Vec<_> = stories.iter().map(plan_card).collect();
        let aim = Aim {
            level: quota,
            quota: quota.is_some(),
            ..Aim::default()
        };
        let day = Date {
            year: 2026,
            month: 6,
            day: 1,
        };
        Coverage {
            matrix: matrix(&cards, Principle::ALL, &aim, day),
            stories,
            preferences: Preferences::default(),
            quota,
        }
    };
    vec![
        ("matrix-empty", whole(&laid(Vec::new(), None))),
        ("matrix", whole(&laid(sample_rows(), None))),
        ("matrix-quota", whole(&laid(sample_rows(), Some(Level::L6)))),
    ]
}
