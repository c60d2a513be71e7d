//! Loop plans a person would ask for: what is preferred, what is refused, and what is said when it cannot be done.

use glidepath_domain::{Date, Principle, StoryId, When};
use glidepath_plan::{
    Asked, Backup, Card, Interviewer, LoopOutcome, LoopPlan, LoopRules, Pick, Reason, Shortage, Unsolved, loop_plan,
};

use Principle::{CustomerObsession, DiveDeep, EarnTrust, Frugality, Ownership, ThinkBig};

const TODAY: Date = Date {
    year: 2026,
    month: 6,
    day: 15,
};

fn card(id: &str, principles: &[Principle]) -> Card {
    Card::new(StoryId(id.into()), id.to_uppercase(), principles.to_vec())
}

fn without_backups() -> LoopRules {
    LoopRules {
        backup: Backup::None,
        ..LoopRules::on(TODAY)
    }
}

fn planned(cards: &[Card], interviewers: &[Interviewer], rules: &LoopRules) -> LoopPlan {
    match loop_plan(cards, interviewers, rules) {
        Ok(LoopOutcome::Planned(plan)) => plan,
        other => panic!("{other:?}"),
    }
}

fn short(cards: &[Card], interviewers: &[Interviewer], rules: &LoopRules) -> (Shortage, LoopPlan) {
    match loop_plan(cards, interviewers, rules) {
        Ok(LoopOutcome::Infeasible { shortage, filled }) => (shortage, filled),
        other => panic!("{other:?}"),
    }
}

/// Who is told and who stands by, seat by seat; `+` is a new story and `-` is nobody.
fn seated(plan: &LoopPlan) -> Vec<(String, String)> {
    let name = |pick: &Pick| match pick {
        Pick::Story(id) => id.0.clone(),
        Pick::New(_) => "+".to_owned(),
    };
    let seats = plan.seats.iter();
    seats
        .map(|seat| (name(&seat.told), seat.backup.as_ref().map_or("-".to_owned(), name)))
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[test]
fn ready_then_about_it_then_fresh_then_first() {
    let one = [Interviewer::new("round 1", &[Ownership])];
    let mut cards = vec![
        card("unready", &[Ownership]),
        card("old", &[Ownership]),
        card("beside", &[ThinkBig, Ownership]),
        card("first", &[Ownership]),
        card("second", &[Ownership]),
    ];
    cards[0].missing = 4;
    cards[1].when = When::read("2019");
    for expected in [("first", "second"), ("beside", "old"), ("unready", "-")] {
        let rules = if expected.1 == "-" {
            without_backups()
        } else {
            LoopRules::on(TODAY)
        };
        assert_eq!(seated(&planned(&cards, &one, &rules)), pairs(&[expected]));
        cards.retain(|card| card.id.0 != expected.0 && card.id.0 != expected.1);
    }
}

#[test]
fn a_story_is_told_from_two_angles_but_not_to_one_listener() {
    let cards = [card("a", &[Ownership, DiveDeep]), card("b", &[DiveDeep])];
    let rules = without_backups();
    let apart = [Interviewer::new("x", &[Ownership]), Interviewer::new("y", &[DiveDeep])];
    assert_eq!(
        seated(&planned(&cards, &apart, &rules)),
        pairs(&[("a", "-"), ("b", "-")]),
        "another story is preferred to the same again"
    );
    let again = planned(&cards[..1], &apart, &rules);
    assert_eq!(seated(&again), pairs(&[("a", "-"), ("a", "-")]));
    assert_eq!(again.told_again(), [(Pick::Story(StoryId("a".into())), 2)]);

    let one = [Interviewer::new("x", &[Ownership, DiveDeep])];
    let (shortage, filled) = short(&cards[..1], &one, &rules);
    assert_eq!((shortage.fewest_new, shortage.new.len()), (1, 1));
    assert_eq!(
        shortage.why,
        [Reason::TooFewWith {
            interviewer: "x".into(),
            needed: 2,
            have: 1
        }]
    );
    assert_eq!(filled.seats.iter().filter(|s| s.told == Pick::New(0)).count(), 1);
}

#[test]
fn a_backup_can_stand_by_for_a_whole_principle() {
    let cards: Vec<Card> = ["a", "b", "c"].iter().map(|id| card(id, &[Ownership])).collect();
    let two = [Interviewer {
        name: "x".into(),
        asks: vec![Asked {
            principle: Ownership,
            questions: 2,
        }],
    }];
    let mut rules = LoopRules::on(TODAY);
    assert_eq!(
        short(&cards, &two, &rules).0.fewest_new,
        1,
        "four places, three stories"
    );
    rules.backup = Backup::EachPrinciple;
    assert_eq!(seated(&planned(&cards, &two, &rules)), pairs(&[("a", "c"), ("b", "c")]));
}

#[test]
fn a_principle_without_stories_is_named() {
    let cards = [card("a", &[Ownership]), card("b", &[Ownership])];
    let interviewers = [
        Interviewer::new("x", &[Ownership, Frugality]),
        Interviewer::new("y", &[Frugality, EarnTrust]),
    ];
    let (shortage, _) = short(&cards, &interviewers, &LoopRules::on(TODAY));
    // Frugality takes four, and no story serves it twice; trust takes two.
    assert_eq!(shortage.fewest_new, 4);
    let carried: Vec<Principle> = shortage.new.iter().flat_map(|story| story.principles.clone()).collect();
    assert_eq!(carried.iter().filter(|&&p| p == Frugality).count(), 4);
    assert_eq!(carried.iter().filter(|&&p| p == EarnTrust).count(), 2);
    assert_eq!(carried.len(), 6, "nothing is asked of new stories that the bank has");
    assert_eq!(
        shortage.why.iter().map(Reason::code).collect::<Vec<_>>(),
        ["too-few-for-principle", "too-few-for-principle"]
    );
    assert!(
        shortage.say().starts_with("It takes 4 new stories: one for "),
        "{}",
        shortage.say()
    );
    assert_eq!(
        shortage.why[0].say(),
        "Frugality takes 4 stories with the backups, and no stories serve it."
    );
}

#[test]
fn tellings_run_out() {
    let cards = [card("a", &[Ownership, DiveDeep, EarnTrust])];
    let three = [
        Interviewer::new("x", &[Ownership]),
        Interviewer::new("y", &[DiveDeep]),
        Interviewer::new("z", &[EarnTrust]),
    ];
    let (shortage, _) = short(&cards, &three, &without_backups());
    assert_eq!(shortage.why, [Reason::TooFewTellings { needed: 3, have: 2 }]);
    let often = LoopRules {
        most_tellings: 3,
        ..without_backups()
    };
    assert_eq!(planned(&cards, &three, &often).told_again().len(), 1);
}

#[test]
fn a_conflict_that_no_count_shows_is_cut_to_the_bone() {
    // Each of x and y could be served alone; both lean on the same two stories, once for each principle.
    let cards = [
        card("a", &[Ownership, DiveDeep]),
        card("b", &[Ownership, DiveDeep]),
        card("c", &[ThinkBig]),
        card("d", &[CustomerObsession]),
        card("e", &[CustomerObsession]),
        card("f", &[Frugality]),
        card("g", &[Frugality]),
    ];
    let interviewers = [
        Interviewer::new("x", &[Ownership, DiveDeep]),
        Interviewer::new("y", &[Ownership, DiveDeep]),
        Interviewer::new("z", &[ThinkBig, CustomerObsession, Frugality]),
    ];
    assert_eq!(planned(&cards, &interviewers, &without_backups()).seats.len(), 7);
    let once = LoopRules {
        most_tellings: 1,
        ..without_backups()
    };
    let (shortage, _) = short(&cards, &interviewers, &once);
    assert_eq!(shortage.fewest_new, 2);
    let [Reason::Together { demands }] = shortage.why.as_slice() else {
        panic!("{:?}", shortage.why);
    };
    assert_eq!(
        demands.len(),
        3,
        "three of the four places for two tellings: {demands:?}"
    );
    assert!(
        demands
            .iter()
            .all(|(who, what)| who != "z" && [Ownership, DiveDeep].contains(what))
    );
}

#[test]
fn nothing_at_all_takes_as_many_stories_as_their_backs_can_bear() {
    let six: Vec<Interviewer> = (0..6)
        .map(|i| Interviewer::new(format!("round {i}"), &Principle::ALL[2 * i..2 * i + 2]))
        .collect();
    let (shortage, filled) = short(&[], &six, &LoopRules::on(TODAY));
    // 24 places at three a story.
    assert_eq!(shortage.fewest_new, 8);
    assert!(filled.seats.iter().all(|seat| matches!(seat.told, Pick::New(_))));
}

#[test]
fn a_loop_that_makes_no_sense_is_refused() {
    let fine = Interviewer::new("x", &[Ownership]);
    let asks = |questions| Interviewer {
        name: "x".into(),
        asks: vec![Asked {
            principle: Ownership,
            questions,
        }],
    };
    let refused = |interviewers: &[Interviewer], rules: &LoopRules| match loop_plan(&[], interviewers, rules) {
        Err(error @ Unsolved::Invalid(_)) => (error.code(), error.to_string()),
        other => panic!("{other:?}"),
    };
    let rules = LoopRules::on(TODAY);
    for interviewers in [
        vec![],
        vec![fine.clone(); 9],
        vec![Interviewer::new("x", &[])],
        vec![Interviewer::new("x", &Principle::ALL[..4])],
        vec![Interviewer::new("x", &[Ownership, Ownership])],
        vec![asks(0)],
        vec![asks(5)],
    ] {
        assert_eq!(refused(&interviewers, &rules).0, "bad-loop");
    }
    let never = LoopRules {
        most_tellings: 0,
        ..rules
    };
    assert_eq!(refused(&[fine], &never).1, "No story may be told at all.");
}

#[test]
fn what_is_too_large_is_not_guessed_at() {
    let busy: Vec<Interviewer> = (0..8)
        .map(|i| Interviewer {
            name: format!("round {i}"),
            asks: [Ownership, DiveDeep, EarnTrust]
                .map(|principle| Asked {
                    principle,
                    questions: 4,
                })
                .to_vec(),
        })
        .collect();
    let cards: Vec<Card> = (0..300)
        .map(|i| card(&i.to_string(), &[Ownership, DiveDeep, EarnTrust]))
        .collect();
    let error = loop_plan(&cards, &busy, &LoopRules::on(TODAY)).err();
    assert!(matches!(error, Some(Unsolved::TooLarge { .. })), "{error:?}");
}
