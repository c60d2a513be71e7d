//! The debrief, on rounds made by hand: who sees what, what is quoted, what would flip a vote, who may veto.

mod staged;

use glidepath_domain::{
    Chair, ChangeKind, Contradiction, Debrief, Emphasis, FactKind, Flip, Inclination, Principle, Quote, ReplyKind,
    Review, Ruling, Scorecard, ScorecardMark, Span, Stance, Turn, Verdict,
};
use glidepath_interview::{LoopHeard, RoundHeard, debrief};
use proptest::prelude::*;

use staged::{ANSWER, Noted, Staged, engine, review, said};

const STRONG: [Noted; 2] = [
    Noted::strength("baseline-and-result", Emphasis::Evidence, 0.6),
    Noted::strength("tradeoff-named", Emphasis::Judgment, 0.5),
];
const WEAK: [Noted; 2] = [
    Noted::flaw("no-metric", Emphasis::Evidence, 0.8),
    Noted::flaw("royal-we", Emphasis::Contribution, 0.7),
];

fn held(rounds: Vec<RoundHeard<'_>>, contradictions: Vec<Contradiction>) -> Debrief {
    debrief(&LoopHeard {
        engine: engine(),
        level: None,
        rounds,
        contradictions,
        retold: Vec::new(),
    })
}

/// Five rounds, the last one the Bar Raiser's, each with the reviews given for it.
fn rounds(reviews: [Vec<Review>; 5]) -> Vec<Staged> {
    let personas = ["second-look", "who-decided", "team-gardener", "front-desk", "last-mile"];
    let principles = [
        Principle::DiveDeep,
        Principle::Ownership,
        Principle::EarnTrust,
        Principle::CustomerObsession,
        Principle::EarnTrust,
    ];
    (0..5)
        .map(|at| {
            let chair = if at == 4 { Chair::BarRaiser } else { Chair::Peer };
            Staged::new(personas[at], chair, &principles[at..=at], &reviews[at])
        })
        .collect()
}

fn good() -> Vec<Review> {
    vec![review(2.0, &STRONG)]
}

fn bad() -> Vec<Review> {
    vec![review(-1.5, &WEAK)]
}

fn all(staged: &[Staged]) -> Debrief {
    held(staged.iter().map(Staged::heard).collect(), Vec::new())
}

/// Every quote of a debrief.
fn quotes(debrief: &Debrief) -> Vec<&Quote> {
    let notes = debrief
        .seats
        .iter()
        .flat_map(|seat| &seat.notes)
        .flat_map(|notes| &notes.lines);
    let marks = debrief.seats.iter().flat_map(|seat| &seat.marks);
    let lines = marks.flat_map(|mark| mark.evidence_for.iter().chain(&mark.evidence_against));
    let flips = debrief
        .seats
        .iter()
        .filter_map(|seat| seat.flip.as_ref())
        .flat_map(|flip| &flip.changes);
    let argued = debrief
        .arguments
        .iter()
        .flat_map(|one| [&one.for_line, &one.against_line]);
    notes
        .chain(lines)
        .chain(argued)
        .filter_map(|line| line.quote.as_ref())
        .chain(flips.filter_map(|change| change.quote.as_ref()))
        .chain(debrief.red_flags.iter().flat_map(|flag| &flag.quotes))
        .chain(debrief.fixes.iter().flat_map(|fix| &fix.quotes))
        .collect()
}

#[test]
fn each_sees_their_own_round_alone() {
    let before = all(&rounds([good(), good(), good(), good(), good()]));
    let after = all(&rounds([good(), good(), bad(), good(), good()]));
    for (at, (one, other)) in before.seats.iter().zip(&after.seats).enumerate() {
        let same =
            (&one.notes, &one.marks, &one.blind, &one.flip) == (&other.notes, &other.marks, &other.blind, &other.flip);
        assert_eq!(same, at != 2, "seat {at}");
    }
    assert!(after.seats[2].blind.margin < before.seats[2].blind.margin);
}

#[test]
fn every_quote_is_exact() {
    let mut staged = rounds([good(), bad(), good(), bad(), good()]);
    staged[1].follow(
        0,
        "How many was that?",
        "no-metric",
        "It was 31 vans of 40, by the list at the gate.",
    );
    staged[3].follow(
        0,
        "What did you do yourself?",
        "royal-we",
        "People usually do what they can in such cases.",
    );
    let debrief = all(&staged);
    let quotes = quotes(&debrief);
    assert!(quotes.len() >= 10);
    for quote in quotes {
        let turn = &staged[quote.round].told[quote.exchange].0[quote.turn];
        assert_eq!(
            turn.text.get(quote.span.start..quote.span.end),
            Some(quote.text.as_str())
        );
    }
}

#[test]
fn what_comes_under_questions_counts_in_part() {
    let plain = rounds([bad(), good(), good(), good(), good()]);
    let mut asked = plain.clone();
    asked[0].follow(
        0,
        "How many was that?",
        "no-metric",
        "It was 31 vans of 40, by the list at the gate.",
    );
    let (plain, asked) = (all(&plain), all(&asked));
    assert!(asked.seats[0].blind.margin > plain.seats[0].blind.margin);
    let line = asked.seats[0].notes[0]
        .lines
        .iter()
        .find(|line| line.code == "no-metric" && line.stance == Stance::For);
    assert_eq!(
        line.and_then(|line| line.quote.as_ref()).map(|quote| quote.turn),
        Some(1)
    );
    // A mend that has been made is not asked for again.
    let flip = asked.seats[0].flip.as_ref();
    assert!(flip.is_none_or(|flip| flip.changes.iter().all(|change| change.code != "no-metric")));
}

#[test]
fn a_pass_costs_and_is_said() {
    let plain = rounds([good(), good(), good(), good(), good()]);
    let mut passed = plain.clone();
    passed[0].follow(0, "How many was that?", "no-metric", "");
    let (plain, passed) = (all(&plain), all(&passed));
    assert!(passed.seats[0].blind.margin < plain.seats[0].blind.margin);
    let lines = &passed.seats[0].notes[0].lines;
    assert!(
        lines
            .iter()
            .any(|line| line.says == "Passed when asked: How many was that?" && line.quote.is_none())
    );
}

#[test]
fn nothing_said_is_nothing_judged() {
    let staged = rounds([vec![], vec![], vec![], vec![], vec![]]);
    let debrief = all(&staged);
    assert_eq!(debrief.decision.ruling, Ruling::NotJudged);
    assert!(
        debrief
            .seats
            .iter()
            .all(|seat| seat.blind.inclination == Inclination::NotJudged && seat.flip.is_none())
    );
    assert!(debrief.bar_raiser.is_none() && debrief.fixes.is_empty() && quotes(&debrief).is_empty());
    assert_eq!(debrief.unjudged.len(), 5, "{:?}", debrief.unjudged);
    assert_eq!(debrief.spread.not_judged, debrief.spread.panels);
    assert_eq!(debrief.decision.level.reads, None);
}

#[test]
fn a_question_that_was_passed_is_told_and_not_judged() {
    let mut staged = rounds([good(), good(), vec![], good(), good()]);
    let passed = Turn {
        reply: ReplyKind::Passed,
        ..Turn::open("Tell me about a time you were wrong.")
    };
    staged[2].push(Principle::EarnTrust, passed, None);
    let debrief = all(&staged);
    let seat = &debrief.seats[2];
    assert_eq!(seat.marks[0].verdict, None);
    assert_eq!(seat.marks[0].unjudged.as_deref(), Some("The question was passed."));
    assert!(
        debrief
            .unjudged
            .iter()
            .any(|why| why.contains("Tell me about a time you were wrong."))
    );
    assert_eq!(debrief.decision.ruling, Ruling::Hire);
}

#[test]
fn a_tie_is_no_offer_and_few_votes_are_no_decision() {
    let tie = all(&rounds([good(), good(), bad(), bad(), vec![]]));
    assert_eq!(tie.decision.ruling, Ruling::NoHire);
    let few = all(&rounds([good(), good(), vec![], vec![], vec![]]));
    assert_eq!(few.decision.ruling, Ruling::NotJudged);
}

fn contradiction(first: &str, second: &str) -> Contradiction {
    let quote = |round, text: &str| Quote {
        round,
        exchange: 0,
        turn: 0,
        span: Span::new(0, text.len()),
        text: text.to_owned(),
    };
    Contradiction {
        kind: FactKind::Metric,
        what: "returns".to_owned(),
        how: "Two values.".to_owned(),
        first: quote(0, first),
        second: quote(3, second),
    }
}

#[test]
fn a_veto_needs_a_cause_across_rounds_and_a_vote_against() {
    let veto = |last: Vec<Review>, contradictions: Vec<Contradiction>| {
        let staged = rounds([good(), good(), good(), good(), last]);
        let debrief = held(staged.iter().map(Staged::heard).collect(), contradictions);
        let view = debrief.bar_raiser.unwrap();
        (view.veto.is_some(), debrief.decision.ruling)
    };
    let two = || vec![contradiction("nine", "twelve"), contradiction("May", "June")];
    assert_eq!(veto(bad(), vec![]), (false, Ruling::Hire));
    assert_eq!(veto(bad(), two()), (true, Ruling::NoHire));
    assert_eq!(veto(vec![review(6.0, &STRONG)], two()), (false, Ruling::Hire));
}

#[test]
fn what_is_a_red_flag_is_named_with_its_rounds() {
    let debrief = all(&rounds([good(), bad(), good(), bad(), good()]));
    let [flag] = debrief.red_flags.as_slice() else {
        panic!("{:?}", debrief.red_flags)
    };
    assert_eq!((flag.code.as_str(), flag.rounds.as_slice()), ("royal-we", &[1, 3][..]));
    let fix = &debrief.fixes[0];
    assert!(
        ["no-metric", "royal-we"].contains(&fix.code.as_str()) && fix.question == "question-0",
        "{fix:?}"
    );
}

#[test]
fn disagreement_is_argued_with_quotes_and_only_the_less_sure_move() {
    // Seats 2 and 4 both look for Earn Trust.
    let debrief = all(&rounds([good(), good(), good(), good(), bad()]));
    let [argument, ..] = debrief.arguments.as_slice() else {
        panic!("nobody argued")
    };
    assert_eq!(
        (argument.principle, argument.for_seat, argument.against_seat),
        (Some(Principle::EarnTrust), 2, 4)
    );
    assert!(argument.for_line.quote.is_some() && argument.against_line.quote.is_some());
    let sure = |at: usize| debrief.seats[at].blind.margin.abs();
    if let Some(moved) = argument.moved {
        let other = if moved == 2 { 4 } else { 2 };
        assert!(sure(moved) <= sure(other));
    }
}

#[test]
fn a_person_is_taken_at_their_word() {
    let mut staged = rounds([good(), good(), bad(), good(), good()]);
    staged[2].round.seat.person = "Mum".to_owned();
    let mut card = Scorecard {
        of: "loop".to_owned(),
        round: 2,
        person: "Mum".to_owned(),
        notes: "Clear, and kind to the depot.".to_owned(),
        marks: vec![ScorecardMark {
            principle: Principle::EarnTrust,
            verdict: Some(Verdict::Raises),
            why: "She said \"the depot kept the new labels\" and not \"I won\".".to_owned(),
        }],
        inclined: Some(true),
        handed_in: false,
    };
    let with = |card: &Scorecard| {
        let mut heard: Vec<RoundHeard<'_>> = staged.iter().map(Staged::heard).collect();
        heard[2].scorecard = Some(card);
        held(heard, Vec::new()).seats.swap_remove(2)
    };
    let before = with(&card);
    assert_eq!(
        (before.blind.inclination, before.typed.as_str()),
        (Inclination::NotJudged, "")
    );
    card.handed_in = true;
    let after = with(&card);
    assert_eq!(
        (after.name.as_str(), after.blind.inclination),
        ("Mum", Inclination::Inclined)
    );
    assert_eq!(after.marks[0].verdict, Some(Verdict::Raises));
    // Words in quotation marks are quotes where they were said; the others are not.
    let quoted: Vec<&str> = after.marks[0]
        .evidence_for
        .iter()
        .filter_map(|line| Some(line.quote.as_ref()?.text.as_str()))
        .collect();
    assert_eq!(quoted, ["the depot kept the new labels"]);
    assert!(ANSWER.contains(quoted[0]));
}

#[test]
fn two_who_weigh_differently_write_different_notes() {
    let noted = [STRONG[0], STRONG[1], WEAK[0], WEAK[1]];
    let lines = |persona: &str| {
        let staged = Staged::new(persona, Chair::Peer, &[Principle::DiveDeep], &[review(0.5, &noted)]);
        let debrief = held(vec![staged.heard()], Vec::new());
        let seat = &debrief.seats[0];
        (
            seat.notes[0]
                .lines
                .iter()
                .map(|line| line.says.clone())
                .collect::<Vec<_>>(),
            seat.marks[0].margin,
        )
    };
    let all: Vec<_> = glidepath_content::personas()
        .iter()
        .map(|persona| lines(persona.slug))
        .collect();
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            assert_ne!(one, other);
        }
    }
}

#[test]
fn a_spread_counts_every_panel_once() {
    let spread = all(&rounds([good(), bad(), good(), bad(), good()])).spread;
    assert_eq!(spread.hire + spread.no_hire + spread.not_judged, spread.panels);
    assert_eq!(spread.inclined.iter().sum::<u32>(), spread.panels);
    assert!(
        spread.hire > 0 && spread.no_hire > 0,
        "a split loop splits panels: {spread:?}"
    );
}

/// The round with some changes made to what was noted.
fn changed(noted: &[Vec<Noted>], bare: &[f64], gone: &[(usize, &str)]) -> Staged {
    let reviews: Vec<Review> = noted
        .iter()
        .zip(bare)
        .enumerate()
        .map(|(at, (noted, bare))| {
            let left: Vec<Noted> = noted
                .iter()
                .filter(|one| !gone.contains(&(at, one.rule)))
                .copied()
                .collect();
            review(*bare, &left)
        })
        .collect();
    Staged::new("receipts-please", Chair::Peer, &[Principle::DiveDeep], &reviews)
}

fn vote(staged: &Staged) -> Inclination {
    held(vec![staged.heard()], Vec::new()).seats[0].blind.inclination
}

fn noted() -> impl Strategy<Value = Vec<Noted>> {
    let rules: Vec<(&'static str, Emphasis)> = vec![
        ("no-metric", Emphasis::Evidence),
        ("royal-we", Emphasis::Contribution),
        ("no-friction", Emphasis::Friction),
        ("mechanism", Emphasis::Evidence),
        ("human-stakes", Emphasis::Humanity),
        ("tradeoff-named", Emphasis::Judgment),
    ];
    proptest::sample::subsequence(rules, 0..=6).prop_flat_map(|rules| {
        let sizes = proptest::collection::vec(0.1..2.0_f64, rules.len());
        sizes.prop_map(move |sizes| {
            rules
                .iter()
                .zip(sizes)
                .map(|((rule, emphasis), size)| match *rule {
                    "no-metric" | "royal-we" | "no-friction" => Noted::flaw(rule, *emphasis, size),
                    _ => Noted::strength(rule, *emphasis, size),
                })
                .collect()
        })
    })
}

proptest! {
    /// The claim can be checked: make the changes and the vote falls the other way; spare any one of them and it does not.
    #[test]
    fn a_flip_flips_and_nothing_in_it_can_be_spared(
        noted in proptest::collection::vec(noted(), 1..4),
        bare in proptest::collection::vec(-2.0..2.0_f64, 3),
    ) {
        let staged = changed(&noted, &bare, &[]);
        let debrief = held(vec![staged.heard()], Vec::new());
        let seat = &debrief.seats[0];
        let flip = seat.flip.as_ref();
        prop_assert!(flip.is_some(), "every vote has something that flips it");
        let whole = |flip: &Flip| flip.changes.iter().any(|change| change.kind == ChangeKind::Replace);
        if let Some(flip) = flip.filter(|flip| !whole(flip)) {
            prop_assert!((1..=3).contains(&flip.changes.len()));
            prop_assert!(flip.changes.iter().all(|change| change.kind != ChangeKind::Add));
            let gone: Vec<(usize, &str)> =
                flip.changes.iter().map(|change| (change.exchange, change.code.as_str())).collect();
            prop_assert_eq!(vote(&changed(&noted, &bare, &gone)), flip.to);
            prop_assert_ne!(flip.to, seat.blind.inclination);
            for spared in 0..gone.len() {
                let mut fewer = gone.clone();
                fewer.remove(spared);
                prop_assert_eq!(vote(&changed(&noted, &bare, &fewer)), seat.blind.inclination);
            }
        }
    }

    #[test]
    fn chances_are_whole_and_a_mark_is_the_middle_one(noted in noted(), bare in -6.0..6.0_f64) {
        let staged = changed(&[noted], &[bare], &[]);
        let debrief = held(vec![staged.heard()], Vec::new());
        let mark = &debrief.seats[0].marks[0];
        let chances = mark.chances;
        prop_assert!((chances.below + chances.meets + chances.raises - 1.0).abs() < 1e-3);
        prop_assert!(mark.verdict.is_some() && mark.confidence > 0.0 && mark.confidence < 1.0);
        prop_assert!(debrief.decision.confidence <= 1.0);
    }
}

#[test]
fn what_is_too_short_is_not_judged() {
    let mut staged = rounds([good(), good(), vec![], good(), good()]);
    let mut short = review(2.0, &[]);
    short.measures.words = 1;
    short.overall.abstained = Some("1 word is too few to judge.".to_owned());
    staged[2].push(Principle::EarnTrust, said("Yes."), Some(short));
    let debrief = all(&staged);
    assert_eq!(
        debrief.seats[2].marks[0].unjudged.as_deref(),
        Some("1 word is too few to judge.")
    );
    assert!(debrief.seats[2].notes[0].lines.is_empty());
}
