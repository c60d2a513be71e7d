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
/// Where an answer stands that plainly meets the bar, or plainly does not, the other way round: in log odds. Set by hand.
const PLAIN: f64 = 1.5;
/// Code of a change that puts a whole answer in the place of another.
const ANSWER: &str = "answer";

/// A change, what it does to where its answer stands, and what it alone adds to the vote's margin.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) change: Change,
    pub(super) adds: f64,
    moves: f64,
}

/// What a vote is made of: where each answer stands, principle by principle, and what else moved it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// For each principle that could be judged: the exchanges about it, and where each stands.
    principles: Vec<(Principle, Vec<(usize, Odds)>)>,
    own_questions: f64,
}

impl Tally {
    /// What somebody with these scales makes of a round.
    pub(super) fn of(heard: &RoundHeard<'_>, scales: &Scales) -> Self {
        let principles = heard.round.seat.principles.iter();
        Self {
            principles: principles
                .map(|principle| (*principle, standings(heard, scales, *principle)))
                .filter(|(_, all)| !all.is_empty())
                .collect(),
            own_questions: own_questions_move(&heard.own_questions),
        }
    }

    /// The margin of the vote; `None` where nothing can be judged.
    pub(super) fn margin(&self) -> Option<f64> {
        (!self.principles.is_empty()).then(|| self.with(&[]))
    }

    /// The answer told as one that plainly falls the other way than the vote, where it does not already.
    fn replaced(&self, heard: &ExchangeHeard<'_>, principle: Principle) -> Option<Candidate> {
        let inclined = self.margin()? > 0.0;
        let mut all = self.principles.iter().flat_map(|(_, all)| all);
        let (_, odds) = all.find(|(exchange, _)| *exchange == heard.index)?;
        let moves = if inclined { -PLAIN } else { PLAIN } - odds.meets;
        let asked = &heard.exchange.asked;
        let says = if inclined {
            format!("The answer to “{asked}”, were it plainly below the bar.")
        } else {
            format!("An answer to “{asked}” that plainly meets the bar.")
        };
        ((moves < 0.0) == inclined).then(|| Candidate {
            change: Change {
                kind: ChangeKind::Replace,
                code: ANSWER.to_owned(),
                principle,
                exchange: heard.index,
                says,
                quote: None,
            },
            moves,
            adds: 0.0,
        })
    }

    /// The same with changes made.
    fn with(&self, changes: &[&Candidate]) -> f64 {
        let mean = |all: &Vec<(usize, Odds)>| {
            let changed = |(exchange, odds): &(usize, Odds)| {
                let here = changes.iter().filter(|one| one.change.exchange == *exchange);
                odds.plus(here.map(|one| one.moves).sum())
            };
            Odds::mean(&all.iter().map(changed).collect::<Vec<_>>()).meets
        };
        let sum: f64 = self.principles.iter().map(|(_, all)| mean(all)).sum();
        sum / self.principles.len().max(1) as f64 + self.own_questions
    }
}

/// Every change of one thing, with what it adds to the margin.
pub(super) fn candidates(heard: &RoundHeard<'_>, round: usize, scales: &Scales) -> Vec<Candidate> {
    let tally = Tally::of(heard, scales);
    let mut all = Vec::new();
    for exchange in heard.exchanges.iter().filter(|exchange| exchange.unjudged().is_none()) {
        let about = tally.principles.iter().map(|(principle, _)| *principle);
        if let Some(principle) = about
            .into_iter()
            .find(|principle| exchange.exchange.principle == Some(*principle))
        {
            of_answer(&mut all, exchange, round, scales, principle);
            of_replies(&mut all, exchange, round, scales, principle);
            all.extend(tally.replaced(exchange, principle));
        }
    }
    let now = tally.with(&[]);
    for candidate in &mut all {
        candidate.adds = tally.with(&[candidate]) - now;
    }
    all
}

fn of_answer(all: &mut Vec<Candidate>, heard: &ExchangeHeard<'_>, round: usize, scales: &Scales, principle: Principle) {
    let Some(review) = heard.review else { return };
    let weights = scales.on(Some(principle));
    let came = repaired(heard, review);
    for effect in &review.standing.without {
        let flaw = effect.worth < 0.0;
        let finding = review.findings.iter().find(|finding| finding.rule == effect.rule);
        // A hint is too little to be told that a vote hangs on it; what came under questions is mended already.
        let hint = finding.is_some_and(|finding| finding.severity == Severity::Hint);
        if flaw && (hint || came.iter().any(|(known, _)| known.rule == effect.rule)) {
            continue;
        }
        let says = match finding {
            Some(finding) => finding.instead.clone(),
            None => format!("{}.", effect.title),
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
                    quote: note::place(review, effect).and_then(|span| heard.quote(round, 0, span)),
                },
                moves: -moves(effect, &weights),
                adds: 0.0,
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
                    says: format!("{}.", effect.title),
                    quote: None,
                },
                moves: would_move(effect, &weights),
                adds: 0.0,
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
                    moves: -moves * scales.presses,
                    adds: 0.0,
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
        ChangeKind::Mend | ChangeKind::Add => candidate.moves > 0.0,
        ChangeKind::Lose => candidate.moves < 0.0,
        ChangeKind::Replace => true,
    };
    if right {
        all.push(candidate);
    }
}

/// The fewest changes that flip the vote; of equally many, those that change it most. Where no three would, the fewest whole answers.
pub(super) fn smallest(heard: &RoundHeard<'_>, scales: &Scales, candidates: &[Candidate]) -> Option<Flip> {
    let tally = Tally::of(heard, scales);
    let inclined = tally.margin()? > 0.0;
    let (whole, parts): (Vec<&Candidate>, Vec<&Candidate>) = candidates
        .iter()
        .filter(|one| (one.adds < 0.0) == inclined)
        .partition(|one| one.change.kind == ChangeKind::Replace);
    let changes = fewest(&tally, inclined, parts, MOST).or_else(|| fewest(&tally, inclined, whole, usize::MAX))?;
    Some(Flip {
        changes: changes.into_iter().map(|one| one.change.clone()).collect(),
        to: if inclined {
            Inclination::NotInclined
        } else {
            Inclination::Inclined
        },
    })
}

/// The fewest of these that flip the vote, `most` at most.
fn fewest<'c>(
    tally: &Tally,
    inclined: bool,
    mut useful: Vec<&'c Candidate>,
    most: usize,
) -> Option<Vec<&'c Candidate>> {
    let flips = |changes: &[&Candidate]| (tally.with(changes) > 0.0) != inclined;
    useful.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    let mut taken: Vec<&Candidate> = Vec::new();
    for candidate in useful {
        // One thing is changed once: the same flaw in two answers is two changes, the same signal in one answer is one.
        let known = taken
            .iter()
            .any(|one| one.change.code == candidate.change.code && one.change.exchange == candidate.change.exchange);
        if known {
            continue;
        }
        taken.push(candidate);
        if taken.len() == most || flips(&taken) {
            break;
        }
    }
    if !flips(&taken) {
        return None;
    }
    // Whatever can be spared is spared.
    let mut at = 0;
    while at < taken.len() {
        let mut fewer = taken.clone();
        fewer.remove(at);
        if flips(&fewer) {
            taken = fewer;
        } else {
            at += 1;
        }
    }
    Some(taken)
}

/// Which way a line would have to point to be heard by somebody who votes so.
pub(super) const fn against(inclination: Inclination) -> Stance {
    match inclination {
        Inclination::Inclined => Stance::Against,
        Inclination::NotInclined | Inclination::NotJudged => Stance::For,
    }
}
