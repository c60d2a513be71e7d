//! The smallest change that would flip a vote. What each change does to the vote is worked out as the vote itself was, so that the claim
//! can be checked: with the changes the vote falls the other way, and without any one of them it does not.

use glidepath_domain::{Change, ChangeKind, Flip, Inclination, Principle, Quote, ReplyKind, Severity, Stance};

use super::heard::{ExchangeHeard, RoundHeard};
use super::note;
use super::seat::{own_questions_move, standings};
use super::weigh::{self, Odds, Scales, moves, repaired, worth_of, would_move};
use crate::signal::Side;

/// Changes that are looked at together at most: more is another answer, not a change of this one. Set by hand.
const MOST: usize = 3;

/// A change, and what it adds to the vote's margin.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) change: Change,
    pub(super) adds: f64,
}

/// The vote's margin as somebody with these scales would have it; `None` where they can judge nothing.
pub(super) fn margin(heard: &RoundHeard<'_>, scales: &Scales) -> Option<f64> {
    let principles = heard.round.seat.principles.iter();
    let marks: Vec<f64> = principles
        .map(|principle| standings(heard, scales, *principle))
        .filter(|all| !all.is_empty())
        .map(|all| Odds::mean(&all).meets)
        .collect();
    if marks.is_empty() {
        return None;
    }
    Some(marks.iter().sum::<f64>() / marks.len() as f64 + own_questions_move(&heard.own_questions))
}

/// Every change of one thing, with what it adds to the margin.
pub(super) fn candidates(heard: &RoundHeard<'_>, round: usize, scales: &Scales) -> Vec<Candidate> {
    let principles: Vec<(Principle, usize)> = heard
        .round
        .seat
        .principles
        .iter()
        .map(|principle| (*principle, standings(heard, scales, *principle).len()))
        .filter(|(_, judged)| *judged > 0)
        .collect();
    let mut all = Vec::new();
    for exchange in heard.exchanges.iter().filter(|exchange| exchange.unjudged().is_none()) {
        let about = principles
            .iter()
            .find(|(principle, _)| exchange.exchange.principle == Some(*principle));
        // What one answer counts for in the vote: its share of its principle, and that of the round.
        if let Some((principle, judged)) = about {
            let share = 1.0 / (*judged as f64 * principles.len() as f64);
            of_answer(&mut all, exchange, round, scales, *principle, share);
            of_replies(&mut all, exchange, round, scales, *principle, share);
        }
    }
    all
}

fn of_answer(
    all: &mut Vec<Candidate>,
    heard: &ExchangeHeard<'_>,
    round: usize,
    scales: &Scales,
    principle: Principle,
    share: f64,
) {
    let Some(review) = heard.review else { return };
    let weights = scales.on(Some(principle));
    let came = repaired(heard, review);
    for effect in &review.standing.without {
        let flaw = effect.worth < 0.0;
        let finding = review.findings.iter().find(|finding| finding.rule == effect.rule);
        let strength = review.strengths.iter().find(|strength| strength.rule == effect.rule);
        // A hint is too little to be told that a vote hangs on it; what came under questions is mended already.
        let hint = finding.is_some_and(|finding| finding.severity == Severity::Hint);
        if flaw && (hint || came.iter().any(|(known, _)| known.rule == effect.rule)) {
            continue;
        }
        let span = finding
            .and_then(|finding| finding.span)
            .or_else(|| strength.and_then(|strength| strength.span));
        let says = match finding {
            Some(finding) => finding.instead.clone(),
            None => format!("{}: without it the vote falls the other way.", effect.title),
        };
        push(
            all,
            Candidate {
                change: Change {
                    kind: if flaw { ChangeKind::Mend } else { ChangeKind::Lose },
                    code: effect.rule.to_owned(),
                    principle,
                    exchange: heard.index,
                    says,
                    quote: span.and_then(|span| heard.quote(round, 0, span)),
                },
                adds: -moves(effect, &weights) * share,
            },
        );
    }
    for effect in &review.standing.with {
        push(
            all,
            Candidate {
                change: Change {
                    kind: ChangeKind::Add,
                    code: effect.rule.to_owned(),
                    principle,
                    exchange: heard.index,
                    says: format!("{}: it was not there.", effect.title),
                    quote: None,
                },
                adds: would_move(effect, &weights) * share,
            },
        );
    }
}

fn of_replies(
    all: &mut Vec<Candidate>,
    heard: &ExchangeHeard<'_>,
    round: usize,
    scales: &Scales,
    principle: Principle,
    share: f64,
) {
    for ((turn, reading), at) in heard.follow_ups().iter().zip(&heard.replies).zip(1..) {
        let mut change = |kind, code: &str, says: String, quote: Option<Quote>, moves: f64| {
            push(
                all,
                Candidate {
                    change: Change {
                        kind,
                        code: code.to_owned(),
                        principle,
                        exchange: heard.index,
                        says,
                        quote,
                    },
                    adds: -moves * scales.presses * share,
                },
            );
        };
        if turn.reply == ReplyKind::Passed {
            let says = format!("An answer in place of a pass, to: {}", turn.asked);
            change(ChangeKind::Mend, note::PASSED, says, None, weigh::PASSED);
        }
        for remark in &reading.remarks {
            let signal = remark.signal;
            let kind = match signal.side() {
                Side::For => ChangeKind::Lose,
                Side::Against => ChangeKind::Mend,
            };
            let quote = remark.span.and_then(|span| heard.quote(round, at, span));
            change(
                kind,
                signal.slug(),
                signal.instead().to_owned(),
                quote,
                worth_of(signal),
            );
        }
    }
}

/// A change only counts the way it is meant: mending never costs, losing never earns.
fn push(all: &mut Vec<Candidate>, candidate: Candidate) {
    let right = match candidate.change.kind {
        ChangeKind::Mend | ChangeKind::Add => candidate.adds > 0.0,
        ChangeKind::Lose => candidate.adds < 0.0,
    };
    if right {
        all.push(candidate);
    }
}

/// The fewest changes that flip a vote with this margin; of equally many, those that change it most.
pub(super) fn smallest(margin: f64, candidates: &[Candidate]) -> Option<Flip> {
    let inclined = margin > 0.0;
    let mut useful: Vec<&Candidate> = candidates.iter().filter(|one| (one.adds < 0.0) == inclined).collect();
    useful.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    // One thing is changed once in a flip: the same flaw in two answers is two changes, the same signal in one answer is one.
    let mut taken: Vec<&Candidate> = Vec::new();
    let mut reached = margin;
    for candidate in useful {
        let known = taken
            .iter()
            .any(|one| one.change.code == candidate.change.code && one.change.exchange == candidate.change.exchange);
        if known || taken.len() == MOST {
            continue;
        }
        taken.push(candidate);
        reached += candidate.adds;
        if (reached > 0.0) != inclined {
            return Some(Flip {
                changes: taken.into_iter().map(|one| one.change.clone()).collect(),
                to: if inclined {
                    Inclination::NotInclined
                } else {
                    Inclination::Inclined
                },
            });
        }
    }
    None
}

/// Which way a line would have to point to be heard by somebody who votes so.
pub(super) const fn against(inclination: Inclination) -> Stance {
    match inclination {
        Inclination::Inclined => Stance::Against,
        Inclination::NotInclined | Inclination::NotJudged => Stance::For,
    }
}
