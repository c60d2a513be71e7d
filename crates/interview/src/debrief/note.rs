//! What an interviewer writes down about one question: what was there and what was not, with the exact words, in the order in which it
//! weighs with them. Two who weigh differently write down different things.

use glidepath_content::Persona;
use glidepath_domain::{Effect, NoteLine, ReplyKind, Review, Span, Stance};

use super::heard::ExchangeHeard;
use super::weigh::{self, Scales, counts, moves, repair, repaired, worth_of};
use crate::signal::{Side, Signal};

/// Lines for and against that one writes about an answer at most: nobody writes more while listening. Set by hand.
const MOST_A_SIDE: usize = 3;
/// What a line about the answer must move a mark by to be written down. Set by hand.
const LEAST: f64 = 0.05;
/// How likely words must be quoted by an annotator to be quoted here: nine of ten such quotes are borne out on corpus/dev, eight of ten on
/// writers nothing was learned from (`cargo xtask votes`).
const LEAST_QUOTABLE: f64 = 0.3;
/// How much more a thing catches somebody whose pet doubt or delight it is: it is written down first, and weighs the same.
const PET: f64 = 2.0;
/// Code of a follow-up that was passed.
pub(super) const PASSED: &str = "passed";

/// Code of follow-ups that brought something new.
const HELD: &str = "held";

/// A thing noted that may become a line.
struct Candidate {
    line: NoteLine,
    catches: f64,
}

/// The lines one interviewer writes about one exchange, in the order written: the answer first, then the replies as they came.
pub(super) fn lines(
    heard: &ExchangeHeard<'_>,
    review: &Review,
    round: usize,
    persona: &Persona,
    scales: &Scales,
) -> Vec<NoteLine> {
    let weights = scales.on(heard.exchange.principle);
    let mended = repaired(heard, review);
    let mut noted: Vec<Candidate> = Vec::new();
    for effect in &review.standing.without {
        let flaw = effect.worth < 0.0;
        if flaw && !counts(review, effect.rule) {
            continue;
        }
        let moves = moves(effect, &weights);
        // What points the other way for this one interviewer is not what they would write down.
        if moves.abs() < LEAST || flaw != (moves < 0.0) {
            continue;
        }
        let own = persona.note_on(effect.rule);
        noted.push(Candidate {
            catches: moves.abs() * if own.is_some() { PET } else { 1.0 },
            line: NoteLine {
                stance: if flaw { Stance::Against } else { Stance::For },
                code: effect.rule.to_owned(),
                says: own.map_or_else(|| format!("{}.", effect.title), str::to_owned),
                quote: place(review, effect).and_then(|span| heard.quote(round, 0, span)),
                exchange: heard.index,
                moves: weigh::round(moves),
            },
        });
    }
    noted.sort_by(|a, b| b.catches.total_cmp(&a.catches));
    let mut lines = Vec::new();
    for stance in [Stance::For, Stance::Against] {
        let side = noted.iter().filter(|one| one.line.stance == stance);
        lines.extend(side.take(MOST_A_SIDE).map(|one| one.line.clone()));
    }
    lines.extend(replies(heard, round, scales));
    for (effect, turn) in mended {
        lines.push(NoteLine {
            stance: Stance::For,
            code: effect.rule.to_owned(),
            says: format!("{}, at first; it came when I asked.", effect.title),
            quote: heard.quote(round, turn, telling(heard, turn, effect.rule)),
            exchange: heard.index,
            moves: weigh::round(repair(effect, &weights)),
        });
    }
    lines
}

/// Where a finding or strength points, the first time it was met; nowhere where an annotator would hardly have quoted those words: a line about
/// the answer as a whole is true then, and a quote would not bear it out.
pub(super) fn place(review: &Review, effect: &Effect) -> Option<Span> {
    if effect.quotable < LEAST_QUOTABLE {
        return None;
    }
    let rule = effect.rule;
    let findings = review.findings.iter().filter(|f| f.rule == rule).filter_map(|f| f.span);
    let strengths = review
        .strengths
        .iter()
        .filter(|s| s.rule == rule)
        .filter_map(|s| s.span);
    findings.chain(strengths).next()
}

/// The sentence of a reply that brings what was missing: the one with the figure, where a figure was; else the longest.
fn telling(heard: &ExchangeHeard<'_>, turn: usize, rule: &str) -> Span {
    let text = heard.turns.get(turn).map_or("", |turn| turn.text.as_str());
    let read = crate::heard::attempt(text);
    let read = crate::heard::Heard::of(&read);
    let figure = read.read.figures.first().map(|figure| figure.span);
    let wants_figure = matches!(rule, "no-metric" | "no-baseline" | "vague-quantity" | "no-impact");
    let sentences = || read.read.sentences.iter().map(|sentence| sentence.span);
    let with_figure = figure
        .filter(|_| wants_figure)
        .and_then(|figure| sentences().find(|one| one.overlaps(figure)));
    with_figure
        .or_else(|| sentences().max_by_key(|sentence| sentence.len()))
        .unwrap_or_else(|| Span::new(0, text.len()))
}

/// The sentence around some words of a turn: a date alone says nothing.
fn around(heard: &ExchangeHeard<'_>, turn: usize, words: Span) -> Span {
    let text = heard.turns.get(turn).map_or("", |turn| turn.text.as_str());
    let read = crate::heard::attempt(text);
    let read = crate::heard::Heard::of(&read);
    let mut sentences = read.read.sentences.iter().map(|sentence| sentence.span);
    sentences
        .find(|sentence| sentence.overlaps(words))
        .map_or(words, |sentence| {
            Span::new(sentence.start.min(words.start), sentence.end.max(words.end))
        })
}

/// What is written about the replies.
fn replies(heard: &ExchangeHeard<'_>, round: usize, scales: &Scales) -> Vec<NoteLine> {
    let mut lines = Vec::new();
    let (held, asked) = (weigh::held(heard), heard.follow_ups().len());
    if held > 0 {
        lines.push(NoteLine {
            stance: Stance::For,
            code: HELD.to_owned(),
            says: match (held, asked) {
                (1, 1) => "The one follow-up brought something new.".to_owned(),
                (held, asked) if held == asked => format!("All {asked} follow-ups brought something new."),
                (held, asked) => format!("{held} of {asked} follow-ups brought something new."),
            },
            quote: None,
            exchange: heard.index,
            moves: weigh::round(weigh::HELD * held as f64 * scales.presses),
        });
    }
    for ((turn, reading), at) in heard.follow_ups().iter().zip(&heard.replies).zip(1..) {
        let mut note = |stance, code: &str, says: String, quote, moves: f64| {
            lines.push(NoteLine {
                stance,
                code: code.to_owned(),
                says,
                quote,
                exchange: heard.index,
                moves: weigh::round(moves * scales.presses),
            });
        };
        if turn.reply == ReplyKind::Passed {
            let says = format!("Passed when asked: {}", turn.asked);
            note(Stance::Against, PASSED, says, None, weigh::PASSED);
        }
        for remark in &reading.remarks {
            let stance = match remark.signal.side() {
                Side::For => Stance::For,
                Side::Against => Stance::Against,
            };
            let quote = remark.span.or_else(|| whole(turn.text.as_str(), remark.signal));
            let quote = quote.and_then(|span| heard.quote(round, at, around(heard, at, span)));
            let says = format!("{}, asked “{}”", remark.signal.title(), turn.asked);
            note(stance, remark.signal.slug(), says, quote, worth_of(remark.signal));
        }
    }
    lines
}

/// Where a signal is about the whole reply, a short reply is its own quote.
fn whole(text: &str, signal: Signal) -> Option<Span> {
    let short = text.split_whitespace().count() <= 30;
    (short && signal.side() == Side::Against).then(|| Span::new(0, text.len()))
}
