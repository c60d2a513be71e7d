//! Decks and loop plans held to every possibility worked through, on banks small enough for that.

use glidepath_domain::{Principle, StoryId};
use glidepath_plan::{
    Asked, Backup, Card, Deck, DeckOptions, Interviewer, LoopOutcome, LoopPlan, LoopRules, NewStory, Pick, deck,
    loop_plan,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

mod brute;

use brute::{POOL, TODAY};

const PLAIN: DeckOptions = DeckOptions {
    today: TODAY,
    failure: false,
};

fn dealt(cards: &[Card], needed: &[Principle]) -> Deck {
    deck(cards, needed, &PLAIN).unwrap_or_else(|error| panic!("{error}: {}", error.why()))
}

/// The bank with new stories added as if they had been dug up.
fn with_new(cards: &[Card], new: &[NewStory]) -> Vec<Card> {
    let mut more = cards.to_vec();
    for (at, story) in new.iter().enumerate() {
        more.push(Card::new(StoryId(format!("new {at}")), "New", story.principles.clone()));
    }
    more
}

/// Holds a plan to the rules of the loop, told and backups alike.
fn keeps_rules(plan: &LoopPlan, cards: &[Card], new: &[NewStory], interviewers: &[Interviewer], rules: &LoopRules) {
    let mut seated: Vec<(&Pick, usize, Principle, bool)> = Vec::new();
    for seat in &plan.seats {
        seated.push((&seat.told, seat.interviewer, seat.principle, false));
        if let Some(backup) = &seat.backup {
            seated.push((backup, seat.interviewer, seat.principle, true));
        }
    }
    // One backup that stands by at several questions of one demand is one place.
    seated.sort_unstable();
    seated.dedup_by(|a, b| a == b && a.3);
    assert_eq!(seated.len(), brute::places(interviewers, rules).len());
    for (at, a) in seated.iter().enumerate() {
        match a.0 {
            Pick::Story(id) => assert!(cards.iter().any(|card| card.id == *id && card.fit(a.2).is_some())),
            Pick::New(n) => assert!(new[*n].principles.contains(&a.2)),
        }
        for b in &seated[at + 1..] {
            assert!(a.0 != b.0 || (a.1 != b.1 && a.2 != b.2), "{a:?} {b:?}");
        }
    }
    for (_, times) in plan.told_again() {
        assert!(times <= rules.most_tellings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_deck_is_the_smallest_and_of_these_the_best(cards in brute::bank(7, 5), needed in 1..=5usize) {
        let needed = &POOL[..needed];
        let deck = dealt(&cards, needed);
        let chosen: Vec<&Card> = cards.iter().filter(|card| deck.stories.contains(&card.id)).collect();
        prop_assert_eq!(
            (chosen.len(), brute::deck_weight(&cards, &chosen, needed)),
            brute::deck(&cards, needed)
        );
        for cover in &deck.cover {
            let serving = chosen.iter().filter(|card| card.fit(cover.principle).is_some()).count();
            prop_assert_eq!(serving > 0, cover.primary.is_some());
            prop_assert_eq!(serving > 1, cover.backup.is_some());
            prop_assert!(cover.primary.is_none() || cover.primary != cover.backup);
            for id in cover.primary.iter().chain(&cover.backup) {
                prop_assert!(chosen.iter().any(|card| card.id == *id && card.fit(cover.principle).is_some()));
            }
        }
    }

    #[test]
    fn what_a_deck_lacks_suffices_and_no_fewer_do(cards in brute::bank(5, 5)) {
        let Some(short) = dealt(&cards, &POOL).short else { return Ok(()) };
        prop_assert_eq!(short.new.len(), short.fewest_new as usize);
        prop_assert!(!short.why.is_empty());
        prop_assert!(short.new.iter().all(|story| (1..=3).contains(&story.principles.len())));
        prop_assert_eq!(dealt(&with_new(&cards, &short.new), &POOL).short, None);
        // One fewer, tried with every three principles a story can carry.
        let carried: Vec<NewStory> = (0u32..1 << POOL.len())
            .filter(|set| set.count_ones() == 3)
            .map(|set| NewStory { principles: (0..POOL.len()).filter(|p| set >> p & 1 == 1).map(|p| POOL[p]).collect() })
            .collect();
        let mut fewer: Vec<Vec<NewStory>> = vec![Vec::new()];
        for _ in 1..short.fewest_new {
            fewer = fewer
                .iter()
                .flat_map(|some| carried.iter().map(|one| [some.as_slice(), std::slice::from_ref(one)].concat()))
                .collect();
        }
        for some in fewer.iter().take(1_000) {
            let more = with_new(&cards, some);
            let covered = |p: &Principle| more.iter().filter(|card| card.fit(*p).is_some()).count() >= 2;
            prop_assert!(!POOL.iter().all(covered));
        }
    }

    #[test]
    fn one_story_more_never_makes_a_deck_larger(cards in brute::bank(8, 5)) {
        let Some((last, before)) = cards.split_last() else { return Ok(()) };
        let (small, large) = (dealt(before, &POOL), dealt(&cards, &POOL));
        if small.short.is_none() {
            prop_assert!(large.stories.len() <= small.stories.len(), "{last:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_loop_plan_is_the_best_or_proved_to_be_none(
        cards in brute::bank(7, 4),
        interviewers in brute::interviewers(4),
        rules in brute::rules(),
    ) {
        let places = brute::places(&interviewers, &rules);
        let outcome = loop_plan(&cards, &interviewers, &rules).unwrap();
        prop_assert_eq!(&outcome, &loop_plan(&cards, &interviewers, &rules).unwrap());
        match outcome {
            LoopOutcome::Planned(plan) => {
                keeps_rules(&plan, &cards, &[], &interviewers, &rules);
                prop_assert_eq!(Some(plan.cost), brute::loop_weight(&cards, &places, &rules, 0));
            }
            LoopOutcome::Infeasible { shortage, filled } => {
                let fewest = shortage.fewest_new as usize;
                prop_assert!(fewest > 0);
                prop_assert_eq!(shortage.new.len(), fewest);
                prop_assert!(!shortage.why.is_empty());
                keeps_rules(&filled, &cards, &shortage.new, &interviewers, &rules);
                prop_assert_eq!(brute::loop_weight(&cards, &places, &rules, fewest - 1), None);
                prop_assert_eq!(Some(filled.cost), brute::loop_weight(&cards, &places, &rules, fewest));
                let more = with_new(&cards, &shortage.new);
                let mended = loop_plan(&more, &interviewers, &rules).unwrap();
                prop_assert!(matches!(mended, LoopOutcome::Planned(_)));
            }
        }
    }
}

#[test]
fn where_counting_falls_short_one_story_more_is_proved() {
    // Six tellings, told once each, take six stories; ten places at three each take four; each principle and each interviewer six
    // at most. Yet six do not suffice, since each would have to stand by for a principle or a listener it already has.
    let asks = |principle| Asked {
        principle,
        questions: 2,
    };
    let interviewers = [[POOL[1], POOL[0]].as_slice(), &POOL[1..2]].map(|principles| Interviewer {
        name: "x".into(),
        asks: principles.iter().copied().map(asks).collect(),
    });
    let rules = LoopRules {
        today: TODAY,
        most_tellings: 1,
        backup: Backup::EachPrinciple,
    };
    let places = brute::places(&interviewers, &rules);
    assert_eq!(brute::loop_weight(&[], &places, &rules, 6), None);
    match loop_plan(&[], &interviewers, &rules) {
        Ok(LoopOutcome::Infeasible { shortage, .. }) => assert_eq!(shortage.fewest_new, 7),
        other => panic!("{other:?}"),
    }
}
