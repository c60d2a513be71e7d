//! Which questions an interviewer brings.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_content::{personas, question, questions};
use glidepath_domain::{Bucket, Chair, Commonness, Exchange, Level, Principle, Role, Seat};
use glidepath_interview::{Asked, SeatWish, Whom, plan_questions, round_time, seat};
use proptest::prelude::*;

fn bank() -> Vec<Asked<'static>> {
    questions()
        .iter()
        .map(|known| Asked {
            id: &known.id.0,
            question: &known.question,
        })
        .collect()
}

fn seat_of(chair: Chair, principles: &[Principle]) -> Seat {
    Seat {
        chair,
        persona: "both-sides".to_owned(),
        person: String::new(),
        principles: principles.to_vec(),
    }
}

fn bucket(exchange: &Exchange) -> Bucket {
    question(&exchange.question)
        .expect("a question of ours")
        .question
        .bucket
}

const SDE: Whom = Whom {
    role: Some(Role::Sde),
    level: Some(Level::L5),
};

#[test]
fn each_principle_has_its_question_and_a_spare() {
    let sought = [Principle::Ownership, Principle::EarnTrust];
    let planned = plan_questions(
        &seat_of(Chair::Peer, &sought),
        45,
        &bank(),
        SDE,
        &mut BTreeSet::new(),
        4,
    );
    let breadth = personas()
        .iter()
        .find(|p| p.slug == "both-sides")
        .map(|p| p.breadth)
        .unwrap();
    let fit = round_time(45, breadth).questions.max(2);
    assert_eq!(planned.len(), fit + 2);
    assert_eq!(planned[0].principle, Some(sought[0]));
    assert_eq!(planned[1].principle, Some(sought[1]));
    for exchange in &planned {
        let known = question(&exchange.question).unwrap();
        assert_eq!(known.question.principles.first().copied(), exchange.principle);
        assert_eq!(known.question.text, exchange.asked);
        assert!(exchange.drill.is_empty());
    }
    assert_ne!(bucket(&planned[0]), bucket(&planned[1]));
}

#[test]
fn a_technical_seat_opens_with_a_technical_question_for_no_principle() {
    let seat = seat_of(Chair::Technical, &[Principle::DiveDeep, Principle::InventAndSimplify]);
    for draw in 0..20 {
        let planned = plan_questions(&seat, 45, &bank(), SDE, &mut BTreeSet::new(), draw);
        assert_eq!((planned[0].principle, bucket(&planned[0])), (None, Bucket::Technical));
        assert!(
            planned[1..]
                .iter()
                .all(|exchange| exchange.principle.is_some() && bucket(exchange) != Bucket::Technical)
        );
        let probes = &question(&planned[0].question).unwrap().question.principles;
        assert!(probes.iter().all(|principle| !seat.principles.contains(principle)));
    }
}

#[test]
fn commoner_questions_come_more_often() {
    let seat = seat_of(Chair::Peer, &[Principle::Ownership]);
    let mut asked: BTreeMap<Commonness, usize> = BTreeMap::new();
    for draw in 0..300 {
        let planned = plan_questions(&seat, 45, &bank(), SDE, &mut BTreeSet::new(), draw);
        *asked
            .entry(question(&planned[0].question).unwrap().question.commonness)
            .or_default() += 1;
    }
    let stand = |commonness| {
        let fits = |known: &&glidepath_content::BankQuestion| {
            known.question.principles[0] == Principle::Ownership
                && known.question.commonness == commonness
                && (known.question.roles.is_empty() || known.question.roles.contains(&Role::Sde))
                && (known.question.levels.is_empty() || known.question.levels.contains(&Level::L5))
        };
        questions().iter().filter(fits).count()
    };
    let rate = |commonness| asked.get(&commonness).copied().unwrap_or_default() as f64 / stand(commonness) as f64;
    assert!(rate(Commonness::VeryCommon) > rate(Commonness::Common), "{asked:?}");
    assert!(rate(Commonness::Common) > rate(Commonness::Rare), "{asked:?}");
}

#[test]
fn what_the_pool_lacks_is_left_out() {
    let few: Vec<Asked<'_>> = bank()
        .into_iter()
        .filter(|asked| asked.question.principles[0] == Principle::Ownership && asked.question.roles.is_empty())
        .filter(|asked| asked.question.levels.is_empty())
        .take(1)
        .collect();
    let seat = seat_of(Chair::Technical, &[Principle::Frugality, Principle::Ownership]);
    let planned = plan_questions(&seat, 45, &few, SDE, &mut BTreeSet::new(), 1);
    let technical = usize::from(few[0].question.bucket == Bucket::Technical);
    assert_eq!(planned.len(), 1);
    assert_eq!(planned[0].principle.is_none(), technical == 1);
    assert!(plan_questions(&seat, 45, &[], SDE, &mut BTreeSet::new(), 1).is_empty());
}

#[test]
fn who_is_not_known_is_asked_what_everybody_is() {
    let seat = seat_of(Chair::Peer, &[Principle::ThinkBig]);
    for draw in 0..50 {
        for exchange in plan_questions(&seat, 60, &bank(), Whom::default(), &mut BTreeSet::new(), draw) {
            let known = &question(&exchange.question).unwrap().question;
            assert!(
                known.roles.is_empty() && known.levels.is_empty(),
                "{}",
                exchange.question
            );
        }
    }
}

proptest! {
    #[test]
    fn a_whole_loop_asks_nothing_twice_and_asks_about_everything(
        rounds in 1usize..7,
        minutes in 8u32..60,
        role in proptest::option::of(proptest::sample::select(Role::ALL.to_vec())),
        level in proptest::option::of(proptest::sample::select(Level::ALL.to_vec())),
        draw: u64,
    ) {
        let bank = bank();
        let mut taken = BTreeSet::new();
        let seated = seat(&SeatWish { scope: &[], rounds, role, chosen: &[], draw });
        let mut all = Vec::new();
        for seat in &seated.seats {
            let planned = plan_questions(seat, minutes, &bank, Whom { role, level }, &mut taken, draw);
            for principle in &seat.principles {
                prop_assert!(planned.iter().any(|exchange| exchange.principle == Some(*principle)), "{principle}");
            }
            prop_assert_eq!(planned.first().is_some_and(|first| first.principle.is_none()), seat.chair == Chair::Technical);
            all.extend(planned);
        }
        let once: BTreeSet<&str> = all.iter().map(|exchange| exchange.question.as_str()).collect();
        prop_assert_eq!(once.len(), all.len());
        prop_assert_eq!(taken.len(), all.len());
        for exchange in &all {
            let known = &question(&exchange.question).unwrap().question;
            prop_assert!(known.roles.is_empty() || role.is_some_and(|role| known.roles.contains(&role)));
            prop_assert!(known.levels.is_empty() || level.is_some_and(|level| known.levels.contains(&level)));
        }
    }
}
