//! The public shape of a debrief. Everything in it that is quoted can be checked against the texts of its loop, which it holds too.
//! How far a vote is from turning (log odds) is not put out: a mark comes with how likely each mark was, a vote with its confidence.

use glidepath_domain::{
    Argument, BarRaiserView, Change, Contradiction, Decision, ExchangeNotes, Fix, Flip, NoteLine, OwnQuestionNote,
    Pattern, Principle, PrincipleMark, Quote, RedFlag, Retold, SeatReport, Spread, Verdict, Vote,
};
use serde::Serialize;

use super::{EngineOut, MockLoopOut, PanelOut, SpanOut, four};
use crate::loops::Debriefed;

/// Schema name of [`DebriefOut`].
pub const DEBRIEF_SCHEMA: &str = "glidepath.debrief/1";

/// A loop debriefed. Rounds, exchanges and turns are counted from 0; a seat's number is its place in `seats`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DebriefOut {
    /// Always [`DEBRIEF_SCHEMA`].
    pub schema: &'static str,
    /// Which build made it.
    pub engine: EngineOut,
    /// The loop with all that was said in it: what the quotes are quoted from.
    #[serde(rename = "loop")]
    pub held: MockLoopOut,
    /// Stories of the bank that were told, only where it is clear.
    pub told: Vec<ToldOut>,
    /// What the room decided.
    pub decision: DecisionOut,
    /// How it spreads over sampled panels.
    pub spread: SpreadOut,
    /// What to mend first, up to three.
    pub fixes: Vec<FixOut>,
    /// What each interviewer brought, round by round.
    pub seats: Vec<SeatReportOut>,
    /// What was argued over.
    pub arguments: Vec<ArgumentOut>,
    /// What weighs on the whole loop.
    pub red_flags: Vec<RedFlagOut>,
    /// What the Bar Raiser adds; null where no seat is theirs or they heard nothing.
    pub bar_raiser: Option<BarRaiserOut>,
    /// What could not be judged, and why: whole sentences.
    pub unjudged: Vec<String>,
}

/// A story of the bank that was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldOut {
    /// The round.
    pub round: usize,
    /// Its exchange.
    pub exchange: usize,
    /// The story.
    pub story: String,
    /// What it is called.
    pub title: String,
}

/// Exact words of one turn of the loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteOut {
    /// The round.
    pub round: usize,
    /// Its exchange.
    pub exchange: usize,
    /// The turn: 0 is the answer, 1 the reply to the first follow-up.
    pub turn: usize,
    /// Where in that turn's `text`.
    pub span: SpanOut,
    /// The words there.
    pub text: String,
}

/// What the room decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionOut {
    /// `hire`, `no-hire` or `not-judged`.
    pub ruling: &'static str,
    /// The share of sampled panels that decide likewise.
    pub confidence: f64,
    /// Why, the weightiest first.
    pub reasons: Vec<String>,
    /// The level the evidence reads at.
    pub level: LevelReadOut,
}

/// The level the evidence reads at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelReadOut {
    /// `L4` to `L8`, or null.
    pub applied: Option<&'static str>,
    /// `L4` to `L8`; null when it cannot be told.
    pub reads: Option<&'static str>,
    /// Why, or why it cannot be told.
    pub why: String,
    /// What the next level up would want to hear and did not.
    pub missing: Vec<String>,
}

/// How the result spreads: other people in the same chairs, who heard the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpreadOut {
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

/// One of the things to mend first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixOut {
    /// The rule's or strength's slug.
    pub code: String,
    /// What it is.
    pub title: String,
    /// What it cost.
    pub why: String,
    /// What to do.
    pub instead: String,
    /// Where it was met.
    pub quotes: Vec<QuoteOut>,
    /// Seats whose votes it helps to flip.
    pub seats: Vec<usize>,
    /// The principle to drill it on, or null.
    pub principle: Option<&'static str>,
    /// A question to drill it with, for `practice --question`; empty for none.
    pub question: String,
}

/// What one interviewer brought.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeatReportOut {
    /// The round.
    pub round: usize,
    /// Who.
    pub name: String,
    /// What they are.
    pub title: String,
    /// `peer`, `technical`, `manager`, `partner` or `bar-raiser`.
    pub chair: &'static str,
    /// The persona's slug; empty where a person sat.
    pub persona: String,
    /// Their notes, question by question.
    pub notes: Vec<ExchangeNotesOut>,
    /// A mark for each principle they looked for.
    pub marks: Vec<MarkOut>,
    /// What they made of the candidate's own questions.
    pub own_questions: Vec<OwnQuestionOut>,
    /// What a person typed; empty where a persona sat.
    pub typed: String,
    /// Their vote before anything was revealed.
    pub blind: VoteOut,
    /// Their vote after the argument.
    pub after: VoteOut,
    /// What would flip the blind vote; null where nothing within three changes would, or nothing was judged.
    pub flip: Option<FlipOut>,
}

/// Notes on one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExchangeNotesOut {
    /// The exchange.
    pub exchange: usize,
    /// What was asked.
    pub asked: String,
    /// Which principle it was for; null for a technical question.
    pub principle: Option<&'static str>,
    /// In the order written.
    pub lines: Vec<NoteLineOut>,
    /// Why it was not judged, or null.
    pub unjudged: Option<String>,
}

/// One line of notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteLineOut {
    /// `for`, `against` or `noted`.
    pub stance: &'static str,
    /// Slug of the rule, strength or reply signal it rests on.
    pub code: String,
    /// What they wrote.
    pub says: String,
    /// The words it rests on; null where it is about what was absent.
    pub quote: Option<QuoteOut>,
    /// The exchange it is about.
    pub exchange: usize,
}

/// An interviewer's mark for one principle.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarkOut {
    /// The principle's slug.
    pub principle: &'static str,
    /// `below`, `meets`, `raises`; null when it could not be judged.
    pub verdict: Option<&'static str>,
    /// Why it could not be judged, or null.
    pub unjudged: Option<String>,
    /// 0 to 1; null when it could not be judged.
    pub confidence: Option<f64>,
    /// How likely each mark is from somebody who weighs as they do; null when it could not be judged.
    pub chances: Option<PanelOut>,
    /// What speaks for it, the weightiest first.
    #[serde(rename = "for")]
    pub evidence_for: Vec<NoteLineOut>,
    /// What speaks against it, the weightiest first.
    #[serde(rename = "against")]
    pub evidence_against: Vec<NoteLineOut>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VoteOut {
    /// `inclined`, `not-inclined` or `not-judged`.
    pub inclination: &'static str,
    /// 0 to 1; null when not judged.
    pub confidence: Option<f64>,
    /// What they say.
    pub says: String,
}

/// The smallest change that would flip a vote: all of these together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlipOut {
    /// One to three.
    pub changes: Vec<FlipChangeOut>,
    /// `inclined` or `not-inclined`: what the vote would be then.
    pub to: &'static str,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlipChangeOut {
    /// `mend`, `add` or `lose`.
    pub kind: &'static str,
    /// Slug of the rule or strength.
    pub code: String,
    /// The principle under which it counts most.
    pub principle: &'static str,
    /// The exchange.
    pub exchange: usize,
    /// What to do, or what must not be lost.
    pub says: String,
    /// The words it is about; null where it is about what was absent.
    pub quote: Option<QuoteOut>,
}

/// What an interviewer made of a question of the candidate's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnQuestionOut {
    /// The question.
    pub asked: String,
    /// `weak`, `fair` or `strong`.
    pub mark: &'static str,
    /// Why.
    pub why: String,
    /// What would make it better; empty where nothing need.
    pub instead: String,
}

/// A disagreement, argued with what was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArgumentOut {
    /// Over which principle; null when over the vote itself.
    pub principle: Option<&'static str>,
    /// Who speaks in favour.
    #[serde(rename = "for")]
    pub in_favour: VoiceOut,
    /// Who speaks against.
    pub against: VoiceOut,
    /// The seat that moved, or null.
    pub moved: Option<usize>,
    /// How it ended.
    pub ends: String,
}

/// One side of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceOut {
    /// The seat.
    pub seat: usize,
    /// With which line.
    pub line: NoteLineOut,
}

/// Something that weighs on a whole loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedFlagOut {
    /// The rule's slug.
    pub code: String,
    /// What it is.
    pub title: String,
    /// Why it weighs.
    pub why: String,
    /// Where it was met, as far as there are words to quote.
    pub quotes: Vec<QuoteOut>,
    /// In which rounds.
    pub rounds: Vec<usize>,
}

/// What the Bar Raiser adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarRaiserOut {
    /// Their seat.
    pub seat: usize,
    /// What they say.
    pub says: String,
    /// Why they veto, or null.
    pub veto: Option<String>,
    /// Figures and dates that changed.
    pub contradictions: Vec<ContradictionOut>,
    /// Stories told more than once.
    pub retold: Vec<RetoldOut>,
    /// What was seen in several settings.
    pub repeated: Vec<PatternOut>,
    /// What was seen once only.
    pub once: Vec<PatternOut>,
}

/// The same thing told with two values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContradictionOut {
    /// The kind of fact, as in the ledger of a story.
    pub kind: &'static str,
    /// What it is about.
    pub what: String,
    /// How the two differ.
    pub how: String,
    /// The one value.
    pub first: QuoteOut,
    /// The other.
    pub second: QuoteOut,
}

/// One story told twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetoldOut {
    /// Where it was told first.
    pub first: PlaceOut,
    /// And again.
    pub again: PlaceOut,
    /// The principle it served both times, or null.
    pub same_principle: Option<&'static str>,
    /// What it is called, or words both share.
    pub what: String,
}

/// An exchange of a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlaceOut {
    /// The round.
    pub round: usize,
    /// Its exchange.
    pub exchange: usize,
}

/// A behaviour, and in which rounds it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternOut {
    /// The strength's slug.
    pub code: String,
    /// What it is.
    pub title: String,
    /// In which rounds.
    pub rounds: Vec<usize>,
}

impl DebriefOut {
    /// The public shape of what came of a loop.
    #[must_use]
    pub fn of(debriefed: &Debriefed) -> Self {
        let Debriefed {
            kept,
            drills,
            debrief,
            told,
            ..
        } = debriefed;
        let engine = &debrief.engine;
        let told = told.iter().map(|((round, exchange), (story, title))| ToldOut {
            round: *round,
            exchange: *exchange,
            story: story.0.clone(),
            title: title.clone(),
        });
        Self {
            schema: DEBRIEF_SCHEMA,
            engine: EngineOut {
                version: engine.version.clone(),
                rules: engine.rules.clone(),
                model: engine.model.clone(),
                tier: engine.tier.slug(),
            },
            held: MockLoopOut::of(kept, drills),
            told: told.collect(),
            decision: decision(&debrief.decision),
            spread: spread(&debrief.spread),
            fixes: debrief.fixes.iter().map(fix).collect(),
            seats: debrief.seats.iter().map(seat_report).collect(),
            arguments: debrief.arguments.iter().map(argument).collect(),
            red_flags: debrief.red_flags.iter().map(red_flag).collect(),
            bar_raiser: debrief.bar_raiser.as_ref().map(bar_raiser),
            unjudged: debrief.unjudged.clone(),
        }
    }
}

fn decision(decision: &Decision) -> DecisionOut {
    let level = &decision.level;
    DecisionOut {
        ruling: decision.ruling.slug(),
        confidence: four(decision.confidence),
        reasons: decision.reasons.clone(),
        level: LevelReadOut {
            applied: level.applied.map(glidepath_domain::Level::slug),
            reads: level.reads.map(glidepath_domain::Level::slug),
            why: level.why.clone(),
            missing: level.missing.clone(),
        },
    }
}

fn spread(spread: &Spread) -> SpreadOut {
    SpreadOut {
        panels: spread.panels,
        hire: spread.hire,
        no_hire: spread.no_hire,
        not_judged: spread.not_judged,
        inclined: spread.inclined.clone(),
    }
}

fn fix(fix: &Fix) -> FixOut {
    FixOut {
        code: fix.code.clone(),
        title: fix.title.clone(),
        why: fix.why.clone(),
        instead: fix.instead.clone(),
        quotes: fix.quotes.iter().map(quote).collect(),
        seats: fix.seats.clone(),
        principle: fix.principle.map(Principle::slug),
        question: fix.question.clone(),
    }
}

fn quote(quote: &Quote) -> QuoteOut {
    QuoteOut {
        round: quote.round,
        exchange: quote.exchange,
        turn: quote.turn,
        span: [quote.span.start, quote.span.end],
        text: quote.text.clone(),
    }
}

fn seat_report(report: &SeatReport) -> SeatReportOut {
    SeatReportOut {
        round: report.round,
        name: report.name.clone(),
        title: report.title.clone(),
        chair: report.chair.slug(),
        persona: report.persona.clone(),
        notes: report.notes.iter().map(notes).collect(),
        marks: report.marks.iter().map(mark).collect(),
        own_questions: report.own_questions.iter().map(own_question).collect(),
        typed: report.typed.clone(),
        blind: vote(&report.blind),
        after: vote(&report.after),
        flip: report.flip.as_ref().map(flip),
    }
}

fn notes(notes: &ExchangeNotes) -> ExchangeNotesOut {
    ExchangeNotesOut {
        exchange: notes.exchange,
        asked: notes.asked.clone(),
        principle: notes.principle.map(Principle::slug),
        lines: notes.lines.iter().map(line).collect(),
        unjudged: notes.unjudged.clone(),
    }
}

fn line(line: &NoteLine) -> NoteLineOut {
    NoteLineOut {
        stance: line.stance.slug(),
        code: line.code.clone(),
        says: line.says.clone(),
        quote: line.quote.as_ref().map(quote),
        exchange: line.exchange,
    }
}

fn mark(mark: &PrincipleMark) -> MarkOut {
    let judged = mark.verdict.is_some();
    MarkOut {
        principle: mark.principle.slug(),
        verdict: mark.verdict.map(Verdict::slug),
        unjudged: mark.unjudged.clone(),
        confidence: judged.then(|| four(mark.confidence)),
        chances: judged.then(|| PanelOut {
            below: four(mark.chances.below),
            meets: four(mark.chances.meets),
            raises: four(mark.chances.raises),
        }),
        evidence_for: mark.evidence_for.iter().map(line).collect(),
        evidence_against: mark.evidence_against.iter().map(line).collect(),
    }
}

fn own_question(note: &OwnQuestionNote) -> OwnQuestionOut {
    OwnQuestionOut {
        asked: note.asked.clone(),
        mark: note.mark.slug(),
        why: note.why.clone(),
        instead: note.instead.clone(),
    }
}

fn vote(vote: &Vote) -> VoteOut {
    let judged = vote.inclination != glidepath_domain::Inclination::NotJudged;
    VoteOut {
        inclination: vote.inclination.slug(),
        confidence: judged.then(|| four(vote.confidence)),
        says: vote.says.clone(),
    }
}

fn flip(flip: &Flip) -> FlipOut {
    FlipOut {
        changes: flip.changes.iter().map(change).collect(),
        to: flip.to.slug(),
    }
}

fn change(change: &Change) -> FlipChangeOut {
    FlipChangeOut {
        kind: change.kind.slug(),
        code: change.code.clone(),
        principle: change.principle.slug(),
        exchange: change.exchange,
        says: change.says.clone(),
        quote: change.quote.as_ref().map(quote),
    }
}

fn argument(argument: &Argument) -> ArgumentOut {
    let voice = |seat, said: &NoteLine| VoiceOut { seat, line: line(said) };
    ArgumentOut {
        principle: argument.principle.map(Principle::slug),
        in_favour: voice(argument.for_seat, &argument.for_line),
        against: voice(argument.against_seat, &argument.against_line),
        moved: argument.moved,
        ends: argument.ends.clone(),
    }
}

fn red_flag(flag: &RedFlag) -> RedFlagOut {
    RedFlagOut {
        code: flag.code.clone(),
        title: flag.title.clone(),
        why: flag.why.clone(),
        quotes: flag.quotes.iter().map(quote).collect(),
        rounds: flag.rounds.clone(),
    }
}

fn bar_raiser(view: &BarRaiserView) -> BarRaiserOut {
    BarRaiserOut {
        seat: view.seat,
        says: view.says.clone(),
        veto: view.veto.clone(),
        contradictions: view.contradictions.iter().map(contradiction).collect(),
        retold: view.retold.iter().map(retold).collect(),
        repeated: view.repeated.iter().map(pattern).collect(),
        once: view.once.iter().map(pattern).collect(),
    }
}

fn contradiction(one: &Contradiction) -> ContradictionOut {
    ContradictionOut {
        kind: one.kind.slug(),
        what: one.what.clone(),
        how: one.how.clone(),
        first: quote(&one.first),
        second: quote(&one.second),
    }
}

fn retold(one: &Retold) -> RetoldOut {
    let place = |(round, exchange)| PlaceOut { round, exchange };
    RetoldOut {
        first: place(one.first),
        again: place(one.again),
        same_principle: one.same_principle.map(Principle::slug),
        what: one.what.clone(),
    }
}

fn pattern(pattern: &Pattern) -> PatternOut {
    PatternOut {
        code: pattern.code.clone(),
        title: pattern.title.clone(),
        rounds: pattern.rounds.clone(),
    }
}
