//! A loop for the samples of pages: five rounds, one of them a person's, at each of its points.

use glidepath_app::Kept;
use glidepath_app::loops::Stand;
use glidepath_domain::{Chair, DrillState, Exchange, Level, Loop, LoopState, Principle, Role, Round, RoundState, Seat};

use super::sample_drill::sample;

/// Who sits where: chair, persona, person, principles, questions with the principle each is for.
type Row = (
    Chair,
    &'static str,
    &'static str,
    &'static [Principle],
    &'static [(&'static str, Option<Principle>)],
);

const ROWS: [Row; 5] = [
    (
        Chair::Peer,
        "second-look",
        "",
        &[Principle::DiveDeep, Principle::InsistOnTheHighestStandards],
        &[
            (
                "Tell me about a time you went into the detail and found something nobody expected.",
                Some(Principle::DiveDeep),
            ),
            (
                "Tell me about a time you were not satisfied with how something was done.",
                Some(Principle::InsistOnTheHighestStandards),
            ),
        ],
    ),
    (
        Chair::Technical,
        "last-mile",
        "",
        &[Principle::InventAndSimplify, Principle::BiasForAction],
        &[
            (
                "How would you keep two copies of a price list in step when the line between them drops?",
                None,
            ),
            (
                "Tell me about the simplest thing you built that solved a hard problem.",
                Some(Principle::InventAndSimplify),
            ),
        ],
    ),
    (
        Chair::Manager,
        "team-gardener",
        "",
        &[Principle::Ownership, Principle::DeliverResults],
        &[(
            "Tell me about something you took on that was nobody's job.",
            Some(Principle::Ownership),
        )],
    ),
    (
        Chair::BarRaiser,
        "receipts-please",
        "",
        &[Principle::HaveBackbone, Principle::DiveDeep],
        &[
            (
                "Tell me about a time you disagreed with a decision and what you did about it.",
                Some(Principle::HaveBackbone),
            ),
            ("Tell me about a figure you did not believe.", Some(Principle::DiveDeep)),
        ],
    ),
    (
        Chair::Partner,
        "front-desk",
        "Ruth Adeyemi",
        &[Principle::CustomerObsession],
        &[(
            "When did you last change something because of what one customer told you?",
            Some(Principle::CustomerObsession),
        )],
    ),
];

/// A loop of which `over` rounds are over; the next one stands at `on`.
pub(super) fn sample_loop(over: usize, on: RoundState) -> Loop {
    let rounds = ROWS.iter().enumerate().map(|(index, row)| {
        let state = match index {
            index if index < over => RoundState::Done,
            index if index == over => on,
            _ => RoundState::Waiting,
        };
        round(index, row, state)
    });
    Loop {
        name: "Billing platform, second try".to_owned(),
        role: Some(Role::Sde),
        level: Some(Level::L5),
        job: "Software engineer, billing. You own what the customer is charged.".to_owned(),
        scope: vec![
            Principle::DiveDeep,
            Principle::Ownership,
            Principle::HaveBackbone,
            Principle::CustomerObsession,
            Principle::InventAndSimplify,
            Principle::DeliverResults,
            Principle::BiasForAction,
            Principle::InsistOnTheHighestStandards,
        ],
        rounds: rounds.collect(),
        state: if over == ROWS.len() {
            LoopState::Done
        } else {
            LoopState::Running
        },
    }
}

fn round(index: usize, row: &Row, state: RoundState) -> Round {
    let (chair, persona, person, principles, questions) = *row;
    let asked = state != RoundState::Waiting;
    Round {
        seat: Seat {
            chair,
            persona: persona.to_owned(),
            person: person.to_owned(),
            principles: principles.to_vec(),
        },
        minutes: 30,
        state,
        exchanges: questions
            .iter()
            .enumerate()
            .map(|(at, (words, principle))| Exchange {
                question: String::new(),
                asked: (*words).to_owned(),
                principle: *principle,
                drill: if asked {
                    format!("loop-{index}-{at}")
                } else {
                    String::new()
                },
            })
            .collect(),
        own_questions: match state {
            RoundState::Done => {
                vec!["How do you find out that an invoice was wrong before the customer does?".to_owned()]
            }
            _ => Vec::new(),
        },
    }
}

/// Something kept, as its samples are.
pub(super) fn sample_kept<T>(id: &str, value: T) -> Kept<T> {
    Kept {
        id: id.to_owned(),
        version: 3,
        created_ms: 1_780_000_000_000,
        updated_ms: 1_780_000_000_000,
        origin: String::new(),
        value,
    }
}

/// The loop at each of its points, with the name of the sample.
pub(super) fn sample_stands() -> Vec<(&'static str, Kept<Loop>, Stand)> {
    let kept = |over, on| sample_kept("a", sample_loop(over, on));
    let drill = |state| sample_kept("loop-1-0", sample(state, 0));
    let says = |line: &str| vec![line.to_owned()];
    vec![
        (
            "loop-first",
            kept(0, RoundState::Waiting),
            Stand::Waiting { round: 0, says: vec![] },
        ),
        (
            "loop-rest",
            kept(1, RoundState::Waiting),
            Stand::Waiting {
                round: 1,
                says: says("Thank you. That was a good half hour."),
            },
        ),
        (
            "loop-question",
            kept(1, RoundState::Asking),
            Stand::Question {
                round: 1,
                exchange: 0,
                turn: 0,
                drill: drill(DrillState::Telling),
                says: says("Shen, delivery routing. Thirty minutes; I ask short questions."),
            },
        ),
        (
            "loop-unwritten",
            kept(1, RoundState::Asking),
            Stand::Unwritten {
                round: 1,
                exchange: 0,
                turn: 0,
                drill: drill(DrillState::Asking),
            },
        ),
        ("loop-onward", kept(1, RoundState::Asking), Stand::Onward { round: 1 }),
        (
            "loop-person",
            kept(4, RoundState::Asking),
            Stand::Person {
                round: 4,
                exchange: None,
            },
        ),
        (
            "loop-closing",
            kept(1, RoundState::Closing),
            Stand::Closing {
                round: 1,
                says: says("What would you like to know?"),
            },
        ),
        (
            "loop-over",
            kept(5, RoundState::Done),
            Stand::Over {
                says: says("Thank you for the day."),
            },
        ),
        ("loop-left", kept(1, RoundState::Left), Stand::Over { says: vec![] }),
    ]
}
