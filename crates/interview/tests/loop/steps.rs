//! The round as a machine: from any state it ends, nothing said is asked again, time only grows.

use glidepath_content::{persona, personas};
use glidepath_domain::{Drill, DrillState, Layer, Principle, ReplyKind, RoundState, Turn};
use glidepath_interview::{Step, may_ask, may_follow_up, step, time_used_s};
use proptest::prelude::*;

use crate::sample::{at, drill, passed, round, said, seen};

const OWNERSHIP: Option<Principle> = Some(Principle::Ownership);
const DIVE_DEEP: Option<Principle> = Some(Principle::DiveDeep);
const FRUGALITY: Option<Principle> = Some(Principle::Frugality);

#[test]
fn a_round_goes_from_the_greeting_to_the_candidates_questions() {
    let mut one = round("second-look", 45, &[OWNERSHIP]);
    one.state = RoundState::Waiting;
    assert_eq!(step(&one, &[None]), Step::Enter);
    one.state = RoundState::Asking;
    assert_eq!(step(&one, &[None]), Step::Ask { exchange: 0 });
    let mut told = drill(DrillState::Telling, vec![Turn::open("Question 0?")]);
    assert_eq!(step(&one, &[Some(&told)]), Step::Answer { exchange: 0, turn: 0 });
    told = drill(DrillState::Asking, vec![said(60)]);
    assert_eq!(step(&one, &[Some(&told)]), Step::FollowUp { exchange: 0 });
    told.turns.push(at(Layer::Clarify, Turn::open("Which?")));
    assert_eq!(step(&one, &[Some(&told)]), Step::Answer { exchange: 0, turn: 1 });
    told.turns[1].reply = ReplyKind::Said;
    told.turns[1].recording = "r".to_owned();
    assert_eq!(step(&one, &[Some(&told)]), Step::Unwritten { exchange: 0, turn: 1 });
    told.turns[1].text = "That one.".to_owned();
    assert_eq!(step(&one, &[Some(&told)]), Step::FollowUp { exchange: 0 });
    told.state = DrillState::Rating;
    assert_eq!(step(&one, &[Some(&told)]), Step::Close);
    one.state = RoundState::Closing;
    assert_eq!(step(&one, &[Some(&told)]), Step::Close);
    for state in [RoundState::Done, RoundState::Left] {
        one.state = state;
        assert_eq!(step(&one, &[Some(&told)]), Step::Over);
    }
}

#[test]
fn a_drill_that_is_named_and_missing_is_made_whatever_the_time() {
    let mut one = round("second-look", 8, &[OWNERSHIP, DIVE_DEEP, OWNERSHIP]);
    one.exchanges[2].drill = "l-0-2".to_owned();
    let long = drill(DrillState::Rating, vec![said(3000)]);
    assert_eq!(step(&one, &[Some(&long)]), Step::Ask { exchange: 2 });
}

#[test]
fn a_round_without_a_question_closes() {
    assert_eq!(step(&round("second-look", 45, &[]), &[]), Step::Close);
}

#[test]
fn a_spare_comes_in_for_what_was_passed_and_stays_unasked_otherwise() {
    // Two questions fit and two principles are looked for; the others are spares.
    let one = round("second-look", 45, &[OWNERSHIP, DIVE_DEEP, OWNERSHIP, DIVE_DEEP]);
    let answered = drill(DrillState::Rating, vec![said(100)]);
    let not = drill(DrillState::Rating, vec![passed()]);
    assert_eq!(step(&one, &[Some(&answered), Some(&answered)]), Step::Close);
    assert_eq!(step(&one, &[Some(&not), Some(&answered)]), Step::Ask { exchange: 2 });
    assert_eq!(
        step(&one, &[Some(&answered), Some(&not), None, Some(&answered)]),
        Step::Close
    );
    let all = [Some(&not); 4];
    assert_eq!(step(&one, &all), Step::Close);
}

#[test]
fn every_principle_is_asked_about_while_there_is_time() {
    let one = round("second-look", 45, &[OWNERSHIP, DIVE_DEEP, FRUGALITY]);
    let quick = drill(DrillState::Rating, vec![said(200)]);
    let slow = drill(DrillState::Rating, vec![said(1100)]);
    assert!(may_ask(&one, &[Some(&quick), Some(&quick)], 2));
    assert!(!may_ask(&one, &[Some(&slow), Some(&slow)], 2));
    assert!(
        !may_ask(&one, &[Some(&quick), Some(&quick)], 3),
        "there is no such exchange"
    );
    assert!(!may_ask(&one, &[Some(&quick)], 0), "it was asked");
}

#[test]
fn follow_ups_end_with_their_number_with_their_time_and_with_a_pass() {
    let wide = personas()
        .iter()
        .find(|p| p.breadth == glidepath_content::Breadth::Wide);
    let one = round(wide.map_or("", |p| p.slug), 45, &[OWNERSHIP, DIVE_DEEP]);
    let after = |turns: Vec<Turn>| may_follow_up(&one, &[Some(&drill(DrillState::Asking, turns))], 0, wide);
    assert!(after(vec![said(100)]));
    assert!(after(vec![said(100), said(20), said(20)]));
    assert!(!after(vec![said(100), said(20), said(20), said(20)]), "three at most");
    // Four questions in forty minutes: ten for each.
    assert!(after(vec![said(589)]) && !after(vec![said(590)]));
    assert!(!after(vec![passed()]) && !after(vec![]));
    assert!(!may_follow_up(&one, &[None, None], 0, wide));
}

#[test]
fn time_that_one_question_left_over_goes_to_the_next() {
    let deep = persona("second-look");
    let one = round("second-look", 45, &[OWNERSHIP, DIVE_DEEP]);
    let first = drill(DrillState::Rating, vec![said(190)]);
    let second = |seconds: u64| drill(DrillState::Asking, vec![said(seconds)]);
    // Two shares of twenty minutes, of which the first used ten seconds and 190.
    assert!(may_follow_up(&one, &[Some(&first), Some(&second(2180))], 1, deep));
    assert!(!may_follow_up(&one, &[Some(&first), Some(&second(2190))], 1, deep));
}

#[test]
fn typed_words_count_at_the_usual_pace() {
    let one = round("second-look", 45, &[OWNERSHIP]);
    let mut turn = said(0);
    turn.took_ms = None;
    turn.text = "word ".repeat(300);
    let told = drill(DrillState::Asking, vec![turn, passed(), Turn::open("?")]);
    let seconds = time_used_s(&one, &[Some(&told)]);
    assert!((seconds - (120.0 + 30.0)).abs() < 1e-9, "{seconds}");
}

/// What a candidate does when something waits.
#[derive(Debug, Clone)]
enum Does {
    Says(u64),
    Types(usize),
    Records(u64),
    Passes,
}

fn does() -> impl Strategy<Value = Does> {
    prop_oneof![
        (0u64..900).prop_map(Does::Says),
        (1usize..800).prop_map(Does::Types),
        (0u64..900).prop_map(Does::Records),
        Just(Does::Passes),
    ]
}

fn principle() -> impl Strategy<Value = Option<Principle>> {
    prop_oneof![Just(None), Just(OWNERSHIP), Just(DIVE_DEEP), Just(FRUGALITY)]
}

/// A drill as it may lie in the store, whatever has become of it.
fn any_drill() -> impl Strategy<Value = Option<Drill>> {
    let turn = prop_oneof![
        Just(Turn::open("?")),
        (0u64..500).prop_map(said),
        Just(passed()),
        Just(Turn {
            text: String::new(),
            recording: "r".to_owned(),
            ..said(30)
        }),
    ];
    let state = proptest::sample::select(DrillState::ALL.to_vec());
    proptest::option::of((state, proptest::collection::vec(turn, 0..6)).prop_map(|(state, turns)| drill(state, turns)))
}

proptest! {
    #[test]
    fn from_any_state_it_ends_and_nothing_said_is_asked_again(
        who in 0usize..16,
        minutes in 0u32..70,
        state in proptest::sample::select(RoundState::ALL.to_vec()),
        principles in proptest::collection::vec(principle(), 0..8),
        kept in proptest::collection::vec(any_drill(), 0..8),
        does in proptest::collection::vec(does(), 1..40),
        goes_on in proptest::collection::vec(any::<bool>(), 1..40),
    ) {
        let persona = &personas()[who];
        let mut one = round(persona.slug, minutes, &principles);
        one.state = state;
        let mut drills = kept;
        drills.resize(one.exchanges.len(), None);
        let mut used = time_used_s(&one, &seen(&drills));
        for turn in 0..600 {
            match step(&one, &seen(&drills)) {
                Step::Enter => one.state = RoundState::Asking,
                Step::Ask { exchange } => {
                    prop_assert!(drills[exchange].is_none());
                    drills[exchange] = Some(drill(DrillState::Telling, vec![Turn::open("?")]));
                }
                Step::Answer { exchange, turn: open } => {
                    let told = drills[exchange].as_mut().unwrap();
                    prop_assert_eq!(told.turns[open].reply, ReplyKind::Open);
                    let asked = told.turns[open].asked.clone();
                    told.turns[open] = match &does[turn % does.len()] {
                        Does::Says(seconds) => said(*seconds),
                        Does::Types(words) => Turn { text: "word ".repeat(*words), took_ms: None, ..said(0) },
                        Does::Records(seconds) => Turn { text: String::new(), recording: "r".to_owned(), ..said(*seconds) },
                        Does::Passes => passed(),
                    };
                    told.turns[open].asked = asked;
                    told.state = DrillState::Asking;
                }
                Step::Unwritten { exchange, turn: unwritten } => {
                    let told = &mut drills[exchange].as_mut().unwrap().turns[unwritten];
                    prop_assert!(told.text.is_empty() && told.reply == ReplyKind::Said);
                    told.text = "so I moved it".to_owned();
                }
                Step::FollowUp { exchange } => {
                    let more = goes_on[turn % goes_on.len()] && may_follow_up(&one, &seen(&drills), exchange, Some(persona));
                    let told = drills[exchange].as_mut().unwrap();
                    prop_assert!(told.turns.iter().all(|turn| turn.reply != ReplyKind::Open));
                    if more {
                        told.turns.push(at(Layer::Evidence, Turn::open("And?")));
                    } else {
                        told.state = DrillState::Rating;
                    }
                }
                Step::Close => one.state = if one.state == RoundState::Asking { RoundState::Closing } else { RoundState::Done },
                Step::Over => return Ok(()),
            }
            let now = time_used_s(&one, &seen(&drills));
            prop_assert!(now >= used, "time went back from {used} to {now}");
            used = now;
        }
        prop_assert!(false, "it does not end");
    }
}
