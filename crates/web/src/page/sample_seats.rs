//! What the interviewers of the sample loop wrote, for samples of the debrief's page.

use glidepath_content::persona;
use glidepath_domain::{
    Change, ChangeKind, ExchangeNotes, Flip, Inclination, Loop, NoteLine, OwnQuestionMark, OwnQuestionNote, Panel,
    Principle, PrincipleMark, Quote, SeatReport, Span, Stance, Verdict, Vote,
};

pub(super) fn quote(round: usize, exchange: usize, turn: usize, text: &str) -> Quote {
    Quote {
        round,
        exchange,
        turn,
        span: Span::new(0, text.len()),
        text: text.to_owned(),
    }
}

fn line(stance: Stance, code: &str, says: &str, quote: Option<Quote>, exchange: usize) -> NoteLine {
    NoteLine {
        stance,
        code: code.to_owned(),
        says: says.to_owned(),
        exchange: quote.as_ref().map_or(exchange, |quote| quote.exchange),
        quote,
        moves: match stance {
            Stance::For => 0.8,
            Stance::Against => -0.7,
            Stance::Noted => 0.0,
        },
    }
}

pub(super) fn vote(inclination: Inclination, margin: f64, says: &str) -> Vote {
    let judged = inclination != Inclination::NotJudged;
    Vote {
        inclination,
        confidence: if judged {
            1.0 / (1.0 + (-margin.abs()).exp())
        } else {
            0.0
        },
        margin,
        says: says.to_owned(),
    }
}

fn mark(principle: Principle, verdict: Verdict, chances: (f64, f64), lines: &[NoteLine]) -> PrincipleMark {
    let (below, meets) = chances;
    let of = |stance: Stance| lines.iter().filter(|line| line.stance == stance).cloned().collect();
    PrincipleMark {
        principle,
        verdict: Some(verdict),
        unjudged: None,
        confidence: match verdict {
            Verdict::Below => below,
            Verdict::Meets => meets,
            Verdict::Raises => 1.0 - below - meets,
        },
        chances: Panel {
            below,
            meets,
            raises: 1.0 - below - meets,
        },
        margin: ((1.0 - below) / below).ln(),
        evidence_for: of(Stance::For),
        evidence_against: of(Stance::Against),
    }
}

pub(super) fn unjudged(principle: Principle, why: &str) -> PrincipleMark {
    PrincipleMark {
        verdict: None,
        unjudged: Some(why.to_owned()),
        confidence: 0.0,
        margin: 0.0,
        ..mark(principle, Verdict::Meets, (0.4, 0.4), &[])
    }
}

/// The lines each interviewer wrote, question by question.
pub(super) fn lines(round: usize) -> Vec<Vec<NoteLine>> {
    use Stance::{Against, For, Noted};
    let said = |exchange, turn, text| Some(quote(round, exchange, turn, text));
    match round {
        0 => vec![
            vec![
                line(
                    For,
                    "baseline-and-result",
                    "A figure before and one after, and the query they came from.",
                    said(
                        0,
                        0,
                        "Support had corrected 1,940 invoices by hand, and my check would have caught thirty-one of them.",
                    ),
                    0,
                ),
                line(
                    For,
                    "reasoned",
                    "Did not know, said so, and then worked out how one would find out.",
                    said(
                        0,
                        1,
                        "I don't know that figure. I would take it from the ledger, because support's list only has what somebody noticed.",
                    ),
                    0,
                ),
                line(
                    Noted,
                    "long-sentences",
                    "I had to ask twice which system it was.",
                    None,
                    0,
                ),
            ],
            vec![line(
                Against,
                "no-metric",
                "A standard was raised, and nothing says how far.",
                said(1, 0, "After that the quality of the releases was a lot better."),
                1,
            )],
        ],
        1 => vec![
            vec![line(
                Noted,
                "technical",
                "Chose last-write-wins and named what it loses.",
                said(
                    0,
                    0,
                    "If both sides change a price in the gap, one change is gone, and I would rather lose the older one than stop the shop.",
                ),
                0,
            )],
            vec![
                line(
                    For,
                    "simple-path",
                    "Threw out two thirds of it and could say why.",
                    said(
                        1,
                        0,
                        "The queue and the cache were there because we had always had them, so I took both out and kept one table.",
                    ),
                    1,
                ),
                line(
                    Against,
                    "royal-we",
                    "Three times I could not tell who built it.",
                    said(
                        1,
                        0,
                        "We decided to go with the smaller design and we shipped it in May.",
                    ),
                    1,
                ),
            ],
        ],
        2 => vec![vec![
            line(Against, "no-cost", "Took it on at no price that I heard of.", None, 0),
            line(
                For,
                "safeguard-left",
                "Left something behind that works without them.",
                said(
                    0,
                    0,
                    "I wrote the check for merged practices as a query that support runs on Fridays.",
                ),
                0,
            ),
        ]],
        3 => vec![
            vec![
                line(
                    For,
                    "tradeoff-named",
                    "Both sides of it in one sentence, hers first.",
                    said(
                        0,
                        0,
                        "She had a budget to meet and it was a fair point: the re-check cost eleven thousand a month.",
                    ),
                    0,
                ),
                line(
                    For,
                    "takes-the-point",
                    "Took my objection and used it.",
                    said(
                        0,
                        2,
                        "You are right, I had not asked about May. I ask now what is about to change before I bring numbers.",
                    ),
                    0,
                ),
            ],
            vec![line(
                Against,
                "no-mechanism",
                "The figure is there, and how it was found is not.",
                said(1, 0, "It turned out that the churn number was off by about a third."),
                1,
            )],
        ],
        _ => vec![vec![line(
            Noted,
            "typed",
            "Rang the practice and asked. I believed it.",
            said(
                0,
                0,
                "I rang her myself, and she said she had been paying for two dentists who had left.",
            ),
            0,
        )]],
    }
}

fn notes(of: &Loop, round: usize) -> Vec<ExchangeNotes> {
    let asked = of
        .rounds
        .get(round)
        .map(|round| round.exchanges.clone())
        .unwrap_or_default();
    asked
        .into_iter()
        .zip(lines(round))
        .enumerate()
        .map(|(exchange, (one, lines))| ExchangeNotes {
            exchange,
            asked: one.asked,
            principle: one.principle,
            lines,
            unjudged: None,
        })
        .collect()
}

fn marks(round: usize) -> Vec<PrincipleMark> {
    use Verdict::{Below, Meets, Raises};
    let lines = lines(round);
    let of = |exchange: usize| lines.get(exchange).map(Vec::as_slice).unwrap_or_default();
    match round {
        0 => vec![
            mark(Principle::DiveDeep, Raises, (0.08, 0.34), of(0)),
            mark(Principle::InsistOnTheHighestStandards, Below, (0.57, 0.36), of(1)),
        ],
        1 => vec![
            mark(Principle::InventAndSimplify, Meets, (0.31, 0.52), of(1)),
            unjudged(Principle::BiasForAction, "No question for it was reached in the time."),
        ],
        2 => vec![
            mark(Principle::Ownership, Below, (0.49, 0.41), of(0)),
            unjudged(Principle::DeliverResults, "No question for it was reached in the time."),
        ],
        3 => vec![
            mark(Principle::HaveBackbone, Raises, (0.06, 0.39), of(0)),
            mark(Principle::DiveDeep, Meets, (0.37, 0.49), of(1)),
        ],
        _ => vec![mark(Principle::CustomerObsession, Meets, (0.12, 0.55), of(0))],
    }
}

fn own_questions(round: usize) -> Vec<OwnQuestionNote> {
    let note = |asked: &str, mark, why: &str, instead: &str| OwnQuestionNote {
        asked: asked.to_owned(),
        mark,
        why: why.to_owned(),
        instead: instead.to_owned(),
    };
    match round {
        0 | 3 => vec![note(
            "How do you find out that an invoice was wrong before the customer does?",
            OwnQuestionMark::Strong,
            "It asks about this team's customers and about what the team measures.",
            "",
        )],
        2 => vec![note(
            "What is the culture like?",
            OwnQuestionMark::Weak,
            "It could be asked anywhere, and any answer would do.",
            "Ask what this team gave up last quarter, and who minded.",
        )],
        _ => Vec::new(),
    }
}

fn flip(round: usize) -> Option<Flip> {
    let change = |kind, code: &str, principle, exchange, says: &str, quote| Change {
        kind,
        code: code.to_owned(),
        principle,
        exchange,
        says: says.to_owned(),
        quote,
    };
    match round {
        0 => Some(Flip {
            changes: vec![change(
                ChangeKind::Lose,
                "baseline-and-result",
                Principle::DiveDeep,
                0,
                "Without the two figures I could not have told whether the check mattered.",
                lines(0)
                    .first()
                    .and_then(|of| of.first())
                    .and_then(|line| line.quote.clone()),
            )],
            to: Inclination::NotInclined,
        }),
        2 => Some(Flip {
            changes: vec![change(
                ChangeKind::Add,
                "no-cost",
                Principle::Ownership,
                0,
                "One sentence would have done it: what you put off in order to take this on.",
                None,
            )],
            to: Inclination::Inclined,
        }),
        _ => None,
    }
}

fn seat(of: &Loop, round: usize, blind: Vote, after: Vote) -> SeatReport {
    let sits = &of.rounds[round].seat;
    let plays = persona(&sits.persona).filter(|_| !sits.is_human());
    SeatReport {
        round,
        name: plays.map_or_else(|| sits.person.clone(), |persona| persona.name.clone()),
        title: plays.map_or_else(|| "your guest".to_owned(), |persona| persona.title.clone()),
        chair: sits.chair,
        persona: plays.map_or_else(String::new, |persona| persona.slug.to_owned()),
        notes: notes(of, round),
        marks: marks(round),
        own_questions: own_questions(round),
        typed: if sits.is_human() {
            "Warm, quick, and asked me about my own customers first.\nI would like her in the room when a refund goes wrong.".to_owned()
        } else {
            String::new()
        },
        blind,
        after,
        flip: flip(round),
    }
}

/// What each of them brings.
pub(super) fn seats(of: &Loop) -> Vec<SeatReport> {
    use Inclination::{Inclined, NotInclined};
    let same = |vote: Vote| (vote.clone(), vote);
    let rows = [
        same(vote(
            Inclined,
            1.1,
            "Inclined. The check is the kind of digging I would want beside me; the standards answer was thin.",
        )),
        same(vote(
            NotInclined,
            -0.4,
            "Not inclined, though not by much. I never learnt what was theirs.",
        )),
        (
            vote(
                NotInclined,
                -0.9,
                "Not inclined. It cost nothing that I heard of, and then I doubt it was owned.",
            ),
            vote(
                Inclined,
                0.3,
                "The Friday query moved me: it runs without them. Inclined now.",
            ),
        ),
        same(vote(
            Inclined,
            1.9,
            "Inclined. Argued the other side better than the other side would have.",
        )),
        same(vote(Inclined, 0.8, "I would hire her. She rang.")),
    ];
    rows.into_iter()
        .enumerate()
        .map(|(round, (blind, after))| seat(of, round, blind, after))
        .collect()
}
