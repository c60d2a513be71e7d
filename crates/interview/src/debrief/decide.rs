//! The decision: votes after the argument, the veto, and the reasons in whole sentences.

use glidepath_domain::{BarRaiserView, Decision, Inclination, LevelRead, RedFlag, Ruling, SeatReport, Spread, Verdict};

use super::weigh::round;

/// What the room decides: more than half of those who could judge, and no veto. A tie is no offer: whoever is hired must be wanted. Too few
/// to decide are fewer than half of the seats.
pub(super) fn rule(votes: &[Inclination], vetoed: bool) -> Ruling {
    let count = |this: Inclination| votes.iter().filter(|vote| **vote == this).count();
    let (inclined, not) = (count(Inclination::Inclined), count(Inclination::NotInclined));
    if inclined + not == 0 || (inclined + not) * 2 < votes.len() {
        return Ruling::NotJudged;
    }
    if inclined > not && !vetoed {
        Ruling::Hire
    } else {
        Ruling::NoHire
    }
}

/// The decision with its reasons.
pub(super) fn decide(
    seats: &[SeatReport],
    bar_raiser: Option<&BarRaiserView>,
    flags: &[RedFlag],
    spread: &Spread,
    level: LevelRead,
) -> Decision {
    let votes: Vec<Inclination> = seats.iter().map(|seat| seat.after.inclination).collect();
    let veto = bar_raiser.and_then(|view| view.veto.as_deref());
    let ruling = rule(&votes, veto.is_some());
    let same = match ruling {
        Ruling::Hire => spread.hire,
        Ruling::NoHire => spread.no_hire,
        Ruling::NotJudged => spread.not_judged,
    };
    Decision {
        ruling,
        confidence: round(f64::from(same) / f64::from(spread.panels.max(1))),
        reasons: reasons(seats, &votes, ruling, veto, flags),
        level,
    }
}

fn reasons(
    seats: &[SeatReport],
    votes: &[Inclination],
    ruling: Ruling,
    veto: Option<&str>,
    flags: &[RedFlag],
) -> Vec<String> {
    let count = |this: Inclination| votes.iter().filter(|vote| **vote == this).count();
    let (inclined, not, unjudged) = (
        count(Inclination::Inclined),
        count(Inclination::NotInclined),
        count(Inclination::NotJudged),
    );
    let mut reasons = Vec::new();
    let heard = inclined + not;
    reasons.push(match ruling {
        Ruling::NotJudged if heard == 0 => "Nobody heard enough to vote.".to_owned(),
        Ruling::NotJudged => format!("{heard} of {} could vote, which is too few to decide.", votes.len()),
        _ if inclined == not => format!("{inclined} for and {not} against: a tie is no offer."),
        _ => format!("{inclined} of {heard} who could judge are inclined."),
    });
    if let Some(veto) = veto {
        reasons.push(format!("The Bar Raiser vetoes: {veto}"));
    }
    if unjudged > 0 && ruling != Ruling::NotJudged {
        reasons.push(format!(
            "{unjudged} could not judge. In a real loop, too little evidence counts as none."
        ));
    }
    for (seat, vote) in seats.iter().zip(votes) {
        if *vote != seat.blind.inclination && *vote != Inclination::NotJudged {
            reasons.push(format!("{} changed their vote when the others had spoken.", seat.name));
        }
    }
    let marks = || seats.iter().flat_map(|seat| &seat.marks);
    let named = |verdict: Verdict| {
        let mut names: Vec<&str> = Vec::new();
        for mark in marks().filter(|mark| mark.verdict == Some(verdict)) {
            if !names.contains(&mark.principle.name()) {
                names.push(mark.principle.name());
            }
        }
        names.join("; ")
    };
    let (raised, below) = (named(Verdict::Raises), named(Verdict::Below));
    if !raised.is_empty() {
        reasons.push(format!("Raised the bar: {raised}."));
    }
    if !below.is_empty() {
        reasons.push(format!("Below the bar: {below}."));
    }
    if let Some(flag) = flags.iter().find(|flag| flag.rounds.len() > 1) {
        reasons.push(format!(
            "A red flag in {} rounds: {}.",
            flag.rounds.len(),
            lower(&flag.title)
        ));
    }
    reasons
}

fn lower(title: &str) -> String {
    let mut chars = title.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
