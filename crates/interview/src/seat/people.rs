//! Who sits on which chair, nobody twice. A seat is given up to another where its persona has another chair to go to: few may be a
//! partner, and for some roles those few are wanted elsewhere as well.

use glidepath_content::{Persona, personas};
use glidepath_domain::{Chair, Principle};

use super::{ChosenSeat, SeatWish, suits};
use crate::lot::lot;

/// Whom a place may have, the likeliest first: places in the list of all personas.
type Likely = Vec<usize>;

/// A persona's slug for each place: who was chosen, and who is drawn for the others.
pub(super) fn people(chosen: &[ChosenSeat], chairs: &[Chair], wish: &SeatWish<'_>) -> Vec<String> {
    let free: Vec<&Persona> = personas()
        .iter()
        .filter(|who| chosen.iter().all(|one| one.persona != who.slug))
        .collect();
    let likely = |most: u8| -> Vec<Likely> {
        let of_place = |(one, chair): (&ChosenSeat, &Chair)| {
            let mut likely: Likely = (0..free.len()).collect();
            likely.retain(|who| {
                one.persona.is_empty() && free.get(*who).is_some_and(|who| misfit(who, *chair, wish) <= most)
            });
            likely.sort_by_cached_key(|who| {
                free.get(*who).map(|who| {
                    let out_of_favour = out_of_favour(who, &one.principles);
                    (
                        misfit(who, *chair, wish),
                        out_of_favour,
                        lot(wish.draw, "who", who.slug),
                    )
                })
            });
            likely
        };
        chosen.iter().zip(chairs).map(of_place).collect()
    };
    let mut sits: Vec<Option<usize>> = vec![None; chosen.len()];
    // Who fits comes first; a place that nobody is left for is then given to whoever fits it least badly.
    for most in 0..=MISFIT {
        let likely = likely(most);
        for place in 0..chosen.len() {
            if sits.get(place).is_some_and(Option::is_none) {
                place_one(place, &likely, &mut sits, &mut Vec::new());
            }
        }
    }
    let slug = |(one, who): (&ChosenSeat, Option<usize>)| match who.and_then(|who| free.get(who)) {
        Some(who) => who.slug.to_owned(),
        None => one.persona.clone(),
    };
    chosen.iter().zip(sits).map(slug).collect()
}

/// Seats somebody at a place, moving others where they have another place to go to. `tried` are the personas this search has met.
fn place_one(place: usize, likely: &[Likely], sits: &mut [Option<usize>], tried: &mut Vec<usize>) -> bool {
    for who in likely.get(place).into_iter().flatten() {
        if tried.contains(who) {
            continue;
        }
        tried.push(*who);
        let holder = sits.iter().position(|sitting| sitting == &Some(*who));
        if holder.is_none_or(|holder| place_one(holder, likely, sits, tried)) {
            if let Some(seat) = sits.get_mut(place) {
                *seat = Some(*who);
            }
            return true;
        }
    }
    false
}

/// The worst fit there is.
const MISFIT: u8 = 2;

/// How badly somebody fits a chair: the role matters less than the chair.
fn misfit(who: &Persona, chair: Chair, wish: &SeatWish<'_>) -> u8 {
    let role = wish
        .role
        .is_none_or(|role| who.roles.is_empty() || who.roles.contains(&role));
    match (who.seats.contains(&chair), role) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => MISFIT,
    }
}

/// How badly somebody suits principles that were chosen for the seat, in steps so coarse that several suit equally.
fn out_of_favour(who: &Persona, sought: &[Principle]) -> i64 {
    let suits: f64 = sought.iter().map(|principle| suits(who, *principle)).sum();
    -(suits / sought.len().max(1) as f64 * 2.0).round() as i64
}
