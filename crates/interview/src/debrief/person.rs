//! The seat of a person: their scorecard, as they handed it in. Nothing is read into it; words they put in quotes are found in what was
//! said, and stand as quotes only where they were said.

use glidepath_domain::{
    ExchangeNotes, Inclination, NoteLine, Panel, PrincipleMark, Quote, ScorecardMark, SeatReport, Span, Stance,
    Verdict, Vote,
};

use super::heard::RoundHeard;
use super::seat::not_judged;

/// Log odds that stand for a person's mark where it meets others: as sure as nine in ten. Set by hand.
const SURE: f64 = 2.2;

/// Fills a report from the scorecard.
pub(super) fn fill(report: &mut SeatReport, heard: &RoundHeard<'_>) {
    let notes = heard.exchanges.iter().map(|exchange| ExchangeNotes {
        exchange: exchange.index,
        asked: exchange.exchange.asked.clone(),
        principle: exchange.exchange.principle,
        lines: Vec::new(),
        unjudged: None,
    });
    report.notes = notes.collect();
    let card = heard.scorecard.filter(|card| card.handed_in);
    if let Some(card) = card {
        if !card.person.is_empty() {
            report.name.clone_from(&card.person);
        }
        report.typed.clone_from(&card.notes);
    }
    let principles = heard.round.seat.principles.iter();
    report.marks = principles
        .map(|principle| {
            let given = card.and_then(|card| card.marks.iter().find(|mark| mark.principle == *principle));
            match given {
                Some(given) => mark(given, heard, report.round),
                None => unmarked(*principle, if card.is_some() { "They gave no mark." } else { NO_CARD }),
            }
        })
        .collect();
    report.blind = match card.and_then(|card| card.inclined) {
        Some(inclined) => Vote {
            inclination: if inclined {
                Inclination::Inclined
            } else {
                Inclination::NotInclined
            },
            confidence: 1.0,
            margin: if inclined { SURE } else { -SURE },
            says: first_line(&report.typed),
        },
        None => not_judged(if card.is_some() { "They did not say." } else { NO_CARD }),
    };
}

const NO_CARD: &str = "No scorecard was handed in for this seat.";

fn first_line(notes: &str) -> String {
    notes
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn unmarked(principle: glidepath_domain::Principle, why: &str) -> PrincipleMark {
    PrincipleMark {
        principle,
        verdict: None,
        unjudged: Some(why.to_owned()),
        confidence: 0.0,
        chances: Panel {
            below: 0.0,
            meets: 0.0,
            raises: 0.0,
        },
        margin: 0.0,
        evidence_for: Vec::new(),
        evidence_against: Vec::new(),
    }
}

fn mark(given: &ScorecardMark, heard: &RoundHeard<'_>, round: usize) -> PrincipleMark {
    let Some(verdict) = given.verdict else {
        let why = given.why.trim();
        return unmarked(
            given.principle,
            if why.is_empty() { "They could not tell." } else { why },
        );
    };
    let one = |this: Verdict| if this == verdict { 1.0 } else { 0.0 };
    let stance = match verdict {
        Verdict::Below => Stance::Against,
        Verdict::Meets | Verdict::Raises => Stance::For,
    };
    let quotes = quotes(&given.why, heard, round);
    let mut lines: Vec<NoteLine> = quotes
        .into_iter()
        .map(|quote| NoteLine {
            stance,
            code: String::new(),
            says: given.why.clone(),
            exchange: quote.exchange,
            quote: Some(quote),
            moves: 0.0,
        })
        .collect();
    if lines.is_empty() && !given.why.trim().is_empty() {
        lines.push(NoteLine {
            stance,
            code: String::new(),
            says: given.why.clone(),
            quote: None,
            exchange: 0,
            moves: 0.0,
        });
    }
    let (evidence_for, evidence_against) = match stance {
        Stance::Against => (Vec::new(), lines),
        _ => (lines, Vec::new()),
    };
    PrincipleMark {
        principle: given.principle,
        verdict: Some(verdict),
        unjudged: None,
        confidence: 1.0,
        chances: Panel {
            below: one(Verdict::Below),
            meets: one(Verdict::Meets),
            raises: one(Verdict::Raises),
        },
        margin: if verdict == Verdict::Below { -SURE } else { SURE },
        evidence_for,
        evidence_against,
    }
}

/// Words in quotation marks that were said in the round, letter for letter.
fn quotes(why: &str, heard: &RoundHeard<'_>, round: usize) -> Vec<Quote> {
    let mut found = Vec::new();
    for words in why.split(['"', '\u{201c}', '\u{201d}']).skip(1).step_by(2) {
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        let said = heard.exchanges.iter().find_map(|exchange| {
            exchange.turns.iter().enumerate().find_map(|(turn, said)| {
                let start = said.text.find(words)?;
                exchange.quote(round, turn, Span::new(start, start + words.len()))
            })
        });
        found.extend(said);
    }
    found
}
