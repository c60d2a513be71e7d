//! Which demands of a loop are in conflict: first by counting, then by leaving demands out. How many stories would mend it is
//! asked elsewhere.

use glidepath_domain::Principle;

use crate::seating::{Demand, Room, set_aside};
use crate::{Card, Interviewer, LoopRules, Reason, Unsolved};

fn can_be_met(cards: &[Card], demands: &[Demand], rules: &LoopRules) -> Result<bool, Unsolved> {
    let kept = set_aside(cards, demands, rules);
    let mut room = Room::of(cards, &kept, demands, rules, |_, _, _| 0)?;
    room.fill(demands);
    Ok(room.programme.solve()?.is_some())
}

/// Why the demands cannot be met: what counting shows, and of the rest, if that cannot be met either, demands of which none can be
/// left out.
pub(crate) fn why(
    cards: &[Card],
    demands: &[Demand],
    interviewers: &[Interviewer],
    rules: &LoopRules,
) -> Result<Vec<Reason>, Unsolved> {
    let mut reasons = Vec::new();
    let mut rest: Vec<Demand> = demands.to_vec();
    let serving = |any: &[Demand]| {
        let serves = |card: &&Card| any.iter().any(|demand| card.fit(demand.principle).is_some());
        cards.iter().filter(serves).count() as u32
    };
    let places = |of: &[Demand]| of.iter().map(|demand| demand.told + demand.spare).sum::<u32>();
    for demand in demands {
        let same: Vec<Demand> = rest
            .iter()
            .copied()
            .filter(|d| d.principle == demand.principle)
            .collect();
        let (needed, have) = (places(&same), serving(&same));
        if needed > have {
            rest.retain(|d| d.principle != demand.principle);
            reasons.push(Reason::TooFewFor {
                principle: demand.principle,
                needed,
                have,
            });
        }
    }
    for (at, interviewer) in interviewers.iter().enumerate() {
        let same: Vec<Demand> = rest.iter().copied().filter(|d| d.interviewer == at).collect();
        let (needed, have) = (places(&same), serving(&same));
        if needed > have {
            rest.retain(|d| d.interviewer != at);
            reasons.push(Reason::TooFewWith {
                interviewer: interviewer.name.clone(),
                needed,
                have,
            });
        }
    }
    let asked: u32 = rest.iter().map(|demand| demand.told).sum();
    let tellable: u32 = cards
        .iter()
        .map(|card| {
            let mut served: Vec<Principle> = rest
                .iter()
                .map(|d| d.principle)
                .filter(|&p| card.fit(p).is_some())
                .collect();
            served.sort_unstable();
            served.dedup();
            rules.most_tellings.min(served.len() as u32)
        })
        .sum();
    if asked > tellable {
        reasons.push(Reason::TooFewTellings {
            needed: asked,
            have: tellable,
        });
    } else if !can_be_met(cards, &rest, rules)? {
        reasons.push(together(cards, rest, interviewers, rules)?);
    }
    Ok(reasons)
}

/// Of demands that cannot be met together, some of which none can be left out: each is left out in turn, for good where the
/// others still cannot be met.
fn together(
    cards: &[Card],
    mut demands: Vec<Demand>,
    interviewers: &[Interviewer],
    rules: &LoopRules,
) -> Result<Reason, Unsolved> {
    let mut at = 0;
    while at < demands.len() {
        let left_out = demands.remove(at);
        if can_be_met(cards, &demands, rules)? {
            demands.insert(at, left_out);
            at += 1;
        }
    }
    Ok(Reason::Together {
        demands: demands
            .iter()
            .map(|demand| (interviewers[demand.interviewer].name.clone(), demand.principle))
            .collect(),
    })
}
