//! The argument: where two interviewers heard the same principle otherwise, or vote otherwise, each brings the words that weigh most. Who
//! is less sure listens; another's quote counts by what the listener weighs, and for half, since they did not hear it said.

use glidepath_content::Persona;
use glidepath_domain::{Argument, Inclination, NoteLine, Principle, SeatReport, Stance};

use super::flip::against;
use super::heard::LoopHeard;
use super::seat::{cast, share_judged};
use super::weigh::{Scales, moves};

/// Arguments in one debrief at most. Set by hand.
const MOST: usize = 4;
/// What a quote counts for with who did not hear it. Set by hand.
const SECOND_HAND: f64 = 0.5;

/// Holds the argument and lets votes move; `after` of each report is what they vote then. What both looked for comes first, then the two who vote
/// most surely otherwise, unless they have spoken.
pub(super) fn argue(heard: &LoopHeard<'_>, seats: &mut [SeatReport]) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for (principle, up, down) in disagreements(seats) {
        if arguments.len() + 1 == MOST {
            break;
        }
        arguments.extend(held(heard, seats, Some(principle), up, down));
    }
    if let Some((up, down)) = surest(seats) {
        let spoke = |argument: &Argument| (argument.for_seat, argument.against_seat) == (up, down);
        if !arguments.iter().any(spoke) {
            arguments.extend(held(heard, seats, None, up, down));
        }
    }
    arguments
}

/// Principles that two looked for and marked otherwise: who marked higher, who lower; those farthest apart first.
fn disagreements(seats: &[SeatReport]) -> Vec<(Principle, usize, usize)> {
    let mut pairs: Vec<(f64, Principle, usize, usize)> = Vec::new();
    for (a, one) in seats.iter().enumerate() {
        for (b, other) in seats.iter().enumerate().skip(a + 1) {
            for mine in &one.marks {
                let theirs = other.marks.iter().find(|mark| mark.principle == mine.principle);
                let Some((theirs, verdict)) = theirs.and_then(|mark| Some((mark, mark.verdict?))) else {
                    continue;
                };
                if mine.verdict.is_some_and(|own| own != verdict) {
                    let (up, down) = if mine.margin >= theirs.margin { (a, b) } else { (b, a) };
                    pairs.push(((mine.margin - theirs.margin).abs(), mine.principle, up, down));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    pairs
        .into_iter()
        .map(|(_, principle, up, down)| (principle, up, down))
        .collect()
}

/// Who is most surely inclined, and who most surely not.
fn surest(seats: &[SeatReport]) -> Option<(usize, usize)> {
    let surest = |inclination: Inclination| {
        let seats = seats
            .iter()
            .enumerate()
            .filter(|(_, seat)| seat.blind.inclination == inclination);
        let surest = seats.max_by(|a, b| a.1.blind.confidence.total_cmp(&b.1.blind.confidence));
        surest.map(|(at, _)| at)
    };
    surest(Inclination::Inclined).zip(surest(Inclination::NotInclined))
}

/// The weightiest line of a seat, one with a quote first; of one principle, or of all.
fn best(seat: &SeatReport, principle: Option<Principle>, stance: Stance) -> Option<NoteLine> {
    let marks = seat
        .marks
        .iter()
        .filter(|mark| principle.is_none_or(|principle| mark.principle == principle));
    let lines = marks.flat_map(|mark| match stance {
        Stance::For => &mark.evidence_for,
        _ => &mark.evidence_against,
    });
    lines
        .max_by(|a, b| {
            let key = |line: &NoteLine| (line.quote.is_some(), line.moves.abs());
            let (a, b) = (key(a), key(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        })
        .cloned()
}

fn held(
    heard: &LoopHeard<'_>,
    seats: &mut [SeatReport],
    principle: Option<Principle>,
    up: usize,
    down: usize,
) -> Option<Argument> {
    let for_line = best(seats.get(up)?, principle, Stance::For)?;
    let against_line = best(seats.get(down)?, principle, Stance::Against)?;
    let sure = |at: usize| seats.get(at).map_or(0.0, |seat| seat.after.margin.abs());
    let (listener, speaker) = if sure(up) <= sure(down) { (up, down) } else { (down, up) };
    let line = if speaker == up { &for_line } else { &against_line };
    let moved = listen(heard, seats, listener, speaker, line);
    let name = |at: usize| seats.get(at).map_or("", |seat| seat.name.as_str());
    let persona = |at: usize| heard.rounds.get(at).and_then(|round| round.persona);
    let voice = |says: fn(&Persona) -> &str, plain: &str| persona(listener).map_or(plain, says).to_owned();
    let says = if moved {
        voice(|persona| &persona.debrief.concede, "That counts for me.")
    } else {
        voice(|persona| &persona.debrief.hold, "My vote stays.")
    };
    let over = match (principle, moved) {
        (Some(principle), true) => format!(" On {} the quote turned the vote.", principle.name()),
        (Some(principle), false) => format!(" On {} they stay apart.", principle.name()),
        (None, true) => " The quote turned the vote.".to_owned(),
        (None, false) => " They stay apart.".to_owned(),
    };
    Some(Argument {
        principle,
        for_seat: up,
        for_line,
        against_seat: down,
        against_line,
        moved: moved.then_some(listener),
        ends: format!("{}: {says}{over}", name(listener)),
    })
}

/// Lets one hear another's line. True where the vote turned.
fn listen(heard: &LoopHeard<'_>, seats: &mut [SeatReport], listener: usize, speaker: usize, line: &NoteLine) -> bool {
    // A person votes as they said: nobody speaks for them.
    let Some(persona) = heard.rounds.get(listener).and_then(|round| round.persona) else {
        return false;
    };
    let Some(seat) = seats.get_mut(listener) else {
        return false;
    };
    let before = seat.after.inclination;
    if before == Inclination::NotJudged || against(before) != line.stance {
        return false;
    }
    let weighs = weighed(heard, speaker, line, &Scales::of(persona));
    seat.after = cast(
        seat.after.margin + SECOND_HAND * weighs,
        share_judged(seat),
        &seat.after.says,
    );
    seat.after.inclination != before
}

/// What a line counts for with somebody else: the same evidence on their scales.
fn weighed(heard: &LoopHeard<'_>, speaker: usize, line: &NoteLine, scales: &Scales) -> f64 {
    let exchanges = heard
        .rounds
        .get(speaker)
        .map(|round| round.exchanges.as_slice())
        .unwrap_or_default();
    let exchange = exchanges.iter().find(|exchange| exchange.index == line.exchange);
    let effect = exchange
        .and_then(|exchange| exchange.review)
        .and_then(|review| review.standing.without.iter().find(|effect| effect.rule == line.code));
    match (effect, exchange) {
        (Some(effect), Some(exchange)) => moves(effect, &scales.on(exchange.exchange.principle)),
        _ => line.moves,
    }
}
