//! How far two annotators agree who labelled the same answers without sight of one another: the ceiling for any reviewer.

use std::collections::BTreeMap;

use glidepath_domain::Verdict;

use super::labelled::{Labelled, Mark};
use super::tally::{Tally, kappa, quadratic_kappa};
use super::{DEFINED, verdict_index};

/// Agreement on the answers that two annotators labelled.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// Answers labelled twice.
    pub answers: usize,
    /// The second annotator's flaws held against the first's.
    pub flaws: Tally,
    /// The same of strengths.
    pub strengths: Tally,
    /// Quadratic weighted kappa of the verdicts.
    pub verdict_qwk: Option<f64>,
    /// Share of verdicts that are the same.
    pub verdict_same: f64,
    /// For each label that either gave: how often the first did, and Cohen's kappa.
    pub kappas: Vec<(&'static str, usize, Option<f64>)>,
    /// Share of sentences given the same beat, of those that both labelled.
    pub beats: Option<f64>,
    /// Share given the same height.
    pub feet: Option<f64>,
}

/// Holds two labellings of the same answers against one another: of each id the second line met against the first.
#[must_use]
pub fn agreement(labels: &[Labelled]) -> Agreement {
    let mut first: BTreeMap<&str, &Labelled> = BTreeMap::new();
    let mut pairs: Vec<(&Labelled, &Labelled)> = Vec::new();
    for labelled in labels {
        match first.get(labelled.id.as_str()) {
            Some(other) => pairs.push((other, labelled)),
            None => {
                first.insert(&labelled.id, labelled);
            }
        }
    }
    let mut out = Agreement {
        answers: pairs.len(),
        ..Agreement::default()
    };
    let mut verdicts = [[0; 3]; 3];
    for (a, b) in &pairs {
        if let (Some(x), Some(y)) = (verdict_index(&a.overall), verdict_index(&b.overall)) {
            verdicts[x][y] += 1;
        }
    }
    let same: usize = (0..3).map(|i| verdicts[i][i]).sum();
    out.verdict_same = same as f64 / (pairs.len() as f64).max(1.0);
    out.verdict_qwk = quadratic_kappa(&verdicts);
    for rule in glidepath_review::rules::ALL {
        if !rule.is_strength() && !DEFINED.contains(&rule.code) {
            continue;
        }
        let has = |marks: &[Mark]| marks.iter().any(|m| m.rule == rule.code);
        let mut tally = Tally::default();
        let mut neither = 0;
        for (a, b) in &pairs {
            let (there, said) = if rule.is_strength() {
                (has(&a.strengths), has(&b.strengths))
            } else {
                (has(&a.flaws), has(&b.flaws))
            };
            tally.count(there, said);
            neither += usize::from(!there && !said);
        }
        if tally != Tally::default() {
            let kappa = kappa(tally.hit, tally.miss, tally.alarm, neither);
            out.kappas.push((rule.code, tally.hit + tally.miss, kappa));
        }
        let sum = if rule.is_strength() {
            &mut out.strengths
        } else {
            &mut out.flaws
        };
        *sum = sum.and(tally);
    }
    let (mut beats, mut feet, mut sentences) = (0, 0, 0);
    for (a, b) in &pairs {
        for (x, y) in a.sentences.iter().zip(&b.sentences).filter(|(x, y)| x.span == y.span) {
            sentences += 1;
            beats += usize::from(x.beat == y.beat);
            feet += usize::from(x.feet == y.feet);
        }
    }
    let share = |part: usize| (sentences > 0).then(|| part as f64 / f64::from(sentences));
    (out.beats, out.feet) = (share(beats), share(feet));
    out
}

/// The marks from below to raises, as tables order them.
pub(super) const MARKS: [Verdict; 3] = [Verdict::Below, Verdict::Meets, Verdict::Raises];
