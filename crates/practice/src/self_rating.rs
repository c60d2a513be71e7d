//! How one's own verdict, given before the review is shown, lies to the review's: over drills, since once says nothing.

use glidepath_domain::{Overall, Verdict};

/// Drills needed before anything is said. Source: `docs/practice.md` §8.
const NEED: usize = 4;
/// Mean gap in marks from which on it is a tendency: every other drill one mark off. Source: `docs/practice.md` §8.
const TENDENCY: f64 = 0.5;

/// Which way somebody judges their own tellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tendency {
    /// Too few drills.
    NotEnough,
    /// Better than the review does.
    Kinder,
    /// Worse than the review does.
    Harsher,
    /// Much as the review does.
    Near,
}

/// The gap between own verdicts and the review's.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Drills that count: those on which the review gave a mark.
    pub n: usize,
    /// Mean of own mark less the review's, in marks (below 0, meets 1, raises 2); `None` without drills.
    pub mean: Option<f64>,
    /// Drills on which both gave the same mark.
    pub agreed: usize,
    /// Which way it leans.
    pub tendency: Tendency,
    /// What to say of it.
    pub words: String,
}

/// Reckons the gap over drills. Those on which the review abstained do not count.
#[must_use]
pub fn gap(rated: &[(Verdict, Overall)]) -> Gap {
    let judged = rated
        .iter()
        .filter_map(|(own, review)| Some(mark(*own) - mark(review.verdict?)));
    let gaps: Vec<f64> = judged.collect();
    let n = gaps.len();
    let mean = (n > 0).then(|| gaps.iter().sum::<f64>() / n as f64);
    let agreed = gaps.iter().filter(|gap| **gap == 0.0).count();
    let tendency = match mean {
        Some(mean) if n >= NEED && mean >= TENDENCY => Tendency::Kinder,
        Some(mean) if n >= NEED && mean <= -TENDENCY => Tendency::Harsher,
        Some(_) if n >= NEED => Tendency::Near,
        _ => Tendency::NotEnough,
    };
    let same = format!("Same mark on {agreed} of {n}.");
    let words = match tendency {
        Tendency::NotEnough => format!("Not enough takes yet to compare: {n} of {NEED} rated by both."),
        Tendency::Kinder => {
            format!("You rate yourself higher than the review does. {same} Look at the first finding before you rate.")
        }
        Tendency::Harsher => format!("You rate yourself lower than the review does. {same} Look at the strengths too."),
        Tendency::Near => format!("You and the review see it much alike. {same}"),
    };
    Gap {
        n,
        mean,
        agreed,
        tendency,
        words,
    }
}

fn mark(verdict: Verdict) -> f64 {
    match verdict {
        Verdict::Below => 0.0,
        Verdict::Meets => 1.0,
        Verdict::Raises => 2.0,
    }
}

#[cfg(test)]
mod tests {
    use glidepath_domain::Verdict::{self, Below, Meets, Raises};

    use super::{Gap, Tendency, gap};
    use crate::sample::overall;

    fn of(rated: &[(Verdict, Option<Verdict>)]) -> Gap {
        gap(&rated
            .iter()
            .map(|(own, review)| (*own, overall(*review)))
            .collect::<Vec<_>>())
    }

    #[test]
    fn the_gap_needs_four_and_leaves_out_where_the_review_abstained() {
        let few = of(&[[(Raises, Some(Meets)); 3].as_slice(), &[(Raises, None); 5]].concat());
        assert_eq!((few.n, few.tendency), (3, Tendency::NotEnough));
        assert!(few.words.contains("3 of 4"), "{}", few.words);
        assert_eq!(gap(&[]).mean, None);
    }

    #[test]
    fn kind_harsh_and_near() {
        assert_eq!(of(&[(Raises, Some(Meets)); 4]).tendency, Tendency::Kinder);
        assert_eq!(of(&[(Below, Some(Meets)); 4]).tendency, Tendency::Harsher);
        let near = of(&[(Meets, Some(Meets)); 4]);
        assert_eq!((near.tendency, near.agreed, near.mean), (Tendency::Near, 4, Some(0.0)));
        // One off in four is no tendency, two are.
        let off = |n: usize| {
            let mut rated = [(Meets, Some(Meets)); 4];
            rated[..n].fill((Raises, Some(Meets)));
            of(&rated).tendency
        };
        assert_eq!((off(1), off(2)), (Tendency::Near, Tendency::Kinder));
    }
}
