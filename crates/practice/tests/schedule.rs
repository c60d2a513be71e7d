//! The schedule over weeks: intervals as FSRS gives them, nothing past the interview unseen, the last days shared.

use glidepath_domain::{Grade, MemoryCard, MemoryKind, Recalled, StoryId};
use glidepath_practice::{
    FIT_FROM, LAST_DAYS, RETENTION, RETENTION_AT_INTERVIEW, Schedule, Why, fit, retention_target,
};
use proptest::prelude::*;

fn card(kind: MemoryKind, story: usize) -> MemoryCard {
    MemoryCard {
        kind,
        story: Some(StoryId(format!("story-{story}"))),
        family: None,
        about: String::new(),
        memory: None,
        due_ms: 0,
        asked: Vec::new(),
    }
}

fn at(days: f64, grade: Grade) -> Recalled {
    Recalled {
        at_ms: (days * DAY_MS as f64) as i64,
        latency_ms: 3_000,
        grade,
    }
}

#[test]
fn intervals_are_those_of_fsrs() {
    // Reference of py-fsrs and ts-fsrs with default parameters: Good six times, each when due, gives these days.
    let schedule = Schedule::new(None);
    let mut card = card(MemoryKind::Opening, 0);
    let mut days = Vec::new();
    let mut now = 0.0;
    for _ in 0..6 {
        card = schedule.after(&card, at(now, Grade::Good));
        let wait = ((card.due_ms as f64 / DAY_MS as f64) - now).round();
        days.push(wait as i64);
        now += wait;
    }
    assert_eq!(
        days,
        [2, 11, 46, 163, 365, 365],
        "FSRS says 498 for the fifth: a year is the most here"
    );
}

#[test]
fn what_was_not_brought_back_comes_the_same_day() {
    let schedule = Schedule::new(None);
    let known = schedule.after(&card(MemoryKind::Opening, 0), at(0.0, Grade::Good));
    let failed = schedule.after(&known, at(2.0, Grade::Again));
    assert!(failed.due_ms - 2 * DAY_MS < DAY_MS);
    assert!(failed.memory.unwrap().stability < known.memory.unwrap().stability);
    assert_eq!(failed.asked.len(), 2);
}

#[test]
fn answers_may_come_in_any_order() {
    let schedule = Schedule::new(None);
    let answers = [at(0.0, Grade::Good), at(3.0, Grade::Hard), at(9.0, Grade::Easy)];
    let tell = |order: [usize; 3]| {
        order.iter().fold(card(MemoryKind::Figure, 1), |card, i| {
            schedule.after(&card, answers[*i])
        })
    };
    assert_eq!(tell([0, 1, 2]), tell([2, 0, 1]));
}

#[test]
fn the_target_rises_over_the_last_fortnight() {
    let day = Some(100 * DAY_MS);
    assert_eq!(retention_target(0, None), RETENTION);
    assert_eq!(retention_target(50 * DAY_MS, day), RETENTION);
    assert!((retention_target(93 * DAY_MS, day) - 0.93).abs() < 1e-9);
    assert!(retention_target(100 * DAY_MS - 1, day) > RETENTION_AT_INTERVIEW - 1e-6);
    assert_eq!(
        retention_target(101 * DAY_MS, day),
        RETENTION,
        "afterwards life goes on"
    );
    let near = Schedule::new(Some(5 * DAY_MS)).after(&card(MemoryKind::Opening, 0), at(0.0, Grade::Easy));
    let far = Schedule::new(None).after(&card(MemoryKind::Opening, 0), at(0.0, Grade::Easy));
    assert!(near.due_ms < far.due_ms);
}

#[test]
fn a_moved_interview_moves_what_was_kept() {
    let kept = Schedule::new(None).after(&card(MemoryKind::Opening, 0), at(0.0, Grade::Easy));
    let bent = Schedule::new(Some(6 * DAY_MS));
    assert!(kept.due_ms > 6 * DAY_MS);
    let due = bent.due_ms(&kept, DAY_MS);
    assert!(((6 - LAST_DAYS) * DAY_MS..6 * DAY_MS).contains(&due), "{due}");
    assert_eq!(bent.due_ms(&kept, 7 * DAY_MS), kept.due_ms, "over, and as before");
}

#[test]
fn the_least_firm_comes_first_and_every_fourth_is_new() {
    let schedule = Schedule::new(None);
    let mut cards: Vec<MemoryCard> = (0..4)
        .map(|i| {
            schedule.after(
                &card(MemoryKind::Opening, i),
                at(i as f64, if i == 2 { Grade::Hard } else { Grade::Good }),
            )
        })
        .collect();
    cards.extend((4..7).map(|i| card(MemoryKind::Ending, i)));
    let asked = schedule.due(&cards, 60 * DAY_MS, 6);
    let whys: Vec<Why> = asked.iter().map(|due| due.why).collect();
    assert_eq!(
        whys,
        [Why::Fading, Why::Fading, Why::Fading, Why::New, Why::Fading, Why::New]
    );
    assert_eq!(asked[0].card.story, Some(StoryId("story-2".into())));
    let chances: Vec<f64> = asked.iter().filter_map(|due| due.chance).collect();
    assert!(chances.is_sorted(), "{chances:?}");
    assert_eq!(schedule.due(&cards, -1, 6), []);
    assert!(schedule.next_ms(&cards, 0).is_some_and(|next| next > 0));
    assert_eq!(schedule.next_ms(&[], 0), None);
}

#[test]
fn a_fresh_bank_takes_turns_and_weak_things_lead() {
    let mut cards: Vec<MemoryCard> = (0..5).map(|i| card(MemoryKind::Match, i)).collect();
    cards.push(card(MemoryKind::Figure, 9));
    cards.push(card(MemoryKind::Finding, 9));
    let kinds: Vec<MemoryKind> = Schedule::new(None)
        .due(&cards, 0, 4)
        .iter()
        .map(|due| due.card.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            MemoryKind::Finding,
            MemoryKind::Match,
            MemoryKind::Figure,
            MemoryKind::Match
        ]
    );
}

#[test]
fn spoilt_memory_breaks_nothing() {
    let schedule = Schedule::fitted(&[f32::NAN; 21], None);
    let mut spoilt = card(MemoryKind::Opening, 0);
    spoilt.memory = Some(glidepath_domain::Memory {
        stability: f64::NAN,
        difficulty: 0.0,
    });
    assert_eq!(schedule.chance(&spoilt, 0), None);
    let after = schedule.after(&spoilt, at(1.0, Grade::Good));
    assert!(after.memory.is_some_and(|memory| memory.stability.is_finite()));
}

const DAY_MS: i64 = 86_400_000;

/// Cards of somebody who forgets faster than most: right only while little time has passed.
fn forgetful(cards: usize, asked: usize) -> Vec<MemoryCard> {
    let one = |i: usize| {
        let (mut card, mut day) = (card(MemoryKind::Figure, i), 0.0);
        for nth in 0..asked {
            let gap = ((i + nth) % 7 + 1) as f64;
            let grade = if nth == 0 || gap <= 3.0 {
                Grade::Good
            } else {
                Grade::Again
            };
            day += gap;
            card.asked.push(at(day, grade));
        }
        card
    };
    (0..cards).map(one).collect()
}

#[test]
fn parameters_are_fitted_from_two_hundred_answers_on() {
    assert_eq!(fit(&forgetful(10, (FIT_FROM - 1) / 10)), None);
    let cards = forgetful(40, 10);
    let fitted = fit(&cards).unwrap();
    assert_eq!(
        Some(&fitted),
        fit(&cards).as_ref(),
        "the same cards, the same parameters"
    );
    let wait = |schedule: &Schedule| {
        schedule
            .after(&card(MemoryKind::Figure, 0), at(0.0, Grade::Good))
            .due_ms
    };
    let (own, usual) = (wait(&Schedule::fitted(&fitted, None)), wait(&Schedule::new(None)));
    assert_ne!(own, usual);
}

/// Practises every day until the interview, all that is due, and gives the days on which each card was asked.
fn practise(cards: usize, days: i64, grades: &[Grade]) -> Vec<MemoryCard> {
    let schedule = Schedule::new(Some(days * DAY_MS));
    let mut kept: Vec<MemoryCard> = (0..cards).map(|i| card(MemoryKind::Opening, i)).collect();
    let mut nth = 0;
    for day in 0..days {
        let now = day * DAY_MS + DAY_MS / 2;
        for card in &mut kept {
            if schedule.due_ms(card, now) <= now {
                let grade = grades[nth % grades.len()];
                *card = schedule.after(
                    card,
                    Recalled {
                        at_ms: now,
                        latency_ms: 1,
                        grade,
                    },
                );
                nth += 1;
            }
        }
    }
    kept
}

#[test]
fn everything_is_seen_in_the_last_three_days_and_not_all_on_the_last() {
    let kept = practise(90, 40, &[Grade::Good, Grade::Easy, Grade::Good]);
    let first = 37 * DAY_MS;
    let mut seen = [0; 3];
    for card in &kept {
        let days: std::collections::BTreeSet<i64> = card
            .asked
            .iter()
            .filter(|r| r.at_ms >= first)
            .map(|r| (r.at_ms - first) / DAY_MS)
            .collect();
        assert!(!days.is_empty(), "not seen in the last days");
        days.iter().for_each(|day| seen[*day as usize] += 1);
    }
    println!("90 cards known well: asked {seen:?} on the last three days");
    assert!(seen.iter().all(|n| (15..=60).contains(n)), "{seen:?}");
}

fn any_grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(Grade::ALL)
}

proptest! {
    #[test]
    fn never_past_the_interview_unseen(
        answers in prop::collection::vec((0.0..12.0_f64, any_grade()), 1..20),
        interview in 1..120_i64,
        story in 0..50_usize,
    ) {
        let day = interview * DAY_MS;
        let schedule = Schedule::new(Some(day));
        let mut card = card(MemoryKind::Opening, story);
        let mut now = 0.0;
        for (gap, grade) in answers {
            now += gap;
            let recalled = at(now, grade);
            card = schedule.after(&card, recalled);
            prop_assert!(card.due_ms > recalled.at_ms);
            if recalled.at_ms < day - LAST_DAYS * DAY_MS {
                prop_assert!(card.due_ms <= day - DAY_MS, "due {} days after the eve began", (card.due_ms - day + DAY_MS) / DAY_MS);
            }
            prop_assert_eq!(schedule.due_ms(&card, recalled.at_ms), card.due_ms);
        }
    }

    #[test]
    fn a_better_grade_never_comes_back_sooner(before in prop::collection::vec((0.5..9.0_f64, any_grade()), 0..8), gap in 1.0..9.0_f64) {
        let schedule = Schedule::new(None);
        let mut kept = card(MemoryKind::Opening, 0);
        let mut now = 0.0;
        for (gap, grade) in before {
            now += gap;
            kept = schedule.after(&kept, at(now, grade));
        }
        let dues: Vec<i64> = Grade::ALL.iter().map(|grade| schedule.after(&kept, at(now + gap, *grade)).due_ms).collect();
        prop_assert!(dues.is_sorted(), "{:?}", dues);
    }

    #[test]
    fn what_is_due_is_due_and_within_bounds(
        cards in prop::collection::vec((0..40_usize, prop::collection::vec((0.0..9.0_f64, any_grade()), 0..5)), 0..30),
        now in 0..60_i64,
        most in 0..20_usize,
    ) {
        let schedule = Schedule::new(Some(30 * DAY_MS));
        let kept: Vec<MemoryCard> = cards.into_iter().map(|(story, answers)| {
            let mut now = 0.0;
            answers.into_iter().fold(card(MemoryKind::Opening, story), |card, (gap, grade)| {
                now += gap;
                schedule.after(&card, at(now, grade))
            })
        }).collect();
        let due = schedule.due(&kept, now * DAY_MS, most);
        prop_assert!(due.len() <= most);
        prop_assert!(due.iter().all(|due| due.due_ms <= now * DAY_MS));
        prop_assert!(due.iter().all(|due| due.chance.is_none_or(|chance| (0.0..=1.0).contains(&chance))));
    }
}
