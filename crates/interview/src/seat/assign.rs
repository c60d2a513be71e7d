//! Which seat looks for what: the scope dealt out so that seats carry about as much, each principle to somebody who weighs what it
//! asks for; then the overlaps.

use glidepath_content::{Persona, persona};
use glidepath_domain::{Chair, Principle};

use super::{ChosenSeat, MOST_PRINCIPLES, suits};
use crate::lot::lot;

/// Principles a seat is brought to by overlaps, where none holds more anyway; the Bar Raiser's is brought to the most there can be.
const OVERLAPS_UP_TO: usize = 2;

/// A seat while it is dealt to.
struct Hand {
    persona: Option<&'static Persona>,
    chair: Chair,
    /// What was chosen is not added to.
    open: bool,
    /// How many it is to hold once the scope is dealt.
    room: usize,
    holds: Vec<Principle>,
}

impl Hand {
    fn suits(&self, principle: Principle) -> f64 {
        self.persona.map_or(1.0, |persona| suits(persona, principle))
    }
}

/// What each seat looks for, in the scope's order.
pub(super) fn assign(
    scope: &[Principle],
    chosen: &[ChosenSeat],
    chairs: &[Chair],
    people: &[String],
    draw: u64,
) -> Vec<Vec<Principle>> {
    let mut hands: Vec<Hand> = chosen
        .iter()
        .zip(chairs)
        .zip(people)
        .map(|((chosen, chair), slug)| Hand {
            persona: persona(slug),
            chair: *chair,
            open: chosen.principles.is_empty(),
            room: 0,
            holds: chosen.principles.clone(),
        })
        .collect();
    let open = hands.iter().filter(|hand| hand.open).count();
    let held =
        |hands: &[Hand], principle: Principle| hands.iter().filter(|hand| hand.holds.contains(&principle)).count();
    let to_deal: Vec<Principle> = scope.iter().copied().filter(|one| held(&hands, *one) == 0).collect();
    let to_deal = to_deal
        .get(..to_deal.len().min(open * MOST_PRINCIPLES))
        .unwrap_or_default();
    set_room(&mut hands, to_deal.len());
    for principle in to_deal {
        let seat = best(&hands, *principle, draw, |hand| hand.holds.len() < hand.room);
        give(&mut hands, seat, *principle);
    }
    swap(&mut hands);
    overlap(&mut hands, scope, draw);
    let place = |principle: &Principle| scope.iter().position(|one| one == principle);
    for hand in hands.iter_mut().filter(|hand| hand.open) {
        hand.holds.sort_by_key(place);
    }
    hands.into_iter().map(|hand| hand.holds).collect()
}

/// As many to each as to the next; where one has to hold fewer, the Bar Raiser does, whose seat then has room for an overlap.
fn set_room(hands: &mut [Hand], count: usize) {
    let mut order: Vec<&mut Hand> = hands.iter_mut().filter(|hand| hand.open).collect();
    order.sort_by_key(|hand| hand.chair == Chair::BarRaiser);
    let seats = order.len().max(1);
    for (at, hand) in order.into_iter().enumerate() {
        hand.room = count / seats + usize::from(at < count % seats);
    }
}

/// The open seat that suits a principle best among those that `may` hold it and do not yet.
fn best(hands: &[Hand], principle: Principle, draw: u64, may: impl Fn(&Hand) -> bool) -> Option<usize> {
    let open = hands
        .iter()
        .enumerate()
        .filter(|(_, hand)| hand.open && !hand.holds.contains(&principle) && may(hand));
    let drawn = |at: usize| lot(draw, principle.slug(), &at.to_string());
    open.max_by(|(a, one), (b, other)| {
        one.suits(principle)
            .total_cmp(&other.suits(principle))
            .then_with(|| drawn(*a).cmp(&drawn(*b)))
    })
    .map(|(at, _)| at)
}

fn give(hands: &mut [Hand], seat: Option<usize>, principle: Principle) {
    if let Some(hand) = seat.and_then(|at| hands.get_mut(at)) {
        hand.holds.push(principle);
    }
}

/// Exchanges two principles between two seats as long as both together suit better: dealing in order leaves the last ones to
/// whoever has room.
fn swap(hands: &mut [Hand]) {
    /// Less than this is no gain: rounding would go to and fro.
    const LEAST_GAIN: f64 = 1e-9;
    while let Some((a, i, b, j)) = gain(hands, LEAST_GAIN) {
        let Ok([one, other]) = hands.get_disjoint_mut([a, b]) else {
            return;
        };
        let (Some(p), Some(q)) = (one.holds.get_mut(i), other.holds.get_mut(j)) else {
            return;
        };
        std::mem::swap(p, q);
    }
}

/// The first exchange that gains more than `least`: seat and place, seat and place.
fn gain(hands: &[Hand], least: f64) -> Option<(usize, usize, usize, usize)> {
    for (a, one) in hands.iter().enumerate().filter(|(_, hand)| hand.open) {
        for (b, other) in hands.iter().enumerate().skip(a + 1).filter(|(_, hand)| hand.open) {
            for (i, p) in one.holds.iter().enumerate() {
                for (j, q) in other.holds.iter().enumerate() {
                    let now = one.suits(*p) + other.suits(*q);
                    let then = one.suits(*q) + other.suits(*p);
                    if then > now + least {
                        return Some((a, i, b, j));
                    }
                }
            }
        }
    }
    None
}

/// Second pairs of eyes: each seat has one principle at least, then the scope's first ones are given again, to the Bar Raiser first.
fn overlap(hands: &mut [Hand], scope: &[Principle], draw: u64) {
    let eyes =
        |hands: &[Hand], principle: Principle| hands.iter().filter(|hand| hand.holds.contains(&principle)).count();
    while hands.iter().any(|hand| hand.open && hand.holds.is_empty()) {
        let Some(next) = scope.iter().copied().min_by_key(|one| eyes(hands, *one)) else {
            return;
        };
        let seat = best(hands, next, draw, |hand| hand.holds.is_empty());
        give(hands, seat, next);
    }
    let fullest = hands.iter().filter(|hand| hand.open).map(|hand| hand.holds.len()).max();
    let up_to = fullest.unwrap_or_default().max(OVERLAPS_UP_TO);
    let room = |hand: &Hand| match hand.chair {
        Chair::BarRaiser => hand.holds.len() < MOST_PRINCIPLES,
        _ => hand.holds.len() < up_to,
    };
    for principle in scope {
        if eyes(hands, *principle) != 1 {
            continue;
        }
        let bar_raiser = best(hands, *principle, draw, |hand| {
            hand.chair == Chair::BarRaiser && room(hand)
        });
        let seat = bar_raiser.or_else(|| best(hands, *principle, draw, room));
        give(hands, seat, *principle);
    }
}
