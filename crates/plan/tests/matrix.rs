//! The matrix on small banks: every state, every remark, and a bank of ten thousand.

use glidepath_domain::{Date, Level, Outcome, Principle, Severity, StoryId, When};
use glidepath_plan::{Aim, Alike, Card, Coverage, Fit, Matrix, Remark, matrix};

use Principle::{BroadResponsibility, DiveDeep, EarnTrust, Frugality, Ownership, ThinkBig};

fn today() -> Date {
    Date {
        year: 2026,
        month: 6,
        day: 15,
    }
}

fn card(id: &str, principles: &[Principle]) -> Card {
    Card::new(StoryId(id.into()), id.to_uppercase(), principles.to_vec())
}

fn lay(cards: &[Card], scope: &[Principle]) -> Matrix {
    matrix(cards, scope, &Aim::default(), today())
}

fn codes(matrix: &Matrix) -> Vec<&'static str> {
    matrix.remarks.iter().map(Remark::code).collect()
}

#[test]
fn each_principle_has_its_state() {
    let mut cards: Vec<Card> = ["a", "b", "c", "d"]
        .iter()
        .map(|id| card(id, &[Ownership, EarnTrust]))
        .collect();
    cards[3].principles = vec![Ownership];
    cards.push(card("e", &[DiveDeep]));
    for id in ["f", "g"] {
        let mut unready = card(id, &[ThinkBig]);
        unready.missing = 2;
        cards.push(unready);
    }
    let laid = lay(&cards, &[Ownership, EarnTrust, DiveDeep, ThinkBig, Frugality]);
    let states: Vec<Coverage> = laid.columns.iter().map(|c| c.coverage).collect();
    assert_eq!(
        states,
        [
            Coverage::Crowded,
            Coverage::Enough,
            Coverage::Thin,
            Coverage::Thin,
            Coverage::Gap
        ]
    );
    assert_eq!(codes(&laid), ["none-ready", "gap", "too-few", "crowded", "thin"]);
    assert_eq!(
        laid.rows[0].cells,
        [Some(Fit::Main), Some(Fit::Second), None, None, None]
    );
    assert_eq!(
        (laid.columns[1].main, laid.columns[1].second, laid.columns[1].ready),
        (0, 3, 3)
    );
    assert_eq!((laid.tally.stories, laid.tally.ready, laid.tally.covered), (7, 5, 4));
    for remark in &laid.remarks {
        assert!(remark.say().ends_with('.'), "{}", remark.say());
    }
}

#[test]
fn an_empty_bank_is_all_gaps() {
    let laid = lay(&[], &[Ownership, Ownership, DiveDeep]);
    assert_eq!(laid.columns.len(), 2, "a principle given twice stands once");
    assert_eq!(codes(&laid), ["gap", "gap", "too-few"]);
    assert_eq!(codes(&lay(&[], &[])), ["too-few"]);
}

#[test]
fn what_managers_are_asked_can_wait_below_l7() {
    let gap_at = |level| {
        let aim = Aim {
            level,
            ..Aim::default()
        };
        matrix(&[], &[BroadResponsibility], &aim, today())
            .remarks
            .iter()
            .find(|r| r.code() == "gap")
            .map(Remark::severity)
    };
    assert_eq!(gap_at(Some(Level::L5)), Some(Severity::Hint));
    assert_eq!(gap_at(Some(Level::L7)), Some(Severity::Watch));
    assert_eq!(gap_at(None), Some(Severity::Watch));
}

#[test]
fn the_quota_by_level_is_switched_on_by_the_person() {
    let mut aim = Aim {
        level: Some(Level::L6),
        ..Aim::default()
    };
    assert_eq!(matrix(&[], &[], &aim, today()).tally.upper, None);
    aim.quota = true;
    let tally = matrix(&[], &[], &aim, today()).tally;
    assert_eq!(tally.upper.map(|q| (q.principles, q.stories)), Some((11, 29)));
    assert!(tally.say().contains("29 stories over 11 principles"), "{}", tally.say());
}

#[test]
fn old_stories_are_named_by_how_old() {
    let mut cards: Vec<Card> = ["a", "b", "c", "d"].iter().map(|id| card(id, &[Ownership])).collect();
    for (card, when) in cards.iter_mut().zip(["2010", "2019-03", "2024", ""]) {
        card.when = When::read(when);
    }
    let laid = lay(&cards, &[]);
    let stale: Vec<(u16, bool, Vec<&str>)> = laid
        .remarks
        .iter()
        .filter_map(|remark| match remark {
            Remark::Stale {
                stories,
                years,
                flagged,
            } => Some((*years, *flagged, stories.iter().map(|s| s.title.as_str()).collect())),
            _ => None,
        })
        .collect();
    assert_eq!(stale, [(10, true, vec!["A"]), (5, false, vec!["B"])]);
    assert_eq!(
        laid.rows.iter().map(|r| r.stale).collect::<Vec<_>>(),
        [true, true, false, false]
    );
}

#[test]
fn a_story_that_does_everything_is_remarked_on() {
    let mut cards = vec![
        card("a", &[Ownership, EarnTrust, DiveDeep, Frugality]),
        card("b", &[Ownership, EarnTrust, Ownership, Ownership]),
    ];
    cards[0].told = 4;
    cards[1].told = 2;
    let laid = lay(&cards, &[]);
    assert!(
        laid.remarks.iter().any(
            |r| matches!(r, Remark::Stretched { stories, most: 3 } if stories.len() == 1 && stories[0].title == "A")
        )
    );
    assert!(
        laid.remarks
            .iter()
            .any(|r| matches!(r, Remark::Overused { told: 4, of: 6, .. }))
    );
    cards[1].told = 1;
    assert!(
        !codes(&lay(&cards, &[])).contains(&"overused"),
        "five tellings are too few to tell"
    );
}

#[test]
fn one_piece_of_work_in_every_answer_is_seen() {
    let mut cards: Vec<Card> = (0..5).map(|i| card(&i.to_string(), &[Ownership])).collect();
    for (at, card) in cards.iter_mut().enumerate() {
        card.employer = if at % 2 == 0 {
            "Harbour Freight "
        } else {
            "harbour freight"
        }
        .into();
        card.when = When::read(if at < 4 { "2023-01" } else { "2022" });
        card.role = "engineer".into();
        card.team_size = Some(if at < 3 { 5 } else { 60 });
        card.outcome = Some(Outcome::Success);
    }
    let laid = lay(&cards, &[]);
    let shared: Vec<(Alike, &str, u32, u32)> = laid
        .remarks
        .iter()
        .filter_map(|r| match r {
            Remark::OneSided {
                alike,
                value,
                stories,
                of,
            } => Some((*alike, value.as_str(), *stories, *of)),
            _ => None,
        })
        .collect();
    assert_eq!(
        shared,
        [
            (Alike::Stretch, "Harbour Freight in 2023", 4, 5),
            (Alike::Role, "engineer", 5, 5)
        ],
        "three of five is not above sixty per cent"
    );
    assert!(codes(&laid).contains(&"no-failure"));
    cards[0].outcome = Some(Outcome::Mixed);
    assert!(!codes(&lay(&cards, &[])).contains(&"no-failure"));
    cards.truncate(3);
    assert!(
        !codes(&lay(&cards, &[])).contains(&"one-sided"),
        "three stories are too few to compare"
    );
}

#[test]
fn ten_thousand_rows_keep_their_order() {
    let cards: Vec<Card> = (0..10_000)
        .map(|i| card(&i.to_string(), &[Principle::ALL[i % 16], Principle::ALL[(i + 5) % 16]]))
        .collect();
    let laid = lay(&cards, Principle::ALL);
    assert!(laid.rows.iter().zip(&cards).all(|(row, card)| row.id == card.id));
    assert!(laid.columns.iter().all(|c| (c.main, c.second) == (625, 625)));
}
