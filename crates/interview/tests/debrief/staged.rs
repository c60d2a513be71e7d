//! Rounds with reviews made by hand, so that a test knows what each thing noted is worth.

use glidepath_content::persona;
use glidepath_domain::{
    ActCounts, Chair, Date, Effect, Emphasis, Engine, Exchange, Finding, Measures, Overall, Panel, Principle,
    ReplyKind, Review, Round, RoundState, Seat, Severity, Span, Standing, Strength, Tier, Turn, Verdict,
};
use glidepath_interview::{ExchangeHeard, ReplyReading, RoundHeard, read_reply};

/// Words of every staged answer: long enough to be judged.
pub(crate) const ANSWER: &str = "The depot wanted the old labels back and I did not. I asked for two weeks, \
    tried the new ones on one van and counted what came back. We lost a day of deliveries to it. Returns fell from \
    forty a week to nine, and the depot kept the new labels.";

/// A thing noted: its slug, whom it matters to, what mending or losing it does, what it is worth to who weighs it twice, its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Noted {
    pub(crate) rule: &'static str,
    pub(crate) emphasis: Emphasis,
    pub(crate) moves: f64,
    pub(crate) worth: f64,
    pub(crate) words: &'static str,
}

impl Noted {
    pub(crate) const fn flaw(rule: &'static str, emphasis: Emphasis, size: f64) -> Self {
        Self {
            rule,
            emphasis,
            moves: -size,
            worth: -size / 2.0,
            words: "We lost a day of deliveries to it.",
        }
    }

    pub(crate) const fn strength(rule: &'static str, emphasis: Emphasis, size: f64) -> Self {
        Self {
            rule,
            emphasis,
            moves: size,
            worth: size / 2.0,
            words: "Returns fell from forty a week to nine",
        }
    }

    fn span(&self) -> Option<Span> {
        let start = ANSWER.find(self.words)?;
        Some(Span::new(start, start + self.words.len()))
    }
}

/// A review of [`ANSWER`] that stands at `bare` log odds before anything is noted.
pub(crate) fn review(bare: f64, noted: &[Noted]) -> Review {
    let mut standing = Standing::default();
    standing.meets = bare + noted.iter().map(|one| one.moves).sum::<f64>();
    standing.raises = standing.meets - 2.0;
    for one in noted {
        standing.worth[one.emphasis as usize] += one.worth;
        standing.without.push(Effect {
            rule: one.rule,
            title: one.rule,
            emphasis: one.emphasis,
            meets: -one.moves,
            raises: -one.moves,
            worth: one.worth,
            quotable: 0.9,
        });
    }
    let flaws = noted.iter().filter(|one| one.moves < 0.0).map(|one| Finding {
        rule: one.rule,
        severity: Severity::Costly,
        confidence: 0.9,
        span: one.span(),
        count: 1,
        title: one.rule.to_owned(),
        why: "It weighs.".to_owned(),
        instead: format!("Mend {}.", one.rule),
    });
    let strengths = noted.iter().filter(|one| one.moves > 0.0).map(|one| Strength {
        rule: one.rule,
        confidence: 0.9,
        span: one.span(),
        title: one.rule.to_owned(),
        why: "It counts.".to_owned(),
    });
    Review {
        engine: engine(),
        as_of: Date {
            year: 2026,
            month: 6,
            day: 1,
        },
        language: "en".to_owned(),
        findings: flaws.collect(),
        strengths: strengths.collect(),
        allowed: Vec::new(),
        figures: Vec::new(),
        not_figures: Vec::new(),
        acts: ActCounts::default(),
        sentences: Vec::new(),
        measures: Measures {
            words: ANSWER.split_whitespace().count(),
            ..Measures::default()
        },
        verdicts: Vec::new(),
        overall: Overall {
            verdict: Some(Verdict::Meets),
            abstained: None,
            confidence: 0.8,
            panel: Panel {
                below: 0.2,
                meets: 0.6,
                raises: 0.2,
            },
        },
        standing,
        follow_ups: Vec::new(),
        skipped: Vec::new(),
    }
}

pub(crate) fn engine() -> Engine {
    Engine {
        version: "0".to_owned(),
        rules: "0".to_owned(),
        model: None,
        tier: Tier::Rules,
    }
}

/// What one round holds, for borrowing from.
#[derive(Debug, Clone)]
pub(crate) struct Staged {
    pub(crate) round: Round,
    pub(crate) told: Vec<(Vec<Turn>, Option<Review>)>,
}

impl Staged {
    /// A round with one answer for each review; the first principle is asked about.
    pub(crate) fn new(persona: &str, chair: Chair, principles: &[Principle], reviews: &[Review]) -> Self {
        let mut staged = Self {
            round: Round {
                seat: Seat {
                    chair,
                    persona: persona.to_owned(),
                    person: String::new(),
                    principles: principles.to_vec(),
                },
                minutes: 45,
                state: RoundState::Done,
                exchanges: Vec::new(),
                own_questions: Vec::new(),
            },
            told: Vec::new(),
        };
        for (at, review) in reviews.iter().enumerate() {
            staged.push(principles[at % principles.len()], said(ANSWER), Some(review.clone()));
        }
        staged
    }

    pub(crate) fn push(&mut self, principle: Principle, answer: Turn, review: Option<Review>) {
        self.round.exchanges.push(Exchange {
            question: format!("question-{}", self.told.len()),
            asked: answer.asked.clone(),
            principle: Some(principle),
            drill: "d".to_owned(),
        });
        self.told.push((vec![answer], review));
    }

    /// Asks a follow-up in an exchange that aims at a rule, and has it answered.
    pub(crate) fn follow(&mut self, exchange: usize, asked: &str, aims_at: &str, reply: &str) {
        let mut turn = said(reply);
        turn.asked = asked.to_owned();
        turn.aims_at = aims_at.to_owned();
        turn.layer = Some(glidepath_domain::Layer::Evidence);
        if reply.is_empty() {
            turn.reply = ReplyKind::Passed;
        }
        self.told[exchange].0.push(turn);
    }

    pub(crate) fn heard(&self) -> RoundHeard<'_> {
        let exchanges = self.round.exchanges.iter().zip(&self.told).enumerate();
        RoundHeard {
            round: &self.round,
            persona: Some(&self.round.seat.persona)
                .filter(|_| !self.round.seat.is_human())
                .and_then(|slug| persona(slug)),
            exchanges: exchanges
                .map(|(index, (exchange, (turns, review)))| ExchangeHeard {
                    index,
                    exchange,
                    turns,
                    review: review.as_ref(),
                    replies: readings(turns),
                    story: None,
                })
                .collect(),
            own_questions: Vec::new(),
            scorecard: None,
        }
    }
}

fn readings(turns: &[Turn]) -> Vec<ReplyReading> {
    let mut before = turns[0].text.clone();
    turns[1..]
        .iter()
        .map(|turn| {
            let reading = read_reply(turn, &turn.text, &before);
            before.push('\n');
            before.push_str(&turn.text);
            reading
        })
        .collect()
}

/// A question that was answered with these words.
pub(crate) fn said(text: &str) -> Turn {
    Turn {
        text: text.to_owned(),
        reply: ReplyKind::Said,
        ..Turn::open("Tell me about a time you held out for something.")
    }
}
