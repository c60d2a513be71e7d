//! Verdicts: how an interviewer would mark the answer, and each principle they were assigned.
//!
//! A verdict rests on the noted evidence: what each finding costs and each strength earns, weighted by how sure it is. How
//! the answer looks as a whole moves the bar a little. Never a bare score: it goes out as a mark with its confidence, a split panel and the evidence on both sides.

use glidepath_domain::{Evidence, Finding, Principle, PrincipleVerdict, Severity, Strength, Verdict};

use crate::rule::Group;
use crate::run::round;
use crate::{Case, panel, probed, rules};

/// Everything a verdict rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) findings: &'a [Finding],
    pub(crate) strengths: &'a [Strength],
}

/// What a flaw takes away, before confidence and emphasis.
const COST: [(Severity, f64); 3] = [(Severity::Hint, 0.1), (Severity::Watch, 0.7), (Severity::Costly, 1.3)];
/// What a strength adds, before confidence and emphasis.
const GAIN: f64 = 0.6;

/// Log odds beyond which a leaning counts no more: it is a look, not evidence.
const MOST_LEANING: f64 = 3.0;

/// Under this many words there is nothing to judge. Source: labels, `thin`, at half its length.
const TOO_SHORT: usize = 40;

impl Judged<'_> {
    /// What the evidence comes to, each part multiplied by `emphasis` of its group. Nought is between below and meets.
    pub(crate) fn balance(&self, emphasis: impl Fn(Group) -> f64) -> f64 {
        let group = |code: &str| rules::find(code).map_or(Group::Delivery, |r| r.group);
        let mut seen: Vec<&str> = Vec::new();
        let mut total = 0.0;
        for finding in self.findings {
            // Told five times it is still one habit.
            if seen.contains(&finding.rule) {
                continue;
            }
            seen.push(finding.rule);
            let cost = COST
                .iter()
                .find(|(s, _)| *s == finding.severity)
                .map_or(0.0, |(_, cost)| *cost);
            total -= cost * finding.confidence * emphasis(group(finding.rule));
        }
        for strength in self.strengths {
            if seen.contains(&strength.rule) {
                continue;
            }
            seen.push(strength.rule);
            total += GAIN * strength.confidence * emphasis(group(strength.rule));
        }
        total
    }

    /// Log odds that an annotator would say so of an answer that looks like this one, held to a reasonable range.
    pub(crate) fn leaning(&self, label: &str) -> f64 {
        let chance = self.case.leanings.of(label).clamp(0.01, 0.99);
        (chance / (1.0 - chance)).ln().clamp(-MOST_LEANING, MOST_LEANING)
    }

    /// Why no mark can be given, if none can.
    pub(crate) fn abstention(&self) -> Option<String> {
        if self.case.transcript.language != "en" {
            return Some("The answer is not in English, and the rules are.".to_owned());
        }
        if self.case.transcript.words < TOO_SHORT {
            return Some(format!("{} words are too few to judge.", self.case.transcript.words));
        }
        None
    }
}

/// One verdict for each principle given, or else for those the question probes; none where neither is known.
pub(crate) fn by_principle(judged: &Judged<'_>) -> Vec<PrincipleVerdict> {
    let given = &judged.case.attempt.principles;
    let read = judged
        .case
        .question
        .as_ref()
        .filter(|_| given.is_empty())
        .map(probed::probed)
        .unwrap_or_default();
    given
        .iter()
        .chain(&read)
        .map(|principle| one(judged, *principle))
        .collect()
}

fn one(judged: &Judged<'_>, principle: Principle) -> PrincipleVerdict {
    let abstained = judged.abstention();
    let panel = panel::split(judged, |group| weight(principle, group));
    let (verdict, confidence) = panel::winner(&panel);
    let evidence_for = judged
        .strengths
        .iter()
        .map(|s| Evidence {
            code: s.rule,
            span: s.span,
        })
        .collect();
    let evidence_against = judged
        .findings
        .iter()
        .filter(|f| f.severity != Severity::Hint)
        .map(|f| Evidence {
            code: f.rule,
            span: f.span,
        })
        .collect();
    PrincipleVerdict {
        principle,
        verdict: abstained.is_none().then_some(verdict),
        confidence: if abstained.is_some() { 0.0 } else { round(confidence) },
        abstained,
        evidence_for,
        evidence_against,
    }
}

/// How much more an interviewer assigned this principle weighs a group. Source: domain §2, "what works" and "the trap".
fn weight(principle: Principle, group: Group) -> f64 {
    use Principle as P;
    let heavy: &[Group] = match principle {
        P::CustomerObsession => &[Group::Customer, Group::Judgment],
        P::Ownership => &[Group::Contribution, Group::Friction],
        P::InventAndSimplify => &[Group::Judgment, Group::Customer],
        P::AreRightALot => &[Group::Judgment, Group::Humanity, Group::Evidence],
        P::LearnAndBeCurious => &[Group::Humanity],
        P::HireAndDevelopTheBest | P::EarthsBestEmployer => &[Group::Humanity],
        P::InsistOnTheHighestStandards => &[Group::Friction, Group::Judgment],
        P::ThinkBig => &[Group::Altitude, Group::Evidence],
        P::BiasForAction => &[Group::Judgment],
        P::Frugality => &[Group::Judgment, Group::Evidence],
        P::EarnTrust => &[Group::Humanity, Group::Contribution],
        P::DiveDeep => &[Group::Evidence, Group::Altitude],
        P::HaveBackbone => &[Group::Friction, Group::Humanity],
        P::DeliverResults => &[Group::Evidence, Group::Friction],
        P::BroadResponsibility => &[Group::Customer, Group::Judgment],
    };
    if heavy.contains(&group) { 1.3 } else { 1.0 }
}

/// The mark that a balance comes to.
pub(crate) fn mark(balance: f64, meets_from: f64, raises_from: f64) -> Verdict {
    if balance >= raises_from {
        Verdict::Raises
    } else if balance >= meets_from {
        Verdict::Meets
    } else {
        Verdict::Below
    }
}
