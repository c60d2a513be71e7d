//! What an interviewer says around a question.

use std::collections::BTreeSet;

use glidepath_content::{Persona, persona, personas};
use glidepath_domain::{Drill, DrillState, Layer, Principle, ReplyKind, Round, Turn};
use glidepath_interview::{Moment, says};

use crate::sample::{at, drill, passed, round, said, seen};

const OWNERSHIP: Option<Principle> = Some(Principle::Ownership);

fn who() -> &'static Persona {
    persona("second-look").expect("a persona of ours")
}

fn told() -> Drill {
    drill(DrillState::Rating, vec![said(60)])
}

#[test]
fn coming_in_and_leaving_have_their_lines() {
    let one = round(who().slug, 30, &[OWNERSHIP]);
    let entering = says(who(), 2, &one, &[None], Moment::Entering);
    assert_eq!(entering, [who().greeting(2, 30), who().says.first.clone()]);
    assert!(says(who(), 2, &one, &[None], Moment::Question { exchange: 0 }).is_empty());
    assert_eq!(
        says(who(), 2, &one, &[None], Moment::Closing),
        [who().says.own_questions.as_str()]
    );
    assert_eq!(
        says(who(), 2, &one, &[None], Moment::Leaving),
        [who().says.goodbye.as_str()]
    );
}

#[test]
fn no_line_between_questions_comes_twice_before_all_were_said() {
    for persona in personas() {
        for round_no in 0..6 {
            let many = persona.says.next.len();
            let one = round(persona.slug, 60, &vec![OWNERSHIP; many + 2]);
            let drills: Vec<Option<Drill>> = (0..many + 2).map(|_| Some(told())).collect();
            let line = |exchange| says(persona, round_no, &one, &seen(&drills), Moment::Question { exchange });
            let lines: BTreeSet<Vec<String>> = (1..=many).map(line).collect();
            assert_eq!(lines.len(), many, "{}", persona.slug);
            assert_eq!(line(many + 1), line(1));
        }
    }
}

#[test]
fn a_bridge_leads_from_the_technical_question() {
    let one = round(who().slug, 45, &[None, OWNERSHIP, OWNERSHIP]);
    let drills = [Some(told()), Some(told()), Some(told())];
    let line = |exchange| says(who(), 0, &one, &seen(&drills), Moment::Question { exchange });
    assert_eq!(line(1), [who().says.technical.as_str()]);
    assert_ne!(line(2), line(1));
}

#[test]
fn the_first_pass_is_answered_and_the_others_are_gone_past() {
    let one = round(who().slug, 45, &[OWNERSHIP; 3]);
    let not = drill(DrillState::Rating, vec![passed()]);
    let drills = [Some(not.clone()), Some(not), Some(told())];
    let line = |exchange| says(who(), 0, &one, &seen(&drills), Moment::Question { exchange });
    assert_eq!(line(1), [who().says.passed.as_str()]);
    assert!(who().says.next.contains(&line(2)[0]));
    let follow_ups = [Some(drill(
        DrillState::Asking,
        vec![said(9), passed(), passed(), Turn::open("?")],
    ))];
    let line = |turn| {
        says(
            who(),
            0,
            &one,
            &seen(&follow_ups),
            Moment::FollowUp { exchange: 0, turn },
        )
    };
    assert_eq!(line(2), [who().says.passed.as_str()]);
    assert!(line(3).is_empty());
}

#[test]
fn who_rambles_is_cut_off_each_time_in_other_words() {
    let one = round(who().slug, 45, &[OWNERSHIP]);
    let typed = |words: usize| Turn {
        text: "word ".repeat(words),
        took_ms: None,
        ..said(0)
    };
    // Three minutes are the timebox: four ramble, and so do 600 words.
    let drills = [Some(drill(
        DrillState::Asking,
        vec![said(241), said(240), typed(601), typed(600), Turn::open("?")],
    ))];
    let line = |turn| says(who(), 0, &one, &seen(&drills), Moment::FollowUp { exchange: 0, turn });
    let cuts = &who().says.cut;
    assert_eq!(line(1), [cuts[0].as_str()]);
    assert!(line(2).is_empty());
    assert_eq!(line(3), [cuts[1].as_str()]);
    assert!(line(4).is_empty());
}

#[test]
fn the_first_challenge_of_a_round_is_led_up_to() {
    let one = round(who().slug, 45, &[OWNERSHIP, OWNERSHIP]);
    let challenge = || at(Layer::Challenge, said(10));
    let first = drill(DrillState::Rating, vec![said(400), challenge(), challenge()]);
    let drills = [
        Some(first),
        Some(drill(DrillState::Asking, vec![said(10), challenge()])),
    ];
    let line = |exchange, turn| says(who(), 1, &one, &seen(&drills), Moment::FollowUp { exchange, turn });
    assert_eq!(line(0, 1), [who().says.challenge[1].as_str()]);
    assert!(line(0, 2).is_empty() && line(1, 1).is_empty());
}

#[test]
fn what_was_said_stays_said_however_the_round_goes_on() {
    let one = round(who().slug, 45, &[None, OWNERSHIP, OWNERSHIP]);
    let last = at(
        Layer::Challenge,
        Turn {
            reply: ReplyKind::Said,
            ..said(300)
        },
    );
    let whole = [
        Some(drill(DrillState::Rating, vec![said(300), said(10), passed()])),
        Some(drill(DrillState::Rating, vec![passed()])),
        Some(drill(DrillState::Asking, vec![said(10), said(500), last])),
    ];
    let script = |drills: &[Option<Drill>]| script(who(), &one, drills);
    let all = script(&whole);
    for exchange in 0..3 {
        for turns in 1..=whole[exchange].as_ref().unwrap().turns.len() {
            let mut part: Vec<Option<Drill>> = whole[..=exchange].to_vec();
            part[exchange].as_mut().unwrap().turns.truncate(turns);
            let so_far = script(&part);
            assert_eq!(all[..so_far.len()], so_far[..]);
        }
    }
}

/// Every line of a round, in order.
fn script(persona: &Persona, one: &Round, drills: &[Option<Drill>]) -> Vec<String> {
    let told = seen(drills);
    let mut lines = says(persona, 0, one, &told, Moment::Entering);
    for (exchange, drill) in drills.iter().flatten().enumerate() {
        lines.extend(says(persona, 0, one, &told, Moment::Question { exchange }));
        for turn in 1..drill.turns.len() {
            lines.extend(says(persona, 0, one, &told, Moment::FollowUp { exchange, turn }));
        }
    }
    lines
}

#[test]
fn a_person_speaks_for_themselves() {
    let mut one = round(who().slug, 45, &[OWNERSHIP]);
    one.seat.person = "Ada".to_owned();
    for moment in [
        Moment::Entering,
        Moment::Question { exchange: 0 },
        Moment::Closing,
        Moment::Leaving,
    ] {
        assert!(says(who(), 0, &one, &[None], moment).is_empty());
    }
}

#[test]
fn a_moment_that_was_not_has_no_line() {
    let one = round(who().slug, 45, &[OWNERSHIP]);
    for (exchange, turn) in [(0, 0), (0, 5), (7, 1)] {
        assert!(says(who(), 0, &one, &[Some(&told())], Moment::FollowUp { exchange, turn }).is_empty());
    }
}
