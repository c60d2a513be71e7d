//! A loop of four rounds and its debrief, written by hand: a vote that turns, a veto, a round that could not be judged, a person's round.
//! Everything quoted is looked up in what was said, so that a quote that is not there cannot be written.

use glidepath_domain::{
    Argument, BarRaiserView, Chair, Change, ChangeKind, Contradiction, Debrief, Decision, Drill, DrillState, Engine,
    Exchange, ExchangeNotes, FactKind, Fix, Flip, Inclination, Layer, Level, LevelRead, Loop, LoopPlace, LoopState,
    NoteLine, OwnQuestionMark, OwnQuestionNote, Panel, Pattern, Principle, PrincipleMark, Quote, RedFlag, ReplyKind,
    Retold, Role, Round, RoundState, Ruling, Seat, SeatReport, Span, Spread, Stance, Temperament, Tier, Turn, Variant,
    Verdict, Vote,
};

/// A question, its principle, then what was asked and said turn by turn.
type Told = (&'static str, Option<Principle>, &'static [(&'static str, &'static str)]);

/// What was asked and said, round by round.
const TOLD: &[&[Told]] = &[
    &[(
        "Tell me about a time you went deeper than you were asked to.",
        Some(Principle::DiveDeep),
        &[
            (
                "Tell me about a time you went deeper than you were asked to.",
                "Refunds took nine days and nobody knew why.\nI read forty letters and followed one refund by hand through the bank's batch job. \
                 The job ran twice, so every payment was held. I turned the second run off and refunds took two days.",
            ),
            (
                "How do you know that it was the job?",
                "I ran one batch without it on a Tuesday and those refunds came the next day.",
            ),
        ],
    )],
    &[(
        "Tell me about a time you disagreed with your manager.",
        Some(Principle::HaveBackbone),
        &[(
            "Tell me about a time you disagreed with your manager.",
            "We felt the date was wrong, so we talked about it and in the end everybody agreed with us. \
             <b>It</b> went *really* well | and refunds took five days after that.",
        )],
    )],
    &[
        (
            "Tell me about a time you earned somebody's trust back.",
            Some(Principle::EarnTrust),
            &[("Tell me about a time you earned somebody's trust back.", "")],
        ),
        (
            "Tell me about a promise you could not keep.",
            Some(Principle::EarnTrust),
            &[],
        ),
    ],
    &[(
        "Tell me about a result you are proud of.",
        Some(Principle::DeliverResults),
        &[(
            "Tell me about a result you are proud of.",
            "I shipped the new returns desk in eleven weeks. Waiting fell from nine days to two.",
        )],
    )],
];

/// Exact words of a turn.
///
/// # Panics
/// When they were not said there.
fn quote(round: usize, exchange: usize, turn: usize, words: &str) -> Quote {
    let (_, said) = TOLD[round][exchange].2[turn];
    let start = said.find(words).unwrap();
    Quote {
        round,
        exchange,
        turn,
        span: Span {
            start,
            end: start + words.len(),
        },
        text: words.to_owned(),
    }
}

fn line(stance: Stance, code: &str, says: &str, exchange: usize, quote: Option<Quote>) -> NoteLine {
    NoteLine {
        stance,
        code: code.to_owned(),
        says: says.to_owned(),
        quote,
        exchange,
        moves: match stance {
            Stance::For => 0.9,
            Stance::Against => -0.9,
            Stance::Noted => 0.0,
        },
    }
}

fn vote(inclination: Inclination, confidence: f64, says: &str) -> Vote {
    Vote {
        inclination,
        confidence,
        margin: 1.25,
        says: says.to_owned(),
    }
}

fn drill(round: usize, exchange: usize) -> Option<Drill> {
    let (_, principle, turns) = TOLD[round][exchange];
    if turns.is_empty() {
        return None;
    }
    let turns = turns.iter().enumerate().map(|(at, (asked, text))| Turn {
        layer: (at > 0).then_some(Layer::Evidence),
        reply: if text.is_empty() {
            ReplyKind::Passed
        } else {
            ReplyKind::Said
        },
        text: (*text).to_owned(),
        took_ms: Some(60_000),
        ..Turn::open(*asked)
    });
    Some(Drill {
        question: String::new(),
        principles: principle.into_iter().collect(),
        story: None,
        level: Some(Level::L6),
        role: Some(Role::Sde),
        variant: Variant::Plain,
        temperament: Temperament::Terse,
        limit_s: 180,
        most_follow_ups: Some(5),
        exam: false,
        nudged: false,
        on_trial: false,
        again: String::new(),
        of_loop: Some(LoopPlace {
            of: "autumn".to_owned(),
            round: round as u32,
            exchange: exchange as u32,
        }),
        state: DrillState::Done,
        turns: turns.collect(),
        own_verdict: None,
        first_review: None,
    })
}

/// Round by round, exchange by exchange; none where a question was not asked.
pub(crate) fn drills() -> Vec<Vec<Option<Drill>>> {
    let exchanges = |round: usize| (0..TOLD[round].len()).map(|exchange| drill(round, exchange)).collect();
    (0..TOLD.len()).map(exchanges).collect()
}

/// The loop: a persona's peer round, a Bar Raiser's, one that was passed, and one that a person held.
pub(crate) fn held(state: LoopState) -> Loop {
    let seats = [
        (Chair::Peer, "second-look", "", Principle::DiveDeep),
        (Chair::BarRaiser, "cause-hunter", "", Principle::HaveBackbone),
        (Chair::Partner, "warm-listener", "", Principle::EarnTrust),
        (Chair::Manager, "", "Ana from the next team", Principle::DeliverResults),
    ];
    let rounds = seats
        .into_iter()
        .enumerate()
        .map(|(at, (chair, persona, person, principle))| Round {
            seat: Seat {
                chair,
                persona: persona.to_owned(),
                person: person.to_owned(),
                principles: vec![principle],
            },
            minutes: 15,
            state: RoundState::Done,
            exchanges: TOLD[at]
                .iter()
                .enumerate()
                .map(|(exchange, (asked, principle, turns))| Exchange {
                    question: format!("question-{at}-{exchange}"),
                    asked: (*asked).to_owned(),
                    principle: *principle,
                    drill: if turns.is_empty() {
                        String::new()
                    } else {
                        format!("autumn-{at}-{exchange}")
                    },
                })
                .collect(),
            own_questions: if at == 0 {
                vec!["What is the culture like?".to_owned()]
            } else {
                Vec::new()
            },
        });
    Loop {
        name: "Autumn *rehearsal*".to_owned(),
        role: Some(Role::Sde),
        level: Some(Level::L6),
        job: "Senior engineer, refunds".to_owned(),
        scope: vec![
            Principle::DiveDeep,
            Principle::HaveBackbone,
            Principle::EarnTrust,
            Principle::DeliverResults,
        ],
        rounds: rounds.collect(),
        state,
    }
}

/// What came of it.
pub(crate) fn debrief() -> Debrief {
    Debrief {
        engine: Engine {
            version: "0.1.0".to_owned(),
            rules: "abc".to_owned(),
            model: None,
            tier: Tier::Rules,
        },
        seats: vec![peer(), bar_raiser(), passed(), person()],
        arguments: vec![Argument {
            principle: None,
            for_seat: 0,
            for_line: for_line(),
            against_seat: 1,
            against_line: against_line(),
            moved: Some(0),
            ends: "Dewi Santoso moves: the second account has no opponent in it.".to_owned(),
        }],
        red_flags: vec![RedFlag {
            code: "royal-we".to_owned(),
            title: "Nobody in particular did it".to_owned(),
            why: "A vote is about one person, and here it was always a group.".to_owned(),
            quotes: vec![quote(1, 0, 0, "We felt the date was wrong")],
            rounds: vec![1],
        }],
        bar_raiser: Some(BarRaiserView {
            seat: 1,
            contradictions: vec![Contradiction {
                kind: FactKind::Metric,
                what: "refunds took".to_owned(),
                how: "Two days in one round, five in another.".to_owned(),
                first: quote(0, 0, 0, "refunds took two days"),
                second: quote(1, 0, 0, "refunds took five days"),
            }],
            retold: vec![Retold {
                first: (0, 0),
                again: (3, 0),
                same_principle: None,
                what: "nine days, two".to_owned(),
            }],
            repeated: vec![Pattern {
                code: "baseline-and-result".to_owned(),
                title: "A figure before and after".to_owned(),
                rounds: vec![0, 3],
            }],
            once: vec![Pattern {
                code: "self-started".to_owned(),
                title: "Began unasked".to_owned(),
                rounds: vec![0],
            }],
            veto: Some("One figure was told two ways, and it is the figure that the whole case rests on.".to_owned()),
            says: "I read all four rounds together. The work is good; the account of it moves.".to_owned(),
        }),
        decision: Decision {
            ruling: Ruling::NoHire,
            confidence: 0.685,
            reasons: vec![
                "The Bar Raiser vetoes.".to_owned(),
                "One of three who heard enough is inclined.".to_owned(),
            ],
            level: LevelRead {
                applied: Some(Level::L6),
                reads: Some(Level::L5),
                why: "The work reaches one team, and nobody outside it was moved.".to_owned(),
                missing: vec!["A decision that held against somebody senior.".to_owned()],
            },
        },
        spread: Spread {
            panels: 200,
            hire: 41,
            no_hire: 137,
            not_judged: 22,
            inclined: vec![20, 90, 72, 18, 0],
        },
        fixes: vec![
            Fix {
                code: "royal-we".to_owned(),
                title: "Say who did it".to_owned(),
                why: "It kept one vote from turning.".to_owned(),
                instead: "Tell what you said yourself, and to whom.".to_owned(),
                quotes: vec![quote(1, 0, 0, "we talked about it")],
                seats: vec![1],
                principle: Some(Principle::HaveBackbone),
                question: "question-1-0".to_owned(),
            },
            Fix {
                code: "no-friction".to_owned(),
                title: "Name who was against it".to_owned(),
                why: "Without an opponent there is nothing to hold against.".to_owned(),
                instead: "Say who disagreed, and with what reason.".to_owned(),
                quotes: Vec::new(),
                seats: vec![1],
                principle: None,
                question: String::new(),
            },
        ],
        unjudged: vec!["Round 3, Earn Trust: the question was passed.".to_owned()],
    }
}

fn for_line() -> NoteLine {
    let followed = quote(0, 0, 0, "I read forty letters and followed one refund by hand");
    line(
        Stance::For,
        "individual-action",
        "Did the looking in person.",
        0,
        Some(followed),
    )
}

fn against_line() -> NoteLine {
    let agreed = quote(1, 0, 0, "in the end everybody agreed with us");
    line(
        Stance::Against,
        "no-friction",
        "Nobody held out, so nothing was held.",
        0,
        Some(agreed),
    )
}

fn peer() -> SeatReport {
    let tested = quote(0, 0, 1, "I ran one batch without it on a Tuesday");
    let tested = line(
        Stance::For,
        "mechanism",
        "Tested the cause, and on a named day.",
        0,
        Some(tested),
    );
    let absent = line(
        Stance::Against,
        "no-reflection",
        "I waited for a second thought, and none came.",
        0,
        None,
    );
    let for_it = [
        NoteLine {
            moves: 1.4,
            ..tested.clone()
        },
        for_line(),
    ];
    SeatReport {
        round: 0,
        name: "Dewi Santoso".to_owned(),
        title: "Applied scientist, recommendations".to_owned(),
        chair: Chair::Peer,
        persona: "second-look".to_owned(),
        notes: vec![ExchangeNotes {
            exchange: 0,
            asked: TOLD[0][0].0.to_owned(),
            principle: Some(Principle::DiveDeep),
            lines: vec![for_line(), absent.clone(), tested],
            unjudged: None,
        }],
        marks: vec![PrincipleMark {
            principle: Principle::DiveDeep,
            verdict: Some(Verdict::Raises),
            unjudged: None,
            confidence: 0.612_34,
            chances: Panel {
                below: 0.08,
                meets: 0.308_77,
                raises: 0.611_23,
            },
            margin: 1.7,
            evidence_for: for_it.to_vec(),
            evidence_against: vec![absent],
        }],
        own_questions: vec![OwnQuestionNote {
            asked: "What is the culture like?".to_owned(),
            mark: OwnQuestionMark::Weak,
            why: "It could be asked anywhere.".to_owned(),
            instead: "Ask about a choice this team made.".to_owned(),
        }],
        typed: String::new(),
        blind: vote(Inclination::Inclined, 0.73, "I am inclined, with the usual error bars."),
        after: vote(
            Inclination::NotInclined,
            0.55,
            "That is new evidence for me, and I revise.",
        ),
        flip: Some(Flip {
            changes: vec![Change {
                kind: ChangeKind::Lose,
                code: "mechanism".to_owned(),
                principle: Principle::DiveDeep,
                exchange: 0,
                says: "The test on the Tuesday carries this vote.".to_owned(),
                quote: Some(quote(0, 0, 1, "I ran one batch without it on a Tuesday")),
            }],
            to: Inclination::NotInclined,
        }),
    }
}

fn bar_raiser() -> SeatReport {
    let we = quote(1, 0, 0, "We felt the date was wrong");
    let we = line(
        Stance::Against,
        "royal-we",
        "Asked what you did and heard what we felt.",
        0,
        Some(we),
    );
    let elsewhere = line(Stance::Against, "villain", "Not among the notes.", 0, None);
    let change = |kind, code: &str, says: &str, quote| Change {
        kind,
        code: code.to_owned(),
        principle: Principle::HaveBackbone,
        exchange: 0,
        says: says.to_owned(),
        quote,
    };
    SeatReport {
        round: 1,
        name: "Ifeanyi Okorie".to_owned(),
        title: "Principal engineer, billing".to_owned(),
        chair: Chair::BarRaiser,
        persona: "cause-hunter".to_owned(),
        notes: vec![ExchangeNotes {
            exchange: 0,
            asked: TOLD[1][0].0.to_owned(),
            principle: Some(Principle::HaveBackbone),
            lines: vec![we.clone(), against_line()],
            unjudged: None,
        }],
        marks: vec![PrincipleMark {
            principle: Principle::HaveBackbone,
            verdict: Some(Verdict::Below),
            unjudged: None,
            confidence: 0.81,
            chances: Panel {
                below: 0.81,
                meets: 0.15,
                raises: 0.04,
            },
            margin: -1.4,
            evidence_for: Vec::new(),
            evidence_against: vec![against_line(), we.clone(), elsewhere],
        }],
        own_questions: Vec::new(),
        typed: String::new(),
        blind: vote(Inclination::NotInclined, 0.8, "I heard an outcome and no cause."),
        after: vote(Inclination::NotInclined, 0.8, "I heard an outcome and no cause."),
        flip: Some(Flip {
            changes: vec![
                change(ChangeKind::Mend, "royal-we", "Say what you said yourself.", we.quote),
                change(
                    ChangeKind::Add,
                    "named-conflict-early",
                    "Name who was against it, early.",
                    None,
                ),
            ],
            to: Inclination::Inclined,
        }),
    }
}

fn passed() -> SeatReport {
    let nothing = vote(Inclination::NotJudged, 0.0, "I heard too little to say.");
    SeatReport {
        round: 2,
        name: "Moira Gallacher".to_owned(),
        title: "People partner, technology teams".to_owned(),
        chair: Chair::Partner,
        persona: "warm-listener".to_owned(),
        notes: (0..2)
            .map(|exchange| ExchangeNotes {
                exchange,
                asked: TOLD[2][exchange].0.to_owned(),
                principle: Some(Principle::EarnTrust),
                lines: Vec::new(),
                unjudged: Some(["The question was passed.", "It was not asked."][exchange].to_owned()),
            })
            .collect(),
        marks: vec![PrincipleMark {
            principle: Principle::EarnTrust,
            verdict: None,
            unjudged: Some("The question was passed.".to_owned()),
            confidence: 0.0,
            chances: Panel {
                below: 0.0,
                meets: 0.0,
                raises: 0.0,
            },
            margin: 0.0,
            evidence_for: Vec::new(),
            evidence_against: Vec::new(),
        }],
        own_questions: Vec::new(),
        typed: String::new(),
        blind: nothing.clone(),
        after: nothing,
        flip: None,
    }
}

fn person() -> SeatReport {
    let inclined = vote(Inclination::Inclined, 0.5, "Ana would hire.");
    SeatReport {
        round: 3,
        name: "Ana from the next team".to_owned(),
        title: String::new(),
        chair: Chair::Manager,
        persona: String::new(),
        notes: Vec::new(),
        marks: vec![PrincipleMark {
            principle: Principle::DeliverResults,
            verdict: Some(Verdict::Meets),
            unjudged: None,
            confidence: 0.5,
            chances: Panel {
                below: 0.25,
                meets: 0.5,
                raises: 0.25,
            },
            margin: 0.4,
            evidence_for: Vec::new(),
            evidence_against: Vec::new(),
        }],
        own_questions: Vec::new(),
        typed: "Clear and short.\n- would like to hear who helped".to_owned(),
        blind: inclined.clone(),
        after: inclined,
        flip: None,
    }
}
