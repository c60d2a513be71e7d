//! The programmes behind the loop plan: the best seating, and the least number of new stories. The rules and
//! the formulation are written out where a loop is planned.

use std::collections::BTreeMap;

use glidepath_domain::Principle;

use crate::deck::CARRIES;
use crate::kind::{Kind, best_of_each};
use crate::milp::{Bound, Choice, Programme};
use crate::worth::{burden, employers};
use crate::{Card, Fit, LoopRules, Unsolved};

/// Places for a story that are weighed at most.
const MOST_PLACES: usize = 8_000;

/// A story that is not about the principle.
const NOT_ABOUT: i32 = 2;
/// A story told once more.
const AGAIN: i32 = 3;
/// A telling more from one employer than half of all.
const OVER: i32 = 2;
/// A place left to a new story: more than anything else, so that as little as possible is asked of these.
const NEW: i32 = 60;

/// An interviewer asking for a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Demand {
    pub(crate) interviewer: usize,
    pub(crate) principle: Principle,
    /// Stories told.
    pub(crate) told: u32,
    /// Stories standing by.
    pub(crate) spare: u32,
}

/// Who fills one demand: places among the cards, and from `cards.len()` on new stories. In order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Seated {
    pub(crate) told: Vec<usize>,
    pub(crate) spare: Vec<usize>,
}

/// Who fills the demands of a loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seating {
    /// One for each demand.
    pub(crate) seated: Vec<Seated>,
    /// How many stories there are; tellers from here on are new.
    pub(crate) stories: usize,
    /// By the weights, the order of the cards left out.
    pub(crate) cost: i64,
}

/// A story, or new story, in a place.
struct Place {
    teller: usize,
    demand: usize,
    spare: bool,
    choice: Choice,
}

/// Rows that hold for every seating, over the places there are.
pub(crate) struct Room {
    pub(crate) programme: Programme,
    places: Vec<Place>,
}

/// A story told counts twice what a backup does.
const fn counts(spare: bool) -> i32 {
    if spare { 1 } else { 2 }
}

impl Seating {
    /// The seating of least cost, `new` new stories allowed; `None` where it is proved that there is none.
    pub(crate) fn best(
        cards: &[Card],
        demands: &[Demand],
        rules: &LoopRules,
        new: usize,
    ) -> Result<Option<Self>, Unsolved> {
        let kept = set_aside(cards, demands, rules);
        let total: i32 = demands.iter().map(|d| (d.told + d.spare) as i32).sum();
        // Places in the list break ties, a story told before a backup: their sum stays below one unit of cost.
        let scale = 1 + 2 * total * kept.len() as i32;
        let weigh = |k: usize, demand: &Demand, spare: bool| {
            let card = &cards[kept[k]];
            let about = card.fit(demand.principle) == Some(Fit::Main);
            let weight = burden(card, rules.today) + if about { 0 } else { NOT_ABOUT };
            (weight * scale + k as i32) * counts(spare)
        };
        let mut room = Room::of(cards, &kept, demands, rules, weigh)?;
        room.add_new(demands, new, cards.len(), rules, NEW * scale)?;
        room.fill(demands);
        room.spread(cards, &kept, demands, rules, scale);
        let Some(answer) = room.programme.solve()? else {
            return Ok(None);
        };
        let mut seated = vec![Seated::default(); demands.len()];
        let mut order = 0;
        for place in room.places.iter().filter(|place| answer.takes(place.choice)) {
            let seat = &mut seated[place.demand];
            if place.spare { &mut seat.spare } else { &mut seat.told }.push(place.teller);
            order += kept
                .binary_search(&place.teller)
                .map_or(0, |k| k as i64 * i64::from(counts(place.spare)));
        }
        for seat in &mut seated {
            seat.told.sort_unstable();
            seat.spare.sort_unstable();
        }
        Ok(Some(Self {
            seated,
            stories: cards.len(),
            cost: (answer.cost - order) / i64::from(scale),
        }))
    }
}

impl Room {
    /// Every kept story in every place it can fill, kept to the rules of the loop.
    pub(crate) fn of(
        cards: &[Card],
        kept: &[usize],
        demands: &[Demand],
        rules: &LoopRules,
        cost: impl Fn(usize, &Demand, bool) -> i32,
    ) -> Result<Self, Unsolved> {
        let mut room = Self {
            programme: Programme::default(),
            places: Vec::new(),
        };
        for (k, &teller) in kept.iter().enumerate() {
            let from = room.places.len();
            for (at, demand) in demands.iter().enumerate() {
                if cards[teller].fit(demand.principle).is_none() {
                    continue;
                }
                for spare in [false, true] {
                    if if spare { demand.spare } else { demand.told } > 0 {
                        let choice = room.programme.yes(cost(k, demand, spare));
                        room.places.push(Place {
                            teller,
                            demand: at,
                            spare,
                            choice,
                        });
                    }
                }
            }
            room.check_size()?;
            room.keep_rules(from, demands, rules);
        }
        Ok(room)
    }

    fn check_size(&self) -> Result<(), Unsolved> {
        let choices = self.places.len();
        if choices > MOST_PLACES {
            return Err(Unsolved::TooLarge {
                choices,
                most: MOST_PLACES,
            });
        }
        Ok(())
    }

    /// Holds the one teller whose places start at `from` to the rules.
    fn keep_rules(&mut self, from: usize, demands: &[Demand], rules: &LoopRules) {
        let own = &self.places[from..];
        let mut groups: Vec<Vec<Choice>> = Vec::new();
        let mut by_principle: BTreeMap<Principle, Vec<Choice>> = BTreeMap::new();
        let mut by_interviewer: BTreeMap<usize, Vec<Choice>> = BTreeMap::new();
        for place in own {
            let demand = &demands[place.demand];
            by_principle.entry(demand.principle).or_default().push(place.choice);
            by_interviewer.entry(demand.interviewer).or_default().push(place.choice);
        }
        let principles = by_principle.len();
        groups.extend(by_principle.into_values());
        groups.extend(by_interviewer.into_values());
        let told: Vec<Choice> = own.iter().filter(|p| !p.spare).map(|p| p.choice).collect();
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            self.programme.sum(group, Bound::AtMost(1));
        }
        // A story is told once for each of its principles at most, so only more of these need a row.
        if principles > rules.most_tellings as usize {
            self.programme.sum(told, Bound::AtMost(rules.most_tellings as i32));
        }
    }

    /// New stories that can fill any place, each for three principles at most.
    fn add_new(
        &mut self,
        demands: &[Demand],
        new: usize,
        first: usize,
        rules: &LoopRules,
        cost: i32,
    ) -> Result<(), Unsolved> {
        let mut before: Option<Vec<Choice>> = None;
        for n in 0..new {
            let from = self.places.len();
            for (at, demand) in demands.iter().enumerate() {
                for spare in [false, true] {
                    if if spare { demand.spare } else { demand.told } > 0 {
                        let choice = self.programme.yes(cost);
                        self.places.push(Place {
                            teller: first + n,
                            demand: at,
                            spare,
                            choice,
                        });
                    }
                }
            }
            self.check_size()?;
            self.keep_rules(from, demands, rules);
            let own: Vec<Choice> = self.places[from..].iter().map(|place| place.choice).collect();
            self.programme.sum(own.iter().copied(), Bound::AtMost(CARRIES as i32));
            // New stories are alike: the earlier one carries no less, so that no plan is looked at twice.
            if let Some(before) = before {
                let terms = before.iter().map(|&c| (c, 1)).chain(own.iter().map(|&c| (c, -1)));
                self.programme.row(terms.collect(), Bound::AtLeast(0));
            }
            before = Some(own);
        }
        Ok(())
    }

    /// Who can fill a demand.
    fn filling(&self, demand: usize, spare: bool) -> impl Iterator<Item = Choice> {
        self.places
            .iter()
            .filter(move |place| place.demand == demand && place.spare == spare)
            .map(|place| place.choice)
    }

    /// Every demand met.
    pub(crate) fn fill(&mut self, demands: &[Demand]) {
        for (at, demand) in demands.iter().enumerate() {
            for (spare, wanted) in [(false, demand.told), (true, demand.spare)] {
                if wanted > 0 {
                    let filling: Vec<Choice> = self.filling(at, spare).collect();
                    self.programme.sum(filling, Bound::Exactly(wanted as i32));
                }
            }
        }
    }

    /// What it costs to tell a story again, and to lean on one employer.
    fn spread(&mut self, cards: &[Card], kept: &[usize], demands: &[Demand], rules: &LoopRules, scale: i32) {
        let mut told: Vec<Vec<Choice>> = vec![Vec::new(); kept.len()];
        for place in self.places.iter().filter(|place| !place.spare) {
            if let Ok(k) = kept.binary_search(&place.teller) {
                told[k].push(place.choice);
            }
        }
        if rules.most_tellings > 1 {
            for own in told.iter().filter(|own| own.len() > 1) {
                let again = self.programme.number(AGAIN * scale, own.len() as i32 - 1);
                let terms = own.iter().map(|&c| (c, 1)).chain([(again, -1)]);
                self.programme.row(terms.collect(), Bound::AtMost(1));
            }
        }
        let all: i32 = demands.iter().map(|demand| demand.told as i32).sum();
        let half = (all + 1) / 2;
        for own in employers(cards, kept) {
            let choices: Vec<Choice> = own.iter().flat_map(|&k| told[k].iter().copied()).collect();
            if choices.len() as i32 > half {
                let over = self.programme.number(OVER * scale, all);
                let terms = choices.into_iter().map(|c| (c, 1)).chain([(over, -1)]);
                self.programme.row(terms.collect(), Bound::AtMost(half));
            }
        }
    }
}

/// The places among the cards of the stories that can matter, in order: of each kind as many as there are places for it.
pub(crate) fn set_aside(cards: &[Card], demands: &[Demand], rules: &LoopRules) -> Vec<usize> {
    let mut wanted: BTreeMap<Principle, usize> = BTreeMap::new();
    for demand in demands {
        *wanted.entry(demand.principle).or_default() += (demand.told + demand.spare) as usize;
    }
    let principles: Vec<Principle> = wanted.keys().copied().collect();
    best_of_each(
        cards,
        rules.today,
        |card| Kind::of(card, &principles, false),
        |kind| {
            let served = kind.fits.iter().zip(wanted.values()).filter(|(fit, _)| fit.is_some());
            served.map(|(_, &places)| places).sum()
        },
    )
}

/// The least number of new stories that can do, whatever they are about.
pub(crate) fn fewest_new(cards: &[Card], demands: &[Demand], rules: &LoopRules) -> Result<usize, Unsolved> {
    let kept = set_aside(cards, demands, rules);
    let mut room = Room::of(cards, &kept, demands, rules, |_, _, _| 0)?;
    let most: i32 = demands.iter().map(|d| (d.told + d.spare) as i32).sum();
    let new = room.programme.number(1, most);
    let mut left: Vec<(usize, bool, Choice)> = Vec::new();
    for (at, demand) in demands.iter().enumerate() {
        for (spare, wanted) in [(false, demand.told), (true, demand.spare)] {
            if wanted > 0 {
                let to_new = room.programme.number(0, wanted as i32);
                left.push((at, spare, to_new));
                let filling: Vec<Choice> = room.filling(at, spare).chain([to_new]).collect();
                room.programme.sum(filling, Bound::Exactly(wanted as i32));
            }
        }
    }
    let mut at_most = |each: i32, counts: &dyn Fn(&Demand, bool) -> bool| {
        let terms = left
            .iter()
            .filter(|(at, spare, _)| counts(&demands[*at], *spare))
            .map(|&(.., choice)| (choice, 1));
        room.programme
            .row(terms.chain([(new, -each)]).collect(), Bound::AtMost(0));
    };
    for demand in demands {
        at_most(1, &|other, _| other.interviewer == demand.interviewer);
        at_most(1, &|other, _| other.principle == demand.principle);
    }
    at_most(CARRIES as i32, &|_, _| true);
    at_most(rules.most_tellings.min(CARRIES as u32) as i32, &|_, spare| !spare);
    let answer = room
        .programme
        .solve()?
        .ok_or_else(|| Unsolved::Solver("a loop of new stories alone was called impossible".to_owned()))?;
    Ok(answer.value(new) as usize)
}
