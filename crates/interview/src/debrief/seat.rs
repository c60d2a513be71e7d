//! What one interviewer brings: notes, marks, own vote. They see their own round and nothing else.

use glidepath_content::Persona;
use glidepath_domain::{
    ExchangeNotes, Inclination, NoteLine, OwnQuestionMark, OwnQuestionNote, Panel, Principle, PrincipleMark,
    SeatReport, Stance, Vote,
};

use super::flip::Tally;
use super::heard::RoundHeard;
use super::weigh::{self, Odds, Scales, chance, mark, standing};
use super::{note, person};

/// What the candidate's own questions move a vote by, each; at most twice that. Set by hand. Source: domain §9, they are judged.
const OWN_QUESTION: f64 = 0.15;

/// The report of one seat.
pub(super) fn report(heard: &RoundHeard<'_>, at: usize) -> SeatReport {
    let seat = &heard.round.seat;
    let mut report = SeatReport {
        round: at,
        name: heard
            .persona
            .map_or_else(|| seat.person.clone(), |persona| persona.name.clone()),
        title: heard.persona.map(|persona| persona.title.clone()).unwrap_or_default(),
        chair: seat.chair,
        persona: heard.persona.map(|persona| persona.slug.to_owned()).unwrap_or_default(),
        notes: Vec::new(),
        marks: Vec::new(),
        own_questions: heard.own_questions.clone(),
        typed: String::new(),
        blind: not_judged(""),
        after: not_judged(""),
        flip: None,
    };
    match heard.persona {
        Some(persona) => of_persona(&mut report, heard, persona),
        None => person::fill(&mut report, heard),
    }
    report.after = report.blind.clone();
    report
}

fn of_persona(report: &mut SeatReport, heard: &RoundHeard<'_>, persona: &Persona) {
    let scales = Scales::of(persona);
    report.notes = notes(heard, report.round, persona, &scales);
    let principles = heard.round.seat.principles.iter();
    report.marks = principles
        .map(|principle| principle_mark(heard, &report.notes, &scales, *principle))
        .collect();
    report.blind = vote(report, heard, persona, &scales);
}

/// Notes on each question that was asked.
fn notes(heard: &RoundHeard<'_>, round: usize, persona: &Persona, scales: &Scales) -> Vec<ExchangeNotes> {
    let notes = heard.exchanges.iter().map(|exchange| {
        let unjudged = exchange.unjudged();
        let lines = match (exchange.review, &unjudged) {
            (Some(review), None) => note::lines(exchange, review, round, persona, scales),
            _ => Vec::new(),
        };
        ExchangeNotes {
            exchange: exchange.index,
            asked: exchange.exchange.asked.clone(),
            principle: exchange.exchange.principle,
            lines,
            unjudged,
        }
    });
    notes.collect()
}

/// Where what was said for a principle stands with somebody: one for each question about it that can be judged, with its place.
pub(super) fn standings(heard: &RoundHeard<'_>, scales: &Scales, principle: Principle) -> Vec<(usize, Odds)> {
    let about = heard
        .exchanges
        .iter()
        .filter(|exchange| exchange.exchange.principle == Some(principle) && exchange.unjudged().is_none());
    about
        .filter_map(|exchange| {
            Some((
                exchange.index,
                standing(exchange, exchange.review?, scales, Some(principle)),
            ))
        })
        .collect()
}

fn principle_mark(
    heard: &RoundHeard<'_>,
    notes: &[ExchangeNotes],
    scales: &Scales,
    principle: Principle,
) -> PrincipleMark {
    let about: Vec<&ExchangeNotes> = notes.iter().filter(|note| note.principle == Some(principle)).collect();
    let all = standings(heard, scales, principle);
    if all.is_empty() {
        return PrincipleMark {
            principle,
            verdict: None,
            unjudged: Some(why_unjudged(&about)),
            confidence: 0.0,
            chances: Panel {
                below: 0.0,
                meets: 0.0,
                raises: 0.0,
            },
            margin: 0.0,
            evidence_for: Vec::new(),
            evidence_against: Vec::new(),
        };
    }
    let odds = Odds::mean(&all.into_iter().map(|(_, odds)| odds).collect::<Vec<_>>());
    let chances = odds.chances();
    let (verdict, confidence) = mark(&chances);
    let side = |stance: Stance| {
        let lines = about.iter().flat_map(|note| &note.lines);
        let mut lines: Vec<NoteLine> = lines.filter(|line| line.stance == stance).cloned().collect();
        lines.sort_by(|a, b| b.moves.abs().total_cmp(&a.moves.abs()));
        lines
    };
    PrincipleMark {
        principle,
        verdict: Some(verdict),
        unjudged: None,
        confidence,
        chances,
        margin: weigh::round(odds.meets),
        evidence_for: side(Stance::For),
        evidence_against: side(Stance::Against),
    }
}

fn why_unjudged(about: &[&ExchangeNotes]) -> String {
    let Some(first) = about.first() else {
        return "No question about it was reached.".to_owned();
    };
    let why = first.unjudged.clone().unwrap_or_default();
    match about.len() {
        1 => why,
        n => format!("{n} questions, and nothing to judge in any of them. {why}"),
    }
}

/// What the candidate's own questions move the vote by.
pub(super) fn own_questions_move(notes: &[OwnQuestionNote]) -> f64 {
    let each = |note: &OwnQuestionNote| match note.mark {
        OwnQuestionMark::Weak => -OWN_QUESTION,
        OwnQuestionMark::Fair => 0.0,
        OwnQuestionMark::Strong => OWN_QUESTION,
    };
    let sum: f64 = notes.iter().map(each).sum();
    sum.clamp(-2.0 * OWN_QUESTION, 2.0 * OWN_QUESTION)
}

/// The vote: the principles that could be judged, in the middle; the candidate's own questions weigh a little.
fn vote(report: &SeatReport, heard: &RoundHeard<'_>, persona: &Persona, scales: &Scales) -> Vote {
    let Some(margin) = Tally::of(heard, scales).margin() else {
        return not_judged(&persona.debrief.unsure);
    };
    let judged: Vec<&PrincipleMark> = report.marks.iter().filter(|mark| mark.verdict.is_some()).collect();
    let mut vote = cast(margin, share_judged(report), "");
    let (opening, lines) = match vote.inclination {
        Inclination::Inclined => (&persona.debrief.inclined, Stance::For),
        _ => (&persona.debrief.not_inclined, Stance::Against),
    };
    let lines = judged.iter().flat_map(|mark| match lines {
        Stance::For => &mark.evidence_for,
        _ => &mark.evidence_against,
    });
    let best = lines.max_by(|a, b| a.moves.abs().total_cmp(&b.moves.abs()));
    vote.says = best.map_or_else(|| opening.clone(), |line| format!("{opening} {}", line.says));
    vote
}

/// How much of what they were to look for they could judge: who could judge half is half as sure.
pub(super) fn share_judged(report: &SeatReport) -> f64 {
    let judged = report.marks.iter().filter(|mark| mark.verdict.is_some()).count();
    judged as f64 / report.marks.len().max(1) as f64
}

/// A vote from its margin. `share` is how much of what was to be judged could be.
pub(super) fn cast(margin: f64, share: f64, says: &str) -> Vote {
    Vote {
        inclination: if margin > 0.0 {
            Inclination::Inclined
        } else {
            Inclination::NotInclined
        },
        confidence: weigh::round(chance(margin.abs() * share)),
        margin: weigh::round(margin),
        says: says.to_owned(),
    }
}

/// No vote.
pub(super) fn not_judged(says: &str) -> Vote {
    Vote {
        inclination: Inclination::NotJudged,
        confidence: 0.0,
        margin: 0.0,
        says: says.to_owned(),
    }
}
