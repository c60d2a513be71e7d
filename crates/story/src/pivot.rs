//! A bank turned: its stories grouped by principle, scope, function, metric, outcome, employer or year.

use std::collections::BTreeMap;

use glidepath_domain::{FactKind, FigureKind, Outcome, Principle, Reach, Story, When};

use crate::ledger::{Matter, ledger_items};

/// What to group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// The principles served; a story with three is in three groups.
    Principle,
    /// How far the effect reached.
    Scope,
    /// The kind of work.
    Function,
    /// What its facts measure: shares, money, time, factors, counts.
    Metric,
    /// How it ended.
    Outcome,
    /// For whom it was.
    Employer,
    /// When it was.
    Year,
}

impl By {
    /// Every way to turn a bank.
    pub const ALL: [Self; 7] = [
        Self::Principle,
        Self::Scope,
        Self::Function,
        Self::Metric,
        Self::Outcome,
        Self::Employer,
        Self::Year,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Principle => "principle",
            Self::Scope => "scope",
            Self::Function => "function",
            Self::Metric => "metric",
            Self::Outcome => "outcome",
            Self::Employer => "employer",
            Self::Year => "year",
        }
    }
}

/// What of a story a bank is turned by: light enough for thousands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The principles served, the main one first.
    pub principles: Vec<Principle>,
    /// How far the effect reached.
    pub scope: Option<Reach>,
    /// The kind of work.
    pub function: String,
    /// What its facts measure, each once, in the order of the kinds; see [`metrics`].
    pub metrics: Vec<FigureKind>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// For whom.
    pub employer: String,
    /// When.
    pub when: Option<When>,
}

impl Row {
    /// The row of a story.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        Self {
            principles: story.principles.clone(),
            scope: story.scope,
            function: story.function.clone(),
            metrics: metrics(story),
            outcome: story.outcome,
            employer: story.employer.clone(),
            when: story.when,
        }
    }
}

/// What a story's facts measure, each kind once.
#[must_use]
pub fn metrics(story: &Story) -> Vec<FigureKind> {
    let items = ledger_items(&story.facts);
    let amounts = items.iter().filter_map(|item| match &item.matter {
        Matter::Amount(amount) if item.found.kind == FactKind::Metric => Some(amount.kind),
        _ => None,
    });
    let mut kinds: Vec<FigureKind> = amounts.collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Stories that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What a person calls it; empty for the stories of which it is not known.
    pub name: String,
    /// Indices into the rows, in order.
    pub rows: Vec<usize>,
}

/// Groups rows. Every row is in at least one group; those of which the asked is not known come last, under an empty name.
/// Principles, scopes, outcomes and metrics come in their own order, years from the latest, the rest by name.
#[must_use]
pub fn pivot(rows: &[Row], by: By) -> Vec<Group> {
    let mut groups: BTreeMap<(usize, String), Group> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        let mut keys = keys(row, by);
        if keys.is_empty() {
            keys.push((usize::MAX, String::new(), String::new()));
        }
        for (order, key, name) in keys {
            let group = groups
                .entry((order, key))
                .or_insert_with(|| Group { name, rows: Vec::new() });
            if group.rows.last() != Some(&index) {
                group.rows.push(index);
            }
        }
    }
    groups.into_values().collect()
}

/// Where a row belongs: order, key and name of each group.
fn keys(row: &Row, by: By) -> Vec<(usize, String, String)> {
    // "Payments" and "payments " are one group, called as it was first written.
    let named = |text: &str| {
        let name = text.trim();
        let key = name.to_lowercase();
        if name.is_empty() {
            Vec::new()
        } else {
            vec![(0, key, name.to_owned())]
        }
    };
    let slugged = |order: usize, name: &str| (order, String::new(), name.to_owned());
    match by {
        By::Principle => row.principles.iter().map(|p| slugged(*p as usize, p.name())).collect(),
        By::Scope => row.scope.iter().map(|s| slugged(*s as usize, s.slug())).collect(),
        By::Outcome => row.outcome.iter().map(|o| slugged(*o as usize, o.slug())).collect(),
        By::Metric => row.metrics.iter().map(|m| slugged(*m as usize, m.slug())).collect(),
        By::Function => named(&row.function),
        By::Employer => named(&row.employer),
        By::Year => {
            let latest = |when: &When| usize::try_from(i32::from(i16::MAX) - i32::from(when.year)).unwrap_or(0);
            row.when
                .iter()
                .map(|when| slugged(latest(when), &format!("{:04}", when.year)))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::{Fact, FactKind, FigureKind, Outcome, Principle, Reach, Story, Sureness, When};

    use super::{By, Row, metrics, pivot};

    fn row(employer: &str, principles: &[Principle], year: Option<&str>) -> Row {
        Row {
            employer: employer.to_owned(),
            principles: principles.to_vec(),
            when: year.and_then(When::read),
            ..Row::default()
        }
    }

    fn names(rows: &[Row], by: By) -> Vec<(String, Vec<usize>)> {
        pivot(rows, by).into_iter().map(|g| (g.name, g.rows)).collect()
    }

    fn rows() -> Vec<Row> {
        vec![
            row(
                "Harbour Freight",
                &[Principle::DiveDeep, Principle::Ownership],
                Some("2021"),
            ),
            row("harbour freight ", &[Principle::Ownership], None),
            row("", &[], Some("2023-04")),
        ]
    }

    #[test]
    fn a_story_is_in_each_of_its_principles() {
        assert_eq!(
            names(&rows(), By::Principle),
            [
                ("Ownership".to_owned(), vec![0, 1]),
                ("Dive Deep".to_owned(), vec![0]),
                (String::new(), vec![2])
            ]
        );
    }

    #[test]
    fn spelling_makes_no_second_group_and_the_unknown_come_last() {
        assert_eq!(
            names(&rows(), By::Employer),
            [("Harbour Freight".to_owned(), vec![0, 1]), (String::new(), vec![2])]
        );
        assert_eq!(
            names(&rows(), By::Year),
            [
                ("2023".to_owned(), vec![2]),
                ("2021".to_owned(), vec![0]),
                (String::new(), vec![1])
            ]
        );
    }

    #[test]
    fn every_row_is_somewhere_whatever_it_is_turned_by() {
        for by in By::ALL {
            let mut seen: Vec<usize> = pivot(&rows(), by).into_iter().flat_map(|g| g.rows).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen, [0, 1, 2], "{}", by.slug());
            assert_eq!(pivot(&[], by), []);
        }
    }

    #[test]
    fn facts_say_what_a_story_measures() {
        let fact = |value: &str| Fact {
            kind: FactKind::Metric,
            what: "refunds".to_owned(),
            value: value.to_owned(),
            baseline: String::new(),
            basis: String::new(),
            sureness: Sureness::Guessed,
        };
        let story = Story {
            facts: vec![fact("38 %"), fact("$40k"), fact("12%"), fact("soon")],
            outcome: Some(Outcome::Success),
            scope: Some(Reach::Team),
            ..Story::default()
        };
        assert_eq!(metrics(&story), [FigureKind::Percent, FigureKind::Money]);
        assert_eq!(Row::of(&story).scope, Some(Reach::Team));
    }
}
