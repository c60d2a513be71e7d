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

#[cfg(test)]
mod tests {
    use glidepath_domain::Verdict::{self, Below, Meets, Raises};
    use glidepath_domain::{Principle, Review, Severity};

    use super::{LAST, Trend, findings, principles};
    use crate::sample::{drill, finding, marked, review};
    use crate::told::Told;

    fn marks(verdicts: &[Verdict]) -> Vec<Review> {
        let each = verdicts.iter().map(|verdict| Review {
            verdicts: vec![
                marked(Principle::EarnTrust, Some(*verdict)),
                marked(Principle::DiveDeep, None),
            ],
            ..review()
        });
        each.collect()
    }

    fn with<T>(reviews: &[Review], of: impl Fn(&[Told<'_>]) -> T) -> T {
        let drill = drill();
        let told: Vec<Told<'_>> = reviews
            .iter()
            .zip(0..)
            .map(|(review, at_ms)| Told {
                drill: &drill,
                review,
                at_ms,
            })
            .collect();
        of(&told)
    }

    #[test]
    fn marks_go_some_way() {
        for (verdicts, trend) in [
            (&[Below, Below, Meets][..], Trend::NotEnough),
            (&[Below, Below, Meets, Meets], Trend::Better),
            (&[Raises, Meets, Meets, Below], Trend::Worse),
            (&[Meets, Below, Meets, Below], Trend::Steady),
            (&[Below, Meets, Raises, Meets, Raises], Trend::Better),
        ] {
            let seen = with(&marks(verdicts), principles);
            assert_eq!(seen.len(), 1, "a mark that abstained is none");
            assert_eq!(seen[0].trend, trend, "{verdicts:?}");
            assert_eq!(seen[0].told, verdicts.len());
        }
    }

    #[test]
    fn only_the_latest_are_looked_at_and_the_weakest_lead() {
        let mut reviews = marks(&[Below; 12]);
        for review in &mut reviews {
            review.verdicts.push(marked(Principle::Ownership, Some(Raises)));
        }
        let seen = with(&reviews, principles);
        assert_eq!(
            seen.iter().map(|p| p.principle).collect::<Vec<_>>(),
            [Principle::EarnTrust, Principle::Ownership]
        );
        assert_eq!((seen[0].marks.len(), seen[0].told), (LAST, 12));
        assert_eq!(seen[0].marks[0].0, 4);
    }

    #[test]
    fn findings_come_and_go() {
        let of = |rules: &[&'static str]| Review {
            findings: rules
                .iter()
                .map(|rule| finding(rule, Severity::Watch, 0.9, None))
                .collect(),
            ..review()
        };
        let reviews = [of(&["hero", "villain"]), of(&["hero"]), of(&["blame"]), of(&["blame"])];
        let seen = with(&reviews, findings);
        let trends: Vec<(&str, Trend)> = seen.iter().map(|f| (f.rule, f.trend)).collect();
        assert_eq!(
            trends,
            [
                ("blame", Trend::Worse),
                ("hero", Trend::Better),
                ("villain", Trend::Better)
            ]
        );
        assert_eq!(seen[1].met, [(0, true), (1, true), (2, false), (3, false)]);
        assert_eq!(with(&[], findings), []);
        assert_eq!(with(&[], principles), []);
        let mut short = of(&["hero"]);
        short.measures.words = 5;
        assert_eq!(with(&[short], findings), [], "nothing to judge");
    }
}
