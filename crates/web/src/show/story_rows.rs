//! Stories as a list, whole or in groups: each with its opening words, what it serves, and how ready it is.

use std::collections::BTreeMap;

use glidepath_app::find_stories::StoryRow;
use glidepath_domain::{FigureKind, Principle};
use glidepath_story::{By, Part, Row, pivot};
use maud::{Markup, html};

use super::{counted, in_short, lights, visible};

/// What a way to turn the bank is called.
pub(crate) const fn turned_by(by: By) -> &'static str {
    match by {
        By::Principle => "principle",
        By::Scope => "how far it reached",
        By::Function => "kind of work",
        By::Metric => "what it measures",
        By::Outcome => "how it ended",
        By::Employer => "employer",
        By::Year => "year",
    }
}

/// A group's name in words; the bank's own names are slugs.
fn group_name(by: By, name: &str) -> String {
    match (by, name) {
        (By::Principle, "") => "no principle yet".to_owned(),
        (By::Metric, "") => "no figure among its facts".to_owned(),
        (_, "") => "not said".to_owned(),
        (By::Scope, slug) => slug
            .parse()
            .map_or(slug.to_owned(), |reach| in_short::reach(reach).to_owned()),
        (By::Outcome, slug) => slug
            .parse()
            .map_or(slug.to_owned(), |outcome| in_short::outcome(outcome).to_owned()),
        (_, name) => visible(name),
    }
}

/// Which kinds of figures stories measure, by their ids; asked for only when the bank is turned by it.
pub(crate) type Measures = BTreeMap<String, Vec<FigureKind>>;

fn pivot_row(row: &StoryRow, measures: &Measures) -> Row {
    let card = &row.card;
    Row {
        principles: card.principles.clone(),
        scope: card.scope,
        function: card.function.clone(),
        metrics: measures.get(&card.id).cloned().unwrap_or_default(),
        outcome: card.outcome,
        employer: card.employer.clone(),
        when: card.when,
    }
}

/// The rows, in the order given; in groups where the bank is turned. A story that serves three principles is in three groups.
pub(crate) fn story_rows(rows: &[&StoryRow], by: Option<By>, measures: &Measures) -> Markup {
    let Some(by) = by else {
        return html! { ol.stories { @for row in rows { (one(row, 2)) } } };
    };
    let turned: Vec<Row> = rows.iter().map(|row| pivot_row(row, measures)).collect();
    html! {
        @for group in pivot(&turned, by) {
            section.pivot {
                h2.group { (group_name(by, &group.name)) span.quiet { (counted(group.rows.len(), "story", "stories")) } }
                ol.stories { @for row in group.rows.iter().filter_map(|index| rows.get(*index)) { (one(row, 3)) } }
            }
        }
    }
}

fn one(row: &StoryRow, level: u8) -> Markup {
    let card = &row.card;
    let title = if card.title.trim().is_empty() {
        "A story without a title".to_owned()
    } else {
        visible(&card.title)
    };
    let link = html! { a href=(format!("/stories/{}", card.id)) dir="auto" { (title) } };
    html! {
        li.story {
            div.story-told {
                @if level == 2 { h2 { (link) } } @else { h3 { (link) } }
                @if !row.opening.is_empty() { p.opening dir="auto" { (visible(&row.opening)) } }
                p.story-facts {
                    (principles(&card.principles))
                    span.small {
                        @if let Some(outcome) = card.outcome { span { (in_short::outcome(outcome)) } }
                        @if let Some(when) = card.when { span { span.num { (when) } } }
                        @if !card.employer.trim().is_empty() { span dir="auto" { (visible(&card.employer)) } }
                    }
                }
            }
            div.story-side {
                (lights(row.readiness))
                span.quiet { @if row.readiness.ready() { "ready" } @else { (Part::ALL.len() - row.readiness.missing().len()) " of " (Part::ALL.len()) " parts" } }
                @if row.told > 0 { span.quiet { "told " (times(row.told)) } }
            }
        }
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// What a story serves, the main one first and set apart by its frame.
pub(crate) fn principles(all: &[Principle]) -> Markup {
    html! {
        span.serves-list {
            @for (place, principle) in all.iter().enumerate() {
                span.tag.main[place == 0] title=(principle.name()) { (in_short::principle(*principle)) @if place == 0 { span.hidden { ", its main principle" } } }
            }
            @if all.is_empty() { span.tag.none { "no principle yet" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_app::StoryCard;
    use glidepath_app::find_stories::StoryRow;
    use glidepath_domain::{Principle, When};
    use glidepath_story::Readiness;

    use super::{By, Measures, story_rows};

    fn row(title: &str, principles: Vec<Principle>, year: Option<i16>) -> StoryRow {
        StoryRow {
            card: StoryCard {
                id: title.to_lowercase(),
                version: 1,
                created_ms: 0,
                updated_ms: 0,
                origin: String::new(),
                ready: 0,
                words: 0,
                title: title.to_owned(),
                principles,
                outcome: None,
                when: year.map(|year| When {
                    year,
                    month: None,
                    day: None,
                }),
                employer: String::new(),
                role: String::new(),
                team_size: None,
                scope: None,
                level: None,
                function: String::new(),
                tags: Vec::new(),
            },
            readiness: Readiness::of_bits(0),
            opening: String::new(),
            told: 0,
            told_last_ms: None,
        }
    }

    #[test]
    fn a_story_stands_under_each_of_its_principles_and_the_latest_year_comes_first() {
        let rows = [
            row("Pump", vec![Principle::DiveDeep, Principle::EarnTrust], Some(2021)),
            row("Rota", vec![Principle::EarnTrust], Some(2024)),
            row("Old", Vec::new(), None),
        ];
        let rows: Vec<&StoryRow> = rows.iter().collect();
        let by_principle = story_rows(&rows, Some(By::Principle), &Measures::new()).0;
        assert_eq!(by_principle.matches("/stories/pump").count(), 2);
        assert!(
            by_principle.find("Earn Trust").unwrap() < by_principle.find("Dive Deep").unwrap(),
            "the list's own order"
        );
        let by_year = story_rows(&rows, Some(By::Year), &Measures::new()).0;
        let at = |word: &str| by_year.find(word).unwrap();
        assert!(at("2024") < at("2021") && at("2021") < at("not said"));
        assert_eq!(story_rows(&rows, None, &Measures::new()).0.matches("<li").count(), 3);
    }
}
