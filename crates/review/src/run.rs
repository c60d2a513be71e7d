//! The review itself: transcript, signals, beats, rules, verdicts, in that order.

use glidepath_domain::{
    Allowed, Attempt, Engine, Finding, Review, Severity, SkipReason, Skipped, Span, Strength, Tier, Verdict,
};
use glidepath_text::Transcript;

use crate::leaning::Own;
use crate::note::Note;
use crate::rule::{LEAST_CHANCE, Need};
use crate::settings::Settings;
use crate::{
    Case, Leanings, Marks, Notes, Question, Reading, Rule, Sense, Sensing, Signals, Told, altitude, beat, follow_up,
    look, mark, measure, panel, rank, rules, verdict,
};

/// Changes whenever the same attempt may get another review.
pub const RULES_VERSION: &str = "3";

/// An attempt as it is read before an encoder or a rule has spoken.
struct Ground<'a> {
    attempt: &'a Attempt,
    transcript: Transcript<'a>,
    signals: Signals,
    looks: Vec<Vec<usize>>,
}

impl<'a> Ground<'a> {
    fn read(attempt: &'a Attempt) -> Self {
        let transcript = Transcript::read(attempt);
        let signals = Signals::lexical(&transcript);
        let looks = (0..transcript.sentences.len())
            .map(|sentence| look::rows(&transcript, &signals, sentence))
            .collect();
        Self {
            attempt,
            transcript,
            signals,
            looks,
        }
    }

    /// The cues of each sentence.
    fn cues(&self) -> Vec<Vec<f32>> {
        (0..self.looks.len())
            .map(|s| look::cues(&self.transcript, &self.signals, s))
            .collect()
    }

    /// What an encoder makes of the answer; it is told no other language than its own. A sense of another shape than the answer's is none.
    fn sense(&self, sensing: &dyn Sensing) -> Option<Sense> {
        let sentences = &self.transcript.sentences;
        if self.transcript.language != "en" || sentences.is_empty() {
            return None;
        }
        let sense = sensing.sense(&Told {
            question: self.attempt.question.as_deref(),
            level: self.attempt.level,
            principles: &self.attempt.principles,
            sentences: sentences.iter().map(|s| s.span.of(self.transcript.text)).collect(),
            cues: self.cues(),
        })?;
        sense.fits(sentences.len()).then_some(sense)
    }

    /// Makes the case, with an encoder's sense or without, and hands it over; `marks` stand in for those of the table.
    fn with_case<T>(&self, marks: Option<Marks>, sense: Option<Sense>, judge: impl FnOnce(&Case<'_>) -> T) -> T {
        let beats = beat::read(&self.looks, sense.as_ref());
        let feet = altitude::read(&self.looks, &beats, sense.as_ref());
        let readings: Vec<Reading> = beats
            .iter()
            .zip(feet)
            .map(|((beat, confidence), feet)| Reading {
                beat: *beat,
                confidence: round(*confidence),
                feet,
            })
            .collect();
        let question = self.attempt.question.as_deref().and_then(Question::read);
        let leanings = Leanings::read(
            &self.transcript,
            &self.signals,
            &readings,
            question.as_ref(),
            sense.is_some(),
        );
        judge(&Case {
            attempt: self.attempt,
            transcript: &self.transcript,
            signals: &self.signals,
            readings: &readings,
            question,
            leanings,
            marks: marks.unwrap_or_else(|| Marks::read(&self.looks)),
            sense,
        })
    }
}

/// What fitting rests on: an answer as it is read, before anything is weighed.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The features of the whole answer, without those that are a label's own.
    pub features: Vec<f64>,
    /// For each rule, in registry order, the confidence of its clearest note.
    pub noted: Vec<f64>,
    /// For each sentence where it stands, and the rows that hold for it.
    pub looks: Vec<(Span, Vec<usize>)>,
    /// For each sentence the cues that the encoder's head is given.
    pub cues: Vec<Vec<f32>>,
}

/// Reads one attempt for fitting. `marks` stand in for those of the table, which may have been learned from this very attempt.
#[must_use]
pub fn evidence(attempt: &Attempt, marks: Option<Marks>, sensing: Option<&dyn Sensing>) -> Evidence {
    let ground = Ground::read(attempt);
    let sense = sensing.and_then(|sensing| ground.sense(sensing));
    ground.with_case(marks, sense, |case| {
        let settings = Settings::default();
        let noted = rules::ALL.iter().map(|rule| {
            if skip_reason(case, &settings, rule).is_some() {
                return 0.0;
            }
            let mut notes = Notes::new(rule, &settings);
            (rule.check)(case, &mut notes);
            notes.confidence()
        });
        Evidence {
            features: case.leanings.features().to_vec(),
            noted: noted.collect(),
            looks: ground
                .looks
                .iter()
                .enumerate()
                .map(|(s, rows)| (case.sentence_span(s), rows.clone()))
                .collect(),
            cues: ground.cues(),
        }
    })
}

/// Reviews one attempt. Never fails, whatever the text: a rule that cannot run is reported as skipped.
#[must_use]
pub fn review(attempt: &Attempt, settings: &Settings) -> Review {
    review_sensing(attempt, settings, None)
}

/// Reviews one attempt with what an encoder makes of it, where there is one. When it can't, the review rests on rules alone and
/// its `engine.tier` says so.
#[must_use]
pub fn review_sensing(attempt: &Attempt, settings: &Settings, sensing: Option<&dyn Sensing>) -> Review {
    let ground = Ground::read(attempt);
    let sense = sensing.and_then(|sensing| ground.sense(sensing));
    let model = sensing.filter(|_| sense.is_some()).map(Sensing::model);
    // How the rules alone would mark it: where they and the encoder are at odds, no mark is given.
    let by_rules = model.map(|_| {
        ground.with_case(None, None, |case| {
            let noted = note_all(case, settings);
            verdict::Judged::of(case, &noted.findings, &noted.strengths, None)
                .standing()
                .meets
        })
    });
    ground.with_case(None, sense, |case| judge(case, settings, model, by_rules))
}

/// Everything that rules say of a case, before it is marked.
#[derive(Default)]
struct Noted {
    findings: Vec<Finding>,
    strengths: Vec<Strength>,
    allowed: Vec<Allowed>,
    skipped: Vec<Skipped>,
    guess: Option<Guess>,
}

fn note_all(case: &Case<'_>, settings: &Settings) -> Noted {
    let mut noted = Noted::default();
    for &rule in rules::ALL {
        if let Some(reason) = skip_reason(case, settings, rule) {
            noted.skipped.push(Skipped {
                rule: rule.code,
                reason,
            });
            continue;
        }
        let mut notes = Notes::new(rule, settings);
        (rule.check)(case, &mut notes);
        let held_back = weigh(case, rule, &mut notes);
        if let Some(held_back) = held_back.filter(|g| settings.allowed(rule.code).is_none() && g.chance >= LEAST_GUESS)
        {
            if !rule.is_strength() && noted.guess.as_ref().is_none_or(|g| g.chance < held_back.chance) {
                noted.guess = Some(held_back);
            }
        }
        let notes = notes.into_list();
        if let (Some(allow), false) = (settings.allowed(rule.code), notes.is_empty()) {
            noted.allowed.push(allow.clone());
            continue;
        }
        for note in notes {
            match rule.severity() {
                Some(severity) => noted.findings.push(finding(rule, severity, note)),
                None => noted.strengths.push(Strength {
                    rule: rule.code,
                    confidence: round(note.confidence.clamp(0.0, 1.0)),
                    span: note.span,
                    title: rule.title.to_owned(),
                    why: note.why.unwrap_or_else(|| rule.why.to_owned()),
                }),
            }
        }
    }
    noted
}

fn judge(case: &Case<'_>, settings: &Settings, model: Option<&str>, by_rules: Option<f64>) -> Review {
    let (attempt, transcript, readings) = (case.attempt, case.transcript, case.readings);
    let Noted {
        mut findings,
        mut strengths,
        allowed,
        skipped,
        guess,
    } = note_all(case, settings);
    rank::findings(&mut findings, &mut strengths);

    let judged = verdict::Judged::of(case, &findings, &strengths, by_rules);
    let overall = panel::overall(&judged);
    let verdicts = verdict::by_principle(&judged);
    let standing = judged.told_standing();
    // A low mark must not stand alone: the likeliest flaw is said as a hint, for what it is.
    let unexplained = findings.iter().all(|f| f.severity == Severity::Hint);
    // Whoever has allowed findings asks for no more of them.
    if let Some(guess) =
        guess.filter(|_| unexplained && !settings.allows_any() && overall.verdict == Some(Verdict::Below))
    {
        findings.insert(0, finding(guess.rule, Severity::Hint, guess.note));
    }
    let follow_ups = follow_up::ask(case, &findings);
    let sentences = transcript
        .sentences
        .iter()
        .zip(readings)
        .map(|(s, r)| glidepath_domain::SentenceReading {
            span: s.span,
            beat: r.beat,
            confidence: r.confidence,
            feet: r.feet,
        })
        .collect();
    Review {
        engine: Engine {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: RULES_VERSION.to_owned(),
            model: model.map(str::to_owned),
            tier: if model.is_some() { Tier::Encoder } else { Tier::Rules },
        },
        as_of: attempt.as_of,
        language: transcript.language.to_owned(),
        findings,
        strengths,
        allowed,
        acts: measure::acts(transcript),
        sentences,
        measures: measure::measure(case),
        verdicts,
        overall,
        standing,
        follow_ups,
        skipped,
        figures: transcript.figures.clone(),
        not_figures: transcript.not_figures.clone(),
    }
}

/// Words under which the look of the whole answer says nothing.
const LEAST_WORDS: usize = 60;

/// Chance under which a flaw that was held back is not even worth a guess.
const LEAST_GUESS: f64 = 0.1;

/// A flaw that was held back, and how likely it is.
struct Guess {
    rule: &'static Rule,
    chance: f64,
    note: Note,
}

fn finding(rule: &Rule, severity: Severity, note: Note) -> Finding {
    Finding {
        rule: rule.code,
        severity,
        confidence: round(note.confidence.clamp(0.0, 1.0)),
        span: note.span,
        count: note.count,
        title: rule.title.to_owned(),
        why: note.why.unwrap_or_else(|| rule.why.to_owned()),
        instead: rule.instead().to_owned(),
    }
}

/// Lets all evidence together decide, where the rule asks for that: what it noted, the marks of its sentences, the look of the whole.
/// Gives back what was held back.
fn weigh(case: &Case<'_>, rule: &'static Rule, notes: &mut Notes<'_>) -> Option<Guess> {
    if case.transcript.words < LEAST_WORDS || !notes.declares(LEAST_CHANCE) || notes.is_refused() {
        return None;
    }
    let own = Own {
        noted: notes.confidence(),
        marks: mark::summary(case.marks.of(rule.code)),
        sense: case.sense.as_ref().map(|sense| sense.own(rule.code)),
    };
    let chance = case.leanings.of(rule.code, &own);
    if notes.is_empty() {
        let chances = case.quotable(rule.code);
        match mark::clearest(&chances).filter(|sentence| chances[*sentence] >= LEAST_QUOTABLE) {
            Some(sentence) => notes.span(case.sentence_span(sentence), chance),
            None => notes.answer(chance),
        };
    }
    if rule.is_strength() {
        point(case, rule, notes);
    }
    notes.settle(chance);
    if chance >= notes.setting(LEAST_CHANCE) {
        return None;
    }
    let note = notes.take().into_iter().next()?;
    Some(Guess { rule, chance, note })
}

/// Chance of a sentence to be quoted for a label under which it is not: what is said is then said of the whole answer.
const LEAST_QUOTABLE: f64 = 0.08;

/// How much better a sentence has to look than the noted words, to be quoted in their place.
const BETTER: f64 = 0.05;

/// Quotes the sentence that looks most like what annotators quote, where what the rule noted looks much less so.
fn point(case: &Case<'_>, rule: &Rule, notes: &mut Notes<'_>) {
    let chances = case.quotable(rule.code);
    let (Some(noted), Some(best)) = (notes.first_span(), mark::clearest(&chances)) else {
        return;
    };
    let here = chances
        .get(case.transcript.sentence_at(noted.start))
        .copied()
        .unwrap_or(0.0);
    if chances[best] > here + BETTER {
        notes.point(case.sentence_span(best));
    }
}

/// Why this rule does not run on this case, if it does not.
fn skip_reason(case: &Case<'_>, settings: &Settings, rule: &Rule) -> Option<SkipReason> {
    if settings.is_disabled(rule) {
        return Some(SkipReason::Disabled);
    }
    if case.transcript.language != "en" {
        return Some(SkipReason::Language);
    }
    let lacking = |need: &&Need| match need {
        Need::Question => case.question.is_none(),
        Need::Level => case.attempt.level.is_none(),
        Need::Timings => case.transcript.timing.estimated,
    };
    rule.needs.iter().find(lacking).map(|need| need.lacking())
}

/// Four decimals, so that two machines print the same bytes.
pub(crate) fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
