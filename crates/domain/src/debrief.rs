//! What comes of a loop: what each interviewer wrote down, how they voted, what they argued over, and what to mend first.
//! Source: domain §9.
//!
//! Every quote is exact: words of one turn with their place. Whatever is claimed rests on a quote, or says that it is about what was
//! absent.

use crate::slug::slug_enum;
use crate::{Chair, Engine, FactKind, Level, Panel, Principle, Span, Verdict};

slug_enum! {
    /// Whether an interviewer would hire.
    Inclination as "inclination" {
        /// They would.
        Inclined = "inclined",
        /// They would not.
        NotInclined = "not-inclined",
        /// They heard too little to say.
        NotJudged = "not-judged",
    }
}

slug_enum! {
    /// What the room decides.
    Ruling as "decision" {
        /// An offer.
        Hire = "hire",
        /// None.
        NoHire = "no-hire",
        /// Too few interviewers heard enough.
        NotJudged = "not-judged",
    }
}

slug_enum! {
    /// Which way something written down points.
    Stance as "stance" {
        /// In favour.
        For = "for",
        /// Against.
        Against = "against",
        /// Neither: something that was noted.
        Noted = "noted",
    }
}

slug_enum! {
    /// What kind of change would flip a vote.
    ChangeKind as "change" {
        /// A flaw that was noted is gone.
        Mend = "mend",
        /// Something that was absent is there.
        Add = "add",
        /// Something that was there is gone: what a favourable vote hangs on.
        Lose = "lose",
        /// A whole answer told so that it plainly falls the other way: where no part of one would do.
        Replace = "replace",
    }
}

/// Exact words of one turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Which round, from 0.
    pub round: usize,
    /// Which of its exchanges, from 0.
    pub exchange: usize,
    /// Which turn: 0 is the answer, 1 the first follow-up's reply.
    pub turn: usize,
    /// Where in the turn's text.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// One line of an interviewer's notes.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteLine {
    /// Which way it points.
    pub stance: Stance,
    /// Slug of the rule, strength or reply signal it rests on.
    pub code: String,
    /// The sentence they wrote.
    pub says: String,
    /// The words it rests on; `None` where it is about what was absent.
    pub quote: Option<Quote>,
    /// Which exchange of their round it is about, from 0.
    pub exchange: usize,
    /// What it moves their mark by, in log odds; above nought in favour.
    pub moves: f64,
}

/// An interviewer's mark for one of their principles.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipleMark {
    /// The principle.
    pub principle: Principle,
    /// The mark; `None` when it could not be judged.
    pub verdict: Option<Verdict>,
    /// Why not, if not.
    pub unjudged: Option<String>,
    /// How sure they are, 0 to 1; 0 when it could not be judged.
    pub confidence: f64,
    /// How likely each mark is from somebody who weighs as they do.
    pub chances: Panel,
    /// Log odds that it meets the bar at least; 0 when it could not be judged.
    pub margin: f64,
    /// What speaks for it, the weightiest first.
    pub evidence_for: Vec<NoteLine>,
    /// What speaks against it, the weightiest first.
    pub evidence_against: Vec<NoteLine>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Which way.
    pub inclination: Inclination,
    /// How sure, 0 to 1; 0 when not judged.
    pub confidence: f64,
    /// Log odds in favour, all principles together; 0 when not judged.
    pub margin: f64,
    /// What they say: one or two sentences.
    pub says: String,
}

/// One change that would help to flip a vote.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// Slug of the rule or strength.
    pub code: String,
    /// Under which principle it counts most.
    pub principle: Principle,
    /// In which exchange of the round, from 0.
    pub exchange: usize,
    /// What to do, or what must not be lost: one sentence.
    pub says: String,
    /// The words it is about; `None` where it is about what was absent.
    pub quote: Option<Quote>,
}

/// The smallest change that would flip a vote: one to three changes together, or else whole answers; none of them can be spared.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The changes.
    pub changes: Vec<Change>,
    /// What the vote would be then.
    pub to: Inclination,
}

/// What an interviewer made of a question of the candidate's own.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnQuestionNote {
    /// The question, word for word.
    pub asked: String,
    /// How it counted.
    pub mark: OwnQuestionMark,
    /// Why: one or two sentences.
    pub why: String,
    /// What would make it better; empty where nothing need.
    pub instead: String,
}

slug_enum! {
    /// How a question of the candidate's own counts. Source: domain §9.
    OwnQuestionMark as "own question mark" {
        /// Could be asked anywhere.
        Weak = "weak",
        /// Somewhere between.
        Fair = "fair",
        /// About this team's customers, measures or choices.
        Strong = "strong",
    }
}

/// What one interviewer brings to the debrief. They have seen their own round alone.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatReport {
    /// Which round, from 0.
    pub round: usize,
    /// Who.
    pub name: String,
    /// What they are.
    pub title: String,
    /// Which chair.
    pub chair: Chair,
    /// The persona's slug; empty where a person sat.
    pub persona: String,
    /// Their notes, question by question.
    pub notes: Vec<ExchangeNotes>,
    /// A mark for each assigned principle.
    pub marks: Vec<PrincipleMark>,
    /// What they made of the candidate's own questions.
    pub own_questions: Vec<OwnQuestionNote>,
    /// What a person typed; empty where a persona sat.
    pub typed: String,
    /// Their vote before anything was revealed.
    pub blind: Vote,
    /// Their vote after the argument.
    pub after: Vote,
    /// What would flip the vote they cast blind; `None` where nothing was judged, or a person voted.
    pub flip: Option<Flip>,
}

/// An interviewer's notes on one question.
#[derive(Debug, Clone, PartialEq)]
pub struct ExchangeNotes {
    /// Which exchange of the round, from 0.
    pub exchange: usize,
    /// What was asked.
    pub asked: String,
    /// Which principle it was for; `None` for a technical question.
    pub principle: Option<Principle>,
    /// The lines, in the order written.
    pub lines: Vec<NoteLine>,
    /// Why it was not judged, if it was not: passed, too short, not in English, not asked.
    pub unjudged: Option<String>,
}

/// A disagreement, argued with quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Over which principle; `None` when over the vote itself.
    pub principle: Option<Principle>,
    /// The seat that speaks in favour, by its place among the reports.
    pub for_seat: usize,
    /// With which line.
    pub for_line: NoteLine,
    /// The seat that speaks against.
    pub against_seat: usize,
    /// With which line.
    pub against_line: NoteLine,
    /// The seat that moved, if one did.
    pub moved: Option<usize>,
    /// How it ended: one or two sentences.
    pub ends: String,
}

/// Something that weighs on a whole loop.
#[derive(Debug, Clone, PartialEq)]
pub struct RedFlag {
    /// The rule's slug.
    pub code: String,
    /// What it is, in a few words.
    pub title: String,
    /// Why it weighs: one sentence.
    pub why: String,
    /// Where it was met: one quote a place, where there are words to quote.
    pub quotes: Vec<Quote>,
    /// In which rounds, from 0, each once.
    pub rounds: Vec<usize>,
}

/// The same thing told with two values in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// What kind of fact.
    pub kind: FactKind,
    /// What it is about.
    pub what: String,
    /// How the two differ: one sentence.
    pub how: String,
    /// The one value.
    pub first: Quote,
    /// The other.
    pub second: Quote,
}

/// One story told in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Retold {
    /// Round and exchange where it was told first.
    pub first: (usize, usize),
    /// And again.
    pub again: (usize, usize),
    /// The principle it served both times, if it did: nothing new was shown for it then.
    pub same_principle: Option<Principle>,
    /// The bank's title of it, or words both share.
    pub what: String,
}

/// A behaviour, and in how many settings it was seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The strength's slug.
    pub code: String,
    /// What it is, in a few words.
    pub title: String,
    /// Rounds in which it was seen in different stories.
    pub rounds: Vec<usize>,
}

/// What the Bar Raiser adds, who reads across rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRaiserView {
    /// Their seat, by its place among the reports.
    pub seat: usize,
    /// Figures and dates that changed.
    pub contradictions: Vec<Contradiction>,
    /// Stories told more than once.
    pub retold: Vec<Retold>,
    /// What was seen in several settings.
    pub repeated: Vec<Pattern>,
    /// What was seen once only.
    pub once: Vec<Pattern>,
    /// Why they veto, if they do.
    pub veto: Option<String>,
    /// What they say: two or three sentences.
    pub says: String,
}

/// The level the evidence reads at.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelRead {
    /// The level applied for.
    pub applied: Option<Level>,
    /// The level it reads at; `None` when that cannot be told.
    pub reads: Option<Level>,
    /// Why, or why it cannot be told.
    pub why: String,
    /// What the next level up would want to hear and did not; empty where all was heard.
    pub missing: Vec<String>,
}

/// What the room decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What.
    pub ruling: Ruling,
    /// The share of sampled panels that decide likewise, 0 to 1.
    pub confidence: f64,
    /// Why, the weightiest first: whole sentences.
    pub reasons: Vec<String>,
    /// The level read.
    pub level: LevelRead,
}

/// How the result spreads over sampled panels: other people in the same chairs, who heard the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Panels sampled.
    pub panels: u32,
    /// How many would hire.
    pub hire: u32,
    /// How many would not.
    pub no_hire: u32,
    /// How many heard too little.
    pub not_judged: u32,
    /// How many panels had so many in favour, from none to all.
    pub inclined: Vec<u32>,
}

/// One of the three things to mend first.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// The rule's or strength's slug.
    pub code: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it cost: one sentence.
    pub why: String,
    /// What to do.
    pub instead: String,
    /// Where it was met.
    pub quotes: Vec<Quote>,
    /// Seats, by their place among the reports, whose votes it helps to flip.
    pub seats: Vec<usize>,
    /// The principle to drill it on.
    pub principle: Option<Principle>,
    /// The bank's name of a question to drill it with: the one it cost most on; empty for none.
    pub question: String,
}

/// A loop debriefed.
#[derive(Debug, Clone, PartialEq)]
pub struct Debrief {
    /// Which build made it.
    pub engine: Engine,
    /// What each interviewer brought, round by round.
    pub seats: Vec<SeatReport>,
    /// What was argued over.
    pub arguments: Vec<Argument>,
    /// What weighs on the whole loop.
    pub red_flags: Vec<RedFlag>,
    /// What the Bar Raiser adds; `None` where no seat is theirs or they heard nothing.
    pub bar_raiser: Option<BarRaiserView>,
    /// The decision.
    pub decision: Decision,
    /// How it spreads.
    pub spread: Spread,
    /// Up to three.
    pub fixes: Vec<Fix>,
    /// What could not be judged, and why: whole sentences.
    pub unjudged: Vec<String>,
}
