//! The coverage matrix: stories by principles, the state of each principle, and what is worth remarking. It plans nothing.

use std::collections::BTreeMap;

use glidepath_domain::{Date, Level, Outcome, Principle, StoryId};

use crate::quota::{FEWEST_STORIES, Tally, level_quota};
use crate::remark::{Alike, Named, Remark, TeamClass};
use crate::{Card, Fit};

/// What a bank is held to. Every bound has its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// The level applied for, if it is known.
    pub level: Option<Level>,
    /// Whether the quota of that level is switched on as an upper target.
    pub quota: bool,
    /// A story from more years ago than this is stale: dig the last few years first. The reviewer's rule `stale` sends
    /// people to the last five years too.
    pub stale_years: u16,
    /// From so many years on the reviewer's rule `stale` flags a story. Source: domain §8.
    pub flagged_years: u16,
    /// A story shows two or three principles; more than this is a stretch. Source: domain §3.
    pub most_principles: u32,
    /// A share above this, in per cent, makes a bank one-sided. Ours: a clear majority.
    pub one_sided_percent: u32,
    /// A bank with fewer stories than this is not called one-sided. Ours: of three, two always share something.
    pub fewest_to_compare: u32,
    /// A story that makes up more than this share of all tellings, in per cent, is overused. Ours: most of the time.
    pub overused_percent: u32,
    /// Below so many tellings nothing is said of overuse. Ours: about one loop.
    pub fewest_tellings: u32,
}

impl Default for Aim {
    fn default() -> Self {
        Self {
            level: None,
            quota: false,
            stale_years: 5,
            flagged_years: 10,
            most_principles: 3,
            one_sided_percent: 60,
            fewest_to_compare: 4,
            overused_percent: 50,
            fewest_tellings: 6,
        }
    }
}

/// How a principle is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// By no story.
    Gap,
    /// By one story, or by none that is ready.
    Thin,
    /// By two or three.
    Enough,
    /// By more, which is fine.
    Crowded,
}

/// One story of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which story.
    pub id: StoryId,
    /// What the candidate calls it.
    pub title: String,
    /// How it serves each principle, in the order of the matrix's scope.
    pub cells: Vec<Option<Fit>>,
    /// Whether it lacks nothing.
    pub ready: bool,
    /// Whether it happened too long ago.
    pub stale: bool,
}

/// One principle of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The principle.
    pub principle: Principle,
    /// Stories that are about it.
    pub main: u32,
    /// Stories that serve it among others.
    pub second: u32,
    /// Of all these, those that are ready.
    pub ready: u32,
    /// How it is served.
    pub coverage: Coverage,
}

/// Stories by principles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// One for each card, in the order of the cards.
    pub rows: Vec<Row>,
    /// One for each principle in scope, in the order given; one given twice stands once.
    pub columns: Vec<Column>,
    /// What is worth knowing, the costliest first; alike ones in the order of the columns.
    pub remarks: Vec<Remark>,
    /// The bank beside what it aims for.
    pub tally: Tally,
}

/// Lays out the matrix. Takes time linear in the cards.
#[must_use]
pub fn matrix(cards: &[Card], scope: &[Principle], aim: &Aim, today: Date) -> Matrix {
    let scope = distinct(scope);
    let rows: Vec<Row> = cards
        .iter()
        .map(|card| Row {
            id: card.id.clone(),
            title: card.title.clone(),
            cells: scope.iter().map(|&principle| card.fit(principle)).collect(),
            ready: card.is_ready(),
            stale: card.is_older_than(aim.stale_years, today),
        })
        .collect();
    let columns: Vec<Column> = scope
        .iter()
        .enumerate()
        .map(|(at, &principle)| column(principle, at, &rows))
        .collect();
    let tally = Tally {
        stories: whole(rows.len()),
        ready: whole(rows.iter().filter(|row| row.ready).count()),
        covered: whole(columns.iter().filter(|c| c.coverage != Coverage::Gap).count()),
        scope: whole(scope.len()),
        upper: aim.level.filter(|_| aim.quota).map(level_quota),
    };

    let mut remarks = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        remarks.extend(remark_on(column, at, &rows, aim.level));
    }
    remarks.extend(age(cards, aim, today));
    remarks.extend(load(cards, aim));
    remarks.extend(diversity(cards, aim));
    if tally.stories < FEWEST_STORIES {
        remarks.push(Remark::TooFew {
            stories: tally.stories,
            fewest: FEWEST_STORIES,
        });
    }
    // Stable, so that alike remarks keep the order in which they were found.
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.severity()));
    Matrix {
        rows,
        columns,
        remarks,
        tally,
    }
}

/// The same principles, each once, at its first place.
pub(crate) fn distinct(principles: &[Principle]) -> Vec<Principle> {
    let mut once = Vec::with_capacity(principles.len());
    for &principle in principles {
        if !once.contains(&principle) {
            once.push(principle);
        }
    }
    once
}

/// A count for people; a bank of four thousand million stories is not one.
fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn column(principle: Principle, at: usize, rows: &[Row]) -> Column {
    let mut column = Column {
        principle,
        main: 0,
        second: 0,
        ready: 0,
        coverage: Coverage::Gap,
    };
    for row in rows {
        match row.cells[at] {
            None => continue,
            Some(Fit::Main) => column.main += 1,
            Some(Fit::Second) => column.second += 1,
        }
        column.ready += u32::from(row.ready);
    }
    column.coverage = match column.main + column.second {
        0 => Coverage::Gap,
        1 => Coverage::Thin,
        _ if column.ready == 0 => Coverage::Thin,
        2 | 3 => Coverage::Enough,
        _ => Coverage::Crowded,
    };
    column
}

fn remark_on(column: &Column, at: usize, rows: &[Row], level: Option<Level>) -> Option<Remark> {
    let principle = column.principle;
    let stories = column.main + column.second;
    match column.coverage {
        Coverage::Gap => Some(Remark::Gap {
            principle,
            rarely_asked: is_rarely_asked(principle, level),
        }),
        Coverage::Thin if stories == 1 => rows.iter().find(|row| row.cells[at].is_some()).map(|row| Remark::Thin {
            principle,
            story: Named {
                id: row.id.clone(),
                title: row.title.clone(),
            },
        }),
        Coverage::Thin => Some(Remark::NoneReady { principle, stories }),
        Coverage::Enough => None,
        Coverage::Crowded => Some(Remark::Crowded { principle, stories }),
    }
}

/// Two principles are rarely asked of people who manage nobody, and below L7 that is the rule. Source: domain §2.
fn is_rarely_asked(principle: Principle, level: Option<Level>) -> bool {
    matches!(
        principle,
        Principle::EarthsBestEmployer | Principle::BroadResponsibility
    ) && level.is_some_and(|level| level < Level::L7)
}

fn named(card: &Card) -> Named {
    Named {
        id: card.id.clone(),
        title: card.title.clone(),
    }
}

fn age(cards: &[Card], aim: &Aim, today: Date) -> Vec<Remark> {
    let (mut flagged, mut stale) = (Vec::new(), Vec::new());
    for card in cards {
        if card.is_older_than(aim.flagged_years, today) {
            flagged.push(named(card));
        } else if card.is_older_than(aim.stale_years, today) {
            stale.push(named(card));
        }
    }
    [(flagged, aim.flagged_years, true), (stale, aim.stale_years, false)]
        .into_iter()
        .filter(|(stories, ..)| !stories.is_empty())
        .map(|(stories, years, flagged)| Remark::Stale {
            stories,
            years,
            flagged,
        })
        .collect()
}

fn load(cards: &[Card], aim: &Aim) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let stretched: Vec<Named> = cards
        .iter()
        .filter(|card| whole(distinct(&card.principles).len()) > aim.most_principles)
        .map(named)
        .collect();
    if !stretched.is_empty() {
        remarks.push(Remark::Stretched {
            stories: stretched,
            most: aim.most_principles,
        });
    }
    let of = cards.iter().fold(0u32, |sum, card| sum.saturating_add(card.told));
    if of >= aim.fewest_tellings && cards.len() > 1 {
        // At a bound of half or more at most one story can be above it; at a lower one all are named.
        remarks.extend(
            cards
                .iter()
                .filter(|card| is_above(card.told, of, aim.overused_percent))
                .map(|card| Remark::Overused {
                    story: named(card),
                    told: card.told,
                    of,
                }),
        );
    }
    remarks
}

fn is_above(part: u32, of: u32, percent: u32) -> bool {
    u64::from(part) * 100 > u64::from(of) * u64::from(percent)
}

fn diversity(cards: &[Card], aim: &Aim) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let stretch = cards.iter().filter_map(stretch);
    let same_work = one_sided(Alike::Stretch, stretch, aim);
    let seen = same_work.is_some();
    remarks.extend(same_work);
    // Who hears that it is all one piece of work need not hear that it is one employer and one year.
    if !seen {
        remarks.extend(one_sided(
            Alike::Employer,
            cards.iter().filter_map(|card| filled(&card.employer)),
            aim,
        ));
        remarks.extend(one_sided(Alike::Year, cards.iter().filter_map(year), aim));
    }
    remarks.extend(one_sided(
        Alike::Role,
        cards.iter().filter_map(|card| filled(&card.role)),
        aim,
    ));
    remarks.extend(one_sided(
        Alike::Team,
        cards
            .iter()
            .filter_map(|card| Some(TeamClass::of(card.team_size?).to_string())),
        aim,
    ));
    remarks.extend(one_sided(
        Alike::Function,
        cards.iter().filter_map(|card| filled(&card.function)),
        aim,
    ));
    let known: Vec<Outcome> = cards.iter().filter_map(|card| card.outcome).collect();
    let of = whole(known.len());
    if of >= aim.fewest_to_compare && known.iter().all(|&outcome| outcome == Outcome::Success) {
        remarks.push(Remark::NoFailure { of });
    }
    remarks
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn year(card: &Card) -> Option<String> {
    Some(card.when?.year.to_string())
}

fn stretch(card: &Card) -> Option<String> {
    Some(format!("{} in {}", filled(&card.employer)?, year(card)?))
}

/// A remark if one value is shared by more than the allowed part of those that have one. Case does not count; the first
/// spelling is the one shown, and of equally common values the first.
fn one_sided(alike: Alike, values: impl Iterator<Item = String>, aim: &Aim) -> Option<Remark> {
    let mut seen: BTreeMap<String, (u32, std::cmp::Reverse<usize>, String)> = BTreeMap::new();
    let mut of = 0u32;
    for (at, value) in values.enumerate() {
        of = of.saturating_add(1);
        let entry = seen
            .entry(value.to_lowercase())
            .or_insert((0, std::cmp::Reverse(at), value));
        entry.0 += 1;
    }
    let (stories, _, value) = seen.into_values().max()?;
    (of >= aim.fewest_to_compare && is_above(stories, of, aim.one_sided_percent)).then_some(Remark::OneSided {
        alike,
        value,
        stories,
        of,
    })
}
