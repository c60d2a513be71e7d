//! Small banks for proptest, and every deck and loop plan worked through one by one. Shares nothing with the planner but its rules.

use glidepath_domain::{Date, Principle, StoryId, When};
use glidepath_plan::{Backup, Card, Fit, Interviewer, LoopRules};
use proptest::prelude::*;

pub(crate) const TODAY: Date = Date {
    year: 2026,
    month: 6,
    day: 15,
};

pub(crate) const POOL: [Principle; 5] = [
    Principle::Ownership,
    Principle::DiveDeep,
    Principle::EarnTrust,
    Principle::Frugality,
    Principle::ThinkBig,
];

/// One to three of the first `of` principles of the pool, in any order.
fn principles(of: usize) -> impl Strategy<Value = Vec<Principle>> {
    (Just(POOL[..of].to_vec()).prop_shuffle(), 1..=3usize).prop_map(|(mut drawn, n)| {
        drawn.truncate(n);
        drawn
    })
}

pub(crate) fn bank(most: usize, of: usize) -> impl Strategy<Value = Vec<Card>> {
    let card = (
        principles(of),
        0..3u32,
        0..3usize,
        prop_oneof![Just(2015i16), Just(2025)],
    );
    prop::collection::vec(card, 0..=most).prop_map(|cards| {
        let numbered = cards.into_iter().enumerate();
        numbered
            .map(|(at, (principles, missing, employer, year))| {
                let mut card = Card::new(StoryId(at.to_string()), format!("Story {at}"), principles);
                card.missing = missing;
                card.employer = ["", "Quay", "Mole"][employer].to_owned();
                card.when = Some(When {
                    year,
                    month: None,
                    day: None,
                });
                card
            })
            .collect()
    })
}

/// Up to three interviewers with one or two principles each.
pub(crate) fn interviewers(of: usize) -> impl Strategy<Value = Vec<Interviewer>> {
    prop::collection::vec((principles(of), 1..=2u32), 1..=3).prop_map(|seats| {
        let numbered = seats.into_iter().enumerate();
        numbered
            .map(|(at, (mut asks, questions))| {
                asks.truncate(2);
                let mut interviewer = Interviewer::new(format!("round {at}"), &asks);
                if at == 0 {
                    interviewer.asks[0].questions = questions;
                }
                interviewer
            })
            .collect()
    })
}

pub(crate) fn rules() -> impl Strategy<Value = LoopRules> {
    let backup = prop_oneof![
        Just(Backup::None),
        Just(Backup::EachPrinciple),
        Just(Backup::EachQuestion)
    ];
    (1..=3u32, backup).prop_map(|(most_tellings, backup)| LoopRules {
        today: TODAY,
        most_tellings,
        backup,
    })
}

fn burden(card: &Card) -> i64 {
    2 * i64::from(card.missing) + if card.is_older_than(5, TODAY) { 3 } else { 0 }
}

/// Tellings beyond half, rounded up, of all, from one employer.
fn over(employers: &[&str], all: usize) -> i64 {
    ["Quay", "Mole"]
        .iter()
        .map(|name| employers.iter().filter(|e| e == &name).count())
        .map(|own| own.saturating_sub(all.div_ceil(2)) as i64)
        .sum()
}

/// The size of the smallest deck, and the least weight among decks of that size, over all subsets.
pub(crate) fn deck(cards: &[Card], needed: &[Principle]) -> (usize, i64) {
    let mut best = (usize::MAX, i64::MAX);
    for subset in 0..1u32 << cards.len() {
        let chosen: Vec<&Card> = (0..cards.len())
            .filter(|at| subset >> at & 1 == 1)
            .map(|at| &cards[at])
            .collect();
        let serving = |from: &[&Card], p| from.iter().filter(|card| card.fit(p).is_some()).count();
        let all: Vec<&Card> = cards.iter().collect();
        if needed.iter().all(|&p| serving(&chosen, p) >= serving(&all, p).min(2)) {
            best = best.min((chosen.len(), deck_weight(cards, &chosen, needed)));
        }
    }
    best
}

pub(crate) fn deck_weight(cards: &[Card], chosen: &[&Card], needed: &[Principle]) -> i64 {
    let about = |card: &Card, p| card.fit(p) == Some(Fit::Main);
    let lacking = needed
        .iter()
        .filter(|&&p| cards.iter().any(|card| about(card, p)) && !chosen.iter().any(|card| about(card, p)))
        .count() as i64;
    let employers: Vec<&str> = chosen.iter().map(|card| card.employer.as_str()).collect();
    chosen.iter().map(|card| burden(card)).sum::<i64>() + 4 * lacking + over(&employers, chosen.len())
}

/// A place in a loop: interviewer, principle, and whether it is a backup's.
pub(crate) type Place = (usize, Principle, bool);

pub(crate) fn places(interviewers: &[Interviewer], rules: &LoopRules) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, interviewer) in interviewers.iter().enumerate() {
        for asked in &interviewer.asks {
            let spare = match rules.backup {
                Backup::None => 0,
                Backup::EachPrinciple => 1,
                Backup::EachQuestion => asked.questions,
            };
            places.extend((0..asked.questions).map(|_| (at, asked.principle, false)));
            places.extend((0..spare).map(|_| (at, asked.principle, true)));
        }
    }
    places
}

/// The least weight of a plan with `new` new stories at hand, trying every story in every place; a new story weighs 60 a place.
pub(crate) fn loop_weight(cards: &[Card], places: &[Place], rules: &LoopRules, new: usize) -> Option<i64> {
    let mut search = Search {
        cards,
        places,
        rules,
        new,
        seated: Vec::new(),
        best: None,
    };
    search.on(0);
    search.best
}

struct Search<'a> {
    cards: &'a [Card],
    places: &'a [Place],
    rules: &'a LoopRules,
    new: usize,
    seated: Vec<usize>,
    best: Option<i64>,
}

impl Search<'_> {
    fn on(&mut self, spent: i64) {
        // What is still to come costs nothing less than nothing.
        if self.best.is_some_and(|best| spent >= best) {
            return;
        }
        let Some(&place) = self.places.get(self.seated.len()) else {
            let weight = spent + self.spread();
            self.best = Some(self.best.map_or(weight, |best| best.min(weight)));
            return;
        };
        let used = self
            .seated
            .iter()
            .filter(|&&teller| teller >= self.cards.len())
            .max()
            .map_or(0, |last| last + 1 - self.cards.len());
        for teller in 0..self.cards.len() + self.new.min(used + 1) {
            if self.may(teller, place) {
                let weight = self.weight(teller, place);
                self.seated.push(teller);
                self.on(spent + weight);
                self.seated.pop();
            }
        }
    }

    fn may(&self, teller: usize, (interviewer, principle, spare): Place) -> bool {
        let own: Vec<Place> = (0..self.seated.len())
            .filter(|&at| self.seated[at] == teller)
            .map(|at| self.places[at])
            .collect();
        let told = own.iter().filter(|place| !place.2).count() as u32;
        let serves = match self.cards.get(teller) {
            Some(card) => card.fit(principle).is_some(),
            None => own.len() < 3,
        };
        serves
            && own.iter().all(|place| place.0 != interviewer && place.1 != principle)
            && (spare || told < self.rules.most_tellings)
    }

    fn weight(&self, teller: usize, (_, principle, spare): Place) -> i64 {
        let Some(card) = self.cards.get(teller) else {
            return 60;
        };
        let about = card.fit(principle) == Some(Fit::Main);
        (burden(card) + if about { 0 } else { 2 }) * if spare { 1 } else { 2 }
    }

    fn spread(&self) -> i64 {
        let told: Vec<usize> = (0..self.seated.len())
            .filter(|&at| !self.places[at].2)
            .map(|at| self.seated[at])
            .collect();
        let again: usize = (0..self.cards.len())
            .map(|teller| told.iter().filter(|&&t| t == teller).count().saturating_sub(1))
            .sum();
        let employers: Vec<&str> = told
            .iter()
            .filter_map(|&teller| Some(self.cards.get(teller)?.employer.as_str()))
            .collect();
        3 * again as i64 + 2 * over(&employers, told.len())
    }
}
