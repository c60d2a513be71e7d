//! Progress over drills: the marks of each principle and the comings of each finding, with the way they go. It describes and
//! proves nothing: a person's last eight drills are too few for that.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{Principle, Verdict};

use crate::told::Told;
use crate::weak;

/// The latest tellings looked at. Source: `docs/practice.md` §9.
const LAST: usize = 8;
/// Tellings needed before a direction is named. Source: `docs/practice.md` §9.
const NEED: usize = 4;
/// Difference between the later and the earlier half from which on it goes somewhere: half a mark.
const MARKS: f64 = 0.5;
/// The same for a finding's share of tellings: one in three.
const SHARE: f64 = 1.0 / 3.0;

/// Which way it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Too few to say.
    NotEnough,
    /// For the better.
    Better,
    /// Neither way.
    Steady,
    /// For the worse.
    Worse,
}

impl Trend {
    /// What to call it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotEnough => "not enough takes yet",
            Self::Better => "getting better",
            Self::Steady => "steady",
            Self::Worse => "slipping",
        }
    }
}

/// One principle over the drills that probed it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipleProgress {
    /// Which.
    pub principle: Principle,
    /// Its latest marks with their moments (UTC milliseconds), oldest first; at most eight.
    pub marks: Vec<(i64, Verdict)>,
    /// Tellings on it that were marked, all in all.
    pub told: usize,
    /// Which way they go.
    pub trend: Trend,
}

/// One finding over the latest drills.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingProgress {
    /// The rule's slug.
    pub rule: &'static str,
    /// For each of the latest judged tellings, oldest first and at most eight: its moment, and whether it was found.
    pub met: Vec<(i64, bool)>,
    /// Which way it goes: better is more seldom.
    pub trend: Trend,
}

/// Principle by principle, the weakest first: by the mean of the latest marks, then in the official order. `told` is ordered oldest first.
#[must_use]
pub fn principles(told: &[Told<'_>]) -> Vec<PrincipleProgress> {
    let mut marks: BTreeMap<Principle, Vec<(i64, Verdict)>> = BTreeMap::new();
    for one in told.iter().filter(|one| one.is_judged()) {
        for seen in &one.review.verdicts {
            if let Some(mark) = seen.verdict {
                marks.entry(seen.principle).or_default().push((one.at_ms, mark));
            }
        }
    }
    let mut all: Vec<(f64, PrincipleProgress)> = Vec::new();
    for (principle, marks) in marks {
        let told = marks.len();
        let marks = marks[told.saturating_sub(LAST)..].to_vec();
        let heights: Vec<f64> = marks.iter().map(|(_, mark)| height(*mark)).collect();
        let trend = trend(&heights, MARKS);
        all.push((
            mean(&heights),
            PrincipleProgress {
                principle,
                marks,
                told,
                trend,
            },
        ));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter().map(|(_, progress)| progress).collect()
}

/// Finding by finding, those met most often in the latest tellings first, then by slug. Findings not met in them are left out.
/// `told` is ordered oldest first.
#[must_use]
pub fn findings(told: &[Told<'_>]) -> Vec<FindingProgress> {
    let judged: Vec<&Told<'_>> = told.iter().filter(|one| one.is_judged()).collect();
    let latest = &judged[judged.len().saturating_sub(LAST)..];
    let each: Vec<BTreeSet<&'static str>> = latest.iter().map(|one| weak::rules(one).collect()).collect();
    let rules: BTreeSet<&'static str> = each.iter().flatten().copied().collect();
    let mut all: Vec<FindingProgress> = Vec::new();
    for rule in rules {
        let met: Vec<(i64, bool)> = latest
            .iter()
            .zip(&each)
            .map(|(one, found)| (one.at_ms, found.contains(rule)))
            .collect();
        // Height counts what is good, so that one reckoning serves both.
        let absent: Vec<f64> = met.iter().map(|(_, met)| f64::from(u8::from(!met))).collect();
        let trend = trend(&absent, SHARE);
        all.push(FindingProgress { rule, met, trend });
    }
    all.sort_by_key(|progress| std::cmp::Reverse(progress.met.iter().filter(|(_, met)| *met).count()));
    all
}

fn height(mark: Verdict) -> f64 {
    match mark {
        Verdict::Below => 0.0,
        Verdict::Meets => 1.0,
        Verdict::Raises => 2.0,
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The later half against the earlier; of an odd number the middle one counts in neither.
fn trend(heights: &[f64], least: f64) -> Trend {
    if heights.len() < NEED {
        return Trend::NotEnough;
    }
    let half = heights.len() / 2;
    let change = mean(&heights[heights.len() - half..]) - mean(&heights[..half]);
    if change >= least {
        Trend::Better
    } else if change <= -least {
        Trend::Worse
    } else {
        Trend::Steady
    }
}
