//! How one interviewer weighs what they heard: where an answer stands with them, and what each thing noted moves it by. In log odds.

use glidepath_content::Persona;
use glidepath_domain::{Effect, Panel, Principle, Review, Severity, Temperament, Verdict, Weights};

use super::heard::ExchangeHeard;
use crate::reply::NewEvidence;
use crate::signal::{Side, Signal};

/// How much more an interviewer assigned a principle weighs what it asks for. As the reviewer's verdicts do.
const ASSIGNED: f64 = 1.3;
/// What the reviewer's log odds are divided by for one interviewer. They run to about 7, for what it is all but sure of; one interviewer in twenty
/// differs even then, which is 3. As the reviewer's panel has it.
const SURER: f64 = 2.3;
/// Log odds beyond which a chance counts no more: nineteen of twenty.
const MOST: f64 = 3.0;
/// How much further the next mark is: who would not give one gives its neighbour sooner. As the reviewer's panel has it.
const STEP: f64 = 0.6;
/// Share of a flaw that is mended when the missing part comes under questions: it came, and had to be asked for. Set by hand.
const REPAIRED: f64 = 0.6;
/// What all replies to one question move a mark by at most. Set by hand.
const MOST_REPLIES: f64 = 1.5;
/// What passing a follow-up costs. Set by hand: allowed, and counted. Source: domain §6.
pub(super) const PASSED: f64 = -0.3;
/// How much of a standing is left where the reviewer gives no mark: they lean the same way, and are less sure.
const UNSURE: f64 = 0.5;

/// Somebody who weighs: a persona, or a sampled member of a panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scales {
    /// What they weigh.
    pub(super) weights: Weights,
    /// How far their bar lies above the middle one.
    pub(super) bar: f64,
    /// How much they make of replies.
    pub(super) presses: f64,
}

impl Scales {
    pub(super) fn of(persona: &Persona) -> Self {
        Self {
            weights: persona.weights,
            bar: persona.bar,
            presses: match persona.temperament {
                Temperament::Drilling | Temperament::Sceptical => 1.3,
                Temperament::Terse => 1.0,
                Temperament::Friendly => 0.8,
            },
        }
    }

    /// What they weigh when they look for this principle.
    pub(super) fn on(&self, principle: Option<Principle>) -> Weights {
        let mut weights = self.weights;
        for emphasis in principle.map(Principle::emphases).unwrap_or_default() {
            weights[*emphasis as usize] *= ASSIGNED;
        }
        weights
    }
}

/// What removing, or adding, something does for somebody with these weights: to the odds that it meets, and that it raises.
fn change(effect: &Effect, weights: &Weights, there: bool) -> (f64, f64) {
    let own = effect.worth * (weights[effect.emphasis as usize] - 1.0);
    let own = if there { -own } else { own };
    (effect.meets / SURER + own, effect.raises / SURER + own)
}

/// What something that was noted moves the odds by: below nought for a flaw.
pub(super) fn moves(effect: &Effect, weights: &Weights) -> f64 {
    -change(effect, weights, true).0
}

/// What a strength that was not there would move the odds by.
pub(super) fn would_move(effect: &Effect, weights: &Weights) -> f64 {
    change(effect, weights, false).0
}

/// Where an answer stands: odds that it meets, and that it raises, the bar.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Odds {
    pub(super) meets: f64,
    pub(super) raises: f64,
}

impl Odds {
    pub(super) fn plus(self, change: f64) -> Self {
        Self {
            meets: self.meets + change,
            raises: self.raises + change,
        }
    }

    /// The middle of what several answers say. None raises the bar for a principle on which another falls below it.
    pub(super) fn mean(all: &[Self]) -> Self {
        let n = all.len().max(1) as f64;
        let weakest = all.iter().map(|odds| odds.meets).fold(f64::INFINITY, f64::min);
        Self {
            meets: all.iter().map(|odds| odds.meets).sum::<f64>() / n,
            raises: (all.iter().map(|odds| odds.raises).sum::<f64>() / n).min(weakest),
        }
    }

    /// How likely each mark is. Even where one is all but sure, who differs gives the neighbouring mark sooner than the farthest.
    pub(super) fn chances(self) -> Panel {
        let meets = logistic(self.meets.clamp(-MOST, MOST + STEP));
        let raises = logistic(self.raises.min(self.meets - STEP).clamp(-MOST - STEP, MOST));
        Panel {
            below: round(1.0 - meets),
            meets: round(meets - raises),
            raises: round(raises),
        }
    }
}

/// The mark that half of those who weigh like this would give at least, and how likely it is.
pub(super) fn mark(chances: &Panel) -> (Verdict, f64) {
    if chances.below > 0.5 {
        (Verdict::Below, chances.below)
    } else if chances.raises >= 0.5 {
        (Verdict::Raises, chances.raises)
    } else {
        (Verdict::Meets, chances.meets)
    }
}

/// A chance from log odds; of nobody is one surer than nineteen times of twenty.
pub(super) fn chance(odds: f64) -> f64 {
    logistic(odds.clamp(-MOST, MOST))
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// What a reply earns that answers and brings something new: the story has another layer. Set by hand.
pub(super) const HELD: f64 = 0.12;

/// How many replies answered and brought something new.
pub(super) fn held(heard: &ExchangeHeard<'_>) -> usize {
    let held = |reading: &&crate::reply::ReplyReading| reading.answered && reading.new.total() > 0;
    heard.replies.iter().filter(held).count()
}

/// What a signal in a reply moves a mark by. Set by hand: dodging and over-defending cost, taking the point and reasoning earn.
/// Source: domain §6.
pub(super) const fn worth_of(signal: Signal) -> f64 {
    let size = match signal {
        Signal::TookThePoint | Signal::NamedOccasion => 0.3,
        Signal::Reasoned => 0.25,
        Signal::Dodged | Signal::OverDefended => 0.4,
        Signal::General => 0.35,
        Signal::Repeats => 0.3,
        Signal::Blames => 0.45,
    };
    match signal.side() {
        Side::For => size,
        Side::Against => -size,
    }
}

/// What was noted against an answer and came under questions after all: the effect, and the turn that brought it.
pub(super) fn repaired<'r>(heard: &ExchangeHeard<'_>, review: &'r Review) -> Vec<(&'r Effect, usize)> {
    let mut repaired: Vec<(&Effect, usize)> = Vec::new();
    for ((turn, reading), at) in heard.follow_ups().iter().zip(&heard.replies).zip(1..) {
        let brought = reading.answered && makes_good(&turn.aims_at, &reading.new);
        let effect = review
            .standing
            .without
            .iter()
            .find(|effect| effect.rule == turn.aims_at);
        if let Some(effect) = effect.filter(|effect| brought && effect.worth < 0.0) {
            if repaired.iter().all(|(known, _)| known.rule != effect.rule) {
                repaired.push((effect, at));
            }
        }
    }
    repaired
}

/// Whether what a reply brought is what the rule missed: only of things that can be told apart in a reply. What was done and told, a gate skipped or
/// a colleague made a villain, is not undone by more words.
fn makes_good(rule: &str, new: &NewEvidence) -> bool {
    match rule {
        "no-metric" | "no-baseline" | "vague-quantity" | "no-impact" => new.figures > 0,
        "metric-without-mechanism" | "no-tradeoff" | "no-constraint" | "no-guardrail" => new.reasons > 0,
        "no-human" => new.names + new.people > 0,
        "hypothetical" => new.occasions > 0,
        _ => false,
    }
}

/// What a repair gives back.
pub(super) fn repair(effect: &Effect, weights: &Weights) -> f64 {
    (-REPAIRED * moves(effect, weights)).max(0.0)
}

/// What the replies to one question move a mark by, repairs apart.
pub(super) fn replies_move(heard: &ExchangeHeard<'_>, scales: &Scales) -> f64 {
    use glidepath_domain::ReplyKind;
    let mut sum = HELD * held(heard) as f64;
    for (turn, reading) in heard.follow_ups().iter().zip(&heard.replies) {
        if turn.reply == ReplyKind::Passed {
            sum += PASSED;
        }
        sum += reading
            .remarks
            .iter()
            .map(|remark| worth_of(remark.signal))
            .sum::<f64>();
    }
    (sum * scales.presses).clamp(-MOST_REPLIES, MOST_REPLIES)
}

/// Where the answer to one question stands with somebody, under one principle, replies and their bar counted in.
pub(super) fn standing(
    heard: &ExchangeHeard<'_>,
    review: &Review,
    scales: &Scales,
    principle: Option<Principle>,
) -> Odds {
    let weights = scales.on(principle);
    let of_all = review.standing.shift(&weights);
    let sure = if review.overall.abstained.is_some() {
        UNSURE
    } else {
        1.0
    };
    let given_back: f64 = repaired(heard, review)
        .iter()
        .map(|(effect, _)| repair(effect, &weights))
        .sum();
    Odds {
        meets: (review.standing.meets / SURER + of_all) * sure,
        raises: (review.standing.raises / SURER + of_all) * sure,
    }
    .plus(given_back + replies_move(heard, scales) - scales.bar)
}

/// Whether a finding is more than a hint.
pub(super) fn counts(review: &Review, rule: &str) -> bool {
    review
        .findings
        .iter()
        .any(|finding| finding.rule == rule && finding.severity != Severity::Hint)
}

/// Four decimals, so that two machines print the same bytes.
pub(super) fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
