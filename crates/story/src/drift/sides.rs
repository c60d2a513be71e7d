//! Two tellings side by side: which words and which agreeing facts stand around a fact of each, and whether the two tell
//! one story.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{agrees, is_exact};
use crate::ledger::{Item, Manner, Matter, Mention, Telling};

/// What all words in common are worth, beside how surely facts agree; and how much of both it takes to be one story. A
/// logistic regression's over the loops of `tests/data/contradictions` not held out, rounded.
const COMMON: f32 = 38.0;
const ONE_STORY: f32 = 14.0;
/// What agreement adds to the words around it: exact, or as loosely as people tell figures.
pub(super) const EXACT: f32 = 3.0;
const LOOSE: f32 = 1.2;
/// Words that facts which agree only loosely must share, to be one.
const FEW_WORDS: f32 = 0.4;

/// Both tellings, with how often each of their words is said.
pub(super) struct Sides<'t> {
    pub(super) a: &'t Telling,
    pub(super) b: &'t Telling,
    spread: BTreeMap<&'t str, usize>,
}

impl<'t> Sides<'t> {
    pub(super) fn new(a: &'t Telling, b: &'t Telling) -> Self {
        let mut spread = BTreeMap::new();
        for sentence in a.sentences.iter().chain(&b.sentences) {
            let stems: BTreeSet<&str> = sentence.iter().map(|word| word.stem.as_str()).collect();
            for stem in stems {
                *spread.entry(stem).or_insert(0) += 1;
            }
        }
        Self { a, b, spread }
    }

    /// The pairs of facts that may be one and the same, told alike.
    pub(super) fn agreeing(&self) -> Vec<Agreement> {
        let mut list = Vec::new();
        for (i, one) in self.a.items.iter().enumerate() {
            for (j, other) in self.b.items.iter().enumerate() {
                if agrees(one, other) {
                    let words = self.words(i, j);
                    let exact = is_exact(one, other);
                    if exact || words >= FEW_WORDS {
                        let sure = words + if exact { EXACT } else { LOOSE };
                        list.push(Agreement { items: (i, j), sure });
                    }
                }
            }
        }
        list
    }

    /// Whether the two are tellings of one story by what they tell, whoever says so: by facts that agree, the surer the more,
    /// and by the words of the shorter-worded that the other has too.
    pub(super) fn one_story(&self, agreeing: &[Agreement]) -> bool {
        let words = |telling: &'t Telling| {
            let telling = telling.sentences.iter().flatten().filter(|word| word.weight >= 1.0);
            telling.map(|word| word.stem.as_str()).collect::<BTreeSet<&str>>()
        };
        let (a, b) = (words(self.a), words(self.b));
        let common = a.intersection(&b).count() as f32 / a.len().min(b.len()).max(1) as f32;
        let mut surest: BTreeMap<usize, f32> = BTreeMap::new();
        for one in agreeing {
            let sure = surest.entry(one.items.0).or_insert(0.0);
            *sure = sure.max(one.sure);
        }
        surest.values().sum::<f32>() + COMMON * common >= ONE_STORY
    }

    /// What the words around both share, each counted by how near it stands and how seldom it is said.
    pub(super) fn words(&self, i: usize, j: usize) -> f32 {
        self.shared(i, j).into_values().map(|(weight, _)| weight).sum()
    }

    /// The words around both, by stem, with what each counts.
    pub(super) fn shared(&self, i: usize, j: usize) -> BTreeMap<&'t str, (f32, &'t Mention)> {
        let mut shared = BTreeMap::new();
        let (Some((one, mine)), Some((other, theirs))) = (side(self.a, i), side(self.b, j)) else {
            return shared;
        };
        let decided = matches!((&one.matter, &other.matter), (Matter::Owner(_), Matter::Owner(_)));
        let theirs = around(self.b, theirs, decided);
        for (stem, (close, word)) in around(self.a, mine, decided) {
            // That a decision was taken is what makes it one.
            if decided && matches!(stem, "decid" | "decis" | "call" | "choic" | "choos") {
                continue;
            }
            if let Some((far, _)) = theirs.get(stem) {
                let said = self.spread.get(stem).copied().unwrap_or(2).max(2) as f32;
                let name = if word.name { NAMED } else { 1.0 };
                shared.insert(stem, (close * far * word.weight * name * (2.0 / said).sqrt(), word));
            }
        }
        shared
    }

    /// How far into a telling a fact stands, from 0 to 1.
    pub(super) fn place(&self, telling: &Telling, at: usize) -> f32 {
        let end = telling.manners.last().map_or(1, |manner| manner.tokens.1).max(1);
        telling
            .manners
            .get(at)
            .map_or(0.0, |manner| manner.tokens.0 as f32 / end as f32)
    }

    /// How many other facts agree beside both, in their sentences.
    pub(super) fn witnesses(&self, i: usize, j: usize, agreeing: &[Agreement]) -> usize {
        let near = |telling: &Telling, at: usize, of: usize| match (telling.manners.get(at), telling.manners.get(of)) {
            (Some(a), Some(b)) => at != of && a.sentence == b.sentence,
            _ => false,
        };
        let witnesses = agreeing
            .iter()
            .filter(|one| near(self.a, one.items.0, i) && near(self.b, one.items.1, j));
        witnesses.map(|one| one.items.0).collect::<BTreeSet<usize>>().len()
    }

    /// The words both share, as the first tells them.
    pub(super) fn what(&self, text: &str, i: usize, j: usize) -> String {
        let mut words: Vec<(f32, &Mention)> = self.shared(i, j).into_values().collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.at.cmp(&b.1.at)));
        words.truncate(WHAT_WORDS);
        words.sort_by_key(|(_, word)| word.at);
        if words.is_empty() {
            return self
                .a
                .items
                .get(i)
                .map_or_else(String::new, |item| item.found.what.clone());
        }
        let told = words.iter().map(|(_, word)| word.span.of(text));
        told.collect::<Vec<_>>().join(" ")
    }
}

/// Words that name what a contradiction is about, at most.
const WHAT_WORDS: usize = 4;
/// How much more a name counts than another word.
const NAMED: f32 = 1.3;

/// Two facts that are one, told alike.
pub(super) struct Agreement {
    pub(super) items: (usize, usize),
    /// How sure it is that they are one.
    pub(super) sure: f32,
}

fn side(telling: &Telling, at: usize) -> Option<(&Item, &Manner)> {
    Some((telling.items.get(at)?, telling.manners.get(at)?))
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
        let close = match far {
            _ if (from..to).contains(&word.at) => continue,
            0..=3 => 1.3,
            4..=7 => 1.0,
            8..=14 => 0.85,
            _ => 0.7,
        };
        put(word, close);
    }
    words
}
