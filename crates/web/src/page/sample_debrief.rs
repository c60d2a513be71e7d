//! Debriefs for the samples of pages: one that hires, one that does not after a veto, one that could not be judged, a loop left in the
//! middle. Invented throughout; a loop that is held is debriefed by `glidepath_app`.

use glidepath_domain::{
    Argument, BarRaiserView, Contradiction, Debrief, Decision, Engine, FactKind, Fix, Inclination, Level, LevelRead,
    Loop, LoopState, NoteLine, Pattern, Principle, RedFlag, Retold, RoundState, Ruling, Spread, Tier,
};

use super::sample_loop::sample_loop;
use super::sample_seats::{lines, quote, seats, unjudged, vote};

fn fixes() -> Vec<Fix> {
    let fix =
        |code: &str, title: &str, why: &str, instead: &str, quotes, seats: &[usize], principle, question: &str| Fix {
            code: code.to_owned(),
            title: title.to_owned(),
            why: why.to_owned(),
            instead: instead.to_owned(),
            quotes,
            seats: seats.to_vec(),
            principle,
            question: question.to_owned(),
        };
    vec![
        fix(
            "no-cost",
            "It cost nothing",
            "The manager heard no price, and voted against because of it.",
            "Say what you put off, in one sentence, before you say what came of it.",
            vec![],
            &[2],
            Some(Principle::Ownership),
            "ownership-nobodys-job",
        ),
        fix(
            "royal-we",
            "Who did it?",
            "The technical round could not tell your part from the team's.",
            "Say “I” for each thing you did yourself; say who did the rest.",
            vec![
                quote(
                    1,
                    1,
                    0,
                    "We decided to go with the smaller design and we shipped it in May.",
                ),
                quote(0, 1, 0, "We then raised it with everyone."),
            ],
            &[1],
            Some(Principle::InventAndSimplify),
            "",
        ),
        fix(
            "no-metric",
            "No figure",
            "A standard was raised and nobody can say how far.",
            "Give the figure before and the one after, and where they come from.",
            vec![quote(
                0,
                1,
                0,
                "After that the quality of the releases was a lot better.",
            )],
            &[0, 3],
            Some(Principle::InsistOnTheHighestStandards),
            "standards-not-satisfied",
        ),
    ]
}

fn bar_raiser() -> BarRaiserView {
    let pattern = |code: &str, title: &str, rounds: &[usize]| Pattern {
        code: code.to_owned(),
        title: title.to_owned(),
        rounds: rounds.to_vec(),
    };
    BarRaiserView {
        seat: 3,
        contradictions: vec![Contradiction {
            kind: FactKind::Metric,
            what: "Wrong invoices the check would have caught".to_owned(),
            how: "Thirty-one in round 1, about fifty in round 4, of the same corrections.".to_owned(),
            first: quote(0, 0, 0, "my check would have caught thirty-one of them"),
            second: quote(3, 0, 1, "it would have caught about fifty"),
        }],
        retold: vec![Retold {
            first: (0, 0),
            again: (3, 0),
            same_principle: None,
            what: "The check that had to go".to_owned(),
        }],
        repeated: vec![pattern("tradeoff-named", "Names what is given up", &[1, 3])],
        once: vec![pattern("safeguard-left", "Leaves a safeguard behind", &[2]), pattern("reasoned", "Reasons from “I don't know”", &[0])],
        veto: None,
        says: "The same habit of going to the source shows in two stories that have nothing to do with each other. One figure changed between rounds, and I would want to know which is right.".to_owned(),
    }
}

/// One that hires, with one vote that moved.
fn hire(of: &Loop) -> Debrief {
    let seats = seats(of);
    let (moved, doubts) = (lines(2), lines(2));
    let at = |lines: &[Vec<NoteLine>], place: usize| lines[0][place].clone();
    Debrief {
        engine: Engine {
            version: "0.1.0".to_owned(),
            rules: "sample".to_owned(),
            model: None,
            tier: Tier::Encoder,
        },
        arguments: vec![Argument {
            principle: Some(Principle::Ownership),
            for_seat: 3,
            for_line: at(&lines(3), 0),
            against_seat: 2,
            against_line: at(&doubts, 0),
            moved: Some(2),
            ends: format!(
                "What decided it was the query that runs on Fridays: {}",
                at(&moved, 1).says
            ),
        }],
        red_flags: vec![RedFlag {
            code: "royal-we".to_owned(),
            title: "Everything is “we”".to_owned(),
            why: "In two rounds nobody could say which part was yours.".to_owned(),
            quotes: vec![quote(
                1,
                1,
                0,
                "We decided to go with the smaller design and we shipped it in May.",
            )],
            rounds: vec![0, 1],
        }],
        bar_raiser: Some(bar_raiser()),
        decision: Decision {
            ruling: Ruling::Hire,
            confidence: 0.68,
            reasons: vec![
                "Four of five are in favour, the Bar Raiser among them.".to_owned(),
                "Dive Deep was looked for by two, in two stories, and both marked it at the bar or above.".to_owned(),
                "Against it: no price was heard for what was taken on, and one figure changed.".to_owned(),
            ],
            level: LevelRead {
                applied: Some(Level::L5),
                reads: Some(Level::L5),
                why: "The stories reach across one team and its partners, with decisions made alone and defended."
                    .to_owned(),
                missing: vec![
                    "A decision that other teams had to follow".to_owned(),
                    "Somebody you made better at their work".to_owned(),
                ],
            },
        },
        spread: Spread {
            panels: 200,
            hire: 136,
            no_hire: 64,
            not_judged: 0,
            inclined: vec![1, 9, 37, 71, 62, 20],
        },
        fixes: fixes(),
        unjudged: vec![
            "Bias for Action: the technical round ended before its question.".to_owned(),
            "Deliver Results: the manager's second question was not reached.".to_owned(),
        ],
        seats,
    }
}

/// None, as the Bar Raiser vetoes it.
fn veto(of: &Loop) -> Debrief {
    let mut debrief = hire(of);
    let why = "Two figures for the same thing, told with equal certainty; I cannot stand behind either.";
    debrief.decision.ruling = Ruling::NoHire;
    debrief.decision.confidence = 0.81;
    debrief.decision.reasons = vec![
        format!("The Bar Raiser vetoes. {why}"),
        "Three of five were in favour before that.".to_owned(),
    ];
    debrief.decision.level.reads = Some(Level::L4);
    debrief.spread.hire = 38;
    debrief.spread.no_hire = 150;
    debrief.spread.not_judged = 12;
    if let Some(view) = &mut debrief.bar_raiser {
        view.veto = Some(why.to_owned());
    }
    debrief.seats[3].after = vote(
        Inclination::NotInclined,
        -1.4,
        "I veto. A figure that changes with the room is not a figure.",
    );
    debrief
}

/// Nothing that could be judged: every question was passed.
fn nothing(of: &Loop) -> Debrief {
    let mut debrief = hire(of);
    for seat in &mut debrief.seats {
        seat.blind = vote(Inclination::NotJudged, 0.0, "Nothing was said that I could weigh.");
        seat.after = seat.blind.clone();
        seat.flip = None;
        seat.own_questions.clear();
        seat.marks = seat
            .marks
            .iter()
            .map(|mark| unjudged(mark.principle, "The question was passed."))
            .collect();
        for notes in &mut seat.notes {
            notes.lines.clear();
            notes.unjudged = Some("The question was passed.".to_owned());
        }
    }
    debrief.arguments.clear();
    debrief.red_flags.clear();
    debrief.bar_raiser = None;
    debrief.fixes.clear();
    debrief.spread = Spread {
        panels: 0,
        hire: 0,
        no_hire: 0,
        not_judged: 0,
        inclined: Vec::new(),
    };
    debrief.decision = Decision {
        ruling: Ruling::NotJudged,
        confidence: 0.0,
        reasons: vec!["No interviewer heard enough to vote.".to_owned()],
        level: LevelRead {
            applied: Some(Level::L5),
            reads: None,
            why: "A level is read off what was told, and nothing was.".to_owned(),
            missing: Vec::new(),
        },
    };
    debrief.unjudged = vec!["Every question was passed.".to_owned()];
    debrief
}

/// Left after two rounds: three seats heard nothing.
fn left(of: &mut Loop) -> Debrief {
    of.state = LoopState::Left;
    let mut debrief = hire(of);
    debrief.seats.truncate(2);
    debrief.arguments.clear();
    debrief.bar_raiser = None;
    debrief.decision.ruling = Ruling::NotJudged;
    debrief.decision.confidence = 0.9;
    debrief.spread.not_judged = 180;
    debrief.spread.hire = 20;
    debrief.spread.no_hire = 0;
    debrief.spread.inclined = vec![40, 100, 60];
    debrief
        .unjudged
        .push("Rounds 3 to 5 were not held: the loop was left.".to_owned());
    debrief
}

/// A loop with its debrief in each of its states.
pub(super) fn sample_debriefs() -> Vec<(&'static str, Loop, Debrief)> {
    let whole = sample_loop(5, RoundState::Done);
    let mut broken_off = sample_loop(2, RoundState::Left);
    let after = left(&mut broken_off);
    vec![
        ("debrief-hire", whole.clone(), hire(&whole)),
        ("debrief-veto", whole.clone(), veto(&whole)),
        ("debrief-not-judged", whole.clone(), nothing(&whole)),
        ("debrief-left", broken_off, after),
    ]
}
