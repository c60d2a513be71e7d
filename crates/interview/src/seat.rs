//! Who sits in which round, and who looks for what. It plans no question and knows no story.
//!
//! The rules of such loops (source: domain §9):
//!
//! 1. Every interviewer looks for one to three principles, none for one twice.
//! 2. Every principle in scope is looked for by somebody, as far as three a round suffice. Of a longer scope the last ones are left
//!    out, and named.
//! 3. Places left over are used for deliberate overlaps: the scope's first principles get a second pair of eyes in another seat, the
//!    Bar Raiser's before all. Overlaps bring a seat to two principles, or to as many as another holds, and the Bar Raiser's to three:
//!    each more takes time from what is asked about the others.
//! 4. One seat is the Bar Raiser's, the last or the last but one. Of the others, as far as they go, one is technical where the
//!    work is, one a manager's, one a partner's from five rounds on, and the rest are peers', every other one technical where the
//!    work is.
//! 5. Nobody sits twice. Whoever sits fits the chair and the role, and weighs what their principles ask for as far as the lots leave
//!    a choice.
//!
//! What was chosen is kept exactly, whatever the rules say; they hold for what is drawn.

use std::collections::BTreeSet;

use glidepath_content::{Persona, persona};
use glidepath_domain::{Chair, Principle, Role, Seat};

use crate::lot::lot;
use assign::assign;
use people::people;

mod assign;
mod people;

/// The most principles one interviewer looks for. Source: domain §9.
pub const MOST_PRINCIPLES: usize = 3;

/// The most rounds that are seated.
const MOST_ROUNDS: usize = 8;

/// What a person asked for.
#[derive(Debug, Clone, Copy)]
pub struct SeatWish<'a> {
    /// Principles in scope, the weightiest first; none stands for all sixteen.
    pub scope: &'a [Principle],
    /// How many rounds: 1 to 8, what is beyond is cut.
    pub rounds: usize,
    /// The role applied for.
    pub role: Option<Role>,
    /// What was chosen for the seats, by place; what is missing is drawn.
    pub chosen: &'a [ChosenSeat],
    /// Another number, other people.
    pub draw: u64,
}

/// What was chosen for one seat. What is empty is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChosenSeat {
    /// Which chair.
    pub chair: Option<Chair>,
    /// A persona's slug.
    pub persona: String,
    /// A person's name.
    pub person: String,
    /// What is looked for.
    pub principles: Vec<Principle>,
}

/// Who sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    /// One seat a round, in order.
    pub seats: Vec<Seat>,
    /// Principles in scope that nobody looks for: there are too few rounds.
    pub left_out: Vec<Principle>,
    /// Principles that more than one looks for, in the scope's order.
    pub shared: Vec<Principle>,
}

/// Seats a loop. Never fails; a wish for no rounds is one for one.
#[must_use]
pub fn seat(wish: &SeatWish<'_>) -> Seated {
    let rounds = wish.rounds.clamp(1, MOST_ROUNDS);
    let chosen: Vec<ChosenSeat> = (0..rounds)
        .map(|at| wish.chosen.get(at).cloned().unwrap_or_default())
        .collect();
    let chairs = chairs(&chosen, wish);
    let people = people(&chosen, &chairs, wish);
    let scope = scope(wish.scope);
    let assigned = assign(&scope, &chosen, &chairs, &people, wish.draw);
    let seats: Vec<Seat> = chosen
        .into_iter()
        .zip(chairs)
        .zip(people)
        .zip(assigned)
        .map(|(((chosen, chair), persona), principles)| Seat {
            chair,
            persona,
            person: chosen.person,
            principles,
        })
        .collect();
    let eyes = |principle: &Principle| seats.iter().filter(|seat| seat.principles.contains(principle)).count();
    Seated {
        left_out: scope.iter().copied().filter(|principle| eyes(principle) == 0).collect(),
        shared: scope.iter().copied().filter(|principle| eyes(principle) > 1).collect(),
        seats,
    }
}

/// Each principle once, in order; all sixteen where none was named.
fn scope(named: &[Principle]) -> Vec<Principle> {
    let named = if named.is_empty() { Principle::ALL } else { named };
    let mut seen = BTreeSet::new();
    named
        .iter()
        .copied()
        .filter(|principle| seen.insert(*principle))
        .collect()
}

/// Whether such work has technical rounds.
const fn is_technical(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Sde | Role::Data | Role::Ops))
}

/// A chair for each place: those chosen, and what the rules ask for beside them.
fn chairs(chosen: &[ChosenSeat], wish: &SeatWish<'_>) -> Vec<Chair> {
    let rounds = chosen.len();
    let mut chairs: Vec<Option<Chair>> = chosen.iter().map(|one| one.chair).collect();
    if !chairs.contains(&Some(Chair::BarRaiser)) {
        let may = |one: &ChosenSeat| persona(&one.persona).is_none_or(|who| who.seats.contains(&Chair::BarRaiser));
        let unset = chosen.iter().enumerate().filter(|(_, one)| one.chair.is_none());
        let late = |at: usize| (at + 2).min(rounds);
        let best = unset.max_by_key(|(at, one)| (may(one), late(*at), lot(wish.draw, "bar raiser", &at.to_string())));
        if let Some(place) = best.and_then(|(at, _)| chairs.get_mut(at)) {
            *place = Some(Chair::BarRaiser);
        }
    }
    for (chair, one) in chairs.iter_mut().zip(chosen) {
        *chair = chair.or_else(|| chair_of(one, wish));
    }
    let technical = is_technical(wish.role);
    let asked = [
        (Chair::Technical, technical),
        (Chair::Manager, true),
        (Chair::Partner, rounds >= 5),
    ];
    let missing = asked
        .iter()
        .filter(|(chair, is)| *is && !chairs.contains(&Some(*chair)));
    let rest = [Chair::Peer, if technical { Chair::Technical } else { Chair::Peer }];
    let wanted: Vec<Chair> = missing
        .map(|(chair, _)| *chair)
        .chain(rest.into_iter().cycle().take(rounds))
        .collect();
    let mut open: Vec<(usize, &mut Option<Chair>)> =
        chairs.iter_mut().enumerate().filter(|(_, c)| c.is_none()).collect();
    open.sort_by_key(|(at, _)| lot(wish.draw, "chair", &at.to_string()));
    for ((_, place), chair) in open.into_iter().zip(wanted) {
        *place = Some(chair);
    }
    chairs.into_iter().map(|chair| chair.unwrap_or(Chair::Peer)).collect()
}

/// The chair of a persona that was chosen without one: the first that they may take and the role has.
fn chair_of(chosen: &ChosenSeat, wish: &SeatWish<'_>) -> Option<Chair> {
    let seats = &persona(&chosen.persona)?.seats;
    let has = |chair: &&Chair| **chair != Chair::BarRaiser && (**chair != Chair::Technical || is_technical(wish.role));
    seats.iter().find(has).or(seats.first()).copied()
}

/// How much somebody weighs what a principle asks for; 1 is as the middle interviewer does.
fn suits(persona: &Persona, principle: Principle) -> f64 {
    let asked = principle.emphases();
    let weight =
        |emphasis: &glidepath_domain::Emphasis| persona.weights.get(*emphasis as usize).copied().unwrap_or(1.0);
    asked.iter().map(weight).sum::<f64>() / asked.len().max(1) as f64
}
