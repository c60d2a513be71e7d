//! Measuring the reviewer on labelled answers: how often each rule is right, and what else the review tells.
//!
//! A finding counts as right when an annotator gave the same answer the same label. Findings of severity `hint` are left
//! out, and labels that have no definition of their own in the corpus (`DEFINED`) count neither way.

mod agreement;
mod baseline;
mod json;
mod labelled;
mod tally;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::{Review, Severity, Verdict};
use glidepath_review::{Rule, rules};

use crate::{Reviewer, side_by_side};

pub use agreement::{Agreement, agreement};
pub use json::EVALUATION_SCHEMA;
pub use labelled::{AS_OF, Acts, Labelled, Mark, Number, Sentence};
pub use tally::{Tally, interval};

/// The flaws that annotators label by definition; the other rules are hints of the project's own.
pub const DEFINED: [&str; 33] = [
    "no-metric",
    "metric-without-mechanism",
    "no-baseline",
    "data-dump",
    "no-friction",
    "perfect-path",
    "hero",
    "royal-we",
    "villain",
    "late-conflict",
    "rabbit-hole",
    "not-a-conflict",
    "stale",
    "name-drop",
    "hypothetical",
    "too-high",
    "too-low",
    "oscillation",
    "no-human",
    "no-reflection",
    "no-customer",
    "customer-traded",
    "reckless",
    "assigned",
    "no-tradeoff",
    "overbuilt",
    "not-committed",
    "slow-start",
    "ramble",
    "thin",
    "cliche",
    "trivial",
    "confidential",
];

/// A line that could not be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// The file as given.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// A corpus as read: what can be counted, and what cannot.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Labelled answers.
    pub answers: Vec<Labelled>,
    /// Answers labelled twice, each labelling without sight of the other: two lines an id.
    pub second: Vec<Labelled>,
    /// Lines left out.
    pub bad: Vec<BadLine>,
}

impl Corpus {
    /// Reads one file's text. Answers labelled twice stand in files of their own, told apart by `second`.
    pub fn add(&mut self, file: &str, text: &str, second: bool) {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match Labelled::read(line) {
                Ok(labelled) if second => self.second.push(labelled),
                Ok(labelled) => self.answers.push(labelled),
                Err(why) => self.bad.push(BadLine {
                    file: file.to_owned(),
                    line: number + 1,
                    why,
                }),
            }
        }
    }
}

/// How often a confidence of about this size was right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bin {
    /// Things said.
    pub said: usize,
    /// Of them right.
    pub right: usize,
    /// Their summed confidence.
    pub confidence: f64,
}

/// Bins of confidence, each a fifth wide.
const BINS: usize = 5;

/// The bin of a confidence.
fn bin_of(confidence: f64) -> usize {
    ((confidence * BINS as f64) as usize).min(BINS - 1)
}

/// A naive judge's figures.
#[derive(Debug, Clone)]
pub struct Naive {
    /// What it counts.
    pub name: String,
    /// Share of twins told apart by it, a tie as half.
    pub twins: Option<f64>,
}

/// What the reviewer reaches on a corpus.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// Answers counted.
    pub answers: usize,
    /// For each rule, in registry order.
    pub rules: Vec<(&'static str, Tally)>,
    /// Verdicts: labelled marks down, given marks across, from below to raises.
    pub verdicts: [[usize; 3]; 3],
    /// Answers on which the review gave no verdict.
    pub withheld: usize,
    /// Twins told apart, a tie as half, and how many there are.
    pub twins: (f64, usize),
    /// Figures found at all.
    pub figure_spans: Tally,
    /// Figures with the right value, unit and role.
    pub figures: Tally,
    /// Acts of "I" and "we": the smaller count of the two summed, and the larger.
    pub acts: (usize, usize),
    /// Sentences with the right beat, with the right height, and all.
    pub sentences: (usize, usize, usize),
    /// Calibration of findings and strengths.
    pub bins: [Bin; BINS],
    /// Findings of any severity on answers that raise, and the words of those.
    pub alerts: (usize, usize),
    /// What counting alone reaches.
    pub naive: Vec<Naive>,
    /// Flaws by counting alone.
    pub naive_flaws: Tally,
    /// How far annotators agree, where there are second labels.
    pub agreement: Option<Agreement>,
    /// Lines left out.
    pub bad: Vec<BadLine>,
}

impl Evaluation {
    /// All flaws that are defined, or all strengths, together.
    #[must_use]
    pub fn micro(&self, strengths: bool) -> Tally {
        self.rules
            .iter()
            .filter(|(code, _)| rules::find(code).is_some_and(|r| r.is_strength() == strengths))
            .filter(|(code, _)| strengths || DEFINED.contains(code))
            .fold(Tally::default(), |sum, (_, tally)| sum.and(*tally))
    }

    /// Quadratic weighted kappa of the verdicts.
    #[must_use]
    pub fn verdict_qwk(&self) -> Option<f64> {
        tally::quadratic_kappa(&self.verdicts)
    }

    /// Share of the verdicts given that are right.
    #[must_use]
    pub fn verdict_accuracy(&self) -> Option<f64> {
        let all: usize = self.verdicts.iter().flatten().sum();
        let right: usize = (0..3).map(|i| self.verdicts[i][i]).sum();
        (all > 0).then(|| right as f64 / all as f64)
    }
}

/// Reviews every answer of a corpus and holds the reviews against the labels.
#[must_use]
pub fn evaluate(corpus: &Corpus, reviewer: &Reviewer) -> Evaluation {
    let reviewed: Vec<(&Labelled, Review)> = side_by_side(corpus.answers.iter().collect(), |labelled| {
        (labelled, reviewer.review(&labelled.attempt()).0)
    });
    let mut out = Evaluation {
        answers: reviewed.len(),
        rules: rules::ALL.iter().map(|rule| (rule.code, Tally::default())).collect(),
        bad: corpus.bad.clone(),
        ..Evaluation::default()
    };
    for (labelled, review) in &reviewed {
        count_rules(&mut out, labelled, review);
        count_verdict(&mut out, labelled, review);
        count_figures(&mut out, labelled, review);
        count_acts(&mut out, labelled, review);
        count_sentences(&mut out, labelled, review);
        if labelled.overall == "raises" {
            out.alerts.0 += review.findings.len();
            out.alerts.1 += review.measures.words;
        }
    }
    out.twins = twins(&reviewed, |_, review| standing(review));
    out.naive = baseline::COUNTERS
        .iter()
        .map(|counter| {
            let (told, pairs) = twins(&reviewed, counter.count);
            Naive {
                name: counter.name.to_owned(),
                twins: (pairs > 0).then(|| told / pairs as f64),
            }
        })
        .collect();
    if !corpus.second.is_empty() {
        out.agreement = Some(agreement(&corpus.second));
    }
    out
}

/// Codes an annotator gave, or the review said, each once.
fn codes<'a>(list: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    list.collect()
}

fn is_measured(rule: &Rule) -> bool {
    rule.is_strength() || DEFINED.contains(&rule.code)
}

fn count_rules(out: &mut Evaluation, labelled: &Labelled, review: &Review) {
    let gold = codes(
        labelled
            .flaws
            .iter()
            .chain(&labelled.strengths)
            .map(|m| m.rule.as_str()),
    );
    let findings = review.findings.iter().filter(|f| f.severity > Severity::Hint);
    let sure: Vec<(&str, f64)> = findings
        .map(|f| (f.rule, f.confidence))
        .chain(review.strengths.iter().map(|s| (s.rule, s.confidence)))
        .collect();
    let said = codes(sure.iter().map(|(code, _)| *code));
    for (code, tally) in &mut out.rules {
        tally.count(gold.contains(code), said.contains(code));
    }
    for code in &said {
        if rules::find(code).is_some_and(is_measured) {
            let confidence = sure
                .iter()
                .filter(|(c, _)| c == code)
                .map(|(_, s)| *s)
                .fold(0.0, f64::max);
            let bin = &mut out.bins[bin_of(confidence)];
            bin.said += 1;
            bin.right += usize::from(gold.contains(code));
            bin.confidence += confidence;
        }
    }
    let naive = baseline::flaws(labelled);
    for code in DEFINED {
        out.naive_flaws.count(gold.contains(code), naive.contains(&code));
    }
}

/// Place of a mark from below to raises.
pub(crate) fn verdict_index(mark: &str) -> Option<usize> {
    let verdict: Verdict = mark.parse().ok()?;
    agreement::MARKS.iter().position(|m| *m == verdict)
}

fn count_verdict(out: &mut Evaluation, labelled: &Labelled, review: &Review) {
    let Some(gold) = verdict_index(&labelled.overall) else {
        return;
    };
    match review.overall.verdict {
        Some(verdict) => out.verdicts[gold][verdict as usize] += 1,
        None => out.withheld += 1,
    }
}

/// The panel's mean mark, 0 to 2.
fn standing(review: &Review) -> f64 {
    review.overall.panel.meets + 2.0 * review.overall.panel.raises
}

fn twins(reviewed: &[(&Labelled, Review)], count: impl Fn(&Labelled, &Review) -> f64) -> (f64, usize) {
    let by_id: BTreeMap<&str, &(&Labelled, Review)> = reviewed.iter().map(|a| (a.0.id.as_str(), a)).collect();
    let (mut told, mut pairs) = (0.0, 0);
    for (labelled, review) in reviewed.iter().filter(|(l, _)| l.side.as_deref() == Some("strong")) {
        let Some((weak, weak_review)) = labelled.twin.as_deref().and_then(|t| by_id.get(t)) else {
            continue;
        };
        pairs += 1;
        told += match count(labelled, review).total_cmp(&count(weak, weak_review)) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        };
    }
    (told, pairs)
}

fn count_figures(out: &mut Evaluation, labelled: &Labelled, review: &Review) {
    let mut used = vec![false; review.figures.len()];
    let mut from = 0;
    for gold in &labelled.figures {
        let text = &labelled.text;
        let next = text[from..].find(&gold.quote).map(|at| at + from);
        let Some(start) = next.or_else(|| text.find(&gold.quote)) else {
            continue;
        };
        let end = start + gold.quote.len();
        from = end;
        let found = (0..used.len()).find(|&i| {
            let span = review.figures[i].span;
            !used[i] && span.start < end && start < span.end
        });
        let Some(index) = found else {
            out.figure_spans.miss += 1;
            out.figures.miss += 1;
            continue;
        };
        used[index] = true;
        out.figure_spans.hit += 1;
        let figure = &review.figures[index];
        let value = match (figure.value, gold.value) {
            (Some(a), Some(b)) => (a - b).abs() <= 0.01 * b.abs().max(1.0),
            (None, None) => true,
            _ => false,
        };
        let lower = |unit: &Option<String>| unit.as_deref().unwrap_or("").to_lowercase();
        if value && lower(&figure.unit) == lower(&gold.unit) && figure.role.slug() == gold.role {
            out.figures.hit += 1;
        } else {
            out.figures.miss += 1;
            out.figures.alarm += 1;
        }
    }
    let extra = used.iter().filter(|used| !**used).count();
    out.figure_spans.alarm += extra;
    out.figures.alarm += extra;
}

fn count_acts(out: &mut Evaluation, labelled: &Labelled, review: &Review) {
    let Some(acts) = &labelled.acts else { return };
    for (gold, found) in [(acts.i.len(), review.acts.i), (acts.we.len(), review.acts.we)] {
        out.acts.0 += gold.min(found);
        out.acts.1 += gold.max(found);
    }
}

fn count_sentences(out: &mut Evaluation, labelled: &Labelled, review: &Review) {
    for gold in &labelled.sentences {
        let Some(found) = review.sentences.iter().max_by_key(|s| gold.overlap(s.span)) else {
            continue;
        };
        out.sentences.0 += usize::from(found.beat.slug() == gold.beat);
        out.sentences.1 += usize::from(found.feet == gold.feet);
        out.sentences.2 += 1;
    }
}
