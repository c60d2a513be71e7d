//! Two tellings of one story, in other words: which of their facts are the same fact, and which of those differ.
//!
//! Words alone do not say so over two minutes of speech: much is told in both, and much of it with figures. So what
//! agrees is set aside first, and bears witness: "from 15 to 34" and "from 15 to 22" start out as one. A word counts by
//! how seldom the two tellings say it. Only what each side finds the likeliest of the other's is a drift.

use std::collections::{BTreeMap, BTreeSet};

use glidepath_domain::FigureRole;

use crate::ledger::{Amount, Class, Item, Manner, Matter, Mention, Motion, Telling};

/// A fact of each telling, by index, that are one fact with two values; and the words they share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Retold {
    pub(super) items: (usize, usize),
    pub(super) what: String,
}

/// How much two facts must have in common to be one fact, between tellings of one story.
const ONE_FACT: f32 = 1.5;
/// The same for a decision, of which a story has few.
const ONE_DECISION: f32 = 1.0;
/// How much more between tellings that nobody says are of one story.
const STRANGERS: f32 = 1.2;
/// How sure, and in how like words, a fact must agree to say that two tellings are of one story.
const AGREED: f32 = 2.0;
const LIKE_WORDS: f32 = 1.0;
/// Share of words in common that says the same with two such facts, with one, with none.
const SOME_COMMON: f32 = 0.12;
const MUCH_COMMON: f32 = 0.2;
const MOST_COMMON: f32 = 0.3;
/// What is left of shared words where something tells the two apart: a name, a day, another word before a shared one.
const CONTRASTED: f32 = 0.25;
/// What it costs that one is told as a change and the other as a state.
const OTHER_MOTION: f32 = 1.0;
/// What it costs that something else is done in each.
const OTHER_DOING: f32 = 0.5;
/// What it costs that both dates stand with figures: two figures with their dates are two figures.
const DATED_FIGURES: f32 = 0.8;
/// Values further apart than this, as a ratio, are of different things.
const APART: f64 = 8.0;

/// The facts two tellings differ in, in the order of the first.
pub(super) fn retold(texts: (&str, &str), a: &Telling, b: &Telling, kin: bool) -> Vec<Retold> {
    let side = Sides::new(a, b);
    let mut pairs = Vec::new();
    let mut same = Vec::new();
    for (i, one) in a.items.iter().enumerate() {
        for (j, other) in b.items.iter().enumerate() {
            if agrees(one, other) {
                same.push((i, j));
            } else if comparable(one, other, &a.manners[i], &b.manners[j]) {
                pairs.push((i, j));
            }
        }
    }
    let scored: Vec<(usize, usize, f32)> = pairs
        .iter()
        .map(|(i, j)| (*i, *j, side.likeness(*i, *j, &pairs)))
        .collect();
    // What agrees is no drift, unless something else is far more like it.
    let best =
        |at: &dyn Fn(&(usize, usize, f32)) -> bool| scored.iter().filter(|s| at(s)).map(|s| s.2).fold(0.0, f32::max);
    let kin = kin || side.one_story(&same);
    let mut settled = (vec![false; a.items.len()], vec![false; b.items.len()]);
    for (i, j) in &same {
        let Some(sure) = side.sure(*i, *j) else { continue };
        settled.0[*i] |= sure >= best(&|s| s.0 == *i);
        settled.1[*j] |= sure >= best(&|s| s.1 == *j);
    }
    let least = |i: usize| {
        let decided = matches!(a.items[i].matter, Matter::Owner(_));
        let least = if decided { ONE_DECISION } else { ONE_FACT };
        if kin { least } else { least + STRANGERS }
    };
    let open: Vec<&(usize, usize, f32)> = scored
        .iter()
        .filter(|(i, j, _)| !settled.0[*i] && !settled.1[*j])
        .collect();
    open.iter()
        .filter(|(i, j, score)| {
            *score >= least(*i) && open.iter().all(|(x, y, other)| x != i && y != j || other <= score)
        })
        .map(|(i, j, _)| Retold {
            items: (*i, *j),
            what: side.what(texts.0, *i, *j),
        })
        .collect()
}

fn agrees(a: &Item, b: &Item) -> bool {
    match (&a.matter, &b.matter) {
        (Matter::Amount(a), Matter::Amount(b)) => match (&a.class, &b.class) {
            // "31 of those people", "about thirty of the temps".
            (Class::Of(_), Class::Of(_)) => a.may_be_count(b),
            _ if a.bare || b.bare => a.may_be_count(b),
            (x, y) if x == y => a.may_be(b),
            (Class::Percent, Class::Factor) | (Class::Factor, Class::Percent) => a.may_be_share(b),
            _ => false,
        },
        (Matter::Day(a), Matter::Day(b)) => a.agrees(b),
        (Matter::Post(a), Matter::Post(b)) => a.agrees(b),
        (Matter::Owner(a), Matter::Owner(b)) => a.agrees(b),
        _ => false,
    }
}

/// Whether it makes sense to hold two facts against each other at all.
fn comparable(a: &Item, b: &Item, at: &Manner, bt: &Manner) -> bool {
    match (&a.matter, &b.matter) {
        (Matter::Amount(x), Matter::Amount(y)) => {
            let one_class = match (&x.class, &y.class) {
                (Class::Of(p), Class::Of(q)) => p == q || x.bare && y.bare,
                (Class::Percent, Class::Factor) => y.value < 1.0,
                (Class::Factor, Class::Percent) => x.value < 1.0,
                (p, q) => p == q,
            };
            // "Four of them": of what was only guessed, unless a before or an after says so.
            let guessed = |x: &Amount| x.bare && !x.paired && x.class != Class::Team;
            let (low, high) = (x.share().min(y.share()), x.share().max(y.share()));
            let before = |x: &Amount| x.paired && x.role == FigureRole::Baseline;
            let after = |x: &Amount| x.paired && x.role == FigureRole::Result;
            let moved = |m: Motion| matches!(m, Motion::By | Motion::To);
            let across = before(x) && after(y) || after(x) && before(y);
            one_class
                && !guessed(x)
                && !guessed(y)
                && low > 0.0
                && high / low <= APART
                && !across
                && at.planned == bt.planned
                && !(x.motion != y.motion && moved(x.motion) && moved(y.motion))
        }
        (Matter::Day(_), Matter::Day(_)) => {
            let phases = at.phase.is_none() || bt.phase.is_none() || at.phase == bt.phase;
            phases && at.planned == bt.planned && !(at.part && bt.all || at.all && bt.part)
        }
        (Matter::Post(x), Matter::Post(y)) => x.outright == y.outright,
        (Matter::Owner(_), Matter::Owner(_)) => true,
        _ => false,
    }
}

/// What speaks against two facts being one.
fn apart(one: &Item, other: &Item, mine: &Manner, theirs: &Manner) -> f32 {
    let mut sum = 0.0;
    match (&one.matter, &other.matter) {
        (Matter::Amount(x), Matter::Amount(y)) => {
            let roles = matches!(
                (x.role, y.role),
                (FigureRole::Baseline, FigureRole::Result) | (FigureRole::Result, FigureRole::Baseline)
            );
            if (x.motion == Motion::By) != (y.motion == Motion::By)
                && x.motion != Motion::Open
                && y.motion != Motion::Open
            {
                sum += OTHER_MOTION;
            }
            if roles && !matches!(x.class, Class::Time) {
                sum += OTHER_MOTION;
            }
            let states = x.motion == Motion::Was && y.motion == Motion::Was;
            if matches!(x.class, Class::Of(_)) && !states && !super::done_alike(&one.topic, &other.topic) {
                sum += OTHER_DOING;
            }
        }
        (Matter::Day(_), Matter::Day(_))
            if one.topic.figured && other.topic.figured && (mine.phase.is_none() || theirs.phase.is_none()) =>
        {
            sum += DATED_FIGURES;
        }
        _ => {}
    }
    sum
}

/// Both tellings, with how often each of their words is said.
struct Sides<'t> {
    a: &'t Telling,
    b: &'t Telling,
    spread: BTreeMap<&'t str, usize>,
}

impl<'t> Sides<'t> {
    fn new(a: &'t Telling, b: &'t Telling) -> Self {
        let mut spread = BTreeMap::new();
        for sentence in a.sentences.iter().chain(&b.sentences) {
            let mut stems: Vec<&str> = sentence.iter().map(|word| word.stem.as_str()).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                *spread.entry(stem).or_insert(0) += 1;
            }
        }
        Self { a, b, spread }
    }

    /// Whether the two are tellings of one story by what they tell, whoever says so: by facts that agree among like words,
    /// and by the words of the shorter-worded that the other has too.
    fn one_story(&self, same: &[(usize, usize)]) -> bool {
        let words = |telling: &'t Telling| {
            let telling = telling.sentences.iter().flatten().filter(|word| word.weight >= 1.0);
            telling.map(|word| word.stem.as_str()).collect::<BTreeSet<&str>>()
        };
        let (a, b) = (words(self.a), words(self.b));
        let common = a.intersection(&b).count() as f32 / a.len().min(b.len()).max(1) as f32;
        let agreed = same
            .iter()
            .filter(|(i, j)| self.sure(*i, *j).is_some_and(|sure| sure >= AGREED) && self.words(*i, *j) >= LIKE_WORDS)
            .count();
        agreed >= 2 && common >= SOME_COMMON || agreed == 1 && common >= MUCH_COMMON || common >= MOST_COMMON
    }

    /// How sure it is that two facts that agree are one; `None` where they need not be.
    fn sure(&self, i: usize, j: usize) -> Option<f32> {
        let (one, other) = (&self.a.items[i], &self.b.items[j]);
        let exact = match (&one.matter, &other.matter) {
            (Matter::Amount(a), Matter::Amount(b)) => (a.class == b.class || a.bare || b.bare) && a.value == b.value,
            _ => false,
        };
        let words = self.words(i, j);
        if exact {
            return Some(words + 3.0);
        }
        (words >= 0.4).then_some(words + 1.2)
    }

    fn settles(&self, i: usize, j: usize) -> bool {
        self.sure(i, j).is_some()
    }

    /// How much two facts have in common.
    fn likeness(&self, i: usize, j: usize, pairs: &[(usize, usize)]) -> f32 {
        let (one, other) = (&self.a.items[i], &self.b.items[j]);
        let (mine, theirs) = (&self.a.manners[i], &self.b.manners[j]);
        let alone = |at: usize, first: bool| {
            pairs
                .iter()
                .filter(|p| if first { p.0 == at } else { p.1 == at })
                .count()
                == 1
        };
        let only = alone(i, true) && alone(j, false);
        let counted = matches!(&one.matter, Matter::Amount(amount) if matches!(amount.class, Class::Of(_)));
        let known = match (&one.matter, &other.matter) {
            (Matter::Amount(x), Matter::Amount(y)) => match (&x.class, &y.class) {
                // A story has one team of the teller's, and one length in all.
                (Class::Team, _) => 1.5,
                (Class::Time, _) if mine.whole && theirs.whole => 1.2,
                (Class::Of(p), Class::Of(q)) => {
                    let unit = p == q && !p.is_empty() && !x.bare && !y.bare;
                    let left = if mine.grown == theirs.grown { 0.0 } else { -1.0 };
                    left + match (unit, only) {
                        (true, true) => 1.4,
                        (true, false) => 0.7,
                        _ => 0.0,
                    }
                }
                (Class::Money(_), _) if only => 0.4,
                _ => 0.0,
            },
            (Matter::Day(_), Matter::Day(_)) => {
                let phase = mine.phase.is_some() && mine.phase == theirs.phase;
                let all = mine.all && theirs.all;
                (if phase { 0.6 } else { 0.0 }) + (if only { 0.4 } else { 0.0 }) + if all { 0.6 } else { 0.0 }
            }
            (Matter::Post(x), Matter::Post(_)) if x.outright => 1.5,
            (Matter::Owner(_), _) if only => 0.6,
            _ => 0.0,
        };
        // "From start to finish" is the whole, whichever words it is told of with.
        let told_apart = one.topic.contrasts(&other.topic) && !(mine.whole && theirs.whole);
        let left = if told_apart { CONTRASTED } else { 1.0 };
        known * if counted { left } else { 1.0 } + left * self.words(i, j) + self.witnesses(i, j)
            - apart(one, other, mine, theirs)
    }

    /// What the words around both share, each counted by how near it stands and how seldom it is said.
    fn words(&self, i: usize, j: usize) -> f32 {
        self.shared(i, j).into_values().map(|(weight, _)| weight).sum()
    }

    fn shared(&self, i: usize, j: usize) -> BTreeMap<&'t str, (f32, &'t Mention)> {
        let decided = matches!(self.a.items[i].matter, Matter::Owner(_));
        let mine = around(self.a, &self.a.manners[i], decided);
        let theirs = around(self.b, &self.b.manners[j], decided);
        let mut shared = BTreeMap::new();
        for (stem, (close, word)) in mine {
            // That a decision was taken is what makes it one.
            if decided && matches!(stem, "decid" | "decis" | "call" | "choic" | "chos") {
                continue;
            }
            if let Some((far, _)) = theirs.get(stem) {
                let said = self.spread.get(stem).copied().unwrap_or(2).max(2) as f32;
                let name = if word.name { 1.3 } else { 1.0 };
                shared.insert(stem, (close * far * word.weight * name * (2.0 / said).sqrt(), word));
            }
        }
        shared
    }

    /// Other facts beside both that agree.
    fn witnesses(&self, i: usize, j: usize) -> f32 {
        let mut sum: f32 = 0.0;
        for (x, one) in self.a.items.iter().enumerate() {
            let near = x != i && self.a.manners[x].sentence == self.a.manners[i].sentence;
            if !near {
                continue;
            }
            let witness = |(y, other): (usize, &Item)| {
                y != j
                    && self.b.manners[y].sentence == self.b.manners[j].sentence
                    && agrees(one, other)
                    && self.settles(x, y)
            };
            if self.b.items.iter().enumerate().any(witness) {
                sum += 0.8;
            }
        }
        sum.min(1.6)
    }

    /// The words both share, as the first tells them.
    fn what(&self, text: &str, i: usize, j: usize) -> String {
        let mut words: Vec<(f32, &Mention)> = self.shared(i, j).into_values().collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.at.cmp(&b.1.at)));
        words.truncate(4);
        words.sort_by_key(|(_, word)| word.at);
        if words.is_empty() {
            return self.a.items[i].found.what.clone();
        }
        words
            .iter()
            .map(|(_, word)| word.span.of(text))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The words around a fact, each with how near it stands: of its sentence, the one before and the one after.
fn around<'t>(telling: &'t Telling, manner: &Manner, decided: bool) -> BTreeMap<&'t str, (f32, &'t Mention)> {
    let (from, to) = manner.tokens;
    let mut words: BTreeMap<&str, (f32, &Mention)> = BTreeMap::new();
    let mut put = |word: &'t Mention, close: f32| {
        let known = words.entry(word.stem.as_str()).or_insert((close, word));
        if close > known.0 {
            *known = (close, word);
        }
    };
    let sentence = |at: Option<usize>| at.and_then(|at| telling.sentences.get(at)).into_iter().flatten();
    for word in sentence(manner.sentence.checked_sub(1)) {
        // "I shut it. It was my call."
        put(word, if decided { 0.8 } else { 0.4 });
    }
    for word in sentence(manner.sentence.checked_add(1)) {
        put(word, 0.25);
    }
    for word in sentence(Some(manner.sentence)) {
        let far = if word.at < from {
            from - word.at
        } else {
            word.at.saturating_sub(to)
        };
        if (from..to).contains(&word.at) {
            continue;
        }
        put(
            word,
            if far <= 3 {
                1.3
            } else if far <= 7 {
                1.0
            } else if far <= 14 {
                0.85
            } else {
                0.7
            },
        );
    }
    words
}
