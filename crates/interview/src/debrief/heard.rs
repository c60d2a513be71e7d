//! What a debrief rests on: everything that was said in a loop, read. The app puts it together; nothing is judged here.

use glidepath_content::Persona;
use glidepath_domain::{
    Contradiction, Engine, Exchange, Level, OwnQuestionNote, Quote, Retold, Review, Round, Scorecard, Span, Turn,
};

use crate::reply::ReplyReading;

/// A loop as it was heard.
#[derive(Debug, Clone)]
pub struct LoopHeard<'a> {
    /// Which build reviewed it.
    pub engine: Engine,
    /// The level applied for.
    pub level: Option<Level>,
    /// Its rounds, in order, those that were not held included.
    pub rounds: Vec<RoundHeard<'a>>,
    /// Figures, dates and durations told in two ways in different rounds.
    pub contradictions: Vec<Contradiction>,
    /// Stories told more than once.
    pub retold: Vec<Retold>,
}

/// A round as it was heard.
#[derive(Debug, Clone)]
pub struct RoundHeard<'a> {
    /// The round.
    pub round: &'a Round,
    /// Who asked; `None` where a person sat, or a persona this build does not know.
    pub persona: Option<&'a Persona>,
    /// Its exchanges that were asked.
    pub exchanges: Vec<ExchangeHeard<'a>>,
    /// What the candidate's own questions were worth.
    pub own_questions: Vec<OwnQuestionNote>,
    /// What the person who sat there handed in.
    pub scorecard: Option<&'a Scorecard>,
}

/// A question and what was said to it.
#[derive(Debug, Clone)]
pub struct ExchangeHeard<'a> {
    /// Its place in the round, from 0.
    pub index: usize,
    /// The exchange.
    pub exchange: &'a Exchange,
    /// The answer, then each follow-up with its reply.
    pub turns: &'a [Turn],
    /// The review of the answer; `None` where there are no words.
    pub review: Option<&'a Review>,
    /// What the replies were worth, one to one with the follow-ups.
    pub replies: Vec<ReplyReading>,
    /// Which story it tells, by number: the same number is the same story. `None` where it is none.
    pub story: Option<usize>,
}

impl ExchangeHeard<'_> {
    /// Words of a turn as a quote; `None` where the place is not in the turn's text.
    pub(super) fn quote(&self, round: usize, turn: usize, span: Span) -> Option<Quote> {
        let text = self.turns.get(turn)?.text.get(span.start..span.end)?;
        (!text.trim().is_empty()).then(|| Quote {
            round,
            exchange: self.index,
            turn,
            span,
            text: text.to_owned(),
        })
    }

    /// Follow-ups with their replies.
    pub(super) fn follow_ups(&self) -> &[Turn] {
        self.turns.get(1..).unwrap_or_default()
    }

    /// Why it cannot be judged, if it cannot.
    pub(super) fn unjudged(&self) -> Option<String> {
        use glidepath_domain::ReplyKind;
        let answer = self.turns.first();
        match (answer.map(|turn| turn.reply), self.review) {
            (None | Some(ReplyKind::Open), _) => Some("The question was still open when the round ended.".to_owned()),
            (Some(ReplyKind::Passed), _) => Some("The question was passed.".to_owned()),
            (Some(ReplyKind::Said), None) => Some("It was spoken, and nobody has written it down yet.".to_owned()),
            (Some(ReplyKind::Said), Some(review)) if review.is_beyond_judging() => Some(
                review
                    .overall
                    .abstained
                    .clone()
                    .unwrap_or_else(|| "There is too little here to judge.".to_owned()),
            ),
            (Some(ReplyKind::Said), Some(_)) => None,
        }
    }
}
