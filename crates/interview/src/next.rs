//! The next follow-up, or why there is none: aimed at what is weakest, a layer deeper each time, never at what was answered. Pure: the
//! same ground gives the same question.

use glidepath_domain::{Attempt, Layer, Question, ReplyKind, Review, Temperament, Turn};

use crate::choose::{Past, choose};
use crate::heard::{Heard, attempt};
use crate::reply::{ReplyReading, read_reply};

/// Most follow-ups of one layer. Twelve in all is ten to fifteen minutes on one answer. Source: domain §6.
pub const MOST_A_LAYER: usize = 2;

/// Replies in a row without anything new that end the ladder.
const THIN_REPLIES: usize = 2;

/// Everything a follow-up rests on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The question of the bank, where it is one.
    pub question: Option<&'a Question>,
    /// The question as it was asked.
    pub asked: &'a str,
    /// The answer.
    pub answer: &'a str,
    /// What the reviewer said of it.
    pub review: &'a Review,
    /// Follow-ups so far with their replies, without the question itself.
    pub turns: &'a [Turn],
    /// What the replies were worth, one to one with `turns`; what is missing is read here.
    pub replies: &'a [ReplyReading],
    /// How the interviewer carries it.
    pub temperament: Temperament,
    /// The most follow-ups; `None` when they go on until the evidence ends.
    pub most: Option<u32>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A question.
    Ask(Probe),
    /// Nothing more.
    End(EndReason),
}

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The words to say.
    pub text: String,
    /// How deep it goes.
    pub layer: Layer,
    /// Slug of the rule it aims at; empty where it follows the question's own ladder.
    pub aims_at: String,
    /// Words of the answer, or of the latest reply, that it quotes exactly; empty where it quotes none.
    pub quote: String,
    /// What it is about, a file of `content/followups`; empty where it follows the question's own ladder.
    pub variable: &'static str,
    /// Why it is asked: one sentence, for the page once the drill is over.
    pub why: String,
}

impl Probe {
    /// The turn that puts it.
    #[must_use]
    pub fn turn(&self) -> Turn {
        Turn {
            layer: Some(self.layer),
            aims_at: self.aims_at.clone(),
            quote: self.quote.clone(),
            ..Turn::open(&self.text)
        }
    }
}

/// Why nothing more is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndReason {
    /// As many as were to be asked.
    Enough,
    /// Two passes in a row.
    PassedTwice,
    /// Two replies in a row brought nothing new.
    EvidenceEnded,
    /// Everything there is to ask was asked, or stands in what was said.
    AllAnswered,
    /// Nothing was said.
    NothingSaid,
    /// It is in a language that cannot be followed here.
    NotEnglish,
}

impl EndReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Enough,
        Self::PassedTwice,
        Self::EvidenceEnded,
        Self::AllAnswered,
        Self::NothingSaid,
        Self::NotEnglish,
    ];

    /// The public, permanent name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Enough => "enough",
            Self::PassedTwice => "passed-twice",
            Self::EvidenceEnded => "evidence-ended",
            Self::AllAnswered => "all-answered",
            Self::NothingSaid => "nothing-said",
            Self::NotEnglish => "not-english",
        }
    }

    /// What a page says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Enough => "That is as many follow-ups as this drill asks.",
            Self::PassedTwice => "You passed twice in a row. An interviewer would move on here.",
            Self::EvidenceEnded => {
                "The last two replies brought nothing new: no figure, person, occasion, deed or reason. This is where the story breaks."
            }
            Self::AllAnswered => "There is nothing left to ask: what an interviewer would want to know has been said.",
            Self::NothingSaid => "Nothing was said, so there is nothing to ask about.",
            Self::NotEnglish => "Follow-ups are asked of answers in English only.",
        }
    }
}

/// The next follow-up on this ground. Never fails.
#[must_use]
pub fn next(ground: &Ground<'_>) -> Next {
    let asked = ground.turns.len();
    if ground.most.is_some_and(|most| asked >= most as usize) {
        return Next::End(EndReason::Enough);
    }
    if !ground.answer.contains(char::is_alphanumeric) {
        return Next::End(EndReason::NothingSaid);
    }
    if !matches!(ground.review.language.as_str(), "en" | "und") {
        return Next::End(EndReason::NotEnglish);
    }
    let readings = readings(ground);
    let closed: Vec<(&Turn, &ReplyReading)> = ground
        .turns
        .iter()
        .zip(&readings)
        .filter(|(turn, _)| turn.reply != ReplyKind::Open)
        .collect();
    let last_two = closed.len().checked_sub(THIN_REPLIES).map(|from| &closed[from..]);
    if let Some(two) = last_two {
        if two.iter().all(|(turn, _)| turn.reply == ReplyKind::Passed) {
            return Next::End(EndReason::PassedTwice);
        }
        if two.iter().all(|(_, reading)| reading.new.total() == 0) {
            return Next::End(EndReason::EvidenceEnded);
        }
    }
    let answer = attempt(ground.answer);
    let answer = Heard::of(&answer);
    let replies: Vec<Attempt> = ground.turns.iter().map(|turn| attempt(&turn.text)).collect();
    let past = ground.turns.iter().zip(&readings).zip(&replies);
    let past = past
        .map(|((turn, reading), reply)| Past::of(turn, reading, reply))
        .collect();
    choose(ground, &answer, past).map_or(Next::End(EndReason::AllAnswered), Next::Ask)
}

/// Readings of all replies: those handed in, and the others read now.
fn readings(ground: &Ground<'_>) -> Vec<ReplyReading> {
    let mut before = ground.answer.to_owned();
    let mut readings = Vec::with_capacity(ground.turns.len());
    for (index, turn) in ground.turns.iter().enumerate() {
        let reading = ground.replies.get(index).cloned();
        readings.push(reading.unwrap_or_else(|| read_reply(turn, &turn.text, &before)));
        before.push('\n');
        before.push_str(&turn.text);
    }
    readings
}
