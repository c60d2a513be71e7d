//! What to mend first: the three things that cost most votes, each with its words and with what to drill.

use std::collections::BTreeMap;

use glidepath_domain::{BarRaiserView, ChangeKind, Fix, Principle, Quote, SeatReport};

use super::flip::Candidate;
use super::heard::LoopHeard;

/// Things to mend at once. Source: domain §9: what to fix first.
const MOST: usize = 3;
/// Quotes shown of one thing at most.
const QUOTES: usize = 3;
/// How much more a change counts that helps to flip a vote. Set by hand.
const FLIPS: f64 = 2.0;
/// Code of the fix that settles what was told in two ways.
pub(super) const CONTRADICTION: &str = "contradiction";

#[derive(Default)]
struct Cost {
    adds: f64,
    seats: Vec<usize>,
    quotes: Vec<Quote>,
    says: String,
    /// What it cost most on: the size, the round and exchange, the principle.
    worst: Option<(f64, usize, usize, Principle)>,
}

/// The fixes, the dearest first. `changes` are each seat's, with what they add to its vote.
pub(super) fn fixes(
    heard: &LoopHeard<'_>,
    seats: &[SeatReport],
    changes: &[Vec<Candidate>],
    bar_raiser: Option<&BarRaiserView>,
) -> Vec<Fix> {
    let mut costs: BTreeMap<String, Cost> = BTreeMap::new();
    for (at, (seat, changes)) in seats.iter().zip(changes).enumerate() {
        let flips = |code: &str| {
            let changes = seat.flip.iter().flat_map(|flip| &flip.changes);
            changes
                .into_iter()
                .any(|change| change.kind == ChangeKind::Mend && change.code == code)
        };
        for candidate in changes.iter().filter(|one| one.change.kind == ChangeKind::Mend) {
            let change = &candidate.change;
            let cost = costs.entry(change.code.clone()).or_default();
            let helps = flips(&change.code);
            cost.adds += candidate.adds * if helps { FLIPS } else { 1.0 };
            if helps && !cost.seats.contains(&at) {
                cost.seats.push(at);
            }
            if let Some(quote) = change.quote.as_ref().filter(|_| cost.quotes.len() < QUOTES) {
                cost.quotes.push(quote.clone());
            }
            if cost.worst.is_none_or(|(worst, ..)| candidate.adds > worst) {
                cost.worst = Some((candidate.adds, at, change.exchange, change.principle));
                cost.says.clone_from(&change.says);
            }
        }
    }
    let mut ranked: Vec<(String, Cost)> = costs.into_iter().collect();
    ranked.sort_by(|a, b| b.1.adds.total_cmp(&a.1.adds));
    let mut fixes: Vec<Fix> = bar_raiser.and_then(settle).into_iter().collect();
    fixes.extend(ranked.into_iter().map(|(code, cost)| fix(heard, seats, code, cost)));
    fixes.truncate(MOST);
    fixes
}

/// What was told in two ways comes first where the Bar Raiser holds it against the loop.
fn settle(view: &BarRaiserView) -> Option<Fix> {
    let first = view.contradictions.first()?;
    let n = view.contradictions.len();
    Some(Fix {
        code: CONTRADICTION.to_owned(),
        title: "The same thing told in two ways".to_owned(),
        why: match (view.veto.is_some(), n) {
            (true, _) => "It is what the veto rests on.".to_owned(),
            (false, 1) => "The Bar Raiser reads across rounds and noticed it.".to_owned(),
            (false, n) => format!("The Bar Raiser reads across rounds and noticed {n} of them."),
        },
        instead: "Settle what is true, write it into the story's facts with how you know it, and say that one value every time."
            .to_owned(),
        quotes: vec![first.first.clone(), first.second.clone()],
        seats: vec![view.seat],
        principle: None,
        question: String::new(),
    })
}

fn fix(heard: &LoopHeard<'_>, seats: &[SeatReport], code: String, cost: Cost) -> Fix {
    let worst = cost.worst;
    let exchange = worst.and_then(|(_, at, index, _)| {
        let round = heard.rounds.get(at)?;
        round.exchanges.iter().find(|exchange| exchange.index == index)
    });
    let finding = heard
        .rounds
        .iter()
        .flat_map(|round| &round.exchanges)
        .filter_map(|exchange| exchange.review)
        .flat_map(|review| &review.findings)
        .find(|finding| finding.rule == code);
    let signal = crate::signal::Signal::ALL.iter().find(|signal| signal.slug() == code);
    let names: Vec<&str> = cost
        .seats
        .iter()
        .filter_map(|at| seats.get(*at))
        .map(|seat| seat.name.as_str())
        .collect();
    Fix {
        title: finding
            .map(|finding| finding.title.clone())
            .or_else(|| signal.map(|signal| signal.title().to_owned()))
            .unwrap_or_else(|| "A follow-up passed".to_owned()),
        why: match names.as_slice() {
            [] => "It weighed most on the votes, and would turn none of them by itself.".to_owned(),
            [one] => format!("Without it {one} is close to another vote."),
            several => format!("Without it {} are close to another vote.", several.join(" and ")),
        },
        instead: cost.says,
        quotes: cost.quotes,
        seats: cost.seats,
        principle: worst.map(|(.., principle)| principle),
        question: exchange
            .map(|exchange| exchange.exchange.question.clone())
            .unwrap_or_default(),
        code,
    }
}
