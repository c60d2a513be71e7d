//! Verdicts: how an interviewer would mark the answer, and each principle they were assigned.
//!
//! A verdict rests on the noted evidence, what each finding costs and each strength earns, weighted by how sure it is, and on how the
//! answer looks as a whole: both go into a leaning fitted on labelled answers. Never a bare score: it goes out as a mark with its
//! confidence, a split panel and the evidence on both sides.

use glidepath_domain::{
    Effect, Evidence, FEWEST_JUDGED, Finding, Principle, PrincipleVerdict, Severity, Strength, Verdict,
};

use crate::leaning::Own;
use crate::mark::odds;
use crate::rule::{Group, Rule};
use crate::run::round;
use crate::{Case, panel, probed, rules};

/// Everything a verdict rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) findings: &'a [Finding],
    pub(crate) strengths: &'a [Strength],
    /// Log odds by rules alone that it meets the bar, where an encoder speaks too.
    by_rules: Option<f64>,
}

/// What a flaw takes away, before confidence and emphasis.
const COST: [(Severity, f64); 3] = [(Severity::Hint, 0.1), (Severity::Watch, 0.7), (Severity::Costly, 1.3)];
/// What a strength adds, before confidence and emphasis.
const GAIN: f64 = 0.6;

/// What one noted thing does to the balance, before emphasis: below nought for a flaw. `severity` is `None` for a strength.
#[must_use]
pub fn worth(severity: Option<Severity>, confidence: f64) -> f64 {
    match severity {
        Some(severity) => -confidence * COST.iter().find(|(s, _)| *s == severity).map_or(0.0, |(_, cost)| *cost),
        None => GAIN * confidence,
    }
}

/// What a verdict's leaning takes as its own: the worth of everything noted, the flaws and strengths apart, and what an encoder makes of it.
#[must_use]
pub fn own(worths: impl Iterator<Item = f64>, sense: Option<[f64; 4]>) -> Own {
    let (mut lost, mut gained) = (0.0, 0.0);
    for worth in worths {
        if worth < 0.0 {
            lost -= worth;
        } else {
            gained += worth;
        }
    }
    Own {
        noted: gained - lost,
        marks: [lost, gained, f64::from(u8::from(lost < CLEAN))],
        sense,
    }
}

/// How sure the reviewer usually is of a strength that is plainly there.
const LIKELY: f64 = 0.8;

/// Cost under which an answer counts as free of flaws.
const CLEAN: f64 = 0.3;

/// Log odds beyond which a leaning counts no more: two interviewers always may differ, and of the marks given to writers that nothing was learned
/// from about one in ten is another than the annotator's. So at most nineteen of twenty of a panel of the middle emphasis agree.
const MOST_LEANING: f64 = 3.0;

/// How much further the next mark is for those who differ even then: one who would not give the middle one's mark gives its neighbour sooner.
const STEP: f64 = 0.6;

/// Log odds from which rules or encoder count as nearly sure, when they disagree: a chance of 0.92.
const NEARLY_SURE: f64 = 2.5;

impl<'a> Judged<'a> {
    pub(crate) const fn of(
        case: &'a Case<'a>,
        findings: &'a [Finding],
        strengths: &'a [Strength],
        by_rules: Option<f64>,
    ) -> Self {
        Self {
            case,
            findings,
            strengths,
            by_rules,
        }
    }

    /// Everything noted with its group and its worth: each rule once, since told five times it is still one habit.
    fn worths(&self) -> Vec<(&'static str, Group, f64)> {
        let group = |code: &str| rules::find(code).map_or(Group::Delivery, |r| r.group);
        let findings = self
            .findings
            .iter()
            .map(|f| (f.rule, worth(Some(f.severity), f.confidence)));
        let strengths = self.strengths.iter().map(|s| (s.rule, worth(None, s.confidence)));
        let mut seen: Vec<&str> = Vec::new();
        let mut list = Vec::new();
        for (rule, worth) in findings.chain(strengths) {
            if !seen.contains(&rule) {
                seen.push(rule);
                list.push((rule, group(rule), worth));
            }
        }
        list
    }

    /// Log odds that it meets the bar and that it raises it, were this noted and nothing else.
    fn odds(&self, worths: impl Iterator<Item = f64> + Clone) -> [f64; 2] {
        ["meets", "raises"].map(|label| {
            let own = own(worths.clone(), self.case.own_sense(label));
            odds(self.case.leanings.of(label, &own))
        })
    }

    /// Where the answer stands with the middle interviewer, and what everything noted is worth to one who weighs it otherwise.
    pub(crate) fn standing(&self) -> Standing {
        let noted = self.worths();
        let [meets, raises] = self.odds(noted.iter().map(|(.., worth)| *worth));
        Standing {
            meets: meets.clamp(-MOST_LEANING, MOST_LEANING + STEP),
            raises: raises.clamp(-MOST_LEANING - STEP, MOST_LEANING),
            worths: noted.into_iter().map(|(_, group, worth)| (group, worth)).collect(),
        }
    }

    /// The same for whoever works out how one particular interviewer would mark it: not cut off, and with what each thing noted does to it.
    pub(crate) fn told_standing(&self) -> glidepath_domain::Standing {
        let noted = self.worths();
        let all = noted.iter().map(|(.., worth)| *worth);
        let [meets, raises] = self.odds(all.clone());
        let change = |rule: &'static Rule, worth: f64, now: [f64; 2]| Effect {
            rule: rule.code,
            title: rule.title,
            emphasis: panel::emphasis_of(rule.group),
            meets: round(now[0] - meets),
            raises: round(now[1] - raises),
            worth: round(panel::EMPHASIS * worth),
            quotable: round(self.quotable(rule.code)),
        };
        let mut worths = [0.0; 7];
        let mut without = Vec::new();
        for (at, &(code, group, worth)) in noted.iter().enumerate() {
            worths[panel::emphasis_of(group) as usize] += panel::EMPHASIS * worth;
            let others = noted.iter().enumerate().filter(move |(other, _)| *other != at);
            let now = self.odds(others.map(|(_, (.., worth))| *worth));
            without.extend(rules::find(code).map(|rule| change(rule, worth, now)));
        }
        let more = worth(None, LIKELY);
        let now = self.odds(all.chain(std::iter::once(more)));
        let absent = rules::ALL
            .iter()
            .filter(|rule| rule.is_strength() && noted.iter().all(|(code, ..)| *code != rule.code));
        glidepath_domain::Standing {
            meets: round(meets),
            raises: round(raises),
            worth: worths.map(round),
            without,
            with: absent.map(|rule| change(rule, more, now)).collect(),
        }
    }

    /// How likely the words that a rule points at would be quoted for it.
    fn quotable(&self, code: &str) -> f64 {
        let findings = self.findings.iter().filter(|f| f.rule == code).map(|f| f.span);
        let strengths = self.strengths.iter().filter(|s| s.rule == code).map(|s| s.span);
        let Some(span) = findings.chain(strengths).flatten().next() else {
            return 0.0;
        };
        let chances = self.case.quotable(code);
        let sentence = self.case.transcript.sentence_at(span.start);
        chances.get(sentence).copied().unwrap_or(1.0)
    }

    /// Why no mark can be given, if none can.
    pub(crate) fn abstention(&self) -> Option<String> {
        if self.case.transcript.language == "und" {
            return Some("There are no words here to judge.".to_owned());
        }
        if self.case.transcript.language != "en" {
            return Some("The answer is not in English, and the rules are.".to_owned());
        }
        if self.case.transcript.words < FEWEST_JUDGED {
            let words = self.case.transcript.words;
            let are = if words == 1 { "word is" } else { "words are" };
            return Some(format!("{words} {are} too few to judge."));
        }
        self.at_odds()
            .then(|| "The rules and the model read this answer too differently to give a mark.".to_owned())
    }

    /// True where rules alone are nearly sure of one mark and the encoder alone of the other.
    fn at_odds(&self) -> bool {
        let (Some(sense), Some(rules)) = (&self.case.sense, self.by_rules) else {
            return false;
        };
        let model = sense.odds("meets");
        rules.min(model) < -NEARLY_SURE && rules.max(model) > NEARLY_SURE
    }
}

/// Where an answer stands with the middle interviewer.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// Log odds that it meets the bar at least.
    pub(crate) meets: f64,
    /// Log odds that it raises it.
    pub(crate) raises: f64,
    worths: Vec<(Group, f64)>,
}

impl Standing {
    /// What an interviewer who counts each group `emphasis` times finds in it beyond the middle one.
    pub(crate) fn shift(&self, emphasis: impl Fn(Group) -> f64) -> f64 {
        self.worths
            .iter()
            .map(|(group, worth)| worth * (emphasis(*group) - 1.0))
            .sum()
    }

    /// The mark of an interviewer whose bar lies `lean` log odds higher.
    pub(crate) fn mark(&self, lean: f64) -> Verdict {
        if self.raises >= lean && self.meets >= lean {
            Verdict::Raises
        } else if self.meets >= lean {
            Verdict::Meets
        } else {
            Verdict::Below
        }
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
    let mut principles: Vec<Principle> = Vec::new();
    for principle in given.iter().chain(&read) {
        if !principles.contains(principle) {
            principles.push(*principle);
        }
    }
    principles.into_iter().map(|principle| one(judged, principle)).collect()
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

/// How much more an interviewer assigned this principle weighs a group.
fn weight(principle: Principle, group: Group) -> f64 {
    // Under structure it is the altitude that a principle asks for: length and stock phrases weigh the same for all.
    let asked = !matches!(group, Group::Delivery | Group::Authenticity);
    if asked && principle.emphases().contains(&panel::emphasis_of(group)) {
        1.3
    } else {
        1.0
    }
}
