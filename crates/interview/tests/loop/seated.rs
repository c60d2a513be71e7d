//! Who sits, and who looks for what.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_content::persona;
use glidepath_domain::{Chair, Principle, Role, Seat};
use glidepath_interview::{ChosenSeat, SeatWish, Seated, seat};
use proptest::prelude::*;

fn wish(scope: &[Principle], rounds: usize, draw: u64) -> Seated {
    seat(&SeatWish {
        scope,
        rounds,
        role: Some(Role::Sde),
        chosen: &[],
        draw,
    })
}

fn bar_raiser(seats: &[Seat]) -> Vec<usize> {
    (0..seats.len())
        .filter(|at| seats[*at].chair == Chair::BarRaiser)
        .collect()
}

#[test]
fn six_rounds_hold_all_sixteen_and_the_two_weightiest_twice() {
    for draw in 0..50 {
        let Seated {
            seats,
            left_out,
            shared,
        } = wish(&[], 6, draw);
        assert!(left_out.is_empty());
        assert!(
            seats.iter().all(|seat| (2..=3).contains(&seat.principles.len())),
            "{seats:?}"
        );
        assert_eq!(shared.len(), 2);
        assert!(
            shared.iter().all(|principle| Principle::ALL[..4].contains(principle)),
            "{shared:?}"
        );
        assert_eq!(seats[bar_raiser(&seats)[0]].principles.len(), 3);
    }
}

#[test]
fn what_has_no_place_is_the_last_of_the_scope_and_named() {
    let seated = wish(&[], 4, 3);
    assert_eq!(seated.left_out, Principle::ALL[12..]);
    assert!(seated.shared.is_empty());
}

#[test]
fn the_first_principles_get_a_second_pair_of_eyes_the_bar_raisers_before_all() {
    for draw in 0..50 {
        let scope = &Principle::ALL[..8];
        let Seated { seats, shared, .. } = wish(scope, 5, draw);
        assert_eq!(shared.len(), 3);
        assert!(
            shared.iter().all(|principle| scope[..5].contains(principle)),
            "{shared:?}"
        );
        let raiser = &seats[bar_raiser(&seats)[0]];
        assert_eq!(raiser.principles.len(), 3);
        assert!(raiser.principles.iter().any(|principle| shared.contains(principle)));
    }
}

#[test]
fn a_scope_of_one_is_looked_for_in_every_seat() {
    let Seated { seats, shared, .. } = wish(&[Principle::Frugality], 4, 1);
    assert!(seats.iter().all(|seat| seat.principles == [Principle::Frugality]));
    assert_eq!(shared, [Principle::Frugality]);
}

#[test]
fn another_draw_seats_other_people() {
    let mut sat: BTreeMap<String, usize> = BTreeMap::new();
    for draw in 0..60 {
        for seat in wish(&[], 5, draw).seats {
            *sat.entry(seat.persona).or_default() += 1;
        }
    }
    assert!(sat.len() >= 12, "{sat:?}");
    assert!(sat.values().all(|times| *times <= 50), "{sat:?}");
}

/// By chance a principle's interviewer would weigh what it asks for as the middle one does, or a little more.
#[test]
fn whoever_looks_for_a_principle_weighs_what_it_asks_for() {
    let (mut sum, mut count) = (0.0, 0.0);
    for draw in 0..40 {
        for seat in wish(&[], 6, draw).seats {
            let weights = persona(&seat.persona).unwrap().weights;
            for principle in seat.principles {
                let asked = principle.emphases();
                sum += asked.iter().map(|emphasis| weights[*emphasis as usize]).sum::<f64>() / asked.len() as f64;
                count += 1.0;
            }
        }
    }
    assert!(sum / count > 1.25, "{}", sum / count);
}

#[test]
fn a_person_keeps_their_place_with_a_persona_behind_them() {
    let chosen = [
        ChosenSeat::default(),
        ChosenSeat {
            person: "Ada".to_owned(),
            principles: vec![Principle::DiveDeep],
            ..ChosenSeat::default()
        },
    ];
    let seated = seat(&SeatWish {
        scope: &[],
        rounds: 5,
        role: None,
        chosen: &chosen,
        draw: 9,
    });
    assert_eq!(seated.seats[1].person, "Ada");
    assert_eq!(seated.seats[1].principles, [Principle::DiveDeep]);
    assert!(persona(&seated.seats[1].persona).is_some() && !seated.shared.contains(&Principle::DiveDeep));
}

#[test]
fn personas_alone_still_leave_a_chair_for_the_bar_raiser() {
    let of = |slug: &str| ChosenSeat {
        persona: slug.to_owned(),
        ..ChosenSeat::default()
    };
    let chosen: Vec<ChosenSeat> = ["both-sides", "few-words", "second-look", "warm-listener"]
        .map(of)
        .to_vec();
    let seated = seat(&SeatWish {
        scope: &[],
        rounds: 4,
        role: Some(Role::Sde),
        chosen: &chosen,
        draw: 0,
    });
    assert_eq!(bar_raiser(&seated.seats).len(), 1);
    let people: Vec<&str> = seated.seats.iter().map(|seat| seat.persona.as_str()).collect();
    assert_eq!(people, ["both-sides", "few-words", "second-look", "warm-listener"]);
}

fn any_scope() -> impl Strategy<Value = Vec<Principle>> {
    proptest::collection::vec(proptest::sample::select(Principle::ALL.to_vec()), 0..20)
}

fn any_chosen() -> impl Strategy<Value = ChosenSeat> {
    let slugs: Vec<String> = glidepath_content::personas()
        .iter()
        .map(|p| p.slug.to_owned())
        .collect();
    let persona =
        prop_oneof![3 => Just(String::new()), 1 => proptest::sample::select(slugs), 1 => Just("nobody".to_owned())];
    let person = prop_oneof![3 => Just(String::new()), 1 => Just("Ada".to_owned())];
    let chair = proptest::option::of(proptest::sample::select(Chair::ALL.to_vec()));
    let principles = proptest::collection::vec(proptest::sample::select(Principle::ALL.to_vec()), 0..3);
    (chair, persona, person, principles).prop_map(|(chair, persona, person, principles)| ChosenSeat {
        chair,
        persona,
        person,
        principles,
    })
}

fn any_role() -> impl Strategy<Value = Option<Role>> {
    proptest::option::of(proptest::sample::select(Role::ALL.to_vec()))
}

proptest! {
    #[test]
    fn a_drawn_loop_keeps_every_rule(scope in any_scope(), rounds in 0usize..10, role in any_role(), draw: u64) {
        let wish = SeatWish { scope: &scope, rounds, role, chosen: &[], draw };
        let seated = seat(&wish);
        let seats = &seated.seats;
        let rounds = rounds.clamp(1, 8);
        prop_assert_eq!(seats.len(), rounds);
        let scope: BTreeSet<Principle> = if scope.is_empty() { Principle::ALL.iter().copied().collect() } else { scope.iter().copied().collect() };
        for one in seats {
            prop_assert!((1..=3).contains(&one.principles.len()));
            let once: BTreeSet<&Principle> = one.principles.iter().collect();
            prop_assert_eq!(once.len(), one.principles.len());
            prop_assert!(one.principles.iter().all(|principle| scope.contains(principle)));
            let who = persona(&one.persona).unwrap();
            prop_assert!(who.seats.contains(&one.chair), "{} as {}", who.slug, one.chair);
            if rounds <= 6 {
                prop_assert!(role.is_none_or(|role| who.roles.is_empty() || who.roles.contains(&role)), "{} for {role:?}", who.slug);
            }
        }
        let people: BTreeSet<&str> = seats.iter().map(|one| one.persona.as_str()).collect();
        prop_assert_eq!(people.len(), rounds);
        prop_assert_eq!(seated.left_out.len(), scope.len().saturating_sub(3 * rounds));
        let raiser = bar_raiser(seats);
        prop_assert!(raiser.len() == 1 && raiser[0] + 2 >= rounds);
        let has = |chair: Chair| seats.iter().filter(|one| one.chair == chair).count();
        let technical = matches!(role, Some(Role::Sde | Role::Data | Role::Ops));
        if rounds >= 3 {
            prop_assert_eq!(has(Chair::Manager), 1);
            prop_assert_eq!(has(Chair::Technical) >= 1, technical);
        }
        prop_assert_eq!(has(Chair::Partner), usize::from(rounds >= 5));
        prop_assert_eq!(seat(&wish), seated);
    }

    #[test]
    fn what_was_chosen_is_kept_exactly(
        scope in any_scope(),
        rounds in 1usize..9,
        role in any_role(),
        chosen in proptest::collection::vec(any_chosen(), 0..9),
        draw: u64,
    ) {
        let seated = seat(&SeatWish { scope: &scope, rounds, role, chosen: &chosen, draw });
        for (one, chosen) in seated.seats.iter().zip(&chosen) {
            prop_assert!(chosen.chair.is_none_or(|chair| chair == one.chair));
            prop_assert!(chosen.persona.is_empty() || chosen.persona == one.persona);
            prop_assert_eq!(&chosen.person, &one.person);
            prop_assert!(chosen.principles.is_empty() || chosen.principles == one.principles);
        }
        let drawn = seated.seats.iter().enumerate().filter(|(at, _)| chosen.get(*at).is_none_or(|one| one.persona.is_empty()));
        let mut people: Vec<&str> = drawn.map(|(_, one)| one.persona.as_str()).collect();
        people.sort_unstable();
        people.dedup();
        let open = seated.seats.len() - chosen.iter().take(rounds).filter(|one| !one.persona.is_empty()).count();
        prop_assert_eq!(people.len(), open);
        // A Bar Raiser sits wherever a chair was left to be given.
        let left = (0..rounds).any(|at| chosen.get(at).is_none_or(|one| one.chair.is_none()));
        prop_assert!(!left || !bar_raiser(&seated.seats).is_empty());
        let covered: BTreeSet<Principle> = seated.seats.iter().flat_map(|one| one.principles.iter().copied()).collect();
        prop_assert!(seated.left_out.iter().all(|principle| !covered.contains(principle)));
        let room = seated.seats.iter().enumerate().any(|(at, one)| {
            chosen.get(at).is_none_or(|chosen| chosen.principles.is_empty()) && one.principles.len() < 2
        });
        prop_assert!(seated.left_out.is_empty() || !room, "left out though there was room");
    }
}
